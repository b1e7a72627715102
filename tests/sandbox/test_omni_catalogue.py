"""The shop of the rehearsal in Omni, and the filler products around it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from desktop.sandbox import rehearsal
from desktop.sandbox.omni.catalogue import open_shop
from desktop.sandbox.omni.records import Variant
from desktop.sandbox.omni.store import Store
from desktop.sandbox.scenario import dump, parse

from .stage import START

ROOT = Path(__file__).parents[2]
SALE_ONLY = replace(rehearsal.generate(7), filler_products=0)


@pytest.fixture(scope="module")
def large() -> Store:
    """A shop of ten thousand variants."""
    return open_shop(replace(rehearsal.generate(7), filler_products=2_800), START)


def variants(store: Store) -> list[Variant]:
    return [variant for product in store.products.values() for variant in product.variants]


def test_the_rehearsal_s_goods_are_in_omni_with_names_prices_and_stock() -> None:
    scenario = rehearsal.generate(7)
    store = open_shop(scenario, START)
    for row in scenario.script["products"]:
        (variant,) = store.variants_with(row["sku"])
        product = store.products[variant.product_id]
        assert (product.title, variant.price, variant.tracked) == (row["product"], row["price"], True)
        assert variant.options == tuple(row["options"])
        assert sum(balance.available for balance in store.stock_of(variant.id)) == row["stock"]
        (image,) = [image for image in product.images if image.id == variant.image_id]
        assert image.file == scenario.pictures[row["sku"]]


def test_what_has_one_name_is_one_product() -> None:
    store = open_shop(rehearsal.generate(7), START)
    dresses = [product for product in store.products.values() if product.title == "Váy nhung"]
    assert [variant.title for variant in dresses[0].variants] == ["Xanh rêu / S", "Xanh rêu / M"]
    shoes = next(product for product in store.products.values() if product.title == "Giày búp bê")
    assert [option.name for option in shoes.options] == ["Kích thước"]


def test_a_scenario_says_how_many_filler_products_there_are() -> None:
    scenario = replace(rehearsal.generate(7), filler_products=12)
    assert parse(dump(scenario)) == scenario
    assert parse(dump(scenario) | {"filler_products": 0}).filler_products == 0
    plain = open_shop(SALE_ONLY, START)
    assert len(open_shop(scenario, START).products) == len(plain.products) + 12


def test_the_large_shop_has_ten_thousand_variants_of_at_most_a_hundred_each(large: Store) -> None:
    assert len(variants(large)) >= 10_000
    assert 40 < max(len(product.variants) for product in large.products.values()) <= 100
    for product in large.products.values():
        for variant in product.variants:
            assert len(variant.options) == len(product.options) or not variant.options


def test_ids_rise_and_skus_are_unique(large: Store) -> None:
    for rows in (large.products, large.balances, large.customers):
        assert list(rows) == sorted(rows)
    skus = Counter(variant.sku for variant in variants(large) if variant.sku)
    assert max(skus.values()) == 1


def test_the_large_shop_has_what_real_shops_have(large: Store) -> None:
    everything = variants(large)
    assert any(v.sku is None for v in everything) and any(v.barcode for v in everything)
    assert any(not v.tracked for v in everything) and any(v.backorder for v in everything)
    assert any(v.tracked and not v.advance for v in everything) and any(v.units for v in everything)
    assert any(v.price % 1 for v in everything) and any(v.compare_at_price > v.price for v in everything)
    assert any(not product.images for product in large.products.values())
    assert any(image.file == "anh-da-xoa.jpg" for p in large.products.values() for image in p.images)
    assert any(product.published_at is None for product in large.products.values())
    assert any(balance.available < 0 for balance in large.balances.values())
    assert {len(large.stock_of(v.id)) for v in everything if v.tracked} >= {1, 2, 3}


def test_barcodes_are_true_ean_13(large: Store) -> None:
    for variant in variants(large)[:2_000]:
        if code := variant.barcode:
            weighted = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(code))
            assert len(code) == 13 and weighted % 10 == 0


def test_rows_of_a_script_may_leave_out_all_that_has_a_default() -> None:
    """contracts.md §4: sku, price and keywords are enough; unknown stock is stock that Omni does not keep."""
    bare = {"products": [{"sku": "X", "price": 1000, "keywords": ["X1"]}]}
    store = open_shop(replace(SALE_ONLY, script=bare), START)
    (variant,) = variants(store)
    assert (store.products[variant.product_id].title, variant.tracked, variant.title) == (
        "X",
        False,
        "Default Title",
    )


def test_the_command_takes_the_number_of_filler_products() -> None:
    """`quaylive sandbox --products N`; a number that is none is wrong use (contracts.md §2)."""
    command = [sys.executable, "-m", "desktop", "sandbox", "--until-stdin-closes", "--products"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "5"], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        line = json.loads(process.stdout.readline())
        headers = {"Authorization": f"Bearer {line['omni_token']}"}
        answer = httpx.get(f"{line['omni']}/com/products/count.json", headers=headers, trust_env=False)
        process.stdin.close()
    assert answer.json() == {"count": len(open_shop(SALE_ONLY, START).products) + 5}
    assert subprocess.run([*command, "-1"], cwd=ROOT, capture_output=True, check=False).returncode == 2
