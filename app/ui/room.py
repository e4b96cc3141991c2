"""One room: a form, the candidates written from it, and (for cards) the card that the chosen one goes onto."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.store.briefs import brief_from, brief_values
from app.writing.brief import Brief, vary
from app.writing.finding import Finding

RECHECK_MS = 300
SHELF = 4  # the slot of a text that was taken from the library by hand
TOLD = "ke_rieng"  # what a text of the library tells that nobody asked for, said as long as it stands unedited
UNSURE = "khong_chac"  # findings of the model itself, which no later check makes again


@dataclass(frozen=True)
class Desk:
    """What a room needs from outside, as plain callables."""

    compose: Callable[[Brief, int, Event], Iterable[Any]]
    check: Callable[[str, Brief], tuple[Any, ...]]
    called: Callable[[str], str]  # how people call a model
    beyond: Callable[[Brief], str]  # why the model can not be expected to do this, or ""
    unfollowed: Callable[[Brief], str]  # why the words come in another tone than the one chosen, or ""


class Room(QObject):
    """Connects the parts; the widgets themselves know nothing of each other."""

    changed = Signal()  # something worth saving
    needed = Signal()  # somebody wants words while the model is not there
    failed = Signal(object)
    beyond = Signal(str)
    unfollowed = Signal(str)  # "" when everything is followed
    speed = Signal(float)
    copied = Signal()
    words = Signal(str)  # the text that stands on the card
    used = Signal(list, bool)  # a text's words, as it came and as it stands, and whether it left the program

    def __init__(
        self, form: Any, candidates: Any, brief: Callable[[], Brief], desk: Desk, bridge: Any, parent: QObject | None = None
    ) -> None:
        """brief: reads the form."""
        super().__init__(parent)
        self.form, self.candidates = form, candidates
        self._read_brief, self._desk, self._bridge = brief, desk, bridge
        self._texts: dict[int, dict[str, Any]] = {}  # slot -> source and model, words as they came, remarks while they stand
        self._briefs: dict[int, Brief] = {}  # slot -> what its text was last written for
        self._unsure: dict[int, list[tuple[str, str]]] = {}  # slot -> stretches that the model was unsure of, and what is said
        self._brief = Brief()
        self._whom: tuple[Any, ...] = ()  # the recipient and pair that the findings shown are about
        self._stream: Any = None
        self._wanted = False  # asked to write while the model was still starting
        self._ready = self._following = False
        self._chosen_by_hand = self._quiet = False
        self._recheck = QTimer(self, interval=RECHECK_MS, singleShot=True)
        self._recheck.timeout.connect(self._check_edited)
        self._edited: set[int] = set()
        form.submitted.connect(self.write)
        form.changed.connect(lambda _key: self._form_changed())
        candidates.again.connect(self.write)
        candidates.stopped.connect(self.stop)
        candidates.chosen.connect(self._choose)
        candidates.edited.connect(self._edit)
        candidates.varied.connect(self._vary)
        candidates.copied.connect(self._copy)

    @property
    def writing(self) -> bool:
        """Whether the model is at work for this room."""
        return self._stream is not None

    @property
    def unfinished(self) -> bool:
        """Whether all candidates are being written, or are to be as soon as the model is there."""
        return self._wanted or (self.writing and self._n > 1)

    def set_ready(self, ready: bool) -> None:
        """The model can be asked now (or no longer); a click that waited for it is carried out."""
        self._ready = ready
        if ready and self._wanted:
            self.write()

    def give_up_waiting(self) -> None:
        """The model will not come: forget the click that waits for it."""
        if self._wanted:
            self._show_writing(False)
            self.write(alone=True)

    def write(self, *, alone: bool = False) -> None:
        """Write every candidate anew from the form; alone: without the model, which will not come."""
        if not self._ready and not alone:
            self._wanted = True
            self._show_writing(True, self.tr("Đang khởi động mô hình…"))
            self.needed.emit()
            return
        self._wanted = False
        self._brief = self._read_brief()
        if self._brief.kind != "thiep" and not self._brief.note:
            self._show_writing(False, self.tr("Hãy ghi vài ý cần viết trước đã."))
            return
        unfollowed = self._desk.unfollowed(self._brief)
        if reason := self._desk.beyond(self._brief):
            self.beyond.emit(f"{reason} {unfollowed}".strip())
        else:
            self.unfollowed.emit(unfollowed)
        self._chosen_by_hand = False
        taken = self._briefs.get(SHELF)
        same = taken and (_whom(taken), taken.occasion) == (_whom(self._brief), self._brief.occasion)
        self._briefs = {SHELF: taken} if same else {}
        self._begin(self._brief, 3, lambda slot: slot)

    def place(self, text: str, template: str, remarks: Sequence[str], brief: Brief) -> None:
        """Put a text of the library beside the candidates and choose it; undo brings back what was taken before it.

        remarks: what is said of it as long as nobody edits it; brief: what it was written for.
        """
        if not self.candidates.slots():
            self._brief = self._read_brief()
        view = self.candidates.view(SHELF)
        view.begin()
        self._texts[SHELF] = {"source": "library", "model": "", "came": [text, template], "remarks": [*remarks]}
        self._briefs[SHELF] = brief
        view.show_subject(False)
        view.finish(text, "library", "")
        view.show_findings(self._found(SHELF, text, self._brief_now(SHELF), "library"))
        self.candidates.order([SHELF])
        self.candidates.choose(SHELF)
        if not self.writing:
            self._show_writing(self._wanted)
            self._say_whether_other()

    def follow(self, text: str) -> None:
        """The words were changed on the card itself: the chosen candidate says the same, and can go back.

        A card without words has none to follow: they may have been taken off it, not done away with.
        """
        slot = self.candidates.chosen_slot
        if slot < 0 or self.writing or text.strip() in ("", self.chosen_text()):
            return
        view = self.candidates.view(slot)
        self._following = True  # the card says so already, and hears of no state between
        view.text.replace_undoably(view.value(), text)
        self._following = False

    def given(self, slot: int) -> list[str]:
        """The words of a candidate as they came and as they stand; [] of none."""
        return [*self._texts.get(slot, {}).get("came", ()), self.candidates.view(slot).value()] if slot >= 0 else []

    def _form_changed(self) -> None:
        """Words written for another request stay, but it is said that they were."""
        if not self.writing and not self._wanted:
            self._say_whether_other()
            self._check_if_for_another()
        self.changed.emit()

    def _check_if_for_another(self) -> None:
        """Another recipient or pair: every text is looked at again, edited or not."""
        if self.candidates.slots() and _whom(self._read_brief()) != self._whom:
            self._edited |= set(self.candidates.slots())
            self._recheck.start()

    def _say_whether_other(self) -> None:
        other = bool(self.candidates.slots()) and self._read_brief() != self._brief
        self.candidates.say(self.tr("Bên trái đã đổi, hãy viết lại.") if other else "")

    def stop(self) -> None:
        """Stop writing; what came so far stays."""
        if self._stream:
            self._stream.cancel()
            self._stream = None
        self._wanted = False
        self._end()
        if self.candidates.chosen_slot >= 0:
            self.words.emit(self.chosen_text())
        self._edited |= set(self.candidates.slots())  # half a text: say what it lacks
        self._recheck.start()
        self.changed.emit()

    def _begin(self, brief: Brief, n: int, place: Callable[[int], int]) -> None:
        if self._stream:
            self._stream.cancel()
            self._edited |= {slot for slot in self.candidates.slots() if self.candidates.view(slot).give_back()}
            self._recheck.start()
            self._end()
        self._asked, self._whom = brief, _whom(brief)
        self._n, self._place, self._order = n, place, ()
        self._seen: set[int] = set()
        self._sound: dict[int, bool] = {}  # whether the checker found no fault
        self._show_writing(True, self.tr("Đang viết…"))
        compose = self._desk.compose
        self._stream = self._bridge.stream(
            lambda cancel: compose(brief, n, cancel), self._take, self._done, self._fail
        )

    def _vary(self, slot: int, how: str) -> None:
        if not self._ready:
            self.needed.emit()
            return
        self._begin(vary(self._brief_of(slot), how), 1, lambda _own: slot)

    def _brief_of(self, slot: int) -> Brief:
        return self._briefs.get(slot, self._brief)

    def _brief_now(self, slot: int) -> Brief:
        """The form as it stands, with what a variation asked for instead: shorter, warmer."""
        now, varied = self._read_brief(), self._briefs.get(slot)
        form = {"form": varied.form} if varied and slot == SHELF else {}
        return now.with_(length=varied.length, tone=varied.tone, **form) if varied else now

    def _take(self, events: list[Any]) -> None:
        # Here, not above: it brings the HTTP client along, which the first window need not wait for.
        from app.writing.compose import Beyond, Delta, Finished, Ranked, Restarted, Speed, Started

        for event in events:
            match event:
                case Finished(slot, candidate) if self._n > 1 or slot < self._n:
                    self._finish(self._place(slot), candidate)
                case Started(slot):
                    if slot not in self._seen:
                        self.candidates.view(self._place(slot)).begin()
                    self._seen.add(slot)
                case Delta(slot, text):
                    self.candidates.view(self._place(slot)).add(text)
                case Restarted(slot, reason):
                    self.candidates.view(self._place(slot)).restart(reason)
                case Speed(tokens_per_second, _model):
                    self.speed.emit(tokens_per_second)
                case Beyond(reason):
                    self.beyond.emit(reason)
                case Ranked(order):
                    self._order = order

    def _finish(self, slot: int, candidate: Any) -> None:
        view = self.candidates.view(slot)
        view.show_subject(self._brief.kind == "email")
        view.finish(candidate.text, candidate.source, self._desk.called(candidate.model))
        view.show_findings(_worth_saying(candidate.findings, candidate.source))
        unsure = [each for each in candidate.findings if each.code == UNSURE]
        self._unsure[slot] = [(candidate.text[each.start : each.end], each.reason) for each in unsure]
        remarks = [finding.reason for finding in candidate.findings if finding.code == TOLD]
        came = [candidate.text, *filter(None, [candidate.template])]
        self._texts[slot] = {"source": candidate.source, "model": candidate.model, "came": came, "remarks": remarks}
        if self._n == 1:
            self._briefs[slot] = self._asked
        self._sound[slot] = not any(finding.severity == "loi" for finding in candidate.findings)
        if slot == self.candidates.chosen_slot:
            self.words.emit(candidate.text)
        self.changed.emit()

    def _done(self) -> None:
        self._stream = None
        note = ""
        if self._n > 1:
            if not self._order:
                note = self.tr("Chưa có bài phù hợp. Hãy đổi dịp, người nhận hoặc thể.")
            kept = [*self._order, *({SHELF} & self._briefs.keys())]
            self.candidates.keep_only(kept)
            self._texts = {slot: self._texts[slot] for slot in kept if slot in self._texts}
            if not self._chosen_by_hand and self._order:
                self.candidates.order(self._order)
                self._choose_quietly(next((slot for slot in self._order if self._sound.get(slot)), self._order[0]))
        self._end(note)
        self._check_if_for_another()
        self.changed.emit()

    def _fail(self, fault: Exception) -> None:
        self._stream = None
        self._end()
        if self.candidates.chosen_slot < 0 and self._sound:  # the library's text came whole
            self._choose_quietly(next(iter(self._sound)))
        self.failed.emit(fault)

    def _end(self, note: str = "") -> None:
        for slot in self.candidates.slots():
            self.candidates.view(slot).stop()
        self._show_writing(False, note)

    def _show_writing(self, writing: bool, state: str = "") -> None:
        self.candidates.set_writing(writing, state)
        self.form.button.setEnabled(not writing)

    def _choose_quietly(self, slot: int) -> None:
        self._quiet = True
        self.candidates.choose(slot)
        self._chosen_by_hand = self._quiet = False

    def _choose(self, slot: int) -> None:
        self._chosen_by_hand = True
        self.words.emit(self.candidates.view(slot).value())
        if not self._quiet:
            self.used.emit(self.given(slot), False)
        self.changed.emit()

    def _edit(self, slot: int, text: str) -> None:
        if slot == self.candidates.chosen_slot and not self._following:
            self.words.emit(text)
        self._edited.add(slot)
        self._recheck.start()
        self.changed.emit()

    def _check_edited(self) -> None:
        """Against the form as it stands, not the request that the text was written for."""
        self._whom = _whom(self._read_brief())
        for slot in self._edited & set(self.candidates.slots()):
            view = self.candidates.view(slot)
            source = self._texts.get(slot, {}).get("source", "model")
            if not view.text.isReadOnly():  # what is still arriving is checked when it is whole
                view.show_findings(self._found(slot, view.text.toPlainText(), self._brief_now(slot), source))
        self._edited.clear()

    def _found(self, slot: int, text: str, brief: Brief, source: str) -> list[Any]:
        """What the checker says, and where the model was unsure as far as that still stands."""
        places = [(text.find(stretch), stretch, reason) for stretch, reason in self._unsure.get(slot, ())]
        unsure = [Finding(UNSURE, at, at + len(stretch), reason, "loi") for at, stretch, reason in places if at >= 0]
        came = self._texts.get(slot, {})
        remarks = came.get("remarks", ()) if text.strip() in came.get("came", ()) else ()
        told = [Finding(TOLD, 0, 0, reason, "nhac") for reason in remarks]
        return [*_worth_saying(self._desk.check(text, brief), source), *unsure, *told]

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        slot = next((slot for slot in self.candidates.slots() if text and text in self.candidates.view(slot).value()), -1)
        self.used.emit(self.given(slot), True)
        self.copied.emit()

    def chosen_text(self) -> str:
        """The text of the chosen candidate, or ""."""
        slot = self.candidates.chosen_slot
        return self.candidates.view(slot).value() if slot >= 0 else ""

    def state(self) -> list[dict[str, Any]]:
        """The candidates in the order shown, as JSON values."""
        return [
            {
                "slot": slot,
                "text": self.candidates.view(slot).lasting(),
                "chosen": slot == self.candidates.chosen_slot,
                "brief": brief_values(self._brief),
                "varied": brief_values(self._briefs[slot]) if slot in self._briefs else None,
                "unsure": [list(each) for each in self._unsure.get(slot, ())],
                **self._texts.get(slot, {"source": "model", "model": ""}),
            }
            for slot in self.candidates.slots()
        ]

    def restore(self, state: list[dict[str, Any]]) -> None:
        """Put the candidates back as they were; the form must be filled already."""
        self._brief = self._read_brief()
        for row in state:
            if row.get("brief"):  # older versions did not keep it
                self._brief = brief_from(row["brief"])
            if row.get("varied"):
                self._briefs[int(row["slot"])] = brief_from(row["varied"])
        for row in state:
            slot, text = int(row["slot"]), str(row["text"])
            view = self.candidates.view(slot)
            view.show_subject(self._brief.kind == "email")
            view.finish(text, row["source"], self._desk.called(row["model"]))
            self._unsure[slot] = [(stretch, reason) for stretch, reason in row.get("unsure", ())]
            self._texts[slot] = {key: row[key] for key in ("source", "model", "came", "remarks") if key in row}
            view.show_findings(self._found(slot, text, self._brief_of(slot), row["source"]) if text else ())
            if row.get("chosen"):
                self._choose_quietly(slot)
                self._chosen_by_hand = True
        self.candidates.order([int(row["slot"]) for row in state])
        self._show_writing(False)
        self._whom = _whom(self._brief)
        self._say_whether_other()
        self._check_if_for_another()


def _whom(brief: Brief) -> tuple[Any, ...]:
    return brief.to, brief.group, brief.pair


def _worth_saying(findings: Iterable[Any], source: str) -> list[Any]:
    """A text of the library was not written for these details and may speak of others; the bar says what is beyond."""
    unsaid = ("qua_suc", "thieu_chi_tiet", "lac_ngoi") if source == "library" else ("qua_suc",)
    return [finding for finding in findings if finding.code not in unsaid]
