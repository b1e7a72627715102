"""The set-up screen over the real services: by mouse alone, by keyboard alone, reopened, while running."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.domain.comments import Author, Comment
from desktop.domain.script_draft import DraftLine, ScriptDraft, ScriptStage
from desktop.services import capture, local_variants
from desktop.services.catalog_rows import ProductDraft, RefreshProgress, RefreshState
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.script_editing import ScriptDesk
from desktop.services.script_rows import TrialReport, TrialRow, TrialSource
from desktop.services.selling import load
from desktop.storage import campaigns, models, stock
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus
from desktop.ui.live_setup.line_model import LineColumn
from desktop.ui.live_setup.presenter import ScriptPresenter
from desktop.ui.live_setup.screen import ScriptScreen
from desktop.ui.live_setup.trial_model import TrialColumn, TrialFilter
from desktop.ui.pictures import Pictures
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme, Tone

from .conftest import run_at_once
from .rows import NOW

# The screen that is not there has no window manager to tell a dialog's size to, and says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

PHONE = "0912345678"


class AtOnce:
    """The database, its answers there at once: a screen's task never waits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.fault: Exception | None = None

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        return self._database.read_sync(fn, *args)

    async def write(self, fn: Callable[..., Any], *args: Any) -> Any:
        if self.fault:
            raise self.fault
        return self._database.write_sync(fn, *args)


class Desk(ScriptDesk):
    """The real desk, but for the trial, which runs on threads."""

    report = TrialReport(())
    refusal: Exception | None = None

    async def trial(self, draft: ScriptDraft, source: TrialSource, progress: Any = None) -> TrialReport:
        progress(1, 2)
        if self.refusal:
            raise self.refusal
        return self.report


class Bench:
    """The screen in a window, the presenter, and the database behind."""

    def __init__(self, theme: Theme, pool: ThreadPoolExecutor, database: Database) -> None:
        self.database, self.bus = database, EventBus()
        self.gate = AtOnce(database)
        self.desk = Desk(self.gate, self.bus, lambda: NOW, lambda: ("1001", "Shop Mây"))  # type: ignore[arg-type]
        self.window = QWidget()
        self.window.setStyleSheet(stylesheet(theme.tokens))
        self.window.resize(1_294, 740)
        self.screen = ScriptScreen(theme, Pictures(pool, self.window), lambda: NOW, self.window)
        self.screen.resize(self.window.size())
        self.presenter = ScriptPresenter(self.desk, run_at_once, self.screen)
        self.saved: list[int] = []
        self.left = 0
        self.presenter.saved.connect(self.saved.append)
        self.presenter.left.connect(self._note_left)

    def _note_left(self) -> None:
        self.left += 1

    @property
    def draft(self) -> ScriptDraft:
        draft = self.presenter._draft
        assert draft is not None
        return draft

    def line(self, sku: str) -> DraftLine:
        line = self.draft.line(sku)
        assert line is not None
        return line

    def create(self, sku: str, product: str, variant: str = "") -> None:
        """A product that is in the catalogue already."""
        run_at_once("", self._creating(ProductDraft(sku, product, variant, 100_000, 10)))

    async def _creating(self, product: ProductDraft) -> None:
        await self.desk.create_product(product)

    def fill(self) -> None:
        self.create("AO-M", "Áo len", "Kem / M")
        self.create("AO-L", "Áo len", "Kem / L")
        self.create("KHAN", "Khăn choàng")
        self.create("NEN", "Nến thơm")

    def add_all(self) -> None:
        """All products of the catalogue are in the script."""
        self.presenter._add(self._found())

    def _found(self) -> tuple[DraftLine, ...]:
        found: list[Any] = []

        async def find() -> None:
            found.append(await self.desk.find_products(""))

        run_at_once("", find())
        return tuple(found[0].lines)

    def bind(self, campaign: int) -> None:
        def bound(tx: Transaction) -> None:
            row = models.Campaign.update(live_video_id="5001").where(models.Campaign.id == campaign)
            tx.execute(row)

        self.database.write_sync(bound)

    def comment(self, campaign: int, message: str, comment_id: str) -> Outcome:
        def take(tx: Transaction) -> Outcome:
            selling = load(tx, campaign)
            arrived = Comment(comment_id, message, NOW, Author("u1", "Lan"), raw="{}")
            return capture.capture(tx, selling, arrived, selling.reader.read(message), NOW).outcome

        return self.database.write_sync(take)

    def figures(self, campaign: int) -> dict[str, tuple[int | None, bool]]:
        rows = self.database.read_sync(campaigns.product_figures, campaign)
        return {row.sku: (row.open_sale, row.is_open) for row in rows}


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor) -> Iterator[Bench]:
    database = Database.open(None)
    one = Bench(theme, pool, database)
    qtbot.addWidget(one.window)
    one.presenter.start()
    one.window.show()
    one.window.activateWindow()
    one.presenter.open_script()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is one.window)
    yield one
    one.presenter.stop()
    database.close()


# --- hands -----------------------------------------------------------------------------------------------


def click(widget: QWidget) -> None:
    """By mouse, only where it can be seen."""
    assert widget.isVisible(), widget
    assert widget.isEnabled(), widget
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def click_cell(view: QTableView, row: int, column: int) -> None:
    place = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def back_to(window: QWidget) -> None:
    """A dialog has closed: a window manager would bring its window back."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, to whatever has the keyboard."""
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def type_in(text: str) -> None:
    """Letter by letter, to whatever has the keyboard. (`QTest.keyClicks` aborts at an accent.)"""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused(), event)


CONTROL = Qt.KeyboardModifier.ControlModifier


def tab_to(wanted: QWidget, most: int = 60) -> None:
    """Tab until this widget has the keyboard."""
    for _ in range(most):
        if focused() is wanted:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted.accessibleName() or wanted}")


# --- from nothing to a saved script ----------------------------------------------------------------------


def test_what_omni_tells_while_the_list_is_open_appears_in_it(qtbot: QtBot, bench: Bench) -> None:
    """A seller picks products right after connecting Omni, while its products still come in."""
    bench.fill()
    click(bench.screen.lines.first_add)
    picker = bench.screen.picker
    assert picker is not None
    qtbot.waitUntil(lambda: picker.model.rowCount() == 4)
    picker.model.toggle(picker.model.place_of("KHAN"))
    picker.table.setCurrentIndex(picker.model.index(picker.model.place_of("KHAN"), 0))
    arrived = ProductDraft(sku="AAA-1", product="An toàn", price=1_000)
    bench.database.write_sync(local_variants.create, arrived, NOW)
    bench.bus.publish(ChangeSet(products_changed=("AAA-1",)))
    qtbot.waitUntil(lambda: picker.model.rowCount() == 5)
    assert [line.sku for line in picker.model.chosen] == ["KHAN"]
    assert picker.model.sku(picker.table.currentIndex().row()) == "KHAN"
    picker.reject()


def test_by_mouse_alone(qtbot: QtBot, bench: Bench) -> None:
    """Create twice on the spot, tick three, keywords, open sale, try a comment, save (issue point 2)."""
    bench.fill()
    screen = bench.screen
    click(screen.lines.first_create)
    dialog = screen.draft_dialog
    assert dialog is not None
    for number, (sku, ends_by) in enumerate((("MOI-1", dialog.save_and_next), ("MOI-2", dialog.save))):
        for field, text in (
            (dialog.product, f"Món mới {number}"),
            (dialog.sku, sku),
            (dialog.price, "99k"),
        ):
            click(field.field)
            type_in(text)
        click(ends_by)
        if number == 0:
            assert "Đã tạo Món mới 0" in dialog.message.text()
            assert dialog.product.field.text() == ""
    assert screen.draft_dialog is None
    back_to(bench.window)
    assert [line.keywords for line in bench.draft.lines] == [("A01",), ("A02",)]

    click(screen.lines.add_button)
    picker = screen.picker
    assert picker is not None
    click(picker.search)
    type_in("ao len")
    qtbot.waitUntil(lambda: picker.model.rowCount() == 2)
    for row in (0, 1):
        click_cell(picker.table, row, 1)
    picker.search.clear()
    qtbot.waitUntil(lambda: picker.model.rowCount() == 6)
    row = next(r for r in range(6) if picker.model.index(r, 1).data() == "KHAN")
    click_cell(picker.table, row, 0)
    assert picker.add.accessibleName() == "Thêm 3 sản phẩm"
    qtbot.waitUntil(lambda: picker.add.width() >= picker.add.sizeHint().width())
    click(picker.add)
    back_to(bench.window)
    assert [line.keywords for line in bench.draft.lines[2:]] == [("A03",), ("A03",), ("A04",)]

    view = screen.lines.view
    click_cell(view, 4, LineColumn.KEYWORDS)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    type_in("B05, khăn choàng")
    click_cell(view, 4, LineColumn.OPEN_SALE)
    type_in("30")
    click(screen.lines.try_bar.field)
    assert (bench.line("KHAN").keywords, bench.line("KHAN").open_sale) == (("B05", "khăn choàng"), 30)
    type_in(f"a03 m x2 {PHONE}")
    qtbot.waitUntil(lambda: "×2 · 0912 345 678" in screen.lines.try_bar.result.text)
    assert screen.lines.try_bar.result.tone is Tone.OK
    click(screen.head.save_button)
    assert screen.lines.notice.text == "Đã lưu cấu hình. Kịch bản tự gắn vào buổi live kế tiếp của Shop Mây."
    (campaign,) = bench.saved
    assert bench.figures(campaign)["KHAN"] == (30, True)
    assert not bench.presenter.is_changed
    click(screen.head.back)
    assert bench.left == 1


def test_by_keyboard_alone(qtbot: QtBot, bench: Bench) -> None:
    bench.fill()
    screen = bench.screen
    press(Qt.Key.Key_N, CONTROL)
    dialog = screen.draft_dialog
    assert dialog is not None
    for number in (1, 2):
        type_in(f"Món mới {number}")
        tab_to(dialog.sku.field)
        type_in(f"MOI-{number}")
        tab_to(dialog.price.field)
        type_in("99k")
        if number == 1:
            tab_to(dialog.save_and_next)
            press(Qt.Key.Key_Space)
            assert focused() is dialog.product.field
        else:
            press(Qt.Key.Key_Return)
    back_to(bench.window)
    assert screen.lines.view.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)

    press(Qt.Key.Key_F, CONTROL)
    picker = screen.picker
    assert picker is not None
    type_in("ao")
    qtbot.waitUntil(lambda: picker.model.rowCount() == 2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert [line.sku for line in bench.draft.lines] == ["MOI-1", "MOI-2", "AO-L", "AO-M"]

    back_to(bench.window)
    assert screen.lines.view.isAncestorOf(focused())
    type_in("áo len")  # over the code that was proposed, which is selected
    press(Qt.Key.Key_Tab)
    type_in("7")
    press(Qt.Key.Key_Return)
    assert (bench.line("AO-L").keywords, bench.line("AO-L").open_sale) == (("áo len",), 7)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    type_in("L1")
    press(Qt.Key.Key_Return)
    assert bench.line("AO-L").keywords == ("L1",)
    press(Qt.Key.Key_Escape)
    tab_to(screen.lines.try_bar.field)
    type_in(f"l1 {PHONE}")
    qtbot.waitUntil(lambda: screen.lines.try_bar.result.text.startswith("Đơn: Áo len Kem L"))
    press(Qt.Key.Key_S, CONTROL)
    (campaign,) = bench.saved
    assert bench.figures(campaign)["AO-L"] == (7, True)
    press(Qt.Key.Key_Escape)  # the field of the comment first
    press(Qt.Key.Key_Escape)
    assert bench.left == 1


def test_every_control_is_reached_by_tab_and_has_a_name(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.view.commit()
    bench.screen.replies.confirm.click()
    bench.screen.head.back.setFocus()
    reached: set[QWidget] = set()
    for _ in range(80):
        reached.add(focused())
        press(Qt.Key.Key_Tab)
    editors = {widget for widget in reached if bench.screen.lines.view.isAncestorOf(widget)}
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)
    for widget in bench.screen.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisible() or not widget.isEnabled():
            continue
        is_segment = widget.property("role") == "segment"  # the arrows choose among these
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_segment:
            is_table = widget is bench.screen.lines.view and bool(editors)
            assert widget in reached or is_table or widget in editors, widget.accessibleName()
            named = QAccessible.queryAccessibleInterface(widget)
            assert named.text(QAccessible.Text.Name), widget


# --- what is wrong ---------------------------------------------------------------------------------------


def test_an_error_keeps_it_from_being_saved_and_the_keyboard_goes_there(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.model.edited.emit("NEN", LineColumn.KEYWORDS, "A01")
    press(Qt.Key.Key_S, CONTROL)
    assert bench.saved == []
    assert bench.screen.lines.notice.text == "Nến thơm: A01 đã dùng cho Áo len Kem · L"
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "Từ khoá của Nến thơm"
    editor.setText("N01")
    press(Qt.Key.Key_Return)
    assert bench.screen.lines.notice.text == ""
    press(Qt.Key.Key_S, CONTROL)
    assert len(bench.saved) == 1


def test_a_script_without_products_is_not_saved(bench: Bench) -> None:
    press(Qt.Key.Key_S, CONTROL)
    assert bench.screen.lines.notice.text == "Kịch bản chưa có sản phẩm nào: thêm ít nhất một sản phẩm."
    assert focused() is bench.screen.lines.first_add


def test_2_12_a_risky_keyword_stands_below_its_field_and_the_menu_takes_the_better_one(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    view = bench.screen.lines.view
    bench.screen.lines.model.edited.emit("NEN", LineColumn.KEYWORDS, "1")
    place = bench.screen.lines.model.place_of("NEN")
    assert place is not None
    spoken = bench.screen.lines.model.index(place, LineColumn.KEYWORDS).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "Từ khoá: 1. Chỉ là một con số, dễ nhầm. Nên dùng B01"
    assert view.rowHeight(place) > view.rowHeight(0)
    click_cell(view, place, LineColumn.MENU)
    action = view.row_menu.actions()[0]
    assert action.text() == "Dùng mã B01"
    action.trigger()
    view.row_menu.close()
    assert bench.line("NEN").keywords == ("B01",)
    assert view.rowHeight(place) == view.rowHeight(0)


def test_4_an_unknown_place_in_a_wording_is_refused_where_it_stands(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    pane = bench.screen.replies.replies
    click(pane.tabs.buttons["out_of_stock"])
    click(pane.following)
    pane.editor.setPlainText("Hết {mon} rồi ạ")
    assert "{mon}" in pane.preview.text()
    click(pane.tabs.buttons["cart"])
    press(Qt.Key.Key_S, CONTROL)
    assert bench.saved == []
    assert "{mon}" in bench.screen.lines.notice.text
    assert (pane.kind, pane.editor.toPlainText()) == ("out_of_stock", "Hết {mon} rồi ạ")


def test_a_fault_of_the_database_is_said_and_nothing_is_lost(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.gate.fault = DeskError("Ổ đĩa đầy: dọn bớt rồi lưu lại.")
    press(Qt.Key.Key_S, CONTROL)
    assert bench.screen.lines.notice.text == "Ổ đĩa đầy: dọn bớt rồi lưu lại."
    assert bench.presenter.is_changed
    assert bench.screen.head.save_button.isEnabled()
    bench.gate.fault = None
    press(Qt.Key.Key_S, CONTROL)
    assert len(bench.saved) == 1


def test_a_sku_that_is_taken_is_said_in_the_dialog(bench: Bench) -> None:
    bench.fill()
    bench.screen.create_asked.emit()
    dialog = bench.screen.draft_dialog
    assert dialog is not None
    dialog.product.field.setText("Nến")
    dialog.sku.field.setText("NEN")
    dialog.price.field.setText("1k")
    dialog.save.click()
    assert "SKU NEN đã có rồi" in dialog.message.text()
    assert dialog.save_and_next.isEnabled()
    assert bench.draft.lines == ()
    dialog.reject()


# --- rules and wordings ----------------------------------------------------------------------------------


def test_the_rules_are_kept_and_manual_mode_has_no_open_sale(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    rules, view = bench.screen.rules, bench.screen.lines.view
    click(rules.mode.buttons["manual"])
    assert view.isColumnHidden(LineColumn.OPEN_SALE)
    assert not rules.respect_stock.isVisible()
    click(rules.require_phone)
    assert not rules.use_known_phone.isVisible()
    click(rules.repeat.buttons["replace"])
    rules.hold.setFocus()
    rules.hold.selectAll()
    type_in("45")
    press(Qt.Key.Key_S, CONTROL)
    raw = bench.database.read_sync(campaigns.get, bench.saved[0]).script
    for part in ('"mode": "manual"', '"require_phone": false', '"repeat": "replace"', '"hold_minutes": 45'):
        assert part in raw


def test_wordings_are_written_one_at_a_time(bench: Bench) -> None:
    pane = bench.screen.replies.replies
    assert (pane.place.text(), pane.tabs.buttons["cart"].text()) == ("1/3", "Giỏ hàng 3")
    assert pane.preview.text().startswith("Dạ Thu Hà ơi, shop nhận đơn: Áo len cổ lọ Kem M ×2. Tổng 598.000")
    click(pane.add)
    assert (pane.place.text(), pane.editor.toPlainText()) == ("4/4", "")
    type_in("Shop gửi ")
    click(pane.fillers["name"])
    assert pane.editor.toPlainText() == "Shop gửi {name}"
    assert bench.draft.messages["cart"][3] == "Shop gửi {name}"
    for _ in range(2):
        click(pane.remove)
    assert len(bench.draft.messages["cart"]) == 2
    assert pane.advice.isVisible()
    assert not bench.screen.replies.confirmation.isVisible()
    click(bench.screen.replies.confirm)
    assert bench.screen.replies.confirmation.isVisible()


def test_the_screen_says_that_nothing_is_sent_yet(bench: Bench) -> None:
    notes = [label.text() for label in bench.screen.replies.findChildren(QWidget) if hasattr(label, "text")]
    assert "Bản này chưa tự gửi tin; lời nhắn được lưu sẵn." in notes


# --- rows ------------------------------------------------------------------------------------------------


def test_rows_are_moved_closed_and_removed_by_keys(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    view = bench.screen.lines.view
    view.commit()
    view.setCurrentIndex(bench.screen.lines.model.index(3, LineColumn.KEYWORDS))
    view.setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [line.sku for line in bench.draft.lines] == ["AO-L", "AO-M", "NEN", "KHAN"]
    assert view.chosen == "NEN"
    press(Qt.Key.Key_Delete)
    assert [line.sku for line in bench.draft.lines] == ["AO-L", "AO-M", "KHAN"]
    view.open_asked.emit("KHAN", False)
    assert not bench.line("KHAN").is_open


def test_9_a_keyword_typed_through_unikey_stands_as_it_was_composed(bench: Bench) -> None:
    """Unikey takes a letter back and types the composed one: the first letter already opens the field."""
    bench.fill()
    bench.add_all()
    view = bench.screen.lines.view
    view.commit()
    view.setCurrentIndex(bench.screen.lines.model.index(3, LineColumn.KEYWORDS))
    view.setFocus()
    for letters in ("d", "d"):
        type_in(letters)
    for _ in range(2):
        press(Qt.Key.Key_Backspace)
    type_in("đen o")
    press(Qt.Key.Key_Backspace)
    type_in("ơ 1")
    press(Qt.Key.Key_Return)
    assert bench.line("NEN").keywords == ("đen ơ 1",)


def test_two_hundred_products_are_shown_and_retyped_quickly(qtbot: QtBot, bench: Bench) -> None:
    lines = tuple(
        DraftLine(f"S{n}", f"Món {n}", "Đỏ / M", keywords=(f"A{n:03}",), price=1_000) for n in range(200)
    )
    began = time.perf_counter()
    bench.presenter._change(replace(bench.draft, lines=lines))
    bench.window.grab()
    assert time.perf_counter() - began < 0.5
    began = time.perf_counter()
    bench.screen.lines.model.edited.emit("S150", LineColumn.KEYWORDS, "B05")
    assert time.perf_counter() - began < 0.1
    bench.screen.lines.try_bar.field.setText(f"b05 {PHONE}")
    qtbot.waitUntil(lambda: "Món 150" in bench.screen.lines.try_bar.result.text)
    began = time.perf_counter()
    bench.desk.try_comment(bench.draft, f"b05 x2 {PHONE}")
    assert time.perf_counter() - began < 0.05


# --- leaving, parking, reopening -------------------------------------------------------------------------


def test_unsaved_changes_are_asked_about_in_place(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.view.commit()
    bench.screen.leave_asked.emit()
    assert bench.left == 0
    assert bench.screen.leave_bar.isVisible()
    assert focused() is bench.screen.leave_bar.save
    press(Qt.Key.Key_Escape)
    assert not bench.screen.leave_bar.isVisible()
    bench.screen.leave_asked.emit()
    click(bench.screen.leave_bar.save)
    assert (bench.left, len(bench.saved)) == (1, 1)


def test_one_button_leads(bench: Bench) -> None:
    """The issue: one thing at a time asks for attention."""
    save = bench.screen.head.save_button
    assert save.property("role") == "plain", "adding products comes first"
    bench.fill()
    bench.add_all()
    assert save.property("role") == "primary"
    bench.screen.lines.view.commit()
    bench.screen.leave_asked.emit()
    assert save.property("role") == "plain", "the question is to be answered"
    press(Qt.Key.Key_Escape)
    assert save.property("role") == "primary"


def test_that_it_is_saved_is_said_until_something_is_changed(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.view.commit()
    click(bench.screen.head.save_button)
    assert bench.screen.lines.notice.text.startswith("Đã lưu cấu hình.")
    bench.screen.head.named.emit("Tên khác")
    assert bench.screen.lines.notice.text == ""


def test_dropped_changes_are_gone(bench: Bench) -> None:
    bench.screen.head.named.emit("Khác")
    bench.screen.leave_asked.emit()
    click(bench.screen.leave_bar.drop)
    assert bench.left == 1
    bench.presenter.open_script()
    assert bench.draft.name == "Live 21/11"


def test_a_draft_left_by_the_rail_goes_on_where_it_was(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.head.named.emit("Xả kho")
    bench.presenter.open_script(live_id="77")
    assert bench.draft.lines == ()
    bench.presenter.open_script()
    assert (bench.draft.name, len(bench.draft.lines)) == ("Xả kho", 4)
    assert bench.screen.lines.notice.text == "Đây là bản đang soạn dở, chưa lưu."


def test_reopened_while_running_a_late_keyword_and_a_clamp_are_said(bench: Bench) -> None:
    """Product.md §2.13, §3: what a late keyword offers, and that lowering clamps, is said."""
    bench.fill()
    bench.add_all()
    bench.screen.lines.model.edited.emit("KHAN", LineColumn.OPEN_SALE, "5")
    press(Qt.Key.Key_S, CONTROL)
    (campaign,) = bench.saved
    bench.bind(campaign)
    code = bench.line("KHAN").keywords[0]
    assert bench.comment(campaign, f"{code} x3 {PHONE}", "c1") is Outcome.ORDERED
    assert bench.comment(campaign, f"nến quế {PHONE}", "c2") is Outcome.IGNORED
    bench.presenter.open_script(campaign)
    assert bench.draft.stage is ScriptStage.BOUND
    assert bench.screen.head.badge.text == "Đã gắn live"
    assert not bench.screen.head.copy_button.isVisible()
    bench.screen.lines.model.edited.emit("KHAN", LineColumn.OPEN_SALE, "1")
    bench.screen.lines.model.edited.emit("NEN", LineColumn.KEYWORDS, "A09, nến quế")
    press(Qt.Key.Key_S, CONTROL)
    told = bench.screen.lines.notice.text
    assert "1 bình luận 10 phút qua khớp từ khoá mới" in told
    assert "Khăn choàng: khách đang giữ 3, nên còn mở bán 3." in told
    assert bench.line("KHAN").open_sale == 3
    assert bench.figures(campaign)["KHAN"] == (3, True)


def test_new_stock_is_shown_and_what_is_typed_stays(qtbot: QtBot, bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.model.edited.emit("NEN", LineColumn.KEYWORDS, "N07")
    bench.database.write_sync(stock.set_stock, "NEN", 3, NOW)
    bench.bus.publish(ChangeSet(products_changed=("NEN",)))
    qtbot.waitUntil(lambda: bench.line("NEN").stock == 3)
    assert bench.line("NEN").keywords == ("N07",)
    bench.screen.show_progress(RefreshProgress(RefreshState.RUNNING, done=40, total=120))
    assert bench.screen.lines.news.text() == "Đang cập nhật từ Omni 40 / 120"


def test_new_stock_does_not_disturb_what_is_being_typed(qtbot: QtBot, bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.view.edit_field("NEN", LineColumn.KEYWORDS)
    type_in("nến qu")
    bench.database.write_sync(stock.set_stock, "NEN", 3, NOW)
    bench.bus.publish(ChangeSet(products_changed=("NEN",)))
    qtbot.waitUntil(lambda: bench.line("NEN").stock == 3)
    type_in("ế")
    press(Qt.Key.Key_Return)
    assert bench.line("NEN").keywords == ("nến quế",)


# --- copying and trying ----------------------------------------------------------------------------------


def test_an_earlier_script_is_copied_over_the_draft_in_hand(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    bench.screen.lines.model.edited.emit("KHAN", LineColumn.OPEN_SALE, "5")
    press(Qt.Key.Key_S, CONTROL)
    bench.presenter.open_script()
    click(bench.screen.lines.first_copy)
    dialog = bench.screen.copy_dialog
    assert dialog is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    back_to(bench.window)
    assert bench.draft.campaign_id is None
    assert (len(bench.draft.lines), bench.line("KHAN").open_sale) == (4, 5)
    assert bench.line("KHAN").elsewhere == ("Live 21/11",)
    assert bench.screen.lines.notice.text == "Đã chép 4 sản phẩm. Xem lại rồi lưu."
    press(Qt.Key.Key_S, CONTROL)
    assert len(set(bench.saved)) == 2


def _captured(bench: Bench) -> None:
    bench.fill()
    bench.add_all()
    press(Qt.Key.Key_S, CONTROL)
    bench.bind(bench.saved[0])
    bench.comment(bench.saved[0], f"A01 {PHONE}", "c1")


def test_a_trial_shows_a_table_that_is_filtered_and_marks_differences(bench: Bench) -> None:
    _captured(bench)
    rows = (
        TrialRow("c1", "Lan", "A01 x2", NOW, Outcome.ORDERED, "Áo len ×2", "từ khoá A01 ×2", Outcome.ORDERED),
        TrialRow("c2", "", "nến", NOW, Outcome.SUGGESTED, "Nến ×1", "chưa rõ", Outcome.IGNORED),
        TrialRow("c3", "Mai", "", NOW, Outcome.IGNORED, "", "không có mã sản phẩm", Outcome.IGNORED),
    )
    counts = {Outcome.ORDERED: 1, Outcome.SUGGESTED: 1, Outcome.IGNORED: 1}
    bench.desk.report = TrialReport(rows, counts, note="chỉ thử 5.000 bình luận đầu")
    click(bench.screen.head.trial_button)
    dialog = bench.screen.trial_dialog
    assert dialog is not None
    QTest.keyClick(dialog.sources, Qt.Key.Key_Return)
    assert dialog.model.rowCount() == 3
    assert dialog.message.text() == "chỉ thử 5.000 bình luận đầu"
    click(dialog.chips.chips[TrialFilter.DIFFERENT])
    assert dialog.model.rowCount() == 1
    words = [dialog.model.index(0, column).data() for column in TrialColumn]
    assert words == ["(không tên)", "nến", "Gợi ý", "Nến ×1", "chưa rõ", "Bỏ qua"]
    click(dialog.back_button)
    assert dialog.start_button.isVisible()
    click(dialog.close_button)
    assert bench.screen.trial_dialog is None


def test_a_trial_that_is_refused_says_why_and_another_live_can_be_chosen(bench: Bench) -> None:
    _captured(bench)
    bench.desk.refusal = DeskError("Facebook không cho đọc bình luận.")
    click(bench.screen.head.trial_button)
    dialog = bench.screen.trial_dialog
    assert dialog is not None
    click(dialog.start_button)
    assert dialog.message.text() == "Facebook không cho đọc bình luận."
    assert not dialog.is_running
    assert dialog.sources.isVisible()
    dialog.reject()


def test_a_trial_under_way_is_stopped_by_escape(bench: Bench) -> None:
    _captured(bench)
    click(bench.screen.head.trial_button)
    dialog = bench.screen.trial_dialog
    assert dialog is not None
    dialog.started.disconnect()
    stopped: list[bool] = []
    dialog.cancelled.connect(lambda: stopped.append(True))
    click(dialog.start_button)
    dialog.show_progress(40, 120)
    assert dialog.progress_words.text() == "Đang thử 40 / 120 bình luận"
    assert dialog.close_button.accessibleName() == "Dừng"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert stopped == [True]
    assert dialog.isVisible()
    dialog.reject()


def test_a_script_with_errors_is_not_tried(bench: Bench) -> None:
    click(bench.screen.head.trial_button)
    assert bench.screen.trial_dialog is None
    assert "chưa có sản phẩm nào" in bench.screen.lines.notice.text


# --- room ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1_208, 692), (1_294, 740), (1_528, 872)])
def test_nothing_is_wider_than_its_room(bench: Bench, width: int, height: int) -> None:
    """1280×720, 1366×768 and 1600×900, less the rail and the status bar (product.md §9)."""
    bench.fill()
    bench.add_all()
    bench.screen.replies.confirm.click()
    bench.screen.resize(width, height)
    QApplication.processEvents()
    column = bench.screen._column
    assert column.horizontalScrollBar().maximum() == 0
    assert bench.screen.minimumSizeHint().width() <= width
    view = bench.screen.lines.view
    total = sum(view.columnWidth(c) for c in LineColumn)
    assert total <= view.viewport().width()
    assert view.columnWidth(LineColumn.KEYWORDS) >= 240
