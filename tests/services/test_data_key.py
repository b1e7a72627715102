"""One place decides where a key comes from; a key file of before is moved, and no step of it loses (§8)."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from key_places import KEY, OTHER_KEY, PASSPHRASE, NoRing, Ring, lives, sell, settings_of
from keyring import errors as keyring_errors

from desktop.services import data_key
from desktop.services.data_key import (
    OpenedData,
    existing_key,
    holder_of,
    open_data,
    open_database,
    with_kept_tokens,
)
from desktop.storage.database import Database
from desktop.storage.errors import DiskFullError, WrongKeyError
from desktop.storage.key_file import KeyFile, KeyFileError
from desktop.system.passphrase_file import PassphraseFile
from desktop.system.secret_faults import (
    KeyMissingError,
    KeyringContentError,
    KeyringLockedError,
    PassphraseNeededError,
    SecretsError,
    TokensUnreadableError,
    WrongPassphraseError,
)
from desktop.system.secrets import KeyringHolder, TokenFile
from desktop.system.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(tmp_path / "hồ sơ")


@pytest.fixture
def ring() -> Ring:
    return Ring()


def opened(settings: Settings, ring: Ring) -> OpenedData:
    return open_data(settings, holder_of(settings, backend=ring))


def with_key_file(settings: Settings, key: bytes = KEY, *, data_key: bytes | None = KEY) -> None:
    """A profile as the version before left it."""
    settings.profile.make()
    KeyFile(settings.profile.key_file, is_told=False).keep(key)
    if data_key is not None:
        with closing(Database.open(settings.database, key=data_key)) as database:
            sell(database)


def test_a_plain_database_has_no_key_and_nobody_is_asked(tmp_path: Path, ring: Ring) -> None:
    """contracts.md §3: a `sqlite:///` URL given by hand is a plain file."""
    ring.fault = AssertionError("the keyring was asked")
    plain = Settings.load({"database": f"sqlite:///{tmp_path / 'shop.db'}", "profile": str(tmp_path)}, {})
    found = opened(plain, ring)
    found.database.close()
    assert found.key is None and "chưa mã hoá" in found.told
    assert existing_key(plain, holder_of(plain, backend=ring)) is None


def test_a_named_key_file_is_used_as_it_is(tmp_path: Path, ring: Ring) -> None:
    """contracts.md §3: QUAYLIVE_KEY_FILE; neither moved nor replaced, and no keyring is asked."""
    ring.fault = AssertionError("the keyring was asked")
    settings = settings_of(tmp_path / "p", key_file=str(tmp_path / "k"))
    sell(first := opened(settings, ring).database)
    first.close()
    again = opened(settings, ring)
    assert lives(again.database) == {"1"} and str(tmp_path / "k") in again.told
    assert (tmp_path / "k").exists() and not settings.profile.key_file.exists()
    holder = holder_of(settings, backend=ring)
    assert holder is not None
    with pytest.raises(KeyFileError, match="khoá khác"):
        holder.keep(OTHER_KEY)


def test_the_keyring_comes_before_a_file_and_the_passphrase_file_before_the_keyring(
    settings: Settings, ring: Ring
) -> None:
    assert isinstance(holder_of(settings, backend=ring), KeyringHolder)
    assert isinstance(holder_of(settings, has_window=True, backend=NoRing()), PassphraseFile)
    assert isinstance(holder_of(settings, backend=NoRing()), KeyFile)
    settings.profile.make()
    PassphraseFile(settings.profile.passphrase_file, PASSPHRASE).keep(KEY)
    for backend in (ring, NoRing()):
        assert isinstance(holder_of(settings, backend=backend), PassphraseFile)


def test_a_first_run_makes_a_key_in_the_keyring_and_no_file(settings: Settings, ring: Ring) -> None:
    found = opened(settings, ring)
    found.database.close()
    assert found.key is not None and "kho khoá" in found.told
    assert [base64.b64decode(text) for text in ring.kept.values()] == [found.key]
    assert not settings.profile.key_file.exists()
    assert repr(found.key) not in repr(found)


def test_without_keyring_and_window_a_file_in_the_profile_holds_the_key_as_before(settings: Settings) -> None:
    """contracts.md §3: headless runs go on as they did."""
    sell(first := open_database(settings))
    first.close()
    assert settings.profile.key_file.exists()
    assert lives(open_database(settings)) == {"1"}
    settings.profile.key_file.unlink()
    with pytest.raises(KeyFileError, match="Không thấy tệp khoá"):
        open_database(settings)


def test_a_passphrase_file_takes_its_passphrase_from_the_environment_or_refuses(tmp_path: Path) -> None:
    bare = settings_of(tmp_path)
    bare.profile.make()
    PassphraseFile(bare.profile.passphrase_file, PASSPHRASE).keep(KEY)
    told = settings_of(tmp_path, passphrase=PASSPHRASE)
    open_database(told).close()
    assert existing_key(told, holder_of(told)) == KEY
    assert PASSPHRASE not in repr(told) and PASSPHRASE in told.secrets
    with pytest.raises(PassphraseNeededError):
        open_database(bare)
    with pytest.raises(WrongPassphraseError):
        open_database(settings_of(tmp_path, passphrase="sai"))


def test_a_key_file_of_before_is_moved_into_the_keyring(settings: Settings, ring: Ring) -> None:
    with_key_file(settings)
    found = opened(settings, ring)
    assert found.key == KEY and lives(found.database) == {"1"}
    assert not settings.profile.key_file.exists()
    assert lives(opened(settings, ring).database) == {"1"}


def test_a_key_file_of_before_is_moved_under_the_passphrase(settings: Settings) -> None:
    with_key_file(settings)
    holder = holder_of(settings, has_window=True, passphrase=PASSPHRASE, backend=NoRing())
    assert lives(open_data(settings, holder).database) == {"1"}
    assert not settings.profile.key_file.exists() and settings.profile.passphrase_file.exists()


def test_reading_commands_move_nothing(settings: Settings, ring: Ring) -> None:
    with_key_file(settings)
    assert existing_key(settings, holder_of(settings, backend=ring)) == KEY
    assert settings.profile.key_file.exists() and not ring.kept


def _fail_in_keyring(ring: Ring, _: pytest.MonkeyPatch) -> None:
    ring.fault = keyring_errors.KeyringLocked("locked")


def _fail_at_keeping(ring: Ring, _: pytest.MonkeyPatch) -> None:
    ring.keeping_fault = keyring_errors.PasswordSetError("denied")


def _forget_what_is_kept(ring: Ring, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ring, "set_password", lambda *_: None)


def _fail_at_opening(_: Ring, patch: pytest.MonkeyPatch) -> None:
    def full(path: Path, **_: object) -> None:
        raise DiskFullError(path)

    patch.setattr(data_key.Database, "open", full)


def _fail_at_reading_back(ring: Ring, patch: pytest.MonkeyPatch) -> None:
    def lock(*_: object, **__: object) -> object:
        ring.fault = keyring_errors.KeyringLocked("locked")
        return Database(None, None, (), 1.0)

    patch.setattr(data_key.Database, "open", lock)


def _fail_at_deleting(_: Ring, patch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    patch.setattr(Path, "unlink", held)


@pytest.mark.parametrize(
    "fail",
    [
        _fail_in_keyring,
        _fail_at_keeping,
        _forget_what_is_kept,
        _fail_at_opening,
        _fail_at_reading_back,
        _fail_at_deleting,
    ],
)
def test_a_move_that_fails_at_any_step_leaves_the_key_and_is_done_next_time(
    settings: Settings, ring: Ring, fail: Callable[[Ring, pytest.MonkeyPatch], None]
) -> None:
    with_key_file(settings)
    with pytest.MonkeyPatch.context() as patch:
        fail(ring, patch)
        try:
            opened(settings, ring).database.close()
        except (SecretsError, DiskFullError) as fault:
            assert str(fault).endswith(".")
        assert settings.profile.key_file.exists(), "the only sure copy of the key"
    ring.fault = ring.keeping_fault = None
    assert lives(opened(settings, ring).database) == {"1"}
    assert not settings.profile.key_file.exists()


def test_a_key_file_that_does_not_open_the_data_is_not_moved(settings: Settings, ring: Ring) -> None:
    with_key_file(settings, OTHER_KEY, data_key=KEY)
    with pytest.raises(WrongKeyError):
        opened(settings, ring)
    assert not ring.kept and settings.profile.key_file.exists()


def test_data_copied_back_with_its_key_file_opens_though_the_keyring_holds_another(
    settings: Settings, ring: Ring
) -> None:
    KeyringHolder(settings.profile, ring).keep(OTHER_KEY)
    with_key_file(settings)
    found = opened(settings, ring)
    assert found.key == KEY and lives(found.database) == {"1"}
    assert KeyringHolder(settings.profile, ring).load() == KEY


def test_a_key_file_beside_the_key_in_use_is_left_alone(settings: Settings, ring: Ring) -> None:
    """It opens something else, maybe: nobody deletes it."""
    KeyringHolder(settings.profile, ring).keep(KEY)
    with_key_file(settings, OTHER_KEY, data_key=KEY)
    assert lives(opened(settings, ring).database) == {"1"}
    assert settings.profile.key_file.exists()


def test_a_damaged_key_file_matters_only_where_nothing_is_held(settings: Settings, ring: Ring) -> None:
    with_key_file(settings)
    settings.profile.key_file.write_bytes(b"\xff\x00oops")
    with pytest.raises(KeyFileError):
        opened(settings, ring)
    KeyringHolder(settings.profile, ring).keep(KEY)
    assert lives(opened(settings, ring).database) == {"1"}


def test_a_lost_or_locked_keyring_makes_no_new_key(settings: Settings, ring: Ring) -> None:
    """§8: never losing orders."""
    opened(settings, ring).database.close()
    kept = dict(ring.kept)
    ring.kept.clear()
    with pytest.raises(KeyMissingError):
        opened(settings, ring)
    with pytest.raises(KeyMissingError):
        existing_key(settings, holder_of(settings, backend=ring))
    ring.kept, ring.fault = kept, keyring_errors.KeyringLocked("locked")
    with pytest.raises(KeyringLockedError):
        opened(settings, ring)
    ring.fault = None
    opened(settings, ring).database.close()


def test_rubbish_in_the_keyring_does_not_stop_a_first_run_but_never_gives_way_to_a_new_key_for_old_data(
    settings: Settings, ring: Ring
) -> None:
    entry = ("Quầy Live", str(settings.profile.folder))
    ring.kept[entry] = "rubbish"
    opened(settings, ring).database.close()
    key = ring.kept[entry]
    ring.kept[entry] = "rubbish"
    with pytest.raises(KeyringContentError):
        opened(settings, ring)
    assert ring.kept[entry] == "rubbish" != key


def test_tokens_of_the_environment_go_first_and_the_page_goes_with_its_token(tmp_path: Path) -> None:
    bare = settings_of(tmp_path)
    bare.profile.make()
    for name, value in (
        ("graph_token", "kept"),
        ("omni_token", "kept-omni"),
        ("page_id", "1001"),
        ("app_secret", "kept-secret"),
    ):
        TokenFile(bare.profile, KEY).keep(name, value)
    found = with_kept_tokens(bare, KEY)
    assert (found.graph_token, found.omni_token, found.page_id) == ("kept", "kept-omni", "1001")
    told = with_kept_tokens(settings_of(tmp_path, graph_token="told"), KEY)
    assert (told.graph_token, told.omni_token, told.page_id) == ("told", "kept-omni", None)
    assert (found.app_secret, told.app_secret) == ("kept-secret", None)
    assert with_kept_tokens(settings_of(tmp_path, page_id="7"), KEY).page_id == "7"
    assert with_kept_tokens(bare, None) is bare
    with pytest.raises(TokensUnreadableError):
        with_kept_tokens(bare, OTHER_KEY)
