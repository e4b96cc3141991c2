"""Whose deed a hurried note tells: the recipient's, the writer's, somebody else's, or that of both."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.note_table import BOTH, RECIPIENT, THIRD, WRITER, NoteTable

WEDDINGS = frozenset({"dam_cuoi", "ky_niem_ngay_cuoi"})
LOVERS = frozenset({"vo_chong", "nguoi_yeu"})
FAMILY = frozenset({"ong_ba", "cha_me", "co_chu_bac", "anh_chi", "em", "con_chau", "vo_chong"})
MANY = re.compile(r"\b(tụi|bọn) (con|em|cháu|mình|tui|tớ|tao)\b", re.IGNORECASE)
PARENT = frozenset({"ba", "bố", "má", "mẹ", "mạ", "cha", "vợ", "chồng", "bà ngoại", "ông ngoại", "bà nội", "ông nội"})
NOW = re.compile(r"^(?:bây )?giờ (?:thì )?")
SPAN = r"(?:năm|tháng|tuần|hè|tết|kỳ|đợt|dịp|lần|mùa|vụ)"
WHEN = re.compile(
    rf"(?:(?:cuối |đầu |giữa )?{SPAN} (?:nay|này|ngoái|trước|tới|sau|rồi|vừa rồi|vừa qua|giêng|chạp|\d+)(?: này| tới| âm lịch)?"
    r"|sang (?:năm|tháng|tuần|xuân)|cuối (?:năm|tháng|tuần)|(?:mấy|bao|nhiều|cả) (?:năm|tháng|tuần|hôm|bữa|ngày) (?:nay|qua|rồi)"
    r"|(?:sáng|trưa|chiều|tối|đêm|khuya) (?:nay|mai|qua|hôm qua|hôm kia)|(?:hôm|bữa) (?:nay|qua|kia|trước|nọ)|ngày mai|mai|dạo (?:này|trước)"
    r"|(?:mùng|mồng) \S+|rằm(?: này| tháng \S+)?|(?:qua|sau|ra|trước) (?:tết|giêng|rằm|hè)|\d+ (?:tháng chạp|tháng giêng|tết)|(?:ngày|sáng|trưa|chiều|tối|đêm|tuần|năm|tháng|lần|tết|hè|mùa|hôm|bữa|chủ nhật) nào|trước(?: đây| kia)?"
    r"|hồi (?:trước|sinh viên|trẻ|nhỏ|bé|xưa|đi học|đi lính)"
    r"|2[3-9](?! (?:tuổi|năm|tháng|ngày|người|cái|con|đứa|lần|triệu|nghìn|ngàn|k|kg|ký|phút|giờ|mùa|cân|trường|bài)))"
    r"(?= )",
    re.IGNORECASE,
)
OURS = r"\b(?:nhà|chúng|bọn|tụi|lớp|phòng|nhóm|đứa|hai|xóm|quê|trường|một|tự|chính)"  # with "mình", of more than the writer
COUNTS = frozenset({"hai", "tư", "năm", "sáu", "bảy"})
RANKS = {"Hai": "2", "Ba": "3", "Tư": "4", "Năm": "5", "Sáu": "6", "Bảy": "7", "Tám": "8", "Chín": "9"}
SMALL = ("nhỏ", "lớn", "bé", "út")
COUPLES = {
    "bạn": "hai bạn",
    "em": "hai em",
    "con": "hai con",
    "cháu": "hai cháu",
    "anh": "anh chị",
    "chị": "anh chị",
    "cậu": "hai cậu",
}
DEAD = re.compile(
    r"^(?:(?:đã|mới|vừa|vừa mới) )?(?:mất|qua đời|từ trần|không qua khỏi)"
    r"(?: (?:rồi|hồi|hôm|tuần|tháng|năm|ngày|đầu|cuối|được|cách|vì|do|ở|đúng|đột ngột|sau|lâu|trước|\d+)\b.*)?$",
    re.IGNORECASE,
)


class Subject(NamedTuple):
    """Who does it (RECIPIENT, WRITER, THIRD, BOTH or ""), what the text calls him, and what is said of him."""

    doer: str
    who: str
    said: str


def usual(doer: str, brief: Brief, table: NoteTable) -> str:
    """Who is meant where a note names nobody."""
    pair, together = brief.pair, table.words["together"]
    if doer == BOTH:
        return together.get(brief.group, together["*"]).format(goi=pair.goi, xung=pair.xung)
    return pair.xung if doer == WRITER else pair.goi


TIMED = re.compile(r"(?:năm|tháng|tuần|hôm|tối|sáng|trưa|chiều|đêm|tết|hè|dạo|hồi|ngày|mùa)\b", re.IGNORECASE)


def joined(who: str, said: str) -> str:
    """Who and what, a time before both: "năm nay con không về được"; of a house whose it is: "nhà chị gần chợ"."""
    if who and said.startswith("nhà "):
        return f"nhà {who}{said.removeprefix('nhà')}"
    if who and TIMED.match(said) and who in said.split()[1:5]:  # "năm vừa rồi sếp tin giao…" names him already
        return said
    time = WHEN.match(said) if who else None
    return f"{time[0]} {who}{said[time.end() :]}" if time else f"{who} {said}".strip()


def after(part: str, heads: Iterable[str]) -> str | None:
    """What follows the longest of the heads that the part begins with, or None."""
    low = part.lower()
    head = max(
        (head for head in heads if low == head.lower() or low.startswith(f"{head.lower()} ")), key=len, default=None
    )
    return None if head is None else part[len(head) :].strip()


def without(part: str, heads: Iterable[str]) -> str:
    """The part without any of the heads before it, however many."""
    heads = tuple(heads)
    rest = after(part, heads)
    while rest:
        part, rest = rest, after(rest, heads)
    return part


def before(part: str, rest: str | None) -> str:
    """What stands in the part before the rest."""
    return part[: len(part) - len(rest or "")].strip()


def living(part: str, subject: Subject) -> Subject:
    """Who has died is somebody else than the reader, though called alike: "bà mất" on a card to one's mother."""
    if subject.doer != RECIPIENT or not DEAD.match(subject.said):
        return subject
    return Subject(THIRD, before(part, subject.said), subject.said)


class Persons:
    """The words by which the two people of a card, and others, are named in its notes."""

    def __init__(self, brief: Brief, table: NoteTable):
        self.brief, self.table, self.words = brief, table, table.words
        self.mine = self._self_words()
        self.yours = self._your_words() - self.mine

    def subject(self, part: str) -> Subject:
        """Who is named first; Subject("", "", part) where nobody is."""
        part = NOW.sub("", part) or part
        for time in ("", self._time(part)):
            for reader in (self._both, self._recipient, self._writer, self._third):
                found = reader(part[len(time) :].strip())
                if found and found.said:
                    return found._replace(said=f"{time.strip()} {found.said}".strip())
        return Subject("", "", part)

    def subjected(self, wish: str) -> str:
        """A wish whose clause has no subject gets the recipient: "thi tốt" is "con thi tốt"."""
        return wish if self.subject(wish).doer else f"{self.brief.pair.goi} {wish}"

    def own(self, part: str) -> str:
        """The writer's other words for himself as the pair has them, after a word that takes a person."""
        others = "|".join(re.escape(word) for word in self.mine if word.lower() != self.brief.pair.xung.lower())
        if not others:
            return part
        yours = "|".join(map(re.escape, self.yours))
        pattern = rf"\b({'|'.join(self.words['takers'])})\s(?!(?<=nhà )mình\b)(?:{others})(?!\w)(?! (?:{yours})(?!\w))"
        part = re.sub(pattern, rf"\1 {self.brief.pair.xung}", part, flags=re.IGNORECASE)  # "tập cho cháu bố": his grandchild
        return MANY.sub(lambda hit: self._many(hit), part)

    def called(self, part: str) -> str:
        """The part in which the writer is called as on the card, wherever he stands."""
        for word in self.mine - {self.brief.pair.xung} - set(self.words["twos"]):
            pattern = rf"({OURS} )?(?<!\w){re.escape(word)}(?!\w)"
            part = re.sub(pattern, lambda hit: hit[0] if hit[1] else self.brief.pair.xung, part, flags=re.IGNORECASE)
        return self.own(part)

    def _many(self, hit: re.Match[str]) -> str:
        """ "tụi con" of somebody who is "em" is "tụi em"; of many it is their own word."""
        xung = self.brief.pair.xung
        if hit[2].lower() == xung.split()[-1] or xung.split()[-1] in ("tôi", "đình"):
            return hit[0] if " " not in xung else xung
        return xung if " " in xung else f"{hit[1]} {xung}"

    def neutral(self, said: str) -> str:
        """GOI and XUNG for the two of them, as the clauses of the kinds have them."""
        for words, neutral in ((self.mine, "XUNG"), (self.yours, "GOI")):
            for word in sorted(words, key=len, reverse=True):
                said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", neutral, said, flags=re.IGNORECASE)
        return said

    def _time(self, part: str) -> str:
        """A day or season before the doer: "năm nay con không về được", "25 tháng chạp con về"."""
        if when := WHEN.match(part):
            return f"{when[0]} "
        words, timely = part.split(), self.words["time_words"]
        if words[:1] and (words[0].lower() in COUNTS or re.fullmatch(r"[2-9]", words[0])) and words[1:2] and words[1].lower() in self.words["others"]["kin"]:  # "hai bố con"
            return ""
        count = next((i for i, word in enumerate(words) if not (word[0].isdigit() or word.lower() in timely)), 0)
        return " ".join(words[:count]) + (" " if count else "")

    def _both(self, part: str) -> Subject | None:
        company = self.words["company"]
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS:
            rest = after(part, company["couple"])
            return None if rest is None or after(rest, SMALL) is not None else Subject(RECIPIENT, before(part, rest), rest)
        goi, xung = self.brief.pair.goi, self.brief.pair.xung
        pairs = [f"{a} {word} {b}" for a, b in ((xung, goi), (goi, xung)) for word in ("với", "và")]
        rest = after(part, [*company["both"], *pairs])
        if rest is None or after(rest, SMALL) is not None:  # "hai đứa nhỏ"
            return None
        who, gifts = before(part, rest).replace("2 ", "hai "), self.words["gifts"]
        given = (
            who.lower() in ("tụi mình", "bọn mình", "chúng mình")
            and after(rest, [*gifts["words"], *gifts["absent"]]) is not None
        )
        return Subject(WRITER, xung, rest) if given else Subject(BOTH, who, rest)

    def _recipient(self, part: str) -> Subject | None:
        rest = after(part, self.yours)
        if rest is not None and self.brief.name and before(part, rest).endswith(self.brief.name.lower()):  # "anh sang công ty mới"
            rest = after(part, {word for word in self.yours if not word.endswith(self.brief.name)})
        if rest is None or self._another(part, rest):
            return None
        goi, said = self.brief.pair.goi, before(part, rest).lower()
        one_of_two = " " in goi and said in goi.split()
        return Subject(RECIPIENT, said if one_of_two else goi, rest)

    def _writer(self, part: str) -> Subject | None:
        rest = after(part, self.mine)
        if rest is not None and not self._another(part, rest):
            if before(part, rest).lower() in self.words["twos"]:
                return Subject(WRITER, before(part, rest), rest)
            together = before(part, rest).lower() == "mình" and "nhau" in rest.lower().split()
            return (
                Subject(BOTH, usual(BOTH, self.brief, self.table), rest)
                if together
                else Subject(WRITER, self.brief.pair.xung, rest)
            )
        behind = after(part, self.words["company"]["before"])
        rest = None if behind is None else after(behind, self.mine)
        if rest is None:
            return None
        who = before(part, rest)
        ours = self.brief.group in FAMILY and who.lower().endswith("nhà mình")
        return Subject(WRITER, who if ours else f"{before(part, behind)} {self.brief.pair.xung}", rest)

    def _another(self, part: str, rest: str) -> bool:
        """Whether the first word only begins another person's: "anh trai em", "cháu nội bác", "em Gạo thích đèn"."""
        others, head = self.words["others"], before(part, rest).lower()
        if head not in others["kin"]:
            return False
        further = after(rest, others["tells"])
        known = {word.lower() for word in (*self.mine, *self.yours)}
        return rest[:1].isupper() or (further is not None and before(part, further).lower() not in known)

    def _third(self, part: str) -> Subject | None:
        others = self.words["others"]
        rest = after(part, others["kin"])
        if rest is None:
            return None
        for _ in range(2):
            rest = after(rest, others["more"]) or rest
        words = rest.split()
        no_names = {word.lower() for word in (*others["no_names"], *self.mine, *self.yours)}
        if after(part, others["named"]) is not None and len(words) > 2 and words[0].isalpha() and words[0].lower() not in no_names:
            words = words[1:]
        while len(words) > 1 and words[0][0].isupper():
            words = words[1:]
        rest = " ".join(words)
        who, at_home = before(part, rest), after(rest, others["owned"]) or rest
        for owners, owner in ((self.mine, self.brief.pair.xung), (self.yours, self.brief.pair.goi)):
            if theirs := after(at_home, owners):
                return Subject(THIRD, " ".join(filter(None, (who, before(rest, at_home), owner))), theirs)
        ours = who.lower() in PARENT and self.brief.group not in FAMILY  # to a doctor "ba" is one's own father
        return Subject(THIRD, f"{who} {self.brief.pair.xung}" if ours else who, rest)

    def _self_words(self) -> set[str]:
        goi, xung = self.brief.pair.goi, self.brief.pair.xung
        twos = {two for two in self.words["twos"] if xung in two.split() and goi not in two.split()}
        return ({*self.words["self"], *self.words["self_ranks"].get(xung, [])} - set(goi.split())) | {xung} | twos

    def _your_words(self) -> set[str]:
        """The address word, its parts, the words and the name given, and what such people are called behind their backs."""
        goi, name, to = self.brief.pair.goi, self.brief.name, self.brief.to.split()
        parts = {word for word in goi.split() if word in self.words["others"]["kin"]}
        titles = {" ".join(to[:size]) for size in (1, 2, 3)} | {word for word in to if word.lower() in ("nội", "ngoại")}
        named = {name, f"{goi} {name}", *(f"{goi} {number}" for number in RANKS.get(name, ()))} if name else set()
        called = self.words["called"].get(self.brief.group, self.words["called"]["*"])
        ranks = {"con", "cháu"} if goi in ("con", "cháu") else set()
        titles |= {two for two in self.words["twos"] if goi in two.split()}
        bare = {kin for kin in self.words["others"]["kin"] for word in to[:1] if fold(kin) == word.lower()}
        return {goi, *parts, *titles, *named, *called, *ranks, *bare} - {""}
