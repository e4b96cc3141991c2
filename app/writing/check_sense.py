"""Rules of a card about what it tells: the details, the day, the year, and words that belong to another world."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from app.viet.canchi import ANIMALS, BRANCHES, STEMS, year_animal, year_name
from app.writing.brief import Brief
from app.writing.finding import RUN, Checks, Finding, Rule, any_of, folded, plain_set, said

YEAR = re.compile(rf"\b({'|'.join(STEMS)}) ({'|'.join(BRANCHES)})\b")
ANIMAL_YEAR = re.compile(rf"\bnăm con ({'|'.join(ANIMALS)})\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
DATE = re.compile(r"\bngày \d+(?![\d/]| tháng)", re.IGNORECASE)
DONE = re.compile(r"^(?:\w+ ){0,2}(?:vừa|mới|đã) |\b(?:xong|rồi)\b", re.IGNORECASE)
NEGATED = re.compile(r"\b(không|chưa|chẳng|ko|bỏ|hết) (\w+ \w+)", re.IGNORECASE)
# What is not so, or only asked, wished for or put off.
NEGATION = re.compile(r"\b(không|chưa|chẳng|đừng|bỏ|hết|thôi|khỏi|ngừng|liệu|nếu|ai|mong|sẽ|để)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"(?<!\w)(?<!là )(?:thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|[Cc]hủ [Nn]hật)(?!\w)")
PERSON = re.compile(
    r"(?<!\w)(anh|chị|bạn|em|cô|chú|bác|thầy|bé|cháu|ông|bà|cậu|dì|mợ|thím|dượng|sếp) ([^\W\d_]+)(?! (?:thứ|tuổi|thu|sinh)\b)"
)
PROSE = "loi_chuc"
LIKENED = re.compile(r"\b(?:như|là|làm) (?:một )?$")  # "sướng như học trò"
REMEMBERED = re.compile(r"\b(?:nhớ|quên|cùng) $", re.IGNORECASE)  # another day is spoken of, not greeted
SOON = re.compile(r"\bsắp (\w+)", re.IGNORECASE)


def _missing_detail(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A detail counts as used when its telling syllables are in the text: all of one or two, half of more."""
    stop = plain_set(tuple(checks["details"]["stop"]))
    own = set(folded(f"{brief.pair.goi} {brief.pair.xung} {brief.name}").split())
    there = said(text)
    for detail in brief.details:
        telling = [word for word in RUN.findall(detail.lower()) if folded(word) not in stop | own]
        needed = len(telling) if len(telling) <= 2 else (len(telling) + 1) // 2
        if sum(map(there.has, telling)) < needed:
            yield Finding("thieu_chi_tiet", 0, 0, f"Chưa nhắc đến “{detail}”.", "loi")


def _cut_detail(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A detail told word for word ("nhớ chuyện …") that breaks off before its end."""
    plain = folded(text)
    for detail in brief.details:
        whole = folded(detail).strip(" .!")
        head = " ".join(whole.split()[:2])
        begun = plain.find(f"chuyen {head} ") if len(whole.split()) > 2 else -1
        if begun >= 0 and whole not in plain:
            yield Finding("thieu_chi_tiet", begun, begun + len(head) + 7, f"Chưa nói hết “{detail}”.", "loi")


def _lost_negation(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """"không uống rượu" told as "uống rượu"."""
    for detail in brief.details:
        for denial in NEGATED.finditer(detail):
            denied = denial[2].lower()
            told = list(re.finditer(rf"(?<!\w){re.escape(denied)}(?!\w)", text, re.IGNORECASE))
            bare = [hit for hit in told if not NEGATION.search(text[max(0, hit.start() - 24) : hit.start()])]
            if told and len(bare) == len(told):
                reason = f"Chi tiết nói “{denial[0]}”, lời chúc lại nói ngược."
                yield Finding("trai_y", bare[0].start(), bare[0].end(), reason, "loi")


def _turned_detail(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """What the detail says is over, the text says is still to come."""
    if any("sắp" in detail.lower().split() for detail in brief.details):
        return
    for detail in filter(DONE.search, brief.details):
        own = set(detail.lower().split())
        for hit in SOON.finditer(text):
            if hit[1].lower() in own:
                yield Finding(
                    "trai_y", hit.start(), hit.end(), f"“{detail}” là việc đã xong, không phải sắp tới.", "loi"
                )


def _invented_number(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A number that neither the brief nor the day brings."""
    day = checks["dates"].get(brief.occasion, "")
    given = set(NUMBER.findall(f"{day} {brief.name} {brief.age} {brief.year} {' '.join(brief.details)}"))
    for hit in NUMBER.finditer(text):
        if hit[0] not in given:
            yield Finding("bia_so", hit.start(), hit.end(), f"Con số “{hit[0]}” không có trong yêu cầu.", "loi")


def _invented_day(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A day of the week that the brief does not name."""
    if not WEEKDAY.search(text):
        return
    given = folded(_given(brief))
    for hit in WEEKDAY.finditer(text):
        if folded(hit[0]) not in given:
            yield Finding("bia_so", hit.start(), hit.end(), f"“{hit[0]}” không có trong yêu cầu.", "loi")


def invented_place(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A town or a country that the brief does not name."""
    given = ""
    for hit in _places(tuple(checks["places"])).finditer(text):
        given = given or folded(_given(brief))
        if folded(hit[1]) not in given:
            yield Finding("bia_noi", hit.start(1), hit.end(1), f"“{hit[1]}” không có trong yêu cầu.", "loi")


@lru_cache(maxsize=4)
def _places(names: tuple[str, ...]) -> re.Pattern[str]:
    """Names of one syllable only after a word of place: "Vinh" and "Nga" are people too."""
    long, short = ("|".join(name for name in names if (" " in name) == spaced) for spaced in (True, False))
    before = "|".join(rf"(?<=\b{word} )" for word in ("ở", "tại", "bên", "sang", "về", "ra", "ngoài", "trong", "đi", "từ"))
    return re.compile(rf"\b({long}|(?:{before})(?:{short}))\b")


def _given(brief: Brief) -> str:
    return f"{' '.join(brief.details)} {brief.note} {brief.name} {brief.to} {brief.pair.goi} {brief.sender}"


def _invented_person(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Somebody with a name whom the brief does not name."""
    if brief.form != PROSE:
        return
    given = folded(f"{_given(brief)} {brief.pair.goi}").split()
    for hit in PERSON.finditer(text):
        own = hit[1].lower() == brief.pair.goi.lower()  # check_person has its own word on that
        name = hit[2][0].isupper() and hit[2][1:].islower()
        known = hit[2] in checks["proper"] or hit[0].lower() in checks["phrases"]
        if name and not own and not known and folded(hit[2]) not in given:
            yield Finding("bia_ten", hit.start(2), hit.end(2), f"“{hit[2]}” không có trong yêu cầu.", "loi")


def _wrong_number(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """“hồi cấp 3” told as “ngày 3”."""
    given = folded(" ".join(brief.details))
    for hit in DATE.finditer(text):
        if folded(hit[0]) not in given:
            yield Finding("bia_so", hit.start(), hit.end(), f"“{hit[0]}” không có trong yêu cầu.", "loi")


def _wrong_year(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    right = year_name(brief.year)
    for hit in YEAR.finditer(text):
        if hit[0] != right:
            yield Finding("sai_nam", hit.start(), hit.end(), f"Tết {brief.year} là năm {right}.", "loi", right)
    for hit in ANIMAL_YEAR.finditer(text):
        animal = year_animal(brief.year)
        if hit[1].lower() != animal:
            yield Finding("sai_nam", hit.start(1), hit.end(1), f"Năm {right} là năm con {animal}.", "loi", animal)


def _wrong_occasion(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    days = _by_phrase(checks["occasions"])
    own = {name.lower() for name in checks["occasions"].get(brief.occasion, ())}
    given = folded(" ".join(brief.details))
    seen: set[str] = set()
    for hit in any_of(tuple(days)).finditer(text):
        name = hit[0].lower()
        told = REMEMBERED.search(text[: hit.start()]) or brief.pair.goi in name.split()
        if name not in own and days[name] not in seen and not told and folded(name) not in given:
            seen.add(days[name])
            yield Finding("sai_dip", hit.start(), hit.end(), f"“{hit[0]}” thuộc dịp khác.", "loi")


def _by_phrase(names: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Phrase, in lower case, to the name under which it stands."""
    return _named(tuple((name, tuple(phrases)) for name, phrases in names.items()))


@lru_cache(maxsize=4)
def _named(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return {phrase.lower(): name for name, phrases in names for phrase in phrases}


def _wrong_feeling(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Joy in a condolence, or mourning on a happy day."""
    quiet = brief.occasion in checks["quiet"]
    given = folded(" ".join(brief.details))
    for hit in any_of(tuple(checks["festive" if quiet else "mourning"])).finditer(text):
        if folded(hit[0]) not in given:
            reason = "không hợp lời chia buồn" if quiet else "chỉ hợp lời chia buồn"
            yield Finding("sai_tinh_cam", hit.start(), hit.end(), f"“{hit[0]}” {reason}.", "loi")


def _wrong_world(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Words of the classroom to an uncle, of lovers to a boss: of another person or another day."""
    worlds = checks["worlds"]
    homes = _by_phrase({name: world["words"] for name, world in worlds.items()})
    given = folded(f"{' '.join(brief.details)} {brief.to}")
    seen: set[str] = set()
    for hit in any_of(tuple(homes)).finditer(text):
        name = homes[hit[0].lower()]
        world = worlds[name]
        if name in seen or brief.group in world.get("groups", ()) or brief.occasion in world.get("occasions", ()):
            continue
        if not LIKENED.search(text[: hit.start()]) and not _brings(world).search(given):
            seen.add(name)
            yield Finding("lac_canh", hit.start(), hit.end(), f"“{hit[0]}” {world['reason']}.", "loi")


def _brings(world: Checks) -> re.Pattern[str]:
    """What in a detail makes the words of a world fit."""
    return any_of(tuple(map(folded, (*world["words"], *world.get("brought_by", ())))))


SENSE_RULES: tuple[Rule, ...] = (
    _missing_detail,
    _turned_detail,
    _cut_detail,
    _lost_negation,
    _invented_number,
    _invented_day,
    invented_place,
    _invented_person,
    _wrong_number,
    _wrong_year,
    _wrong_occasion,
    _wrong_feeling,
    _wrong_world,
)
