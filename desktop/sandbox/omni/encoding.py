"""JSON as Omni prints it: a Decimal becomes a number with four decimals, `600000.0000` (§1.1).

The json module prints no Decimal, and a float would lose the zeros. Must not know what is printed.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

_leaf = json.JSONEncoder(ensure_ascii=False).encode


def encode(value: Any) -> bytes:
    """The value as UTF-8 JSON; letters outside ASCII stand for themselves."""
    return _printed(value).encode()


def _printed(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    if isinstance(value, dict):
        return f"{{{','.join([f'{_leaf(key)}:{_printed(item)}' for key, item in value.items()])}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_printed, value))}]"
    return _leaf(value)
