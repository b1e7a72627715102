"""A comment arrives: read, decided, carried out and stored, in the order of arrival (product.md §2).

Plain functions `fn(tx, …)`, safe to run again. They publish nothing: what changed is in their result.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop.domain.capture.decision import Plan, Reason, Situation, decide
from desktop.domain.capture.intent_reading import Intent
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.comments import Comment
from desktop.domain.stock import WAITING
from desktop.domain.wording import reason_text
from desktop.services import waitlist
from desktop.services.captured import Captured, store, stored_form, wanted, with_cart
from desktop.services.carrying import carry_out, settled
from desktop.services.selling import COMMENTER, Selling, ServedLine
from desktop.storage import buyers, campaigns, comments, lines, orders
from desktop.storage.buyers import BuyerRecord
from desktop.storage.comments import StoredComment
from desktop.storage.transaction import Transaction

# Comments of these outcomes hold nothing: an edit may make a suggestion of them.
_UNDECIDED = (Outcome.IGNORED, Outcome.QUESTION, Outcome.SUGGESTED)


def capture(tx: Transaction, selling: Selling, comment: Comment, reading: Reading, now: int) -> Captured:
    """Decide one comment that has arrived at `now` (UTC ms), and store it with its result."""
    arrival = Arrival(tx, selling, [comment.id])
    result = arrival.take(comment, reading, now)
    campaigns.advance(tx, selling.campaign, now)
    return result


class Arrival:
    """Comments that arrive together, decided one after the other in one transaction.

    What cannot change meanwhile is asked once: the campaign, which ids are known, when the next hold ends.
    """

    def __init__(self, tx: Transaction, selling: Selling, ids: Collection[str]) -> None:
        self._tx, self._selling = tx, selling
        self._campaign = campaigns.get(tx, selling.campaign)
        self._known = comments.known_ids(tx, ids)
        self._next_hold = lines.next_hold(tx, selling.campaign)

    def take(self, comment: Comment, reading: Reading, now: int) -> Captured:
        """Decide the next comment at `now` (UTC ms, never less than before), and store it with its result."""
        released, offered = self._release(now)
        if comment.id in self._known:
            result = self._again(comment, reading)
        else:
            self._known.add(comment.id)
            result = self._first_time(comment, reading, now)
        if result.outcome in (Outcome.MISSING_PHONE, Outcome.MISSING_VARIANT):
            self._next_hold = lines.next_hold(self._tx, self._selling.campaign)
        return replace(result, released=tuple(released), offered=tuple(offered))

    def _release(self, now: int) -> tuple[list[ServedLine], list[ServedLine]]:
        """Give up holds that have run out by now, and serve those who wait for them."""
        if self._next_hold is None or now < self._next_hold:
            return [], []
        released = waitlist.release_holds(self._tx, self._selling, now)
        offered = waitlist.serve(self._tx, self._selling, now, {line.sku for line in released})
        self._next_hold = lines.next_hold(self._tx, self._selling.campaign)
        return released, offered

    def _first_time(self, comment: Comment, reading: Reading, now: int) -> Captured:
        tx, selling = self._tx, self._selling
        is_own = selling.script.is_own(comment.author.id if comment.author else None)
        own_phones = self._own_phones(reading)
        buyer = None if is_own else self._buyer(comment, reading, own_phones, now)
        situation = self._situation(comment, reading, own_phones, buyer, is_own)
        plan = decide(reading, situation, selling.script)
        if plan.outcome is not None or buyer is None:
            result = settled(tx, selling, comment.id, reading, plan, buyer, now)
            self._insert(comment, reading, plan, buyer, now, result)
            return result
        self._insert(comment, reading, plan, buyer, now, None)
        result = carry_out(tx, selling, comment.id, reading, plan, buyer, now)
        store(tx, selling, result)
        return result

    def _situation(
        self,
        comment: Comment,
        reading: Reading,
        own_phones: set[str],
        buyer: BuyerRecord | None,
        is_own: bool,
    ) -> Situation:
        tx, selling, campaign = self._tx, self._selling, self._campaign
        started = selling.script.started_at
        may_complete = bool(reading.phones) or reading.is_only_options or reading.intent is Intent.REFUSAL
        asks_cart = buyer is not None and may_complete
        return Situation(
            has_author=comment.author is not None,
            is_own=is_own,
            is_before_start=None not in (started, comment.created_at)
            and (comment.created_at or 0) < (started or 0),
            is_paused=campaign.is_paused,
            is_blocked=buyer is not None and buyer.is_blocked,
            waits=asks_cart
            and bool(lines.of_buyer(tx, selling.campaign, buyer.id, WAITING) if buyer else ()),
            has_cart=asks_cart
            and buyer is not None
            and orders.open_cart(tx, selling.campaign, buyer.id) is not None,
            own_phones=own_phones,
            on_air=selling.reader.on_air_line(campaign.on_air, reading) if campaign.on_air else None,
        )

    def _insert(
        self,
        comment: Comment,
        reading: Reading,
        plan: Plan,
        buyer: BuyerRecord | None,
        now: int,
        result: Captured | None,
    ) -> None:
        """Store the comment; its result too where there is one already."""
        is_own = plan.reason is Reason.OWN
        phone = " ".join(reading.phones) or None if is_own else plan.phone
        outcome = result.outcome if result is not None else Outcome.IGNORED
        comments.insert(
            self._tx,
            id=comment.id,
            campaign=self._selling.campaign,
            buyer=buyer.id if buyer else None,
            author_id=comment.author.id if comment.author else None,
            author_name=comment.author.name if comment.author else None,
            message=comment.message,
            created_at=comment.created_at if comment.created_at is not None else now,
            received_at=now,
            received=comment.raw,
            outcome=outcome,
            phone=phone,
            spans=comments.dump_spans(reading.spans),
            result=stored_form(self._selling, result) | _missed(plan, reading) if result is not None else {},
            was_paused=plan.reason is Reason.PAUSED,
        )

    def _own_phones(self, reading: Reading) -> set[str]:
        if not reading.phones:
            return set()
        own = [self._selling.page, *self._selling.script.staff_ids]
        return comments.own_phones(self._tx, self._selling.campaign, [author for author in own if author])

    def _buyer(
        self, comment: Comment, reading: Reading, own_phones: set[str], now: int
    ) -> BuyerRecord | None:
        """Who writes; without author the phone stands for the buyer (product.md §2.11), else nobody."""
        tx, page = self._tx, self._selling.page
        if comment.author is not None:
            return buyers.ensure(tx, COMMENTER, page, comment.author.id, comment.author.name, now)
        phone = next((number for number in reading.phones if number not in own_phones), None)
        return None if phone is None else buyers.ensure(tx, "phone", page, phone, "", now, phone)

    def _again(self, comment: Comment, reading: Reading) -> Captured:
        """The same id counts once (product.md §2.9); an edit is shown as a suggestion (product.md §2.11)."""
        known = comments.get(self._tx, comment.id)
        assert known is not None
        is_edited = comment.message != known.text and not self._selling.script.is_own(known.author_id)
        shows = is_edited and (reading.names_products or known.order is not None)
        result = Captured(
            comment.id,
            Outcome.SUGGESTED if shows else Outcome.REPEAT,
            reason_text(Reason.EDITED if shows else Reason.SAME_ID),
            phone=reading.phones[0] if shows and reading.phones else None,
            lines=tuple(map(wanted, reading.lines + reading.doubtful)) if shows else (),
            spans=reading.spans,
            is_new=False,
        )
        result = with_cart(self._tx, self._selling, result, known.buyer)
        if is_edited:
            self._store_edit(known, comment.message, result if shows else None)
        return result

    def _store_edit(self, known: StoredComment, text: str, suggestion: Captured | None) -> None:
        """Keep the edited text; an order stands as it is, anything else that names products is suggested."""
        spans = comments.dump_spans(self._selling.reader.read(text).spans)
        comments.update(self._tx, known.id, edited_message=text, spans=spans)
        if suggestion is not None and known.outcome in _UNDECIDED:
            store(self._tx, self._selling, suggestion)


def _missed(plan: Plan, reading: Reading) -> dict[str, str]:
    """Why a comment that names a product came to nothing, for the feed (product.md §2.11)."""
    if plan.reason is Reason.CLOSED or (plan.reason is Reason.PAUSED and reading.names_products):
        return {"missed": str(plan.reason)}
    return {}
