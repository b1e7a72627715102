"""What is wrong or doubtful in a script while it is set up, in words a seller understands. Pure.

Errors keep it from being saved; warnings do not (product.md §2.12, §3, §4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.capture.keyword_index import Risk, risk_of
from desktop.domain.capture.text import fold
from desktop.domain.codes import has_letters, next_code, product_key, safer_code, same_keyword
from desktop.domain.default_wordings import ENOUGH_WORDINGS
from desktop.domain.messages import AUTO_REPLY_KINDS, MessageKind, unknown_placeholders
from desktop.domain.script import MOST_MINUTES, CaptureMode
from desktop.domain.script_draft import DraftLine, ScriptDraft

STALE_STOCK = 5 * 60_000
"""Stock older than this (ms) is shown as old (product.md §3)."""


class Severity(StrEnum):
    """Whether it keeps the script from being saved."""

    ERROR = "error"
    WARN = "warn"


class Place(StrEnum):
    """Where on the screen it belongs."""

    NAME = "name"
    LINES = "lines"
    PRODUCT = "product"
    KEYWORDS = "keywords"
    OPEN_SALE = "open_sale"
    STOCK = "stock"
    RULES = "rules"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `sku` is the line it concerns, `kind` and `number` the wording, from 0.

    `suggestion` is a better keyword, empty where there is none to offer.
    """

    severity: Severity
    place: Place
    text: str
    sku: str = ""
    kind: str = ""
    number: int = 0
    suggestion: str = ""


WORDS_OF_KIND: Mapping[str, str] = {
    MessageKind.CART: "Giỏ hàng",
    MessageKind.ASK_MISSING: "Hỏi thiếu",
    MessageKind.OUT_OF_STOCK: "Hết hàng",
    MessageKind.CONFIRM: "Xác nhận",
}


def check(draft: ScriptDraft, now: int) -> tuple[Finding, ...]:
    """All findings, in the order of the screen; `now` is UTC ms."""
    return (*_of_head(draft), *_of_lines(draft, now), *_of_messages(draft))


def errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that keep the script from being saved."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _of_head(draft: ScriptDraft) -> Iterator[Finding]:
    if not draft.name.strip():
        yield Finding(Severity.ERROR, Place.NAME, "Kịch bản chưa có tên: đặt tên rồi lưu lại.")
    if not draft.lines:
        yield Finding(
            Severity.ERROR, Place.LINES, "Kịch bản chưa có sản phẩm nào: thêm ít nhất một sản phẩm."
        )
    if not 0 <= draft.hold_minutes <= MOST_MINUTES:
        yield Finding(Severity.ERROR, Place.RULES, f"Giữ hàng từ 0 đến {MOST_MINUTES} phút.")


def _of_lines(draft: ScriptDraft, now: int) -> Iterator[Finding]:
    owners = _owners(draft.lines)
    taken = [word for line in draft.lines for word in line.keywords]
    for line in draft.lines:
        yield from _of_keywords(line, owners, taken)
        if line.is_removed:
            yield Finding(Severity.WARN, Place.PRODUCT, "Omni đã xoá sản phẩm này", line.sku)
        if line.elsewhere:
            names = ", ".join(line.elsewhere)
            yield Finding(Severity.WARN, Place.PRODUCT, f"Đang mở bán ở {names}", line.sku)
        if draft.mode is CaptureMode.AUTO and _exceeds_stock(line):
            yield Finding(Severity.WARN, Place.OPEN_SALE, _exceeding(line), line.sku)
        if is_stale(line, now):
            minutes = (now - (line.stock_fetched_at or 0)) // 60_000
            yield Finding(Severity.WARN, Place.STOCK, f"Tồn đọc từ {minutes} phút trước", line.sku)


def is_stale(line: DraftLine, now: int) -> bool:
    """Whether Omni's figure is older than 5 minutes (product.md §3); the shop's own figures do not age."""
    if line.is_local or not line.is_tracked or line.stock_fetched_at is None:
        return False
    return now - line.stock_fetched_at > STALE_STOCK


def _exceeds_stock(line: DraftLine) -> bool:
    known = line.is_tracked and line.stock is not None and line.open_sale is not None
    return known and (line.open_sale or 0) - line.taken > max(0, line.stock or 0)


def _exceeding(line: DraftLine) -> str:
    return "Lớn hơn tồn ở máy" if line.is_local else "Lớn hơn tồn Omni"


def _owners(lines: Sequence[DraftLine]) -> dict[str, list[DraftLine]]:
    """Keyword → the lines that have it, in order."""
    owners: dict[str, list[DraftLine]] = {}
    for line in lines:
        for word in line.keywords:
            owners.setdefault(same_keyword(word), []).append(line)
    return owners


def _earlier_owner(line: DraftLine, owners: Sequence[DraftLine]) -> DraftLine | None:
    """The line before this one whose buyers could not be told from this one's (product.md §2.5).

    Variants of one product share a keyword, for buyers name the variant: the same variant twice they cannot.
    """
    for owner in owners:
        if owner is line:
            return None
        is_same_variant = fold(owner.variant) == fold(line.variant)
        if is_same_variant or product_key(owner) != product_key(line):
            return owner
    return None


def _of_keywords(
    line: DraftLine, owners: Mapping[str, Sequence[DraftLine]], taken: Sequence[str]
) -> Iterator[Finding]:
    if not any(word.strip() for word in line.keywords):
        code = next_code(taken)
        text = f"Chưa có từ khoá. Nên dùng {code}"
        yield Finding(Severity.ERROR, Place.KEYWORDS, text, line.sku, suggestion=code)
    for word in line.keywords:
        owner = _earlier_owner(line, owners[same_keyword(word)])
        if not has_letters(word):
            text = f"{word} không có chữ hay số: đặt mã khác"
            yield Finding(Severity.ERROR, Place.KEYWORDS, text, line.sku)
        elif owner is not None:
            text = f"{word} đã dùng cho {owner.title}"
            yield Finding(Severity.ERROR, Place.KEYWORDS, text, line.sku, suggestion=next_code(taken))
        elif risk := risk_of(same_keyword(word)):
            code = safer_code(word, taken)
            text = f"{_RISKS[risk].format(word=word)}, dễ nhầm. Nên dùng {code}"
            yield Finding(Severity.WARN, Place.KEYWORDS, text, line.sku, suggestion=code)


_RISKS = {
    Risk.NUMBER: "Chỉ là một con số",
    Risk.LETTER: "Chỉ là một chữ cái",
    Risk.WORD: "{word} là từ thường gặp",
}


def _of_messages(draft: ScriptDraft) -> Iterator[Finding]:
    kinds = (AUTO_REPLY_KINDS if draft.auto_reply else ()) + ((MessageKind.CONFIRM,) if draft.confirm else ())
    for kind, wordings in draft.messages.items():
        yield from _of_wordings(kind, wordings)
    for kind in kinds:
        count = sum(bool(text.strip()) for text in draft.messages.get(kind, ()))
        if count < ENOUGH_WORDINGS:
            yield Finding(Severity.WARN, Place.MESSAGES, _too_few(kind, count), kind=kind)


def _too_few(kind: str, count: int) -> str:
    name = WORDS_OF_KIND.get(kind, kind)
    if not count:
        return f"{name}: chưa có cách nói nào nên shop sẽ không nhắn."
    return f"{name}: mới {count} cách nói, từ 3 cách trở lên để Facebook không chặn."


def _of_wordings(kind: str, wordings: Sequence[str]) -> Iterator[Finding]:
    for number, wording in enumerate(wordings):
        if unknown := unknown_placeholders(wording):
            name = unknown[0] if unknown[0] in ("{", "}") else f"{{{unknown[0]}}}"
            where = f"{WORDS_OF_KIND.get(kind, kind)}, cách {number + 1}"
            text = f"{where}: không có chỗ điền {name}. Sửa lại giúp shop."
            yield Finding(Severity.ERROR, Place.MESSAGES, text, kind=kind, number=number)
