"""The look of the program: colours, fonts, and the user's choice (product.md §9).

The only place that names a colour. Widgets take a `Theme`, paint with its tokens, and repaint on
`changed`. It must not know any screen.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.widgets.icons import Icons

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FAMILY = "Be Vietnam Pro"


class Tone(StrEnum):
    """What a colour says. It never says it alone: an icon or a word stands beside it."""

    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#rrggbb`.

    The first three rows are product.md §9. The `…_soft` are the fills behind words of that tone, the
    `on_…` words on a fill of the full colour. `avatars` carry words in `on_avatar`.
    """

    name: str
    background: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    soft: str
    ok: str
    warn: str
    bad: str
    info: str
    live: str
    on_accent: str
    on_live: str
    on_avatar: str
    ok_soft: str
    warn_soft: str
    bad_soft: str
    info_soft: str
    neutral_soft: str
    hover: str
    selected: str
    track: str
    divider: str
    avatars: tuple[str, ...]

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The colour of words in this tone and of the fill behind them."""
        return {
            Tone.ACCENT: (self.accent, self.soft),
            Tone.OK: (self.ok, self.ok_soft),
            Tone.WARN: (self.warn, self.warn_soft),
            Tone.BAD: (self.bad, self.bad_soft),
            Tone.INFO: (self.info, self.info_soft),
            Tone.NEUTRAL: (self.text, self.neutral_soft),
        }[tone]

    def avatar(self, key: str) -> str:
        """The colour that belongs to a person, the same on every day and machine."""
        return self.avatars[zlib.crc32(key.encode("utf-8", "surrogatepass")) % len(self.avatars)]


_AVATARS = (
    "#4f46e5",
    "#0f766e",
    "#be185d",
    "#c2410c",
    "#7c3aed",
    "#0e7490",
    "#15803d",
    "#4d7c0f",
    "#9a3412",
    "#1d4ed8",
)

LIGHT = Tokens(
    name="light",
    background="#f6f7f9",
    surface="#ffffff",
    raised="#ffffff",
    line="#e4e7ec",
    text="#101828",
    muted="#667085",
    accent="#0f766e",
    soft="#d5f2ee",
    ok="#15803d",
    warn="#b45309",
    bad="#b42318",
    info="#1d4ed8",
    live="#e11d48",
    on_accent="#ffffff",
    on_live="#ffffff",
    on_avatar="#ffffff",
    ok_soft="#e3f9ea",
    warn_soft="#fef5d6",
    bad_soft="#fee4e2",
    info_soft="#dbeafe",
    neutral_soft="#eceff3",
    hover="#f6f8fa",
    selected="#f0faf8",
    track="#e4e7ec",
    divider="#d0d5dd",
    avatars=_AVATARS,
)

DARK = Tokens(
    name="dark",
    background="#0f1418",
    surface="#161c22",
    raised="#1c242b",
    line="#2a343d",
    text="#e6ebf0",
    muted="#93a1ae",
    accent="#2dd4bf",
    soft="#123b38",
    ok="#4ade80",
    warn="#fbbf24",
    bad="#f97066",
    info="#7aa7ff",
    live="#fb4570",
    on_accent="#06231f",
    on_live="#23060e",
    on_avatar="#ffffff",
    ok_soft="#14321f",
    warn_soft="#392b0a",
    bad_soft="#43191a",
    info_soft="#1a2c52",
    neutral_soft="#28323b",
    hover="#1a2128",
    selected="#14282a",
    track="#2a343d",
    divider="#46535f",
    avatars=_AVATARS,
)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The type scale. Sizes are device-independent pixels."""

    body: QFont
    strong: QFont
    small: QFont
    small_strong: QFont
    tiny: QFont
    title: QFont
    message: QFont
    figure: QFont


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _spaced(font: QFont) -> QFont:
    """With wider blanks, so that highlights of neighbouring words do not touch."""
    font.setWordSpacing(1.5)
    return font


def load_fonts(folder: Path = RESOURCES / "fonts" / "be-vietnam-pro") -> Fonts:
    """Register the bundled typeface and return the type scale.

    Raises FileNotFoundError where a file of it is missing or damaged: without it nothing looks right.
    """
    for file in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)
    if FAMILY not in QFontDatabase.families():
        raise FileNotFoundError(folder)
    bold, demi = QFont.Weight.Bold, QFont.Weight.DemiBold
    return Fonts(
        body=_font(13),
        strong=_font(13, demi),
        small=_font(12),
        small_strong=_font(12, QFont.Weight.Medium),
        tiny=_font(11, QFont.Weight.Medium),
        title=_font(14, demi),
        message=_spaced(_font(13)),
        figure=_font(22, bold),
    )


class ThemeChoice(StrEnum):
    """What the user wants: the system's scheme, or always the same one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The theme in force, and the user's choice of it.

    Signals: `changed` after the tokens changed (by choice or by the system), `chosen` with the new
    ThemeChoice, for whoever stores it.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, choice: ThemeChoice = ThemeChoice.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fonts = load_fonts()
        self.icons = Icons(RESOURCES / "icons" / "lucide")
        self.choice = choice
        self._hints = QGuiApplication.styleHints()
        self._tell_system()
        self._hints.colorSchemeChanged.connect(self.refresh)
        self.tokens = self._current()

    def choose(self, choice: ThemeChoice) -> None:
        """Take over the user's choice."""
        if choice != self.choice:
            self.choice = choice
            self.chosen.emit(choice)
            self._tell_system()
            self.refresh()

    def prepare(self, application: QApplication) -> None:
        """Give the application the style, font and palette that the stylesheet builds on."""
        application.setStyle("Fusion")
        application.setFont(self.fonts.body)
        application.setPalette(palette(self.tokens))
        self.changed.connect(lambda: application.setPalette(palette(self.tokens)))

    def _tell_system(self) -> None:
        """Let the window frame and menus, which the system draws, follow the choice."""
        schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        self._hints.setColorScheme(schemes.get(self.choice, Qt.ColorScheme.Unknown))

    def _current(self) -> Tokens:
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK}.get(self.choice, DARK if dark else LIGHT)

    def refresh(self) -> None:
        """Take over the tokens of the choice, or of the system; tells only a change."""
        tokens = self._current()
        if tokens is not self.tokens:
            self.tokens = tokens
            self.changed.emit()


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet asks for, and have the widget styled anew if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette(tokens: Tokens) -> QPalette:
    """The palette for everything that the stylesheet leaves to the style."""
    colours = {
        QPalette.ColorRole.Window: tokens.background,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.background,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.info,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return result
