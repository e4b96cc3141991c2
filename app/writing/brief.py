"""What a person asks for: one frozen value that every later step reads."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.errors import UserError
from app.knowledge import Knowledge
from app.viet.kinship import Pair, Relation, relate
from app.viet.text import fold, nfc


@dataclass(frozen=True)
class Brief:
    """A request for words; every id is one of assets/occasions.toml or assets/writing.toml."""

    kind: str = "thiep"  # thiep | email | bai_dang
    occasion: str = "tet"  # thiep only
    type: str = ""  # e-mail or post type
    to: str = ""  # whom, as typed: "bà ngoại"
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
    note: str = ""  # e-mails and posts: the hurried brief
    age: int | None = None
    year: int = 2027  # the lunar year that a Tết text is about

    def with_(self, **changes: object) -> "Brief":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


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
    knowledge: Knowledge, to: str, sender_role: str = "", *, sender_gender: str = "", **fields: object
) -> tuple[Brief, Relation]:
    """The brief for a recipient as typed, with the pair computed; also what was understood.

    `fields` are the other fields of Brief; sender_gender is "nam", "nu" or "".
    """
    base = Brief(**{name: _clean(value) for name, value in fields.items()})  # type: ignore[arg-type]
    relation = relate(
        to, sender_role, table=knowledge.kinship, region=base.region, name=base.name, sender_gender=sender_gender
    )
    return (
        base.with_(
            to=nfc(to).strip(), group=relation.group, pair=relation.pair, opening=relation.opening, name=relation.name
        ),
        relation,
    )


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
