"""Between the set-up screen and the desk behind it: holds the draft in hand, hands on what staff ask.

It holds no rule and no widget of its own. A draft that is left unsaved is kept until it is opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.codes import split_keywords, with_codes
from desktop.domain.script_checks import Finding, errors
from desktop.domain.script_draft import DraftLine, ScriptDraft, ScriptStage, rebased
from desktop.services.catalog_rows import ProductDraft
from desktop.services.script_rows import SavedScript
from desktop.ui import formats
from desktop.ui.errands import FAULTS, Errands, Spawn
from desktop.ui.live_setup.desk import ScriptDesk
from desktop.ui.live_setup.line_model import LineColumn
from desktop.ui.live_setup.screen import ScriptScreen
from desktop.ui.live_setup.trial_presenter import TrialPresenter
from desktop.ui.theme import Tone

COALESCE = 500
TRY_AFTER = 20


class Asked(NamedTuple):
    """Which script was asked for."""

    campaign_id: int | None = None
    copy_of: int | None = None
    live_id: str | None = None


class Held(NamedTuple):
    """A draft in hand, and the script as it was stored or begun."""

    draft: ScriptDraft
    stored: ScriptDraft

    @property
    def is_changed(self) -> bool:
        """Whether something of it is not saved."""
        return self.draft.typed != self.stored.typed


class ScriptPresenter(QObject):
    """Keeps the set-up screen true. `spawn(name, coroutine)` runs a task under supervision.

    Signals: `saved(campaign id)` after each commit, `left` when staff go back to the list.
    """

    saved = Signal(int)
    left = Signal()

    def __init__(self, desk: ScriptDesk, spawn: Spawn, screen: ScriptScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._asked = Asked()
        self._held: Held | None = None
        self._parked: dict[Asked, Held] = {}
        self._errands = Errands(spawn, lambda sentence: screen.notice(sentence, Tone.BAD))
        self._is_stale, self._leaves_after, self._tells_saved = False, False, False
        self._find_wanted: str | None = None
        self._refused: Finding | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._soon = QTimer(self, interval=COALESCE, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        self._try_soon = QTimer(self, interval=TRY_AFTER, singleShot=True)
        self._try_soon.timeout.connect(self._try)
        self._trial = TrialPresenter(desk, spawn, screen, lambda: self._draft)
        self._connect()

    @property
    def is_changed(self) -> bool:
        """Whether the draft in hand has something that is not saved."""
        return self._held is not None and self._held.is_changed

    def start(self) -> None:
        """Follow the changes of stock and counters from here on."""
        self._unsubscribe = self._desk.subscribe(self._outdated)

    def stop(self) -> None:
        """Follow no longer."""
        for timer in (self._soon, self._try_soon):
            timer.stop()
        self._trial.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def open_script(
        self, campaign_id: int | None = None, copy_of: int | None = None, live_id: str | None = None
    ) -> None:
        """Show a stored script, a copy of one or a new one; one that was left unsaved goes on."""
        asked = Asked(campaign_id, copy_of, live_id)
        self._park()
        self._asked = asked
        self._screen.leave_bar.hide()
        self._screen.notice("", Tone.INFO)
        parked = self._parked.pop(asked, None)
        if parked is not None:
            self._take(parked)
            self._screen.notice(self.tr("Đây là bản đang soạn dở, chưa lưu."), Tone.INFO)
            self._refresh()
        else:
            self._screen.head.save_button.setEnabled(False)  # There is nothing to save until it is read.
            self._errands.run("script-open", self._opening)

    # --- the draft in hand -------------------------------------------------------------------------------

    @property
    def _draft(self) -> ScriptDraft | None:
        return self._held.draft if self._held else None

    def _park(self) -> None:
        """Nothing that was typed is lost: an unsaved draft waits until it is asked for again."""
        self._screen.lines.view.commit()
        if self._held is not None and self._held.is_changed:
            self._parked[self._asked] = self._held
        self._held = None

    async def _opening(self) -> None:
        """Read what was asked for last, whatever was asked for meanwhile."""
        while self._held is None:
            asked = self._asked
            draft = await self._desk.draft(*asked)
            if asked == self._asked and self._held is None:
                self._take(Held(draft, draft))
                self._screen.take_focus()

    def _take(self, held: Held) -> None:
        self._held = held
        self._screen.head.save_button.setEnabled(True)
        self._show()

    def _change(self, draft: ScriptDraft) -> None:
        if self._held is not None:
            if self._tells_saved:  # It is no longer as it was saved.
                self._tells_saved = False
                self._screen.notice("", Tone.INFO)
            self._held = Held(draft, self._held.stored)
            self._show()

    def _show(self) -> None:
        draft = self._draft
        if draft is None:
            return
        findings = self._desk.warnings(draft)
        self._screen.show_draft(draft, findings)
        self._try_soon.start()
        if self._refused is not None and self._refused not in findings:  # It was mended.
            self._refused = None
            self._screen.notice("", Tone.INFO)

    def _try(self) -> None:
        draft, bar = self._draft, self._screen.lines.try_bar
        if draft is not None:
            bar.show_result(self._desk.try_comment(draft, bar.field.text()))

    # --- what is typed -----------------------------------------------------------------------------------

    def _set(self, name: str, value: object) -> None:
        if self._draft is not None:
            changes: dict[str, Any] = {name: value}
            self._change(replace(self._draft, **changes))

    def _set_wordings(self, kind: str, wordings: Sequence[str]) -> None:
        if self._draft is not None:
            self._change(self._draft.with_wordings(kind, wordings))

    def _set_field(self, sku: str, column: int, text: str) -> None:
        if column == LineColumn.KEYWORDS:
            self._set_line(sku, keywords=split_keywords(text))
        else:
            self._set_line(sku, open_sale=int(text) if text.isdecimal() else None)

    def _set_line(self, sku: str, **changes: Any) -> None:
        line = self._draft.line(sku) if self._draft else None
        if self._draft is not None and line is not None:
            self._change(self._draft.with_line(replace(line, **changes)))

    def _remove(self, sku: str) -> None:
        if self._draft is not None:
            lines = tuple(line for line in self._draft.lines if line.sku != sku)
            self._change(replace(self._draft, lines=lines))
            self._screen.take_focus()

    def _move(self, sku: str, by: int) -> None:
        if self._draft is None:
            return
        lines = list(self._draft.lines)
        at = next(place for place, line in enumerate(lines) if line.sku == sku)
        if 0 <= at + by < len(lines):
            lines[at], lines[at + by] = lines[at + by], lines[at]
            self._change(replace(self._draft, lines=tuple(lines)))

    # --- products ----------------------------------------------------------------------------------------

    def _add(self, added: Sequence[DraftLine]) -> None:
        """Put products into the script, each with a code where it has none."""
        if self._draft is None:
            return
        there = {line.sku for line in self._draft.lines}
        fresh = [line for line in added if line.sku not in there]
        self._change(replace(self._draft, lines=with_codes(self._draft.lines, fresh)))
        if fresh:
            self._screen.lines.view.edit_field(fresh[0].sku, LineColumn.KEYWORDS)

    def _open_picker(self) -> None:
        if self._draft is None or self._screen.picker is not None:
            return
        self._screen.lines.view.commit()
        picker = self._screen.open_picker([line.sku for line in self._draft.lines])
        picker.searched.connect(self._find)
        picker.picked.connect(self._add)
        self._find("")

    def _find(self, text: str) -> None:
        self._find_wanted = text
        self._errands.run("script-find", self._finding)

    async def _finding(self) -> None:
        """What was typed last; answers to older words are not shown."""
        while (text := self._find_wanted) is not None:
            self._find_wanted = None
            campaign = self._draft.campaign_id if self._draft else None
            try:
                found = await self._desk.find_products(text, campaign)
            except FAULTS as error:
                if self._screen.picker is not None:
                    self._screen.picker.say(str(error))
                return
            if self._screen.picker is not None:
                self._screen.picker.show_found(found)

    def _create(self, product: ProductDraft, wants_another: bool) -> None:
        self._errands.run("script-create", lambda: self._creating(product, wants_another))

    async def _creating(self, product: ProductDraft, wants_another: bool) -> None:
        dialog = self._screen.draft_dialog
        campaign = self._draft.campaign_id if self._draft else None
        try:
            line = await self._desk.create_product(product, campaign)
        except FAULTS as error:
            if dialog is None:
                raise
            dialog.refuse(str(error))
            return
        if dialog is not None and wants_another:
            self._add_quietly(line)
            dialog.start_another(
                self.tr("Đã tạo {product}. Nhập sản phẩm kế tiếp.").format(product=line.title)
            )
            return
        if dialog is not None:
            dialog.accept()
        self._add([line])

    def _add_quietly(self, line: DraftLine) -> None:
        """While the dialog stays open, the keyboard stays in it."""
        if self._draft is not None:
            self._change(replace(self._draft, lines=with_codes(self._draft.lines, [line])))

    # --- copying -----------------------------------------------------------------------------------------

    def _open_copy(self) -> None:
        self._errands.run("script-earlier", self._listing_earlier)

    async def _listing_earlier(self) -> None:
        scripts = await self._desk.earlier()
        draft = self._draft
        if draft is None or self._screen.copy_dialog is not None:
            return
        self._screen.lines.view.commit()
        others = [one for one in scripts if one.campaign_id != draft.campaign_id]
        dialog = self._screen.open_copy(others, replaces=bool(draft.lines))
        dialog.chosen.connect(
            lambda campaign: self._errands.run("script-copy", lambda: self._copying(campaign))
        )

    async def _copying(self, campaign: int) -> None:
        copy = await self._desk.draft(None, campaign, None)
        held = self._held
        if held is None:
            return
        self._change(replace(rebased(copy, held.stored), name=held.draft.name))
        text = self.tr("Đã chép {count} sản phẩm. Xem lại rồi lưu.", None, len(copy.lines))
        self._screen.notice(text.format(count=formats.grouped(len(copy.lines))), Tone.OK)
        self._screen.take_focus()

    # --- saving and leaving ------------------------------------------------------------------------------

    def _save(self) -> None:
        self._screen.lines.view.commit()
        draft = self._draft
        if draft is None:
            return
        wrong = errors(self._desk.warnings(draft))
        if wrong:
            self._leaves_after = False
            self._screen.leave_bar.hide()
            self._refused = wrong[0]
            self._screen.show_finding(wrong[0])
            return
        self._errands.run("script-save", lambda: self._saving(draft))

    async def _saving(self, draft: ScriptDraft) -> None:
        leaves, self._leaves_after = self._leaves_after, False
        self._screen.head.save_button.setEnabled(False)
        try:
            done = await self._desk.save(draft)
            stored = await self._desk.draft(done.campaign_id)
        finally:
            self._screen.head.save_button.setEnabled(True)
        self._settle(draft, stored)
        self._screen.leave_bar.hide()
        self._screen.notice(self._saved_sentence(done, stored), Tone.WARN if done.sentences else Tone.OK)
        self._tells_saved = not done.sentences
        self.saved.emit(done.campaign_id)
        if leaves:
            self._leave_now()

    def _settle(self, draft: ScriptDraft, stored: ScriptDraft) -> None:
        """Go on with what is stored now, and with what was typed while it was being stored."""
        self._asked = Asked(stored.campaign_id)
        if self._draft is None:
            return
        untouched = self._draft is draft
        self._take(Held(stored if untouched else rebased(self._draft, stored), stored))

    def _saved_sentence(self, done: SavedScript, stored: ScriptDraft) -> str:
        parts = [self.tr("Đã lưu cấu hình.")]
        if stored.stage is ScriptStage.WAITING and stored.page_name:
            text = self.tr("Kịch bản tự gắn vào buổi live kế tiếp của {page}.")
            parts = [parts[0], text.format(page=formats.shown(stored.page_name))]
        if done.offered:
            text = self.tr(
                "{count} bình luận 10 phút qua khớp từ khoá mới, đã thành gợi ý.", None, done.offered
            )
            parts.append(text.format(count=formats.grouped(done.offered)))
        return " ".join([*parts, *done.sentences])

    def _leave(self) -> None:
        self._screen.lines.view.commit()
        if self.is_changed:
            self._screen.leave_bar.ask()
        else:
            self._leave_now()

    def _save_and_leave(self) -> None:
        self._leaves_after = True
        self._save()

    def _drop_and_leave(self) -> None:
        if self._held is not None:
            self._held = Held(self._held.stored, self._held.stored)
        self._leave_now()

    def _leave_now(self) -> None:
        self._screen.leave_bar.hide()
        self._held = None
        self.left.emit()

    # --- stock and counters ------------------------------------------------------------------------------

    def _outdated(self) -> None:
        self._is_stale = True
        if self._screen.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _came_into_sight(self) -> None:
        if self._is_stale:
            self._refresh()

    def _refresh(self) -> None:
        if self._held is not None:
            self._errands.run("script-refresh", self._refreshing)
        if self._screen.picker is not None:  # Omni may be telling its products just now.
            self._find(self._screen.picker.search.text())

    async def _refreshing(self) -> None:
        self._is_stale = False
        while (held := self._held) is not None:
            fresh = await self._desk.refreshed(held.draft)
            if self._held is held:
                self._take(Held(fresh, held.stored))
                return

    def _connect(self) -> None:
        screen, view = self._screen, self._screen.lines.view
        screen.came_into_sight.connect(self._came_into_sight)
        screen.leave_asked.connect(self._leave)
        screen.save_asked.connect(self._save)
        screen.add_asked.connect(self._open_picker)
        screen.create_asked.connect(self._open_creation)
        screen.copy_asked.connect(self._open_copy)
        screen.trial_asked.connect(self._trial.open)
        screen.product_submitted.connect(self._create)
        screen.leave_bar.save_chosen.connect(self._save_and_leave)
        screen.leave_bar.drop_chosen.connect(self._drop_and_leave)
        screen.head.named.connect(lambda name: self._set("name", name))
        screen.rules.changed.connect(self._set)
        screen.replies.changed.connect(self._set)
        screen.replies.wordings_changed.connect(self._set_wordings)
        screen.lines.try_bar.typed.connect(lambda: self._try_soon.start())
        screen.lines.model.edited.connect(self._set_field)
        view.removal_asked.connect(self._remove)
        view.move_asked.connect(self._move)
        view.open_asked.connect(lambda sku, is_open: self._set_line(sku, is_open=is_open))
        view.code_asked.connect(lambda sku, code: self._set_line(sku, keywords=(code,)))

    def _open_creation(self) -> None:
        self._screen.lines.view.commit()
        if self._draft is not None:
            self._screen.open_creation()
