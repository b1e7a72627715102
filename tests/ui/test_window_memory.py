"""§9: window and column sizes are remembered, theme and mutes too; a damaged file is no obstacle."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.ui.theme import ThemeChoice
from desktop.ui.window_memory import WindowMemory


def test_the_window_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = QMainWindow(), QMainWindow()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(30, 40, 777, 555)
    memory = WindowMemory(tmp_path / "window.ini")
    assert not memory.restore_window(second)
    memory.keep_window(first)
    memory.write()
    assert WindowMemory(tmp_path / "window.ini").restore_window(second)
    assert second.size() == first.size()


def test_widths_come_back_as_they_were(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    assert memory.widths("products") == {}
    memory.keep_widths("products", {1: 200, 4: 90})
    memory.write()
    assert WindowMemory(tmp_path / "window.ini").widths("products") == {1: 200, 4: 90}


@pytest.mark.parametrize(
    "kept", ["[1, 2]", "{", '{"a": 1}', '{"1": "wide"}', '{"1": -5, "2": 99999}', "null"]
)
def test_damaged_widths_count_as_never_set(tmp_path: Path, kept: str) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    memory.keep_text("widths products", kept)
    assert memory.widths("products") == {}


def test_theme_and_switches_are_kept(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    assert memory.theme is ThemeChoice.SYSTEM
    assert not memory.flag("sound_muted")
    memory.keep_theme(ThemeChoice.DARK)
    memory.keep_flag("sound_muted", True)
    memory.keep_text("staff", "Lan Anh")
    memory.write()
    again = WindowMemory(tmp_path / "window.ini")
    assert again.theme is ThemeChoice.DARK
    assert again.flag("sound_muted")
    assert again.text("staff") == "Lan Anh"


@pytest.mark.parametrize(
    "content", ["[window\ngeometry=@ByteArray(", "[window]\ntheme=purple\ngeometry=1", "\0"]
)
def test_a_damaged_file_counts_as_never_set(qtbot: QtBot, tmp_path: Path, content: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    (tmp_path / "window.ini").write_text(content)
    memory = WindowMemory(tmp_path / "window.ini")
    assert not memory.restore_window(window)
    assert memory.theme is ThemeChoice.SYSTEM
