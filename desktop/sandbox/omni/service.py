"""What Omni answers to a call: rights, budget, routing and reading. Must not touch the wire."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from desktop.sandbox.omni import bodies, listing
from desktop.sandbox.omni.errors import OmniError
from desktop.sandbox.omni.listing import Terms
from desktop.sandbox.omni.records import Address, Customer, Image, Metafield, Product, Variant
from desktop.sandbox.rehearsal.typing_habits import without_accents
from desktop.sandbox.world import World

Body = dict[str, Any]
T = TypeVar("T")
MOST_IDS = 50  # of locations or variants in one question for stock (omni_carriers.md §1.8)
BALANCES_LIMIT, ADDRESSES_LIMIT = 250, 250
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """A request as Omni understands it; `path` is without base and `.json`, `origin` that of this server."""

    method: str
    path: str
    query: Mapping[str, str]
    origin: str
    token: str
    content_type: str
    has_cookies: bool


@dataclass(frozen=True, slots=True)
class _Route:
    """A path, the noun of its faults, the scope's noun, and what reads it. Scopes: §1.3."""

    path: re.Pattern[str]
    noun: str
    scope: str
    read: Callable[[_Reading, tuple[int, ...]], Body]


class OmniService:
    """Answers calls out of the world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def target(self, call: Call) -> str:
        """Which kind of call it is, in the words of the faults."""
        if call.path.startswith("pictures/"):
            return "omni.pictures"
        route = _route(call.path)
        return f"omni.{route[0].noun}" if route else "omni.unknown"

    def answer(self, call: Call) -> Body:
        """The body of a call that succeeds. Raises OmniError."""
        world = self._world
        world.private_app.check(call.token)
        world.bucket.count(world.clock.wall())
        if call.has_cookies and call.method == "POST":
            raise OmniError(200, "Cookies are not accepted")  # status 200 with an error body (§1.1)
        if call.content_type != JSON_TYPE and (call.content_type or call.method != "GET"):
            raise OmniError(400, "Content-Type must be application/json")
        if (found := _route(call.path)) is None:
            raise OmniError(404)
        route, ids = found
        self._require(call, route)
        world.shop_events.before(f"omni.{route.noun}")
        return route.read(_Reading(world, call), ids)

    def _require(self, call: Call, route: _Route) -> None:
        reading = call.method == "GET"
        # There is no scope for writing the shop: nobody may.
        self._world.private_app.require(f"com.{'read' if reading else 'write'}_{route.scope}")
        if not reading:
            raise OmniError(501, "This stand-in only reads")


class _Reading:
    """One reading call."""

    def __init__(self, world: World, call: Call) -> None:
        self._world, self._store, self._call = world, world.shop, call

    def _terms(self, **special: Any) -> Terms:
        switches = self._world.switches
        unrest = self._world.unrest if switches.omni_shifting_rows else None
        return Terms(**{"cap": switches.omni_page_cap, "shuffle": unrest} | special)

    def _list(self, noun: str, rows: Iterable[Any], body: Callable[[Any], Body], terms: Terms) -> Body:
        query = self._call.query
        return {noun: [listing.chosen(body(row), query) for row in listing.page(rows, query, terms)]}

    def _count(self, rows: Iterable[Any]) -> Body:
        return {"count": len(listing.filtered(rows, self._call.query))}

    def _one(self, noun: str, body: Body) -> Body:
        return {noun: listing.chosen(body, self._call.query)}

    def products(self, _: tuple[int, ...]) -> Body:
        return self._list("products", self._wanted_products(), self._product_body, self._terms())

    def count_products(self, _: tuple[int, ...]) -> Body:
        return self._count(self._wanted_products())

    def product(self, ids: tuple[int, ...]) -> Body:
        return self._one("product", self._product_body(self._product(ids[0])))

    def _wanted_products(self) -> list[Product]:
        """Those that the filters of §1.7 leave, but for the ones that every list has."""
        query, wanted = self._call.query, list(self._store.products.values())
        for name in ("vendor", "handle", "product_type"):
            if name in query:
                wanted = [product for product in wanted if getattr(product, name) == query[name]]
        for name in ("sku", "barcode"):
            if name in query:
                wanted = [p for p in wanted if any(getattr(v, name) == query[name] for v in p.variants)]
        return [] if "collection_id" in query else wanted  # there are no collections here

    def _product(self, product_id: int) -> Product:
        return _found(self._store.products.get(product_id))

    def _product_body(self, product: Product) -> Body:
        advance = self._world.switches.omni_inventory_advance
        return bodies.product_body(product, self._store.stock_of, self._call.origin, advance=advance)

    def variants(self, ids: tuple[int, ...]) -> Body:
        return self._list("variants", self._product(ids[0]).variants, self._variant_body, self._terms())

    def count_variants(self, ids: tuple[int, ...]) -> Body:
        return self._count(self._product(ids[0]).variants)

    def variant(self, ids: tuple[int, ...]) -> Body:
        return self._one("variant", self._variant_body(_found(self._store.variant(ids[0]))))

    def _variant_body(self, variant: Variant) -> Body:
        advance = self._world.switches.omni_inventory_advance
        return bodies.variant_body(variant, self._store.stock_of(variant.id), advance=advance)

    def images(self, ids: tuple[int, ...]) -> Body:
        return self._list("images", self._product(ids[0]).images, self._image_body, self._terms())

    def count_images(self, ids: tuple[int, ...]) -> Body:
        return self._count(self._product(ids[0]).images)

    def image(self, ids: tuple[int, ...]) -> Body:
        image = next((image for image in self._product(ids[0]).images if image.id == ids[1]), None)
        body = bodies.image_body(_found(image), self._call.origin, zone="")
        return self._one(
            "image", body | {"variant_ids": body["variant_ids"] or None}
        )  # as the example has it

    def _image_body(self, image: Image) -> Body:
        return bodies.image_body(image, self._call.origin)

    def inventory_locations(self, _: tuple[int, ...]) -> Body:
        query, rows = self._call.query, list(self._store.balances.values())
        if "location_ids" in query:
            places = listing.numbers(query, "location_ids", MOST_IDS)
            rows = [row for row in rows if row.location_id in places]
        for name in ("variant_ids", "vatiant_ids"):  # the documentation spells it the second way
            if name in query:
                variants = listing.numbers(query, name, MOST_IDS)
                rows = [row for row in rows if row.variant_id in variants]
        terms = self._terms(default_limit=BALANCES_LIMIT, cap=BALANCES_LIMIT, pages=False)
        return self._list("inventory_locations", rows, bodies.balance_body, terms)

    def locations(self, _: tuple[int, ...]) -> Body:
        rows = self._store.locations.values()
        return self._list("locations", rows, bodies.location_body, self._terms())

    def location(self, ids: tuple[int, ...]) -> Body:
        return self._one("location", bodies.location_body(_found(self._store.locations.get(ids[0]))))

    def shop(self, _: tuple[int, ...]) -> Body:
        return self._one("shop", bodies.shop_body(self._store.identity, self._store.primary))

    def customers(self, _: tuple[int, ...]) -> Body:
        rows = self._store.customers.values()
        return self._list("customers", rows, bodies.customer_body, self._terms())

    def count_customers(self, _: tuple[int, ...]) -> Body:
        return self._count(self._store.customers.values())

    def search_customers(self, _: tuple[int, ...]) -> Body:
        rows = [c for c in self._store.customers.values() if _matches(c, self._call.query.get("query", ""))]
        orders = {**listing.ORDERS, "last_order_date": lambda customer: customer.last_order_at or 0}
        terms = self._terms(orders=orders, default_order="last_order_date desc")
        return self._list("customers", rows, bodies.customer_body, terms)

    def customer_groups(self, _: tuple[int, ...]) -> Body:
        return bodies.groups_body(self._store.identity)

    def customer(self, ids: tuple[int, ...]) -> Body:
        return self._one("customer", bodies.customer_body(self._customer(ids[0])))

    def _customer(self, customer_id: int) -> Customer:
        return _found(self._store.customers.get(customer_id))

    def addresses(self, ids: tuple[int, ...]) -> Body:
        rows = self._customer(ids[0]).addresses
        return self._list("addresses", rows, bodies.lone_address_body, self._terms(cap=ADDRESSES_LIMIT))

    def address(self, ids: tuple[int, ...]) -> Body:
        addresses: tuple[Address, ...] = self._customer(ids[0]).addresses
        address = next((address for address in addresses if address.id == ids[1]), None)
        return self._one("customer_address", bodies.lone_address_body(_found(address)))

    def metafields(self, ids: tuple[int, ...]) -> Body:
        return self._list("metafields", self._fields(ids), bodies.metafield_body, self._terms())

    def count_metafields(self, ids: tuple[int, ...]) -> Body:
        return self._count(self._fields(ids))

    def metafield(self, ids: tuple[int, ...]) -> Body:
        field = next((field for field in self._fields(ids[:-1]) if field.id == ids[-1]), None)
        return self._one("metafield", bodies.metafield_body(_found(field)))

    def _fields(self, ids: tuple[int, ...]) -> list[Metafield]:
        """Those of the object in the path, or of the one that the query names; else the shop's."""
        query, (owner, owner_id) = self._call.query, self._owner(ids)
        wanted = {name: query[name] for name in ("namespace", "key") if name in query}
        return [
            field
            for field in self._store.metafields.values()
            if (field.owner, field.owner_id) == (owner, owner_id)
            and all(getattr(field, name) == value for name, value in wanted.items())
        ]

    def _owner(self, ids: tuple[int, ...]) -> tuple[str, int]:
        """The kind and id of the object whose metafields are asked for. Raises OmniError 404."""
        query = self._call.query
        match self._call.path.partition("/")[0]:
            case "products":
                return "product", self._product(ids[0]).id
            case "customers":
                return "customer", self._customer(ids[0]).id
            case "variants":
                return "variant", _found(self._store.variant(ids[0])).id
        if "metafield[owner_resource]" in query:
            return query["metafield[owner_resource]"], listing.number(query, "metafield[owner_id]", 0)
        return "shop", self._store.identity.id


def _found(thing: T | None) -> T:
    """The thing itself. Raises OmniError 404 where there is none."""
    if thing is None:
        raise OmniError(404)
    return thing


def _matches(customer: Customer, query: str) -> bool:
    """Whether every word asked for is in the name, the phone or the e-mail, accents or none."""
    text = " ".join(filter(None, (customer.name, customer.phone, customer.email)))
    known = f"{text} {without_accents(text)}".lower()
    return all(word in known for word in query.lower().split())


def _routes() -> tuple[_Route, ...]:
    """All paths that can be read: `#` is an id."""
    table = (
        ("products", "products", "products", _Reading.products),
        ("products/count", "products", "products", _Reading.count_products),
        ("products/#", "products", "products", _Reading.product),
        ("products/#/variants", "variants", "products", _Reading.variants),
        ("products/#/variants/count", "variants", "products", _Reading.count_variants),
        ("variants/#", "variants", "products", _Reading.variant),
        ("products/#/images", "images", "products", _Reading.images),
        ("products/#/images/count", "images", "products", _Reading.count_images),
        ("products/#/images/#", "images", "products", _Reading.image),
        ("inventory_locations", "inventory_locations", "inventories", _Reading.inventory_locations),
        ("locations", "locations", "shop", _Reading.locations),
        ("locations/#", "locations", "shop", _Reading.location),
        ("shop", "shop", "shop", _Reading.shop),
        ("customers", "customers", "customers", _Reading.customers),
        ("customers/count", "customers", "customers", _Reading.count_customers),
        ("customers/search", "customers", "customers", _Reading.search_customers),
        ("customers/groups", "customers", "customers", _Reading.customer_groups),
        ("customers/#", "customers", "customers", _Reading.customer),
        ("customers/#/addresses", "customers", "customers", _Reading.addresses),
        ("customers/#/addresses/#", "customers", "customers", _Reading.address),
        ("metafields", "metafields", "shop", _Reading.metafields),
        ("metafields/count", "metafields", "shop", _Reading.count_metafields),
        ("metafields/#", "metafields", "shop", _Reading.metafield),
        *(
            (f"{owners}/#/metafields{rest}", "metafields", scope, read)
            for owners, scope in (
                ("products", "products"),
                ("variants", "products"),
                ("customers", "customers"),
            )
            for rest, read in (
                ("", _Reading.metafields),
                ("/count", _Reading.count_metafields),
                ("/#", _Reading.metafield),
            )
        ),
    )
    return tuple(
        _Route(re.compile(path.replace("#", r"(\d{1,18})")), noun, scope, read)
        for path, noun, scope, read in table
    )


_ROUTES = _routes()


def _route(path: str) -> tuple[_Route, tuple[int, ...]] | None:
    """The route of a path, and the ids in it."""
    for route in _ROUTES:
        if match := route.path.fullmatch(path):
            return route, tuple(map(int, match.groups()))
    return None
