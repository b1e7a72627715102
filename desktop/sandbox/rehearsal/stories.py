"""What people do in a live: short stories of one comment or several (ordered, forgot the phone, gave it).

A story takes the stage, the moment and the product spoken of, and gives drafts of comments. Ids, lateness
and order are the business of `desktop.sandbox.rehearsal`; when which story is told, that of `plot`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import phrases
from .people import Person
from .shop import PRODUCTS, Product
from .stage import Draft, Stage
from .typing_habits import type_out
from .wishes import Wish, draw_wish, near_miss, two_sizes, undecided, write_choice, write_wishes

# Orders


def order(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Keyword and phone, nothing missing."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.ORDER, product, item)]


def rush(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The same in a hurry."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.RUSH, product, item)]


def again(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Somebody who came too late the first time tries anew."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.AGAIN, product, item)]


def several(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Two or three products in one comment."""
    person = next(stage.buyers)
    others = stage.rng.sample([p for p in PRODUCTS if p is not product], stage.rng.choice((1, 1, 2)))
    wishes = [draw_wish(stage.rng, p) for p in (product, *others)]
    item = write_wishes(stage.rng, person.habit, wishes)
    return [stage.draft(at, person, phrases.ORDER, product, item)]


def sizes(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Two sizes under one keyword; of a product without sizes, simply an order."""
    if not product.has_choice:
        return order(stage, at, product)
    person = next(stage.buyers)
    item = two_sizes(stage.rng, person.habit, product)
    return [stage.draft(at, person, phrases.ORDER, product, item)]


def bare_order(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order without a phone, and nothing more."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.BARE_ORDER, product, item)]


def forgot_phone(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order without a phone; the page asks, now and then; the phone follows, sometimes as a reply."""
    first = bare_order(stage, at, product)[0]
    person = _author(first)
    answers = _answer(stage, first, "phone", product) if stage.rng.random() < 0.3 else []
    last = stage.draft(stage.soon(at, 6, 50), person, phrases.PHONE_ALONE, product)
    if answers and stage.rng.random() < 0.5:
        last = Draft(answers[0].at + stage.rng.uniform(4, 30), person, last.message, reply_to=first)
    return [first, *answers, last]


def forgot_variant(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order that leaves the variant open; the choice follows alone."""
    person = next(stage.buyers)
    wish = draw_wish(stage.rng, product)
    first = stage.draft(at, person, phrases.ORDER, product, stage.write(person, undecided(wish)))
    if not product.has_choice or stage.rng.random() < 0.2:
        return [first]
    choice = write_choice(stage.rng, wish)
    message = type_out(
        stage.rng, person.habit, stage.rng.choice(phrases.OPTION_ALONE), {"option": choice, "me": person.me}
    )
    return [first, Draft(stage.soon(at, 6, 45), person, message)]


def repeat(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The buyer pastes the same comment again, afraid that nobody saw it."""
    first = order(stage, at, product)[0]
    times = stage.rng.choice((1, 1, 2))
    return [first] + [
        Draft(stage.soon(at, 3 + 8 * n, 10 + 8 * n), first.person, first.message) for n in range(times)
    ]


def copycat(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Somebody else posts the very same text, phone and all (a sister, a husband)."""
    first = order(stage, at, product)[0]
    return [first, Draft(stage.soon(at, 4, 25), next(stage.everybody), first.message)]


def anonymous_order(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order whose author Facebook does not tell."""
    told = order(stage, at, product)[0]
    return [Draft(at, None, told.message)]


def too_many(stage: Stage, at: float, product: Product) -> list[Draft]:
    """A quantity over the limit per line, or none at all."""
    person = next(stage.buyers)
    wish = draw_wish(stage.rng, product)
    item = stage.write(person, Wish(product, wish.variant, stage.rng.choice((30, 50, 99, 0))))
    return [stage.draft(at, person, phrases.ORDER, product, item)]


def edited(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order that its writer changes afterwards."""
    person = next(stage.buyers)
    wish = draw_wish(stage.rng, product)
    pattern = (stage.rng.choice(phrases.ORDER),)
    before = stage.say(person, pattern, product, stage.write(person, wish))
    more = Wish(product, wish.variant, wish.quantity + 1)
    after = stage.say(person, pattern, product, stage.write(person, more))
    return [Draft(at, person, before, edited_at=stage.soon(at, 12, 70), edited_message=after)]


def deleted(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order or a remark that its writer takes away."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    patterns = stage.rng.choice((phrases.ORDER, phrases.BARE_ORDER, phrases.CHATTER))
    message = stage.say(person, patterns, product, item)
    return [Draft(at, person, message, deleted_at=stage.soon(at, 15, 120))]


def hidden_phone(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order whose phone the page hides from the others."""
    first = order(stage, at, product)[0]
    return [Draft(at, first.person, first.message, hidden_at=stage.soon(at, 12, 40))]


def refusal(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order, and some time later a change of mind."""
    first = order(stage, at, product)[0]
    return [first, stage.draft(stage.soon(at, 25, 240), _author(first), phrases.REFUSAL, product)]


# What must not become an order by itself


def near(stage: Stage, at: float, product: Product) -> list[Draft]:
    """A code that only looks right."""
    person = next(stage.buyers)
    patterns = stage.rng.choice((phrases.ORDER, phrases.RUSH, phrases.BARE_ORDER))
    return [stage.draft(at, person, patterns, product, near_miss(stage.rng, product))]


def no_code(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order for what is on air, without its code."""
    return [stage.draft(at, next(stage.buyers), phrases.ON_AIR, product)]


def praise(stage: Stage, at: float, product: Product) -> list[Draft]:
    """A code in praise or in the past tense."""
    return [stage.draft(at, next(stage.everybody), phrases.PRAISE_WITH_CODE, product)]


def condition(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order with an if."""
    return [stage.draft(at, next(stage.buyers), phrases.CONDITION, product)]


def with_price(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order that says the price as well, which is no quantity."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.WITH_PRICE, product, item)]


def tricky(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An order full of numbers that are no quantities."""
    person = next(stage.buyers)
    item = stage.write(person, draw_wish(stage.rng, product))
    return [stage.draft(at, person, phrases.TRICKY, product, item)]


# Questions and talk


def question(stage: Stage, at: float, product: Product) -> list[Draft]:
    """A question; the page answers every third; some of those answered order."""
    kind = stage.rng.choices(("still", "price", "ship", "body", "about"), (28, 18, 22, 16, 16))[0]
    if kind == "body" and product.noun not in ("áo", "váy"):
        kind = "about"
    person = next(stage.everybody)
    asked = stage.draft(at, person, phrases.SAID_BY_BUYERS[kind], product)
    if stage.rng.random() > 0.35:
        return [asked]
    answers = _answer(stage, asked, kind, product)
    if stage.rng.random() > 0.4:
        return [asked, *answers]
    item = stage.write(person, draw_wish(stage.rng, product))
    words = stage.say(person, phrases.ORDER, product, item)
    reply_to = asked if stage.rng.random() < 0.4 else None
    return [asked, *answers, Draft(stage.soon(answers[0].at, 5, 25), person, words, reply_to=reply_to)]


def greeting(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Somebody comes in."""
    return [stage.draft(at, next(stage.everybody), phrases.GREETING, product)]


def chatter(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Hearts, praise, talk."""
    return [stage.draft(at, next(stage.everybody), phrases.CHATTER, product)]


def sigh(stage: Stage, at: float, product: Product) -> list[Draft]:
    """It is sold out, and they say so."""
    return [stage.draft(at, next(stage.everybody), phrases.SOLD_OUT_SIGHS, product)]


def tag(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Friends are called."""
    return [stage.draft(at, next(stage.everybody), phrases.TAGS, product)]


def short(stage: Stage, at: float, product: Product) -> list[Draft]:
    """What Facebook holds for a comment of low quality and leaves out unless asked."""
    del product
    return [Draft(at, next(stage.everybody), stage.rng.choice(phrases.SHORT), low_quality=True)]


def sticker(stage: Stage, at: float, product: Product) -> list[Draft]:
    """A sticker or a picture: a comment without text."""
    del product
    return [Draft(at, next(stage.everybody), "")]


def anonymous(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Talk whose author Facebook does not tell."""
    return [Draft(at, None, stage.say(next(stage.everybody), phrases.CHATTER, product))]


def spam(stage: Stage, at: float, product: Product) -> list[Draft]:
    """An advertisement; the page hides it."""
    person = next(stage.strangers)
    message = stage.say(person, phrases.SPAM, product)
    return [Draft(at, person, message, hidden_at=stage.soon(at, 12, 30))]


# The shop itself


def shout(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The page pins what is on air, with its own number."""
    return [stage.draft(at, stage.page, phrases.PAGE_SHOUT, product)]


def raised(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The page says that there is more."""
    return [stage.draft(at, stage.page, phrases.PAGE_RAISE, product)]


def opening(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The page greets."""
    return [stage.draft(at, stage.page, phrases.PAGE_OPENING, product)]


def closing(stage: Stage, at: float, product: Product) -> list[Draft]:
    """The page says good-bye."""
    return [stage.draft(at, stage.page, phrases.PAGE_CLOSING, product)]


def staff_remark(stage: Stage, at: float, product: Product) -> list[Draft]:
    """Somebody of the staff, under their own name, with codes and phones in it."""
    return [stage.draft(at, stage.rng.choice(stage.staff), phrases.STAFF_REMARKS, product)]


def _answer(stage: Stage, asked: Draft, kind: str, product: Product) -> list[Draft]:
    """The page's reply to a comment."""
    name = _author(asked).given_name
    words = stage.say(stage.page, phrases.PAGE_ANSWERS[kind], product, to=name)
    return [Draft(stage.soon(asked.at, 3, 20), stage.page, words, reply_to=asked)]


def _author(draft: Draft) -> Person:
    assert draft.person is not None, "only stories with an author go on"
    return draft.person


Story = Callable[[Stage, float, Product], list[Draft]]
STORIES: Mapping[str, Story] = {
    story.__name__: story
    for story in (
        order,
        rush,
        again,
        several,
        sizes,
        bare_order,
        forgot_phone,
        forgot_variant,
        repeat,
        copycat,
        anonymous_order,
        too_many,
        edited,
        deleted,
        hidden_phone,
        refusal,
        near,
        no_code,
        praise,
        condition,
        with_price,
        tricky,
        question,
        greeting,
        chatter,
        sigh,
        tag,
        short,
        sticker,
        anonymous,
        spam,
        shout,
        raised,
        opening,
        closing,
        staff_remark,
    )
}
