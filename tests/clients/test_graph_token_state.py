"""What debug_token tells of a token (graph_api.md §3.4)."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.clients.graph.token_state import PERMISSIONS, token_state_of

SCOPES = [permission.scope for permission in PERMISSIONS]


def body(**more: Any) -> dict[str, Any]:
    return {"data": {"type": "PAGE", "is_valid": True, "expires_at": 0, "scopes": SCOPES} | more}


def test_a_right_for_another_page_is_missing_on_this_one() -> None:
    """§3.4: granular_scopes.target_ids tell whether the chosen page is covered."""
    rows = [
        {"scope": SCOPES[0], "target_ids": ["7"]},
        {"scope": SCOPES[1], "target_ids": [1001, "7"]},
        {"scope": "x"},
    ]
    state = token_state_of(body(granular_scopes=rows))
    assert state is not None
    assert [permission.scope for permission in state.missing("1001")] == [SCOPES[0]]
    assert state.missing("7") == ()


def test_zero_is_never_and_seconds_become_milliseconds() -> None:
    never, later = token_state_of(body()), token_state_of(body(expires_at=1_700_000_000))
    assert never is not None and never.expires_at is None
    assert later is not None and later.expires_at == 1_700_000_000_000


@pytest.mark.parametrize("told", [{}, {"data": []}, {"data": {}}, {"data": {"scopes": None}}])
def test_an_answer_without_scopes_tells_nothing(told: dict[str, Any]) -> None:
    assert token_state_of(told) is None
