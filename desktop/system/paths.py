"""Where the program keeps its files: one profile folder. Must not open or read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


class ProfileError(Exception):
    """The profile folder cannot be used; its text is one Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The folder of one user's database, settings and logs. `folder` is absolute."""

    folder: Path

    @property
    def database(self) -> Path:
        """The embedded database, encrypted."""
        return self.folder / "quaylive.db"

    @property
    def key_file(self) -> Path:
        """The database's key, where no other place is told."""
        return self.folder / "quaylive.key"

    @property
    def tokens(self) -> Path:
        """The tokens, encrypted under the profile's key."""
        return self.folder / "secrets.bin"

    @property
    def passphrase_file(self) -> Path:
        """The profile's key under a passphrase, on computers without a keyring."""
        return self.folder / "passphrase.key"

    @property
    def code_marker(self) -> Path:
        """Which recovery code its owner has printed or saved; tells nothing of the code itself."""
        return self.folder / "recovery-code.saved"

    @property
    def settings(self) -> Path:
        """What the user has set, as JSON."""
        return self.folder / "settings.json"

    @property
    def sounds(self) -> Path:
        """The sounds of alerts, made anew where they are missing."""
        return self.folder / "sounds"

    @property
    def window(self) -> Path:
        """What the window looked like when it was closed."""
        return self.folder / "window.ini"

    @property
    def log(self) -> Path:
        """The newest log; older ones lie beside it with a number."""
        return self.folder / "logs" / "quaylive.log"

    @property
    def crash_record(self) -> Path:
        """What the interpreter wrote when the process itself died."""
        return self.folder / "logs" / "crash.log"

    @property
    def pictures(self) -> Path:
        """Pictures fetched from outside; may be deleted at any time."""
        return self.folder / "pictures"

    def make(self) -> None:
        """Make the folders, for the user's eyes alone. Raises ProfileError."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.log.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise ProfileError(
                f"Không tạo được thư mục {self.folder}; hãy cấp quyền ghi hoặc chọn chỗ khác bằng --profile."
            ) from error


def profile_of(told: str | None, environ: Mapping[str, str]) -> Profile:
    """The profile told on the command line, in QUAYLIVE_PROFILE, or the platform's data folder."""
    folder = told or environ.get("QUAYLIVE_PROFILE")
    if folder:
        return Profile(Path(folder).expanduser().absolute())
    return Profile(platformdirs.user_data_path("QuayLive", appauthor=False))
