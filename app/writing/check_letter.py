"""Rules of e-mails and posts: every point of the request is in the text, and nothing that the request lacks."""

import re
from collections.abc import Iterator

from app.writing.brief import Brief
from app.writing.finding import RUN, Checks, Finding, Rule, folded, has_word, plain_set, said

NUMBER = re.compile(r"\d+")
DAY = re.compile(r"\b(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(?:thu|t)([2-7])|(chu nhat|cn))\b")
LONGEST_SALUTATION = 8  # words
DAY_NUMBERS = {"hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7"}
SALUTATION_END = re.compile(r"(?: (?:ơi|thân mến|mến|thân|kính mến|yêu quý|quý mến|thân yêu|ạ))?[,!:]?\s*$")


def _numbers(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Every number of the request stands in the text, and no other."""
    asked, written = (set(NUMBER.findall(part)) for part in (brief.note, text))
    days = _days(brief.note), _days(text)
    for number in sorted(asked - written - days[1]):
        yield Finding("thieu_y", 0, 0, f"Chưa nhắc đến “{number}” trong yêu cầu.", "loi")
    for hit in NUMBER.finditer(text):
        if hit[0] not in asked | days[0]:
            yield Finding("bia_so", hit.start(), hit.end(), f"Con số “{hit[0]}” không có trong yêu cầu.", "loi")


def _days(text: str) -> set[str]:
    """The days of the week that are named: "2" … "7", "cn"."""
    return {_day(hit) for hit in DAY.finditer(folded(text))}


def _day(hit: re.Match[str]) -> str:
    said_day = hit[1] or hit[2] or "cn"
    return DAY_NUMBERS.get(said_day, said_day)


def _weekdays(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Days of the week are facts as numbers are."""
    asked = _days(brief.note)
    for hit in DAY.finditer(folded(text)):
        shown = text[hit.start() : hit.end()]
        ordinal = shown.islower() or shown.startswith("Thứ") and shown[1:].islower()  # "người thứ hai"
        if _day(hit) not in asked and not ordinal:
            yield Finding("bia_so", hit.start(), hit.end(), f"“{shown}” không có trong yêu cầu.", "loi")


def _points(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The request's telling syllables are in the text; the reason names the longest run that is not."""
    table = checks["letters"]
    stop = plain_set(tuple(table["stop"])) | set(
        folded(f"{brief.pair.goi} {brief.pair.xung} {brief.name} {brief.sender}").split()
    )
    there = said(text)
    runs = list(RUN.finditer(brief.note))
    telling = [not (run[0].isdigit() or folded(run[0]) in stop) for run in runs]
    missing = [tells and not there.has(run[0].lower()) for tells, run in zip(telling, runs, strict=True)]
    if sum(missing) > (1 - table["share"]) * sum(telling):
        start, end = _longest(missing, telling)
        phrase = brief.note[runs[start].start() : runs[end].end()]
        yield Finding("thieu_y", 0, 0, f"Chưa nói đến “{phrase}”.", "loi")


def _longest(missing: list[bool], telling: list[bool]) -> tuple[int, int]:
    """First and last index of the stretch with most missing words and no word that is there."""
    best, start, count, last = (0, 0, 0), 0, 0, 0
    for at, (gone, tells) in enumerate(zip(missing, telling, strict=True)):
        if gone:
            start = at if not count else start
            count, last = count + 1, at
            best = max(best, (count, -start, last))
        elif tells:
            count = 0
    return -best[1], best[2]


def _salutation(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """An e-mail greets whom it is for, by the right name and no other."""
    if brief.kind != "email" or not brief.pair.goi:
        return
    start = text.find("\n\n") + 2 if text.startswith("Tiêu đề:") else 0
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    goi, name = _called(brief)
    line = text[start:end]
    hit = re.search(rf"(?<!\w){re.escape(goi)}(?!\w)", line, re.IGNORECASE)
    full = f"{goi} {name}".rstrip()
    if not hit:
        yield Finding("thieu_xung_ho", start, end, f"Lời chào chưa gọi người nhận là “{full}”.", "loi")
        return
    if len(line.split()) > LONGEST_SALUTATION or line[-1:] not in ",!:":  # the letter begins without one
        if name and not has_word(text, name):
            yield Finding("thieu_ten", start, start, f"Thư chưa nhắc đến tên {name}.", "loi")
        return
    tail = SALUTATION_END.search(line, hit.end())
    assert tail
    after = line[hit.end() : tail.start()]
    if after == (f" {name}" if name else "") or (after and has_word(brief.to or brief.note, after.strip()) and not name):
        return
    code, reason = ("sai_ten", f"“{after.strip()}” không phải tên người nhận.") if after else ("thieu_ten", f"Lời chào chưa có tên {name}.")
    yield Finding(code, start + hit.end(), start + tail.start(), reason, "loi", f" {name}" if name else "")


def _called(brief: Brief) -> tuple[str, str]:
    """The address word and the name, which may stand within the pair ("chị Hà")."""
    goi = brief.pair.goi.split()
    cut = next((at for at, word in enumerate(goi) if at and word[0].isupper()), len(goi))
    return " ".join(goi[:cut]), brief.name or " ".join(goi[cut:])


def _frame(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """One subject at the head, the signature at the foot."""
    if brief.kind == "email" and not text.startswith("Tiêu đề:"):
        yield Finding("thieu_tieu_de", 0, 0, "Thư chưa có dòng tiêu đề.", "loi")
    again = text.find("Tiêu đề:", 1)
    if again > 0:
        yield Finding("cau_hong", again, again + 8, "Dòng tiêu đề lặp lại trong thư.", "loi")
    if not brief.sender:
        return
    last = text.rstrip().rpartition("\n")[2] if brief.kind == "email" else text
    if not has_word(last, brief.sender):
        yield Finding("thieu_ky", len(text), len(text), f"Chưa ký tên {brief.sender}.", "loi")


def _strangers(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A person whom the request does not name."""
    given = f"{brief.note} {brief.pair.goi} {brief.name} {brief.sender} {brief.to}"
    known = said(given).plain
    for hit in PERSON.finditer(text):
        if hit[2][0].isupper() and folded(hit[2]) not in known and hit[2] not in checks["proper"]:
            yield Finding("bia_ten", hit.start(2), hit.end(2), f"“{hit[2]}” không có trong yêu cầu.", "loi")


PERSON = re.compile(r"(?<!\w)([Aa]nh|[Cc]hị|[Bb]ạn|[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]hầy|[Bb]é|[Cc]háu|[Ôô]ng|[Bb]à) (\w+)")

LETTER_RULES: tuple[Rule, ...] = (_numbers, _weekdays, _points, _salutation, _frame, _strangers)
