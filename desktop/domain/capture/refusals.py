"""Refusals (product.md §2.7): a buyer who does not want, or no longer wants, what the codes name.

Looks at words only. What a refusal does is not decided here: it frees nothing by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.capture.intent_reading import Intent, IntentReading, Roles, indexes_of, key_at
from desktop.domain.capture.outcome import CODES
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import ADDRESSED, NEGATIONS, NUMERALS, ORDER_VERBS, words

_CANCEL = words("hủy huỷ cancel cancle cancell hủi hỷ rút") - {"rut", "hui", "hy"}
_DROP = words("bỏ") - {"bo"}
_PUT_WHERE = words("vào vô giỏ túi bao bịch sỉ thêm lỡ sót dzô zô")
_NOT_YET = words("chưa ứ khoan nỏ éo đéo dell chả chẳng hổng hỏng") - {"cha", "chang", "hong"}
_DECLINING = NEGATIONS | _NOT_YET
_TAKE = words("lấy mua đặt chốt nhận order lên cần giữ nhu ship gửi giao") | {"dat"}
_FILLERS = words("có muốn thể còn phải") | {"con"}
# The negation belongs to a question before it: `còn k lấy 1`.
_BEFORE_TAIL = words("còn có được đc") | {"con"}
# Declined is what comes with the goods, or how they come: `không lấy túi`, `đừng giao trễ`.
_BESIDES = words(
    "bill hóa hoá túi hộp quà vat thẻ thiệp trễ chậm muộn thiếu nhầm lộn sai lâu tiền chủ thứ sáng "
    "trưa chiều tối ngày giờ cuối trước được đc kịp"
)
_GIVE_BACK = words("xóa xoá gỡ ngưng ngừng dừng hoãn hoàn bom bùng del stop") - {"hoan", "dung"}
_NO_NEED, _ENOUGH, _ANY_MORE, _SORT = words("khỏi"), words("thôi"), words("nữa"), words("loại")
_GIVE, _BACK, _TURN, _DOWN = words("trả"), words("lại"), words("từ"), words("chối")
_AWAY = words("giúp giùm dùm ra khỏi")
_OBJECTS = words("đơn giúp giùm dùm hộ cái mã mẫu em c cho") | {"don"}
_TRIGGERS = (
    _CANCEL | _DROP | _DECLINING | _GIVE_BACK | _NO_NEED | _ENOUGH | _SORT | _BACK | _DOWN | {"huy", "bo"}
)


def find_refusal(text: CommentText, roles: Roles) -> IntentReading | None:
    """The first refusal; one that may mean something else counts only where no clear one stands."""
    pieces = text.pieces
    ambiguous: IntentReading | None = None
    for index in indexes_of(text, roles, _TRIGGERS):
        key = pieces[index].key
        if _is_negated(pieces, index):
            continue
        if key in _CANCEL and not is_huy_a_name(text, index):
            return IntentReading(Intent.REFUSAL, index, index)
        if _refuses_beside(text, roles, index):
            return IntentReading(Intent.REFUSAL, index, index)
        if key in _DROP and key_at(pieces, index + 1) not in _PUT_WHERE:
            return IntentReading(Intent.REFUSAL, index, index)
        if declines(text, roles, index):
            return IntentReading(Intent.REFUSAL, index, index + 1)
        ambiguous = ambiguous or _ambiguous_refusal(text, roles, index)
    return ambiguous


def _is_negated(pieces: Sequence[Piece], index: int) -> bool:
    """`đừng hủy`, `không bỏ` is the contrary of a refusal."""
    if pieces[index].key not in _CANCEL and pieces[index].key not in _DROP:
        return False
    before = key_at(pieces, index - 1)
    return before in NEGATIONS and before not in _ENOUGH and before not in _NO_NEED


def declines(text: CommentText, roles: Roles, index: int) -> bool:
    """`không lấy B05 nữa`, `khoan chốt`, `k mua nữa`; not `lấy không` (asks) nor `149k lấy 2`."""
    pieces, piece = text.pieces, text.pieces[index]
    if piece.key not in _DECLINING or piece.key in _ENOUGH:
        return False
    if piece.glued and index and pieces[index - 1].kind is PieceKind.NUMBER:
        return False
    at = index + 1
    while at <= index + 2 and key_at(pieces, at) in _FILLERS:
        at += 1
    if at >= len(pieces) or roles[at] is not None or pieces[at].key not in _TAKE:
        return False
    if key_at(pieces, index - 1) in _BEFORE_TAIL:
        return False
    return not {key_at(pieces, at + 1), key_at(pieces, at + 2)} & _BESIDES


def _refuses_beside(text: CommentText, roles: Roles, index: int) -> bool:
    """Right beside a code: `khỏi B05`, `B05 khỏi nha`, `xóa B05`, `trả lại B05`, `từ chối B05`."""
    pieces, key = text.pieces, text.pieces[index].key
    before = roles[index - 1] if index else None
    behind = roles[index + 1] if index + 1 < len(pieces) else None
    if key in _NO_NEED:
        parted = index > 1 and key_at(pieces, index - 1) in _ENOUGH and roles[index - 2] in CODES
        return before in CODES or behind in CODES or parted
    if before in CODES and key in _GIVE_BACK:
        return key_at(pieces, index + 1) in _AWAY
    return behind in CODES and _removes(pieces, index)


def _removes(pieces: Sequence[Piece], index: int) -> bool:
    key, before = pieces[index].key, key_at(pieces, index - 1)
    return (
        key in _GIVE_BACK
        or (key in _ENOUGH and index == 0)
        or (before in _GIVE and key in _BACK)
        or (before in _TURN and key in _DOWN)
        or (key in NEGATIONS and key != "0" and _follows(pieces, index, _ANY_MORE))
        or (key in _SORT and _follows(pieces, index, _AWAY))
    )


def _follows(pieces: Sequence[Piece], index: int, keys: frozenset[str]) -> bool:
    return any(piece.key in keys for piece in pieces[index + 1 : index + 6])


def is_huy_a_name(text: CommentText, index: int) -> bool:
    """`Huy lấy B05`: before an order verb, behind `tên`, or behind a form of address in an accented text."""
    if text.pieces[index].key != "huy" or key_at(text.pieces, index + 1) in _OBJECTS:
        return False
    behind, before = key_at(text.pieces, index + 1), key_at(text.pieces, index - 1)
    if behind in ORDER_VERBS or behind == "dat" or before == "ten":
        return True
    return text.has_accents and before in ADDRESSED


def _ambiguous_refusal(text: CommentText, roles: Roles, index: int) -> IntentReading | None:
    """`huy`, `bo` in a text without any accent may be a name, a set, or a refusal (product.md §2.7)."""
    pieces, piece = text.pieces, text.pieces[index]
    if text.has_accents or piece.flat not in ("huy", "bo") or is_huy_a_name(text, index):
        return None
    if piece.flat == "bo" and (key_at(pieces, index + 1) in _PUT_WHERE or _is_counted(pieces, index)):
        return None
    behind = roles[index + 1] if index + 1 < len(pieces) else None
    direct = behind in CODES or key_at(pieces, index + 1) in _OBJECTS
    return IntentReading(Intent.REFUSAL if direct else Intent.AMBIGUOUS_REFUSAL, index, index)


def _is_counted(pieces: Sequence[Piece], index: int) -> bool:
    """`2 bo`: a set."""
    return index > 0 and (pieces[index - 1].kind is PieceKind.NUMBER or pieces[index - 1].key in NUMERALS)
