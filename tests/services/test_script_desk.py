"""Setting a campaign up on a real database: new, reopened, running, copied, tried on earlier comments."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from desktop.clients.graph.client import GraphClient
from desktop.clients.secret import Secret
from desktop.domain.capture.outcome import Outcome
from desktop.domain.codes import with_codes
from desktop.domain.comments import Author, Comment
from desktop.domain.script import CaptureMode, WaitlistMode
from desktop.domain.script_draft import DraftLine, ScriptDraft, ScriptStage
from desktop.sandbox.scenario import Scenario, ScenarioComment
from desktop.sandbox.server import serve
from desktop.services import capture, script_trial
from desktop.services.catalog_rows import CatalogChange, ProductDraft
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.lives_rows import CampaignBound
from desktop.services.script_editing import ScriptDesk
from desktop.services.script_rows import TrialSource
from desktop.services.selling import load
from desktop.storage import campaigns, models, scripts, stock
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

NOW = 1_795_266_000_000  # 2026-11-21 in Vietnam
MINUTE = 60_000
PHONE = "0912345678"
PAGE = ("1001", "Shop Mây")
LIVE = "5001"


class Setup:
    """A database in memory with four variants, and the desk before it."""

    def __init__(self) -> None:
        self.database, self.bus, self.now = Database.open(None), EventBus(), NOW
        self.page: tuple[str, str] | None = PAGE
        self.client: GraphClient | None = None
        self.told: list[ChangeSet] = []
        self.bus.subscribe(ChangeSet, self.told.append)
        self.desk = ScriptDesk(
            self.database, self.bus, lambda: self.now, lambda: self.page, lambda: self.client
        )
        self._sent = 0

    async def create(self, sku: str, product: str, variant: str = "", stock: int | None = 10) -> DraftLine:
        return await self.desk.create_product(ProductDraft(sku, product, variant, 100_000, stock))

    async def fill(self) -> ScriptDraft:
        """A new draft with a jumper in two sizes, a scarf and a candle."""
        lines = [
            await self.create("AO-M", "Áo len", "Kem / M"),
            await self.create("AO-L", "Áo len", "Kem / L"),
            await self.create("KHAN", "Khăn choàng"),
            await self.create("NEN", "Nến thơm"),
        ]
        draft = await self.desk.draft()
        return replace(draft, lines=with_codes((), lines))

    async def saved(self, **open_sale: int) -> ScriptDraft:
        """The same, saved with open sale by SKU, and opened again."""
        draft = await self.fill()
        for sku, units in open_sale.items():
            line = draft.line(sku)
            assert line is not None
            draft = draft.with_line(replace(line, open_sale=units))
        return await self.reopen((await self.desk.save(draft)).campaign_id)

    async def reopen(self, campaign: int | None) -> ScriptDraft:
        return await self.desk.draft(campaign)

    async def bind(self, draft: ScriptDraft) -> None:
        """The campaign's live begins."""

        def bound(tx: Transaction) -> None:
            tx.execute(
                models.Campaign.update(live_video_id=LIVE, started_at=NOW).where(
                    models.Campaign.id == draft.campaign_id
                )
            )

        await self.database.write(bound)

    async def comment(self, draft: ScriptDraft, message: str, who: str = "u1") -> Any:
        """A comment arrives in the campaign's live."""
        self._sent += 1
        raw = json.dumps({"id": f"c{self._sent}", "message": message})
        arrived = Comment(f"c{self._sent}", message, self.now, Author(who, f"Khách {who}"), raw=raw)

        def take(tx: Transaction) -> Any:
            selling = load(tx, draft.campaign_id or 0)
            return capture.capture(tx, selling, arrived, selling.reader.read(message), self.now)

        return await self.database.write(take)

    async def figures(self, draft: ScriptDraft) -> dict[str, tuple[int | None, int, bool]]:
        """SKU → open sale, units taken, whether open."""
        rows = await self.database.read(campaigns.product_figures, draft.campaign_id or 0)
        return {row.sku: (row.open_sale, row.reserved + row.sold, row.is_open) for row in rows}


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    one = Setup()
    yield one
    for listed in await one.database.read(scripts.listed):
        assert await one.database.read(stock.recount, listed.id) == []
    await one.database.aclose()


def change(draft: ScriptDraft, sku: str, **fields: Any) -> ScriptDraft:
    line = draft.line(sku)
    assert line is not None
    return draft.with_line(replace(line, **fields))


# --- new and stored --------------------------------------------------------------------------------------


async def test_a_new_script_has_todays_name_and_wordings_for_the_live(setup: Setup) -> None:
    draft = await setup.desk.draft()
    assert (draft.name, draft.stage, draft.page_name) == ("Live 21/11", ScriptStage.NEW, "Shop Mây")
    assert all(len(draft.messages[kind]) >= 3 for kind in ("cart", "ask_missing", "out_of_stock", "confirm"))


async def test_a_second_script_of_a_day_has_a_name_of_its_own(setup: Setup) -> None:
    await setup.saved()
    assert (await setup.desk.draft()).name == "Live 21/11 (2)"


async def test_the_name_follows_vietnams_day(setup: Setup) -> None:
    setup.now = 1_795_280_400_000  # 17:40 UTC, 00:40 in Vietnam
    assert (await setup.desk.draft()).name == "Live 22/11"


async def test_a_script_without_products_is_not_saved_and_says_what_to_do(setup: Setup) -> None:
    with pytest.raises(DeskError, match="chưa có sản phẩm nào"):
        await setup.desk.save(await setup.desk.draft())
    assert await setup.desk.earlier() == []


async def test_an_error_of_a_line_names_its_product(setup: Setup) -> None:
    draft = change(await setup.fill(), "NEN", keywords=("A01",))
    with pytest.raises(DeskError, match=r"^Nến thơm: A01 đã dùng cho Áo len Kem · M$"):
        await setup.desk.save(draft)


async def test_saving_makes_a_waiting_campaign_of_the_connected_page(setup: Setup) -> None:
    draft = await setup.saved(KHAN=5)
    assert draft.stage is ScriptStage.WAITING
    assert [line.keywords for line in draft.lines] == [("A01",), ("A01",), ("A02",), ("A03",)]
    assert (await setup.figures(draft))["KHAN"] == (5, 0, True)
    record = await setup.database.read(campaigns.get, draft.campaign_id or 0)
    assert (record.live_video_id, record.page_id, record.name) == (None, "1001", "Live 21/11")
    told = setup.told[-1]
    assert (told.campaign, told.campaign_changed) == (draft.campaign_id, True)
    assert set(told.products_changed) == {"AO-M", "AO-L", "KHAN", "NEN"}


async def test_what_is_saved_comes_back_as_it_was(setup: Setup) -> None:
    draft = replace(await setup.fill(), hold_minutes=5, confirm=True, name="Xả kho")
    draft = draft.with_wordings("cart", ("a {name}", "b", "c"))
    saved = await setup.desk.save(draft)
    again = await setup.reopen(saved.campaign_id)
    assert replace(again, campaign_id=None).typed == draft.typed


async def test_without_a_page_it_waits_and_takes_the_page_that_is_connected_later(setup: Setup) -> None:
    setup.page = None
    draft = await setup.saved()
    assert draft.page_name == ""
    setup.page = PAGE
    await setup.desk.save(await setup.reopen(draft.campaign_id))
    assert (await setup.database.read(campaigns.get, draft.campaign_id or 0)).page_id == "1001"


def tell_live(tx: Transaction) -> None:
    """Facebook has told of a live that runs."""
    row = {
        "id": LIVE,
        "page": "1001",
        "title": "Xả kho tối nay",
        "status": "LIVE",
        "started_at": NOW - 60_000,
    }
    tx.execute(models.Live.insert(**row, synced_at=NOW))


async def test_a_script_saved_for_a_live_is_read_from_its_start(setup: Setup) -> None:
    """§1: bound as by hand, with the live's start and page, and told to whoever reads lives."""
    await setup.database.write(tell_live)
    bound: list[CampaignBound] = []
    setup.bus.subscribe(CampaignBound, bound.append)
    done = await setup.desk.save(replace(await setup.fill(), live_id=LIVE))
    record = await setup.database.read(campaigns.get, done.campaign_id)
    assert (record.live_video_id, record.started_at, record.page_id) == (LIVE, NOW - 60_000, "1001")
    assert bound == [CampaignBound(done.campaign_id, LIVE)]


async def test_a_live_takes_one_script_only(setup: Setup) -> None:
    """Product.md §1: one script serves one campaign."""
    await setup.database.write(tell_live)
    first = replace(await setup.fill(), live_id=LIVE)
    assert (await setup.reopen((await setup.desk.save(first)).campaign_id)).stage is ScriptStage.BOUND
    second = replace(first, name="Khác")
    with pytest.raises(DeskError, match="đã có kịch bản “Live 21/11”"):
        await setup.desk.save(second)


async def test_a_script_for_a_known_live_begins_with_its_title(setup: Setup) -> None:
    await setup.database.write(tell_live)
    draft = await setup.desk.draft(live_id=LIVE)
    assert (draft.name, draft.live_title) == ("Xả kho tối nay", "Xả kho tối nay")


async def test_saving_again_what_is_unchanged_sets_no_figures_anew(setup: Setup) -> None:
    """A script must not bring the shop's own stock back to what it was when it was opened."""
    draft = await setup.saved()
    await setup.database.write(stock.set_stock, "NEN", 3, NOW)
    await setup.desk.save(draft)
    again = (await setup.reopen(draft.campaign_id)).line("NEN")
    assert again is not None
    assert again.stock == 3


# --- a campaign that runs --------------------------------------------------------------------------------


async def test_3_lowering_open_sale_while_running_clamps_to_what_is_held_and_says_so(setup: Setup) -> None:
    draft = await setup.saved(KHAN=5)
    await setup.bind(draft)
    await setup.comment(draft, f"A02 x3 {PHONE}")
    draft = await setup.reopen(draft.campaign_id)
    line = draft.line("KHAN")
    assert line is not None
    assert line.taken == 3
    done = await setup.desk.save(change(draft, "KHAN", open_sale=1))
    assert done.sentences == ("Khăn choàng: khách đang giữ 3, nên còn mở bán 3.",)
    assert (await setup.figures(draft))["KHAN"] == (3, 3, True)


async def test_what_staff_did_meanwhile_at_the_live_stands(setup: Setup) -> None:
    """Only what was changed in the draft is set: open sale and openness may have moved since then."""
    draft = await setup.saved(KHAN=5)
    await setup.bind(draft)
    draft = await setup.reopen(draft.campaign_id)
    await setup.database.write(stock.set_open_sale, draft.campaign_id or 0, "KHAN", 9)
    await setup.database.write(campaigns.set_open, draft.campaign_id or 0, "NEN", False)
    await setup.desk.save(change(draft, "AO-M", keywords=("A01", "áo len")))
    figures = await setup.figures(draft)
    assert figures["KHAN"] == (9, 0, True)
    assert figures["NEN"] == (None, 0, False)


async def test_a_product_can_be_closed_here_and_is_not_captured_then(setup: Setup) -> None:
    draft = await setup.saved()
    await setup.bind(draft)
    await setup.desk.save(change(await setup.reopen(draft.campaign_id), "NEN", is_open=False))
    assert (await setup.comment(draft, f"A03 {PHONE}")).outcome is Outcome.IGNORED


async def test_a_product_that_nobody_asked_for_goes_and_one_with_lines_is_closed_and_said(
    setup: Setup,
) -> None:
    draft = await setup.saved(KHAN=5)
    await setup.bind(draft)
    await setup.comment(draft, f"A02 x2 {PHONE}")
    draft = await setup.reopen(draft.campaign_id)
    kept = tuple(line for line in draft.lines if line.sku.startswith("AO"))
    done = await setup.desk.save(replace(draft, lines=kept))
    assert done.sentences == ("Khăn choàng: đã có khách đặt nên chỉ đóng bán, không xoá khỏi kịch bản.",)
    assert await setup.figures(draft) == {
        "AO-M": (None, 0, True),
        "AO-L": (None, 0, True),
        "KHAN": (5, 2, False),
    }
    assert (await setup.comment(draft, f"A02 {PHONE}", "u2")).outcome is Outcome.IGNORED


async def test_a_variant_that_a_waiting_line_may_come_to_stays(setup: Setup) -> None:
    """A line whose variant is open names no SKU yet (product.md §2.5)."""
    draft = await setup.saved()
    await setup.bind(draft)
    assert (await setup.comment(draft, f"A01 {PHONE}")).outcome is Outcome.MISSING_VARIANT
    draft = await setup.reopen(draft.campaign_id)
    left = tuple(line for line in draft.lines if line.sku != "AO-L")
    assert "chỉ đóng bán" in (await setup.desk.save(replace(draft, lines=left))).sentences[0]
    assert (await setup.figures(draft))["AO-L"] == (None, 0, False)


async def test_2_13_a_keyword_added_late_offers_the_comments_of_the_last_ten_minutes(setup: Setup) -> None:
    draft = await setup.saved()
    await setup.bind(draft)
    await setup.comment(draft, f"nến quế {PHONE}", "u1")
    setup.now += 11 * MINUTE
    await setup.comment(draft, f"nến quế 2 cái {PHONE}", "u2")
    await setup.comment(draft, "chào shop", "u3")
    setup.now += MINUTE
    draft = await setup.reopen(draft.campaign_id)
    done = await setup.desk.save(change(draft, "NEN", keywords=("A03", "nến quế")))
    assert done.offered == 1
    assert setup.told[-1].comments_changed == ("c2",)
    again = await setup.desk.save(await setup.reopen(draft.campaign_id))
    assert again.offered == 0


async def test_2_13_a_waiting_campaign_has_nothing_to_offer(setup: Setup) -> None:
    draft = await setup.saved()
    assert (await setup.desk.save(change(draft, "NEN", keywords=("A03", "nến")))).offered == 0


async def test_1_open_sale_counts_in_auto_mode_only_and_comes_back(setup: Setup) -> None:
    draft = await setup.saved(KHAN=5)
    await setup.bind(draft)
    await setup.desk.save(replace(await setup.reopen(draft.campaign_id), mode=CaptureMode.MANUAL))
    assert (await setup.figures(draft))["KHAN"][0] is None
    manual = await setup.reopen(draft.campaign_id)
    line = manual.line("KHAN")
    assert line is not None
    assert line.open_sale == 5
    await setup.desk.save(replace(manual, mode=CaptureMode.AUTO))
    assert (await setup.figures(draft))["KHAN"][0] == 5


async def test_3_raising_open_sale_serves_those_who_wait_where_the_script_says_so(setup: Setup) -> None:
    draft = replace(await setup.fill(), waitlist=WaitlistMode.AUTO)
    draft = change(draft, "KHAN", open_sale=1)
    draft = await setup.reopen((await setup.desk.save(draft)).campaign_id)
    await setup.bind(draft)
    await setup.comment(draft, f"A02 {PHONE}", "u1")
    assert (await setup.comment(draft, "A02 0987654321", "u2")).outcome is Outcome.OUT_OF_STOCK
    await setup.desk.save(change(await setup.reopen(draft.campaign_id), "KHAN", open_sale=2))
    assert (await setup.figures(draft))["KHAN"] == (2, 2, True)
    assert "c2" in setup.told[-1].comments_changed


async def test_prices_told_to_buyers_stay_while_the_live_runs(setup: Setup) -> None:
    draft = await setup.saved()

    def dearer(tx: Transaction) -> None:
        tx.execute(models.Variant.update(price=120_000).where(models.Variant.sku == "NEN"))

    await setup.database.write(dearer)
    waiting = (await setup.reopen(draft.campaign_id)).line("NEN")
    assert waiting is not None
    assert waiting.price == 120_000
    await setup.bind(draft)
    running = (await setup.reopen(draft.campaign_id)).line("NEN")
    assert running is not None
    assert running.price == 100_000


# --- copying, finding, creating --------------------------------------------------------------------------


async def test_a_copy_takes_products_and_rules_but_no_counters(setup: Setup) -> None:
    draft = await setup.saved(KHAN=5)
    await setup.bind(draft)
    await setup.comment(draft, f"A02 x2 {PHONE}")
    copy = await setup.desk.draft(copy_of=draft.campaign_id)
    line = copy.line("KHAN")
    assert line is not None
    assert (copy.campaign_id, copy.stage, copy.name) == (None, ScriptStage.NEW, "Live 21/11 (2)")
    assert (line.keywords, line.open_sale, line.taken) == (("A02",), 5, 0)
    assert line.elsewhere == ("Live 21/11",)
    saved = await setup.desk.save(copy)
    assert (await setup.figures(await setup.reopen(saved.campaign_id)))["KHAN"] == (5, 0, True)


async def test_3_a_product_on_sale_elsewhere_is_told_until_that_campaign_ends(setup: Setup) -> None:
    first = await setup.saved()
    found = await setup.desk.find_products("khan choang")
    assert [line.elsewhere for line in found.lines] == [("Live 21/11",)]
    assert (await setup.desk.find_products("khan", first.campaign_id)).lines[0].elsewhere == ()

    def ended(tx: Transaction) -> None:
        tx.execute(models.Campaign.update(ended_at=NOW).where(models.Campaign.id == first.campaign_id))

    await setup.database.write(ended)
    assert (await setup.desk.find_products("khan")).lines[0].elsewhere == ()


async def test_products_are_found_without_accents_and_counted_beyond_what_is_shown(setup: Setup) -> None:
    await setup.fill()
    found = await setup.desk.find_products("AO kem")
    assert ([line.sku for line in found.lines], found.total) == (["AO-L", "AO-M"], 2)
    assert (await setup.desk.find_products("không có")).lines == ()


async def test_a_product_created_here_is_the_shops_own_and_told(setup: Setup) -> None:
    told: list[CatalogChange] = []
    setup.bus.subscribe(CatalogChange, told.append)
    line = await setup.create("MOI", "Món mới")
    assert (line.sku, line.is_local, line.stock, line.keywords) == ("MOI", True, 10, ())
    assert told[-1].rows_changed
    with pytest.raises(DeskError, match="SKU MOI đã có rồi"):
        await setup.create("MOI", "Món khác")


async def test_new_stock_reaches_the_draft_and_what_is_typed_stays(setup: Setup) -> None:
    draft = change(await setup.saved(), "NEN", keywords=("N09",))
    await setup.database.write(stock.set_stock, "NEN", 2, NOW)
    fresh = (await setup.desk.refreshed(draft)).line("NEN")
    assert fresh is not None
    assert (fresh.stock, fresh.keywords) == (2, ("N09",))


async def test_a_comment_is_tried_without_a_trace(setup: Setup) -> None:
    draft = await setup.saved(KHAN=1)
    for _ in range(2):
        assert setup.desk.try_comment(draft, f"A02 {PHONE}").outcome is Outcome.ORDERED
    assert (await setup.figures(draft))["KHAN"] == (1, 0, True)


# --- the trial -------------------------------------------------------------------------------------------


async def test_a_trial_on_a_captured_live_marks_what_comes_out_otherwise(setup: Setup) -> None:
    draft = await setup.saved()
    await setup.bind(draft)
    await setup.comment(draft, f"A02 x2 {PHONE}", "u1")
    await setup.comment(draft, f"nến quế {PHONE}", "u2")
    await setup.comment(draft, "chào shop", "u3")
    changed = change(await setup.reopen(draft.campaign_id), "NEN", keywords=("nến quế",))
    (source,) = await setup.desk.trial_sources()
    assert (source.campaign_id, source.comments) == (draft.campaign_id, 3)
    steps: list[tuple[int, int | None]] = []
    report = await setup.desk.trial(changed, source, lambda done, total: steps.append((done, total)))
    assert [(row.outcome, row.lines, row.differs) for row in report.rows] == [
        (Outcome.ORDERED, "Khăn choàng ×2", False),
        (Outcome.ORDERED, "Nến thơm ×1", True),
        (Outcome.IGNORED, "", False),
    ]
    assert report.counts == {Outcome.ORDERED: 2, Outcome.IGNORED: 1}
    assert steps[-1] == (3, 3)
    assert (await setup.figures(draft))["NEN"] == (None, 0, True)


async def test_a_trial_keeps_to_open_sale_over_the_whole_live(setup: Setup) -> None:
    draft = await setup.saved(KHAN=1)
    await setup.bind(draft)
    await setup.comment(draft, f"A02 {PHONE}", "u1")
    await setup.comment(draft, "A02 0987654321", "u2")
    (source,) = await setup.desk.trial_sources()
    report = await setup.desk.trial(await setup.reopen(draft.campaign_id), source)
    assert [row.outcome for row in report.rows] == [Outcome.ORDERED, Outcome.OUT_OF_STOCK]


async def test_a_trial_is_ended_by_cancelling_it(setup: Setup) -> None:
    draft = await setup.saved()
    await setup.bind(draft)
    for number in range(120):
        await setup.comment(draft, f"A02 {PHONE}", f"u{number}")
    (source,) = await setup.desk.trial_sources()
    tasks, begun = TaskSupervisor(), asyncio.Event()

    def progress(done: int, total: int | None) -> None:
        if done:
            begun.set()

    running = tasks.spawn("trial", setup.desk.trial(draft, source, progress))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await tasks.shutdown()


async def test_without_facebook_a_live_cannot_be_read_and_that_is_said(setup: Setup) -> None:
    with pytest.raises(DeskError, match="Chưa kết nối Facebook"):
        await setup.desk.trial(await setup.saved(), TrialSource("Live cũ", None, live_id=LIVE))


@asynccontextmanager
async def facebook(count: int) -> AsyncIterator[GraphClient]:
    """A live that is over, with so many comments, on the sandbox."""
    comments = tuple(
        ScenarioComment(n / 100, f"{LIVE}_{n}", f"A02 {PHONE}" if n else "chào shop", f"u{n}", f"Khách {n}")
        for n in range(count)
    )
    scenario = Scenario("s", 1, "1001", "Shop Mây", LIVE, "6001", "Xả kho", 5.0, {}, comments)
    async with await serve(scenario, speed=1_000.0) as sandbox:
        told = sandbox.announcement
        async with GraphClient(told["graph"], Secret(told["page_token"])) as client:
            yield client


async def test_a_trial_reads_all_pages_of_a_live_from_facebook(setup: Setup) -> None:
    async with facebook(250) as setup.client:
        steps: list[tuple[int, int | None]] = []
        source = TrialSource("Xả kho", None, live_id=LIVE)
        report = await setup.desk.trial(
            await setup.saved(), source, lambda done, total: steps.append((done, total))
        )
    assert report.counts[Outcome.ORDERED] == 249
    assert (len(report.rows), report.note) == (250, "")
    assert [step for step in steps if step[1] is None] == [(100, None), (200, None), (250, None)]
    assert report.rows[0].before is None


async def test_a_live_with_more_comments_than_are_tried_says_so(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script_trial, "MOST_COMMENTS", 150)
    async with facebook(250) as setup.client:
        report = await setup.desk.trial(await setup.saved(), TrialSource("Xả kho", None, live_id=LIVE))
    assert len(report.rows) == 150
    assert "chỉ thử 150 bình luận đầu" in report.note


async def test_facebooks_refusal_is_said_in_a_sentence(setup: Setup) -> None:
    async with facebook(1) as setup.client:
        with pytest.raises(DeskError) as refused:
            await setup.desk.trial(await setup.saved(), TrialSource("?", None, live_id="999"))
    assert str(refused.value)
