"""What a refresh tells of its changes: the newest in words, and how many are left out (product.md §3)."""

from __future__ import annotations

from desktop.services.catalog_changes import ChangeLog, VariantChange


def test_new_products_are_one_phrase_and_none_of_them_is_left_out() -> None:
    log = ChangeLog()
    log.add([], new_products=40)
    assert (log.newest(5), log.untold(5)) == (("40 sản phẩm mới",), 0)


def test_what_does_not_fit_is_counted() -> None:
    log = ChangeLog()
    log.add([VariantChange(f"A{n}", f"A{n}", stock=(0, n)) for n in range(1, 9)], new_products=3)
    assert log.newest(5)[:2] == ("3 sản phẩm mới", "A8: tồn 0 → 8")
    assert (len(log.newest(5)), log.untold(5), log.untold(20)) == (6, 3, 0)
