"""What is worth a sound or a notice while the live runs, decided from what the desk tells (product.md §9).

Knows no widget, no sound hardware and no tray: it is given a `Chime` and a `Notices`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from desktop.services.live_rows import CampaignRow, FeedFilter, ProductRow
from desktop.ui import formats

# Suggestions come in bursts: one sound says them all, in milliseconds.
SUGGESTIONS_EVERY = 20_000
OVER = frozenset({"LIVE_STOPPED", "PROCESSING", "VOD"})


class Alert(StrEnum):
    """What happened. The chime has a sound for each."""

    SOLD_OUT = "sold_out"
    SUGGESTION = "suggestion"
    SILENCE = "silence"
    ENDED = "ended"


class Chime(Protocol):
    """Something that can be heard."""

    def ring(self, alert: Alert) -> None:
        """Sound for this; returns at once."""
        ...


class Notices(Protocol):
    """Something that is seen while the window is not."""

    def show(self, title: str, text: str) -> None:
        """Show this for a while; returns at once."""
        ...


class Alerts:
    """Told of every state it need not remember: it tells only what is new since the state before.

    The first state after the start is where it begins, and alerts nobody. `clock` tells UTC milliseconds.
    """

    def __init__(self, chime: Chime, notices: Notices, clock: Callable[[], int]) -> None:
        self.is_sound_muted = self.are_notices_muted = False
        self._chime, self._notices, self._clock = chime, notices, clock
        self._sold_out: set[str] | None = None
        self._suggestions: int | None = None
        self._suggested_at = 0
        self._live_status = ""

    def show_products(self, rows: Sequence[ProductRow]) -> None:
        """The figures as they are now: a product that sold out since is worth an alert."""
        gone = {row.sku: row for row in rows if row.remaining == 0 and row.is_open}
        fresh = [row for sku, row in gone.items() if self._sold_out is not None and sku not in self._sold_out]
        self._sold_out = set(gone)
        if fresh:
            self._tell(Alert.SOLD_OUT, _translate("Hết hàng mở bán"), _named(fresh))

    def show_campaign(self, campaign: CampaignRow) -> None:
        """The counts and the live as they are now."""
        self._show_suggestions(campaign.counts.get(FeedFilter.SUGGESTED, 0))
        ended = campaign.live_status in OVER and self._live_status not in ("", *OVER)
        self._live_status = campaign.live_status
        if ended:
            self._tell(Alert.ENDED, _translate("Livestream đã kết thúc"), formats.shown(campaign.name))

    def show_silence(self, seconds: float | None) -> None:
        """No comment source has answered for so long; None: it answers again."""
        if seconds is not None:
            text = _translate("Đã {seconds} giây không đọc được bình luận. Kiểm tra mạng.")
            self._tell(
                Alert.SILENCE, _translate("Mất tín hiệu bình luận"), text.format(seconds=round(seconds))
            )

    def _show_suggestions(self, waiting: int) -> None:
        before, self._suggestions = self._suggestions, waiting
        now = self._clock()
        if before is None or waiting <= before or now - self._suggested_at < SUGGESTIONS_EVERY:
            return
        self._suggested_at = now
        text = _translate("{count} gợi ý đang chờ").format(count=formats.grouped(waiting))
        self._tell(Alert.SUGGESTION, text, _translate("Mở Quầy Live, chọn gợi ý rồi bấm F4."))

    def _tell(self, alert: Alert, title: str, text: str) -> None:
        if not self.is_sound_muted:
            self._chime.ring(alert)
        if not self.are_notices_muted:
            self._notices.show(title, text)


def _named(rows: Sequence[ProductRow]) -> str:
    """`A02 Áo len cổ lọ, 3 đang chờ`, several behind each other."""
    return "; ".join(map(_one, rows))


def _one(row: ProductRow) -> str:
    code = row.keywords[0] if row.keywords else row.sku
    name = " ".join(filter(None, (code, formats.shown(row.product))))
    if not row.waiting:
        return name
    return _translate("{product}, {count} đang chờ").format(product=name, count=formats.grouped(row.waiting))


def _translate(text: str) -> str:
    return QCoreApplication.translate("Alerts", text)
