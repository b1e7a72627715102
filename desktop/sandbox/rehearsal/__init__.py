"""The rehearsal live: a whole Vietnamese livestream, made from a seed.

`generate` puts the parts together: people and their typing (`people`, `typing_habits`), what is sold
(`shop`), what is said (`phrases`, `wishes`), what happens (`stories`, `plot`). Everything is drawn from
one `random.Random(seed)`: the same seed gives the same live on every machine. Nothing here reads a clock or
a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from desktop.sandbox.scenario import Scenario, ScenarioComment

from . import shop
from .people import Person, crowd, deck
from .plot import Plot, draw_plot
from .stage import Draft, Stage
from .stories import STORIES
from .typing_habits import Habit

__all__ = ["generate"]

BUYERS, WATCHERS, STAFF, STRANGERS = 92, 22, 2, 3
SHARE_LATE = 0.05
FILLER_PRODUCTS = 40  # in Omni, besides what is sold tonight
_TIDY = Habit(True, teencode=False, case="typed", decomposed=False, slips=0.0, phone="4.3.3", code="upper")


def generate(seed: int = 7) -> Scenario:
    """The rehearsal live of this seed: 22 to 25 minutes, 700 to 900 comments, about 90 buyers."""
    rng = Random(seed)
    people = crowd(rng, BUYERS + WATCHERS + STAFF + STRANGERS)
    buyers, watchers = people[:BUYERS], people[BUYERS : BUYERS + WATCHERS]
    strangers, staff = people[-STRANGERS:], _staff(rng, people[-STAFF - STRANGERS : -STRANGERS])
    live_id = str(rng.randint(7 * 10**14, 9 * 10**14))
    plot = draw_plot(rng)
    stage = Stage(
        rng=rng,
        buyers=deck(rng, buyers),
        everybody=deck(rng, buyers + watchers),
        strangers=deck(rng, strangers),
        page=_page(rng),
        staff=staff,
        names=[person.name for person in buyers + watchers],
    )
    return Scenario(
        name=f"{shop.TITLE} (tập dượt {seed})",
        seed=seed,
        page_id=shop.PAGE_ID,
        page_name=shop.PAGE_NAME,
        live_id=live_id,
        video_id=str(rng.randint(4 * 10**15, 6 * 10**15)),
        title=shop.TITLE,
        duration=plot.duration,
        script=shop.script(rng, buyers, staff),
        comments=tuple(_comments(rng, live_id, _tell(stage, plot))),
        desk=plot.desk,
        pictures=shop.pictures(),
        filler_products=FILLER_PRODUCTS,
    )


def _staff(rng: Random, people: Sequence[Person]) -> list[Person]:
    """People who comment under names that tell the buyers whom they work for."""
    names = rng.sample(shop.STAFF_NAMES, len(people))
    return [replace(person, name=name) for person, name in zip(people, names, strict=True)]


def _page(rng: Random) -> Person:
    hotline = crowd(rng, 1)[0].phone
    return Person(shop.PAGE_ID, shop.PAGE_NAME, hotline, "shop", "Hà Nội", "12 Hàng Bạc, Hà Nội", _TIDY)


def _tell(stage: Stage, plot: Plot) -> list[Draft]:
    """Every story of the plot, as drafts in order of time; what would come after the end is left unsaid."""
    drafts = [
        draft
        for scene in plot.scenes
        for draft in STORIES[scene.story](stage, scene.at, shop.product(scene.code))
        if draft.at < plot.duration
    ]
    return sorted(drafts, key=lambda draft: draft.at)


def _comments(rng: Random, live_id: str, drafts: Sequence[Draft]) -> Iterator[ScenarioComment]:
    """The drafts with ids. Ids rise with time, as those of comments on one object do."""
    number = rng.randint(2 * 10**15, 6 * 10**15)
    ids: dict[Draft, str] = {}
    for draft in drafts:
        number += rng.randint(9, 90_000)
        ids[draft] = f"{live_id}_{number}"
        yield _comment(rng, draft, ids)


def _comment(rng: Random, draft: Draft, ids: dict[Draft, str]) -> ScenarioComment:
    late = round(rng.uniform(1, 10), 1) if rng.random() < SHARE_LATE else 0.0
    author = draft.person
    return ScenarioComment(
        at=round(draft.at, 2),
        id=ids[draft],
        message=draft.message,
        author_id=author.id if author else None,
        author_name=author.name if author else None,
        late=late,
        parent=ids[draft.reply_to] if draft.reply_to else None,
        low_quality=draft.low_quality,
        edited_at=_moment(draft.edited_at),
        edited_message=draft.edited_message,
        hidden_at=_moment(draft.hidden_at),
        deleted_at=_moment(draft.deleted_at),
    )


def _moment(at: float | None) -> float | None:
    return None if at is None else round(at, 2)
