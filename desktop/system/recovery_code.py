"""The recovery code: the database key as text that people print, keep and type again (product.md §8).

    FGH7-2K9A-…-Q0XW      14 groups of 4: 32 bytes of key and 3 of checksum, in Crockford's base32

Must not know where a key is kept, and must not log or show one by itself.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

KEY_BYTES = 32
_CHECK_BYTES = 3
GROUP = 4
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = (KEY_BYTES + _CHECK_BYTES) * 8 // 5
GROUPS = _LENGTH // GROUP
# Letters that are left out of the alphabet because they look like digits are read as those digits.
_LOOKALIKES = str.maketrans("OIL", "011")
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


class RecoveryCodeError(ValueError):
    """What was typed is no recovery code; its text is one Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code as far as it is typed: its letters in groups, and whether it is whole.

    `fault` is the sentence for what more typing cannot mend, empty while all is well.
    """

    groups: tuple[str, ...]
    is_whole: bool
    fault: str

    @property
    def full_groups(self) -> int:
        """How many groups have all their letters."""
        return sum(len(group) == GROUP for group in self.groups)


def typed_code(text: str) -> TypedCode:
    """Read a code while it is typed; never raises."""
    letters = typed_letters(text)
    groups = tuple(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
    try:
        key_of(text)
    except RecoveryCodeError as error:
        is_underway = len(letters) < _LENGTH and set(letters) <= set(_LETTERS)
        return TypedCode(groups, False, "" if is_underway else str(error))
    return TypedCode(groups, True, "")


def typed_letters(text: str) -> str:
    """What counts of a typed code, in capitals and with the digits that letters were meant for."""
    typed = "".join(letter for letter in unicodedata.normalize("NFKC", text) if _counts(letter))
    return typed.upper().translate(_LOOKALIKES)


def recovery_code(key: bytes) -> str:
    """The code of a key of 32 bytes, in groups joined by hyphens."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key must be {KEY_BYTES} bytes, not {len(key)}")
    number = int.from_bytes(key + _checksum(key), "big")
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "-".join(letters[start : start + GROUP] for start in range(0, _LENGTH, GROUP))


def key_of(code: str) -> bytes:
    """The key of a code as typed: case, blanks and hyphens do not matter, O is 0, I and L are 1.

    Raises RecoveryCodeError.
    """
    letters = _letters_of(code)
    number = 0
    for letter in letters:
        number = number << 5 | _VALUES[letter]
    found = number.to_bytes(KEY_BYTES + _CHECK_BYTES, "big")
    key, check = found[:KEY_BYTES], found[KEY_BYTES:]
    if check != _checksum(key):
        raise RecoveryCodeError(
            "Mã khôi phục có chỗ gõ sai; hãy so lại từng nhóm với bản đã in hoặc đã lưu rồi gõ lại."
        )
    return key


def _letters_of(code: str) -> str:
    """The letters that count, all of the alphabet and as many as a code has. Raises RecoveryCodeError."""
    letters = typed_letters(code)
    strange = next((letter for letter in letters if letter not in _VALUES), None)
    if strange is not None:
        raise RecoveryCodeError(_strangeness(strange))
    if len(letters) != _LENGTH:
        raise RecoveryCodeError(
            f"Mã khôi phục có {GROUPS} nhóm, mỗi nhóm {GROUP} ký tự ({_LENGTH} ký tự), ở đây có"
            f" {len(letters)} ký tự; hãy xem lại có thiếu hoặc thừa nhóm nào không."
        )
    return letters


def _counts(letter: str) -> bool:
    """Blanks, hyphens and dashes of all kinds, and marks that cannot be seen, are only layout."""
    return not letter.isspace() and unicodedata.category(letter) not in ("Pd", "Cf", "Cc") and letter != "_"


def _strangeness(letter: str) -> str:
    """The sentence for a letter that no code has."""
    if letter.isalpha() and not letter.isascii():
        return "Mã khôi phục không có chữ có dấu; hãy tắt bộ gõ tiếng Việt (Unikey, EVKey) rồi gõ lại mã."
    return f"Mã khôi phục không có ký tự “{letter}”; hãy so lại với bản đã in hoặc đã lưu rồi gõ lại."


def _checksum(key: bytes) -> bytes:
    return hashlib.sha256(b"Quay Live recovery code 1\0" + key).digest()[:_CHECK_BYTES]
