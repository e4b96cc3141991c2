"""The composition root's second half: puts the widgets of the two rooms together from what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.cards.card import Card
from app.knowledge import Knowledge
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.candidate import CandidateView
from app.ui.candidates import Candidates
from app.ui.card_panel import CardPanel
from app.ui.card_room import CardRoom
from app.ui.chips import ChipsInput, FlowLayout
from app.ui.design import Design
from app.ui.form import Field, Form
from app.ui.icons import Icons
from app.ui.inputs import ChoiceInput, NoteInput, SegmentInput, TextInput
from app.ui.letter_room import LetterRoom
from app.ui.occasions import OccasionPicker
from app.ui.preview import Preview
from app.ui.recipient import RecipientInput
from app.ui.room import Desk, Room
from app.ui.theme import Colours
from app.ui.type_picker import TypePicker
from app.viet.kinship import Relation, relate
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
    design: Design
    panel: CardPanel


@dataclass(frozen=True)
class LetterParts:
    """The second room's parts that others talk to."""

    room: Room
    logic: LetterRoom


def tr(text: str) -> str:
    """The text in the window's language."""
    return QCoreApplication.translate("build", text)


def build_cards(kit: Kit, renderer: Any) -> CardParts:
    """The card room; renderer paints the preview."""
    form = _card_form(kit)
    first = kit.knowledge.occasions[form.value("occasion")]
    design = Design(Card(template=first.template), form)
    logic = CardRoom(form, design, kit.knowledge, kit.today, form)
    empty = tr("Chọn dịp và người nhận ở bên trái, thêm vài chi tiết nếu muốn,\nrồi bấm “Viết lời chúc” (Ctrl+Enter).")
    room = Room(form, _candidates(kit, empty), logic.brief, kit.desk, kit.bridge, form)
    room.words.connect(logic.set_words)
    preview = Preview(design, renderer, kit.bridge, kit.colours.line)
    shape = SegmentInput(tr("Khổ thiệp"), {"doc": tr("Đứng 4:5"), "vuong": tr("Vuông")})
    title = NoteInput(tr("Tiêu đề thiệp"), lines=2, grows=False)
    panel = CardPanel(design, preview, title, shape, renderer.templates, kit.icons)
    return CardParts(room, logic, design, panel)


def build_letters(kit: Kit) -> LetterParts:
    """The room for e-mails and posts."""
    form = _letter_form(kit)
    logic = LetterRoom(form, kit.knowledge, kit.settings.profile, form)
    empty = tr("Chọn loại ở bên trái, ghi vội vài ý,\nrồi bấm “Viết giúp tôi” (Ctrl+Enter).")
    room = Room(form, _candidates(kit, empty), logic.brief, kit.desk, kit.bridge, form)
    return LetterParts(room, logic)


def _candidates(kit: Kit, empty: str) -> Candidates:
    def make_view(number: int) -> CandidateView:
        return CandidateView(number, kit.icons, FlowLayout, kit.colours.error, kit.colours.warn)

    return Candidates(tr("Gợi ý"), empty, make_view, kit.icons)


def _card_form(kit: Kit) -> Form:
    tables = kit.knowledge
    name = TextInput(tr("Tên người nhận"), tr("Lan"))
    region = SegmentInput(tr("Vùng miền"), _labels(tables.regions))
    region.set_value(kit.settings.profile.region)
    to = _recipient(kit, lambda: region.value(), lambda: name.value())
    sender = TextInput(tr("Tên bạn (ký)"), tr("Cháu Nam"))
    sender.set_value(kit.settings.profile.name)
    details = ChipsInput(tr("Chi tiết"), tr("bà mới mổ mắt xong… (Enter để thêm)"), kit.icons)
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
    kinds = {"email": tr("E-mail"), "bai_dang": tr("Bài đăng")}
    sender = TextInput(tr("Ký tên"), tr("Nam"))
    sender.set_value(profile.name)
    return Form(
        [
            Field("kind", tr("Viết gì?"), SegmentInput(tr("Viết gì?"), kinds)),
            Field("type", tr("Loại"), TypePicker(tr("Loại"), tr("Tìm loại: nghi phep, moi hop…"))),
            Field("note", tr("Ý chính"), NoteInput(tr("Ý chính"), lines=4, grows=False)),
            Field("to", tr("Gửi cho ai?"), _recipient(kit, lambda: profile.region, lambda: "")),
            Field("sender", tr("Ký tên"), sender),
            Field("tone", tr("Giọng"), ChoiceInput(tr("Giọng"), _some(tables.tones, LETTER_TONES))),
            Field("length", tr("Độ dài"), _lengths(kit), beside=True),
        ],
        tr("Viết giúp tôi"),
    )


def _recipient(kit: Kit, region: Callable[[], str], name: Callable[[], str]) -> RecipientInput:
    table, gender = kit.knowledge.kinship, kit.settings.profile.gender

    def understand(to: str) -> Relation:
        return relate(to, table=table, region=region(), name=name(), sender_gender=gender)

    sayings = {group: tuple(row.says[0] for row in table.rows if row.group == group) for group in kit.knowledge.groups}
    return RecipientInput(understand, sayings, FlowLayout, kit.icons)


def _lengths(kit: Kit) -> SegmentInput:
    made = SegmentInput(tr("Độ dài"), _labels(kit.knowledge.lengths))
    made.set_value("vua")
    return made


def _labels(table: Any) -> dict[str, str]:
    return {id: capitalize(tr(label)) for id, label in table.items()}


def _some(table: Any, ids: tuple[str, ...]) -> dict[str, str]:
    return {id: capitalize(tr(table[id])) for id in ids}
