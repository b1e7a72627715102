"""What a comment wants (product.md §2.7): an order, a refusal, a question, or something less plain.

Looks only at the words that are not phone, keyword, option or number. Must not know stock or carts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import (
    ADDRESS_MARKERS,
    ADDRESS_WORDS,
    ADDRESSED,
    AMBIGUOUS,
    COLOURS,
    GIVEN_NAMES,
    NEGATIONS,
    NUMERALS,
    OPTION_WORDS,
    ORDER_VERBS,
    ORDER_WORDS,
    PARTICLES,
    POLITENESS,
    PRAISE,
    QUESTION_TAILS,
    QUESTION_WORDS,
    SIZES,
    SURNAMES,
    UNITS,
    words,
)

Roles = Sequence[SpanKind | None]


class Intent(StrEnum):
    """What the words around the codes say."""

    PLAIN = "plain"
    DOUBTFUL = "doubtful"
    CONDITION = "condition"
    QUESTION = "question"
    REFUSAL = "refusal"
    AMBIGUOUS_REFUSAL = "ambiguous_refusal"


@dataclass(frozen=True, slots=True)
class IntentReading:
    """The intent and the pieces `[first, last]` that show it, where a word does."""

    intent: Intent
    first: int | None = None
    last: int | None = None


_CANCEL = words("hủy huỷ cancel cancle cancell hủi hỷ rút") - {"rut", "hui", "hy"}
_DROP = words("bỏ") - {"bo"}
_PUT_WHERE = words("vào vô giỏ túi bao bịch sỉ thêm lỡ sót dzô zô")
_TAKE = words("lấy mua đặt chốt nhận order lên cần giữ nhu ship gửi giao") | {"dat"}
# What a buyer may decline without declining the goods: `không lấy túi`.
_EXTRAS = words("bill hóa hoá túi hộp quà vat thẻ thiệp")
_GIVE_BACK = words("xóa xoá gỡ ngưng ngừng dừng hoãn hoàn bom bùng del stop") - {"hoan", "dung"}
# What is declined is how it is sent, not that it is: `đừng giao trễ`.
_MANNERS = words("trễ chậm muộn thiếu nhầm lộn sai lâu tiền chủ thứ sáng trưa chiều tối ngày giờ cuối trước")
_WHO = words("ai bạn mn nào người chị bác nhà") & (words("ai mn người") | {"mn"})
_IF = words("nếu nêu lỡ nhỡ")
_RELEASE = words("bom bùng nhả hủy huỷ bỏ xả pass nhường boom dư thừa") | {"huy", "bo"}
_STILL = words("còn") - {"con"}

_NO = "(?:khong|ko|kg|hok|hong|khum|kh|hem|hk)"
_QUESTIONS = (
    "bao nhieu|bao nhiu|bnhieu|bnhiu|nhieu tien|nhiu tien|bao lau|bao gio|khi nao",
    "luc nao|the nao|nhu nao|ntn",
    "lam sao|tai sao|vi sao|sao vay|o dau|may gio|may ngay|may tien|may k|la gi",
    "gi vay|xin gia|hay khong|hay la",
    "gia sao|gia nhiu|gia bn|gia bnh|gia nhieu|gia the nao|size nao|mau nao|loai nao|cai nao|con nao",
    f"(?:con|co|dc|duoc|phai|dung|vua|mac) (?:\\S+ ){{0,4}}?{_NO}\\b(?! (?:lay|mua|dat|chot))",
    "con k\\b|con hang k\\b|(?:duoc|dc) k\\b|chua (?:a|shop|ad|ban|em|chi|vay|nhi)\\b",
    "bn (?:tien|vay|v|z|day|the|a|shop|1|mot|k|c|chi|em|ad)\\b",
)
_QUESTION_PHRASES = re.compile(rf"\b(?:{'|'.join(_QUESTIONS)})")


def read_intent(text: CommentText, roles: Roles, neutral: frozenset[str]) -> IntentReading:
    """The comment's intent. `neutral`: folded words of the products' names, which raise no doubt."""
    pieces = text.pieces
    condition = _condition(text, roles)
    if condition is not None:
        return condition
    refusal = _refusal(text, roles)
    if refusal is not None:
        return refusal
    question = _question(text, roles)
    if question is not None and SpanKind.PHONE not in roles:
        return question
    other = _other_matter(text, roles) or question
    if other is not None:
        return other
    doubt = next(
        (i for i in range(len(pieces)) if roles[i] is None and _doubts(text, roles, i, neutral)), None
    )
    return IntentReading(Intent.PLAIN) if doubt is None else IntentReading(Intent.DOUBTFUL, doubt, doubt)


def mark_addresses(text: CommentText, roles: list[SpanKind | None]) -> None:
    """Give the words behind `ship về`, `đc`, `phường` … the role of an address, while they look like one."""
    inside = False
    for index, piece in enumerate(text.pieces):
        if roles[index] is SpanKind.ADDRESS:
            inside = True
        elif roles[index] is not None or piece.text in ("?", "!", ";"):
            inside = False
        elif piece.key in ADDRESS_MARKERS and _is_place_word(text, roles, index + 1):
            inside, roles[index] = True, SpanKind.ADDRESS
        elif inside and piece.kind is not PieceKind.SIGN:
            inside = _is_place_word(text, roles, index)
            roles[index] = SpanKind.ADDRESS if inside else None


def _is_marker(pieces: Sequence[Piece], index: int) -> bool:
    """A sign, `ship`, `về`, and the second word of `địa chỉ`."""
    piece = pieces[index]
    if piece.kind is PieceKind.SIGN or piece.key in ADDRESS_MARKERS:
        return True
    return piece.flat == "chi" and index > 0 and pieces[index - 1].flat == "dia"


def _is_place_word(text: CommentText, roles: Roles, index: int) -> bool:
    """A number, a capitalised word, or one of those that addresses are made of."""
    at = index
    while at < len(text.pieces) and _is_marker(text.pieces, at):
        at += 1
    if at >= len(text.pieces) or roles[at] not in (None, SpanKind.ADDRESS):
        return False
    piece = text.pieces[at]
    if piece.kind is PieceKind.NUMBER or roles[at] is SpanKind.ADDRESS:
        return True
    return text.is_capitalised(piece) or piece.key in ADDRESS_WORDS or piece.key in GIVEN_NAMES


def _key(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].key if 0 <= index < len(pieces) else ""


def _condition(text: CommentText, roles: Roles) -> IntentReading | None:
    """`nếu còn`, `ai bỏ B05 thì để em`: what others do first (product.md §2.7)."""
    pieces = text.pieces
    for index, piece in enumerate(pieces):
        if roles[index] is not None:
            continue
        if piece.key in _IF or (piece.key in _THEN and _waits_for(pieces[:index])):
            return IntentReading(Intent.CONDITION, index, index)
        if piece.key in _WHO or (
            piece.flat == "nao" and _key(pieces, index - 1) in words("bạn chị mẹ nhà người")
        ):
            behind = pieces[index + 1 : index + 5]
            releases = any(p.key in _RELEASE for p in behind)
            declines = any(
                p.key in NEGATIONS and _key(pieces, index + 2 + n) in _TAKE for n, p in enumerate(behind)
            )
            if releases or declines:
                return IntentReading(Intent.CONDITION, index, index)
    return None


_THEN = words("thì")


def _waits_for(before: Sequence[Piece]) -> bool:
    """`còn thì để em`, `khi nào về thì em lấy`."""
    keys = [piece.key for piece in before]
    return any(key in _STILL or key == "con" or key in words("về có khi chừng bao") for key in keys)


_NO_ORDER = re.compile(
    r"\b(?:chua nhan duoc|chua nhan dc|chua thay giao|kiem tra (?:don|giup|dum|ho)"
    r"|giao (?:lon|nham|thieu|sai)"
    r"|bi (?:loi|hu|rach)|doi tra|muon doi|pass lai|thanh ly"
    r"|(?:dat|chot|bam|lay) nham|lo (?:chot|dat|bam)|de cho (?:nguoi|khach) khac|het tien)\b"
)


def _other_matter(text: CommentText, roles: Roles) -> IntentReading | None:
    """A complaint, an exchange, a choice between codes: no order even with a phone."""
    match = _NO_ORDER.search(text.flat)
    if match is not None:
        index = next(i for i, piece in enumerate(text.pieces) if piece.end > match.start())
        return IntentReading(Intent.AMBIGUOUS_REFUSAL, index, index)
    for index, piece in enumerate(text.pieces):
        if roles[index] is None and _parts_codes(text, roles, index, piece):
            return IntentReading(Intent.AMBIGUOUS_REFUSAL, index, index)
    return None


def _parts_codes(text: CommentText, roles: Roles, index: int, piece: Piece) -> bool:
    """`B05 hoặc D02`, `B05 à nhầm D02`, `B05 chứ không phải D02`."""
    codes = (SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD)
    before, behind = roles[:index], roles[index + 1 :]
    if piece.key in words("hoặc nhầm"):
        return any(role in codes for role in before) and any(role in codes for role in behind)
    return (
        piece.key in words("phải")
        and _key(text.pieces, index - 1) in NEGATIONS
        and (index + 1 < len(roles) and roles[index + 1] in codes)
    )


def _refusal(text: CommentText, roles: Roles) -> IntentReading | None:
    pieces = text.pieces
    ambiguous: IntentReading | None = None
    for index, piece in enumerate(pieces):
        if roles[index] is not None or _negated(pieces, index):
            continue
        behind = _key(pieces, index + 1)
        if piece.key in _CANCEL and not _is_name(text, index):
            return IntentReading(Intent.REFUSAL, index, index)
        if _refuses_named(text, roles, index):
            return IntentReading(Intent.REFUSAL, index, index)
        if piece.key in _DROP and behind not in _PUT_WHERE:
            return IntentReading(Intent.REFUSAL, index, index)
        if _declines(text, roles, index):
            return IntentReading(Intent.REFUSAL, index, index + 1)
        if ambiguous is None:
            ambiguous = _ambiguous_refusal(text, roles, index)
    return ambiguous


def _negated(pieces: Sequence[Piece], index: int) -> bool:
    """`đừng hủy`, `không bỏ` is the contrary of a refusal."""
    return (
        pieces[index].key in (_CANCEL | _DROP)
        and _key(pieces, index - 1) in NEGATIONS
        and (_key(pieces, index - 1) not in words("thôi khỏi"))
    )


def _declines(text: CommentText, roles: Roles, index: int) -> bool:
    """`không lấy B05 nữa`, `thôi khỏi lấy`, `k mua nữa`; not `lấy không` (asks) nor `149k lấy 2`."""
    pieces = text.pieces
    piece = pieces[index]
    if piece.key not in NEGATIONS | _NOT_YET or piece.flat == "thoi":
        return False
    if (
        piece.flat in ("k", "kg", "0")
        and piece.glued
        and index
        and pieces[index - 1].kind is PieceKind.NUMBER
    ):
        return False
    at = index + 1
    while at < len(pieces) and at <= index + 2 and pieces[at].key in _FILLERS:
        at += 1
    if at >= len(pieces) or roles[at] is not None or pieces[at].key not in _TAKE:
        return False
    if _key(pieces, index - 1) in _STILL | words("có được đc") | {"con"}:
        return False  # `còn k lấy 1`: the negation belongs to the question before.
    return not {_key(pieces, at + 1), _key(pieces, at + 2)} & (_EXTRAS | _MANNERS | words("được đc kịp"))


_FILLERS = words("có muốn thể còn phải") | {"con"}
_NOT_YET = words("chưa ứ khoan nỏ éo đéo dell chả chẳng hổng hỏng") - {"cha", "chang", "hong"}


_AWAY = words("giúp giùm dùm ra khỏi")


def _says_any_more(pieces: Sequence[Piece], index: int) -> bool:
    """`ko B05 nữa`."""
    return any(piece.key in words("nữa") for piece in pieces[index + 1 : index + 6])


def _refuses_named(text: CommentText, roles: Roles, index: int) -> bool:
    """Right beside the code: `khỏi B05`, `B05 khỏi nha`, `xóa B05`, `trả lại B05`, `từ chối B05`."""
    pieces = text.pieces
    key = pieces[index].key
    before = roles[index - 1] if index else None
    codes = (SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD)
    behind = roles[index + 1] if index + 1 < len(pieces) else None
    if key in words("khỏi"):
        parted = index > 1 and _key(pieces, index - 1) in words("thôi") and roles[index - 2] in codes
        return before in codes or behind in codes or parted
    if behind not in codes:
        return False
    phrase = (_key(pieces, index - 1), key)
    return (
        key in _GIVE_BACK
        or (key in NEGATIONS and key != "0" and _says_any_more(pieces, index))
        or (key in words("thôi") and index == 0)
        or (key in words("loại") and any(piece.key in _AWAY for piece in pieces[index + 2 : index + 6]))
        or (phrase[0] in words("trả") and key in words("lại"))
        or (phrase[0] in words("từ") and key in words("chối"))
    )


def _is_name(text: CommentText, index: int) -> bool:
    """`Huy lấy B05`: before an order verb, behind `tên`, or behind a form of address in an accented text."""
    if text.pieces[index].key != "huy" or _key(text.pieces, index + 1) in _OBJECTS:
        return False
    behind, before = _key(text.pieces, index + 1), _key(text.pieces, index - 1)
    if behind in ORDER_VERBS or behind == "dat" or before == "ten":
        return True
    return text.has_accents and before in ADDRESSED


def _ambiguous_refusal(text: CommentText, roles: Roles, index: int) -> IntentReading | None:
    """`huy`, `bo` in a text without any accent may be a name, a set, or a refusal (product.md §2.7)."""
    pieces = text.pieces
    piece = pieces[index]
    if text.has_accents or piece.flat not in ("huy", "bo") or _is_name(text, index):
        return None
    if piece.flat == "bo" and (
        _key(pieces, index + 1) in _PUT_WHERE
        or (index and (pieces[index - 1].kind is PieceKind.NUMBER or pieces[index - 1].key in NUMERALS))
    ):
        return None
    behind = roles[index + 1] if index + 1 < len(pieces) else None
    direct = behind in (SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD) or _key(pieces, index + 1) in _OBJECTS
    return IntentReading(Intent.REFUSAL if direct else Intent.AMBIGUOUS_REFUSAL, index, index)


_OBJECTS = words("đơn giúp giùm dùm hộ cái mã mẫu em c cho") | {"don"}


def _question(text: CommentText, roles: Roles) -> IntentReading | None:
    pieces = text.pieces
    for index, piece in enumerate(pieces):
        typed_plainly = text.has_accents and not piece.has_accent and piece.flat in _ACCENTED_ONLY
        if piece.text == "?" or (roles[index] is None and not typed_plainly and _asks(pieces, index)):
            return IntentReading(Intent.QUESTION, index, index)
    match = _QUESTION_PHRASES.search(text.flat)
    if match is not None:
        index = next(i for i, piece in enumerate(pieces) if piece.end > match.start())
        if not _wrong_accents(text, match):
            return IntentReading(Intent.QUESTION, index, index)
    tail = _tail(pieces, roles)
    if tail is not None and pieces[tail].key in QUESTION_TAILS:
        return IntentReading(Intent.QUESTION, tail, tail)
    return _still_there(text, roles)


def _asks(pieces: Sequence[Piece], index: int) -> bool:
    """`bao nhiêu`, `gì`, `váy hay quần`; not `không sao`, `chẳng nghe gì`, `hay quá`."""
    if pieces[index].key == "hay":
        behind = pieces[index + 1] if index + 1 < len(pieces) else None
        return index > 0 and behind is not None and behind.kind is PieceKind.WORD and behind.key not in _GOOD
    before = pieces[index - 1] if index else None
    if pieces[index].key not in QUESTION_WORDS or (before is not None and before.key in words("ước")):
        return False
    if pieces[index].flat == "sao" and before is not None and before.text in _STARS:
        return False  # `5 sao` are stars.
    if pieces[index].flat == "hoi" and _key(pieces, index + 1) in _OTHERS:
        return False  # `để em hỏi chồng rồi lấy`: no question to the shop.
    return not any(piece.key in NEGATIONS for piece in pieces[max(0, index - 3) : index])


_STARS = ("1", "2", "3", "4", "5")
_OTHERS = words("chồng vợ mẹ má ba bố con lại ý")


# In a text with accents these are other words: `may` is no `mấy` there.
_ACCENTED_ONLY = frozenset(["may", "dau", "gi", "hoi", "nhieu"])
_GOOD = words("quá ghê lắm thế vậy thật nha nhé ạ á")


def _wrong_accents(text: CommentText, match: re.Match[str]) -> bool:
    """`con không` typed `con … không` in an accented text is still a question; `bảo nhiều` is not."""
    typed = text.text[match.start() : match.end()]
    return typed != match.group() and any(word in typed.split() for word in ("bảo", "đâu tiên", "bạo"))


def _tail(pieces: Sequence[Piece], roles: Roles) -> int | None:
    """The last word that is more than a particle."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].kind is PieceKind.SIGN or pieces[index].key in PARTICLES:
            continue
        glued = pieces[index].glued and index > 0 and pieces[index - 1].kind is PieceKind.NUMBER
        return None if roles[index] is not None or glued else index
    return None


def _still_there(text: CommentText, roles: Roles) -> IntentReading | None:
    """`B05 còn ạ`: asks whether there are any, unless an order verb says more."""
    pieces = text.pieces
    for index, piece in enumerate(pieces):
        if roles[index] is None and piece.key in _STILL:
            if any(roles[i] is None and p.key in ORDER_VERBS for i, p in enumerate(pieces)):
                return IntentReading(Intent.CONDITION, index, index)
            return IntentReading(Intent.QUESTION, index, index)
    return None


def _doubts(text: CommentText, roles: Roles, index: int, neutral: frozenset[str]) -> bool:
    """Whether a word is neither order word, politeness, unit, name nor part of a product's name."""
    piece = text.pieces[index]
    if piece.kind is not PieceKind.WORD:
        return piece.text in _SAD
    if _is_past(text, index) or _is_unclear_con(text, index):
        return True
    if piece.glued and index and text.pieces[index - 1].kind is PieceKind.NUMBER and len(piece.flat) <= 2:
        return False
    if not piece.has_accent and piece.flat in PRAISE:
        return not _is_endearment(text, index)
    if piece.key in OPTION_WORDS:
        return SpanKind.OPTION not in roles[max(0, index - 3) : index + 3]
    if piece.key in neutral or (not piece.has_accent and piece.flat in neutral):
        return False
    return piece.key not in _PLAIN and _shortened(piece) not in _PLAIN and not _is_person(text, index)


# Signs of somebody who does not order.
_SAD = frozenset("❌👎💔😭😢🙅🚫")


def _is_endearment(text: CommentText, index: int) -> bool:
    """`shop iu`, `chị yêu`."""
    before = _key(text.pieces, index - 1)
    return text.pieces[index].flat in ("iu", "yeu") and (before in ADDRESSED or before in PARTICLES)


_PLAIN = (
    ORDER_WORDS
    | POLITENESS
    | UNITS
    | ADDRESS_WORDS
    | COLOURS
    | SIZES
    | frozenset(["x", "sl"])
    | words("lượng luong")
)


def _is_past(text: CommentText, index: int) -> bool:
    """`đã lấy`, `đặt rồi`, `hôm qua`: what was ordered already (product.md §2.7)."""
    return text.pieces[index].key in _PAST


def _is_unclear_con(text: CommentText, index: int) -> bool:
    """`con B05` without accents: `con` the unit, or `còn` (product.md §2.7)."""
    if text.pieces[index].flat != "con" or text.has_accents:
        return False
    return index == 0 or text.pieces[index - 1].kind is not PieceKind.NUMBER


_PAST = words("đã rồi ròi rùi hôm qua vừa mới bữa trước nãy") - words("trước qua")


def _shortened(piece: Piece) -> str:
    """`nhaaaa` → `nha`: buyers draw out what they mean kindly."""
    return re.sub(r"(.)\1+(\d?)$", r"\1\2", piece.key)


def _is_person(text: CommentText, index: int) -> bool:
    """A name: capitalised, or behind `tên` or a form of address."""
    pieces, piece = text.pieces, text.pieces[index]
    if text.has_accents and piece.flat in AMBIGUOUS and text.is_capitalised(piece):
        return True  # `Huy` in a text with accents is no `hủy` (product.md §2.1).
    if piece.key not in SURNAMES and piece.key not in GIVEN_NAMES and piece.flat not in _FLAT_NAMES:
        return False
    before = _key(pieces, index - 1)
    return (
        text.is_capitalised(piece)
        or before in ADDRESSED
        or before in words("tên")
        or (index > 0 and _is_person(text, index - 1))
    )


_FLAT_NAMES = frozenset(name for name in SURNAMES | GIVEN_NAMES if name.isascii() and name.isalpha())


def flat_words(names: Iterable[str]) -> frozenset[str]:
    """The words of products' names, as typed with accents and without."""
    return frozenset(key for name in names for key in words(name.casefold()))
