"""Reads the raw texts: `*.txt.xz` of the corpus, and hand-written greetings with their placeholders filled in."""

import json
import lzma
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

PIECE = 1500  # characters; longer documents are cut between paragraphs, so that every source has held-out text
HELD_OUT_EVERY = 50

# Typical (goi, xung) pairs of each relation group: enough variety for a language model to learn the words from.
PAIRS: dict[str, str] = {
    "ong_ba": "ông|cháu, bà|cháu, ông nội|cháu, bà ngoại|con, nội|con",
    "cha_me": "bố|con, mẹ|con, ba|con, má|con",
    "co_chu_bac": "cô|cháu, chú|cháu, bác|cháu, dì|con, cậu|con",
    "anh_chi": "anh|em, chị|em",
    "em": "em|anh, em|chị",
    "con_chau": "con|bố, con|mẹ, cháu|ông, cháu|bà, con|ba",
    "vo_chong": "anh|em, em|anh, mình|anh",
    "nguoi_yeu": "anh|em, em|anh",
    "ban_be": "bạn|mình, cậu|tớ, bạn|tôi",
    "thay_co": "thầy|em, cô|em, thầy|con, cô|con",
    "sep": "anh|em, chị|em, sếp|em",
    "dong_nghiep": "anh|em, chị|em, bạn|mình, em|anh",
    "khach_hang": "quý khách|chúng tôi, anh|em, chị|em",
    "hang_xom": "bác|cháu, cô|cháu, anh|em, chị|em",
    "tap_the": "mọi người|mình, cả nhà|mình, các bạn|mình",
}
NAMES = "Lan Nam Hà Minh Hương Tuấn Mai Linh Dũng Thảo Bình Ngọc Quân Trang Khánh An".split()
AGES = "1 18 30 60 70 80".split()
YEARS = (
    ("Bính Ngọ", "ngựa", "2026"),
    ("Đinh Mùi", "dê", "2027"),
    ("Mậu Thân", "khỉ", "2028"),
    ("Kỷ Dậu", "gà", "2029"),
)


def read_pieces(path: Path) -> Iterator[str]:
    """The documents of a .txt.xz file (one paragraph a line, a blank line between documents) in pieces."""
    lines: list[str] = []
    size = 0
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = unicodedata.normalize("NFC", line.strip())
            if line:
                lines.append(line)
                size += len(line)
            if lines and (not line or size > PIECE):
                yield "\n".join(lines)
                lines, size = [], 0
    if lines:
        yield "\n".join(lines)


def read_greetings(folder: Path, copies: int, seed: int = 0) -> Iterator[list[str]]:
    """For each text of the folder's JSONL files, `copies` versions with different typical pronouns."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            draw = random.Random(f"{seed} {item['text']}")
            group, goi = item.get("to", "tap_the"), item.get("goi")
            yield list(dict.fromkeys(fill_placeholders(item["text"], group, goi, draw) for _ in range(copies)))


def fill_placeholders(text: str, group: str, goi: list[str] | None, draw: random.Random) -> str:
    to, sender = draw.choice(PAIRS[group].split(", ")).split("|")
    if goi:
        to = draw.choice(goi)
    year, animal, number = draw.choice(YEARS)
    words = {"goi": to, "xung": sender, "ten": draw.choice(NAMES), "tuoi": draw.choice(AGES)}
    words |= {"nam": year, "con_giap": animal, "nam_so": number}
    words |= {"Goi": to[:1].upper() + to[1:], "Xung": sender[:1].upper() + sender[1:]}
    return unicodedata.normalize("NFC", re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], m[0]), text))


def is_held_out(index: int) -> bool:
    return index % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
