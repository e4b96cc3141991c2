"""What the window's rooms are made of: every widget is built here and handed what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.cards.card import Card
from app.cards.formats import FORMAT_LABELS
from app.cards.thumbs import ordered
from app.knowledge import Knowledge
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.canvas import Canvas
from app.ui.candidate import CandidateView
from app.ui.candidate_text import CandidateText
from app.ui.candidates import Candidates
from app.ui.card_panel import CardPanel
from app.ui.card_room import CardRoom, years_older
from app.ui.chips import ChipsInput, FlowLayout
from app.ui.color_row import ColorRow
from app.ui.design import Design
from app.ui.design_strip import DesignStrip
from app.ui.detail_chip import DetailChip
from app.ui.editing import Editing
from app.ui.editor import Editor
from app.ui.form import Field, Form
from app.ui.form_history import FormHistory
from app.ui.icons import Icons
from app.ui.inline_text import InlineText
from app.ui.inputs import ChoiceInput, NoteInput, SegmentInput, TextInput
from app.ui.inspector import Inspector
from app.ui.layers import Layers
from app.ui.letter_room import LetterRoom
from app.ui.library_list import LibraryList
from app.ui.library_room import LibraryRoom
from app.ui.library_rows import RowPainter, TextRows
from app.ui.occasions import OccasionPicker
from app.ui.palettes import Discs
from app.ui.photos_in import PhotosIn
from app.ui.preview import Preview
from app.ui.purposes import Purposes
from app.ui.recipient import RecipientInput
from app.ui.remarks import Remarks
from app.ui.room import Desk, Room
from app.ui.signing import fitting_signature, reader
from app.ui.sticker_picker import StickerPicker
from app.ui.theme import Colours
from app.ui.toolbox import Toolbox
from app.ui.type_picker import TypePicker
from app.viet.canchi import tet_year
from app.viet.text import capitalize

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
    panel = CardPanel(
        design, preview, title, strip, shape, Discs(tr("Màu")), renderer.templates, export_kinds(), kit.icons
    )
    strip.set_order(ordered(headers, kit.knowledge.occasions, occasion.value()))
    occasion.changed.connect(lambda: strip.set_order(ordered(headers, kit.knowledge.occasions, occasion.value())))
    history = FormHistory(form, {"to": tr("Đổi cách xưng hô"), "details": tr("Đổi chi tiết")})
    return CardParts(room, logic, history, design, panel, strip, preview)


@dataclass(frozen=True)
class EditorParts:
    """The editor's parts that others talk to."""

    editing: Editing
    toolbox: Toolbox
    middle: Editor
    photos: PhotosIn


def build_editor(kit: Kit, cards: CardParts, renderer: Any) -> EditorParts:
    """The room where the card itself is worked on."""
    design = cards.design
    editing = Editing(design, renderer, design)
    photos = PhotosIn(editing, renderer, kit.bridge, design)
    preview = Preview(design, renderer, kit.bridge, kit.colours.line)
    canvas = Canvas(preview, editing, renderer, kit.colours.accent)
    toolbox = Toolbox(
        editing, design, renderer, kit.icons, StickerPicker(renderer.stickers), Discs(tr("Màu")), Discs(tr("Nền thiệp"))
    )
    toolbox.suits = lambda: cards.strip.order
    parts = {
        "preview": preview, "canvas": canvas, "inline": InlineText(canvas), "photos": photos, "toolbox": toolbox,
        "inspector": Inspector(editing, renderer, kit.icons, ColorRow), "layers": Layers(editing, kit.icons),
    }  # fmt: skip
    made = Editor(editing, design, renderer, kit.icons, parts)
    cards.panel.shape_chosen.connect(lambda format: editing.change_format(tr("Đổi khổ thiệp"), format))
    return EditorParts(editing, toolbox, made, photos)


def export_kinds() -> dict[str, str]:
    """The ways to export, as the menu says them; those without a name part them."""
    return {
        "png": tr("Ảnh PNG"), "png2": tr("Ảnh PNG nét gấp đôi"), "jpg": tr("Ảnh JPEG"),
        "zalo": tr("Ảnh JPEG dưới 1 MB (cho Zalo)"), "webp": tr("Ảnh WebP"), "pdf": tr("PDF để in"), "": "",
        "gif": tr("Ảnh động GIF"), "webp_dong": tr("Ảnh động WebP"), "apng": tr("Ảnh động PNG (APNG)"), " ": "",
        "mail": tr("Gửi qua e-mail…"), "eml": tr("Thư có thiệp (.eml)"), "folder": tr("Mở thư mục"),
    }  # fmt: skip


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
        ("length", tr("Độ dài"), tr("Mọi độ dài"), _labels(tables.lengths)),
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
