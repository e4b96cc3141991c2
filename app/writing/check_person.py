"""Rules of a card about persons: by what name the reader is called, and of whom a detail tells."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.writing.brief import Brief
from app.writing.check_address import PROSE, own_words
from app.writing.finding import Checks, Finding, Rule, any_of, folded, has_word, plain_set
from app.writing.prompt import used_name

TOKEN = re.compile(r"\w+|[^\w\s]")
CLAUSE_END = re.compile(r" (\w+)(?=[.,!?;:…])")
ONLY_CON = frozenset({"đường", "sông", "tim", "phố", "thuyền"})  # "con đường" where the model said "em đường"
CHILDREN = ("con", "cháu", "bé")
# What another person stands behind: “con cháu bác ở xa” does not tell of “bác”.
OWNED = frozenset({"cua", "con", "chau", "nha", "me", "bo", "vo", "chong", "ban", "lop", "nhom", "phong", "doi"})
BETWEEN = frozenset({"dang", "van", "hay", "con", "se", "da", "moi", "phai", "cung", "sap", "vua", "lai"})


def _missing_name(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The repair puts the name where the person is first mentioned, as the grammar does."""
    name = used_name(brief)
    if brief.form != PROSE or not name or has_word(text, name):
        return
    first = any_of((brief.pair.goi,)).search(text)
    reason = f"Chưa nhắc đến tên {name}."
    if not first:
        yield Finding("thieu_ten", 0, 0, reason, "loi")
    elif not any(True for _ in _wrong_name(text, brief, checks)):
        after = CLAUSE_END.match(text, first.end())
        if after and after[1] not in checks["after_address"]:  # "chúc Tết chú mạ." where the name should stand
            yield Finding("sai_ten", *after.span(), f"“{after[1]}” không phải tên người nhận.", "loi", f" {name}")
            return
        repair = name if brief.group == "ban_be" else f"{first[0]} {name}"
        yield Finding("thieu_ten", first.start(), first.end(), reason, "loi", repair)


def _wrong_name(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A name after the address word that is not the recipient's: the model fell back on one it knows."""
    if not brief.pair.goi:
        return
    name = used_name(brief)
    given = f"{name} {brief.to} {brief.sender} {' '.join(brief.details)}"
    for hit in _followed(brief.pair.goi).finditer(text):
        word = hit[2]
        if word[0].isupper() and word not in checks["proper"] and not has_word(given, word):
            repair = f" {name}" if name else ""
            yield Finding("sai_ten", hit.start(1), hit.end(1), f"“{word}” không phải tên người nhận.", "loi", repair)


@lru_cache(maxsize=256)
def _followed(goi: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(goi)}( (\w+))\b(?! (?:thu|sinh)\b)", re.IGNORECASE)


def _wrong_subject(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A detail tells of one person and the text tells it of the other: “con ở Nhật” became “bố mẹ ở Nhật”."""
    if not brief.details:
        return
    runs = list(TOKEN.finditer(text))
    plain = [folded(run[0]) for run in runs]
    stop = plain_set(tuple(checks["details"]["stop"]))
    for detail in brief.details:
        for right, other in _subjects(detail, brief):
            told = folded(detail).split()[len(right.split()) :]
            telling = {word for word in told if word not in stop}
            if not told or any(True for _ in _told_of(right, told, telling, plain)):
                continue
            for at in _told_of(other, told, telling, plain):
                if at and plain[at - 1] in OWNED:
                    continue
                span = runs[at].start(), runs[at + len(other.split()) - 1].end()
                reason = f"Chi tiết “{detail}” nói về “{right}”, không phải “{other}”."
                yield Finding("sai_chu_the", *span, reason, "loi")


def _subjects(detail: str, brief: Brief) -> Iterator[tuple[str, str]]:
    """(who the detail tells of, who it could be mistaken for), if the detail says who."""
    goi, xung = brief.pair.goi.lower(), brief.pair.xung.lower()
    plain = folded(detail)
    if not goi or not xung or goi == xung:
        return
    if plain.startswith(f"{folded(xung)} "):
        yield xung, goi
    elif plain.startswith(f"{folded(goi)} "):
        yield goi, xung
    elif plain.split()[0] in map(folded, CHILDREN) and brief.group not in ("em", "con_chau"):
        yield detail.lower().split()[0], goi


def _told_of(who: str, told: list[str], telling: set[str], plain: list[str]) -> Iterator[int]:
    """Where `who` is followed by the detail's first word and, close by, by another telling word of it."""
    name = folded(who).split()
    for at in range(len(plain) - len(name)):
        if plain[at : at + len(name)] != name:
            continue
        after = plain[at + len(name) : at + len(name) + 6]
        if after and after[0] in BETWEEN and after[0] != told[0]:
            after = after[1:]
        near = 5 if told[0] in telling else 3  # after a small word ("ở", "đi") the telling one must follow closely
        if after[:1] == told[:1] and (telling & set(after[1:near]) or not telling and after[:2] == told[:2]):
            yield at


def _broken_compound(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """“Em đường mới”: an address word put in the place of “con” in “con đường”."""
    for word in {brief.pair.goi, brief.pair.xung} - {"", "con"}:
        for hit in _starting(word).finditer(text):
            if hit[1].lower() in ONLY_CON:
                yield Finding("cau_hong", hit.start(), hit.end(), f"“{hit[0]}” không có nghĩa.", "loi")


@lru_cache(maxsize=256)
def _starting(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[.!?] )){re.escape(word)} (\w+)", re.IGNORECASE)


def _whose(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """“mẹ bạn mất” told as “mẹ đã đi xa”: whose mother?"""
    names = [word for word in (brief.pair.goi, used_name(brief)) if word]
    kin = tuple(word for word in checks["kin"] if word not in own_words(brief))
    for detail in brief.details:
        hit = re.match(rf"({'|'.join(kin)}) (?:của )?{re.escape(brief.pair.goi)}\b", detail, re.IGNORECASE)
        if not hit or not has_word(text, hit[1]):
            continue
        owned = any_of(tuple(f"{hit[1]} {of}{name}" for of in ("", "của ") for name in names))
        if not owned.search(text):
            first = any_of((hit[1],)).search(text)
            assert first
            reason = f"Nên nói rõ là “{hit[1].lower()} {brief.pair.goi}”."
            yield Finding("cua_ai", first.start(), first.end(), reason, "nhac")


PERSON_RULES: tuple[Rule, ...] = (
    _missing_name,
    _wrong_name,
    _wrong_subject,
    _broken_compound,
    _whose,
)
