"""Staff names, and who is at the desk (product.md §1; issue "Going live", point 1)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.domain.errors import UserFault
from desktop.services.staff import LONGEST_NAME, StaffDesk
from desktop.services.staff_rows import StaffChanged
from desktop.storage import staff
from desktop.storage.database import Database
from desktop.system.events import EventBus


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.open(None)
    yield database
    database.close()


async def names(desk: StaffDesk) -> list[str]:
    return [row.name for row in await desk.everybody()]


async def test_the_first_name_is_at_the_desk_and_switching_is_told_and_remembered(database: Database) -> None:
    bus, remembered = EventBus(), list[str | None]()
    desk = StaffDesk(database, bus, at_desk="root", remember=remembered.append)
    told: list[StaffChanged] = []
    stop = desk.subscribe(told.append)
    await desk.add("  Lan ")
    await desk.add("Mai")
    assert desk.at_desk == "Lan" and remembered == ["Lan"]
    await desk.choose("Mai")
    assert [(row.name, row.is_at_desk) for row in await desk.everybody()] == [("Lan", False), ("Mai", True)]
    assert told[-1] == StaffChanged(("Lan", "Mai"), "Mai") and remembered == ["Lan", "Mai"]
    stop()
    await desk.choose("Lan")
    assert told[-1].at_desk == "Mai"


async def test_who_was_there_last_stays_when_another_is_added(database: Database) -> None:
    first = StaffDesk(database, EventBus())
    await first.add("Lan")
    again = StaffDesk(database, EventBus(), at_desk="Lan")
    await again.add("Mai")
    assert again.at_desk == "Lan"


@pytest.mark.parametrize("again", ["lan anh", " LAN  ANH "])
async def test_a_name_is_there_once_whatever_the_capitals(database: Database, again: str) -> None:
    desk = StaffDesk(database, EventBus())
    await desk.add("Lan Anh")
    with pytest.raises(UserFault, match="Đã có nhân viên tên “Lan Anh”"):
        await desk.add(again)
    assert await names(desk) == ["Lan Anh"]


async def test_vietnamese_capitals_and_decomposed_letters_are_the_same_name(database: Database) -> None:
    desk = StaffDesk(database, EventBus())
    await desk.add("Đức Ánh")
    for again in ("ĐỨC ÁNH", "Đu\u031b\u0301c A\u0301nh"):
        with pytest.raises(UserFault, match="Đã có"):
            await desk.add(again)


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u200b"])
async def test_a_blank_name_is_refused(database: Database, name: str) -> None:
    with pytest.raises(UserFault, match="còn trống"):
        await StaffDesk(database, EventBus()).add(name)


async def test_a_name_has_at_most_forty_characters(database: Database) -> None:
    desk = StaffDesk(database, EventBus())
    await desk.add("a" * LONGEST_NAME)
    with pytest.raises(UserFault, match="40 ký tự"):
        await desk.add("b" * (LONGEST_NAME + 1))


async def test_who_leaves_keeps_the_name_for_the_history_and_may_come_back(database: Database) -> None:
    desk = StaffDesk(database, EventBus())
    await desk.add("Lan")
    await desk.add("Mai")
    (lan, _) = await desk.everybody()
    await desk.deactivate(lan.id)
    assert await names(desk) == ["Mai"] and desk.at_desk is None
    kept = database.read_sync(staff.everybody)
    assert [(row.name, row.is_active) for row in kept] == [("Lan", False), ("Mai", True)]
    with pytest.raises(UserFault, match="Không còn nhân viên “Lan”"):
        await desk.choose("Lan")
    await desk.add("lan")
    assert [row.id for row in await desk.everybody()] == [lan.id, lan.id + 1]
    assert await names(desk) == ["lan", "Mai"]


async def test_renaming_follows_to_the_desk_and_meets_no_other_name(database: Database) -> None:
    desk = StaffDesk(database, EventBus())
    await desk.add("Lan")
    await desk.add("Mai")
    (lan, mai) = await desk.everybody()
    await desk.rename(lan.id, "Lan Anh")
    assert desk.at_desk == "Lan Anh"
    await desk.rename(lan.id, "LAN ANH")
    assert await names(desk) == ["LAN ANH", "Mai"]
    with pytest.raises(UserFault, match="Đã có nhân viên tên “Mai”"):
        await desk.rename(lan.id, "mai")
    await desk.deactivate(mai.id)
    with pytest.raises(UserFault, match="đã nghỉ tên “Mai”"):
        await desk.rename(lan.id, "Mai")
    with pytest.raises(UserFault, match="Không còn nhân viên này"):
        await desk.rename(999, "Hoa")


async def test_who_the_command_line_names_is_at_the_desk(database: Database) -> None:
    """contracts.md §3, QUAYLIVE_STAFF: added where new, found whatever the capitals."""
    desk = StaffDesk(database, EventBus())
    await desk.be_at_desk("Minh")
    assert desk.at_desk == "Minh"
    await desk.add("Lan")
    await desk.be_at_desk("LAN")
    assert desk.at_desk == "Lan"
    assert [row.name for row in await desk.everybody()] == ["Minh", "Lan"]
