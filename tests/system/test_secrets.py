"""One key in the keyring, tokens encrypted under it; a sentence for each way it can be out of reach (§8)."""

from __future__ import annotations

import base64
import subprocess
import sys
import threading
from pathlib import Path

import keyring
import pytest
from keyring import errors
from keyring.backends import fail

from desktop.system import secrets as at_rest
from desktop.system.passphrase_file import PassphraseFile
from desktop.system.paths import Profile
from desktop.system.secret_faults import (
    KeyMissingError,
    KeyringContentError,
    KeyringGoneError,
    KeyringLockedError,
    KeyringRefusedError,
    PassphraseNeededError,
    SecretsError,
    SecretsFileError,
    TokensUnreadableError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from desktop.system.secrets import (
    KeyringHolder,
    TokenFile,
    from_recovery_code,
    has_keyring,
    holder_for,
    load_or_create,
    recovery_code,
)

TOKEN = "EAAsecretTOKEN0123456789"
PASSPHRASE = "mật khẩu của quầy"
KEY = bytes(range(100, 132))


class Ring:
    """A keyring in memory. `fault` is raised by every call; one that is `forgetful` keeps nothing."""

    priority = 1.0

    def __init__(self, fault: Exception | None = None, *, forgetful: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fault = fault
        self.forgetful = forgetful

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault:
            raise self.fault
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.fault:
            raise self.fault
        if not self.forgetful:
            self.kept[service, username] = password


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "hồ sơ")


def is_one_sentence(fault: SecretsError) -> bool:
    text = str(fault)
    return text.endswith(".") and ". " not in text and "\n" not in text and "; hãy " in text


def test_tests_never_reach_a_real_keyring() -> None:
    """contracts.md §3: neither here nor in processes that tests start."""
    assert isinstance(keyring.get_keyring(), fail.Keyring)
    asked = "import keyring; print(type(keyring.get_keyring()).__module__)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "keyring.backends.fail"


def test_the_key_is_one_short_entry_named_by_the_profile(profile: Profile) -> None:
    """§8, architecture.md §6: 32 bytes as base64 fit into a Windows credential; two profiles, two keys."""
    ring = Ring()
    key = load_or_create(profile, KeyringHolder(profile, ring))
    assert ring.kept == {("Quầy Live", str(profile.folder)): base64.b64encode(key).decode()}
    assert len(key) == 32
    assert load_or_create(profile, KeyringHolder(profile, ring)) == key
    other = Profile(profile.folder.with_name("khác"))
    assert load_or_create(other, KeyringHolder(other, ring)) != key


def test_the_key_of_a_key_file_from_before_is_taken_over_once(profile: Profile) -> None:
    """A database that is there keeps its key; what the keyring holds already is not replaced."""
    profile.make()
    profile.database.write_bytes(b"orders")
    ring = Ring()
    assert load_or_create(profile, KeyringHolder(profile, ring), existing=KEY) == KEY
    assert load_or_create(profile, KeyringHolder(profile, ring), existing=bytes(32)) == KEY


def test_no_new_key_is_made_for_a_database_that_has_one(profile: Profile) -> None:
    """§8: losing the keyring means typing the code, never losing orders."""
    ring = Ring()
    key = load_or_create(profile, KeyringHolder(profile, ring))
    code = recovery_code(key)
    profile.database.write_bytes(b"orders")
    ring.kept.clear()
    with pytest.raises(KeyMissingError, match="mã khôi phục") as fault:
        load_or_create(profile, KeyringHolder(profile, ring))
    assert is_one_sentence(fault.value) and not ring.kept
    KeyringHolder(profile, ring).keep(from_recovery_code(code.lower()))
    assert load_or_create(profile, KeyringHolder(profile, ring)) == key


def test_two_first_starts_at_once_make_one_key(profile: Profile) -> None:
    ring, made, start = Ring(), [], threading.Barrier(6)

    def first_start() -> None:
        holder = KeyringHolder(profile, ring)
        start.wait()
        made.append(load_or_create(profile, holder))

    threads = [threading.Thread(target=first_start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6 and len(set(made)) == 1


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (errors.KeyringLocked("Failed to unlock the collection!"), KeyringLockedError),
        (errors.PasswordSetError("denied"), KeyringRefusedError),
        (errors.KeyringError("no"), KeyringRefusedError),
        (PermissionError(13, "denied"), KeyringRefusedError),
        (errors.InitError("no D-Bus"), KeyringGoneError),
        (errors.NoKeyringError("none"), KeyringGoneError),
        (ConnectionResetError("bus went away"), KeyringGoneError),
        (RuntimeError("anything of the system"), KeyringGoneError),
    ],
)
def test_a_keyring_locked_refused_or_gone_has_its_sentence(
    profile: Profile, raised: Exception, told: type[SecretsError]
) -> None:
    """Issue: the keyring locked, refused, gone. Reading and writing alike, and never a new key."""
    holder = KeyringHolder(profile, Ring(raised))
    for attempt in (holder.load, lambda: holder.keep(KEY), lambda: load_or_create(profile, holder)):
        with pytest.raises(told) as fault:
            attempt()
        assert is_one_sentence(fault.value) and "keyring" in str(fault.value)


def test_a_keyring_that_takes_the_key_and_forgets_it_is_noticed(profile: Profile) -> None:
    with pytest.raises(KeyringRefusedError):
        load_or_create(profile, KeyringHolder(profile, Ring(forgetful=True)))


@pytest.mark.parametrize("content", ["", "abc", "đ", base64.b64encode(bytes(31)).decode()])
def test_somebody_elses_entry_is_no_key(profile: Profile, content: str) -> None:
    ring = Ring()
    ring.kept["Quầy Live", str(profile.folder)] = content
    with pytest.raises(KeyringContentError) as fault:
        KeyringHolder(profile, ring).load()
    assert is_one_sentence(fault.value)
    assert ring.kept["Quầy Live", str(profile.folder)] == content


def test_tokens_are_kept_and_forgotten_and_nothing_of_them_is_readable(profile: Profile) -> None:
    profile.make()
    tokens = TokenFile(profile, KEY)
    assert tokens.read() == {}
    tokens.keep("graph_token", TOKEN)
    tokens.keep("omni_token", "omni-Đà-Nẵng")
    assert TokenFile(profile, KEY).read() == {"graph_token": TOKEN, "omni_token": "omni-Đà-Nẵng"}
    for path in profile.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert TOKEN.encode() not in content and b"graph_token" not in content and KEY not in content
    tokens.keep("graph_token", None)
    assert tokens.read() == {"omni_token": "omni-Đà-Nẵng"}
    tokens.discard()
    assert tokens.read() == {}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX systems")
def test_the_files_are_for_their_owner_alone(profile: Profile) -> None:
    profile.make()
    TokenFile(profile, KEY).keep("graph_token", TOKEN)
    PassphraseFile(profile.passphrase_file, PASSPHRASE).keep(KEY)
    for path in (profile.tokens, profile.passphrase_file):
        assert path.stat().st_mode & 0o777 == 0o600


def test_tokens_of_another_key_or_changed_ones_are_told_and_left(profile: Profile) -> None:
    profile.make()
    TokenFile(profile, KEY).keep("graph_token", TOKEN)
    sealed = profile.tokens.read_bytes()
    with pytest.raises(TokensUnreadableError) as fault:
        TokenFile(profile, bytes(32)).read()
    assert is_one_sentence(fault.value)
    with pytest.raises(TokensUnreadableError):
        TokenFile(profile, bytes(32)).keep("omni_token", "x")
    assert profile.tokens.read_bytes() == sealed
    for place in range(len(sealed)):
        profile.tokens.write_bytes(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
        with pytest.raises(TokensUnreadableError):
            TokenFile(profile, KEY).read()
    for length in range(len(sealed)):
        profile.tokens.write_bytes(sealed[:length])
        with pytest.raises(TokensUnreadableError):
            TokenFile(profile, KEY).read()


def test_tokens_kept_from_many_threads_are_all_there(profile: Profile) -> None:
    profile.make()
    threads = [
        threading.Thread(target=TokenFile(profile, KEY).keep, args=(f"token{number}", "x" * number))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert TokenFile(profile, KEY).read() == {f"token{number}": "x" * number for number in range(8)}


def test_a_folder_in_the_way_is_a_sentence(profile: Profile) -> None:
    profile.tokens.mkdir(parents=True)
    for attempt in (TokenFile(profile, KEY).read, lambda: TokenFile(profile, KEY).keep("a", "b")):
        with pytest.raises(SecretsFileError) as fault:
            attempt()
        assert is_one_sentence(fault.value)


def test_without_a_keyring_the_key_lies_under_a_passphrase_and_that_is_said(profile: Profile) -> None:
    """architecture.md §6: no backend on a headless Linux: offer a passphrase file, say so."""
    assert not has_keyring()
    holder = holder_for(profile, passphrase=PASSPHRASE)
    assert "không có kho khoá" in holder.told and "mật khẩu" in holder.told
    key = load_or_create(profile, holder)
    assert key not in profile.passphrase_file.read_bytes()
    decomposed = "mật khẩu của quầy".replace("ậ", "a\u0323\u0302")
    assert load_or_create(profile, holder_for(profile, passphrase=decomposed)) == key


def test_a_passphrase_missing_wrong_or_weak_has_its_sentence(profile: Profile) -> None:
    for passphrase, told in (
        (None, PassphraseNeededError),
        ("", WeakPassphraseError),
        ("1234567", WeakPassphraseError),
    ):
        with pytest.raises(told) as fault:
            load_or_create(profile, holder_for(profile, passphrase=passphrase))
        assert is_one_sentence(fault.value) and not profile.passphrase_file.exists()
    load_or_create(profile, holder_for(profile, passphrase=PASSPHRASE))
    for passphrase, told in ((None, PassphraseNeededError), ("sai mật khẩu", WrongPassphraseError)):
        with pytest.raises(told) as fault:
            load_or_create(profile, holder_for(profile, passphrase=passphrase))
        assert is_one_sentence(fault.value)
    profile.passphrase_file.write_bytes(b"QLpass1\nshort")
    with pytest.raises(WrongPassphraseError):
        load_or_create(profile, holder_for(profile, passphrase=PASSPHRASE))
    profile.passphrase_file.write_bytes(b"something else")
    with pytest.raises(SecretsFileError):
        load_or_create(profile, holder_for(profile, passphrase=PASSPHRASE))


def test_a_keyring_is_preferred_until_a_passphrase_file_holds_the_key(profile: Profile) -> None:
    assert isinstance(holder_for(profile, backend=Ring()), KeyringHolder)
    profile.make()
    PassphraseFile(profile.passphrase_file, PASSPHRASE).keep(KEY)
    holder = holder_for(profile, passphrase=PASSPHRASE, backend=Ring())
    assert holder.load() == KEY


def test_a_keyring_that_cannot_even_be_looked_for_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("the configured backend is not installed")

    monkeypatch.setattr(at_rest.keyring, "get_keyring", broken)
    with pytest.raises(KeyringGoneError):
        has_keyring()
