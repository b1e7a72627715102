"""A scenario: the file that tells the stand-in servers what happens, and when.

A scenario is one JSON object. It must not hold anything random: the same file gives the same live.

    {"name": …, "seed": 7, "page": {"id", "name"},
     "live": {"id", "video_id", "title", "duration": seconds},
     "script": {… contracts.md §4 …},
     "pictures": {SKU: file name under resources/rehearsal/pictures},
     "filler_products": how many other products the shop has in Omni, invented from the seed (0),
     "comments": [{"at": seconds, "id", "message", "from": {"id", "name"} | null,
                   "late": seconds, "parent": comment id, "low_quality": true,
                   "edited": {"at": seconds, "message"}, "hidden_at": seconds, "deleted_at": seconds}],
     "desk": [{"at": seconds, "open_sale": N | null, "sku": SKU}]}

`at` counts from the start of the live. `late` is how long after `at` (its created_time) Facebook shows
it. `desk` is what the seller does meanwhile; the rehearsal performs it, the servers do not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class ScenarioError(ValueError):
    """A scenario file that cannot be used; its text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class ScenarioComment:
    """A comment that will be written `at` seconds into the live."""

    at: float
    id: str
    message: str
    author_id: str | None = None
    author_name: str | None = None
    late: float = 0.0
    parent: str | None = None
    low_quality: bool = False
    edited_at: float | None = None
    edited_message: str | None = None
    hidden_at: float | None = None
    deleted_at: float | None = None


@dataclass(frozen=True, slots=True)
class DeskAction:
    """What the seller does `at` seconds into the live: sets the open sale of a SKU (None: no limit)."""

    at: float
    sku: str
    open_sale: int | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole live: page, broadcast, script, comments in order of `at`, and the seller's actions."""

    name: str
    seed: int
    page_id: str
    page_name: str
    live_id: str
    video_id: str
    title: str
    duration: float
    script: Mapping[str, Any]
    comments: tuple[ScenarioComment, ...]
    desk: tuple[DeskAction, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    filler_products: int = 0


def load(path: Path) -> Scenario:
    """Read a scenario file. Raises ScenarioError where it is missing or malformed."""
    try:
        return parse(json.loads(path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(
            f"Không đọc được tệp kịch bản tập dượt {path.name}. Kiểm tra lại đường dẫn."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        absent = f", thiếu {error}" if isinstance(error, KeyError) else ""
        raise ScenarioError(
            f"Tệp kịch bản tập dượt {path.name} sai dạng{absent}. Sửa tệp, hoặc bỏ --scenario."
        ) from error


def parse(raw: Mapping[str, Any]) -> Scenario:
    """The scenario of a decoded JSON object. Raises KeyError, TypeError or ValueError where malformed."""
    live, page = raw["live"], raw["page"]
    return Scenario(
        name=str(raw["name"]),
        seed=int(raw.get("seed", 0)),
        page_id=str(page["id"]),
        page_name=str(page["name"]),
        live_id=str(live["id"]),
        video_id=str(live["video_id"]),
        title=str(live["title"]),
        duration=float(live["duration"]),
        script=dict(raw["script"]),
        comments=tuple(sorted(map(_comment, raw["comments"]), key=lambda c: (c.at, c.id))),
        desk=tuple(DeskAction(float(a["at"]), str(a["sku"]), a["open_sale"]) for a in raw.get("desk", [])),
        pictures=dict(raw.get("pictures", {})),
        filler_products=int(raw.get("filler_products", 0)),
    )


def _comment(raw: Mapping[str, Any]) -> ScenarioComment:
    author, edited = raw.get("from") or {}, raw.get("edited") or {}
    return ScenarioComment(
        at=float(raw["at"]),
        id=str(raw["id"]),
        message=str(raw.get("message", "")),
        author_id=author.get("id"),
        author_name=author.get("name"),
        late=float(raw.get("late", 0)),
        parent=raw.get("parent"),
        low_quality=bool(raw.get("low_quality", False)),
        edited_at=edited.get("at"),
        edited_message=edited.get("message"),
        hidden_at=raw.get("hidden_at"),
        deleted_at=raw.get("deleted_at"),
    )


def dump(scenario: Scenario) -> dict[str, Any]:
    """The scenario as the JSON object that `parse` reads."""
    return {
        "name": scenario.name,
        "seed": scenario.seed,
        "page": {"id": scenario.page_id, "name": scenario.page_name},
        "live": {
            "id": scenario.live_id,
            "video_id": scenario.video_id,
            "title": scenario.title,
            "duration": scenario.duration,
        },
        "script": dict(scenario.script),
        "pictures": dict(scenario.pictures),
        "filler_products": scenario.filler_products,
        "comments": [_dump_comment(c) for c in scenario.comments],
        "desk": [{"at": a.at, "sku": a.sku, "open_sale": a.open_sale} for a in scenario.desk],
    }


def _dump_comment(comment: ScenarioComment) -> dict[str, Any]:
    row: dict[str, Any] = {"at": comment.at, "id": comment.id, "message": comment.message, "from": None}
    if comment.author_id is not None:
        row["from"] = {"id": comment.author_id, "name": comment.author_name}
    if comment.edited_at is not None:
        row["edited"] = {"at": comment.edited_at, "message": comment.edited_message}
    optional = {
        "late": comment.late,
        "parent": comment.parent,
        "low_quality": comment.low_quality,
        "hidden_at": comment.hidden_at,
        "deleted_at": comment.deleted_at,
    }
    return row | {key: value for key, value in optional.items() if value}
