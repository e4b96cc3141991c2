"""What a person asks for: one frozen value that every later step reads."""

from dataclasses import dataclass, replace

from app.viet.kinship import Pair


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
