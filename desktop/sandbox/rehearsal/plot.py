"""The plot of the rehearsal: which story is told when, what is on air, and what the seller does at the desk.

The live goes: a lively opening in which the one scarce bag sells out; the sweater sale; a shout for the hot
product and the burst upon it, sold out within seconds; waiting; a raise, and orders flow again; a quiet
stretch; three more rounds of goods; the last call; good-bye. Times are seconds of the live.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from desktop.sandbox.scenario import DeskAction

from .shop import HOT, PRODUCTS, SCARCE, product

Mood = Mapping[str, float]

SELLING: Mood = {
    "order": 21, "several": 5, "sizes": 4, "bare_order": 2, "forgot_phone": 7, "forgot_variant": 5,
    "repeat": 3, "refusal": 3.2, "near": 4, "no_code": 2, "praise": 2.4, "condition": 2, "tricky": 3,
    "question": 14, "greeting": 3, "chatter": 15, "tag": 4, "short": 4, "sticker": 3, "staff_remark": 2,
}  # fmt: skip
RUSHING: Mood = {
    "rush": 72, "order": 6, "several": 2, "forgot_phone": 4, "near": 4, "repeat": 3, "copycat": 1,
    "anonymous_order": 1, "short": 3, "chatter": 4,
}  # fmt: skip
SOLD_OUT: Mood = {
    "sigh": 20, "rush": 16, "condition": 7, "question": 12, "chatter": 14, "order": 10, "refusal": 2,
    "short": 3, "sticker": 3, "tag": 3, "staff_remark": 2, "no_code": 1, "near": 2,
}  # fmt: skip
EAGER: Mood = {
    "again": 50, "rush": 16, "forgot_phone": 6, "repeat": 3, "near": 3, "question": 6, "chatter": 10,
    "short": 2,
}  # fmt: skip
QUIET: Mood = {
    "chatter": 30, "question": 24, "order": 8, "praise": 6, "tag": 8, "sticker": 6, "refusal": 5,
    "short": 4, "greeting": 6, "several": 2,
}  # fmt: skip
# What happens a few times in every live, whatever the mood; so often at the least.
RARE: Mapping[str, int] = {
    "edited": 5, "deleted": 5, "hidden_phone": 5, "copycat": 4, "anonymous_order": 4, "anonymous": 5,
    "too_many": 3, "spam": 4, "no_code": 2, "tricky": 2, "with_price": 3,
}  # fmt: skip
OPENING: Sequence[tuple[str, str]] = (
    ("order", "A01"), ("order", "A01"), ("order", "B05"), ("order", "C11"),
    ("rush", SCARCE), ("rush", SCARCE), ("rush", SCARCE), ("rush", SCARCE),
    ("several", "B05"), ("forgot_phone", "E07"), ("forgot_variant", "A01"), ("near", "B05"),
    ("question", "A01"), ("question", "D02"), ("greeting", "A01"), ("greeting", "A01"),
    ("chatter", "A01"), ("chatter", "A01"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """One story to be told: when, which, and of which product (by its code)."""

    at: float
    story: str
    code: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The scenes in order of time, the seller's actions, and when the live ends (seconds)."""

    scenes: tuple[Scene, ...]
    desk: tuple[DeskAction, ...]
    duration: float


@dataclass(frozen=True, slots=True)
class Act:
    """A stretch of the live: `count` scenes from `start` to `end`, the share `focus` about what is on air."""

    start: float
    end: float
    count: int
    on_air: tuple[str, ...]
    mood: Mood
    focus: float = 0.72


def draw_plot(rng: Random) -> Plot:
    """The plot: the same turns each time, at moments and with scenes that depend on `rng`."""
    burst = 148.0 + rng.randint(-18, 18)
    raised = burst + rng.randint(118, 150)
    duration = 1440.0 + rng.randint(-60, 60)
    scenes = _opening(rng)
    for act in _acts(rng, burst, raised, duration):
        scenes += _play(rng, act)
    scenes += _rarities(rng, duration)
    scenes += _announcements(rng, burst, raised, duration)
    return Plot(tuple(sorted(scenes, key=lambda s: s.at)), _desk(rng, raised), duration)


def _acts(rng: Random, burst: float, raised: float, duration: float) -> tuple[Act, ...]:
    def about(count: int) -> int:
        return count + rng.randint(-count // 12, count // 12)

    return (
        Act(30, burst, about(56), ("A01", "B05"), SELLING),
        Act(burst + 1, burst + 10, rng.randint(88, 98), (HOT,), RUSHING, focus=0.97),
        Act(burst + 10, burst + 30, about(24), (HOT,), RUSHING, focus=0.9),
        Act(burst + 30, raised, about(52), (HOT, "B05"), SOLD_OUT, focus=0.8),
        Act(raised + 2, raised + 45, about(40), (HOT,), EAGER, focus=0.9),
        Act(raised + 45, 600, about(96), ("B05", "C11", "E07", HOT), SELLING),
        Act(600, 740, about(20), ("C11", "S15"), QUIET),
        Act(740, 990, about(102), ("D02", "D03", "F09"), SELLING),
        Act(990, 1210, about(78), ("G12", "S15", "H08"), SELLING),
        Act(1210, duration - 30, about(56), tuple(p.code for p in PRODUCTS), SELLING),
        Act(duration - 30, duration - 2, about(11), ("S15",), QUIET, focus=0.5),
    )


def _opening(rng: Random) -> list[Scene]:
    """The first half minute, full from the start: a demo shows it before anything else."""
    told = rng.sample(OPENING, len(OPENING))
    times = sorted(rng.uniform(1.2, 29) for _ in told)
    return [Scene(0.4, "opening", "A01")] + [
        Scene(at, story, code) for at, (story, code) in zip(times, told, strict=True)
    ]


def _play(rng: Random, act: Act) -> list[Scene]:
    return [_scene(rng, act, rng.uniform(act.start, act.end)) for _ in range(act.count)]


def _scene(rng: Random, act: Act, at: float) -> Scene:
    story = rng.choices(list(act.mood), list(act.mood.values()))[0]
    # Whoever forgets the variant speaks of goods that have one to choose.
    goods = [p for p in PRODUCTS if p.has_choice or story not in ("forgot_variant", "sizes")]
    spoken = [code for code in act.on_air if product(code) in goods]
    if not spoken or rng.random() > act.focus:
        spoken = [p.code for p in goods if p.code != HOT]
    return Scene(at, story, rng.choice(spoken))


def _rarities(rng: Random, duration: float) -> list[Scene]:
    goods = [p.code for p in PRODUCTS if p.code != HOT]
    return [
        Scene(rng.uniform(40, duration - 130), story, rng.choice(goods))
        for story, least in RARE.items()
        for _ in range(least + rng.randint(0, 3))
    ]


def _announcements(rng: Random, burst: float, raised: float, duration: float) -> list[Scene]:
    shouts = ((31, "A01"), (burst, HOT), (raised + 120, "C11"), (742, "D02"), (870, "F09"), (992, "G12"))
    return [
        *(Scene(at + rng.uniform(0, 0.9), "shout", code) for at, code in (*shouts, (1100, "S15"))),
        Scene(raised + 1, "raised", HOT),
        Scene(duration - 25, "closing", "S15"),
    ]


def _desk(rng: Random, raised: float) -> tuple[DeskAction, ...]:
    """The raise that the plot turns on; two more bags found; a limit for the candles; fewer socks."""
    return (
        DeskAction(round(raised, 1), _sku(HOT), rng.choice((55, 60, 65))),
        DeskAction(620.0 + rng.randint(0, 60), _sku("C11"), rng.choice((80, 100))),
        DeskAction(990.0 + rng.randint(0, 20), _sku(SCARCE), 6),
        DeskAction(1215.0 + rng.randint(0, 20), _sku("E07"), 60),
    )


def _sku(code: str) -> str:
    return product(code).variants[0].sku
