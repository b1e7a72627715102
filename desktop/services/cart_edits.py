"""What staff change in a buyer's cart (product.md §5, §3). Plain functions `fn(tx, …)`, safe to run again.

Every unit goes through `storage.stock.move`; every change is stamped in the order's history. A CONFIRMED
cart whose goods, phone or address change goes back to DRAFT (product.md §2.10). Each edit carries what its
editor saw, and is refused where that has changed meanwhile.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.capture.decision import LineResult
from desktop.domain.capture.lines import NO_CHOICE, LineReading
from desktop.domain.capture.phones import find_phones
from desktop.domain.capture.text import normalise
from desktop.domain.orders import OPEN_CART, OrderStatus
from desktop.domain.script import RepeatPolicy
from desktop.domain.stock import RESERVING, WAITING, LineState
from desktop.services import offering, replies, waitlist
from desktop.services.buyer_rows import ConflictError, ShortError, WishedLine
from desktop.services.carrying import tick
from desktop.services.carts import Desk, Placed
from desktop.services.live_rows import DeskError
from desktop.services.selling import BY_HAND, Selling, ServedLine
from desktop.storage import buyers, campaigns, lines, orders, stock
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.transaction import Transaction

# More of one thing in one cart is a slip of the finger.
MOST = 9_999
MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit set off: whose counters moved, and who was served with freed units.

    `did` says what was done, without full stop, for taking it back; `sentence` what there is to know beside.
    """

    skus: tuple[str, ...] = ()
    served: tuple[ServedLine, ...] = ()
    did: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who edits, and when (UTC ms)."""

    now: int
    staff: str | None


def set_quantity(
    tx: Transaction, selling: Selling, line_id: int, seen: int, quantity: int, by: Stamp
) -> Edited:
    """Give a line another quantity, whole or not at all (product.md §3). Raises ShortError, DeskError."""
    served = _begin(tx, selling, by)
    line = _editable(tx, selling, line_id)
    if not 1 <= quantity <= MOST:
        raise DeskError(f"Số lượng từ 1 đến {MOST}. Muốn bỏ món thì bấm nút bỏ.")
    if line.quantity == quantity:
        return Edited(served=served)
    if line.quantity != seen:
        raise ConflictError(f"{name_of(selling, line)} vừa đổi thành {line.quantity}. Xem lại rồi sửa.")
    if not _move(tx, selling, line, line.state, quantity, by.now):
        raise ShortError(short_text(tx, selling, line, quantity - line.quantity, by.now))
    _stamp_line(tx, line, "quantity_changed", by, before=line.quantity, quantity=quantity)
    freed = quantity < line.quantity and line.state in RESERVING
    did = f"Đã đổi {name_of(selling, line)} thành ×{quantity}"
    return _ended(tx, selling, line, served, by, did, freed=freed)


def remove_line(tx: Transaction, selling: Selling, line_id: int, by: Stamp) -> Edited:
    """Take a line out; its units are free at once, and those who wait are served by the rule (§3)."""
    served = _begin(tx, selling, by)
    line = _editable(tx, selling, line_id)
    freed = waitlist.free(tx, line)
    _stamp_line(tx, line, "line_removed", by, quantity=line.quantity)
    did = f"Đã bỏ {name_of(selling, line)} khỏi giỏ"
    return _ended(tx, selling, line, served, by, did, freed=freed is not None)


def add_product(tx: Transaction, selling: Selling, buyer: int, wish: WishedLine, by: Stamp) -> Edited:
    """Put a product into a buyer's cart by hand; the same SKU there already is added up.

    Raises ShortError, and changes nothing, where there is not enough.
    """
    served = _begin(tx, selling, by)
    check_wish(selling, wish)
    same = _in_cart(tx, selling, buyer, wish)
    if same is not None:
        return replace(
            set_quantity(tx, selling, same.id, same.quantity, same.quantity + wish.quantity, by),
            did=_added(wish),
        )
    placed = hand_desk(tx, selling, buyer, by).take(_reading(wish))
    if placed.result is LineResult.SHORT:
        raise ShortError(_short_wish(tx, selling, wish, by.now))
    return Edited(wish.skus, served, _added(wish))


def serve_line(tx: Transaction, selling: Selling, line_id: int, by: Stamp) -> Edited:
    """Give a waiting line its units now (product.md §3: staff offer them). Raises ShortError, OfferError."""
    served = _begin(tx, selling, by)
    line = _editable(tx, selling, line_id)
    if line.state is LineState.WAITLISTED:
        offered = offering.offer(tx, selling, line_id, by.now, by.staff)
        return Edited((offered.sku,), served, offered.sentence)
    if line.state is not LineState.LAPSED:
        raise ConflictError(f"{name_of(selling, line)} không còn chờ nữa. Xem lại giỏ.")
    placed = hand_desk(tx, selling, line.buyer, by).serve(line)
    if placed.result is LineResult.SHORT:
        raise ShortError(short_text(tx, selling, line, line.quantity, by.now))
    return Edited((line.sku or "",), served, f"Đã giữ {name_of(selling, line)} cho khách")


def choose_variant(tx: Transaction, selling: Selling, line_id: int, sku: str, by: Stamp) -> Edited:
    """Say which variant an open line is; what is short then waits, and the sentence says so (§2.5)."""
    served = _begin(tx, selling, by)
    line = _editable(tx, selling, line_id)
    if line.state is not LineState.OPEN or sku not in line.candidates or sku not in selling.products:
        raise ConflictError(f"{line.keyword} đã được chọn phân loại. Xem lại giỏ.")
    placed = hand_desk(tx, selling, line.buyer, by).choose(line, sku)
    cart = orders.open_cart(tx, selling.campaign, line.buyer)
    if cart is not None:
        orders.record(tx, cart.id, "variant_chosen", {"sku": sku, "line": line.id}, by.now, by.staff)
    label = selling.label(placed.line)
    is_short = placed.result is LineResult.SHORT
    sentence = f"{label} hết hàng mở bán, khách đã vào danh sách chờ." if is_short else ""
    return Edited((sku,), served, f"Đã chọn {label}", sentence)


def set_phone(
    tx: Transaction, selling: Selling, buyer: int, seen: str | None, text: str, by: Stamp
) -> Edited:
    """Give a buyer's cart a phone; lines that waited for it are decided now (product.md §2.2, §2.8)."""
    served = _begin(tx, selling, by)
    phone = read_phone(text)
    cart = orders.open_cart(tx, selling.campaign, buyer)
    now = cart.phone if cart and cart.phone else buyers.phone_on_file(tx, buyer)
    if now == phone and (cart is None or cart.phone == phone):
        return Edited(served=served)
    _refuse_conflict("SĐT", seen, now)
    buyers.set_phone(tx, buyer, phone)
    if cart is not None:
        _change_cart(tx, cart, "phone_changed", by, phone=phone)
    placed = hand_desk(tx, selling, buyer, by, given=phone).complete(NO_CHOICE, [])
    skus = tuple(done.line.sku for done in placed if done.line.sku)
    got = {done.line.sku for done in placed if done.line.sku and done.result is LineResult.ORDERED}
    replies.take_back_out_of_stock(tx, selling.campaign, buyer, got)
    return Edited(skus, served, "Đã đổi SĐT", _completed(selling, placed))


def set_name(tx: Transaction, selling: Selling, buyer: int, seen: str | None, text: str, by: Stamp) -> Edited:
    """Name a buyer whose name Facebook hides: an order needs a recipient (product.md §5)."""
    served = _begin(tx, selling, by)
    name, now = " ".join(text.split())[:MOST_LETTERS], buyers.get(tx, buyer).name
    if not name:
        raise DeskError("Gõ tên người nhận.")
    if name != now:
        _refuse_conflict("Tên", seen, now)
        buyers.set_name(tx, buyer, name)
    return Edited(served=served, did=f"Đã ghi tên {name}")


def set_address(
    tx: Transaction, selling: Selling, order: int, seen: str | None, text: str, by: Stamp
) -> Edited:
    """Give a cart its delivery address; empty takes it away."""
    return _set_text(tx, selling, order, "address", seen, text, by)


def set_note(tx: Transaction, selling: Selling, order: int, seen: str | None, text: str, by: Stamp) -> Edited:
    """Give a cart a note for the shop; a confirmed cart stays confirmed."""
    return _set_text(tx, selling, order, "note", seen, text, by)


def confirm(tx: Transaction, selling: Selling, order: int, by: Stamp) -> Edited:
    """DRAFT → CONFIRMED: recipient, phone, address, every variant known, one line or more (product.md §5)."""
    served = _begin(tx, selling, by)
    cart = _open_order(tx, selling, order)
    missing = _missing(tx, cart)
    if missing:
        raise DeskError(f"Chưa xác nhận được: {', '.join(missing)}.")
    if cart.status is not OrderStatus.CONFIRMED:
        orders.update(tx, cart.id, by.now, status=OrderStatus.CONFIRMED)
        orders.record(tx, cart.id, "confirmed", {}, by.now, by.staff)
    return Edited(served=served, did=f"Đã xác nhận {cart.code}")


def unconfirm(tx: Transaction, selling: Selling, order: int, by: Stamp) -> Edited:
    """CONFIRMED → DRAFT, to be agreed anew."""
    served = _begin(tx, selling, by)
    cart = _open_order(tx, selling, order)
    if cart.status is not OrderStatus.DRAFT:
        orders.update(tx, cart.id, by.now, status=OrderStatus.DRAFT)
        orders.record(tx, cart.id, "unconfirmed", {}, by.now, by.staff)
    return Edited(served=served, did=f"Đã đưa {cart.code} về nháp")


def cancel_cart(tx: Transaction, selling: Selling, buyer: int, order: int | None, by: Stamp) -> Edited:
    """Cancel a buyer's open cart, and what they wait for with it; all of it is free at once (§3, §5)."""
    served = _begin(tx, selling, by)
    cart = orders.open_cart(tx, selling.campaign, buyer)
    if order is not None and (cart is None or cart.id != order):
        raise ConflictError("Giỏ này không còn mở. Xem lại giỏ của khách.")
    given_up = lines.of_buyer(tx, selling.campaign, buyer, (*WAITING, LineState.RESERVED))
    freed = [sku for line in given_up if (sku := waitlist.free(tx, line))]
    if cart is not None:
        orders.update(tx, cart.id, by.now, status=OrderStatus.CANCELLED)
        orders.record(tx, cart.id, "cancelled", {}, by.now, by.staff)
    more = waitlist.serve(tx, selling, by.now, freed)
    skus = tuple(line.sku for line in given_up if line.sku)
    return Edited(skus, (*served, *more), f"Đã hủy giỏ {cart.code if cart else ''}".rstrip())


# What others use too


def hand_desk(tx: Transaction, selling: Selling, buyer: int, by: Stamp, given: str | None = None) -> Desk:
    """The desk at which staff serve a buyer. What they add adds up, whatever the script says of repeats.

    `given` is a phone that comes with it.
    """
    rules = replace(selling, script=replace(selling.script, repeat=RepeatPolicy.ADD))
    phone = given or waitlist.known_phone(tx, selling, buyer)
    hand = f"{BY_HAND}{buyer}"
    return Desk(tx, rules, buyer, hand, by.now, phone, by.staff, given_phone=given is not None)


def read_phone(text: str) -> str:
    """A phone typed alone, in normal form (product.md §2.2). Raises DeskError where it is none."""
    flat = normalise(text).flat
    found = find_phones(flat)
    rest = "" if len(found) != 1 else flat[: found[0].start] + flat[found[0].end :]
    if len(found) != 1 or any(letter.isalnum() for letter in rest):
        raise DeskError("SĐT chưa đúng. Gõ số di động 10 chữ số, ví dụ 0912 345 678.")
    return found[0].number


def check_wish(selling: Selling, wish: WishedLine) -> None:
    """Raises DeskError where a line cannot be asked for: not sold here, closed, no sensible quantity."""
    sold = [selling.products[sku] for sku in wish.skus if sku in selling.products]
    if not sold:
        raise DeskError(f"Chiến dịch này không bán {wish.keyword}. Chọn mã khác.")
    if not any(product.open for product in sold):
        raise DeskError(f"{wish.keyword} đang đóng, không bán. Mở bán lại rồi thêm.")
    if not 1 <= wish.quantity <= MOST:
        raise DeskError(f"Số lượng từ 1 đến {MOST}.")


def name_of(selling: Selling, line: Line) -> str:
    """A line as staff speak of it: `A01 Kem M`."""
    product = selling.products.get(line.sku or "")
    variant = product.variant.replace(" / ", " ") if product else ""
    return f"{line.keyword} {variant}".strip()


def room_for(tx: Transaction, selling: Selling, sku: str, wanted: int, now: int) -> int:
    """How many of `wanted` more units fit on the figures of this moment, 0 to `wanted`."""
    since = selling.fresh_since(now)
    amounts = range(1, wanted + 1)
    return bisect_left(
        amounts, True, key=lambda units: not stock.would_fit(tx, selling.campaign, sku, units, since)
    )


def short_text(tx: Transaction, selling: Selling, line: Line, more: int, now: int) -> str:
    """Why a line does not get so many more units."""
    left = room_for(tx, selling, line.sku or "", more, now)
    name = name_of(selling, line)
    return f"{name} chỉ còn {left}, giỏ giữ nguyên." if left else f"{name} đã hết, giỏ giữ nguyên."


# Steps


def _begin(tx: Transaction, selling: Selling, by: Stamp) -> tuple[ServedLine, ...]:
    released, offered = tick(tx, selling, by.now)
    return (*released, *offered)


def _editable(tx: Transaction, selling: Selling, line_id: int) -> Line:
    line = lines.get(tx, line_id)
    if line.campaign != selling.campaign:
        raise DeskError("Món này thuộc chiến dịch khác.")
    if line.state is LineState.REMOVED:
        raise ConflictError("Món này vừa được bỏ khỏi giỏ.")
    if line.order is not None:
        _open_order(tx, selling, line.order)
    return line


def _open_order(tx: Transaction, selling: Selling, order: int) -> OrderRecord:
    record = orders.get(tx, order)
    if record.campaign != selling.campaign:
        raise DeskError(f"Đơn {record.code} thuộc chiến dịch khác.")
    if record.status not in OPEN_CART:
        raise ConflictError(f"Đơn {record.code} không còn mở, chỉ xem được.")
    return record


def _move(tx: Transaction, selling: Selling, line: Line, state: LineState, quantity: int, now: int) -> bool:
    return stock.move(
        tx,
        line=line.id,
        campaign=line.campaign,
        sku=line.sku,
        before=(line.state, line.quantity),
        after=(state, quantity),
        fresh_since=selling.fresh_since(now),
    )


def _stamp_line(tx: Transaction, line: Line, kind: str, by: Stamp, **detail: Any) -> None:
    """Into the order's history, where the line is in one; a confirmed cart goes back to draft."""
    if line.order is not None:
        orders.update(tx, line.order, by.now, status=OrderStatus.DRAFT)
        orders.record(tx, line.order, kind, {"sku": line.sku, "line": line.id} | detail, by.now, by.staff)


def _ended(
    tx: Transaction,
    selling: Selling,
    line: Line,
    served: tuple[ServedLine, ...],
    by: Stamp,
    did: str,
    *,
    freed: bool,
) -> Edited:
    sku = line.sku or ""
    more = waitlist.serve(tx, selling, by.now, [sku]) if freed else []
    return Edited((sku,) if sku else (), (*served, *more), did)


def _added(wish: WishedLine) -> str:
    return f"Đã thêm {wish.keyword} ×{wish.quantity}"


def _in_cart(tx: Transaction, selling: Selling, buyer: int, wish: WishedLine) -> Line | None:
    """The cart's line of the very SKU and price that is wished for."""
    if len(wish.skus) != 1:
        return None
    cart = lines.of_buyer(tx, selling.campaign, buyer, [LineState.RESERVED])
    (sku,) = wish.skus
    return next((line for line in cart if line.sku == sku and line.price == selling.price(sku)), None)


def _reading(wish: WishedLine) -> LineReading:
    return LineReading(wish.keyword, wish.quantity, wish.skus)


def _short_wish(tx: Transaction, selling: Selling, wish: WishedLine, now: int) -> str:
    left = room_for(tx, selling, wish.skus[0], wish.quantity, now)
    return f"{wish.keyword} chỉ còn {left}." if left else f"{wish.keyword} đã hết."


def _completed(selling: Selling, placed: Collection[Placed]) -> str:
    done = [selling.label(one.line) for one in placed if one.result is LineResult.ORDERED]
    return f"Đã đưa vào giỏ: {', '.join(done)}." if done else ""


def _set_text(
    tx: Transaction, selling: Selling, order: int, name: str, seen: str | None, text: str, by: Stamp
) -> Edited:
    served = _begin(tx, selling, by)
    cart = _open_order(tx, selling, order)
    wanted = " ".join(text.split())[:MOST_LETTERS] or None
    now: str | None = getattr(cart, name)
    if wanted != now:
        _refuse_conflict({"address": "Địa chỉ", "note": "Ghi chú"}[name], seen, now)
        _change_cart(tx, cart, f"{name}_changed", by, **{name: wanted})
    return Edited(served=served, did="Đã đổi địa chỉ" if name == "address" else "Đã đổi ghi chú")


def _refuse_conflict(what: str, seen: str | None, now: str | None) -> None:
    if (seen or None) != (now or None):
        told = f"đổi thành “{now}”" if now else "bỏ trống"
        raise ConflictError(f"{what} vừa được {told}. Xem lại, rồi Enter để ghi đè.")


def _change_cart(tx: Transaction, cart: OrderRecord, kind: str, by: Stamp, **values: Any) -> None:
    again = {} if kind == "note_changed" else {"status": OrderStatus.DRAFT}
    orders.update(tx, cart.id, by.now, **values, **again)
    orders.record(tx, cart.id, kind, {}, by.now, by.staff)


def _missing(tx: Transaction, cart: OrderRecord) -> list[str]:
    """What a cart lacks before it can be confirmed (product.md §5), in words."""
    undecided = lines.of_buyer(tx, cart.campaign, cart.buyer, [LineState.OPEN])
    lacks = {
        "giỏ chưa có món nào": not lines.of_order(tx, cart.id, [LineState.RESERVED]),
        "thiếu tên người nhận": not buyers.get(tx, cart.buyer).name.strip(),
        "thiếu SĐT": not cart.phone,
        "thiếu địa chỉ": not cart.address,
        f"{', '.join(line.keyword for line in undecided)} chưa chọn phân loại": bool(undecided),
    }
    return [words for words, lacking in lacks.items() if lacking]


def clock(tx: Transaction, selling: Selling, now: int) -> int:
    """The campaign's clock never goes back, whatever the PC's says."""
    return max(now, campaigns.get(tx, selling.campaign).clock)
