"""A campaign's script (product.md §1, contracts.md §4): its form, defaults and checks. Reads no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from desktop.domain.errors import ScriptFault
from desktop.domain.messages import MessageKind, unknown_placeholders


class CampaignKind(StrEnum):
    """What sort of selling occasion a campaign is."""

    LIVESTREAM = "livestream"
    SALES_POST = "sales_post"
    MESSENGER_SHOPPING = "messenger_shopping"


class CaptureMode(StrEnum):
    """Whether order comments become orders by themselves."""

    AUTO = "auto"
    MANUAL = "manual"


class RepeatPolicy(StrEnum):
    """What the same SKU from the same buyer does while the cart is open (product.md §2.9)."""

    IGNORE = "ignore"
    ADD = "add"
    REPLACE = "replace"


class WaitlistMode(StrEnum):
    """Who gets freed units: the next comment, or those who wait (product.md §3)."""

    MANUAL = "manual"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class ScriptProduct:
    """One SKU of a script. `price` in đồng; `open_sale` None is no limit; `stock` None is unknown."""

    sku: str
    price: int
    keywords: tuple[str, ...]
    product: str = ""
    variant: str = ""
    options: tuple[str, ...] = ()
    open_sale: int | None = None
    stock: int | None = None
    tracked: bool = True
    open: bool = True


@dataclass(frozen=True, slots=True)
class ScriptBuyer:
    """A buyer on file: the commenter's id, the phone known, whether blocked."""

    id: str
    phone: str | None = None
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A campaign's products, keywords, quantities, mode and messages. `started_at` is UTC milliseconds."""

    name: str = ""
    kind: CampaignKind = CampaignKind.LIVESTREAM
    mode: CaptureMode = CaptureMode.AUTO
    page_id: str | None = None
    staff_ids: tuple[str, ...] = ()
    started_at: int | None = None
    require_phone: bool = True
    use_known_phone: bool = True
    repeat: RepeatPolicy = RepeatPolicy.IGNORE
    max_per_line: int = 20
    hold_minutes: int = 30
    waitlist: WaitlistMode = WaitlistMode.MANUAL
    respect_stock: bool = False
    auto_reply: bool = True
    confirm: bool = False
    hide_phone: bool = False
    warehouse: str | None = None
    buyers: tuple[ScriptBuyer, ...] = ()
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    products: tuple[ScriptProduct, ...] = ()

    def is_own(self, author_id: str | None) -> bool:
        """Whether this commenter is the page or one of its staff (product.md §2.11)."""
        return author_id is not None and (author_id == self.page_id or author_id in self.staff_ids)


E = TypeVar("E", bound=StrEnum)

# A hold of more than a week is a slip of the finger.
MOST_MINUTES = 7 * 24 * 60

_SCRIPT_FIELDS = frozenset(Script.__dataclass_fields__)
_PRODUCT_FIELDS = frozenset(ScriptProduct.__dataclass_fields__)
_BUYER_FIELDS = frozenset(ScriptBuyer.__dataclass_fields__)


def parse_script(raw: Any) -> Script:
    """The script of a decoded JSON object. Raises ScriptFault, naming what is wrong."""
    fields = _object(raw, "kịch bản", _SCRIPT_FIELDS)
    script = Script(
        name=_text(fields, "name", ""),
        kind=_choice(fields, "kind", CampaignKind.LIVESTREAM),
        mode=_choice(fields, "mode", CaptureMode.AUTO),
        page_id=_optional_text(fields, "page_id"),
        staff_ids=_texts(fields, "staff_ids"),
        started_at=_time(fields, "started_at"),
        require_phone=_flag(fields, "require_phone", True),
        use_known_phone=_flag(fields, "use_known_phone", True),
        repeat=_choice(fields, "repeat", RepeatPolicy.IGNORE),
        max_per_line=_number(fields, "max_per_line", 20, least=1),
        hold_minutes=_number(fields, "hold_minutes", 30, least=0, most=MOST_MINUTES),
        waitlist=_choice(fields, "waitlist", WaitlistMode.MANUAL),
        respect_stock=_flag(fields, "respect_stock", False),
        auto_reply=_flag(fields, "auto_reply", True),
        confirm=_flag(fields, "confirm", False),
        hide_phone=_flag(fields, "hide_phone", False),
        warehouse=_optional_text(fields, "warehouse"),
        buyers=tuple(map(_buyer, _list(fields, "buyers"))),
        messages=_messages(fields.get("messages", {})),
        products=tuple(map(_product, _list(fields, "products"))),
    )
    return _checked(script)


def _checked(script: Script) -> Script:
    if not script.products:
        raise ScriptFault("Kịch bản chưa có sản phẩm nào. Thêm ít nhất một sản phẩm vào products.")
    skus = [product.sku for product in script.products]
    for sku in skus:
        if skus.count(sku) > 1:
            raise ScriptFault(f"SKU {sku} có hai lần trong kịch bản. Bỏ bớt một dòng.")
    return script


def _product(raw: Any) -> ScriptProduct:
    fields = _object(raw, "sản phẩm", _PRODUCT_FIELDS)
    for name in ("sku", "price", "keywords"):
        if name not in fields:
            raise ScriptFault(
                f"Sản phẩm {fields.get('sku', '')} thiếu trường {name} trong kịch bản.".replace("  ", " ")
            )
    sku = _text(fields, "sku", "")
    keywords = tuple(word.strip() for word in _texts(fields, "keywords"))
    if not sku.strip() or not keywords or not all(keywords):
        raise ScriptFault(
            f"Sản phẩm {sku or '(chưa có SKU)'} cần một SKU và ít nhất một từ khoá không trống."
        )
    for word in keywords:
        if not any(character.isalnum() for character in word):
            raise ScriptFault(f"Từ khoá {word} của sản phẩm {sku} không có chữ hay số. Đặt mã khác.")
    return ScriptProduct(
        sku=sku,
        price=_number(fields, "price", 0, least=0),
        keywords=keywords,
        product=_text(fields, "product", ""),
        variant=_text(fields, "variant", ""),
        options=_texts(fields, "options"),
        open_sale=_optional_number(fields, "open_sale", least=0),
        stock=_optional_number(fields, "stock", least=None),
        tracked=_flag(fields, "tracked", True),
        open=_flag(fields, "open", True),
    )


def _buyer(raw: Any) -> ScriptBuyer:
    fields = _object(raw, "khách", _BUYER_FIELDS)
    return ScriptBuyer(
        id=_text(fields, "id", ""),
        phone=_optional_text(fields, "phone"),
        blocked=_flag(fields, "blocked", False),
    )


def _messages(raw: Any) -> dict[str, tuple[str, ...]]:
    fields = _object(raw, "messages", frozenset(MessageKind), what="loại tin")
    messages = {kind: _texts(fields, kind) for kind in fields}
    for kind, wordings in messages.items():
        for wording in wordings:
            if unknown := unknown_placeholders(wording):
                raise ScriptFault(
                    f"Tin {kind} có chỗ điền không biết: {{{unknown[0]}}}. Sửa lại rồi thử lại."
                )
    return {kind: wordings for kind, wordings in messages.items() if wordings}


def _object(raw: Any, name: str, known: frozenset[str], what: str = "trường") -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise ScriptFault(f"Mục {name} trong kịch bản phải là một đối tượng JSON.")
    for key in raw:
        if key not in known:
            raise ScriptFault(f"Kịch bản có {what} không biết: {key}. Xoá đi hoặc sửa lại tên.")
    return raw


def _wrong(name: str, expected: str) -> ScriptFault:
    return ScriptFault(f"Trường {name} trong kịch bản phải là {expected}.")


def _list(fields: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = fields.get(name, [])
    if not isinstance(value, list):
        raise _wrong(name, "một danh sách")
    return value


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _list(fields, name)
    if not all(isinstance(value, str) and _is_storable(value) for value in values):
        raise _wrong(name, "danh sách chữ")
    return tuple(values)


def _text(fields: Mapping[str, Any], name: str, default: str) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str) or not _is_storable(value):
        raise _wrong(name, "chữ")
    return value


def _is_storable(text: str) -> bool:
    """Half a surrogate pair can stand in JSON, but in no file."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _optional_text(fields: Mapping[str, Any], name: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name, "")


def _flag(fields: Mapping[str, Any], name: str, default: bool) -> bool:
    value = fields.get(name, default)
    if not isinstance(value, bool):
        raise _wrong(name, "true hoặc false")
    return value


def _number(
    fields: Mapping[str, Any], name: str, default: int, *, least: int | None, most: int | None = None
) -> int:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**15:
        raise _wrong(name, "số nguyên")
    if least is not None and value < least:
        raise _wrong(name, f"số từ {least} trở lên")
    if most is not None and value > most:
        raise _wrong(name, f"số không quá {most}")
    return value


def _optional_number(fields: Mapping[str, Any], name: str, *, least: int | None) -> int | None:
    return None if fields.get(name) is None else _number(fields, name, 0, least=least)


def _choice(fields: Mapping[str, Any], name: str, default: E) -> E:
    value = fields.get(name, default)
    try:
        return type(default)(value)
    except ValueError:
        raise _wrong(name, f"một trong: {', '.join(type(default))}") from None


def _time(fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    moment = None if value is None else parse_time(value)
    if value is not None and moment is None:
        raise _wrong(name, "giờ ISO 8601, ví dụ 2026-11-21T13:00:00+0000")
    return moment


def parse_time(value: Any) -> int | None:
    """UTC milliseconds of Graph's or ISO 8601's time text; None where it is none (graph_api.md §1.3)."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
