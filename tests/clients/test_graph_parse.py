"""Rows of comments as loose as Facebook sends them (graph_api.md §1.2–1.5, §1.8; issue: bad input)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.clients.graph.parse import comment_of, next_cursor, time_of
from desktop.domain.comments import Author

STEPH = {
    "created_time": "2018-08-30T18:47:02+0000",
    "from": {"name": "Steph C.", "id": "552524095105158", "category": "x"},
    "message": "This is a comment",
    "id": "911936075671494_911936769004758",
    "like_count": 5,
}


def test_the_sample_of_the_documentation() -> None:
    comment = comment_of(STEPH)
    assert comment is not None
    assert comment.id == "911936075671494_911936769004758"
    assert comment.author == Author("552524095105158", "Steph C.")
    assert (comment.message, comment.created_at) == ("This is a comment", 1_535_654_822_000)
    assert json.loads(comment.raw) == STEPH


@pytest.mark.parametrize("author", [None, "Steph", [], {}, {"name": "Steph"}, {"id": ""}, {"id": True}])
def test_from_may_be_missing_or_useless(author: Any) -> None:
    for row in ({"id": "1", "from": author}, {"id": "1"}):
        comment = comment_of(row)
        assert comment is not None and comment.author is None


@pytest.mark.parametrize("message", [None, "", 5, ["x"], {"text": "x"}])
def test_message_may_be_missing_or_no_text(message: Any) -> None:
    for row in ({"id": "1", "message": message}, {"id": "1"}):
        comment = comment_of(row)
        assert comment is not None and comment.message == ""


def test_ids_are_strings_always() -> None:
    comment = comment_of({"id": 10**25, "from": {"id": 42, "name": 7}})
    assert comment is not None and comment.id == "1" + "0" * 25 and comment.author == Author("42", "")


@pytest.mark.parametrize("row", [None, [], "x", 5, {}, {"id": None}, {"id": ""}, {"id": 1.5}, {"id": False}])
def test_a_row_without_id_is_unreadable_but_not_fatal(row: Any) -> None:
    assert comment_of(row) is None


def test_nul_characters_and_8000_characters_are_data() -> None:
    text = "A01\0 0912345678 " + "ơ" * 8000
    comment = comment_of({"id": "1", "message": text})
    assert comment is not None and comment.message == text and json.loads(comment.raw)["message"] == text


def test_half_a_surrogate_pair_does_not_stop_the_database() -> None:
    row = json.loads('{"id": "1", "message": "A01 \\ud83d", "from": {"id": "2", "name": "\\udc00"}}')
    comment = comment_of(row)
    assert comment is not None and comment.author is not None
    assert comment.message == "A01 \ufffd" and (comment.raw + comment.author.name).encode()


@pytest.mark.parametrize(
    "value",
    [
        "2018-08-30T18:47:02+0000",
        "2018-08-30T18:47:02+00:00",
        "2018-08-30T18:47:02Z",
        "2018-08-31T01:47:02+0700",
        "2018-08-30T18:47:02",
        "2018-08-30T18:47:02.000+0000",
        1_535_654_822,
        1_535_654_822.0,
        "1535654822",
        1_535_654_822_000,
    ],
)
def test_every_form_of_time(value: Any) -> None:
    assert time_of(value) == 1_535_654_822_000


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "hôm qua",
        True,
        -5,
        float("nan"),
        float("inf"),
        10**400,
        [],
        {},
        "9" * 400,
        "0001-01-01T00:00:00",
    ],
)
def test_times_that_are_none(value: Any) -> None:
    assert time_of(value) is None


_keys = st.sampled_from(["id", "message", "created_time", "from", "extra"])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_keys, _json))
def test_no_row_is_ever_fatal(row: dict[str, Any]) -> None:
    comment = comment_of(row)
    assert comment is None or (comment.id and (comment.raw + comment.message).encode())


@pytest.mark.parametrize(
    ("body", "cursor"),
    [
        ({"data": []}, None),
        ({"paging": None}, None),
        ({"paging": {"cursors": {"before": "a", "after": "b"}}}, None),
        ({"paging": {"cursors": {"before": "a", "after": "b"}, "next": "https://x/?after=c"}}, "b"),
        ({"paging": {"next": "https://evil.test/?access_token=T&after=c%3D"}}, "c="),
        ({"paging": {"cursors": {}, "next": "https://x/"}}, None),
        ({"paging": {"next": "http://[bad"}}, None),
        ({"paging": {"cursors": {"after": "b"}, "next": 5}}, None),
    ],
)
def test_only_next_means_another_page_and_its_address_is_never_needed(body: Any, cursor: str | None) -> None:
    assert next_cursor(body) == cursor
