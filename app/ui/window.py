"""The window: puts the widgets of both rooms together and carries what they say to the notice bar, the store and the model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.cards.card import Card
from app.cards.formats import FORMAT_LABELS
from app.cards.render import make_renderer
from app.cards.thumbs import Thumbs, ordered, titled
from app.knowledge import Knowledge
from app.settings import Profile, Settings
from app.ui.bridge import Bridge
from app.ui.candidate import CandidateView
from app.ui.candidate_text import CandidateText
from app.ui.candidates import Candidates
from app.ui.card_panel import CardPanel
from app.ui.card_room import CardRoom, years_older
from app.ui.chips import ChipsInput, FlowLayout
from app.ui.design import Design
from app.ui.design_strip import DesignStrip
from app.ui.detail_chip import DetailChip
from app.ui.exports import Exports
from app.ui.form import Field, Form
from app.ui.form_history import FormHistory
from app.ui.frame import Frame, Place
from app.ui.icons import Icons
from app.ui.inputs import ChoiceInput, NoteInput, SegmentInput, TextInput
from app.ui.keeping import Keeping
from app.ui.letter_room import LetterRoom
from app.ui.library_list import LibraryList
from app.ui.library_room import LibraryRoom
from app.ui.library_rows import RowPainter, TextRows
from app.ui.notice import NoticeBar
from app.ui.occasions import OccasionPicker
from app.ui.preview import Preview
from app.ui.profile_form import ProfileForm, follow_profile
from app.ui.purposes import Purposes
from app.ui.recipient import Recipient, RecipientInput
from app.ui.remarks import Remarks
from app.ui.room import Desk, Room
from app.ui.sayings import Sayings
from app.ui.settings_dialog import SettingsDialog
from app.ui.signing import fitting_signature, reader
from app.ui.standing import Standing
from app.ui.status import StatusLine
from app.ui.taking import Taking
from app.ui.theme import Colours
from app.ui.thumbnails import Thumbnails
from app.ui.type_picker import TypePicker
from app.ui.welcome import Welcome
from app.viet.canchi import tet_year
from app.viet.text import capitalize

CARDS, LETTERS, LIBRARY = "thiep", "viet", "kho"
CARD_TONES = ("am_ap", "trang_trong", "vui_tuoi", "hai_huoc", "lang_man", "sau_sac", "tre_trung")
LETTER_TONES = ("trang_trong", "than_thien", "ngan_gon", "am_ap", "vui_tuoi", "hai_huoc", "tre_trung")


@dataclass(frozen=True)
class Kit:
    """What both rooms are made of."""

    settings: Settings
    knowledge: Knowledge
    colours: Colours
    icons: Icons
    bridge: Bridge
    desk: Desk
    today: date


@dataclass(frozen=True)
class CardParts:
    """The card room's parts that others talk to."""

    room: Room
    logic: CardRoom
    history: FormHistory
    design: Design
    panel: CardPanel
    strip: DesignStrip
    preview: Preview


@dataclass(frozen=True)
class LetterParts:
    """The second room's parts that others talk to."""

    room: Room
    logic: LetterRoom
    history: FormHistory


def tr(text: str) -> str:
    """The text in the window's language."""
    return QCoreApplication.translate("build", text)


def build_cards(kit: Kit, renderer: Any) -> CardParts:
    """The card room; renderer paints the preview."""
    form = _card_form(kit)
    first = kit.knowledge.occasions[form.value("occasion")]
    design = Design(Card(template=first.template), form)
    logic = CardRoom(form, design, kit.knowledge, kit.today, form)
    form.input("details").set_purposes(Purposes(logic, kit.knowledge.short, kit.bridge, form))
    empty = tr("Chọn dịp và người nhận ở bên trái, thêm vài chi tiết nếu muốn, rồi bấm “Viết lời chúc” (Ctrl+Enter).")
    candidates = _candidates(kit, empty)
    candidates.again.connect(logic.settle)  # before the room, which writes
    room = Room(form, candidates, logic.brief, kit.desk, kit.bridge, form)
    room.words.connect(logic.set_words)
    preview = Preview(design, renderer, kit.bridge, kit.colours.line)
    headers, occasion = renderer.templates.headers, form.input("occasion")
    strip = DesignStrip(headers)
    shape = ChoiceInput(tr("Khổ thiệp"), {id: tr(label) for id, label in FORMAT_LABELS.items()})
    title = NoteInput(tr("Tiêu đề thiệp"), lines=2, grows=False, most=160)
    panel = CardPanel(design, preview, title, strip, shape, renderer.templates, kit.icons)
    strip.set_order(ordered(headers, kit.knowledge.occasions, occasion.value()))
    occasion.changed.connect(lambda: strip.set_order(ordered(headers, kit.knowledge.occasions, occasion.value())))
    history = FormHistory(form, {"to": tr("Đổi cách xưng hô"), "details": tr("Đổi chi tiết")})
    return CardParts(room, logic, history, design, panel, strip, preview)


def build_letters(kit: Kit) -> LetterParts:
    """The room for e-mails and posts."""
    form = _letter_form(kit)
    logic = LetterRoom(form, kit.knowledge, kit.settings.profile, form)
    empty = tr("Chọn loại ở bên trái, ghi vội vài ý, rồi bấm “Viết giúp tôi” (Ctrl+Enter).")
    room = Room(form, _candidates(kit, empty), logic.brief, kit.desk, kit.bridge, form)
    return LetterParts(room, logic, FormHistory(form, {"to": tr("Đổi cách xưng hô")}))


def build_library(kit: Kit, cards: CardParts, program: Any) -> tuple[LibraryRoom, LibraryList]:
    """The room to leaf through the hand-written texts, for the recipient of the card form."""
    tables, form = kit.knowledge, cards.room.form
    to = RecipientInput(form.input("to").understand, _sayings(kit), FlowLayout, kit.icons)

    rows = (
        ("occasion", tr("Dịp"), tr("Mọi dịp"), {id: capitalize(tr(each.label)) for id, each in tables.occasions.items()}),
        ("group", tr("Quan hệ"), tr("Mọi quan hệ"), _labels(tables.groups)),
        ("tone", tr("Giọng"), tr("Mọi giọng"), _some(tables.tones, CARD_TONES)),
        ("length", tr("Độ dài"), tr("Dài ngắn bất kỳ"), _labels(tables.lengths)),
        ("form", tr("Thể"), tr("Mọi thể"), _labels(tables.forms)),
    )
    choices = [Field(key, label, ChoiceInput(label, {"": every, **labels}), key == "length") for key, label, every, labels in rows]
    filters = Form([Field("to", tr("Gửi cho ai?"), to), *choices], tr("Dùng lời này"))
    filters.button.hide()  # it stands under the list; Ctrl+Enter works here too
    found = LibraryList(TextRows(lambda offer: made.describe(offer)), RowPainter(kit.colours), kit.icons)
    made = LibraryRoom(filters, found, form, cards.logic.brief, tables, lambda: program.shelf, program.used, kit.bridge, filters)
    return made, found


def _candidates(kit: Kit, empty: str) -> Candidates:
    def make_view(number: int) -> CandidateView:
        text = CandidateText(kit.colours.error, kit.colours.warn)
        return CandidateView(number, kit.icons, FlowLayout, text, Remarks())

    return Candidates(tr("Gợi ý"), empty, make_view, kit.icons)


def _card_form(kit: Kit) -> Form:
    tables, profile = kit.knowledge, kit.settings.profile
    name = TextInput(tr("Tên người nhận"), "Lan")
    region = SegmentInput(tr("Vùng miền"), _labels(tables.regions))
    region.set_value(profile.region)
    sender = TextInput(tr("Tên bạn (ký)"), tr("Cháu Nam"))
    sender.set_value(profile.name)
    details = ChipsInput(tr("Chi tiết"), "", partial(DetailChip, kit.icons))

    def known() -> dict[str, Any]:
        year, born = tet_year(kit.today), profile.birth_year
        years = {"years": years_older(details.value(), born, year), "own_age": year - born if born else 0}
        return {"region": region.value(), "name": name.value(), **years}

    to = _recipient(kit, sender, known)
    return Form(
        [
            Field("occasion", tr("Dịp"), OccasionPicker(tables.occasions.values(), kit.icons, kit.today)),
            Field("to", tr("Gửi cho ai?"), to),
            Field("name", tr("Tên người nhận"), name),
            Field("sender", tr("Tên bạn (ký)"), sender, beside=True),
            Field("details", tr("Chi tiết"), details),
            Field("tone", tr("Giọng"), ChoiceInput(tr("Giọng"), _some(tables.tones, CARD_TONES))),
            Field("form", tr("Thể"), ChoiceInput(tr("Thể"), _labels(tables.forms)), beside=True),
            Field("length", tr("Độ dài"), _lengths(kit)),
            Field("region", tr("Vùng miền"), region),
        ],
        tr("Viết lời chúc"),
    )


def _letter_form(kit: Kit) -> Form:
    tables, profile = kit.knowledge, kit.settings.profile
    kind = SegmentInput(tr("Viết gì?"), {"email": tr("E-mail"), "bai_dang": tr("Bài đăng")})
    type = TypePicker(tr("Loại"), tr("Tìm loại: nghi phep, moi hop…"))
    sender = TextInput(tr("Ký tên"), "Nam")
    sender.set_value(profile.name)
    to = _recipient(kit, sender, lambda: {"region": profile.region, "kind": kind.value(), "type": type.value()})
    return Form(
        [
            Field("kind", tr("Viết gì?"), kind),
            Field("type", tr("Loại"), type),
            Field("note", tr("Ý chính"), NoteInput(tr("Ý chính"), lines=4, grows=False)),
            Field("to", tr("Gửi cho ai?"), to),
            Field("sender", tr("Ký tên"), sender),
            Field("tone", tr("Giọng"), ChoiceInput(tr("Giọng"), _some(tables.tones, LETTER_TONES))),
            Field("length", tr("Độ dài"), _lengths(kit), beside=True),
        ],
        tr("Viết giúp tôi"),
    )


def _recipient(kit: Kit, sender: TextInput, known: Callable[[], dict[str, Any]]) -> RecipientInput:
    """known: what the rest of the form says of the recipient; sender: the signature, which may tell the sender's role."""
    table = kit.knowledge.kinship
    find = reader(kit.knowledge, kit.settings.profile.gender, sender.value, known)
    made = RecipientInput(find, _sayings(kit), FlowLayout, kit.icons, lambda pair: fitting_signature(sender.value(), pair, table))
    made.signed.connect(sender.set_value)
    return made


def _sayings(kit: Kit) -> dict[str, tuple[str, ...]]:
    rows = kit.knowledge.kinship.rows
    return {group: tuple(row.says[0] for row in rows if row.group == group) for group in kit.knowledge.groups}


def _lengths(kit: Kit) -> SegmentInput:
    made = SegmentInput(tr("Độ dài"), _labels(kit.knowledge.lengths))
    made.set_value("vua")
    return made


def _labels(table: Any) -> dict[str, str]:
    return {id: capitalize(tr(label)) for id, label in table.items()}


def _some(table: Any, ids: tuple[str, ...]) -> dict[str, str]:
    return {id: capitalize(tr(table[id])) for id in ids}


def open_window(program: Any, colours: Colours) -> "Window":
    """Build, restore and show a window for the program."""
    window = Window(program, colours)
    window.restore()
    window.frame.show()
    if not program.settings.profile.asked:
        window.ask_who()
    return window


class Window(QObject):
    """One open window with its rooms; lives as long as its frame is shown."""

    def __init__(self, program: Any, colours: Colours) -> None:
        super().__init__()
        self._program = program
        self._engine = program.engine
        icons = Icons(program.assets / "icons", colours.ink, colours.faint)
        desk = Desk(program.compose, program.check, program.called, program.beyond, program.unfollowed)
        kit = Kit(program.settings, program.knowledge, colours, icons, program.bridge, desk, date.today())
        self.renderer = make_renderer(program.assets)
        self.cards = build_cards(kit, self.renderer)
        self.letters = build_letters(kit)
        self.library, found = build_library(kit, self.cards, program)
        self.notice, self.status = NoticeBar(icons), StatusLine()
        self.exports = Exports(self.cards.design, self.renderer, program.bridge, program.settings.export_folder)
        room, letters = self.cards.room, self.letters.room
        places = [
            Place(CARDS, self.tr("Thiệp"), "cards", [room.form, room.candidates, self.cards.panel], [39, 43, 38]),
            Place(LETTERS, self.tr("E-mail && bài đăng"), "envelope-simple", [letters.form, letters.candidates], [36, 80]),
            Place(LIBRARY, self.tr("Kho lời chúc"), "books", [self.library.filters, found], [36, 80]),
        ]
        self.frame = Frame(places, self.notice, self.status, icons)
        self.frame.resize(1320, 720)
        rooms = {CARDS: (self.cards.logic, room), LETTERS: (self.letters.logic, letters)}
        self.sayings = Sayings(self.notice, self._engine, self)
        self.keeping = Keeping(program.store, program.used, rooms, self.cards.design, Recipient, self.sayings.kept)
        self.taking = Taking(
            self.library, self.cards, program.knowledge, program.used, self.keeping.keep_used, Recipient, self.sayings,
            lambda: self.frame.show_room(CARDS), self,
        )  # fmt: skip
        self._thumbnails = self._make_thumbnails()
        self.cards.preview.set_stand_in(self._thumbnails.picture)
        self._connect()
        self._standing = Standing(self._engine, program.called, (room, letters), self.status, self.sayings, self)
        self._standing.show()

    def _connect(self) -> None:
        frame, panel, room, letters = self.frame, self.cards.panel, self.cards.room, self.letters.room
        sayings, logic = self.sayings, self.cards.logic
        logic.changed.connect(frame.save_soon)
        logic.put_away.connect(lambda to: sayings.put_away(to, logic.bring_back))
        logic.put_back.connect(sayings.put_back)
        self.letters.logic.changed.connect(frame.save_soon)
        frame.save.connect(self.save)
        frame.settings_asked.connect(self.ask_settings)
        frame.room_changed.connect(lambda _room: (sayings.request_over(), frame.save_soon()))
        frame.room_changed.connect(lambda room: self.library.set_open(room == LIBRARY))
        self.library.failed.connect(sayings.fault)
        room.used.connect(lambda texts, sent: self.keeping.keep_used(logic.brief(), texts, sent=sent))
        for each in (room, letters):
            each.changed.connect(frame.save_soon)
            each.failed.connect(sayings.fault)
            each.beyond.connect(sayings.beyond)
            each.unfollowed.connect(sayings.unfollowed)
            each.copied.connect(sayings.copied)
        sayings.write_asked.connect(lambda: self._rooms().get(frame.room, room).write())
        sayings.model_asked.connect(self._choose_model)
        sayings.embedded_asked.connect(self._program.use_embedded)
        panel.export.connect(lambda kind: self.exports.export(kind, frame, self.cards.logic.file_name()))
        panel.copy_image.connect(self.exports.copy_image)
        panel.copy_text.connect(self.exports.copy_text)
        self.exports.copied.connect(sayings.copied)
        self.exports.done.connect(sayings.exported)
        for left in (self.exports.copied, self.exports.done):
            left.connect(lambda _what: self._keep_card())
        self.exports.failed.connect(sayings.fault)
        self.exports.folder_changed.connect(self._program.keep_export_folder)
        strip = self.cards.strip
        QTimer.singleShot(0, self, lambda: self._thumbnails.begin(strip.order, strip.set_picture, sayings.fault))

    def _make_thumbnails(self) -> Thumbnails:
        """Each design's picture bears the title of the occasion it suits best."""
        shelf = self.renderer.templates
        titles = titled(shelf.headers, {id: each.title for id, each in self._program.knowledge.occasions.items()})
        folder = self._program.home / "cache" / "thumbnails"
        return Thumbnails(Thumbs(shelf, folder), folder, titles, self._program.bridge)

    def ask_who(self) -> None:
        """The question of the first start."""
        program = self._program
        welcome = Welcome(ProfileForm(program.knowledge.regions, date.today()), self.frame)
        welcome.answered.connect(lambda profile: program.change_settings(program.settings.with_(profile=profile)))
        welcome.finished.connect(welcome.deleteLater)
        welcome.open()

    def ask_settings(self, page: int = 0) -> None:
        """Open the settings on one of their pages."""
        program = self._program
        form = ProfileForm(program.knowledge.regions, date.today())
        dialog = SettingsDialog(program.settings, form, program.home, program.embedded_name, self.frame)
        dialog.open_tab(page)
        dialog.changed.connect(program.change_settings)
        dialog.erase.connect(program.erase)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def follow_profile(self, former: Profile, profile: Profile) -> None:
        """What still stands in the forms as the former profile filled it in becomes what the new one says."""
        follow_profile(self.cards.room.form, self.letters.room.form, former, profile)

    def _rooms(self) -> dict[str, Room]:
        return {CARDS: self.cards.room, LETTERS: self.letters.room}

    def unfinished(self) -> list[str]:
        """The rooms whose writing this window can not finish if it closes now."""
        return [id for id, room in self._rooms().items() if room.unfinished]

    def begin_again(self, rooms: list[str]) -> None:
        """Write anew what another window left unfinished."""
        for id in rooms:
            self._rooms()[id].write()

    def _choose_model(self) -> None:
        if path := self._standing.ask_model(self.frame):
            self._program.change_settings(self._program.settings.with_(model=path))

    def _keep_card(self) -> None:
        brief = self.cards.logic.brief()
        self.keeping.keep_card(brief.occasion, brief.to)
        room = self.cards.room
        self.keeping.keep_used(brief, room.given(room.candidates.chosen_slot), sent=True)

    def save(self) -> None:
        """Write the work into the store."""
        self.keeping.save(self.frame.room)

    def restore(self) -> None:
        """Put the work back as it was."""
        self.frame.show_room(self.keeping.restore(self.renderer.templates))
        for parts in (self.cards, self.letters):
            parts.history.begin()

    def drop(self) -> None:
        """Close the window without asking and let nothing reach it any more."""
        self._standing.leave()
        self._thumbnails.cancel()
        for room in (self.cards.room, self.letters.room):
            room.stop()
        self.frame.blockSignals(True)
        self.frame.close()
        self.frame.deleteLater()
        self.deleteLater()
