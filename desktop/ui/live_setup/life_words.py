"""How a campaign or a live is worded in the list: its state, when, its actions. Pure; no widget here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.services.lives_rows import LifeRow, RowAction, RowState, Section
from desktop.ui import formats
from desktop.ui.theme import Tokens, Tone

JUST_NOW = 5_000


class Badge(NamedTuple):
    """A state as a pill: its word, an icon, and (words, fill) as `#rrggbb`."""

    word: str
    icon: str
    colours: tuple[str, str]


def badge(row: LifeRow, tokens: Tokens) -> Badge:
    """The state of a row; the live colour is for what is on the air alone."""
    match row.state:
        case RowState.LIVE:
            return Badge("LIVE", "radio", (tokens.on_live, tokens.live))
        case RowState.OFF_AIR:
            return Badge(_translate("Live đã tắt"), "circle-stop", tokens.tone(Tone.WARN))
        case RowState.OPEN if row.is_post:
            return Badge(_translate("Tin bán hàng"), "megaphone", tokens.tone(Tone.INFO))
        case RowState.OPEN:
            return Badge(_translate("Đang mở"), "circle-play", tokens.tone(Tone.ACCENT))
        case RowState.WAITING:
            return Badge(_translate("Chờ live"), "hourglass", tokens.tone(Tone.INFO))
        case RowState.SCHEDULED:
            return Badge(_translate("Chưa lên sóng"), "calendar-clock", tokens.tone(Tone.NEUTRAL))
        case RowState.ENDED | RowState.OVER:
            return Badge(_translate("Đã kết thúc"), "circle-check", tokens.tone(Tone.NEUTRAL))


def section_title(section: Section) -> str:
    """What stands over a section."""
    return {
        Section.RUNNING: _translate("Đang chạy"),
        Section.WAITING: _translate("Đang chờ"),
        Section.ENDED: _translate("Đã kết thúc"),
        Section.UNCLAIMED: _translate("Live trên Facebook chưa có chiến dịch"),
    }[section]


def second_line(row: LifeRow, now: int) -> str:
    """Below the name: the live's title, when, and a note that does not press."""
    title = formats.shown(row.live_title) if row.live_title != row.name else ""
    note = "" if row.is_urgent else formats.shown(row.note)
    return " · ".join(filter(None, (title, _since(row, now), note)))


def _since(row: LifeRow, now: int) -> str:
    if row.at is None:
        return ""
    at = moment(row.at, now)
    if row.state is RowState.WAITING:
        return _translate("Lưu lúc {at}").format(at=at)
    if row.state is RowState.ENDED:
        return _translate("Kết thúc lúc {at}").format(at=at)
    if row.state is RowState.SCHEDULED:
        return _translate("Tạo lúc {at}").format(at=at)
    return _translate("Bắt đầu lúc {at}").format(at=at)


def moment(at: int, now: int) -> str:
    """UTC milliseconds as `20:05`, `20:05 21/11` on another day, `20:05 21/11/2025` in another year."""
    try:
        then, today = (datetime.fromtimestamp(t / 1000, UTC).astimezone(formats.VIETNAM) for t in (at, now))
    except (OverflowError, OSError, ValueError):
        return "–"
    if then.date() == today.date():
        return then.strftime("%H:%M")
    return then.strftime("%H:%M %d/%m" if then.year == today.year else "%H:%M %d/%m/%Y")


def synced(at: int | None, now: int) -> str:
    """How old the list of lives is."""
    if at is None:
        return _translate("chưa đồng bộ")
    if now - at < JUST_NOW:
        return _translate("vừa đồng bộ")
    return _translate("đồng bộ {age} trước").format(age=formats.age(now - at))


def action_word(action: RowAction) -> str:
    """What a button or an entry of the menu says."""
    return {
        RowAction.OPEN: _translate("Mở"),
        RowAction.CONFIGURE: _translate("Cấu hình"),
        RowAction.COPY: _translate("Chép kịch bản"),
        RowAction.BIND: _translate("Gắn"),
        RowAction.GO_ON: _translate("Gắn tiếp"),
        RowAction.END: _translate("Kết thúc"),
        RowAction.REOPEN: _translate("Mở lại"),
        RowAction.DELETE: _translate("Xoá"),
        RowAction.CREATE: _translate("Tạo chiến dịch cho live này"),
        RowAction.CONNECT: _translate("Kết nối trang"),
    }[action]


def bind_word(row: LifeRow, label: str) -> str:
    """An entry that binds one choice: to a live for a campaign, a campaign for a live."""
    pattern = (
        _translate("Gắn “{name}” vào live này")
        if row.campaign_id is None
        else _translate("Gắn vào live “{name}”")
    )
    return pattern.format(name=formats.shown(label))


def question(action: RowAction) -> str:
    """What is asked before something is done."""
    if action is RowAction.DELETE:
        return _translate("Xoá hẳn chiến dịch này cùng kịch bản?")
    return _translate("Kết thúc chiến dịch này? Quầy ngừng đọc bình luận, đơn đã có giữ nguyên.")


def summary(row: LifeRow, word: str, now: int) -> str:
    """The whole row in words, for screen readers and the tooltip."""
    figures = ""
    if row.campaign_id is not None:
        comments, orders = _translate("{count} bình luận"), _translate("{count} đơn")
        figures = ", ".join(
            (
                comments.format(count=formats.grouped(row.comments)),
                orders.format(count=formats.grouped(row.orders)),
            )
        )
    parts = (word, formats.shown(row.name), second_line(row, now), figures, row.note if row.is_urgent else "")
    return ". ".join(part.rstrip(".") for part in parts if part)


def _translate(text: str) -> str:
    return QCoreApplication.translate("Lives", text)
