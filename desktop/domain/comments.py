"""A comment as it came from Facebook, before anybody has read it. Must not interpret its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment: `id` is the commenter's id, which is not the Messenger id (product.md §1)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `created_at` is UTC milliseconds (Facebook tells whole seconds), None where not told.

    `author` is None where Facebook hides it (graph_api.md §1.8); `raw` is the JSON as received, kept for
    the record and erased with the person it speaks of (product.md §8).
    """

    id: str
    message: str
    created_at: int | None
    author: Author | None
    raw: str = ""
