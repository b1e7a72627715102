"""The interface in another language. Vietnamese is the source and needs no file (architecture.md §5).

Reads Qt's own translation source files (`.ts`, XML) at start: no compiled copy to build or to forget.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.ui.theme import RESOURCES

SOURCE_LANGUAGE = "vi"


class Message(NamedTuple):
    """What a text is found by."""

    context: str
    source: str


class Translation(QTranslator):
    """The translations of one file. Of a text with two forms the first is for exactly one thing."""

    def __init__(self, file: Path, parent: QCoreApplication | None = None) -> None:
        super().__init__(parent)
        self._texts = read_translations(file)

    def isEmpty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._texts

    def translate(
        self,
        context: bytes | str,
        source: bytes | str,
        disambiguation: bytes | str | None = None,
        n: int = -1,
    ) -> str:
        """The translation, the source text itself where there is none."""
        text = _text(source)
        forms = self._texts.get(Message(_text(context), text), (text,))
        return forms[0] if n == 1 else forms[-1]


def read_translations(file: Path) -> dict[Message, tuple[str, ...]]:
    """The forms of every finished message of a `.ts` file. Raises OSError or ElementTree.ParseError."""
    texts: dict[Message, tuple[str, ...]] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            key = Message(context.findtext("name", ""), message.findtext("source", ""))
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                texts[key] = tuple(forms) or (translation.text or "",)
    return texts


def translate_interface(application: QCoreApplication, language: str) -> None:
    """Show the interface in `language` ("vi", "en") from here on; call before any window is made.

    An unknown language leaves Vietnamese.
    """
    file = RESOURCES / "translations" / f"quaylive_{language}.ts"
    if language != SOURCE_LANGUAGE and file.exists():
        application.installTranslator(Translation(file, application))


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value
