"""What a refresh from Omni changed, in words a seller understands (product.md §3): `A01: tồn 0 → 12`.

Pure: neither reads nor stores anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.domain.money import dong

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class VariantChange:
    """What changed of one variant; pairs are (before, after), in units and in đồng.

    `label` is what sellers call it, `old_name` the name before another one. `is_gone`: Omni has it
    no more, or (False) has it again.
    """

    sku: str
    label: str
    stock: Pair | None = None
    price: Pair | None = None
    old_name: str | None = None
    is_gone: bool | None = None

    def then(self, later: VariantChange) -> VariantChange:
        """Both changes of the same variant as one."""
        return VariantChange(
            self.sku,
            later.label,
            _joined(self.stock, later.stock),
            _joined(self.price, later.price),
            later.old_name if self.old_name is None else self.old_name,
            self.is_gone if later.is_gone is None else later.is_gone,
        )

    def words(self) -> str:
        """The change as one phrase; "" where in the end nothing changed."""
        parts = (
            "" if self.old_name is None else f"đổi tên từ “{self.old_name}”",
            _arrow("tồn", self.stock, str),
            _arrow("giá", self.price, _amount),
            _FATE[self.is_gone],
        )
        told = ", ".join(filter(None, parts))
        return f"{self.label}: {told}" if told else ""


_FATE = {None: "", True: "không còn trong Omni", False: "có lại trong Omni"}


def _joined(first: Pair | None, second: Pair | None) -> Pair | None:
    return (first[0], second[1]) if first and second else first or second


def _arrow(what: str, pair: Pair | None, form: Callable[[int], str]) -> str:
    if pair is None or pair[0] == pair[1]:
        return ""
    return f"{what} {form(pair[0])} → {form(pair[1])}"


def _amount(amount: int) -> str:
    return dong(amount).partition("\N{NO-BREAK SPACE}")[0]


class ChangeLog:
    """The changes of one refresh: one phrase a variant however often it changed. `count` is how many."""

    def __init__(self) -> None:
        self.count = 0
        self._changes: dict[str, VariantChange] = {}
        self._new_products = 0
        self._doubled: dict[str, None] = {}

    def add(
        self, changes: Iterable[VariantChange], new_products: int = 0, doubled: Sequence[str] = ()
    ) -> None:
        """Take note of changes; `doubled` are SKUs that several variants have in Omni."""
        for change in changes:
            before = self._changes.pop(change.sku, None)
            after = before.then(change) if before else change
            self.count += bool(after.words()) - bool(before and before.words())
            self._changes[change.sku] = after
        self.count += new_products
        self._new_products += new_products
        self._doubled |= dict.fromkeys(doubled)

    def newest(self, most: int) -> tuple[str, ...]:
        """The newest changes in words, behind what is new and what is wrong."""
        told = filter(None, (change.words() for change in reversed(self._changes.values())))
        return (*self._head(), *islice(told, most))

    def untold(self, most: int) -> int:
        """How many changes `newest` leaves out."""
        return max(0, self.count - self._new_products - most)

    def _head(self) -> Iterator[str]:
        if self._new_products:
            yield f"{self._new_products} sản phẩm mới"
        if self._doubled:
            named = ", ".join(islice(self._doubled, 3))
            more = "…" if len(self._doubled) > 3 else ""
            yield f"{len(self._doubled)} SKU có ở nhiều biến thể trong Omni: {named}{more}"
