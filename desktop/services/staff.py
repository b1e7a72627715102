"""Who is at the desk: names to choose from, and the one that is stamped on every action (product.md §1)."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable

from desktop.domain.errors import UserFault
from desktop.services.live import wall_clock
from desktop.services.staff_rows import StaffChanged, StaffRow
from desktop.storage import staff
from desktop.storage.database import Database
from desktop.storage.staff import StaffRecord
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

LONGEST_NAME = 40


class StaffDesk:
    """The desk of staff names. Used on the event loop's thread.

    `at_desk` is who was there last, `remember` keeps the name for the next start; it may block and runs
    beside the loop. Coroutines raise UserFault, one sentence, and StorageError.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        *,
        at_desk: str | None = None,
        remember: Callable[[str | None], None] | None = None,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self._database, self._bus, self._clock = database, bus, clock
        self._at_desk, self._remember = at_desk, remember

    @property
    def at_desk(self) -> str | None:
        """Who is at the desk; None where nobody is named."""
        return self._at_desk

    async def everybody(self) -> tuple[StaffRow, ...]:
        """All who may be at the desk, in the order they came."""
        return tuple(
            StaffRow(person.id, person.name, person.name == self._at_desk) for person in await self._active()
        )

    async def add(self, name: str) -> None:
        """Add a name; one that left comes back. Nobody at the desk yet: this one is."""
        added = await self._database.write(_add, name, self._clock())
        names = {person.name for person in await self._active()}
        await self._tell(self._at_desk if self._at_desk in names - {added} else added)

    async def rename(self, staff_id: int, name: str) -> None:
        """Call somebody otherwise from now on; what was stamped keeps the old name."""
        before, after = await self._database.write(_rename, staff_id, name)
        await self._tell(after if self._at_desk == before else self._at_desk)

    async def deactivate(self, staff_id: int) -> None:
        """Let somebody leave; the history keeps the name."""
        gone = await self._database.write(_deactivate, staff_id)
        await self._tell(None if self._at_desk == gone else self._at_desk)

    async def choose(self, name: str) -> None:
        """This one is at the desk now."""
        if name not in {person.name for person in await self._active()}:
            raise UserFault(f"Không còn nhân viên “{name}” trong danh sách: chọn lại, hoặc thêm tên này.")
        await self._tell(name)

    async def be_at_desk(self, name: str) -> None:
        """The one that the command line or the environment names: at the desk, and added where new."""
        name = _clean(name)
        known = {person.name.casefold(): person.name for person in await self._active()}
        if name.casefold() not in known:
            await self._database.write(_add, name, self._clock())
        await self._tell(known.get(name.casefold(), name))

    def subscribe(self, callback: Callable[[StaffChanged], None]) -> Callable[[], None]:
        """Call back whenever names change, or who is at the desk; returns what ends that."""
        return self._bus.subscribe(StaffChanged, callback)

    async def _active(self) -> list[StaffRecord]:
        return [person for person in await self._database.read(staff.everybody) if person.is_active]

    async def _tell(self, at_desk: str | None) -> None:
        if at_desk != self._at_desk:
            self._at_desk = at_desk
            if self._remember:
                await asyncio.to_thread(self._remember, at_desk)
        names = tuple(person.name for person in await self._active())
        self._bus.publish(StaffChanged(names, self._at_desk))


def _add(tx: Transaction, name: str, now: int) -> str:
    name = _clean(name)
    known = _named(tx, name)
    if known is None:
        staff.add(tx, name, now)
    elif known.is_active:
        raise UserFault(f"Đã có nhân viên tên “{known.name}”: hãy đặt tên khác, ví dụ thêm họ hoặc ca.")
    else:
        staff.set_active(tx, known.id, True)
        staff.rename(tx, known.id, name)
    return name


def _rename(tx: Transaction, staff_id: int, name: str) -> tuple[str, str]:
    """The name before, and the new one."""
    name = _clean(name)
    person = _person(tx, staff_id)
    known = _named(tx, name)
    if known is not None and known.id != staff_id:
        left = "" if known.is_active else " đã nghỉ"
        raise UserFault(f"Đã có nhân viên{left} tên “{known.name}”: hãy đặt tên khác.")
    staff.rename(tx, staff_id, name)
    return person.name, name


def _deactivate(tx: Transaction, staff_id: int) -> str:
    """The name of who left."""
    person = _person(tx, staff_id)
    staff.set_active(tx, staff_id, False)
    return person.name


def _person(tx: Transaction, staff_id: int) -> StaffRecord:
    found = next((person for person in staff.everybody(tx) if person.id == staff_id), None)
    if found is None:
        raise UserFault("Không còn nhân viên này trong danh sách: mở lại Cài đặt rồi chọn lại.")
    return found


def _named(tx: Transaction, name: str) -> StaffRecord | None:
    """Whoever bears that name, capitals aside. SQLite folds ASCII only, so this is done here."""
    wanted = name.casefold()
    return next((person for person in staff.everybody(tx) if person.name.casefold() == wanted), None)


def _clean(name: str) -> str:
    """A name as it is kept: composed letters, single blanks, nothing invisible. Raises UserFault."""
    seen = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", name))
    cleaned = " ".join("".join(letter for letter in seen if letter.isprintable()).split())
    if not cleaned:
        raise UserFault("Tên nhân viên còn trống: gõ tên người đứng quầy, ví dụ Lan.")
    if len(cleaned) > LONGEST_NAME:
        raise UserFault(f"Tên nhân viên dài quá {LONGEST_NAME} ký tự: hãy gõ tên ngắn hơn.")
    return cleaned
