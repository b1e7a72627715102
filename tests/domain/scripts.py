"""Small scripts and comments read by them, for the tests of the selling rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.capture.lines import Doubt
from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.reading import Reader, Reading
from desktop.domain.script import Script, ScriptProduct, parse_script

Json = dict[str, Any]


def product(keyword: str, *options: str, **fields: Any) -> ScriptProduct:
    """A SKU named after keyword and options: `A01`, or `A01-Đen-M`."""
    sku = "-".join([keyword, *options])
    return ScriptProduct(sku=sku, price=100_000, keywords=(keyword,), options=options, **fields)


COATS = (
    product("A01", "Kem", "M"),
    product("A01", "Đen", "M"),
    product("A01", "Đen", "L"),
)
PLAIN = (product("B05"), product("D02"), product("khăn choàng"), product("khăn choàng lụa"))


def reader(*products: ScriptProduct, **rules: Any) -> Reader:
    """A reader for these products; for one keyword of every sort where none are told."""
    return Reader(Script(products=products or (*PLAIN, *COATS), **rules))


def read(message: str, *products: ScriptProduct, **rules: Any) -> Reading:
    """One comment, read."""
    return reader(*products, **rules).read(message)


def units(reading: Reading) -> dict[str, int]:
    """SKU (or keyword, where the variant is open) → quantity of the sure lines."""
    return {line.sku or line.keyword: line.quantity for line in reading.lines}


def doubts(reading: Reading) -> dict[str, Doubt | None]:
    """Keyword → why it is only a suggestion."""
    return {line.keyword: line.doubt for line in reading.doubtful}


def pieces(reading: Reading, kind: SpanKind) -> list[str]:
    """What was recognised as `kind`, as the buyer typed it."""
    return [reading.message[span.start : span.end] for span in reading.spans if span.kind is kind]


def raw_script(**fields: Any) -> Json:
    """A script as JSON, with one product unless told otherwise."""
    return {"products": [{"sku": "B05", "price": 149_000, "keywords": ["B05"]}], **fields}


def parsed(raw: Mapping[str, Any] | Sequence[Any] | str | None) -> Script:
    return parse_script(raw)
