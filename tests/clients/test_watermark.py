"""Where the next reading begins (graph_api.md §1.7 items 2 and 4)."""

from __future__ import annotations

from desktop.clients.graph.watermark import LATEST, LOOK_BACK, OVERLAP, REMEMBERED, SWEEP_AFTER, Watermark
from desktop.domain.comments import Comment

T = 1_760_000_000_000


def _comments(*seconds: int) -> list[Comment]:
    return [Comment(f"c{n}_{s}", "A01", T + s * 1000, None) for n, s in enumerate(seconds)]


def _read(mark: Watermark, rows: list[Comment], *, is_gapless: bool = True) -> tuple[Comment, ...]:
    new = mark.take(rows)
    mark.advance(rows, new, T + 3_600_000, is_gapless=is_gapless)
    return new


def test_new_comments_come_in_order_of_time_and_id_once() -> None:
    mark = Watermark(T)
    rows = [Comment(i, "", at, None) for i, at in [("b", T + 2), ("z", T + 1), ("a", T + 2), ("n", None)]]
    assert [comment.id for comment in mark.take([*rows, *rows])] == ["z", "a", "b", "n"]
    assert mark.take(rows) == ()


def test_equal_texts_of_different_ids_are_different_comments() -> None:
    mark = Watermark(T)
    assert len(mark.take([Comment("1", "A01", T, None), Comment("2", "A01", T, None)])) == 2


def test_a_calm_live_is_always_read_thirty_seconds_back() -> None:
    mark = Watermark(T)
    _read(mark, _comments(*range(40)))
    assert mark.at == T + 39_000
    assert mark.since(100) == mark.sweep_since == mark.at - LOOK_BACK


def test_a_burst_is_read_as_far_back_as_half_a_page_goes() -> None:
    mark = Watermark(T)
    _read(mark, _comments(*[second for second in range(40) for _ in range(10)]))
    assert mark.since(100) == mark.at - 4000
    assert mark.sweep_since == mark.at - LOOK_BACK


def test_the_overlap_of_one_second_always_stays() -> None:
    mark = Watermark(T)
    _read(mark, _comments(*[39] * 500))
    assert mark.since(100) == mark.at - OVERLAP


def test_beginning_from_zero_asks_for_everything() -> None:
    assert Watermark(0).since(100) == Watermark(0).sweep_since == 0


def test_an_unfinished_ranked_reading_moves_nothing_until_its_end() -> None:
    mark = Watermark(T)
    _read(mark, _comments(90, 20), is_gapless=False)
    assert mark.at == T
    _read(mark, _comments(5, 6), is_gapless=True)
    assert mark.at == T + 90_000


def test_a_failed_reading_moves_nothing() -> None:
    mark = Watermark(T)
    _read(mark, _comments(50), is_gapless=False)
    rows = _comments(70, 80)
    mark.rewind(mark.take(rows))
    _read(mark, _comments(5))
    assert mark.at == T + 5000


def test_a_time_far_in_the_future_does_not_stop_the_live() -> None:
    mark = Watermark(T)
    new = _read(mark, [Comment("x", "", T + 40 * 86_400_000, None), *_comments(3)])
    assert len(new) == 2 and mark.at == T + 3000


def test_memory_is_bounded_and_keeps_the_newest() -> None:
    mark = Watermark(T)
    rows = [Comment(f"{n:06}", "", T + n, None) for n in range(REMEMBERED + 500)]
    assert len(mark.take(rows)) == len(rows)
    assert len(mark.take(rows[-REMEMBERED:])) == 0
    assert len(mark.take(rows[:500])) == 500


def test_a_sweep_looks_back_to_before_the_last_one_began() -> None:
    """However fast the live goes on between two sweeps, no late comment falls between them."""
    mark = Watermark(T)
    assert mark.is_sweep_due
    begun = mark.at
    _read(mark, _comments(10))
    mark.swept(begun)
    assert not mark.is_sweep_due and mark.sweep_since == mark.at - LOOK_BACK
    _read(mark, _comments(200))
    assert mark.is_sweep_due and mark.sweep_since == begun - LATEST
    mark.swept(mark.at)
    _read(mark, _comments(200 + SWEEP_AFTER // 1000))
    assert mark.is_sweep_due and mark.sweep_since == T + 200_000 - LATEST
