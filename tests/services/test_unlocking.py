"""Opening the data with a person to ask: each way the key can be out of reach, and the way back (§8)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from key_places import KEY, OTHER_KEY, PASSPHRASE, NoRing, Ring, lives, sell, settings_of
from keyring import errors as keyring_errors

from desktop.domain.errors import UserFault
from desktop.services import unlocking as unlocking_module
from desktop.services.data_key import OpenedData, open_data
from desktop.services.key_change import bring_in, checked_backup, known_backup
from desktop.services.unlocking import KEPT_FOR_THIS_RUN, Unlocking, UnlockState, UnlockStep
from desktop.storage import migrations
from desktop.storage.database import Database
from desktop.storage.errors import CannotOpenError, DatabaseLockedError, NewerVersionError
from desktop.storage.key_file import KeyFile
from desktop.storage.restore import back_up
from desktop.system.passphrase_file import PassphraseFile
from desktop.system.secret_faults import KeyringLockedError
from desktop.system.secrets import KeyHolder, KeyringHolder, TokenFile, recovery_code
from desktop.system.settings import Settings

CODE, OTHER_CODE = recovery_code(KEY), recovery_code(OTHER_KEY)
Step = UnlockStep


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(tmp_path / "hồ sơ")


@pytest.fixture
def ring() -> Ring:
    return Ring()


def data_under(settings: Settings, key: bytes | None, live: str = "1") -> None:
    settings.profile.make()
    database = Database.open(settings.database, key=key)
    sell(database, live)
    database.close()


def backup_of(folder: Path, key: bytes, live: str = "khác") -> Path:
    """A backup that another PC made."""
    other = settings_of(folder / "máy khác")
    data_under(other, key, live)
    back_up(other.database, folder / "sao lưu.db", key)
    return folder / "sao lưu.db"


@pytest.fixture
def all_of() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def lives_in(state: UnlockState) -> set[str]:
    assert state.step is Step.OPENED and state.opened is not None, state
    return lives(state.opened.database)


def fits_the_form(state: UnlockState) -> bool:
    return not state.sentence or ("hãy " in state.sentence and state.sentence.endswith("."))


async def test_a_first_run_with_a_keyring_opens_at_once(settings: Settings, ring: Ring) -> None:
    state = await Unlocking(settings, backend=ring).retry()
    assert lives_in(state) == set() and state.opened is not None and "kho khoá" in state.opened.told


async def test_a_first_run_without_a_keyring_asks_for_a_passphrase(settings: Settings) -> None:
    """architecture.md §6: offer a passphrase file, say so."""
    unlocking = Unlocking(settings, backend=NoRing())
    assert (await unlocking.retry()).step is Step.NEW_PASSPHRASE
    with pytest.raises(UserFault, match="8 ký tự"):
        await unlocking.set_passphrase("ngắn")
    assert lives_in(await unlocking.set_passphrase(PASSPHRASE)) == set()

    second = Unlocking(settings, backend=NoRing())
    assert (await second.retry()).step is Step.PASSPHRASE
    with pytest.raises(UserFault, match="không đúng"):
        await second.enter_passphrase("sai mật khẩu")
    assert lives_in(await second.enter_passphrase(PASSPHRASE)) == set()


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (keyring_errors.KeyringLocked("locked"), "mở khoá"),
        (keyring_errors.PasswordSetError("denied"), "từ chối"),
        (keyring_errors.InitError("no D-Bus"), "Không liên lạc"),
    ],
)
async def test_a_keyring_locked_refused_or_gone_is_tried_again_or_opened_by_code(
    settings: Settings, ring: Ring, fault: Exception, word: str
) -> None:
    """Issue, bad input: the keyring locked, refused, gone."""
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY)
    unlocking = Unlocking(settings, backend=ring)
    ring.fault = fault
    state = await unlocking.retry()
    assert state.step is Step.UNREACHABLE and word in state.sentence and fits_the_form(state)
    opened = await unlocking.enter_recovery_code(CODE)
    assert lives_in(opened) == {"1"}
    assert opened.opened is not None and opened.opened.told == KEPT_FOR_THIS_RUN
    ring.fault = None
    assert lives_in(await unlocking.retry()) == {"1"}


async def test_a_keyring_service_that_is_not_there_is_no_first_run(settings: Settings) -> None:
    """The data is there and its keyring is not: nobody is asked to choose a passphrase for a new key."""
    data_under(settings, KEY)
    unlocking = Unlocking(settings, backend=NoRing())
    state = await unlocking.retry()
    assert state.step is Step.UNREACHABLE and state.has_data and "mã khôi phục" in state.sentence
    state = await unlocking.enter_recovery_code(CODE)
    assert state.step is Step.NEW_PASSPHRASE and fits_the_form(state)
    assert lives_in(await unlocking.set_passphrase(PASSPHRASE)) == {"1"}
    assert PassphraseFile(settings.profile.passphrase_file, PASSPHRASE).load() == KEY


@pytest.mark.parametrize("held", [None, "not a key", "other"])
async def test_a_key_that_is_lost_or_wrong_comes_back_by_the_code(
    settings: Settings, ring: Ring, held: str | None
) -> None:
    """§8: losing the keyring means typing the code, never losing orders."""
    if held == "other":
        KeyringHolder(settings.profile, ring).keep(OTHER_KEY)
    elif held is not None:
        ring.kept["Quầy Live", str(settings.profile.folder)] = held
    data_under(settings, KEY)
    TokenFile(settings.profile, KEY).keep("graph_token", "EAA")
    unlocking = Unlocking(settings, backend=ring)
    state = await unlocking.retry()
    assert state.step is (Step.WRONG_KEY if held == "other" else Step.KEY_MISSING) and state.has_data
    assert fits_the_form(state) and "mã khôi phục" in state.sentence
    assert lives_in(await unlocking.enter_recovery_code(f" {CODE.lower().replace('-', ' ')}\n")) == {"1"}
    assert KeyringHolder(settings.profile, ring).load() == KEY
    assert TokenFile(settings.profile, KEY).read()["graph_token"] == "EAA"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (OTHER_CODE, "dữ liệu khác"),
        (CODE[:-1] + ("A" if CODE[-1] != "A" else "B"), "gõ sai"),
        (CODE[:40], "14 nhóm"),
        ("", "14 nhóm"),
        ("mã số một", "bộ gõ tiếng Việt"),
    ],
)
async def test_a_wrong_recovery_code_says_why_and_changes_nothing(
    settings: Settings, ring: Ring, typed: str, says: str
) -> None:
    """Issue, bad input: a wrong recovery code."""
    data_under(settings, KEY)
    unlocking = Unlocking(settings, backend=ring)
    await unlocking.retry()
    with pytest.raises(UserFault, match=says) as fault:
        await unlocking.enter_recovery_code(typed)
    assert "hãy" in str(fault.value) and not ring.kept
    assert (await unlocking.retry()).step is Step.KEY_MISSING


async def test_a_forgotten_passphrase_is_replaced_by_the_code_and_the_old_file_kept(
    settings: Settings,
) -> None:
    settings.profile.make()
    PassphraseFile(settings.profile.passphrase_file, PASSPHRASE).keep(KEY)
    before = settings.profile.passphrase_file.read_bytes()
    data_under(settings, KEY)
    unlocking = Unlocking(settings, backend=NoRing())
    assert (await unlocking.retry()).step is Step.PASSPHRASE
    assert (await unlocking.enter_recovery_code(CODE)).step is Step.NEW_PASSPHRASE
    assert settings.profile.passphrase_file.read_bytes() == before
    assert lives_in(await unlocking.set_passphrase("mật khẩu mới")) == {"1"}
    assert PassphraseFile(settings.profile.passphrase_file, "mật khẩu mới").load() == KEY
    assert settings.profile.passphrase_file.with_name("passphrase.key.before").read_bytes() == before


async def test_a_newer_foreign_or_damaged_database_is_said_and_left(settings: Settings, ring: Ring) -> None:
    newer = migrations.runner.Migration(9_999, "newer", lambda tx: None, major=99)
    KeyringHolder(settings.profile, ring).keep(KEY)
    settings.profile.make()
    Database.open(settings.database, key=KEY, migrations=(*migrations.ALL, newer)).close()
    state = await Unlocking(settings, backend=ring).retry()
    assert state.step is Step.UNUSABLE and "mới hơn" in state.sentence and fits_the_form(state)
    settings.database.write_bytes(b"not a database at all" * 400)
    state = await Unlocking(settings, backend=ring).retry()
    assert state.step is Step.WRONG_KEY  # Nobody can tell: it is encrypted, or it is nothing.
    settings.database.unlink()
    settings.database.mkdir()
    assert (await Unlocking(settings, backend=ring).retry()).step is Step.UNUSABLE


async def test_a_profile_that_cannot_be_made_is_said(tmp_path: Path, ring: Ring) -> None:
    (tmp_path / "p").write_text("x", "utf-8")
    state = await Unlocking(settings_of(tmp_path / "p"), backend=ring).retry()
    assert state.step is Step.UNUSABLE and "--profile" in state.sentence


async def test_a_named_key_file_that_is_lost_is_written_again_by_the_code(tmp_path: Path, ring: Ring) -> None:
    settings = settings_of(tmp_path / "p", key_file=str(tmp_path / "k"))
    data_under(settings, KEY)
    unlocking = Unlocking(settings, backend=ring)
    state = await unlocking.retry()
    assert state.step is Step.KEY_MISSING and str(tmp_path / "k") in state.sentence
    assert lives_in(await unlocking.enter_recovery_code(CODE)) == {"1"}
    assert KeyFile(tmp_path / "k", is_told=True).load() == KEY
    (tmp_path / "k").unlink()
    KeyFile(tmp_path / "k", is_told=False).keep(OTHER_KEY)
    assert (await unlocking.retry()).step is Step.WRONG_KEY
    assert lives_in(await unlocking.enter_recovery_code(CODE)) == {"1"}
    assert KeyFile(tmp_path / "k", is_told=True).load() == OTHER_KEY, "it may be the key of other data"


async def test_data_of_another_pc_is_opened_by_its_backup_and_code(
    settings: Settings, ring: Ring, tmp_path: Path
) -> None:
    """Issue: opening the database on another PC."""
    state = await Unlocking(settings, backend=ring).open_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)
    assert lives_in(state) == {"khác"}
    assert lives_in(await Unlocking(settings, backend=ring).retry()) == {"khác"}


async def test_data_that_opens_after_everybody_left_is_closed_again(
    settings: Settings, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user closes the window while a slow disk still opens the data: nothing may stay running."""
    begun, go_on, opened = threading.Event(), threading.Event(), list[Database]()

    def slowly(given: Settings, holder: KeyHolder | None) -> OpenedData:
        begun.set()
        assert go_on.wait(10)
        opened.append(open_data(given, holder).database)
        return OpenedData(opened[0], KEY, "")

    monkeypatch.setattr(unlocking_module, "open_data", slowly)
    trying = asyncio.ensure_future(Unlocking(settings, backend=ring).retry())
    await asyncio.to_thread(begun.wait)
    trying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trying
    go_on.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert opened[0]._closing is not None


async def test_a_plain_database_takes_no_code(tmp_path: Path, ring: Ring) -> None:
    plain = Settings.load({"database": f"sqlite:///{tmp_path / 'x.db'}", "profile": str(tmp_path / "p")}, {})
    (tmp_path / "x.db").write_bytes(b"not a database" * 100)
    unlocking = Unlocking(plain, backend=ring)
    assert (await unlocking.retry()).step is Step.UNUSABLE
    with pytest.raises(UserFault, match="--database"):
        await unlocking.open_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)


async def test_without_a_keyring_the_other_pcs_data_waits_for_a_passphrase(
    settings: Settings, tmp_path: Path
) -> None:
    unlocking = Unlocking(settings, backend=NoRing())
    state = await unlocking.open_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)
    assert state.step is Step.NEW_PASSPHRASE and not settings.database.exists()
    assert lives_in(await unlocking.set_passphrase(PASSPHRASE)) == {"khác"}
    # From the settings, the data open: the passphrase is known and not asked for again.
    other = backup_of(tmp_path / "hai", KEY, "ba")
    state = await unlocking.bring_in(checked_backup(other, CODE))
    assert lives_in(state) == {"ba"}
    assert PassphraseFile(settings.profile.passphrase_file, PASSPHRASE).load() == KEY


async def test_what_was_there_before_stays_openable_and_so_do_its_backups(
    settings: Settings, ring: Ring, tmp_path: Path
) -> None:
    """Nothing lost: the old data lies beside, its key among the tokens, which go on with the new key."""
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY, "của máy này")
    TokenFile(settings.profile, KEY).keep("omni_token", "om")
    unlocking = Unlocking(settings, backend=ring)
    assert lives_in(await unlocking.open_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)) == {"khác"}
    assert TokenFile(settings.profile, OTHER_KEY).read()["omni_token"] == "om"
    aside = next(settings.profile.folder.glob("*.before-restore-*.bak"))
    found = known_backup(settings.profile, aside, OTHER_KEY)
    assert found is not None and found.key == KEY and CODE not in repr(found)
    assert lives_in(await unlocking.bring_in(found)) == {"của máy này"}
    assert known_backup(settings.profile, backup_of(tmp_path / "x", bytes(32)), KEY) is None


async def test_a_damaged_or_newer_backup_is_said_and_touches_nothing(
    settings: Settings, ring: Ring, tmp_path: Path
) -> None:
    newer = migrations.runner.Migration(9_999, "newer", lambda tx: None, major=99)
    Database.open(tmp_path / "n.db", key=KEY, migrations=(*migrations.ALL, newer)).close()
    unlocking = Unlocking(settings, backend=ring)
    with pytest.raises(NewerVersionError):
        await unlocking.open_backup(tmp_path / "n.db", CODE)
    with pytest.raises(CannotOpenError):
        await unlocking.open_backup(tmp_path / "absent.db", CODE)
    assert not settings.profile.folder.exists() and not ring.kept


@pytest.mark.parametrize("code", [CODE, OTHER_CODE[:-5], ""])
async def test_a_wrong_code_for_another_pcs_data_touches_nothing(
    settings: Settings, ring: Ring, tmp_path: Path, code: str
) -> None:
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY)
    before = {path: path.read_bytes() for path in settings.profile.folder.rglob("*") if path.is_file()}
    with pytest.raises(UserFault):
        await Unlocking(settings, backend=ring).open_backup(backup_of(tmp_path, OTHER_KEY), code)
    assert {p: p.read_bytes() for p in settings.profile.folder.rglob("*") if p.is_file()} == before


async def test_a_holder_that_does_not_answer_is_noticed_before_the_data_is_replaced(
    settings: Settings, ring: Ring, tmp_path: Path
) -> None:
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY)
    backup = checked_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)
    ring.fault = keyring_errors.KeyringLocked("locked")
    with pytest.raises(KeyringLockedError):
        bring_in(settings, KeyringHolder(settings.profile, ring), backup)
    ring.fault = None
    assert lives_in(await Unlocking(settings, backend=ring).retry()) == {"1"}


async def test_data_in_use_is_not_replaced(
    settings: Settings, ring: Ring, tmp_path: Path, all_of: ExitStack
) -> None:
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY)
    in_use = Database.open(settings.database, key=KEY)
    all_of.callback(in_use.close)
    backup = checked_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)
    with pytest.raises(DatabaseLockedError):
        bring_in(settings, KeyringHolder(settings.profile, ring), backup)
    assert KeyringHolder(settings.profile, ring).load() == KEY


async def test_broken_off_between_data_and_key_the_code_is_asked_for_and_mends_it(
    settings: Settings, ring: Ring, tmp_path: Path
) -> None:
    KeyringHolder(settings.profile, ring).keep(KEY)
    data_under(settings, KEY)
    TokenFile(settings.profile, KEY).keep("omni_token", "om")
    backup = checked_backup(backup_of(tmp_path, OTHER_KEY), OTHER_CODE)
    ring.keeping_fault = keyring_errors.PasswordSetError("denied")
    unlocking = Unlocking(settings, backend=ring)
    with pytest.raises(UserFault, match="từ chối"):
        await unlocking.bring_in(backup)
    ring.keeping_fault = None
    assert (await unlocking.retry()).step is Step.WRONG_KEY
    assert lives_in(await unlocking.enter_recovery_code(OTHER_CODE)) == {"khác"}
    assert TokenFile(settings.profile, OTHER_KEY).read()["omni_token"] == "om"
    aside = next(settings.profile.folder.glob("*.before-restore-*.bak"))
    found = known_backup(settings.profile, aside, OTHER_KEY)
    assert found is not None and found.key == KEY
