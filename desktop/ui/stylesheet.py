"""The stylesheet of a window, made of a theme's tokens. Names no colour itself."""

from __future__ import annotations

from desktop.ui.theme import Tokens


def stylesheet(tokens: Tokens) -> str:
    """The stylesheet of a window. Widgets are addressed by object name or by the property `role`."""
    return f"""
QWidget {{ color: {tokens.text}; }}
QMainWindow, #central {{ background: {tokens.background}; }}
#rail {{ background: {tokens.surface}; border-right: 1px solid {tokens.line}; }}
#topBar {{ background: {tokens.surface}; border-bottom: 1px solid {tokens.line}; }}
#statusBar {{ background: {tokens.surface}; border-top: 1px solid {tokens.line}; }}
#productPanel {{ background: {tokens.surface}; border-right: 1px solid {tokens.line}; }}
#feedPanel {{ background: {tokens.surface}; }}
#panelHead {{ background: {tokens.surface}; border-bottom: 1px solid {tokens.line}; }}
QLabel[role="muted"] {{ color: {tokens.muted}; }}
QLabel[role="warn"] {{ color: {tokens.warn}; }}
QLabel[role="bad"] {{ color: {tokens.bad}; }}
QLabel[role="ok"] {{ color: {tokens.ok}; }}
QTableView {{ background: {tokens.surface}; border: none; outline: none; }}
QLineEdit {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 8px;
    padding: 0 8px; selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QLineEdit:focus {{ border-color: {tokens.accent}; }}
QLineEdit[invalid="true"] {{ border-color: {tokens.bad}; }}
#openSaleEditor {{ background: {tokens.selected}; }}
#notice {{ background: {tokens.warn_soft}; border-top: 1px solid {tokens.line}; }}
#notice QLabel {{ color: {tokens.warn}; }}
#stepButtons QToolButton {{ background: {tokens.raised}; border: 1px solid {tokens.line};
    border-radius: 6px; color: {tokens.text}; }}
#stepButtons QToolButton:hover {{ background: {tokens.soft}; border-color: {tokens.accent};
    color: {tokens.accent}; }}
#stepButtons QToolButton:focus {{ border-color: {tokens.accent}; }}
#railButton {{ border: 1px solid transparent; border-radius: 8px; color: {tokens.muted}; }}
#railButton:hover {{ background: {tokens.hover}; }}
#railButton:checked {{ background: {tokens.soft}; color: {tokens.accent}; }}
#railButton:focus {{ border-color: {tokens.accent}; }}
#newComments {{ background: {tokens.accent}; color: {tokens.on_accent}; border: none; border-radius: 15px;
    padding: 0 16px 0 12px; }}
#newComments:focus {{ border: 2px solid {tokens.text}; }}
QToolTip {{ background: {tokens.raised}; color: {tokens.text}; border: 1px solid {tokens.line};
    padding: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {tokens.line}; border-radius: 4px; min-height: 32px;
    margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {tokens.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
