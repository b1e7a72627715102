"""Trying a comment on a script that is being set up: what it would become, by the very rules of a live.

The comment is read and decided as a live's would be (`Reader`, `decide`), for a buyer nobody knows yet.
Nothing is reserved; of the figures only open sale counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.capture.decision import LineResult, Plan, Reason, Situation, conclude, decide
from desktop.domain.capture.lines import LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reader, Reading
from desktop.domain.codes import has_letters
from desktop.domain.script import CaptureMode, Script, parse_script
from desktop.domain.script_draft import DraftLine, ScriptDraft, raw_script
from desktop.domain.wording import reason_text


@dataclass(frozen=True, slots=True)
class TriedComment:
    """What a comment would become; `text` is one Vietnamese line, empty for an empty comment."""

    outcome: Outcome
    text: str


class CommentTrial:
    """Tries comments on one draft. Lines whose keywords cannot be used yet are left out."""

    def __init__(self, draft: ScriptDraft) -> None:
        usable = tuple(
            replace(line, keywords=tuple(filter(has_letters, line.keywords)))
            for line in draft.lines
            if any(map(has_letters, line.keywords))
        )
        self._lines = {line.sku: line for line in usable}
        self._script = _script_of(replace(draft, lines=usable, messages={}))
        self._reader = Reader(self._script)

    def read(self, text: str) -> TriedComment:
        """What this comment would become."""
        if not text.strip():
            return TriedComment(Outcome.IGNORED, "")
        reading = self._reader.read(text)
        plan = decide(reading, Situation(), self._script)
        if plan.outcome is not None:
            return TriedComment(plan.outcome, self._settled(reading, plan))
        return self._tried(plan)

    def _settled(self, reading: Reading, plan: Plan) -> str:
        doubtful = [line for line in plan.lines if line.doubt is not None]
        why = reason_text(plan.reason, doubtful, closed=reading.closed)
        match plan.outcome:
            case Outcome.QUESTION:
                return "Câu hỏi, không lên đơn"
            case Outcome.CANCEL_SUGGESTED:
                return (
                    f"Hủy {self._units(plan.lines)}? Chờ shop duyệt"
                    if plan.lines
                    else "Hủy đơn? Chờ shop duyệt"
                )
            case Outcome.SUGGESTED:
                return f"Gợi ý: {self._units(plan.lines)} vì {why}"
        return f"Không lên đơn: {why}"

    def _tried(self, plan: Plan) -> TriedComment:
        phone = shown_phone(plan.phone) if plan.phone else ""
        results = {line: self._result(line, has_phone=bool(phone)) for line in plan.take}
        outcome = conclude(results.values())
        parts = [self._part(result, results, phone) for result in _ORDER]
        if plan.suggested:
            parts.append(f"gợi ý {self._units(plan.suggested)}")
        if outcome is Outcome.IGNORED:
            return TriedComment(outcome, f"Không lên đơn: {reason_text(Reason.CHAT)}")
        text = " · ".join(filter(None, parts))
        return TriedComment(outcome, text[:1].upper() + text[1:])

    def _result(self, line: LineReading, *, has_phone: bool) -> LineResult:
        if line.sku is None:
            return LineResult.OPEN
        known = self._lines[line.sku]
        limited = self._script.mode is CaptureMode.AUTO and known.open_sale is not None
        if limited and line.quantity > max(0, (known.open_sale or 0) - known.taken):
            return LineResult.SHORT
        return LineResult.ORDERED if has_phone or not self._script.require_phone else LineResult.HELD

    def _part(self, result: LineResult, results: dict[LineReading, LineResult], phone: str) -> str:
        lines = [line for line, came in results.items() if came is result]
        if not lines:
            return ""
        units = self._units(lines)
        match result:
            case LineResult.ORDERED:
                return " · ".join(filter(None, (f"đơn: {units}", phone)))
            case LineResult.OPEN:
                return f"thiếu phân loại: {units}"
            case LineResult.HELD:
                return f"thiếu SĐT: giữ {units} trong {self._script.hold_minutes} phút"
        return f"hết hàng mở bán: {units}"

    def _units(self, lines: Sequence[LineReading]) -> str:
        return ", ".join(f"{self._title(line)} ×{line.quantity}" for line in lines)

    def _title(self, line: LineReading) -> str:
        if line.sku in self._lines:
            return self._lines[line.sku].title.replace(" · ", " ")
        names = {self._lines[sku].product for sku in line.skus if sku in self._lines}
        return f"{line.keyword} {names.pop()}" if len(names) == 1 else line.keyword


_ORDER = (LineResult.ORDERED, LineResult.OPEN, LineResult.HELD, LineResult.SHORT)


def _script_of(draft: ScriptDraft) -> Script:
    """The draft's script; one without products reads comments too, and finds nothing in them."""
    if draft.lines:
        return parse_script(raw_script(draft))
    stand_in = DraftLine(sku="-", keywords=("0",))
    return replace(parse_script(raw_script(replace(draft, lines=(stand_in,)))), products=())


def shown_phone(number: str) -> str:
    """A phone in groups: `0912 345 678`."""
    return f"{number[:4]} {number[4:7]} {number[7:]}".strip()
