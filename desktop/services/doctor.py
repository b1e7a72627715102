"""`quaylive doctor`: looks at everything a live needs, and says of each thing what to do (contracts.md §2).

The checks of this computer need no network; Facebook and Omni are asked only where there is a token. Must not
change anything that a start of the program would not: a database of an older version is brought up to date.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop import __version__
from desktop.clients.graph import advice as graph_advice
from desktop.clients.graph.advice import Purpose
from desktop.clients.graph.client import GraphClient, Page
from desktop.clients.graph.errors import GraphError
from desktop.clients.graph.token_state import Permission
from desktop.clients.http import HttpError
from desktop.clients.omni import advice as omni_advice
from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.errors import OmniError
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.services.clock_check import clock_complaint, length
from desktop.services.data_key import existing_key, has_data, holder_of, with_kept_tokens
from desktop.services.listening import graph_client
from desktop.services.page_probe import EXPIRES_SOON
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.health import Health, health
from desktop.storage.key_file import KeyFile, KeyFileError, read_key
from desktop.system.paths import Profile, ProfileError
from desktop.system.secret_faults import SecretsError, TokensUnreadableError
from desktop.system.secrets import Backend, KeyHolder, has_keyring, holder_for
from desktop.system.settings import Settings

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "be-vietnam-pro"

_FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold")
_TRUETYPE = b"\x00\x01\x00\x00"
_QT = "PySide6-Essentials"


class Verdict(StrEnum):
    """How a thing was found; the value is the mark before its sentence."""

    GOOD = "✓"
    NOTICE = "!"
    WRONG = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `sentence` is Vietnamese and says what to do unless it is good."""

    verdict: Verdict
    sentence: str

    def __str__(self) -> str:
        return f"{self.verdict} {' '.join(self.sentence.split())}"


def _good(sentence: str) -> Finding:
    return Finding(Verdict.GOOD, sentence)


def _notice(sentence: str) -> Finding:
    return Finding(Verdict.NOTICE, sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(Verdict.WRONG, sentence)


def examine_computer(
    settings: Settings, fonts: Path = FONTS, backend: Backend | None = None
) -> Iterator[Finding]:
    """Versions, fonts, profile, settings, key, database. Blocks; needs no network."""
    yield _python()
    yield _qt()
    yield _fonts(fonts)
    yield _profile(settings.profile)
    yield from _settings(settings)
    yield from _data(settings, backend)


def examine_keyring(
    settings: Settings, holder: KeyHolder | None = None, backend: Backend | None = None
) -> tuple[Finding, Settings]:
    """The keyring, and the settings with the tokens that are kept under its key. Blocks, and may ask people.

    Tokens of the environment go before those kept.
    """
    profile = settings.profile
    has_tokens = profile.tokens.exists()
    try:
        if holder is None and not profile.passphrase_file.exists() and not has_keyring(backend):
            return _without_keyring(settings, has_tokens)
        holder = holder or holder_for(profile, passphrase=settings.passphrase, backend=backend)
        key = holder.load()
        if key is None and has_tokens:
            raise TokensUnreadableError(profile.tokens)
        if key is None:
            return _good("Kho khoá của hệ điều hành (keyring) dùng được, chưa giữ khoá nào."), settings
        return _good(f"{holder.told.rstrip('.')}, mở được."), with_kept_tokens(settings, key)
    except SecretsError as fault:
        hangs_on_it = has_tokens or (_is_held(settings, backend) and has_data(settings))
        return (_wrong if hangs_on_it else _notice)(str(fault)), settings


async def examine_services(
    settings: Settings, now: Callable[[], int] = lambda: time.time_ns() // 1_000_000
) -> AsyncIterator[Finding]:
    """Facebook with the clock, then Omni, each where there is a token. `now` is UTC milliseconds."""
    if settings.graph_token:
        async for finding in _facebook(settings, now):
            yield finding
    else:
        yield _notice("Chưa có token Facebook nên chưa đọc được live; hãy đặt QUAYLIVE_GRAPH_TOKEN.")
    if settings.omni_token:
        yield await _omni(settings)
    else:
        yield _notice(
            "Chưa có token Omni nên chỉ bán hàng của quầy; muốn có tồn kho, hãy đặt QUAYLIVE_OMNI_TOKEN."
        )


def _python() -> Finding:
    told = f"Quầy Live {__version__}, Python {'.'.join(map(str, sys.version_info[:3]))}"
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return _wrong(f"{told} không được hỗ trợ; hãy cài Python 3.11, 3.12 hoặc 3.13.")
    return _good(f"{told}.")


def _qt() -> Finding:
    try:
        found = version(_QT)
    except PackageNotFoundError:
        return _wrong("Chưa có Qt để mở cửa sổ; hãy chạy lại: python3 run.py demo.")
    if tuple(int(part) for part in found.split(".")[:2]) >= (6, 12):
        # architecture.md §6: it aborts on Python 3.11.
        return _wrong(f"Qt {found} chưa dùng được với Quầy Live; hãy chạy lại: python3 run.py demo.")
    return _good(f"Qt {found}.")


def _fonts(folder: Path) -> Finding:
    for weight in _FONT_FILES:
        path = folder / f"BeVietnamPro-{weight}.ttf"
        if not _begins_with(path, _TRUETYPE):
            return _wrong(f"Thiếu hoặc hỏng phông chữ {path}; hãy tải lại Quầy Live.")
    return _good("Phông chữ Be Vietnam Pro đủ.")


def _begins_with(path: Path, head: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False


def _profile(profile: Profile) -> Finding:
    try:
        profile.make()
        with tempfile.TemporaryFile(dir=profile.folder) as file:
            file.write(bytes(4096))
    except ProfileError as fault:
        return _wrong(str(fault))
    except OSError:
        return _wrong(f"Không ghi được vào {profile.folder}; hãy cấp quyền ghi hoặc dọn bớt ổ đĩa.")
    return _good(f"Thư mục {profile.folder} ghi được.")


def _settings(settings: Settings) -> Iterator[Finding]:
    yield from (_notice(complaint) for complaint in settings.complaints)
    if not settings.complaints:
        yield _good("Cài đặt đọc được.")


def _data(settings: Settings, backend: Backend | None) -> Iterator[Finding]:
    """The key, where it lies in a file, and the database. Of other places `examine_keyring` tells."""
    try:
        holder = holder_of(settings, backend=backend)
        if holder is None:
            yield _notice(
                "Dữ liệu là tệp thường, chưa mã hoá; muốn mã hoá, hãy bỏ --database và QUAYLIVE_DATABASE."
            )
        if isinstance(holder, KeyFile):
            yield _key_file(settings, holder.path)
        if not settings.database.exists():
            yield _good("Chưa có dữ liệu; dữ liệu được tạo ở lần mở đầu.")
            return
        key = existing_key(settings, holder)
    except KeyFileError as fault:
        yield _wrong(str(fault))
    except (SecretsError, StorageError) as fault:
        yield _wrong(f"Chưa xem được dữ liệu: {_lowered(str(fault))}")
    else:
        yield from _database(settings, key)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _key_file(settings: Settings, path: Path) -> Finding:
    """Raises KeyFileError."""
    if not path.exists() and not settings.database.exists():
        return _good("Chưa có khoá dữ liệu; khoá được tạo cùng dữ liệu ở lần mở đầu.")
    read_key(path)
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return _notice(f"Người khác trên máy đọc được tệp khoá {path}; hãy chạy: chmod 600 “{path}”.")
    return _good(f"Tệp khoá {path} đọc được; hãy giữ một bản sao ở nơi khác.")


def _database(settings: Settings, key: bytes | None) -> Iterator[Finding]:
    try:
        with closing(Database.open(settings.database, key=key)) as database:
            found = database.read_sync(health)
    except StorageError as fault:
        yield _wrong(str(fault))
        return
    told = f"Dữ liệu {settings.database} mở được, phiên bản {found.version}, {found.campaigns} chiến dịch"
    yield _good(f"{told}.")
    yield _counted(found)


def _is_held(settings: Settings, backend: Backend | None) -> bool:
    """Whether the data hangs on the keyring or the passphrase file."""
    try:
        holder = holder_of(settings, backend=backend)
    except SecretsError:
        return not settings.is_key_file_told
    return holder is not None and not isinstance(holder, KeyFile)


def _counted(found: Health) -> Finding:
    if not found.miscounts:
        return _good("Số đếm tồn của mọi chiến dịch khớp với đơn.")
    named = ", ".join(f"{row.sku} ({row.campaign})" for row in found.miscounts[:5])
    return _wrong(
        f"Số đếm tồn không khớp với đơn ở {len(found.miscounts)} mã: {named};"
        " hãy sao lưu bằng quaylive backup rồi báo người hỗ trợ Quầy Live."
    )


def _without_keyring(settings: Settings, has_tokens: bool) -> tuple[Finding, Settings]:
    """The tokens then lie under the key in the profile's file, if anywhere."""
    if not has_tokens:
        return _notice(
            "Máy này không có kho khoá của hệ điều hành (keyring); khoá dữ liệu nằm trong tệp,"
            " còn token hãy đặt bằng biến môi trường."
        ), settings
    with suppress(SecretsError):
        kept = with_kept_tokens(settings, KeyFile(settings.profile.key_file, is_told=False).load())
        if kept is not settings:
            return _notice(
                "Máy này không có kho khoá của hệ điều hành (keyring); khoá và token nằm trong tệp,"
                " hãy giữ kín thư mục dữ liệu."
            ), kept
    return _wrong(
        "Máy này không có kho khoá của hệ điều hành (keyring) nên không mở được token đã lưu;"
        " hãy đăng nhập vào màn hình máy, hoặc dán lại token."
    ), settings


async def _facebook(settings: Settings, now: Callable[[], int]) -> AsyncIterator[Finding]:
    try:
        secret = Secret(settings.app_secret) if settings.app_secret else None
        client = graph_client(settings.graph_url, settings.graph_token, settings.graph_version, secret)
    except UserFault as fault:
        yield _wrong(str(fault))
        return
    async with client:
        page: Page | None = None
        try:
            page = await client.me()
        except (GraphError, HttpError) as error:
            yield _wrong(graph_advice.advise(error, Purpose.PAGE))
        if client.last_server_time is not None:
            yield _clock(now() - client.last_server_time)
        if page is None:
            return
        yield _page(page, settings.page_id)
        async for finding in _rights(client, page, now()):
            yield finding


def _clock(ahead: int) -> Finding:
    """`ahead`: how far this computer's clock is before Facebook's, milliseconds."""
    complaint = clock_complaint(ahead)
    return _notice(complaint) if complaint else _good("Đồng hồ máy khớp với Facebook.")


def _page(page: Page, wanted: str | None) -> Finding:
    if wanted and wanted != page.id:
        return _wrong(
            f"Token Facebook là của “{page.name}” ({page.id}), không phải trang {wanted};"
            " hãy dán token của đúng trang."
        )
    return _good(f"Token Facebook của “{page.name}”.")


async def _rights(client: GraphClient, page: Page, now: int) -> AsyncIterator[Finding]:
    try:
        state = await client.token_state()
    except (GraphError, HttpError):
        # Facebook tells it to some tokens only: then what it refuses is tried.
        async for finding in _tried(client, page):
            yield finding
        return
    if state.kind == "USER":
        yield _wrong("Token là của người dùng, không phải của trang; hãy dán token của trang.")
        return
    if state.expires_at is not None and state.expires_at - now < EXPIRES_SOON:
        left = length(max(0, state.expires_at - now))
        yield _notice(f"Token Facebook hết hạn sau {left}; hãy lấy token mới của trang trước buổi live.")
    missing = state.missing(page.id)
    for permission in missing:
        yield _lacking(permission)
    if not missing:
        yield _good("Token Facebook có đủ quyền.")


def _lacking(permission: Permission) -> Finding:
    told = f"Token thiếu quyền {permission.scope} để {permission.use}; hãy cấp quyền rồi dán token mới."
    return (_wrong if permission.is_needed else _notice)(told)


async def _tried(client: GraphClient, page: Page) -> AsyncIterator[Finding]:
    """Lives and their comments, by asking for them."""
    purpose = Purpose.LIVES
    try:
        lives = await client.live_videos(page.id, (), limit=1)
        purpose = Purpose.COMMENTS
        if lives:
            await client.comments_page(lives[0].id, limit=1)
    except (GraphError, HttpError) as error:
        yield _wrong(graph_advice.advise(error, purpose))
        return
    if lives:
        yield _good("Đọc được danh sách live và bình luận; Facebook không cho xem các quyền khác của token.")
    else:
        yield _notice(
            "Đọc được danh sách live; trang chưa có live nào, hãy chạy lại khi có để thử bình luận."
        )


async def _omni(settings: Settings) -> Finding:
    try:
        async with OmniClient(settings.omni_url, Secret(settings.omni_token or "")) as client:
            shop = await client.shop()
    except ValueError:
        return _wrong("Địa chỉ QUAYLIVE_OMNI_URL không dùng được; hãy sửa lại hoặc bỏ đi.")
    except (OmniError, HttpError) as error:
        return _wrong(omni_advice.advise(error))
    return _good(f"Token Omni của cửa hàng “{shop.name}”.")
