"""A live of a small shop on a database in memory: comments and staff in a few words, for the tests beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.comments import Author, Comment
from desktop.domain.messages import MessageKind
from desktop.domain.orders import OrderStatus, order_number
from desktop.domain.stock import LineState
from desktop.services import capture, carrying, open_sale, orders, suggestions
from desktop.services.captured import Captured
from desktop.services.open_sale import OpenSaleSet, StockTold
from desktop.services.orders import Changed, ListedOrder
from desktop.services.selling import Selling, load, start_campaign
from desktop.storage import comments, lines, outbox, stock
from desktop.storage import orders as stored_orders
from desktop.storage.comments import StoredComment
from desktop.storage.database import Database
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.stock import OpenSale
from desktop.storage.transaction import Transaction

BEGIN = 1_795_266_000_000
SECOND = 1_000
MINUTE = 60_000
PHONE = "0912345678"
OTHER_PHONE = "0987654321"
PAGE = "1001"
MESSAGES = {kind: [f"{kind} {{name}}"] for kind in MessageKind}


def product(sku: str, *options: str, **fields: Any) -> dict[str, Any]:
    keyword = sku.split("-")[0]
    return {"sku": sku, "price": 100_000, "keywords": [keyword], "options": list(options), **fields}


@dataclass(slots=True)
class LiveShop:
    """One campaign. `now` is the clock (UTC ms); tests move it."""

    database: Database
    selling: Selling
    now: int = BEGIN
    sent: int = field(default=0)

    def run(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.database.write_sync(fn, *args, **kwargs)

    def comment(
        self, message: str, who: str | None = "u1", comment_id: str | None = None, at: int | None = None
    ) -> Captured:
        """A comment arrives now."""
        self.sent += 1
        author = None if who is None else Author(who, f"Khách {who}")
        arrived = Comment(comment_id or f"c{self.sent}", message, at or self.now, author, raw="{}")
        reading = self.selling.reader.read(message)
        result: Captured = self.run(capture.capture, self.selling, arrived, reading, self.now)
        return result

    def wait(self, milliseconds: int) -> tuple[list[Any], list[Any]]:
        """Time passes, and the campaign's clock with it."""
        self.now += milliseconds
        moved: tuple[list[Any], list[Any]] = self.run(carrying.tick, self.selling, self.now)
        return moved

    def accept(self, comment_id: str, staff: str | None = "Mai") -> Captured:
        result: Captured = self.run(suggestions.accept, self.selling, comment_id, self.now, staff)
        return result

    def cancel(self, comment_id: str) -> Changed:
        result: Changed = self.run(orders.cancel, self.selling, comment_id, self.now)
        return result

    def close(self, comment_id: str) -> Changed:
        result: Changed = self.run(orders.close, self.selling, comment_id, self.now)
        return result

    def set_open_sale(self, sku: str, quantity: int | None) -> OpenSaleSet:
        result: OpenSaleSet = self.run(open_sale.set_open_sale, self.selling, sku, quantity, self.now)
        return result

    def tell_stock(self, **figures: int | None) -> StockTold:
        result: StockTold = self.run(open_sale.tell_stock, self.selling, figures, self.now)
        return result

    def pause(self) -> None:
        self.run(suggestions.pause, self.selling)

    def resume(self) -> list[str]:
        return list(self.run(suggestions.resume, self.selling))

    def confirm(self, code: str) -> None:
        """The buyer agreed (the bot comes with its own issue)."""
        number = order_number(code)
        self.run(stored_orders.update, number, self.now, status=OrderStatus.CONFIRMED)

    def counters(self, sku: str) -> OpenSale:
        figures: OpenSale = self.run(stock.open_sale, self.selling.campaign, sku)
        return figures

    def stock(self, sku: str) -> stock.StockFigure:
        figure: stock.StockFigure = self.run(stock.stock_figure, sku)
        return figure

    def recount(self) -> list[Any]:
        return list(self.run(stock.recount, self.selling.campaign))

    def stored(self, comment_id: str) -> StoredComment:
        known: StoredComment = self.run(comments.get, comment_id)
        return known

    def lines(self, comment_id: str) -> list[Line]:
        return list(self.run(lines.of_comments, [comment_id], list(LineState)))

    def waitlist(self, sku: str) -> list[str]:
        """The comments that wait for a SKU, first come first."""
        return [line.comment for line in self.run(lines.waitlist, self.selling.campaign, sku)]

    def outbox(self) -> dict[str, list[str]]:
        """Comment → the parts of the message that waits for it."""
        pending = self.run(outbox.pending_replies, self.selling.campaign)
        return {message.comment: message.payload["parts"] for message in pending}

    def orders(self) -> list[ListedOrder]:
        return list(self.run(orders.listed))

    def cart(self, code: str | None) -> OrderRecord:
        assert code is not None
        record: OrderRecord = self.run(stored_orders.get, order_number(code))
        return record


def opened(database: Database, *products: dict[str, Any], **rules: Any) -> LiveShop:
    """A live with these products (B05 without a limit where none are told) and every message worded."""
    script = {"page_id": PAGE, "messages": MESSAGES, "products": list(products) or [product("B05")], **rules}
    campaign = database.write_sync(_begun, script)
    return LiveShop(database, database.read_sync(load, campaign))


def _begun(tx: Transaction, script: dict[str, Any]) -> int:
    return start_campaign(tx, script, live_video_id=None, now=BEGIN)


OpenShop = Callable[..., LiveShop]
