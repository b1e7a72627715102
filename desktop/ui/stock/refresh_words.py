"""A refresh from Omni in words, for the product screen and the live panel. Pure; no widget here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.catalog_rows import RefreshProgress, RefreshState
from desktop.ui import formats


def headline(progress: RefreshProgress) -> str:
    """How far it is, or how it ended; empty while there was none."""
    match progress.state:
        case RefreshState.RUNNING:
            return _reading(progress)
        case RefreshState.STOPPED:
            return _translate("Đã dừng ở {count}").format(count=_count(progress))
        case RefreshState.FAILED:
            return progress.message or _translate("Chưa đọc được Omni. Bấm Tiếp tục để thử lại.")
        case RefreshState.DONE:
            return _finished(progress)
        case _:
            return ""


def changes(progress: RefreshProgress) -> str:
    """What changed, newest first; empty while nothing is known to have changed."""
    if progress.changes:
        parts = [*progress.changes]
        if progress.untold:
            text = _translate("và {count} thay đổi khác")
            parts.append(text.format(count=formats.grouped(progress.untold)))
        return " · ".join(parts)
    return _translate("không có gì khác trước") if progress.state is RefreshState.DONE else ""


def changes_line(progress: RefreshProgress) -> str:
    """The line below the bar: `Vừa thay đổi: A01: tồn 0 → 12 · …`."""
    text = changes(progress)
    return _translate("Vừa thay đổi: {changes}").format(changes=text) if text else ""


def time_left(progress: RefreshProgress) -> str:
    """About how long it will take, in round figures, so that it does not flicker; empty where unknown."""
    left = progress.seconds_left
    if progress.state is not RefreshState.RUNNING or left is None:
        return ""
    if left < 10:
        return _translate("sắp xong")
    if left < 60:
        return _translate("còn khoảng {count} giây").format(count=-(-left // 10) * 10)
    return _translate("còn khoảng {count} phút").format(count=-(-left // 60))


def share(progress: RefreshProgress) -> float:
    """How much of it is done, 0 to 1; 0 while the whole is not known."""
    if progress.state is RefreshState.DONE:
        return 1.0
    return min(1.0, progress.done / progress.total) if progress.total else 0.0


def _reading(progress: RefreshProgress) -> str:
    if not progress.done and not progress.total:
        return _translate("Đang đọc Omni…")
    return _translate("Đang đọc Omni: {count}").format(count=_count(progress))


def _finished(progress: RefreshProgress) -> str:
    count = formats.grouped(progress.done)
    if progress.finished_at is None:
        return _translate("Đã cập nhật {count} biến thể").format(count=count)
    text = _translate("Đã cập nhật {count} biến thể lúc {time}")
    return text.format(count=count, time=formats.clock_time(progress.finished_at))


def _count(progress: RefreshProgress) -> str:
    done = formats.grouped(progress.done)
    return f"{done} / {formats.grouped(progress.total)}" if progress.total else done


def _translate(text: str) -> str:
    return QCoreApplication.translate("Refresh", text)
