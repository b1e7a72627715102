"""The stylesheet of a window, made of a theme's tokens. Names no colour itself.

One function for what all screens share by kind, and one for each screen.
"""

from __future__ import annotations

from desktop.ui.theme import Tokens


def stylesheet(tokens: Tokens) -> str:
    """The stylesheet of a window. Widgets are addressed by object name or by the property `role`."""
    parts = (_ground, _fields_and_buttons, _lists, _live, _stock, _settings, _keys, _live_setup, _sidebar)
    return "".join(part(tokens) for part in parts)


def _ground(tokens: Tokens) -> str:
    """The window, its frame, words, cards and notices."""
    return f"""
QWidget {{ color: {tokens.text}; }}
QMainWindow, #central {{ background: {tokens.background}; }}
#rehearsalBanner {{ background: {tokens.warn_soft}; border-bottom: 1px solid {tokens.warn}; }}
#rehearsalBanner QLabel {{ color: {tokens.warn}; }}
#rail {{ background: {tokens.surface}; border-right: 1px solid {tokens.line}; }}
#statusBar {{ background: {tokens.surface}; border-top: 1px solid {tokens.line}; }}
#panelHead {{ background: {tokens.surface}; border-bottom: 1px solid {tokens.line}; }}
QLabel[role="muted"] {{ color: {tokens.muted}; }}
QLabel[role="warn"] {{ color: {tokens.warn}; }}
QLabel[role="bad"] {{ color: {tokens.bad}; }}
QLabel[role="ok"] {{ color: {tokens.ok}; }}
#notice {{ background: {tokens.warn_soft}; border-top: 1px solid {tokens.line}; }}
#notice QLabel {{ color: {tokens.warn}; }}
#notice[tone="bad"] {{ background: {tokens.bad_soft}; }}
#notice QLabel[tone="bad"] {{ color: {tokens.bad}; }}
#notice[tone="ok"] {{ background: {tokens.ok_soft}; }}
#notice QLabel[tone="ok"] {{ color: {tokens.ok}; }}
#notice[tone="info"] {{ background: {tokens.info_soft}; }}
#notice QLabel[tone="info"] {{ color: {tokens.info}; }}
#card {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 10px; }}
#card #panelHead {{ background: transparent; }}
#cardBody {{ background: {tokens.surface}; border: none; }}
#dialog {{ background: {tokens.surface}; }}
#railButton {{ border: 1px solid transparent; border-radius: 8px; color: {tokens.muted}; }}
#railButton:hover {{ background: {tokens.hover}; }}
#railButton:checked {{ background: {tokens.soft}; color: {tokens.accent}; }}
#railButton:focus {{ border-color: {tokens.accent}; }}
QToolTip {{ background: {tokens.raised}; color: {tokens.text}; border: 1px solid {tokens.line};
    padding: 6px; }}
"""


def _fields_and_buttons(tokens: Tokens) -> str:
    """Fields and buttons."""
    return f"""
QLineEdit {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px;
    padding: 0 8px; selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QLineEdit:focus {{ border-color: {tokens.accent}; }}
QLineEdit[invalid="true"] {{ border-color: {tokens.bad}; }}
QPushButton {{ background: {tokens.raised}; color: {tokens.text}; border: 1px solid {tokens.line};
    border-radius: 8px; padding: 0 12px; }}
QPushButton:hover {{ background: {tokens.hover}; border-color: {tokens.muted}; }}
QPushButton:focus {{ border-color: {tokens.accent}; }}
QPushButton:disabled {{ color: {tokens.muted}; background: {tokens.neutral_soft}; }}
QPushButton[role="primary"] {{ background: {tokens.accent}; color: {tokens.on_accent};
    border-color: {tokens.accent}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {tokens.text}; }}
QPushButton[role="primary"]:disabled {{ background: {tokens.neutral_soft}; color: {tokens.muted};
    border-color: {tokens.line}; }}
QPushButton[role="danger"] {{ color: {tokens.bad}; border-color: {tokens.bad}; }}
QPushButton[role="chip"] {{ border-radius: 13px; padding: 0 10px; color: {tokens.muted};
    background: transparent; }}
QPushButton[role="chip"]:hover {{ color: {tokens.text}; }}
QPushButton[role="chip"]:checked {{ background: {tokens.soft}; color: {tokens.accent};
    border-color: {tokens.soft}; }}
QPushButton[role="chip"]:focus {{ border-color: {tokens.accent}; }}
#flatButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px; }}
#flatButton:hover {{ background: {tokens.hover}; border-color: {tokens.line}; }}
#flatButton:focus {{ border-color: {tokens.accent}; }}
"""


def _lists(tokens: Tokens) -> str:
    """Tables, menus, scroll bars."""
    return f"""
QTableView {{ background: {tokens.surface}; border: none; outline: none; }}
#framedTable {{ border: 1px solid {tokens.line}; border-radius: 8px; gridline-color: {tokens.line}; }}
#framedTable::item {{ padding: 0 12px 0 8px; border-bottom: 1px solid {tokens.line}; }}
#framedTable::item:selected {{ background: {tokens.selected}; }}
QHeaderView {{ background: {tokens.surface}; border: none; }}
QHeaderView::section {{ background: {tokens.surface}; color: {tokens.muted}; border: none;
    border-bottom: 1px solid {tokens.line}; padding: 0 14px 0 8px; }}
#framedTable QHeaderView::section {{ padding: 0 12px 0 11px; }}
QMenu {{ background: {tokens.raised}; color: {tokens.text}; border: 1px solid {tokens.divider};
    padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {tokens.soft}; color: {tokens.accent}; }}
QMenu::item:disabled {{ color: {tokens.muted}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {tokens.divider}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {tokens.line}; border-radius: 4px; min-height: 32px;
    margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {tokens.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _live(tokens: Tokens) -> str:
    """The live screen."""
    return f"""
#topBar {{ background: {tokens.surface}; border-bottom: 1px solid {tokens.line}; }}
#topBar[paused="true"] {{ background: {tokens.warn_soft}; border-bottom: 2px solid {tokens.warn}; }}
#topBar[silent="true"] {{ background: {tokens.bad_soft}; border-bottom: 2px solid {tokens.bad}; }}
#topBar[silent="true"] QLabel[role="muted"] {{ color: {tokens.text}; }}
QFrame[role="popover"] {{ background: {tokens.raised}; border: 1px solid {tokens.muted};
    border-radius: 10px; }}
#holders QTableView {{ background: transparent; }}
#holders QTableView::item:selected {{ background: {tokens.soft}; color: {tokens.text}; }}
#undoToast {{ background: {tokens.raised}; border: 1px solid {tokens.muted}; border-radius: 10px; }}
#liveParts::handle {{ background: {tokens.line}; }}
#liveParts::handle:hover {{ background: {tokens.accent}; }}
#productPanel {{ background: {tokens.surface}; }}
#feedPanel {{ background: {tokens.surface}; }}
#openSaleEditor, #rowEditor {{ background: {tokens.selected}; }}
#stepButtons QToolButton {{ background: {tokens.raised}; border: 1px solid {tokens.line};
    border-radius: 6px; color: {tokens.text}; }}
#stepButtons QToolButton:hover {{ background: {tokens.soft}; border-color: {tokens.accent};
    color: {tokens.accent}; }}
#stepButtons QToolButton:focus {{ border-color: {tokens.accent}; }}
#newComments {{ background: {tokens.accent}; color: {tokens.on_accent}; border: none; border-radius: 15px;
    padding: 0 16px 0 12px; }}
#newComments:focus {{ border: 2px solid {tokens.text}; }}
"""


def _stock(tokens: Tokens) -> str:
    """The product screen."""
    return f"""
#refreshStrip {{ background: {tokens.surface}; border-bottom: 1px solid {tokens.line}; }}
#confirmation {{ background: {tokens.warn_soft}; border-bottom: 1px solid {tokens.line}; }}
QTableView#catalog QHeaderView::section:first {{ padding-left: 62px; }}
QTableView#catalog QHeaderView::section:last {{ padding-left: 12px; }}
"""


def _settings(tokens: Tokens) -> str:
    """First run, settings and what opens the data."""
    return f"""
#step {{ border: none; border-bottom: 1px solid {tokens.line}; background: transparent; }}
#stepHead {{ border: 1px solid transparent; border-radius: 8px; padding: 0; background: transparent; }}
#stepHead:hover {{ background: {tokens.hover}; border-color: transparent; }}
#stepHead:focus {{ border-color: {tokens.accent}; }}
#stepMark {{ border: 1px solid {tokens.line}; border-radius: 14px; background: {tokens.background};
    color: {tokens.muted}; }}
#stepMark[state="now"] {{ border-color: {tokens.soft}; background: {tokens.soft}; color: {tokens.accent}; }}
#stepMark[state="done"] {{ border-color: {tokens.ok_soft}; background: {tokens.ok_soft}; }}
#dialog #stepMark {{ border-radius: 12px; }}
#checkRow {{ border: none; border-bottom: 1px solid {tokens.line}; background: transparent; }}
#sentence {{ border: none; border-radius: 8px; background: {tokens.warn_soft}; }}
#sentence QLabel {{ color: {tokens.warn}; }}
#sentence[tone="bad"] {{ background: {tokens.bad_soft}; }}
#sentence QLabel[tone="bad"] {{ color: {tokens.bad}; }}
#sentence[tone="ok"] {{ background: {tokens.ok_soft}; }}
#sentence QLabel[tone="ok"] {{ color: {tokens.ok}; }}
#sentence[tone="info"] {{ background: {tokens.info_soft}; }}
#sentence QLabel[tone="info"] {{ color: {tokens.info}; }}
#iconTile {{ background: {tokens.soft}; border-radius: 16px; }}
#wayButton {{ border: 1px solid transparent; border-radius: 8px; padding: 0 8px 0 4px; text-align: left;
    background: transparent; color: {tokens.accent}; }}
#wayButton:hover {{ background: {tokens.hover}; }}
#wayButton:focus {{ border-color: {tokens.accent}; }}
#wayButton:disabled {{ color: {tokens.muted}; background: transparent; }}
#optionList {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px;
    padding: 4px; outline: none; }}
#optionList:focus {{ border-color: {tokens.accent}; }}
#optionList::item {{ padding: 0 8px; border-radius: 6px; color: {tokens.text}; }}
#optionList::item:hover {{ background: {tokens.hover}; }}
#optionList::item:selected {{ background: {tokens.soft}; color: {tokens.accent}; }}
#staffButton {{ border: 1px solid transparent; border-radius: 6px; padding: 0 6px;
    background: transparent; color: {tokens.muted}; }}
#staffButton:hover {{ background: {tokens.hover}; color: {tokens.text}; }}
#staffButton:focus {{ border-color: {tokens.accent}; }}
"""


def _keys(tokens: Tokens) -> str:
    """The key's card, and the window that opens the data."""
    return f"""
#unlock {{ background: {tokens.surface}; }}
#unlockMark {{ background: {tokens.soft}; border-radius: 12px; }}
#codeField {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px;
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
#codeField:focus {{ border-color: {tokens.accent}; }}
#codeField[invalid="true"] {{ border-color: {tokens.bad}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {tokens.accent};
    padding: 0 4px; margin: 0 -5px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border-color: {tokens.accent}; }}
QPushButton[role="link"]:disabled {{ color: {tokens.muted}; background: transparent; }}
"""


def _live_setup(tokens: Tokens) -> str:
    """The list of campaigns and the set-up of one."""
    return f"""
#segmented {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px; }}
QPushButton[role="segment"] {{ background: transparent; border: 1px solid transparent; border-radius: 7px;
    color: {tokens.muted}; padding: 0 8px; }}
QPushButton[role="segment"]:hover {{ color: {tokens.text}; }}
QPushButton[role="segment"]:checked {{ background: {tokens.soft}; color: {tokens.accent}; }}
QPushButton[role="segment"]:focus {{ border-color: {tokens.accent}; }}
QPushButton[role="segment"]:disabled {{ color: {tokens.muted}; }}
#scriptName {{ background: transparent; border: 1px solid transparent; padding: 0 5px; }}
#scriptName:hover {{ border-color: {tokens.line}; }}
#scriptName:focus {{ background: {tokens.surface}; border-color: {tokens.accent}; }}
#scriptName[invalid="true"] {{ border-color: {tokens.bad}; }}
QPushButton#crumb {{ background: transparent; border: 1px solid transparent; color: {tokens.muted};
    padding: 0 6px; }}
QPushButton#crumb:hover {{ color: {tokens.accent}; }}
QPushButton#crumb:focus {{ border-color: {tokens.accent}; }}
QPlainTextEdit#wording {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px;
    padding: 4px; selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QPlainTextEdit#wording:focus {{ border-color: {tokens.accent}; }}
QPlainTextEdit#wording[invalid="true"] {{ border-color: {tokens.bad}; }}
#cardDivider {{ background: {tokens.line}; border: none; max-height: 1px; min-height: 1px; }}
#tryBar {{ background: transparent; border-top: 1px solid {tokens.line}; }}
#leaveBar {{ background: {tokens.warn_soft}; border-bottom: 1px solid {tokens.line}; }}
#leaveBar QLabel {{ color: {tokens.warn}; }}
QTableView#scriptLines {{ background: {tokens.surface}; }}
QTableView#scriptLines QHeaderView::section {{ padding: 0 8px; }}
QTableView#scriptLines QHeaderView::section:first {{ padding-left: 62px; }}
QTableView#framedTable::item:selected {{ color: {tokens.text}; }}
QTableView#scriptLines QLineEdit {{ padding: 0 8px; }}
#setupColumn, #setupColumn > QWidget > #setupCards {{ background: transparent; border: none; }}
QProgressBar#trialProgress {{ background: {tokens.track}; border: none; border-radius: 4px; max-height: 8px;
    min-height: 8px; }}
QProgressBar#trialProgress::chunk {{ background: {tokens.accent}; border-radius: 4px; }}
"""


def _sidebar(tokens: Tokens) -> str:
    """The sidebar of the buyer, and the search over the screen."""
    return f"""
#sidebar {{ background: {tokens.surface}; }}
#sidebarFold {{ background: {tokens.surface}; border-left: 1px solid {tokens.line}; }}
#cartScroll, #cartInside, #orderForm {{ background: {tokens.surface}; border: none; }}
#cartCard {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 10px; }}
#cartHead, #cartLine {{ background: transparent; border: none; border-bottom: 1px solid {tokens.line}; }}
#cartFoot {{ background: {tokens.surface}; border: none; border-top: 1px solid {tokens.line}; }}
#askInPlace {{ background: {tokens.bad_soft}; border: none; border-radius: 8px; }}
#stepButton {{ background: {tokens.raised}; border: 1px solid {tokens.line}; border-radius: 6px; }}
#stepButton:hover {{ background: {tokens.hover}; border-color: {tokens.muted}; }}
#stepButton:focus {{ border-color: {tokens.accent}; }}
#stepField {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; }}
#stepField:hover {{ border-color: {tokens.line}; }}
#stepField:focus {{ background: {tokens.surface}; border-color: {tokens.accent}; }}
#linkButton {{ background: transparent; border: 1px solid transparent; color: {tokens.muted};
    padding: 0 4px; }}
#linkButton:hover {{ color: {tokens.text}; }}
#linkButton:focus {{ border-color: {tokens.accent}; }}
#pickerList {{ background: {tokens.raised}; border: 1px solid {tokens.line}; border-radius: 8px;
    padding: 2px; }}
#pickerList::item {{ padding: 0 8px; height: 30px; border-radius: 6px; }}
#pickerList::item:selected {{ background: {tokens.soft}; color: {tokens.accent}; }}
#findPalette {{ background: {tokens.raised}; border: 1px solid {tokens.muted}; border-radius: 12px; }}
#findPalette QTableView {{ background: transparent; }}
#findPalette QTableView::item {{ padding: 0 8px; }}
#findPalette QTableView::item:selected {{ background: {tokens.soft}; color: {tokens.text}; }}
"""
