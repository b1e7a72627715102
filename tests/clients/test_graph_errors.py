"""Graph's errors by code and subcode, never by type or HTTP status (graph_api.md §3.6, §4.1, §4.2)."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from desktop.clients.graph.errors import ErrorKind, GraphError, error_in, kind_of
from desktop.clients.secret import Secret

K = ErrorKind


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [
        (1, None, K.REDUCE),
        (1, 99, K.RETRY),
        (1, 1357046, K.UNKNOWN_OUTCOME),
        (2, None, K.RETRY),
        (2, 2018344, K.FINAL),
        (3, None, K.CONFIG),
        (4, None, K.THROTTLE),
        (10, None, K.CONFIG),
        (10, 2018278, K.FINAL),
        (10, 2534022, K.FINAL),
        (10, 2018065, K.FINAL),
        (10, 2018108, K.FINAL),
        (10, 1893063, K.BLOCKED),
        (17, 2446079, K.THROTTLE),
        (32, None, K.THROTTLE),
        (100, None, K.FINAL),
        (100, 33, K.FINAL),
        (102, None, K.RELOGIN),
        (104, None, K.CONFIG),
        *[(190, subcode, K.RELOGIN) for subcode in (None, 452, 458, 459, 460, 463, 464, 465, 467, 492)],
        (200, None, K.CONFIG),
        (200, 1545041, K.FINAL),
        (200, 2018028, K.CONFIG),
        (299, None, K.CONFIG),
        (341, None, K.THROTTLE),
        (368, None, K.BLOCKED),
        (459, None, K.RELOGIN),
        (506, None, K.FINAL),
        (551, 1545041, K.FINAL),
        (613, None, K.THROTTLE),
        (613, 1893016, K.THROTTLE),
        (613, 2534040, K.THROTTLE),
        (613, 2018338, K.FINAL),
        (803, None, K.FINAL),
        (1705, None, K.RETRY),
        (2022, None, K.BLOCKED),
        (10900, None, K.FINAL),
        (2018321, None, K.RETRY),
        *[(code, None, K.THROTTLE) for code in (80000, 80001, 80004, 80006, 80009, 80014)],
        (9000001, None, K.FINAL),
        (0, None, K.RETRY),
        (424242, None, K.RETRY),
    ],
)
def test_kind_by_code_and_subcode(code: int, subcode: int | None, kind: ErrorKind) -> None:
    assert kind_of(code, subcode) is kind


def test_an_unknown_code_is_final_only_where_facebook_says_so() -> None:
    assert kind_of(424242, None, transient=False) is K.FINAL
    assert kind_of(424242, None, transient=True) is K.RETRY
    assert kind_of(100, None, transient=True) is K.FINAL


def test_the_whole_envelope_is_kept() -> None:
    error = error_in(
        {
            "error": {
                "message": "Session has expired",
                "type": "GraphMethodException",
                "code": 190,
                "error_subcode": 463,
                "is_transient": False,
                "error_user_title": "Phiên hết hạn",
                "error_user_msg": "Vui lòng đăng nhập lại",
                "fbtrace_id": "EJplcsCHuLu",
            }
        },
        regain_seconds=0,
    )
    assert error is not None
    assert (error.code, error.subcode, error.kind) == (190, 463, K.RELOGIN)
    assert (error.user_title, error.user_message) == ("Phiên hết hạn", "Vui lòng đăng nhập lại")
    assert (error.message, error.trace_id, error.regain_seconds) == (
        "Session has expired",
        "EJplcsCHuLu",
        None,
    )
    assert str(error) == "190/463 relogin: Session has expired"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"error": {"message": "(#4)", "type": "OAuthException", "code": "4"}}, 4),
        ({"error": {}}, 0),
        ({"error": {"code": None, "message": None}}, 0),
        ({"error": {"code": [1], "error_subcode": float("inf")}}, 0),
        ({"error": "invalid_request"}, 0),
        ({"success": False}, 0),
    ],
)
def test_loose_envelopes_are_errors_all_the_same(body: Any, code: int) -> None:
    error = error_in(body)
    assert error is not None and error.code == code


@pytest.mark.parametrize("body", [{"data": []}, {"success": True}, {"error": None}, [], None, "x", 5])
def test_what_is_no_error(body: Any) -> None:
    assert error_in(body) is None


def test_no_text_of_an_error_holds_a_secret_or_a_phone() -> None:
    token = "wrong-token-of-a-shape-nobody-foresaw"
    text = f"Malformed access token {token} and EAAB1234567890, gọi 0912345678"
    error = error_in({"error": {"message": text, "error_user_msg": text, "code": 190}}, Secret(token))
    assert error is not None
    shown = f"{error} {error!r} {error.message} {error.user_message} {error.args}"
    assert token not in shown and "EAAB" not in shown and "0912345678" not in shown


async def test_an_error_passes_through_context_managers() -> None:
    @contextlib.asynccontextmanager
    async def passing() -> Any:
        yield

    with pytest.raises(GraphError):
        async with passing():
            raise GraphError(190)
