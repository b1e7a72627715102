"""The comment source against a stub, on a clock that only its waits move (graph_api.md §1.4, §1.7, §1.8)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from graph_stub import LIVE, START, TOKEN, FakeClock, GraphStub, Reply, failure
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.clients.graph.comment_source import (
    CommentBatch,
    CommentSource,
    Pace,
    ReadingState,
    SourceReading,
)
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.watermark import LOOK_BACK
from desktop.clients.http import Backoff, NetworkError
from desktop.clients.secret import Secret
from desktop.services import live_rows

STEADY = Pace(backoff=Backoff(jitter=0.0))


class Listener:
    """Runs a source and keeps what it told: batches, readings, and the states without repeats."""

    def __init__(self, stub: GraphStub, *, token: str = TOKEN, pace: Pace = STEADY, **options: Any) -> None:
        self.stub, self.token = stub, token
        self.options = {"pace": pace, "clock": stub.clock, **options}
        self.batches: list[CommentBatch] = []
        self.readings: list[SourceReading] = []
        self.on_batch: Callable[[CommentBatch], None] = lambda batch: None
        self.source: CommentSource

    async def run(self) -> list[str]:
        """Run to the end; the ids in the order they came."""
        async with self.stub.client(self.token) as client:
            self.source = CommentSource(client, LIVE, **self.options)
            self.source.on_status(self.readings.append)
            async with contextlib.aclosing(self.source.batches()) as batches:
                async for batch in batches:
                    self.batches.append(batch)
                    self.on_batch(batch)
        return self.ids

    @property
    def ids(self) -> list[str]:
        return [comment.id for batch in self.batches for comment in batch.comments]

    @property
    def states(self) -> list[ReadingState]:
        states = [reading.state for reading in self.readings]
        return [s for n, s in enumerate(states) if n == 0 or states[n - 1] is not s]


def _stub(count: int = 0, *, second: float = 30.0, **options: Any) -> GraphStub:
    stub = GraphStub(**options)
    for n in range(count):
        stub.add(f"{n:05}", second)
    return stub


def _ends_at(stub: GraphStub, seconds: float) -> None:
    stub.clock.at(seconds, lambda: setattr(stub, "status", "VOD"))


def test_the_states_are_those_of_the_live_screen() -> None:
    assert {state.value for state in ReadingState} == {state.value for state in live_rows.SourceState}


# --- reading -------------------------------------------------------------------------------------------


async def test_a_burst_over_several_pages_is_read_whole_in_one_reading() -> None:
    """§1.8: comments lost in a burst, only the first page read."""
    listener = Listener(_stub(640), max_cycles=1)
    assert await listener.run() == [f"{n:05}" for n in range(640)]
    assert len(listener.batches) == 1 and not listener.batches[0].page_filled
    assert [query.get("after") for query in listener.stub.asked("comments")] == [
        None,
        *[f"c{n}00" for n in range(1, 7)],
    ]


async def test_the_page_cap_delays_and_the_next_reading_goes_on_at_once_where_it_stopped() -> None:
    """§1.7 item 3; 2,500 comments of one second are more than any look back could get past."""
    listener = Listener(_stub(2500), max_cycles=3)
    assert await listener.run() == [f"{n:05}" for n in range(2500)]
    assert [batch.page_filled for batch in listener.batches] == [True, True, False]
    assert listener.stub.clock.waits[:2] == [0, 0]
    assert [r.state for r in listener.readings[1:]] == ["delayed", "delayed", "reading"]
    assert len(listener.stub.asked("comments")) == 25


async def test_a_failure_in_mid_paging_keeps_what_was_read_and_does_not_advance() -> None:
    """§1.7 item 5."""
    listener = Listener(_stub(250), watermark=START, max_cycles=2)
    listener.stub.plan("comments", None, None, Reply(b"<html>", 502))
    assert await listener.run() == [f"{n:05}" for n in range(250)]
    assert [len(batch.comments) for batch in listener.batches] == [200, 50]
    assert [batch.watermark for batch in listener.batches] == [START, START + 30_000]
    assert listener.states == ["connecting", "delayed", "reading"]
    first, again = (listener.stub.asked("comments")[n]["since"] for n in (0, 3))
    assert first == again and "after" not in listener.stub.asked("comments")[3]


async def test_comments_come_sorted_by_time_and_id_within_a_reading() -> None:
    """§1.7 item 4: created_time has whole seconds, ties are common."""
    stub = GraphStub(is_ranked=True)
    for comment_id, at in [("b", 5), ("a", 5), ("d", 3), ("c", 9)]:
        stub.add(comment_id, at, message=comment_id)
    assert await Listener(stub, watermark=START, max_cycles=1).run() == ["d", "a", "b", "c"]


@pytest.mark.parametrize("late", [1, 5, 10])
@pytest.mark.parametrize("rate", [1, 30])
@pytest.mark.parametrize("speed", [1, 10, 40])
async def test_late_comments_are_found_in_calm_and_in_bursts(late: int, rate: int, speed: int) -> None:
    """§7 item 3: comments that appear 1–10 s late, behind newer ones; each comes once."""
    stub = _stub(speed=speed)
    for second in range(100):
        for n in range(rate):
            is_late = n == 0 and second % 7 == 3
            stub.add(f"{second:03}_{n:02}", second, late=late if is_late else 0)
    stub.clock = FakeClock(START)
    _ends_at(stub, 105 / speed)
    ids = await Listener(stub, watermark=START).run()
    assert sorted(ids) == sorted(comment.id for comment in stub.comments)
    assert len(ids) == len(set(ids))


async def test_looking_back_costs_no_call_in_a_calm_live() -> None:
    """One call a reading, besides the looks at the live's state."""
    stub = _stub()
    stub.clock = FakeClock(START)
    for second in range(120):
        stub.add(f"{second:03}", second)
    listener = Listener(stub, watermark=START, max_cycles=60)
    await listener.run()
    assert len(stub.asked("comments")) == 60
    assert len(stub.asked("live")) <= 1 + 118 / STEADY.look_busy


async def test_an_earlier_watermark_is_read_on_from_with_a_sweep() -> None:
    listener = Listener(_stub(), watermark=START + 50_500, max_cycles=1)
    await listener.run()
    assert listener.stub.asked("comments")[0]["since"] == str((START + 50_500 - LOOK_BACK) // 1000)


async def test_without_watermark_it_begins_five_minutes_ago_by_facebooks_clock() -> None:
    """§1.7 item 2; a PC whose clock is an hour fast must not miss the live."""
    stub = _stub()
    stub.headers = {"Date": "Thu, 09 Oct 2025 09:53:20 GMT"}
    stub.clock = FakeClock(START + 7_200_000)
    await Listener(stub, max_cycles=1).run()
    assert stub.asked("comments")[0]["since"] == str(START // 1000 + 3600 - 300 - 30)


async def test_from_start_begins_with_the_live() -> None:
    stub = _stub()
    stub.clock = FakeClock(START + 7_200_000)
    await Listener(stub, from_start=True, max_cycles=1).run()
    assert stub.asked("comments")[0]["since"] == str(START // 1000 - 30)


async def test_from_start_without_a_known_start_asks_for_everything() -> None:
    stub = _stub(3)
    stub.plan("live", Reply({"id": LIVE, "status": "LIVE"}))
    assert len(await Listener(stub, from_start=True, max_cycles=1).run()) == 3
    assert "since" not in stub.asked("comments")[0]


async def test_a_next_address_of_a_foreign_host_is_never_followed() -> None:
    stub = _stub(250, next_host="http://evil.test:8080")
    listener = Listener(stub, max_cycles=1)
    assert len(await listener.run()) == 250
    assert all(path.startswith("/v26.0/") for path, _, _ in stub.calls)


async def test_ranked_order_is_read_to_its_end_before_the_watermark_moves() -> None:
    """§1.4: ranked order always wins where comments can be ranked."""
    stub = GraphStub(is_ranked=True)
    for n in range(1500):
        stub.add(f"{n:05}", 60 - n // 30, message=f"{n:05}")
    stub.clock = FakeClock(START + 61_000)
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 1500
    assert [batch.watermark for batch in listener.batches] == [START, START + 60_000]


async def test_rows_out_of_order_are_noticed_even_where_facebook_does_not_say_so() -> None:
    stub = _stub()
    rows = [{"id": f"{n}", "created_time": START // 1000 + 59 - n} for n in range(3)]
    stub.plan("comments", Reply({"data": rows, "paging": {"cursors": {"after": "c"}, "next": "x"}}))
    listener = Listener(stub, watermark=START, max_cycles=1, pace=Pace(max_pages=1))
    await listener.run()
    assert listener.batches[0].page_filled and listener.batches[0].watermark == START


async def test_comments_without_author_text_or_time_pass_and_unreadable_rows_are_counted() -> None:
    """§1.8 and the issue's bad input."""
    stub = _stub()
    rows = [{"id": "1"}, {"id": "2", "message": "A\0" * 4000, "created_time": "x"}, {"message": "?"}, 5]
    stub.plan("comments", Reply({"data": rows}))
    listener = Listener(stub, watermark=START, max_cycles=1)
    assert await listener.run() == ["1", "2"]
    assert listener.source.unreadable == 2 and listener.batches[0].watermark == START
    assert listener.batches[0].comments[1].message == "A\0" * 4000


# --- pace ----------------------------------------------------------------------------------------------


async def test_two_seconds_while_active_five_when_quiet() -> None:
    stub = _stub(1, second=60)
    listener = Listener(stub, watermark=START, max_cycles=20)
    await listener.run()
    assert stub.clock.waits == [2.0] * 15 + [5.0] * 4


async def test_the_interval_follows_the_usage_headers() -> None:
    stub = _stub(1, second=60, headers={"X-App-Usage": '{"call_count":100}'})
    await Listener(stub, watermark=START, max_cycles=2).run()
    assert stub.clock.waits == [25.0]


async def test_reduce_halves_the_limit_and_success_grows_it_back() -> None:
    """§4.2 code 1: "Please reduce the amount of data you're asking for"."""
    stub = _stub(30)
    stub.plan("comments", failure(1, status=500), failure(1, status=500))
    listener = Listener(stub, watermark=START, max_cycles=24)
    assert len(await listener.run()) == 30
    limits = [int(query["limit"]) for query in stub.asked("comments")]
    assert limits[:4] == [100, 50, 25, 25] and limits[-1] == 100 and sorted(limits[2:]) == limits[2:]


# --- failures ------------------------------------------------------------------------------------------


async def test_80001_waits_the_regain_time_and_goes_on() -> None:
    """§4.3: minutes; calls made while throttled extend the throttle."""
    stub = _stub(5)
    stub.plan("comments", failure(80001, regain=7))
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 5
    assert stub.clock.waits == [420.0] and len(stub.asked("live")) == 2
    throttled = listener.readings[1]
    assert throttled.state is ReadingState.THROTTLED and "7 phút" in throttled.advice
    assert isinstance(throttled.error, GraphError) and throttled.error.regain_seconds == 420


async def test_613_as_http_400_waits_five_minutes() -> None:
    """§4.1: rate limits are HTTP 400 with the type OAuthException."""
    stub = _stub(5)
    stub.plan("comments", failure(613, status=400))
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 5
    assert stub.clock.waits == [300.0] and "5 phút" in listener.readings[1].advice


async def test_a_rate_limit_on_the_lives_state_stops_the_reading_too() -> None:
    stub = _stub(5)
    stub.plan("live", failure(4))
    listener = Listener(stub, watermark=START, max_cycles=1)
    assert await listener.run() == [] and stub.asked("comments") == []
    assert listener.states == ["connecting", "throttled"]


async def test_regain_announced_by_the_headers_alone_is_obeyed() -> None:
    use = '{"1":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":3}]}'
    stub = _stub(1, headers={"X-Business-Use-Case-Usage": use})
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 1
    assert stub.clock.waits == [180.0] and listener.states == ["connecting", "throttled"]


async def test_token_expiry_and_renewal_in_mid_live_loses_nothing() -> None:
    stub = _stub(5)
    listener = Listener(stub, watermark=START, max_cycles=5)
    listener.on_batch = lambda batch: setattr(stub, "token", "EAANewToken0123456789")
    for n in range(5):
        stub.add(f"new{n}", 62 + n)
    stub.clock.at(100, lambda: listener.source.use_token(Secret("EAANewToken0123456789")))
    ids = await listener.run()
    assert sorted(ids) == sorted(comment.id for comment in stub.comments) and len(ids) == 10
    assert listener.states == ["connecting", "reading", "relogin", "reading"]
    expired = next(r for r in listener.readings if r.state is ReadingState.RELOGIN)
    assert "hết hạn" in expired.advice
    assert stub.clock.waits[:3] == [2.0, 60.0, 60.0] and stub.clock.elapsed < 110


async def test_a_new_token_is_tried_at_once() -> None:
    stub = _stub(1)
    listener = Listener(stub, token="EAAOldToken0123456789", watermark=START, max_cycles=2)
    stub.clock.at(7, lambda: listener.source.use_token(Secret(TOKEN)))
    assert len(await listener.run()) == 1 and stub.clock.elapsed == 7


async def test_a_surely_dead_token_stays_relogin_whatever_else_fails_and_is_asked_rarely() -> None:
    stub = _stub(1)
    stub.plan("comments", *[failure(190, 460)] * 3, failure(2, status=500), failure(102))
    listener = Listener(stub, watermark=START, max_cycles=6)
    assert len(await listener.run()) == 1
    assert listener.states == ["connecting", "relogin", "reading"]
    assert stub.clock.waits == [60.0, 60.0, 300.0, 16.0, 300.0]
    assert all("Mật khẩu" in r.advice for r in listener.readings[1:5])


@pytest.mark.parametrize(
    "trouble",
    [
        Reply(b"<html>Bad Gateway", 502),
        Reply(b'{"data":[{"id":"0', 200),
        Reply({"paging": {}}),
        Reply(b"Service Unavailable"),
        Reply({"success": False}),
        failure(2, status=500),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
    ],
    ids=["html", "truncated", "no data", "unavailable", "success false", "down", "timeout", "disconnect"],
)
async def test_passing_troubles_are_tried_again_and_lose_nothing(trouble: Reply | Exception) -> None:
    stub = _stub(3)
    stub.plan("comments", *[trouble] * 7)
    listener = Listener(stub, watermark=START, max_cycles=8)
    assert len(await listener.run()) == 3
    assert stub.clock.waits == [2, 4, 8, 16, 32, 60, 60]
    assert listener.states == ["connecting", "delayed", "offline", "reading"]
    assert all(r.advice and r.error for r in listener.readings[1:8]) and not listener.readings[8].advice


async def test_no_network_is_offline_at_once() -> None:
    stub = _stub(3)
    stub.plan("comments", httpx.ConnectError("All connection attempts failed"))
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 3
    assert listener.states == ["connecting", "offline", "reading"]
    assert isinstance(listener.readings[1].error, NetworkError) and "Wi-Fi" in listener.readings[1].advice


async def test_jitter_keeps_stations_apart() -> None:
    stub = _stub()
    stub.plan("comments", *[failure(2)] * 2)
    await Listener(stub, watermark=START, max_cycles=3, pace=Pace(), chance=lambda: 1.0).run()
    assert stub.clock.waits == [1.5, 3.0]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (failure(10, status=403), "pages_read_user_content"),
        (failure(200, status=403), "Live Video API"),
        (failure(100, 33), "Không tìm thấy buổi live"),
        (failure(368), "tạm khoá"),
    ],
)
async def test_refusals_are_shown_and_tried_again_each_minute(reply: Reply, words: str) -> None:
    stub = _stub(2)
    stub.plan("comments", reply, reply)
    listener = Listener(stub, watermark=START, max_cycles=3)
    assert len(await listener.run()) == 2
    assert listener.states == ["connecting", "forbidden", "reading"]
    assert words in listener.readings[1].advice and stub.clock.waits == [60.0, 60.0]


async def test_a_cursor_gone_bad_is_no_refusal() -> None:
    stub = _stub(150)
    stub.plan("comments", None, failure(100))
    listener = Listener(stub, watermark=START, max_cycles=2)
    assert len(await listener.run()) == 150
    assert listener.states == ["connecting", "delayed", "reading"] and stub.clock.waits == [2.0]


async def test_a_state_that_cannot_be_read_does_not_stop_the_comments() -> None:
    stub = _stub(2)
    stub.plan("live", failure(10, status=403))
    listener = Listener(stub, max_cycles=1)
    assert len(await listener.run()) == 2 and listener.source.live is None


# --- the end -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["LIVE_STOPPED", "PROCESSING", "VOD"])
async def test_the_end_is_confirmed_by_status_and_read_to_the_last_comment(status: str) -> None:
    """§1.7: after the end comments go on at the same id; late ones belong to the live."""
    stub = _stub()
    stub.clock = FakeClock(START)
    for second in range(0, 60, 5):
        stub.add(f"{second:03}", second)
    stub.add("last", 59, late=10)
    stub.clock.at(60, lambda: setattr(stub, "status", status))
    listener = Listener(stub, watermark=START)
    ids = await listener.run()
    assert sorted(ids) == sorted(comment.id for comment in stub.comments)
    assert listener.states == ["connecting", "reading", "ended"]
    assert stub.clock.elapsed < 120 and listener.source.live is not None and listener.source.live.is_over


async def test_silence_alone_is_not_the_end() -> None:
    listener = Listener(_stub(1), watermark=START, max_cycles=200)
    await listener.run()
    assert listener.states == ["connecting", "reading"] and listener.stub.clock.elapsed > 900


async def test_a_live_that_comes_back_goes_on() -> None:
    stub = _stub()
    stub.clock = FakeClock(START)
    stub.clock.at(20, lambda: setattr(stub, "status", "LIVE_STOPPED"))
    stub.clock.at(29, lambda: setattr(stub, "status", "LIVE"))
    for second in (1, 100):
        stub.add(f"{second}", second)
    _ends_at(stub, 130)
    assert await Listener(stub, watermark=START).run() == ["1", "100"]
    assert stub.clock.elapsed > 130


async def test_a_live_that_ended_long_ago_is_read_once() -> None:
    listener = Listener(_stub(250, status="VOD"), from_start=True)
    assert len(await listener.run()) == 250
    assert listener.stub.clock.elapsed == 0 and listener.states == ["connecting", "reading", "ended"]


async def test_the_last_reading_is_repeated_until_it_reaches_the_end() -> None:
    stub = _stub(2500, status="VOD")
    stub.plan("comments", *[None] * 3, failure(2, status=500))
    listener = Listener(stub, from_start=True)
    assert len(await listener.run()) == 2500 and listener.states[-1] is ReadingState.ENDED


async def test_a_live_may_be_read_on_after_its_end() -> None:
    listener = Listener(_stub(3, status="VOD"), from_start=True, until_ended=False, max_cycles=9)
    assert len(await listener.run()) == 3 and listener.states == ["connecting", "reading"]


# --- the consumer --------------------------------------------------------------------------------------


async def test_cancelling_is_clean_in_waiting_and_in_asking() -> None:
    asked = asyncio.Event()

    async def hanging(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    from desktop.clients.graph.client import GraphClient
    from desktop.clients.http import HttpClient

    http = HttpClient("http://graph.test", transport=httpx.MockTransport(hanging))
    async with GraphClient("http://graph.test", Secret(TOKEN), http=http) as client:
        source = CommentSource(client, LIVE)

        async def consume() -> None:
            async for _ in source.batches():
                raise AssertionError

        task = asyncio.create_task(consume())
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_cancelling_while_the_real_clock_waits() -> None:
    stub = _stub(1)
    reading = asyncio.Event()
    async with stub.client() as client:
        source = CommentSource(client, LIVE, watermark=START)
        source.on_status(lambda told: reading.set() if told.state is ReadingState.READING else None)

        async def consume() -> None:
            async for _ in source.batches():
                pass

        task = asyncio.create_task(consume())
        await reading.wait()
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_failing_listener_does_not_stop_the_reading(caplog: pytest.LogCaptureFixture) -> None:
    stub = _stub(2)
    async with stub.client() as client:
        source = CommentSource(client, LIVE, watermark=START, max_cycles=1, clock=stub.clock)
        stop = source.on_status(lambda reading: 1 / 0)
        assert len([batch async for batch in source.batches()]) == 1
        stop()
        stop()
    assert "ZeroDivisionError" in caplog.text


async def test_readings_tell_the_time_of_the_last_answer() -> None:
    listener = Listener(_stub(1), watermark=START, max_cycles=1)
    await listener.run()
    last = listener.readings[-1]
    assert last.last_answer_at == listener.stub.clock.now() and last.lag_ms is not None and last.lag_ms >= 0


async def test_nothing_told_or_logged_holds_a_token(caplog: pytest.LogCaptureFixture) -> None:
    stub = _stub(250)
    told = Reply({"error": {"message": f"Malformed access token {TOKEN}, 0912345678", "code": 190}})
    stub.plan("comments", told, Reply(f"<a href='?access_token={TOKEN}'>".encode()))
    with caplog.at_level(logging.DEBUG):
        listener = Listener(stub, watermark=START, max_cycles=4)
        assert len(await listener.run()) == 250
    shown = f"{caplog.text} {listener.readings!r} {listener.source.reading}"
    assert TOKEN not in shown and "0912345678" not in shown and "/comments" in shown


_troubles = st.sampled_from(
    [None, None, None, failure(2, status=500), failure(1), failure(4, regain=1), Reply(b"<p>"), failure(100)]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    comments=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 10), st.integers(1, 80)), max_size=12),
    troubles=st.lists(_troubles, max_size=25),
    ranked=st.booleans(),
    speed=st.sampled_from([1, 10, 40]),
)
async def test_every_comment_comes_once_whatever_goes_wrong(
    comments: list[tuple[int, int, int]], troubles: list[Reply | None], ranked: bool, speed: int
) -> None:
    """Bursts at any second, up to 10 s late, failures anywhere, any order: nothing lost, nothing twice."""
    stub = _stub(is_ranked=ranked, speed=speed)
    stub.clock = FakeClock(START)
    for n, (second, late, count) in enumerate(comments):
        for i in range(count):
            stub.add(f"{n}_{i}", second, late=late, message=f"{(n * 7 + i * 13) % 31}")
    stub.plan("comments", *troubles)
    _ends_at(stub, 215 / speed)
    listener = Listener(stub, watermark=START)
    ids = await listener.run()
    assert sorted(ids) == sorted(comment.id for comment in stub.comments)
    assert listener.states[-1] is ReadingState.ENDED
    assert all(
        a.watermark <= b.watermark for a, b in zip(listener.batches, listener.batches[1:], strict=False)
    )


async def test_reduce_is_a_class_of_its_own() -> None:
    assert GraphError(1).kind is ErrorKind.REDUCE
