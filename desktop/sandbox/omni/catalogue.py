"""Fills the shop in Omni: the rehearsal's own products, filler products around them, stock, customers.

All of it follows from the scenario, its seed and the moment the shop opens. Must not change anything later;
that is `changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from desktop.sandbox.omni import customers, filler
from desktop.sandbox.omni.goods import Goods, Kind, Stock
from desktop.sandbox.omni.making import make_product
from desktop.sandbox.omni.records import Location, Metafield
from desktop.sandbox.omni.store import Identity, Ids, Store
from desktop.sandbox.omni.times import DAY, Ticks, ragged, ticks
from desktop.sandbox.scenario import Scenario

FIRST_ID = 1_030_000_000
SIZES = frozenset({"xs", "s", "m", "l", "xl", "xxl", "2xl", "3xl", "freesize"})
# fmt: off
_PLACES = (
    ("Kho Hoàn Kiếm", "12 Hàng Bạc", "Hà Nội", "HI", "Quận Hoàn Kiếm", "HI2", "Phường Hàng Bạc", "00064"),
    ("Kho Thủ Đức", "8 Kha Vạn Cân", "Hồ Chí Minh", "HC", "Thủ Đức", "HC484", "Phường Linh Tây", "26821"),
    ("Kho Cần Thơ", "30 Hai Bà Trưng", "Cần Thơ", "CN", "Quận Ninh Kiều", "CN619", "Phường Tân An", "31147"),
)
# fmt: on


def open_shop(scenario: Scenario, now: float) -> Store:
    """The shop at the start of a scenario; `now` in UTC seconds."""
    random, opened = Random(f"{scenario.seed} omni"), ticks(now)
    ids = Ids(random, FIRST_ID)
    locations = [_location(ids, place, opened, is_primary=not n) for n, place in enumerate(_PLACES)]
    identity = Identity(200_000_000_000 + random.randrange(10**6), scenario.page_name, "shop-tap-duot",
                        locations[0].phone, locations[0].created_at)  # fmt: skip
    store = Store(identity, locations, ids)
    for goods in _goods_on_sale(scenario):
        make_product(store, random, goods, _earlier(random, opened))
    for goods in filler.goods(random, scenario.filler_products):
        make_product(store, random, goods, _earlier(random, opened))
    customers.register(store, random, scenario, opened)
    _annotate(store, random, opened)
    return store


def _earlier(random: Random, opened: Ticks) -> Ticks:
    return ragged(opened - random.randint(DAY, 400 * DAY), random)


def _location(ids: Ids, place: tuple[str, ...], opened: Ticks, *, is_primary: bool) -> Location:
    name, street, province, province_code, district, district_code, ward, ward_code = place
    return Location(
        id=ids.next(),
        name=name,
        address=street,
        province=province,
        province_code=province_code,
        district=district,
        district_code=district_code,
        ward=ward,
        ward_code=ward_code,
        zip="700000",
        phone="0903060912",
        is_primary=is_primary,
        created_at=opened - 500 * DAY,
        updated_at=opened - 450 * DAY,
    )


def _goods_on_sale(scenario: Scenario) -> Iterator[Goods]:
    """The script's rows, those of one name together: they are one product with several variants."""
    products: dict[str, list[Mapping[str, Any]]] = {}
    for row in scenario.script.get("products", ()):
        products.setdefault(str(row.get("product") or row["sku"]), []).append(row)
    for name, rows in products.items():
        values = [tuple(map(str, row.get("options", ()))) for row in rows]
        yield Goods(
            title=name,
            product_type=name.split()[0],
            options=_option_names(values),
            kinds=tuple(_kind(row, scenario.pictures) for row in rows),
            tags="live",
        )


def _kind(row: Mapping[str, Any], pictures: Mapping[str, str]) -> Kind:
    """A row of the script. An unknown stock (null) is one that Omni does not keep."""
    stock = row.get("stock")
    return Kind(
        sku=str(row["sku"]),
        values=tuple(map(str, row.get("options", ()))),
        price=Decimal(int(row["price"])),
        tracked=bool(row.get("tracked", True)) and stock is not None,
        stock=_split(int(stock or 0)),
        picture=pictures.get(str(row["sku"])),
        grams=Decimal(300),
    )


def _split(stock: int) -> tuple[Stock, ...]:
    """Two thirds in the first place, the rest in the second; the third has never had any."""
    second = stock // 3
    return (Stock(stock - second), Stock(second))


def _option_names(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    width = max(map(len, values))
    if width == 0:
        return ("Title",)
    if width == 1:
        sizes = all(v[0].lower() in SIZES or v[0].isdecimal() for v in values if v)
        return ("Kích thước",) if sizes else ("Màu sắc",)
    return ("Màu sắc", "Kích thước", "Chất liệu")[:width]


def _annotate(store: Store, random: Random, opened: Ticks) -> None:
    """Some metafields: of the shop, of a few products and customers."""

    def add(owner: str, owner_id: int, key: str, value: str | int, description: str | None = None) -> None:
        at = _earlier(random, opened)
        field = Metafield(store.ids.next(), owner, owner_id, "quaylive", key, value, at, at, description)
        store.metafields[field.id] = field

    add("shop", store.identity.id, "kho_mac_dinh", store.primary.name, "Kho xuất hàng livestream")
    add("shop", store.identity.id, "ke_hang", 25)
    for product_id in list(store.products)[:5]:
        add("product", product_id, "xuat_xu", random.choice(("Việt Nam", "Quảng Châu", "Hàn Quốc")))
    for customer_id in list(store.customers)[1:4]:
        add("customer", customer_id, "kenh", "facebook")
