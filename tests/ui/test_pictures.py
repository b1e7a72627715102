"""Product pictures never hold up painting, whatever lies in the file."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.ui.pictures import Pictures, square


@pytest.fixture
def picture(tmp_path: Path) -> str:
    image = QImage(640, 320, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    path = tmp_path / "áo len.png"
    assert image.save(str(path))
    return str(path)


def test_the_first_call_returns_at_once_and_the_picture_comes_later(
    qtbot: QtBot, pool: ThreadPoolExecutor, picture: str
) -> None:
    gate = threading.Event()
    pool.submit(gate.wait)
    pictures = Pictures(pool)
    ready = QSignalSpy(pictures.ready)
    assert pictures.thumbnail(picture, 48, 2.0) is None
    assert pictures.thumbnail(picture, 48, 2.0) is None
    gate.set()
    qtbot.waitUntil(lambda: ready.count() == 1)
    thumbnail = pictures.thumbnail(picture, 48, 2.0)
    assert thumbnail is not None
    assert thumbnail.deviceIndependentSize().toSize().toTuple() == (48, 48)
    assert pictures.thumbnail(picture, 48, 2.0) is thumbnail
    assert ready.count() == 1


def test_a_wide_picture_fills_its_square(picture: str) -> None:
    image = square(picture, 48, 8)
    assert (image.width(), image.height()) == (48, 48)
    assert image.pixelColor(24, 24) == image.pixelColor(24, 2) == image.pixelColor(2, 24)
    assert image.pixelColor(0, 0).alpha() < 128


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_cannot_be_read_is_no_picture(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "hỏng.png"
    if content is not None:
        path.write_bytes(content)
    assert square(str(path), 48, 8).isNull()


def test_a_huge_picture_is_refused_by_its_head_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.ppm"
    path.write_bytes(b"P6 20000 20000 255\n")
    assert square(str(path), 48, 8).isNull()


def test_no_path_and_a_closed_pool_are_no_picture(qtbot: QtBot, picture: str) -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    pictures = Pictures(pool)
    assert pictures.thumbnail(None, 48, 1.0) is None
    assert pictures.thumbnail("", 48, 1.0) is None
    assert pictures.thumbnail(picture, 48, 1.0) is None
