"""Every text of the window has its English, with the same placeholders; Qt's own words have their Vietnamese."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import app.ui
from app.cards.formats import FORMAT_LABELS
from app.cards.sticker_set import StickerSet
from app.cards.template import load_templates
from app.knowledge import Knowledge
from app.paths import assets_dir
from app.ui.catalogue import load_catalogue, read_po
from app.writing.note_table import note_table

LOCALE = assets_dir() / "locale"


def texts_in_code() -> Iterator[str]:
    for path in sorted(Path(app.ui.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name == "tr":
                    yield node.args[0].value


def labels(knowledge: Knowledge) -> Iterator[str]:
    for occasion in knowledge.occasions.values():
        yield occasion.label
    for table in (knowledge.groups, knowledge.tones, knowledge.lengths, knowledge.forms, knowledge.regions):
        yield from table.values()
    for types in (knowledge.email_types, knowledge.post_types):
        yield from (each.label for each in types.values())
    yield from (kind.label for kind in note_table().kinds.values())
    yield from FORMAT_LABELS.values()
    for template in load_templates(assets_dir()).values():
        yield template.label
        yield from (palette.label for palette in template.palettes.values())
    yield from StickerSet(assets_dir() / "stickers").groups.values()


def english() -> dict[str, str]:
    window, cards = (read_po((LOCALE / name).read_text(encoding="utf-8")) for name in ("en.po", "en_cards.po"))
    assert not window.keys() & cards.keys()
    return window | cards


def test_nothing_is_left_in_vietnamese(knowledge: Knowledge) -> None:
    assert {*texts_in_code(), *labels(knowledge)} - set(english()) == set()


def test_nothing_is_translated_that_nobody_asks_for(knowledge: Knowledge) -> None:
    assert set(english()) - {*texts_in_code(), *labels(knowledge)} == set()


def test_placeholders_are_the_same() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [text for text, other in english().items() if names(text) != names(other)] == []


@pytest.mark.parametrize(("language", "word"), [("vi", "Thôi"), ("en", "Cancel")])
def test_qt_speaks_the_windows_language(qtbot: QtBot, qapp: QApplication, language: str, word: str) -> None:
    catalogue = load_catalogue(LOCALE, language, qapp)
    qapp.installTranslator(catalogue)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        assert box.buttons()[0].text().replace("&", "") == word
    finally:
        qapp.removeTranslator(catalogue)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_a_catalogue_is_read_as_it_was_written(entries: dict[str, str]) -> None:
    def quote(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = ["# about", *(f"msgid {quote(a)}\nmsgstr {quote(b)}\n" for a, b in entries.items())]
    assert read_po("\n".join(lines)) == entries
