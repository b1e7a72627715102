"""One clear Vietnamese sentence for every trouble, saying what to do (issue: bad input)."""

from __future__ import annotations

import pytest

from desktop.clients.graph.advice import Purpose, advise, advise_exchange
from desktop.clients.graph.errors import GraphError
from desktop.clients.http import HttpError, NetworkError, NetworkKind, ProtocolError, ProtocolKind

EVERY_ERROR: list[GraphError | HttpError] = [
    *[GraphError(190, subcode) for subcode in (None, 452, 458, 459, 460, 463, 464, 465, 467, 492, 9)],
    *[GraphError(code) for code in (0, 1, 2, 3, 4, 10, 100, 104, 200, 368, 459, 613, 803, 2500, 80001)],
    GraphError(1, 1357046),
    GraphError(2, 2018344),
    GraphError(100, 33),
    GraphError(100, message="API calls from the server require an appsecret_proof argument"),
    GraphError(100, message="This endpoint requires the 'pages_read_engagement' permission"),
    *[NetworkError(kind) for kind in NetworkKind],
    *[ProtocolError(kind, status) for kind in ProtocolKind for status in (200, 302, 404, 502)],
]


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("error", EVERY_ERROR, ids=str)
def test_every_error_has_one_sentence_that_says_what_to_do(
    error: GraphError | HttpError, purpose: Purpose
) -> None:
    sentence = advise(error, purpose)
    assert sentence.endswith(".") and ". " not in sentence and "\n" not in sentence
    assert ": " in sentence or "hãy" in sentence or "cần" in sentence
    assert 30 < len(sentence) <= 130, len(sentence)


@pytest.mark.parametrize(
    ("error", "purpose", "words"),
    [
        (GraphError(190, 463), Purpose.COMMENTS, ["hết hạn", "token mới"]),
        (GraphError(190), Purpose.COMMENTS, ["không nhận token", "token mới"]),
        (NetworkError(NetworkKind.NO_NETWORK), Purpose.COMMENTS, ["Không nối được", "Wi-Fi"]),
        (GraphError(10), Purpose.COMMENTS, ["pages_read_user_content", "đọc bình luận"]),
        (GraphError(10), Purpose.LIVES, ["pages_read_engagement", "danh sách live"]),
        (GraphError(200), Purpose.COMMENTS, ["Live Video API", "pages_read_user_content"]),
        (GraphError(200), Purpose.LIVES, ["pages_read_engagement"]),
        (GraphError(80001, regain_seconds=24 * 60), Purpose.COMMENTS, ["giới hạn", "24 phút"]),
        (GraphError(613), Purpose.COMMENTS, ["giới hạn", "5 phút"]),
        (GraphError(100, 33), Purpose.COMMENTS, ["Không tìm thấy buổi live", "mã live"]),
        (GraphError(100, 33), Purpose.PAGE, ["Không tìm thấy trang", "mã trang"]),
        (GraphError(100, 33), Purpose.POST, ["Không tìm thấy bài viết", "mã bài viết"]),
        (
            GraphError(
                100, message="(#100) Tried accessing nonexisting field (message) on node type (LiveVideo)"
            ),
            Purpose.POST,
            ["Không tìm thấy bài viết"],
        ),
        (
            GraphError(100, message="(#100) Tried accessing nonexisting field (status) on node type (Post)"),
            Purpose.LIVE,
            ["Không tìm thấy buổi live"],
        ),
        (GraphError(200), Purpose.POST_COMMENTS, ["pages_read_user_content", "dưới bài viết"]),
        (GraphError(10), Purpose.POSTS, ["pages_read_engagement", "danh sách bài viết"]),
        (GraphError(3), Purpose.POST_COMMENTS, ["pages_read_user_content", "dưới bài viết"]),
        (GraphError(2), Purpose.COMMENTS, ["Facebook đang gặp sự cố"]),
        (ProtocolError(ProtocolKind.HTML, 503), Purpose.COMMENTS, ["Facebook đang gặp sự cố"]),
        (ProtocolError(ProtocolKind.HTML, 200), Purpose.COMMENTS, ["Wi-Fi", "đăng nhập"]),
    ],
)
def test_the_sentence_names_the_trouble(
    error: GraphError | HttpError, purpose: Purpose, words: list[str]
) -> None:
    sentence = advise(error, purpose)
    assert all(word in sentence for word in words), sentence


def test_a_permission_that_facebook_names_is_named() -> None:
    error = GraphError(10, message="This endpoint requires the 'pages_manage_metadata' permission")
    assert "pages_manage_metadata" in advise(error, Purpose.LIVES)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (GraphError(1, message="Error validating client secret."), "App Secret không đúng"),
        (GraphError(101, message="Error validating application."), "App ID không đúng"),
        (GraphError(190, 463), "hết hạn"),
        (NetworkError(NetworkKind.NO_NETWORK), "thử lại"),
    ],
)
def test_a_refused_exchange_says_what_of_the_three_was_wrong(
    error: GraphError | HttpError, words: str
) -> None:
    sentence = advise_exchange(error)
    assert words in sentence and sentence.endswith(".") and 30 < len(sentence) <= 130


def test_who_stands_waiting_for_a_check_is_not_told_that_it_goes_on_by_itself() -> None:
    for error in (NetworkError(NetworkKind.DNS), GraphError(2), GraphError(80001), GraphError(1)):
        assert "thử lại" in advise(error, Purpose.PAGE) and "tự" not in advise(error, Purpose.PAGE)
