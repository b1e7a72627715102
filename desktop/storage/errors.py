"""What can be wrong with the place the database lies in, told apart from our own bugs by type.

Every `StorageError` is a fault of the environment (disk, file, key, another program) and carries one
Vietnamese sentence for shop staff that says what to do. A broken constraint or wrong SQL is a bug of
ours and stays a peewee error. Must not show or log anything itself.
"""

from __future__ import annotations

from pathlib import Path


class StorageError(Exception):
    """The environment does not let us keep the data. `str(fault)` is the sentence for people."""


class FolderMissingError(StorageError):
    """The folder the database should lie in does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Không thấy thư mục {folder}; hãy tạo thư mục này hoặc chọn chỗ khác để lưu dữ liệu."
        )


class ReadOnlyError(StorageError):
    """The file or its folder may only be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không ghi được vào {path} vì nơi này chỉ cho đọc; hãy cấp quyền ghi hoặc chọn chỗ khác."
        )


class CannotOpenError(StorageError):
    """The operating system does not open the file, for a reason it does not tell."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không mở được tệp dữ liệu {path}; hãy kiểm tra lại đường dẫn và quyền truy cập của tệp."
        )


class DiskFullError(StorageError):
    """No space left. What was committed stands; the write that failed left nothing behind."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Ổ đĩa chứa {path} đã đầy nên chưa lưu được; hãy dọn bớt chỗ rồi làm lại, dữ liệu cũ vẫn còn."
        )


class DiskFailedError(StorageError):
    """Reading or writing failed below us: a broken disk, an unplugged drive, a lost network share."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Ổ đĩa báo lỗi khi đọc hoặc ghi {path}; hãy kiểm tra ổ đĩa, dây cắm, mạng rồi mở lại Quầy Live."
        )


class DatabaseLockedError(StorageError):
    """Another program held the database longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Chương trình khác đang giữ tệp dữ liệu {path} quá lâu; hãy đóng chương trình đó rồi thử lại."
        )


class WrongKeyError(StorageError):
    """The key does not open the file (which may also be no database at all)."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Khoá này không mở được tệp dữ liệu {path}; hãy dùng đúng tệp khoá đã tạo ra dữ liệu này."
        )


class NotADatabaseError(StorageError):
    """Opened without a key, the file is encrypted, or is no database, or is somebody else's."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Tệp {path} không phải dữ liệu Quầy Live hoặc đã mã hoá; hãy chọn đúng tệp hoặc đưa đúng khoá."
        )


class DamagedError(StorageError):
    """The database can be opened, but its content contradicts itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Tệp dữ liệu {path} bị hỏng; hãy giữ nguyên tệp này và khôi phục từ bản sao lưu gần nhất."
        )


class NewerVersionError(StorageError):
    """A newer major version of the program made this database; it was left untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Dữ liệu {path} do bản Quầy Live mới hơn tạo ra; hãy cập nhật Quầy Live rồi mở lại."
        )


class DatabaseClosedError(RuntimeError):
    """The database was asked after its end: a worker outlived the shutdown (a bug, not a fault)."""
