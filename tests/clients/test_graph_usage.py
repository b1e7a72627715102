"""Usage headers and the interval they allow (graph_api.md §4.3, §4.4)."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from desktop.clients.graph.usage import Interval, Usage, usage_of


def _business(*uses: dict[str, object]) -> dict[str, str]:
    return {"x-business-use-case-usage": json.dumps({f"{n}": [use] for n, use in enumerate(uses)})}


def test_the_highest_percentage_of_all_headers_counts() -> None:
    headers = {
        "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}',
        "x-page-usage": '{"call_count":10,"total_time":61,"total_cputime":25}',
        **_business({"type": "pages", "call_count": 55, "total_cputime": 20, "total_time": 20}),
    }
    assert usage_of(headers) == Usage(61, 0)


def test_percentages_exceed_100_and_regain_is_minutes() -> None:
    busy = {"type": "pages", "call_count": 144, "estimated_time_to_regain_access": 12}
    assert usage_of(_business({"call_count": 5}, busy)) == Usage(144, 720)


def test_thirty_two_entries_are_read() -> None:
    uses = [{"type": "pages", "call_count": n} for n in range(32)]
    assert usage_of({"x-business-use-case-usage": json.dumps({"1": uses})}) == Usage(31, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-app-usage": ""},
        {"x-app-usage": "{"},
        {"x-app-usage": "[1]", "x-page-usage": "null"},
        {"x-app-usage": '{"call_count":"many","total_time":null,"total_cputime":-5}'},
        {"x-app-usage": '{"call_count":NaN,"total_time":Infinity}'},
        {"x-business-use-case-usage": '{"1":{"call_count":99},"2":[5,null,"x"]}'},
        {"x-business-use-case-usage": "[" * 100_000},
    ],
)
def test_malformed_headers_tell_nothing(headers: dict[str, str]) -> None:
    assert usage_of(headers) == Usage()


def test_two_seconds_while_active_five_when_quiet() -> None:
    interval = Interval()
    for percent in (0, 25, 50):
        assert interval.seconds(Usage(percent), is_active=True) == 2
        assert interval.seconds(Usage(percent), is_active=False) == 5


def test_usage_from_50_to_100_percent_stretches_smoothly() -> None:
    waits = [Interval().seconds(Usage(percent), is_active=True) for percent in range(50, 101)]
    assert waits == sorted(waits) and waits[0] == 2 and waits[-1] == 25
    assert max(b - a for a, b in pairwise(waits)) < 1.2
    assert Interval().seconds(Usage(400), is_active=True) == 25


def test_a_throttled_page_waits_for_its_regain() -> None:
    assert Interval().seconds(Usage(120, 720), is_active=True, is_behind=True) == 720


def test_a_filled_reading_goes_on_at_once() -> None:
    assert Interval().seconds(Usage(30), is_active=True, is_behind=True) == 0
    assert 0 < Interval().seconds(Usage(95), is_active=True, is_behind=True) < 25
