"""Rules of e-mails and posts: every point of the request is in the text, and nothing that the request lacks."""

import re
from collections.abc import Iterator

from app.viet.numbers import number_in_words
from app.writing.brief import Brief, called
from app.writing.check_sense import invented_place
from app.writing.finding import RUN, Checks, Finding, Rule, folded, has_word, plain_set, said

NUMBER = re.compile(r"\d+")
ITEM = re.compile(r"(?:^|\n)[ \t]*\d{1,2}[.)]$")  # the number of a point in a list
ALSO = {
    "1": ("nhất", "mỗi", "đầu tiên", "nguyên"), "2": ("đôi", "cặp", "nhì"), "4": ("tư",), "10": ("chục",), "20": ("hai chục",),
    "30": ("ba chục",), "12": ("tá",),
}  # fmt: skip
DAY = re.compile(r"\b(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(?:thu|t)([2-7])|(chu nhat|cn))\b")
SALUTATION_WORDS = frozenset({"kinh", "gui", "chao", "than", "thua", "men", "oi", "quy"})
PERSON = re.compile(r"(?<!\w)(anh|chị|bạn|em|cô|chú|bác|thầy|bé|cháu|ông|bà) (\w+)", re.IGNORECASE)
LONGEST_SALUTATION = 8  # words
SIGNATURE_WORDS = 5  # a last line of so few, without a full stop, is a signature
UNITS = {"h": "gio", "g": "gio", "k": "nghin", "tr": "trieu", "ban": "nguoi", "em": "nguoi", "khach": "nguoi"}
NO_UNIT = frozenset(
    {
        "luc",
        "dang",
        "truoc",
        "sau",
        "va",
        "hay",
        "den",
        "toi",
        "sang",
        "qua",
        "tu",
        "roi",
        "la",
        "thi",
        "xin",
        "nho",
        "vi",
        "o",
        "tai",
    }
)
TOKEN = re.compile(r"\d+(?:[./,]\d+)*|[^\W\d_]+|[^\w\s]")
LEADS = frozenset({"ngay", "luc", "thang", "gia", "tang", "lop", "nam", "tu"})
COUNTED = frozenset({"ngay", "nam", "thang", "tuoi", "gio", "phut", "nguoi", "trieu", "nghin", "dong", "tuan", "buoi"})
REASONS = ("vì", "do", "bởi")
PLACES = ("ở", "tại", "lúc", "từ", "cho", "đến", "sang", "trước", "qua", "nhờ")
DAY_NUMBERS = {"hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7"}
SALUTATION_END = re.compile(r"(?: (?:ơi|thân mến|mến|thân|kính mến|yêu quý|quý mến|thân yêu|ạ))?[,!:]?\s*$")
SIGNED = 4  # words of a signature at most


def _numbers(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Every number of the request stands in the text, in figures or in words, and no other in figures."""
    asked, written = (set(NUMBER.findall(part)) for part in (brief.note, text))
    days = named_days(brief.note), named_days(text)
    given = asked | days[0] | set(NUMBER.findall(f"{brief.sender} {brief.to} {brief.name}"))
    for number in sorted(asked - written - days[1]):
        if not _in_words(number, text):
            yield Finding("thieu_y", 0, 0, f"Chưa nhắc đến “{number}” trong yêu cầu.", "loi")
    for hit in NUMBER.finditer(text):
        if (
            hit[0] not in given
            and not ITEM.search(text, 0, hit.end() + 1)
            and not _in_words(hit[0], brief.note)
        ):
            yield Finding("bia_so", hit.start(), hit.end(), f"Con số “{hit[0]}” không có trong yêu cầu.", "loi")


def _in_words(number: str, text: str) -> bool:
    """Whether a number of at most four digits is written out: "12" as "mười hai", with or without diacritics."""
    if len(number) > 4 or number.startswith("0"):
        return False
    said_so = {number_in_words(int(number), region) for region in ("bac", "nam")} | set(ALSO.get(number, ()))
    plain = text == folded(text)
    return any(has_word(text, folded(words) if plain else words) for words in said_so)


def _misplaced_numbers(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A number with another thing beside it than in the request: “2 ngày” told as “ngày 2”."""
    asked: dict[str, set[tuple[str, str]]] = {}
    for before, number, after, _ in _numbers_among(brief.note):
        asked.setdefault(number, set()).add((before, after))
    for before, number, after, at in _numbers_among(text):
        known = asked.get(number, set())
        counted = known and all(unit.isalpha() and unit not in NO_UNIT for _, unit in known)
        clear = before in LEADS or after in COUNTED
        if counted and clear and not any(before == left or after == unit for left, unit in known):
            yield Finding("bia_so", at, at + len(number), f"Số “{number}” không dùng như trong yêu cầu.", "loi")


def _numbers_among(text: str) -> Iterator[tuple[str, str, str, int]]:
    """(word before, number, word after, place) of every number that is no date."""
    runs = list(TOKEN.finditer(folded(text)))
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        if run[0][0].isdigit() and "/" not in run[0]:
            left, right = (UNITS.get(side[0], side[0]) if side else "" for side in (before, after))
            yield left, run[0], right, run.start()


def _turned_reasons(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """“ở phòng họp” told as “vì phòng họp”, or a reason told as a place."""
    note = list(TOKEN.finditer(brief.note.lower()))
    before: dict[tuple[str, str], set[str]] = {}
    for left, *pair in zip(note, note[1:], note[2:], strict=False):
        before.setdefault((folded(pair[0][0]), folded(pair[1][0])), set()).add(left[0])
    runs = list(TOKEN.finditer(folded(text)))
    for left, first, second in zip(runs, runs[1:], runs[2:], strict=False):
        asked = before.get((first[0], second[0]))
        if not asked or first[0].isdigit():  # "năm qua 3 đội …"
            continue
        lead = text[left.start() : left.end()].lower()
        reasons, places = plain_set(REASONS).union(REASONS), plain_set(PLACES).union(PLACES)
        if (lead in REASONS and asked <= places) or (lead in PLACES and asked <= reasons):
            shown = text[left.start() : second.end()]
            yield Finding("trai_y", left.start(), second.end(), f"“{shown}” không đúng ý của yêu cầu.", "loi")


def named_days(text: str) -> set[str]:
    """The days of the week that are named: "2" … "7", "cn"."""
    return {_day(hit) for hit in DAY.finditer(folded(text))}


def _day(hit: re.Match[str]) -> str:
    said_day = hit[1] or hit[2] or "cn"
    return DAY_NUMBERS.get(said_day, said_day)


def _weekdays(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Days of the week are facts as numbers are."""
    asked = named_days(brief.note)
    for hit in DAY.finditer(folded(text)):
        shown = text[hit.start() : hit.end()]
        ordinal = shown[1:].islower() and shown.lower().startswith("th")  # "người thứ hai"
        if _day(hit) not in asked and not ordinal and not shown.lower().startswith("chú"):  # "chú Nhật"
            yield Finding("bia_so", hit.start(), hit.end(), f"“{shown}” không có trong yêu cầu.", "loi")


def _points(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The request's telling syllables are in the text; the reason names the longest run that is not."""
    table = checks["letters"]
    own = set(folded(f"{brief.pair.goi} {brief.pair.xung} {brief.name} {brief.sender}").split())
    hurried = brief.note.lower() == folded(brief.note)  # "ca" may be "cả"
    stop = plain_set(tuple(table["stop"])) if hurried else frozenset(table["stop"])
    there = said(text)
    runs = list(RUN.finditer(brief.note))
    telling = [run[0].isalpha() and run[0].lower() not in stop and folded(run[0]) not in own for run in runs]
    missing = [tells and not there.has(run[0].lower()) for tells, run in zip(telling, runs, strict=True)]
    for run in _named(brief.note, runs):
        known = folded(run[0]) in own or run[0].lower() in table["stop"]
        if not known and not there.has(run[0].lower()):
            yield Finding("thieu_y", 0, 0, f"Chưa nói đến “{run[0]}”.", "loi")
            return
    for start, end in _lost(brief.note, runs, telling, missing):
        phrase = brief.note[runs[start].start() : runs[end].end()]
        yield Finding("thieu_y", 0, 0, f"Chưa nói đến “{phrase}”.", "loi")
        return
    allowed = max(sum(telling) >= 3, (1 - table["share"]) * sum(telling))
    if sum(missing) > allowed:
        start, end = _longest(missing, telling)
        phrase = brief.note[runs[start].start() : runs[end].end()]
        yield Finding("thieu_y", 0, 0, f"Chưa nói đến “{phrase}”.", "loi")


def _named(note: str, runs: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The names in the request: capitalised words that begin no sentence and are no day."""
    for run in runs[1:]:
        capital = run[0][0].isupper() and run[0][1:].islower() and note[run.start() - 2] not in ".!?:\n"
        if capital and folded(run[0]) not in DAY_NUMBERS:
            yield run


def _lost(note: str, runs: list[re.Match[str]], telling: list[bool], missing: list[bool]) -> Iterator[tuple[int, int]]:
    """Whole parts between commas of which nothing is there, or as good as nothing."""
    part: list[int] = []
    for at, run in enumerate(runs):
        part.append(at)
        if at + 1 == len(runs) or any(mark in note[run.end() : runs[at + 1].start()] for mark in ",;."):
            tells = [place for place in part if telling[place]]
            there = sum(not missing[place] for place in tells)
            if len(tells) >= 2 and there <= (len(tells) >= 4):  # one syllable of four may stand there by chance
                gone = [place for place in tells if missing[place]]
                yield gone[0], gone[-1]
            part = []


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
    goi, name = called(brief)
    line = text[start:end]
    hit = re.search(rf"(?<!\w){re.escape(goi)}(?!\w)", line, re.IGNORECASE)
    full = f"{goi} {name}".rstrip()
    if not hit:
        own = said(f"{brief.note} {brief.to}").plain | SALUTATION_WORDS
        if said(line).plain <= own:  # "Kính gửi tiệm hoa Thành Công," for “quý công ty”
            return
        yield Finding("thieu_xung_ho", start, end, f"Lời chào chưa gọi người nhận là “{full}”.", "loi")
        return
    if len(line.split()) > LONGEST_SALUTATION or line[-1:] not in ",!:":  # the letter begins without one
        if name and not has_word(text, name):
            yield Finding("thieu_ten", start, start, f"Thư chưa nhắc đến tên {name}.", "loi")
        return
    tail = SALUTATION_END.search(line, hit.end())
    assert tail
    after, right = line[hit.end() : tail.start()], f" {name}" if name else ""
    given = not name and after and has_word(f"{brief.to} {brief.note}", after.strip())
    if after == right or given:
        return
    place = start + hit.end(), start + tail.start()
    if after:
        yield Finding("sai_ten", *place, f"“{after.strip()}” không phải tên người nhận.", "loi", right)
    else:
        yield Finding("thieu_ten", *place, f"Lời chào chưa có tên {name}.", "loi", right)


def _frame(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """One subject at the head, the signature at the foot."""
    if brief.kind == "email" and not text.startswith("Tiêu đề:"):
        yield Finding("thieu_tieu_de", 0, 0, "Thư chưa có dòng tiêu đề.", "loi")
    again = text.find("Tiêu đề:", 1)
    if again > 0:
        yield Finding("cau_hong", again, again + 8, "Dòng tiêu đề lặp lại trong thư.", "loi")
    if not brief.sender or brief.kind != "email":  # a post is signed by its page
        return
    last = text.rstrip().rpartition("\n")[2]
    junk = last != brief.sender and re.fullmatch(rf"\w+ {re.escape(brief.sender)}", last, re.IGNORECASE)
    if has_word(last, brief.sender) and not junk:
        return
    reason = f"Chưa ký tên {brief.sender}."
    if last and len(last.split()) <= SIGNATURE_WORDS and last[-1] not in ".!?,:":
        start = text.rindex(last)
        yield Finding("thieu_ky", start, start + len(last), reason, "loi", brief.sender)
    else:
        yield Finding("thieu_ky", len(text), len(text), reason, "loi")


def _strangers(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A person whom the request does not name."""
    given = f"{brief.note} {brief.pair.goi} {brief.name} {brief.sender} {brief.to}"
    known = said(given).plain
    for hit in PERSON.finditer(text):
        if hit[2][0].isupper() and folded(hit[2]) not in known and hit[2] not in checks["proper"]:
            yield Finding("bia_ten", hit.start(2), hit.end(2), f"“{hit[2]}” không có trong yêu cầu.", "loi")


def _nobody_signs(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A signature where nobody said who writes; it is taken away."""
    if brief.kind != "email" or brief.sender:
        return
    body, _, last = text.rstrip().rpartition("\n")
    if body and 0 < len(last.split()) <= SIGNED and not re.search(r"[.!?…:,]$", last):
        end = len(text.rstrip())
        yield Finding("chu_ky", len(body.rstrip()), end, "Không ai cho biết người viết là ai.", "nhac", "")


LETTER_RULES: tuple[Rule, ...] = (
    _nobody_signs,
    _numbers,
    _misplaced_numbers,
    _weekdays,
    _points,
    _turned_reasons,
    _salutation,
    _frame,
    _strangers,
    invented_place,
)
