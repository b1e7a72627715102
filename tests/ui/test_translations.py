"""English beside Vietnamese (architecture.md §5: vi is the source language, en ships too)."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.ui import formats
from desktop.ui.live.feed_view import NewCommentsButton
from desktop.ui.live.top_bar import LiveBadge
from desktop.ui.theme import RESOURCES, Theme
from desktop.ui.translations import Message, Translation, read_translations

ENGLISH = RESOURCES / "translations" / "quaylive_en.ts"


def texts_in_code() -> Iterator[Message]:
    """Every text of the interface with its context: the class of a `tr`, or what `translate` names."""
    for file in Path(desktop.ui.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        context = _named_context(tree)
        for owner in tree.body:
            for call in (node for node in ast.walk(owner) if isinstance(node, ast.Call)):
                match call:
                    case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(text)), *_]):
                        yield Message(getattr(owner, "name", ""), text)
                    case ast.Call(func=ast.Name(id="_translate"), args=[ast.Constant(value=str(text))]):
                        yield Message(context, text)


def _named_context(tree: ast.Module) -> str:
    """The context that the module's `_translate` names."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_translate":
            return next(c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and c.value)  # type: ignore[return-value]
    return ""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_translated_and_nothing_else_is() -> None:
    code, file = set(texts_in_code()), read_translations(ENGLISH)
    assert len(code) > 60
    assert code - set(file) == set()
    assert set(file) - code == set()


def test_translations_keep_the_placeholders() -> None:
    for message, forms in read_translations(ENGLISH).items():
        for form in forms:
            assert form
            assert placeholders(form) == placeholders(message.source), message


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    translation = Translation(ENGLISH)
    qapp.installTranslator(translation)
    yield
    qapp.removeTranslator(translation)


@pytest.mark.usefixtures("english")
def test_the_interface_speaks_english(qtbot: QtBot, theme: Theme) -> None:
    badge = LiveBadge(theme, lambda: 0)
    qtbot.addWidget(badge)
    badge.show_state("VOD", None)
    assert badge.text == "Ended"
    assert formats.age(360_000) == "6 min"


@pytest.mark.usefixtures("english")
def test_one_thing_and_many_things(qtbot: QtBot, theme: Theme) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    button = NewCommentsButton(theme, parent)
    button.show_count(1)
    assert button.text() == "1 new comment"
    button.show_count(1_024)
    assert button.text() == "1.024 new comments"


@pytest.mark.usefixtures("english")
def test_what_is_not_translated_stays_vietnamese(qapp: QApplication) -> None:
    assert qapp.translate("Nowhere", "chưa dịch") == "chưa dịch"
