"""Damage to what is told: details lost, another year, age, day or mood, facts that nobody gave."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from app.viet.canchi import year_animal, year_name
from app.viet.text import fold
from app.writing.accuracy.specimens import Damaged, Specimen, Stock, spoken
from app.writing.library import PROSE
from app.writing.note_table import note_table

ACTS = ("cam_on", "xin_loi", "nho_nhung", "chuc_ngu_ngon_chao_buoi_sang")  # that fit any day
FACTS = {
    "bia_so": ("từ năm {year}", "suốt {n} năm", "đúng {n} ngày nữa", "cả {n} người", "lúc {h} giờ {m}"),
    "bia_ngay": ("hôm {d}/{mo}", "từ thứ Hai", "sáng thứ Bảy", "hôm Chủ nhật", "ngày {d} tháng {mo}"),
    "bia_noi": (
        "ở Đà Lạt",
        "ở Cần Thơ",
        "tại Hải Phòng",
        "dưới Cà Mau",
        "bên Nhật Bản",
        "trên Hà Giang",
        "ở Quy Nhơn",
        "ngoài Huế",
    ),
    "bia_ten": ("cùng chị {name}", "với anh {name}", "và bạn {name}", "cùng cô {name}", "với bé {name}"),
}


def dropped_detail(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """The brief tells something of which the text says nothing."""
    if specimen.brief.kind != "thiep":
        return None
    said = set(fold(specimen.text).split())
    detail = next((found for found in rng.sample(clauses(), 20) if not set(fold(found).split()) & said), "")
    return (
        (Specimen(specimen.brief.with_(details=(detail,)), specimen.text, "", specimen.origin), specimen.text)
        if detail
        else None
    )


@cache
def clauses() -> list[str]:
    """Things that people note of each other, naming nobody."""
    every = (clause for kind in note_table().kinds.values() for clauses in kind.clauses.values() for clause in clauses)
    return [clause for clause in every if "{" not in clause and len(clause.split()) > 2]


def wrong_year(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """The year's name, its animal or its number is another year's."""
    brief, text = specimen.brief, specimen.text
    if brief.occasion not in ("tet", "nam_moi_duong"):
        return None
    other = brief.year + rng.choice((-3, -2, -1, 1, 2, 3))
    wrong = text.replace(year_name(brief.year), year_name(other)).replace(str(brief.year), str(other))
    wrong = re.sub(rf"\b(năm con) {year_animal(brief.year)}\b", rf"\1 {year_animal(other)}", wrong, flags=re.IGNORECASE)
    return (specimen, wrong) if wrong != text else None


def wrong_age(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    age = specimen.brief.age
    if age is None or not re.search(rf"(?<!\d){age}(?!\d)", specimen.text):
        return None
    return specimen, re.sub(rf"(?<!\d){age}(?!\d)", str(age + rng.choice((-10, -2, -1, 1, 2, 10))), specimen.text)


def wrong_day(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """A text that names its day, sent on another."""
    days = stock.source.knowledge.occasions
    own = specimen.brief.occasion
    if specimen.brief.kind != "thiep" or own in ACTS or fold(days[own].label) not in fold(specimen.text):
        return None
    other = rng.choice([id for id in days if id != own])
    if fold(days[other].label) in fold(specimen.text):
        return None
    brief = specimen.brief.with_(occasion=other, details=())
    return Specimen(brief, specimen.text, specimen.template, specimen.origin), specimen.text


def invented(kind: str) -> Callable[[Specimen, Stock, Random], Damaged | None]:
    """A fact that nobody gave, at the end of a clause."""

    def make(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
        if specimen.brief.form != PROSE:
            return None
        fact = rng.choice(FACTS[kind]).format(
            year=rng.randrange(1960, 2025), n=rng.randrange(3, 60), d=rng.randrange(1, 29), mo=rng.randrange(1, 13),
            h=rng.randrange(5, 22), m=rng.choice((15, 30, 45)), name=rng.choice(stock.source.names),
        )  # fmt: skip
        ends = [hit.start() for hit in re.finditer(r"(?<=[^\W\d_])(?=[,.!])", specimen.text)]
        given = fold(f"{specimen.text} {' '.join(specimen.brief.details)} {specimen.brief.note}")
        if not ends or fold(fact.split()[-1]) in given.split():
            return None
        at = rng.choice(ends)
        return specimen, f"{specimen.text[:at]} {fact}{specimen.text[at:]}"

    return make


def misplaced(
    days: tuple[str, ...], themes: Sequence[str], quiet: bool
) -> Callable[[Specimen, Stock, Random], Damaged | None]:
    """A sentence written for other days: a merry wish in a condolence, mourning on a happy day."""

    def make(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
        brief = specimen.brief
        mourning = brief.kind == "thiep" and brief.occasion == "chia_buon"
        if brief.form != PROSE or brief.kind != "thiep" or mourning != quiet:
            return None
        pool = [
            clause
            for slot in ("mo_dau", "chuc")
            for clause in stock.source.world.clauses[slot]
            if (clause.theme in themes and "chia_buon" not in clause.occ if quiet else clause.occ == days)
        ]
        fitting = [clause.texts[0] for clause in pool if not re.search(r"\{(?!goi|Goi|xung|Xung)", clause.texts[0])]
        return specimen, f"{specimen.text} {spoken(rng.choice(fitting), brief.pair)}"

    return make


def too_long(specimen: Specimen, stock: Stock, rng: Random) -> Damaged | None:
    """Four sentences for every one: more than a card holds."""
    if specimen.brief.form != PROSE or specimen.brief.kind != "thiep":
        return None
    more = [
        clause.texts[0]
        for clause in stock.source.world.clauses["chuc"]
        if not re.search(r"\{(?!goi|Goi|xung|Xung)", clause.texts[0])
    ]
    text = specimen.text
    while len(text.split()) < {"ngan": 60, "vua": 125, "dai": 235}[specimen.brief.length]:
        text = f"{text} {spoken(rng.choice(more), specimen.brief.pair)}"
    return specimen, text
