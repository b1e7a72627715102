"""Keys in the real program: kept in a keyring, moved from a file, brought to another PC (product.md §8)."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.services.data_key import open_database
from desktop.storage.key_file import KeyFile
from desktop.system.passphrase_file import PassphraseFile
from desktop.system.paths import Profile
from desktop.system.secrets import TokenFile, recovery_code
from desktop.system.settings import Settings

from .running import PAGE, PHONES, SCRIPT, comment, environment, one_sentence, sandbox, scenario

BACKEND = "tests.e2e.file_keyring.FileKeyring"
KEY = bytes(range(32))
PASSPHRASE = "mật khẩu của quầy"
Run = subprocess.CompletedProcess[bytes]


class Pc:
    """A PC of the shop: its profile, and its keyring unless it has none."""

    def __init__(self, folder: Path, *, keyring: bool = True) -> None:
        folder.mkdir()
        self.folder, self.has_keyring = folder, keyring
        self.profile = Profile(folder / "profile")
        self.keyring = folder / "keyring.json"

    def run(self, *words: str, ring: dict[str, str] | None = None, line: str = "", **settings: str) -> Run:
        """`quaylive WORDS`, with this line on its standard input."""
        env = environment(self.folder, **settings)
        if self.has_keyring:
            env |= {"PYTHON_KEYRING_BACKEND": BACKEND, "FILE_KEYRING": str(self.keyring)} | (ring or {})
        return subprocess.run(
            [sys.executable, "-m", "desktop", *words],
            env=env,
            cwd=self.folder,
            capture_output=True,
            input=line.encode(),
            check=False,
        )

    @property
    def key(self) -> bytes:
        """What the keyring holds."""
        (entry,) = json.loads(self.keyring.read_text("utf-8")).values()
        return base64.b64decode(entry)

    def hold(self) -> None:
        """The window was here before: the keyring holds KEY."""
        entry = {f"Quầy Live\n{self.profile.folder}": base64.b64encode(KEY).decode()}
        self.keyring.write_text(json.dumps(entry), "utf-8")
        self.profile.make()

    def store(self) -> None:
        """Data under KEY."""
        told = self.folder / "k"
        KeyFile(told, is_told=False).keep(KEY)
        words = {"profile": str(self.profile.folder)}
        open_database(Settings.load(words, {"QUAYLIVE_KEY_FILE": str(told)})).close()
        told.unlink()

    def files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


def refused(run: Run) -> str:
    assert run.returncode == 2 and run.stdout == b"", (run.stdout, run.stderr)
    return one_sentence(run.stderr.decode())


def test_orders_come_to_another_pc_by_backup_and_code_and_are_the_same(tmp_path: Path) -> None:
    """Issue: opening the database on another PC. The live is read with the token that the window kept."""
    here, there = Pc(tmp_path / "a"), Pc(tmp_path / "b")
    here.hold()
    said = [comment(n, 0.0, f"A01 {size} {PHONES[n]}", n) for n, size in enumerate("MLML")]
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    with sandbox(tmp_path, scenario(said, duration=2.0)) as servers:
        TokenFile(here.profile, KEY).keep("graph_token", servers.told["page_token"])
        TokenFile(here.profile, KEY).keep("page_id", PAGE)
        words = ["listen", "--live", servers.told["live_video_id"], "--script", str(tmp_path / "script.json")]
        listened = here.run(*words, "--until-ended", graph_url=servers.told["graph"])
        assert listened.returncode == 0, listened.stderr
    orders = here.run("orders")
    assert len(json.loads(orders.stdout)) == 4 and not here.profile.key_file.exists()
    assert here.run("backup", str(tmp_path / "b.db")).returncode == 0

    restore = ("restore", str(tmp_path / "b.db"))
    assert "--recovery-code" in refused(there.run(*restore))
    wrong = recovery_code(bytes(32))
    assert "Mã khôi phục này không mở được" in refused(there.run(*restore, "--recovery-code", wrong))
    assert "gõ sai" in refused(there.run(*restore, "--recovery-code", wrong[:-1] + "Z"))
    assert there.files() == {}, "nothing was touched"
    came = there.run(*restore, "--recovery-code", recovery_code(KEY).lower())
    assert came.returncode == 0, came.stderr
    assert there.run("orders").stdout == orders.stdout
    assert there.key == KEY


def test_the_code_goes_in_by_standard_input_too(tmp_path: Path) -> None:
    """The list of processes shows words; a line of input it does not. Without a keyring the file holds it."""
    here, there = Pc(tmp_path / "a", keyring=False), Pc(tmp_path / "b", keyring=False)
    here.store()
    run = there.run(
        "restore", str(here.profile.database), "--recovery-code", "-", line=recovery_code(KEY) + "\n"
    )
    assert run.returncode == 0, run.stderr
    assert KeyFile(there.profile.key_file, is_told=False).load() == KEY
    assert json.loads(there.run("orders").stdout) == []


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX systems")
def test_somebody_at_the_terminal_is_asked_for_the_code(tmp_path: Path) -> None:
    here, there = Pc(tmp_path / "a", keyring=False), Pc(tmp_path / "b", keyring=False)
    here.store()
    ours, theirs = os.openpty()
    os.write(ours, recovery_code(KEY).encode() + b"\n")
    run = subprocess.run(
        [sys.executable, "-m", "desktop", "restore", str(here.profile.database)],
        env=environment(there.folder),
        cwd=there.folder,
        capture_output=True,
        stdin=theirs,
        check=False,
    )
    for end in (ours, theirs):
        os.close(end)
    assert run.returncode == 0 and "Gõ mã khôi phục" in run.stderr.decode(), run.stderr
    assert json.loads(there.run("orders").stdout) == []


def test_a_backup_of_this_pc_needs_no_code_and_a_plain_database_knows_none(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "a")
    pc.hold()
    pc.store()
    assert pc.run("backup", "b.db").returncode == 0
    assert pc.run("restore", "b.db").returncode == 0
    plain = pc.run("restore", "b.db", "--recovery-code", "x", database="sqlite:///x.db")
    assert "--recovery-code" in refused(plain)


@pytest.mark.parametrize(
    ("fault", "says"), [("locked", "đang khoá"), ("refused", "từ chối"), ("gone", "không liên lạc")]
)
def test_a_keyring_out_of_reach_is_one_sentence_and_makes_no_key(
    tmp_path: Path, fault: str, says: str
) -> None:
    """Issue, bad input: the keyring locked, refused, gone."""
    pc = Pc(tmp_path / "a")
    pc.hold()
    pc.store()
    before = pc.files()
    ring = {"FILE_KEYRING_FAULT": fault}
    for words in (["orders"], ["backup", "b.db"]):
        assert says in refused(pc.run(*words, ring=ring)).lower()
    assert pc.files() == before
    ill, well = pc.run("doctor", ring=ring), pc.run("doctor")
    assert ill.returncode == 1 and ill.stderr == b"" and says in ill.stdout.decode().lower(), ill
    assert well.returncode == 0 and "mở được" in well.stdout.decode(), well.stdout.decode()


def test_a_passphrase_file_wants_its_passphrase_from_the_environment(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "a", keyring=False)
    pc.profile.make()
    PassphraseFile(pc.profile.passphrase_file, PASSPHRASE).keep(KEY)
    pc.store()
    assert "QUAYLIVE_PASSPHRASE" in refused(pc.run("orders"))
    assert "không đúng" in refused(pc.run("orders", passphrase="sai mật khẩu"))
    assert pc.run("orders", passphrase=PASSPHRASE).returncode == 0
    assert pc.run("doctor").returncode == 1
    well = pc.run("doctor", passphrase=PASSPHRASE)
    assert well.returncode == 0 and PASSPHRASE not in well.stdout.decode(), well.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
@pytest.mark.parametrize("moment", ["before-keep", "after-keep", "reading-back"])
def test_a_process_killed_while_it_moves_the_key_loses_nothing(tmp_path: Path, moment: str) -> None:
    pc = Pc(tmp_path / "a")
    pc.store()
    KeyFile(pc.profile.key_file, is_told=False).keep(KEY)
    killed = pc.run("orders", ring={"FILE_KEYRING_KILL": moment})
    assert killed.returncode == -9 and pc.profile.key_file.exists(), killed
    again = pc.run("orders")
    assert again.returncode == 0 and json.loads(again.stdout) == []
    assert pc.key == KEY and not pc.profile.key_file.exists()


def test_no_test_here_reaches_a_real_keyring() -> None:
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"
