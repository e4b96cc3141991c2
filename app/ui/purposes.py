"""What each detail is understood to be for, read against the form as it stands; its table is loaded behind the window."""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.knowledge import ShortForms
from app.viet.text import capitalize, nfc
from app.writing.brief import Brief, write_out
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteKind, NoteTable, note_table, split_purpose

if TYPE_CHECKING:
    from app.writing.notes import Note

log = logging.getLogger(__name__)
SOON_MS = 60  # after the first painting, and once for several letters typed in a row
LONGEST_WHO = 24  # letters; a recipient described at length is called by the pair's word


@dataclass(frozen=True)
class Understood:
    """What one detail was read as."""

    kind: str  # id of assets/notes
    label: str  # "sức khỏe", in the window's language
    words: str  # the detail without a label before it
    more: int  # notes beside the first
    sentence: str  # for tooltips and screen readers
    chosen: bool  # by the person, not by reading


class Purposes(QObject):
    """Reads details; `changed` says that they may read otherwise now."""

    changed = Signal()

    def __init__(self, room: Any, short: ShortForms, bridge: Any, parent: QObject | None = None) -> None:
        """room: has brief(), which reads the form, and the signal `changed`; short: what is written out before reading."""
        super().__init__(parent)
        self._room, self._short, self._bridge = room, short, bridge
        self._table: NoteTable | None = None
        self._wanted = self._loading = False
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._look_again)
        room.changed.connect(self._touch)

    def _touch(self) -> None:
        """The form has changed."""
        if self._wanted:
            self._soon.start()

    def read(self, details: Sequence[str]) -> list[Understood | None]:
        """What each detail is for; None for each until the table is there, which `changed` will tell."""
        if details and not self._table:
            self._wanted = True
            self._soon.start()
        if not details or not self._table:
            return [None] * len(details)
        brief = self._room.brief()
        return [self._read(brief, self._table, detail) for detail in details]

    def choices(self, detail: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """The kinds (id, label) under whom they are about, the likeliest first, and first of all the one read."""
        from app.writing.note_doer import WEDDINGS
        from app.writing.notes import FALLBACKS

        if not self._table:
            return []
        brief, kinds = self._room.brief(), self._table.kinds
        read = self._read(brief, self._table, detail)
        words = split_purpose(write_out(" ".join(nfc(detail).split()), self._short))[0]
        scores = self._table.bayes.scores(words, kinds)

        needs = self._table.words["needs"]

        def rank(kind: NoteKind) -> tuple[bool, bool, bool, float]:
            unlikely = kind.id in needs and not any(word in words.lower() for word in needs[kind.id])
            unlikely |= kind.id == "doi_lua" and brief.occasion not in WEDDINGS
            return read is None or kind.id != read.kind, kind.id in FALLBACKS.values(), unlikely, -scores.get(kind.id, -math.inf)

        headings = {
            RECIPIENT: self.tr("Về {ai}").format(ai=self._recipient(brief)),
            WRITER: self.tr("Về mình"),
            THIRD: self.tr("Về người thân"),
            BOTH: self.tr("Về cả hai"),
            NOBODY: self.tr("Khác"),
        }
        ranked = sorted(kinds.values(), key=rank)
        doers = sorted(headings, key=lambda doer: read is None or doer != kinds[read.kind].doer)
        return [
            (headings[doer], [(kind.id, capitalize(self.tr(kind.label))) for kind in ranked if kind.doer == doer]) for doer in doers
        ]

    def relabelled(self, detail: str, kind: str) -> str:
        """The detail with the label of the kind before it; "" takes the label away."""
        words, _ = split_purpose(nfc(detail))
        return f"{note_table().kinds[kind].label}: {words}" if kind else words

    def _look_again(self) -> None:
        if self._table:
            self.changed.emit()
        elif not self._loading:
            self._loading = True
            self._bridge.run(_load, self._loaded, lambda fault: log.error("the kinds of notes: %r", fault))

    def _loaded(self, table: NoteTable) -> None:
        self._table = table
        self.changed.emit()

    def _read(self, brief: Brief, table: NoteTable, detail: str) -> Understood | None:
        from app.writing.notes import read_notes

        said, kind = split_purpose(write_out(" ".join(nfc(detail).split()), self._short))
        notes = read_notes(brief.with_(details=(said,), purposes=(kind,)), table)
        if not notes:
            return None
        first = notes[0].kind
        told = "; ".join(dict.fromkeys(self._told(note, brief, table) for note in notes))
        sentence = self.tr("Bạn đã chọn: {gi}. Bấm để đổi.") if kind else self.tr("Hiểu là: {gi}. Bấm để đổi.")
        words = split_purpose(nfc(detail))[0]
        return Understood(first, self.tr(table.kinds[first].label), words, len(notes) - 1, sentence.format(gi=told), bool(kind))

    def _told(self, note: "Note", brief: Brief, table: NoteTable) -> str:
        from app.writing.notes import FALLBACKS

        kind = table.kinds[note.kind]
        if kind.doer == NOBODY:
            return self.tr(kind.label)
        about = {
            RECIPIENT: self._recipient(brief) if note.who in ("", brief.pair.goi) else note.who,  # of "bố mẹ" only "mẹ"
            WRITER: self.tr("mình"),
            THIRD: note.who or self.tr("người thân"),
            BOTH: self.tr("cả hai"),
        }[kind.doer]
        if note.kind in FALLBACKS.values() and kind.doer != BOTH:
            return self.tr("một điều về {ai}").format(ai=about)
        return self.tr("{loai}, nói về {ai}").format(loai=self.tr(kind.label), ai=about)

    def _recipient(self, brief: Brief) -> str:
        if not brief.to:
            return self.tr("người nhận")
        return brief.to if len(brief.to) <= LONGEST_WHO else brief.pair.goi


def _load() -> NoteTable:
    """The table, and on the same thread the reader, which the first window need not wait for."""
    import app.writing.notes  # noqa: F401

    return note_table()
