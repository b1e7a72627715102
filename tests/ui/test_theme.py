"""Both themes can be read, and the switch follows user and system (product.md §9)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.ui.main_window import MainWindow
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import DARK, FAMILY, LIGHT, Theme, ThemeChoice, Tokens, Tone
from desktop.ui.widgets.theme_switch import ThemeSwitch

THEMES = [LIGHT, DARK]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    rgb = QColor(colour)
    return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["background", "surface", "raised", "hover", "selected"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "warn", "bad", "info", "ok"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, ground: str, ink: str) -> None:
    """WCAG AA for text: 4.5."""
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_lines_of_a_menu_can_be_seen(tokens: Tokens) -> None:
    """They only part what belongs together; the line of tables is too faint on a raised ground."""
    assert contrast(tokens.divider, tokens.raised) > contrast(tokens.line, tokens.raised) + 0.2
    assert f"QMenu::separator {{ height: 1px; background: {tokens.divider}" in stylesheet(tokens)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("tone", list(Tone))
def test_pills_can_be_read(tokens: Tokens, tone: Tone) -> None:
    assert contrast(*tokens.tone(tone)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_words_on_full_colours_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_live, tokens.live) >= 4.5
    for avatar in (*tokens.avatars, tokens.muted) if tokens is LIGHT else tokens.avatars:
        assert contrast(tokens.on_avatar, avatar) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_what_is_drawn_can_be_seen(tokens: Tokens) -> None:
    """WCAG AA for parts of the interface: 3."""
    for ink in (tokens.accent, tokens.bad):
        assert contrast(ink, tokens.track) >= 3
        assert contrast(ink, tokens.surface) >= 3


def test_the_tokens_are_those_of_the_design() -> None:
    """product.md §9, the table of tokens."""
    words = "background surface raised line text muted accent soft ok warn bad info live"
    light = "f6f7f9 ffffff ffffff e4e7ec 101828 667085 0f766e d5f2ee 15803d b45309 b42318 1d4ed8 e11d48"
    dark = "0f1418 161c22 1c242b 2a343d e6ebf0 93a1ae 2dd4bf 123b38 4ade80 fbbf24 f97066 7aa7ff fb4570"
    for tokens, colours in ((LIGHT, light), (DARK, dark)):
        assert [getattr(tokens, word) for word in words.split()] == [
            f"#{colour}" for colour in colours.split()
        ]


def test_no_widget_names_a_colour() -> None:
    """architecture.md §5: theme.py holds the tokens; a widget never names a colour."""
    named = re.compile(r"""["'{\s]#[0-9a-fA-F]{3,8}\b|GlobalColor\.(?!transparent)|\brgba?\(""")
    package = Path(desktop.ui.__file__).parent
    files = [file for file in package.rglob("*.py") if file.name != "theme.py"]
    guilty = [file.name for file in files if named.search(file.read_text("utf-8"))]
    assert len(files) > 20
    assert not guilty


def test_the_bundled_font_has_vietnamese_and_the_money_sign(theme: Theme) -> None:
    """§9: Be Vietnam Pro; the ₫ sign must render."""
    for font in (theme.fonts.body, theme.fonts.strong, theme.fonts.figure, theme.fonts.tiny):
        raw = QRawFont.fromFont(font)
        assert raw.familyName().startswith(FAMILY)
        assert all(raw.supportsCharacter(ord(letter)) for letter in "ạặểễốữỵđĐƯ₫×·–…“”0123456789")


def test_choosing_a_theme_changes_the_window_at_once(theme: Theme, window: MainWindow) -> None:
    theme.choose(ThemeChoice.DARK)
    assert theme.tokens is DARK
    assert DARK.surface in window.styleSheet()
    assert LIGHT.surface not in window.styleSheet()
    dark = window.grab().toImage()
    theme.choose(ThemeChoice.LIGHT)
    assert brightness(dark) < 60 < 200 < brightness(window.grab().toImage())


def brightness(image: QImage) -> float:
    """Mean lightness of a few points, 0 to 255."""
    points = [(x, y) for x in range(10, image.width(), 97) for y in range(10, image.height(), 89)]
    return sum(image.pixelColor(x, y).lightness() for x, y in points) / len(points)


def test_the_system_scheme_is_followed_until_the_user_chooses(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme()
    assert theme.tokens is LIGHT
    scheme = type(QGuiApplication.styleHints().colorScheme())
    hints = type("Hints", (), {"colorScheme": lambda _: scheme.Dark, "setColorScheme": lambda *_: None})
    monkeypatch.setattr(theme, "_hints", hints())
    theme.refresh()
    assert theme.tokens is DARK
    theme.choose(ThemeChoice.LIGHT)
    theme.refresh()
    assert theme.tokens is LIGHT


def test_the_switch_chooses_and_tells_for_whoever_stores_it(qtbot: QtBot, theme: Theme) -> None:
    switch, told = ThemeSwitch(theme), list[str]()
    qtbot.addWidget(switch)
    theme.chosen.connect(told.append)
    for button in switch.buttons():
        button.click()
    assert told == ["dark", "system"]
    assert [button.isChecked() for button in switch.buttons()] == [False, False, True]


def test_the_stylesheet_has_no_hole() -> None:
    for tokens in THEMES:
        assert stylesheet(tokens).count("{") == stylesheet(tokens).count("}")
        assert "None" not in stylesheet(tokens)
