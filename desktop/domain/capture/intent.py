"""What a comment wants (product.md §2.7): an order, a refusal, a question, or something less plain.

Looks only at the words that are not phone, keyword, option or number. Must not know stock or carts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.capture.intent_reading import Intent, IntentReading, Roles, indexes_of, key_at
from desktop.domain.capture.outcome import CODES, SpanKind
from desktop.domain.capture.plainness import first_doubt
from desktop.domain.capture.questions import find_question
from desktop.domain.capture.refusals import declines, find_refusal
from desktop.domain.capture.text import CommentText, Piece
from desktop.domain.capture.vocabulary import NEGATIONS, STILL, words

_IF = words("nếu nêu lỡ nhỡ")
_THEN = words("thì")
_PENDING = words("về có khi chừng bao") | STILL | {"con"}
_WHO = words("ai mn người")
_PEOPLE = words("bạn chị mẹ nhà người")
_RELEASE = words("bom bùng nhả hủy huỷ bỏ xả pass nhường boom dư thừa") | {"huy", "bo"}
_EITHER, _IS, _OR, _SWAP = words("hoặc nhầm"), words("phải"), words("hay hoặc"), words("đổi")
# A complaint, an exchange, a mistake: no order even with a phone.
_NO_ORDER = re.compile(
    r"\b(?:chua nhan duoc|chua nhan dc|chua thay giao|kiem tra (?:don|giup|dum|ho)"
    r"|giao (?:lon|nham|thieu|sai)|bi (?:loi|hu|rach)|loi roi|khoan da|lon ma|nham ma"
    r"|hoan tien|tra hang|hoan hang|doi tra|muon doi|pass lai|thanh ly"
    r"|(?:dat|chot|bam|lay) nham|lo (?:chot|dat|bam)|de cho (?:nguoi|khach) khac|het tien)\b"
)


def read_intent(text: CommentText, roles: Roles, neutral: frozenset[str]) -> IntentReading:
    """The comment's intent, by the first that holds. `neutral`: words that raise no doubt (`plainness`)."""
    reading = _condition(text, roles) or find_refusal(text, roles)
    if reading is not None:
        return reading
    question = find_question(text, roles)
    if question is not None and SpanKind.PHONE not in roles:
        return question
    reading = _other_matter(text, roles) or question
    if reading is not None:
        return reading
    doubt = first_doubt(text, roles, neutral)
    return IntentReading(Intent.PLAIN) if doubt is None else IntentReading(Intent.DOUBTFUL, doubt, doubt)


def _condition(text: CommentText, roles: Roles) -> IntentReading | None:
    """`nếu còn`, `ai bỏ B05 thì để em`: what others do first (product.md §2.7)."""
    pieces = text.pieces
    for index in indexes_of(text, roles, _IF | _THEN | _WHO | {"nao", "nao1"}):
        key = pieces[index].key
        is_condition = key in _IF or (key in _THEN and _waits_for(pieces[max(0, index - 12) : index]))
        is_who = key in _WHO or (pieces[index].flat == "nao" and key_at(pieces, index - 1) in _PEOPLE)
        if is_condition or (is_who and _others_release(text, roles, index)):
            return IntentReading(Intent.CONDITION, index, index)
    return None


def _waits_for(before: Sequence[Piece]) -> bool:
    """`còn thì để em`, `khi nào về thì em lấy`."""
    return any(piece.key in _PENDING for piece in before)


def _others_release(text: CommentText, roles: Roles, index: int) -> bool:
    """`ai bỏ`, `ai không lấy` within a few words."""
    behind = range(index + 1, min(index + 5, len(text.pieces)))
    return any(text.pieces[at].key in _RELEASE or declines(text, roles, at) for at in behind)


def _other_matter(text: CommentText, roles: Roles) -> IntentReading | None:
    """A complaint, an exchange, a choice between codes: no order even with a phone."""
    match = _NO_ORDER.search(text.flat)
    if match is not None:
        index = next(i for i, piece in enumerate(text.pieces) if piece.end > match.start())
        return IntentReading(Intent.AMBIGUOUS_REFUSAL, index, index)
    for index in indexes_of(text, roles, _EITHER | _IS | _OR | _SWAP):
        if _parts_codes(text, roles, index):
            return IntentReading(Intent.AMBIGUOUS_REFUSAL, index, index)
    return None


def _parts_codes(text: CommentText, roles: Roles, index: int) -> bool:
    """`B05 hoặc D02`, `B05 à nhầm D02`, `B05 chứ không phải D02`."""
    key, behind = text.pieces[index].key, roles[index + 1 : index + 2]
    if key in _EITHER:
        beside = (roles[max(0, index - 4) : index], roles[index + 1 : index + 5])
        if all(any(role in CODES for role in part) for part in beside):
            return True
    if key in _OR:
        return roles[max(0, index - 1) : index] == [SpanKind.OPTION] == behind
    if key in _SWAP:
        return bool(behind) and behind[0] in CODES
    is_denied = key in _IS and key_at(text.pieces, index - 1) in NEGATIONS
    return is_denied and bool(behind) and behind[0] in CODES
