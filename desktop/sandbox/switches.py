"""The switches of the stand-in servers: what they do only sometimes, or to some.

graph_api.md §7, omni_carriers.md §1.18.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop.sandbox.omni.pictures import AS_THEY_ARE, STATES


@dataclass(frozen=True, slots=True)
class Switches:
    """How the servers behave at the moment.

    ranked_order: ranked order wins over the one asked for. from_missing_share: part (0 to 1) of the
    comments without `from`. appsecret: calls must carry an appsecret_proof. user_token: the page token
    counts as a user's, so that viewers' `from` is missing. live_feature: the app has the Live Video API
    feature; without it comments answer 403. low_quality_length: texts up to that length are hidden by the
    default live_filter. budget: calls per hour before the throttle; regain_minutes: how long that lasts.
    omni_page_cap: the most rows on a page of Omni, whatever the limit. omni_shifting_rows: what the order
    asked for leaves open is decided anew at every page. omni_inventory_advance: variants carry that object
    at all. omni_pictures: as_they_are, missing (404), huge, or not_an_image.
    """

    ranked_order: bool = False
    from_missing_share: float = 0.0
    appsecret: bool = False
    user_token: bool = False
    live_feature: bool = True
    low_quality_length: int = 3
    budget: int = 20_000
    regain_minutes: float = 5.0
    omni_page_cap: int = 50
    omni_shifting_rows: bool = False
    omni_inventory_advance: bool = True
    omni_pictures: str = AS_THEY_ARE


def switched(switches: Switches, changes: Mapping[str, Any]) -> Switches:
    """The switches with some of them put over. Raises ValueError for an unknown name or a wrong value."""
    kinds = {field.name: type(field.default) for field in fields(Switches)}
    checked: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in kinds:
            raise ValueError(f"unknown switch {name}; there are {', '.join(kinds)}")
        kind = kinds[name]
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise ValueError(f"switch {name} must be a {kind.__name__}")
        checked[name] = value
    result = replace(switches, **checked)
    if not 0 <= result.from_missing_share <= 1 or result.budget < 1 or result.regain_minutes < 0:
        raise ValueError("from_missing_share is 0 to 1, budget at least 1, regain_minutes at least 0")
    if result.omni_page_cap < 1 or result.omni_pictures not in STATES:
        raise ValueError(f"omni_page_cap is at least 1, omni_pictures one of {', '.join(STATES)}")
    return result
