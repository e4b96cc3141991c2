"""What a person asks for: one frozen value that every later step reads."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.errors import UserError
from app.knowledge import Knowledge, ShortForms
from app.viet.kinship import Pair, Relation, relate, side_of
from app.viet.text import capitalize, fold, nfc
from app.writing.capitals import with_capitals
from app.writing.marks import restored
from app.writing.note_table import at_length, split_purpose

ALONE = r"(?<![\w@./&:+-]){}(?![\w@/&]|[.:-]\w)"  # not a part of a word, an address or a code
HOUR = r"(?<![\w@./&:+]){}(?![\w@/&]|[.:]\w)"  # "8h-11h30" is a span
NUMBERS = (  # attached only: "5 k" and "5 tr" may be something else
    (re.compile(HOUR.format(r"(\d{1,2})h(\d{2})?(?:p|ph)?")), "giờ"),
    (re.compile(HOUR.format(r"(\d{1,2})g(\d{2})")), "giờ"),  # "9g" alone may be grams
    (re.compile(ALONE.format(r"(\d{1,3})tr(\d{3})")), "triệu nghìn"),
    (re.compile(ALONE.format(r"(\d{1,3}(?:[.,]\d{1,2})?)tr(\d)?")), "triệu"),
    (re.compile(r"(?<!chạy )" + ALONE.format(r"(\d{1,4}(?:[.,]\d{1,3})?)k")), "nghìn"),
)
DAYS = re.compile(ALONE.format(r"(t[2-7])\s?[-–]\s?(t[2-7]|cn)"))
MEASURED = r"\s\d+(?:[.,]\d+)?\s?(?:nam|thang|tuan|ngay|lan|tuoi|diem|năm|tháng|tuần|ngày|giờ|phút|lần|buổi|tuổi|kg|ký|cân|km|mét|điểm|bài|cái|con|người|đứa|bé|triệu|nghìn)\b"
INITIALS = {"em": "e", "anh": "a", "chị": "c"}
SHORT = re.compile(ALONE.format(r"[^\W\d_]+\d?"))


@dataclass(frozen=True)
class Brief:
    """A request for words; every id is one of assets/occasions.toml or assets/writing.toml."""

    kind: str = "thiep"  # thiep | email | bai_dang
    occasion: str = "tet"  # thiep only
    type: str = ""  # e-mail or post type
    to: str = ""  # whom, as typed: "bà ngoại"
    side: str = ""  # which relative beside one's own: "vợ" for "mẹ vợ"
    group: str = "ban_be"
    pair: Pair = Pair("bạn", "mình")
    opening: str = ""  # the salutation on the card: "Kính gửi bà ngoại,"
    name: str = ""  # the recipient's given name
    sender: str = ""  # the signature
    tone: str = "am_ap"
    length: str = "vua"
    form: str = "loi_chuc"
    region: str = "bac"
    details: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()  # what the details are for, by id of assets/notes, where somebody said so
    note: str = ""  # e-mails and posts: the hurried brief
    guessed: tuple[str, ...] = ()  # of these the diacritics were guessed
    age: int | None = None
    year: int = 2027  # the lunar year that a Tết text is about

    def with_(self, **changes: object) -> "Brief":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def listener(brief: Brief, knowledge: Knowledge) -> str:
    """The role of the recipient, or his group."""
    to = fold(brief.to)
    for id, role in knowledge.roles.items():
        ours = brief.group == role.group and brief.pair.xung in role.self
        if ours or brief.pair.goi in role.address or any(re.search(rf"\b{fold(word)}\b", to) for word in role.to):
            return id
    return brief.group


SHORTER = {"dai": "vua", "vua": "ngan", "ngan": "ngan"}
LONGER = {"ngan": "vua", "vua": "dai", "dai": "dai"}


def vary(brief: Brief, how: str) -> Brief:
    """The brief behind *Ngắn hơn, Dài hơn, Ấm hơn, Trang trọng hơn* (ngan_hon, dai_hon, am_hon, trang_trong_hon)."""
    match how:
        case "ngan_hon":
            return brief.with_(length=SHORTER[brief.length])
        case "dai_hon":
            return brief.with_(length=LONGER[brief.length])
        case "am_hon":
            return brief.with_(tone="am_ap")
        case "trang_trong_hon":
            return brief.with_(tone="trang_trong")
    raise AssertionError(how)


def brief_to(
    knowledge: Knowledge,
    to: str,
    sender_role: str = "",
    *,
    sender_gender: str = "",
    sender_birth_year: int = 0,
    **fields: object,
) -> tuple[Brief, Relation]:
    """The brief for a recipient as typed, with the pair computed and short forms written out; also what was understood.

    `fields` are the other fields of Brief; sender_gender is "nam", "nu" or "", sender_birth_year 0 when not known.
    """
    base = Brief(**{name: _clean(value) for name, value in fields.items()})  # type: ignore[arg-type]
    to, base = _titled(to, base, knowledge)
    known = {"region": base.region, "name": base.name, "sender_gender": sender_gender}
    if base.age is not None and sender_birth_year:
        known["years"] = base.age - (base.year - sender_birth_year)
    relation = understand(knowledge, to, sender_role, kind=base.kind, type=base.type, **known)
    prefer = tuple(filter(None, (relation.pair.goi, relation.pair.xung, relation.name, *to.split(), base.sender)))
    marked = [restored(text, prefer) for text in (*base.details, base.note)]
    guessed = tuple(text for text, typed in zip(marked, (*base.details, base.note), strict=True) if text != typed)
    *details, note = [with_capitals(_initials(write_out(text, knowledge.short), relation.pair)) for text in marked]
    told = [split_purpose(at_length(detail)) for detail in details]
    return (
        base.with_(
            to=nfc(to).strip(),
            side=side_of(to, f"{sender_role} {base.sender}", knowledge.kinship),
            group=relation.group,
            pair=_one_of(relation.pair) if relation.name else relation.pair,
            opening=relation.opening,
            name=relation.name,
            details=tuple(detail for detail, _ in told),
            purposes=tuple(kind for _, kind in told),
            note=_in_his_word(note, relation.pair) if base.kind == "email" else note,
            guessed=guessed,
        ),
        relation,
    )


def called(brief: Brief) -> tuple[str, str]:
    """The address word and the name, which may stand within the pair ("chị Hà")."""
    goi = brief.pair.goi.split()
    cut = next((at for at, word in enumerate(goi) if at and word[0].isupper()), len(goi))
    return " ".join(goi[:cut]), brief.name or " ".join(goi[cut:])


def _one_of(pair: Pair) -> Pair:
    """The pair for one who is named: "các em" with a name is "em"."""
    return replace(pair, goi=pair.goi.removeprefix("các "))


def _titled(to: str, base: Brief, knowledge: Knowledge) -> tuple[str, Brief]:
    """A name that brings its title ("anh Hai") says who the recipient is: "anh Hai hàng xóm"."""
    title, _, name = base.name.partition(" ")
    if not name or title.lower() not in (*knowledge.checks["address"], "bé", "cu", "nhóc"):
        return to, base
    if title.lower() in ("bé", "cu", "nhóc", *nfc(to).lower().split()):
        return to, base.with_(name=name)
    return f"{title.lower()} {name} {to}", base.with_(name=name)


def understand(
    knowledge: Knowledge, to: str, sender_role: str = "", *, kind: str = "thiep", type: str = "", **known: object
) -> Relation:
    """Who the recipient is, for a card or for this type of letter; `known` is what `relate` takes beside."""
    to = write_out(to, knowledge.short)  # "cty Thiện Tâm"
    if kind == "thiep" or type not in knowledge.types(kind):
        return relate(to, sender_role, table=knowledge.kinship, **known)
    usual = knowledge.types(kind)[type]

    def ask(role: str) -> Relation:
        return relate(to, role, table=knowledge.kinship, letter=True, meant=usual.recipient, **known)

    relation = ask(sender_role)
    unsaid = usual.sender and not sender_role and relation.group in (usual.sender_to or (relation.group,))
    return ask(usual.sender) if unsaid else relation


def write_out(text: str, short: ShortForms) -> str:
    """Short forms at length: "t6 9h30 ko đi dc, 650k" is "thứ Sáu 9 giờ 30 không đi được, 650 nghìn".

    Only what is clearly one of them: "T3", "k5", "tầng t3", "vitamin k" and addresses stay as they are.
    """
    for pattern, unit in NUMBERS:
        text = pattern.sub(lambda hit, unit=unit: _number(hit[1], hit[2] if hit.re.groups > 1 else None, unit), text)
    text = DAYS.sub(lambda hit: f"{short.days[hit[1]]} đến {short.days[hit[2]]}", text)
    end, done = 0, ""
    for hit in SHORT.finditer(text):
        done += text[end : hit.start()]
        before = re.search(r"(giờ \d\d|\w+)\s+$", done[-40:])
        done += _word(hit[0], before[1].lower() if before else "", text[hit.end() :], short)
        end = hit.end()
    return done + text[end:]


def _initials(text: str, pair: Pair) -> str:
    """The two people's words where only their first letter was typed: "e phải đưa ngoại đi khám"."""
    named = {*pair.goi.split(), *pair.xung.split()}
    for word in named & set(INITIALS):
        text = re.sub(rf"(?<![\w@./-]){INITIALS[word]}(?![\w@./:-])", word, text)
    if "em" not in named and " " not in pair.xung:  # the writer, who calls himself something else here
        text = re.sub(r"(?<![\w@./-])e(?![\w@./:-])", pair.xung, text)
    return text


def _in_his_word(note: str, pair: Pair) -> str:
    """The writer of a letter is called as in the rest of it where a clause begins with him: "tôi nhận tuyến …" of one who is "em"."""
    others = "|".join(word for word in ("tôi", "tui", "em", "mình") if word not in (*pair.goi.split(), *pair.xung.split()))
    return re.sub(rf"(^|[,.] )(?:{others})(?= )", rf"\1{pair.xung}", note) if others and pair.xung else note


def _number(whole: str, part: str | None, unit: str) -> str:
    match unit:
        case "giờ":
            return f"{whole} giờ {part}" if part else f"{whole} giờ"
        case "triệu nghìn":
            return f"{whole} triệu {part} nghìn"
        case _:
            return f"{whole},{part} {unit}" if part else f"{whole} {unit}"


def _word(word: str, before: str, after: str, short: ShortForms) -> str:
    """One word at length, or as it is."""
    if word in short.days:
        clear = before not in short.places and not before.isdigit() and not re.match(r"/|\s*(?:19|20)\d\d", after)
        return short.days[word] if clear else word
    if word == "CN" and re.match(r"\s+(?:ngày )?\d{1,2}/\d", after):
        return capitalize(short.days["cn"])
    if word == "k":
        said = before and not before[-1].isdigit() and before not in short.places
        return "không" if said and re.match(r"\s+[^\W\d_]*[a-zà-ỹđ]|\s*[?.,!]?$|\s*[?,!]", after) else word
    if re.match(r"\s*[:\d]", after) and not re.match(MEASURED, after):  # "dc: 12 Lê Lợi" is an address
        return word
    if word in short.words:
        return short.words[word]
    at_length = {**short.words, "cn": short.days["cn"]}.get(word.lower(), "")
    return capitalize(at_length) if at_length and word.istitle() else word


def _clean(value: object) -> object:
    """NFC, one line a note, without control characters; anything but text is passed through."""
    if isinstance(value, tuple):
        return tuple(filter(None, (_clean(part) for part in value)))
    if not isinstance(value, str):
        return value
    return " ".join("".join(c if c.isprintable() or c in "\u200d\ufe0f" else " " for c in nfc(value)).split())


def choose(given: str, choices: Mapping[str, str], what: str) -> str:
    """The id that was meant by an id or label, with or without diacritics; UserError with the nearest one."""
    wanted = fold(given).replace("-", "_").strip()
    names = {fold(id): id for id in choices} | {fold(label): id for id, label in choices.items()}
    for form in (wanted, wanted.replace(" ", "_"), wanted.replace("_", " ")):
        if form in names:
            return names[form]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f"Ý bạn là “{names[near[0]]}”?" if near else f"Hãy chọn một trong: {', '.join(choices)}."
    raise UserError(f"Không có {what} “{given}”.", hint)
