"""The window's language: Vietnamese is the source, assets/locale/*.po hold the rest: en.po the window,
en_cards.po the designs, their palettes, the formats and the groups of stickers.

A gettext catalogue is plain text that translators' programs can edit; it is read here directly, so
nothing needs compiling. qt_vi.po turns Qt's own English words ("Paste", "Cancel") into Vietnamese.
"""

import ast
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator


def read_po(text: str) -> dict[str, str]:
    """msgid -> msgstr of a catalogue without plurals; entries without a translation are left out."""
    entries: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    field = "msgid"
    for line in [*text.splitlines(), 'msgid ""']:
        word, _, quoted = line.partition(" ")
        if word == "msgid":
            if parts["msgid"] and parts["msgstr"]:
                entries[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        if word in parts:
            field = word
            parts[field] = ast.literal_eval(quoted)
        elif line.startswith('"'):
            parts[field] += ast.literal_eval(line)
    return entries


class Catalogue(QTranslator):
    """Looks a text up whatever class asks for it; unknown texts stay as they are in the code."""

    def __init__(self, entries: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        return not self._entries

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The translation, or None so that Qt falls back to the text itself."""
        return self._entries.get(text)


def load_catalogue(folder: Path, language: str, parent: QObject | None = None) -> Catalogue:
    """The catalogue of "vi" (Qt's own words only) or "en"."""
    names = ["qt_vi.po"] if language == "vi" else [f"{language}.po", f"{language}_cards.po"]
    entries: dict[str, str] = {}
    for name in names:
        entries |= read_po((folder / name).read_text(encoding="utf-8"))
    return Catalogue(entries, parent)
