"""Product pictures: fetched once, kept in the profile, never holding anything up (issue 3, faults)."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from catalog_stage import SALE, Stage, opened

from desktop.clients.pictures import PictureClient
from desktop.domain.catalog import CatalogFilter
from desktop.services import product_pictures
from desktop.services.catalog import CatalogDesk
from desktop.services.product_pictures import GIVEN_UP_FOR, PictureShelf, ProductPictures

PNG = b"\x89PNG\r\n\x1a\n"


@asynccontextmanager
async def fetching(stage: Stage, folder: Path) -> AsyncIterator[ProductPictures]:
    """The worker beside the program, and the desk that asks for what is on show."""
    async with PictureClient() as client:
        pictures = ProductPictures(stage.database, client, stage.bus, folder)
        stage.desk = CatalogDesk(
            stage.database, stage.bus, stage.refresh, pictures=pictures, clock=stage.clock.now
        )
        running = stage.tasks.spawn("pictures", pictures.run())
        try:
            yield pictures
        finally:
            running.cancel()
            await asyncio.wait({running})


async def until(done: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait for it, ten seconds at most."""
    for _ in range(1_000):
        answer = done()
        if answer if isinstance(answer, bool) else await answer:
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not come")


async def asked(stage: Stage) -> int:
    return len(await stage.calls("/pictures/"))


def files(folder: Path, suffix: str = "") -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix == suffix) if folder.is_dir() else []


async def shown(stage: Stage, sku: str) -> str | None:
    return (await stage.row(sku)).picture


@asynccontextmanager
async def shop(picture: str = "nen-thom.png") -> AsyncIterator[Stage]:
    """NEN has this picture in Omni and is on sale; two more products show the same file and their own."""
    async with opened() as stage:
        await stage.control("product", sku="NEN", picture=picture)
        await stage.control("product", sku="QUA", picture="tui-tote.png")
        stage.sell(dict(SALE[2]))
        await stage.refreshed()
        yield stage


async def test_what_is_on_sale_is_fetched_once_and_shown(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    async with shop() as stage:
        stage.changed.clear()
        async with fetching(stage, folder):
            await until(lambda: "NEN" in stage.changed)
            path = await shown(stage, "NEN")
            assert path and path == str(files(folder)[0])
            assert files(folder)[0].read_bytes().startswith(PNG)
        async with fetching(stage, folder):  # After a restart.
            await stage.desk.page("", CatalogFilter.ALL, None, 0, 10)
            await until(lambda: len(files(folder)) == 2)  # What is on show is fetched too.
        assert await asked(stage) == 2
        assert await shown(stage, "QUA") and await shown(stage, "AO-KEM-M") is None


async def test_what_is_shown_on_the_page_is_fetched_and_the_page_waits_for_nothing(tmp_path: Path) -> None:
    async with shop() as stage:
        await stage.fault("slow", target="omni.pictures", delay=1.0, count=2)
        async with fetching(stage, tmp_path):
            began = time.monotonic()
            page = await stage.desk.page("qua", CatalogFilter.ALL, None, 0, 10)
            assert page.rows[0].picture is None and time.monotonic() - began < 0.5
            await until(lambda: "QUA" in stage.changed)


@pytest.mark.parametrize("state", ["missing", "huge", "not_an_image"])
async def test_what_is_no_picture_is_not_asked_for_again_for_a_day(tmp_path: Path, state: str) -> None:
    async with shop() as stage:
        await stage.control("switch", omni_pictures=state)
        async with fetching(stage, tmp_path) as pictures:
            await until(lambda: len(files(tmp_path, ".none")) == 1)
            pictures.want(["NEN", "QUA"])
            await until(lambda: len(files(tmp_path, ".none")) == 2)
            assert (await asked(stage), await shown(stage, "NEN"), files(tmp_path)) == (2, None, [])
        await stage.control("switch", omni_pictures="as_they_are")
        await stage.control("product", sku="AO-KEM-M", picture="khan-choang.png")
        await stage.refreshed()
        async with fetching(stage, tmp_path) as pictures:  # The program starts again the same day …
            pictures.want(["AO-KEM-M"])
            await until(lambda: len(files(tmp_path)) == 1)
            assert await asked(stage) == 3
        yesterday = time.time() - GIVEN_UP_FOR - 1
        for absence in files(tmp_path, ".none"):
            os.utime(absence, (yesterday, yesterday))
        async with fetching(stage, tmp_path):  # … and the next.
            await until(lambda: len(files(tmp_path)) == 2)
            await until(lambda: is_shown(stage, "NEN"))
        assert len(files(tmp_path, ".none")) == 1


async def is_shown(stage: Stage, sku: str, other_than: str | None = None) -> bool:
    return await shown(stage, sku) not in (None, other_than)


async def was_asked(stage: Stage, times: int) -> bool:
    return await asked(stage) >= times


@pytest.mark.parametrize("fault", [{"kind": "status", "code": 502}, {"kind": "disconnect"}])
async def test_what_only_failed_is_tried_again_later(
    tmp_path: Path, fault: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product_pictures, "REST", 0.2)
    async with shop() as stage:
        await stage.fault(target="omni.pictures", **fault)  # type: ignore[arg-type]
        async with fetching(stage, tmp_path) as pictures:
            await until(lambda: was_asked(stage, 1))

            def wanted_again() -> bool:
                pictures.want(["NEN"])
                return bool(files(tmp_path))

            await until(wanted_again)
        assert await asked(stage) == 2 and files(tmp_path, ".none") == []


async def test_another_picture_in_omni_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    async with shop() as stage, fetching(stage, tmp_path):
        await until(lambda: is_shown(stage, "NEN"))
        old = await shown(stage, "NEN")
        await stage.control("product", sku="NEN", picture="khan-choang.png")
        await stage.refreshed()
        await until(lambda: is_shown(stage, "NEN", other_than=old))
        assert len(files(tmp_path)) == 2


async def test_a_deleted_folder_is_filled_again(tmp_path: Path) -> None:
    """The pictures of a profile may be deleted at any time."""
    async with shop() as stage:
        for _ in range(2):
            async with fetching(stage, tmp_path):
                await until(lambda: len(files(tmp_path)) == 1)
            files(tmp_path)[0].unlink()
        assert await asked(stage) == 2


async def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "pictures"
    blocked.write_text("a file where the folder should be")
    async with shop() as stage, fetching(stage, blocked) as pictures:
        await until(lambda: was_asked(stage, 1))
        pictures.want(["QUA"])
        await until(lambda: was_asked(stage, 2))
        assert "pictures" in stage.tasks.running and await shown(stage, "NEN") is None


def test_files_are_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = PictureShelf(tmp_path)

    def broken(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:4])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", broken)
    with pytest.raises(OSError, match="No space"):
        shelf.keep("https://a/b.png", PNG * 9)
    assert list(tmp_path.iterdir()) == [] and shelf.find(["https://a/b.png"]) == {"https://a/b.png": None}
