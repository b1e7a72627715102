"""`quaylive orders` as a process, on what `quaylive listen` has stored (contracts.md §2)."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from .running import (
    SCRIPT,
    Json,
    Shop,
    chatter,
    comment,
    environment,
    one_sentence,
    sandbox,
    scenario,
)

KEYS = (
    "order", "status", "campaign", "running_number", "buyer", "phone", "address", "note", "lines", "total",
    "comment_ids", "created_at", "updated_at",
)  # fmt: skip
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
EVIL = '=HYPERLINK("http://x","Lan")'
SAID = [
    comment(1, 0, "A01 M 0912345678", 1),
    comment(2, 0, "D02 x3 0987654321", 2),
    comment(3, 0, "B05 x2", 3),
    comment(4, 0, "A01 L x2 0901234567") | {"from": {"id": "u4", "name": EVIL}},
    comment(5, 1, "D02", 2),
    comment(6, 2, "D02 0912345678", 1),
    comment(7, 2, "B05 0911111111") | {"from": {"id": "u7", "name": "Bé Na,\n@cô"}},
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop after its live, with nobody listening any more."""
    folder = tmp_path_factory.mktemp("orders")
    with sandbox(folder, scenario(SAID)) as servers:
        shop = Shop(folder, servers)
        with shop.listening() as listener:
            shop.wait_for([row["id"] for row in SAID])
            assert listener.interrupt() == 130
        yield shop


def run(shop: Shop, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop", "orders", *words]
    return subprocess.run(
        command, env=shop.env(), cwd=shop.folder, capture_output=True, check=False, timeout=60
    )


def listed(shop: Shop, *words: str) -> list[Json]:
    done = run(shop, *words)
    assert done.returncode == 0 and done.stderr == b"", done.stderr.decode()
    return list(json.loads(done.stdout))


def test_json_has_the_form_of_the_contract(shop: Shop) -> None:
    """contracts.md §2: buyer.id is the commenter's, times ISO 8601 UTC, money integer đồng."""
    orders = listed(shop)
    assert orders and all(tuple(order) == KEYS for order in orders)
    assert [order["order"] for order in orders] == [f"QL-{n:06}" for n in range(1, len(orders) + 1)]
    first, second = orders[0], orders[1]
    assert first["buyer"] == {"id": "u1", "name": "Khách 1"} and first["phone"] == "0912345678"
    assert first["comment_ids"] == ["8800_0001", "8800_0006"] and first["running_number"] == 1
    keys = {"sku", "product", "variant", "quantity", "price"}
    assert all(set(line) == keys for order in orders for line in order["lines"])
    assert [(line["sku"], line["quantity"]) for line in first["lines"]] == [("AOLEN-M", 1), ("TUI", 1)]
    assert first["total"] == 299_000 + 99_000 and second["total"] == 3 * 99_000
    for order in orders:
        assert order["status"] == "DRAFT" and order["campaign"] == SCRIPT["name"]
        assert ISO.fullmatch(order["created_at"]) and ISO.fullmatch(order["updated_at"])


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(shop: Shop) -> None:
    """A mark for Excel, CRLF, a row for every line; a buyer's name is never a formula."""
    written = run(shop, "--format", "csv").stdout
    assert written.startswith(b"\xef\xbb\xbf") and b"\r\r\n" not in written
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    orders = listed(shop)
    assert len(rows) == sum(len(order["lines"]) for order in orders)
    names = {row["Mã đơn"]: row["Khách"] for row in rows}
    assert "'" + EVIL in names.values() and "Bé Na,\n@cô" in names.values()
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)
    assert rows[0]["SĐT"] == "0912345678", "a leading zero stays"
    assert sum(int(row["Thành tiền"]) for row in rows) == sum(order["total"] for order in orders)


def test_xlsx_has_texts_as_texts_and_money_as_numbers(shop: Shop, tmp_path: Path) -> None:
    target = tmp_path / "đơn hàng.xlsx"
    done = run(shop, "--format", "xlsx", "--output", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert "'" + EVIL in {row[head.index("Khách")] for row in rows}
    assert rows[0][head.index("SĐT")] == "0912345678" and rows[0][head.index("Giá")] == 299_000
    assert sum(row[head.index("Thành tiền")] for row in rows) == sum(o["total"] for o in listed(shop))


def test_status_and_campaign_choose(shop: Shop) -> None:
    everything = listed(shop)
    assert listed(shop, "--status", "draft", "--campaign", "1") == everything
    assert listed(shop, "--status", "CLOSED") == [] == listed(shop, "--campaign", "2")
    assert listed(shop, "--campaign", str(2**63 - 1)) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--status", "LATER"),
        ("--campaign", "mấy"),
        ("--campaign", str(2**63)),
        ("--format", "pdf"),
        ("--format", "xlsx"),
        ("--output", "/no/such/folder/x.json"),
        ("--output", "/"),
        ("--what",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence_and_2(shop: Shop, words: tuple[str, ...]) -> None:
    done = run(shop, *words)
    assert done.returncode == 2 and done.stdout == b""
    one_sentence(done.stderr.decode())


def test_a_file_is_written_whole(shop: Shop, tmp_path: Path) -> None:
    target = tmp_path / "orders.json"
    assert run(shop, "--output", str(target)).stdout == b""
    assert json.loads(target.read_text("utf-8")) == listed(shop)


def test_a_database_without_orders_is_an_empty_list(shop: Shop, tmp_path: Path) -> None:
    with sandbox(tmp_path, scenario(chatter(3, 1)[:0])) as servers:
        empty = Shop(tmp_path, servers)
        with empty.listening("--for", "1") as listener:
            assert listener.wait() == 0
        assert listed(empty) == []
        assert run(empty, "--format", "csv").stdout.count(b"\r\n") == 1


def test_no_database_yet_is_said_and_none_is_made(tmp_path: Path) -> None:
    """A look must not make a shop's database by accident, nor a key."""
    env = environment(tmp_path)
    command = [sys.executable, "-m", "desktop", "orders"]
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2 and "--database" in one_sentence(done.stderr.decode())
    assert not list(tmp_path.rglob("*.db")) and not list(tmp_path.rglob("*.key"))


def test_a_reader_that_goes_away_is_no_trouble(shop: Shop) -> None:
    """`quaylive orders | head -1`"""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "desktop", "orders"]
    done = subprocess.run(
        command, env=shop.env(), stdout=write, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_order_says_what_was_sold_for_how_much(shop: Shop) -> None:
    """The price of the line is the script's at the time of the order."""
    prices = {product["sku"]: product["price"] for product in SCRIPT["products"]}
    for order in listed(shop):
        assert all(line["price"] == prices[line["sku"]] for line in order["lines"])
        assert order["total"] == sum(line["quantity"] * line["price"] for line in order["lines"])
