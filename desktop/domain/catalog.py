"""The local catalogue's own terms: the chips over the list, and what makes a variant belong under one."""

from __future__ import annotations

from enum import StrEnum

SCARCE_AT_MOST = 5
"""Units that may still be sold of a variant that is *sắp hết*."""


class CatalogFilter(StrEnum):
    """The chips over the product list."""

    ALL = "all"
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    SCARCE = "scarce"
    LOCAL = "local"
