"""Connecting a Facebook page and Omni: pasted tokens checked, kept, renewed and forgotten.

Tokens lie in the vault, what is not secret in the database. Whoever reads with a token is told of a new one
by a `Connected` on the bus, so that a live goes on with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager

from desktop.clients.graph import advice as graph_advice
from desktop.clients.graph.accounts import Account, App, exchange
from desktop.clients.graph.advice import Purpose
from desktop.clients.graph.client import GraphClient, Page
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.http import HttpClient, HttpError
from desktop.clients.omni import advice as omni_advice
from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.errors import OmniError
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.services import pasted
from desktop.services.clock_check import clock_complaint
from desktop.services.connection_rows import (
    Connected,
    ConnectionState,
    OmniAccess,
    OmniCheck,
    PageAccess,
    PageCheck,
    PageChoice,
    PageLink,
    PageOption,
)
from desktop.services.listening import graph_client
from desktop.services.live import wall_clock
from desktop.services.page_probe import expiry_note, probe_page
from desktop.services.vault import (
    APP_ID,
    APP_SECRET,
    GRAPH_TOKEN,
    OMNI_SHOP,
    OMNI_TOKEN,
    PAGE_ID,
    Vault,
)
from desktop.storage import pages
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus
from desktop.system.secret_faults import SecretsError, TokensUnreadableError

NOT_CONNECTED = "Chưa kết nối trang nào: dán token của trang vào đây rồi bấm Kiểm tra."


class Connections:
    """The desk of both connections. Used on the event loop's thread.

    Coroutines raise UserFault, one sentence, and StorageError. Checking changes nothing; what a check
    answers is handed to `connect_page` or `connect_omni`. `clock` tells UTC milliseconds.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bus: EventBus,
        *,
        graph_url: str,
        graph_version: str,
        omni_url: str,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self._database, self._vault, self._bus = database, vault, bus
        self._graph_url, self._version, self._omni_url = graph_url, graph_version, omni_url
        self._clock = clock
        self._found: PageAccess | None = None

    # --- what is connected -------------------------------------------------------------------------------

    async def state(self) -> ConnectionState:
        """What is connected, without asking anybody."""
        open_now = await self.access()
        shop = open_now.omni.shop if open_now.omni else None
        if open_now.page is None:
            return ConnectionState(None, shop)
        kept = await self._database.read(pages.get, open_now.page.id)
        connected_at = kept.connected_at if kept else None
        return ConnectionState(PageLink(open_now.page.id, open_now.page.name, connected_at), shop)

    async def access(self) -> Connected:
        """What the kept tokens open, for those who read with them."""
        kept = await self._read_vault()
        page_id, token = kept.get(PAGE_ID), kept.get(GRAPH_TOKEN)
        omni = OmniAccess(kept.get(OMNI_SHOP, ""), Secret(kept[OMNI_TOKEN])) if OMNI_TOKEN in kept else None
        if token and not page_id and self._found is not None and self._found.token.reveal() == token:
            return Connected(self._found, omni)
        if not page_id or not token:
            return Connected(None, omni)
        known = await self._database.read(pages.get, page_id)
        secret = Secret(kept[APP_SECRET]) if APP_SECRET in kept else None
        name = known.name if known else ""
        return Connected(PageAccess(page_id, name, Secret(token), kept.get(APP_ID), secret), omni)

    async def find_page(self) -> None:
        """Ask whose a token is that was told without its page, or with one never seen (QUAYLIVE_GRAPH_TOKEN).

        Nothing is done for tokens that were checked here. Such a page counts as long as the program runs.
        """
        kept = await self._read_vault()
        token, wanted = kept.get(GRAPH_TOKEN), kept.get(PAGE_ID)
        if not token or (wanted and await self._database.read(pages.get, wanted) is not None):
            return
        access = PageAccess("", "", Secret(token))
        async with self._graph(access) as client:
            holder = await client.me()
            if await _accounts(client, holder) is not None:
                raise UserFault(
                    f"QUAYLIVE_GRAPH_TOKEN là token của tài khoản “{holder.name}”, không phải của trang:"
                    " dán token đó trong Cài đặt để chọn trang."
                )
        if wanted and holder.id != wanted:
            raise UserFault(
                f"QUAYLIVE_GRAPH_TOKEN là token của trang “{holder.name}”, không phải trang {wanted}:"
                " dán token của đúng trang trong Cài đặt."
            )
        self._found = _named(access, holder)
        await self._database.write(pages.keep, holder.id, self._found.name, self._clock())
        self._bus.publish(await self.access())

    def subscribe(self, callback: Callable[[Connected], None]) -> Callable[[], None]:
        """Call back whenever a connection was made, renewed or ended; returns what ends that."""
        return self._bus.subscribe(Connected, callback)

    # --- the page ----------------------------------------------------------------------------------------

    async def check_page(self, text: str) -> PageCheck | PageChoice:
        """Look at a pasted token of a page, a user or a system user."""
        return await self._look(Secret(pasted.graph_token(text)), None)

    async def exchange(self, app_id: str, app_secret: str, text: str) -> PageCheck | PageChoice:
        """Exchange a user's token for one that lives long, and look at that.

        A page's token, which cannot be exchanged, is taken as it is, with the app's signature.
        """
        app = App(pasted.app_id(app_id), Secret(pasted.app_secret(app_secret)))
        return await self._look(await self._long_lived(app, Secret(pasted.graph_token(text))), app)

    async def check_option(self, option: PageOption) -> PageCheck:
        """Look at the page that staff chose among several."""
        async with self._graph(option.access) as client:
            return await self._checked(client, option.access, [])

    async def check_kept(self) -> PageCheck:
        """Look at the page that is connected once more."""
        access = (await self.access()).page
        if access is None:
            raise UserFault(NOT_CONNECTED)
        async with self._graph(access) as client:
            page = await client.page(access.id)
            notes = self._clock_notes(client)
            return await self._checked(client, _named(access, page), notes)

    async def connect_page(self, check: PageCheck, *, is_other_meant: bool = False) -> None:
        """Keep the token of a checked page, and read with it from now on.

        Another page than the one that stands here must be meant (`is_other_meant`): none is taken silently.
        """
        connected = await self._connected_before()
        other = await self._database.read(_other_page, connected, check.page_id)
        if other is not None and not is_other_meant:
            raise UserFault(other_page_sentence(check.page_name, other))
        await self._database.write(pages.keep, check.page_id, check.page_name, self._clock())
        access = check.access
        await self._keep(
            {
                APP_ID: access.app_id,
                APP_SECRET: access.app_secret.reveal() if access.app_secret else None,
                PAGE_ID: access.id,
                GRAPH_TOKEN: access.token.reveal(),
            }
        )

    async def disconnect_page(self) -> None:
        """Forget the page's token; campaigns and orders stay."""
        await self._keep(dict.fromkeys((GRAPH_TOKEN, PAGE_ID, APP_ID, APP_SECRET)))

    # --- Omni --------------------------------------------------------------------------------------------

    async def check_omni(self, text: str) -> OmniCheck:
        """Look whose shop a pasted token opens."""
        token = Secret(pasted.omni_token(text))
        try:
            async with OmniClient(self._omni_url, token) as client:
                shop = await client.shop()
        except ValueError:
            raise UserFault("Địa chỉ QUAYLIVE_OMNI_URL không dùng được: hãy sửa lại hoặc bỏ đi.") from None
        except (OmniError, HttpError) as error:
            raise UserFault(omni_advice.advise(error)) from None
        return OmniCheck(shop.name, OmniAccess(shop.name, token))

    async def connect_omni(self, check: OmniCheck) -> None:
        """Keep the token of a checked shop, and read with it from now on."""
        await self._keep({OMNI_SHOP: check.shop, OMNI_TOKEN: check.access.token.reveal()})

    async def disconnect_omni(self) -> None:
        """Forget the shop's token; products and stock stay as last read."""
        await self._keep(dict.fromkeys((OMNI_TOKEN, OMNI_SHOP)))

    # --- looking at a token ------------------------------------------------------------------------------

    async def _long_lived(self, app: App, token: Secret) -> Secret:
        try:
            async with HttpClient(self._graph_url) as http:
                return await exchange(http, self._version, app, token)
        except GraphError as error:
            if error.code == 100:
                return token
            raise UserFault(graph_advice.advise_exchange(error)) from None
        except HttpError as error:
            raise UserFault(graph_advice.advise_exchange(error)) from None

    async def _look(self, token: Secret, app: App | None) -> PageCheck | PageChoice:
        """Whose token it is: a page's own is checked, of a user's pages the only one, or staff choose."""
        unknown = PageAccess("", "", token, app.id if app else None, app.secret if app else None)
        async with self._graph(unknown) as client:
            holder = await client.me()
            notes = self._clock_notes(client)
            accounts = await _accounts(client, holder)
            if accounts is None:
                return await self._checked(client, _named(unknown, holder), notes)
        options = [_option(account, unknown) for account in accounts]
        if len(options) > 1:
            return PageChoice(tuple(options))
        async with self._graph(options[0].access) as client:
            return await self._checked(client, options[0].access, notes)

    async def _checked(self, client: GraphClient, access: PageAccess, notes: list[str]) -> PageCheck:
        app = App(access.app_id, access.app_secret) if access.app_id and access.app_secret else None
        found = await probe_page(client, access.id, app)
        notes = notes or self._clock_notes(client)
        expires_at = found.state.expires_at if found.state else None
        expiry = expiry_note(expires_at, self._clock())
        connected = await self._connected_before()
        return PageCheck(
            access=access,
            page_id=access.id,
            page_name=access.name,
            permissions=found.permissions(access.id),
            names=found.names,
            expires_at=expires_at,
            knows_expiry=found.state is not None,
            is_expiring=bool(expiry),
            other_page=await self._database.read(_other_page, connected, access.id),
            notes=tuple(filter(None, (*notes, *found.notes, expiry))),
        )

    def _clock_notes(self, client: GraphClient) -> list[str]:
        """A sentence where this computer's clock and Facebook's differ (issue: the clock a day off)."""
        told = client.last_server_time
        complaint = clock_complaint(self._clock() - told) if told is not None else ""
        return [complaint] if complaint else []

    @asynccontextmanager
    async def _graph(self, access: PageAccess) -> AsyncIterator[GraphClient]:
        """A client with that access; what fails inside becomes a UserFault."""
        client = graph_client(self._graph_url, access.token.reveal(), self._version, access.app_secret)
        async with client:
            try:
                yield client
            except (GraphError, HttpError) as error:
                raise UserFault(graph_advice.advise(error, Purpose.PAGE)) from None

    # --- the vault ---------------------------------------------------------------------------------------

    async def _read_vault(self) -> Mapping[str, str]:
        with _secrets_faults():
            return await asyncio.to_thread(self._vault.read)

    async def _connected_before(self) -> str | None:
        """The page that is connected, as far as the vault can be read: tokens lost are pasted anew."""
        with _secrets_faults():
            try:
                return (await asyncio.to_thread(self._vault.read)).get(PAGE_ID)
            except TokensUnreadableError:
                return None

    async def _keep(self, secrets: Mapping[str, str | None]) -> None:
        """Keep these, None forgets, in this order; then tell everybody."""

        def keep_all() -> None:
            try:
                self._vault.read()
            except TokensUnreadableError:
                self._vault.discard()  # Nobody can read them again: their key is gone.
            for name, secret in secrets.items():
                self._vault.keep(name, secret)

        with _secrets_faults():
            await asyncio.to_thread(keep_all)
        self._bus.publish(await self.access())


def other_page_sentence(page_name: str, other: str) -> str:
    """What to say before another page takes the place of the one that stands here."""
    return (
        f"Token này của trang “{page_name}”, còn các buổi live ở đây của trang “{other}”:"
        f" chọn đổi trang, hoặc dán token của “{other}”."
    )


async def _accounts(client: GraphClient, holder: Page) -> tuple[Account, ...] | None:
    """The pages of a user; None where the token is a page's own. Raises UserFault for a user without."""
    try:
        accounts = await client.accounts()
    except GraphError as error:
        if error.kind is ErrorKind.FINAL:
            return None  # A page has no accounts (graph_api.md §3.1).
        if error.kind is not ErrorKind.CONFIG:
            raise
        raise UserFault(
            f"Token của tài khoản “{holder.name}” thiếu quyền pages_show_list để xem các trang:"
            " cấp quyền này rồi dán token mới."
        ) from None
    if not accounts:
        raise UserFault(
            f"Tài khoản “{holder.name}” chưa mở trang nào cho ứng dụng: chọn trang khi tạo token,"
            " hoặc nhờ quản trị viên thêm tài khoản vào trang."
        )
    return accounts


def _option(account: Account, asked: PageAccess) -> PageOption:
    name = account.name.strip()
    access = PageAccess(account.id, name, account.token, asked.app_id, asked.app_secret)
    return PageOption(access, account.id, name)


def _named(access: PageAccess, page: Page) -> PageAccess:
    return PageAccess(page.id, page.name.strip(), access.token, access.app_id, access.app_secret)


def _other_page(tx: Transaction, connected: str | None, page_id: str) -> str | None:
    """The page that stands here, where it is another one: the connected, else that of the campaigns."""
    if connected:
        known = pages.get(tx, connected)
        return None if connected == page_id else (known.name if known else connected)
    found = pages.with_campaigns(tx)
    if not found or any(page.id == page_id for page in found):
        return None
    return found[0].name or found[0].id


@contextmanager
def _secrets_faults() -> Iterator[None]:
    """What is wrong with the vault, as the screens know faults."""
    try:
        yield
    except SecretsError as fault:
        raise UserFault(str(fault)) from fault
