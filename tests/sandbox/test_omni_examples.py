"""The stand-in's answers have the shape of Haravan's own examples, field by field (omni_carriers.md §1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from .omni_stage import Shop, opened

EXAMPLES = Path(__file__).parents[3] / "shared" / "facts" / "omni_examples"
pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="Haravan's examples are not on this machine")

Shape = dict[str, set[str]]  # path of a field → the JSON types that were seen there
# What the fact sheet says of fields that are null in every example, or of one type only (§1.7–1.9).
DOCUMENTED: Mapping[str, Shape] = {
    "variant": {
        ".inventory_advance": {"object"},
        **{
            f".inventory_advance.qty_{n}": {"integer"}
            for n in ("available", "onhand", "commited", "incoming")
        },
    },
    # The e-mail's null is assumed: most who order by comment have left a phone only.
    "customer": {".gender": {"integer"}, ".birthday": {"string"}, ".email": {"null"}},
}
# One thing in two places of the examples: inside a customer, and by itself.
SAME = {"address": "customer_address", "customer_address": "address"}


def kind(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "decimal", str: "string", dict: "object", list: "array"}
    return "null" if value is None else names[type(value)]


def fields(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every field with its type; what stands in a list goes by the list's name in the singular."""
    yield path, kind(value)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from fields(item, f"{path}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from fields(item, f"{path}[]")


def nouns(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a body by their kind: a variant is the same in a product's list and by itself."""
    for name, value in body.items():
        rows = value if isinstance(value, list) else [value]
        for row in (row for row in rows if isinstance(row, dict)):
            yield NOUNS.get(name, name), row


NOUNS = {
    "products": "product",
    "variants": "variant",
    "images": "image",
    "inventory_locations": "inventory_location",
    "locations": "location",
    "customers": "customer",
    "addresses": "customer_address",
    "metafields": "metafield",
    "customer_groups": "customer_group",
}


def split(noun: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A product apart from its variants and images, a customer apart from its addresses."""
    rest = dict(row)
    for name, inner in (("variants", "variant"), ("images", "product_image"), ("addresses", "address")):
        for part in rest.pop(name, None) or ():
            yield inner, part
    if default := rest.pop("default_address", None):
        yield "address", default
    yield noun, rest


def shapes(bodies: list[Any]) -> dict[str, list[Shape]]:
    """For each noun the shape of every single object."""
    found: dict[str, list[Shape]] = {}
    for body in bodies:
        for noun, row in nouns(body):
            for part, value in split(noun, row):
                shape: Shape = {}
                for path, seen in fields(value):
                    shape.setdefault(path, set()).add(seen)
                found.setdefault(part, []).append(shape)
    return found


def examples(*methods: str) -> list[Any]:
    """The bodies of the answers in the examples; without `fields`, which leaves some out."""
    files: tuple[str, ...] = (
        "products",
        "product-variants",
        "product-images",
        "inventory-locations",
        "location",
        "shop",
    )
    files += ("customer", "customer-address", "metafield")
    entries = [
        entry for name in files for entry in json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    ]
    return [
        entry["json"]
        for entry in entries
        if " 20" in entry["head"]
        and entry["endpoint"].startswith(methods)
        and "fields=" not in entry["endpoint"]
    ]


async def answers(shop: Shop) -> list[Any]:
    """Everything that the examples read, of the stand-in."""
    store = shop.sandbox.world.shop
    paths = ["products", "inventory_locations", "locations", "shop", "customers", "customers/search"]
    paths += ["customers/groups", "metafields"]
    for product in store.products.values():
        paths += [f"products/{product.id}"]
    for product in list(store.products.values())[:4]:
        paths += [f"products/{product.id}/{what}" for what in ("variants", "images", "metafields")]
        paths += [f"products/{product.id}/images/{image.id}" for image in product.images]
        paths += [f"variants/{variant.id}" for variant in product.variants]
    for customer in store.customers.values():
        paths += [f"customers/{customer.id}", f"customers/{customer.id}/addresses"]
        paths += [f"customers/{customer.id}/addresses/{address.id}" for address in customer.addresses]
    paths += [f"locations/{location_id}" for location_id in store.locations]
    paths += [f"metafields/{field.id}" for field in store.metafields.values() if field.owner == "shop"]
    return [(await shop.get(path)).json() for path in paths]


def allowed(noun: str, seen: Mapping[str, list[Shape]]) -> Shape:
    """What each field may be: what any answer of the examples shows, or the documentation says."""
    types: Shape = {}
    for shape in [DOCUMENTED.get(noun, {}), *seen[noun], *seen.get(SAME.get(noun, ""), ())]:
        for path, kinds in shape.items():
            types.setdefault(path, set()).update(kinds)
    return types


async def test_every_field_is_in_the_examples_with_its_type_and_none_is_missing() -> None:
    """The same keys; types as seen, null where the examples have null or the documentation allows it."""
    read, all_seen = shapes(examples("GET")), shapes(examples(""))
    async with opened(filler=60) as shop:
        ours = shapes(await answers(shop))
    assert set(read) <= set(ours)
    wrong = set()
    for noun in read:
        types = allowed(noun, all_seen)
        needed = set.intersection(*(set(shape) for shape in read[noun]))
        for shape in ours[noun]:
            wrong |= {f"{noun}{path} is missing" for path in needed - set(shape)}
            wrong |= {
                f"{noun}{path} is {kinds}, not {types.get(path)}"
                for path, kinds in shape.items()
                if not kinds <= types.get(path, set())
            }
    assert not wrong, "\n".join(sorted(wrong))


async def test_lists_and_single_answers_have_the_names_of_the_examples() -> None:
    names = {name for body in examples("GET") for name in body}
    async with opened() as shop:
        ours = {name for body in await answers(shop) for name in body}
        assert (await shop.get("products/count")).json().keys() == {"count"}
    assert names - {"count"} == ours
