"""What staff do while the live runs, handed to the desk: accept, pause, open and close, on air, who holds.

It shows only what the desk answered; rows and counts follow with the commit (architecture.md §2).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from desktop.domain.capture.outcome import Outcome
from desktop.domain.errors import UserFault
from desktop.services.live_rows import KeywordAnswer
from desktop.ui import formats
from desktop.ui.errands import Errands, Spawn, Work
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live.screen import LiveScreen
from desktop.ui.theme import Tone
from desktop.ui.widgets.notice import Notice


class OperatingPresenter(QObject):
    """Between the controls of the live screen and the desk. `spawn` runs a task under supervision."""

    def __init__(self, desk: LiveDesk, spawn: Spawn, screen: LiveScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._errands = Errands(spawn, screen.feed.notice.tell)
        self._is_stale = False
        self._explained = ""
        screen.feed.accept_asked.connect(self._accept)
        screen.feed.view.row_chosen.connect(self._explain)
        screen.feed.toast.undo_asked.connect(self._undo)
        screen.feed.toast.expired.connect(desk.forget_undo)
        screen.top_bar.pause_asked.connect(self._pause)
        products = screen.products.view
        products.open_asked.connect(self._open)
        products.on_air_asked.connect(self._put_on_air)
        products.holding_asked.connect(self._ask_holding)
        products.keyword_typed.connect(self._add_keyword)
        screen.products.model.dataChanged.connect(self._renew_holding)
        screen.holders.offer_asked.connect(self._offer)

    def _accept(self, comment_id: str) -> None:
        self._do(f"accept {comment_id}", lambda: self._accepting(comment_id), self._screen.feed.notice)

    def _explain(self, comment_id: str) -> None:
        """A refusal that is chosen says what F4 would give up, before it is done."""
        notice, row = self._screen.feed.notice, self._screen.feed.view.chosen
        if row is not None and row.outcome is Outcome.CANCEL_SUGGESTED:
            self._do(f"refusal {comment_id}", lambda: self._explaining(comment_id), notice)
        elif self._explained and notice.text == self._explained:
            notice.tell("")

    def _undo(self) -> None:
        self._do("undo", self._undoing, self._screen.feed.notice)

    def _pause(self, paused: bool) -> None:
        self._do("pause", lambda: self._pausing(paused), self._screen.feed.notice)

    def _open(self, sku: str, is_open: bool) -> None:
        self._do(
            f"open {sku}", lambda: self._desk.set_open_product(sku, is_open), self._screen.products.notice
        )

    def _put_on_air(self, sku: str | None) -> None:
        self._do("on-air", lambda: self._desk.set_on_air(sku), self._screen.products.notice)

    def _ask_holding(self, sku: str) -> None:
        self._do("holding", lambda: self._opening_holders(sku), self._screen.products.notice)

    def _add_keyword(self, sku: str, text: str) -> None:
        self._do("keyword", lambda: self._adding_keyword(sku, text), self._screen.products.notice)

    def _offer(self, line: int) -> None:
        self._do(f"offer {line}", lambda: self._offering(line), self._screen.feed.notice)

    def _renew_holding(self, first: QModelIndex) -> None:
        """The figures of the product on show changed: who holds it has changed too."""
        sku = self._screen.holders.sku
        if sku and self._screen.products.model.place_of(sku) == first.row():
            self._is_stale = True
            self._do("holding", lambda: self._renewing_holders(sku), self._screen.products.notice)

    def _do(self, name: str, work: Work, notice: Notice) -> None:
        self._errands.run(name, work, lambda sentence: notice.tell(sentence, Tone.INFO))

    async def _accepting(self, comment_id: str) -> None:
        self._tell_done(await self._desk.accept(comment_id))

    async def _explaining(self, comment_id: str) -> None:
        sentence = await self._desk.refusal(comment_id)
        chosen = self._screen.feed.view.chosen
        if chosen is not None and chosen.comment_id == comment_id:
            self._explained = sentence
            self._screen.feed.notice.tell(sentence, Tone.INFO)

    async def _offering(self, line: int) -> None:
        self._tell_done(await self._desk.offer(line))

    def _tell_done(self, sentence: str) -> None:
        """The toast says what was done where it can be taken back: it is not said twice."""
        feed = self._screen.feed
        feed.notice.tell("" if feed.toast.text else sentence, Tone.OK)

    async def _undoing(self) -> None:
        self._screen.feed.notice.tell(await self._desk.undo(), Tone.OK)

    async def _adding_keyword(self, sku: str, text: str) -> None:
        """What cannot be stays in the field with its reason; what is added says what it offers."""
        products = self._screen.products
        editor = products.view.keyword_editor
        try:
            answer = await self._desk.add_keyword(sku, text)
        except UserFault as error:
            editor.refuse(str(error))
            return
        editor.close_editor()
        products.notice.tell(self._added(answer), Tone.WARN if answer.is_risky else Tone.OK)

    def _added(self, answer: KeywordAnswer) -> str:
        if answer.offered:
            text = self.tr(
                "Thêm {keyword}: {count} bình luận trong 10 phút qua đang chờ ở Gợi ý.", None, answer.offered
            )
        else:
            text = self.tr("Thêm {keyword}: 10 phút qua chưa có bình luận nào khớp.")
        text = text.format(keyword=answer.keyword, count=formats.grouped(answer.offered))
        if not answer.is_risky:
            return text
        risk = self.tr("Mã này dễ nhầm nên chỉ nhận khi bình luận bắt đầu bằng mã và ngắn.")
        return f"{text} {risk}"

    async def _opening_holders(self, sku: str) -> None:
        self._screen.open_holders(await self._desk.holding(sku))
        await self._renewing_holders(sku)

    async def _renewing_holders(self, sku: str) -> None:
        """Read until nothing changed meanwhile."""
        holders = self._screen.holders
        while self._is_stale and holders.sku == sku:
            self._is_stale = False
            holding, row = await self._desk.holding(sku), self._screen.products.model.row_of(sku)
            if row is not None and holders.sku == sku:
                holders.show_holding(holding, row)

    async def _pausing(self, paused: bool) -> None:
        offered = await self._desk.set_paused(paused)
        notice = self._screen.feed.notice
        if paused:
            notice.tell(self.tr("Đã tạm dừng chốt. Bình luận vẫn hiện, chưa thành đơn. F8 để chốt tiếp."))
        elif offered:
            text = self.tr("Chốt tiếp. {count} bình luận lúc tạm dừng đang chờ ở Gợi ý.", None, offered)
            notice.tell(text.format(count=formats.grouped(offered)), Tone.INFO)
        else:
            notice.tell(self.tr("Chốt tiếp. Lúc tạm dừng không có bình luận nào cần xem lại."), Tone.OK)
