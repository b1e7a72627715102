"""What can be wrong with the places secrets are kept in: one Vietnamese sentence each that says what to do.

Must not hold a secret or show anything itself.
"""

from __future__ import annotations

from pathlib import Path


class SecretsError(Exception):
    """The secrets cannot be reached. `str(fault)` is the sentence for people."""


class KeyringLockedError(SecretsError):
    """The keyring is there and stays locked, or its owner did not unlock it."""

    def __init__(self) -> None:
        super().__init__(
            "Kho khoá của hệ điều hành (keyring) đang khoá; hãy mở khoá (thường là mật khẩu đăng nhập máy)"
            " rồi thử lại."
        )


class KeyringRefusedError(SecretsError):
    """The keyring answered, and refused to give or take the key."""

    def __init__(self) -> None:
        super().__init__(
            "Kho khoá của hệ điều hành (keyring) từ chối Quầy Live; hãy cho phép khi máy hỏi, rồi thử lại."
        )


class KeyringGoneError(SecretsError):
    """There is no keyring, or its service does not answer."""

    def __init__(self) -> None:
        super().__init__(
            "Không liên lạc được với kho khoá của hệ điều hành (keyring); hãy đăng nhập lại vào máy rồi mở"
            " Quầy Live, hoặc nhập mã khôi phục."
        )


class KeyringContentError(SecretsError):
    """What lies in the keyring under our name is no key."""

    def __init__(self) -> None:
        super().__init__(
            "Mục “Quầy Live” trong kho khoá của hệ điều hành không phải khoá hợp lệ; hãy nhập mã khôi phục."
        )


class KeyMissingError(SecretsError):
    """There is a database, and its key is nowhere: a new key could not open it."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"Không còn khoá của dữ liệu trong {place}; hãy nhập mã khôi phục đã in, dữ liệu vẫn còn nguyên."
        )


class PassphraseNeededError(SecretsError):
    """The key lies under a passphrase, or is to, and none was given. A window asks instead of saying it."""

    def __init__(self) -> None:
        super().__init__(
            "Khoá dữ liệu được giữ dưới mật khẩu; hãy nhập mật khẩu đó, khi chạy lệnh thì đặt vào biến"
            " QUAYLIVE_PASSPHRASE."
        )


class WrongPassphraseError(SecretsError):
    """The passphrase does not open the key file (or the file was changed: nobody can tell which)."""

    def __init__(self) -> None:
        super().__init__("Mật khẩu của tệp khoá không đúng; hãy gõ lại, hoặc nhập mã khôi phục.")


class WeakPassphraseError(SecretsError):
    """A passphrase too short to be one."""

    def __init__(self, shortest: int) -> None:
        super().__init__(f"Mật khẩu của tệp khoá quá ngắn; hãy đặt ít nhất {shortest} ký tự.")


class SecretsFileError(SecretsError):
    """A file of ours can be neither read nor written, or is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không đọc hoặc không ghi được tệp {path}; hãy cấp quyền cho tệp này hoặc chép lại từ bản sao."
        )


class TokensUnreadableError(SecretsError):
    """The tokens were encrypted under another key, or their file was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không mở được các token đã lưu trong {path} bằng khoá của máy này; hãy dán lại các token."
        )
