"""Which kind a clause of a note is: by its first words where they leave no doubt, else by naive Bayes over the clauses of assets/notes
(McCallum and Nigam 1998, the multinomial model), or no kind where two are as likely."""

import math
import re
from collections.abc import Iterable, Sequence

from app.writing.brief import Brief
from app.writing.note_doer import LOVERS, WEDDINGS, Persons, after
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteKind, NoteTable

ABROAD = re.compile(
    r"(?:đang |mới |vẫn )?(?:(?:sống |đi làm |làm |học |định cư )?ở|du học|định cư) ?(?:bên |tận |trong |ngoài )?[A-ZĐÀ-Ỹ]"
)
LENT = re.compile(r"\bcho (mượn|vay|đi nhờ|ở nhờ|ở trọ)\b")
AWAY = re.compile(r"\bkhông (?:về|đi|đến|tới|dự|qua|kịp|ghé|thăm)\b", re.IGNORECASE)
NO_DEATH = re.compile(r"\bmất (?:việc|ngủ|xe|tiền|ví|điện|mùa|đồ|giấc|sức|công|bao|lòng|hứng|điểm|gốc|tiêu|hút|luôn|rồi|đâu|tới|thêm|nguyên|cả)\b", re.IGNORECASE)
MISCARRIED = re.compile(r"\b(?:sảy thai|thai lưu|hỏng thai)\b", re.IGNORECASE)
SINCE = re.compile(r"\btừ (?:lúc|hồi|khi|ngày) (?:có |mang )?(?:bầu|thai)\b", re.IGNORECASE)
MEANWHILE = re.compile(r"\bvừa \w.* vừa \w", re.IGNORECASE)
TO_COME = ("sẽ", "hứa", "từ nay", "mai", "đền", "vẫn", "đừng")
SOON = ("tuần này", "tối nay", "cuối tuần", "tháng này", "chiều nay", "ngày mai", "lần sau")
FAMILY_OF = re.compile(r"có (?:\d+|một|hai|ba|bốn|mấy) (?:đứa |bé |cháu |nhóc )?con?\b")
OF_BOTH = ("cưới", "yêu xa", "yêu nhau", "xa nhau", "quen nhau")  # of lovers, where nobody is named
WED = ("cưới", "lấy", "quen", "yêu", "nên duyên", "về chung")
SURE = 3.0  # nats by which the likeliest kind must lead, …
SURE_MOOD = 3.0  # … a mood, where the kind is in doubt, …
SURE_DOER = 2.0  # … and the recipient's deeds, where nobody is named
MOODS = {
    "chung_vui": ("tin_vui", "tin_minh", "nguoi_than_vui"),
    "chung_buon": ("om", "kho", "mat", "nguoi_than_lo", "vang", "loi"),
}
GLAD, SAD = MOODS["chung_vui"], MOODS["chung_buon"]
NEUTRAL = "chung"


class Kinds:
    """The kinds of the clauses of one detail."""

    def __init__(self, brief: Brief, table: NoteTable, persons: Persons, detail: str):
        self.brief, self.table, self.words = brief, table, table.words
        self.persons, self.detail = persons, detail

    def scores(self, said: str, kinds: Iterable[str]) -> dict[str, float]:
        """Log likelihoods of a clause under the kinds, on this day."""
        likely = self.words["likely"].get(self.brief.occasion, {})
        scores = self.table.bayes.scores(self.persons.neutral(said), kinds)
        return {kind: score + math.log(likely.get(kind, 1)) for kind, score in scores.items()}

    def of_recipient(self, said: str) -> bool:
        """Whether a note that names nobody is likely the recipient's."""
        totals: dict[bool, list[float]] = {True: [], False: []}
        for kind, score in self.scores(said, self.table.bayes.kinds).items():
            totals[self.table.kinds[kind].doer in (RECIPIENT, NOBODY) or self.possible(self.table.kinds[kind], "")].append(score)
        return max(totals[True]) - max(totals[False]) > SURE_DOER

    def mood(self, doer: str, said: str) -> str:
        """Glad, sad or neither, whatever the kind."""
        if self.brief.occasion == "xin_loi":  # whose fault or good deed it is must not be guessed
            return NEUTRAL
        kinds = [id for id in self.table.bayes.kinds if not self._lacks(id) and (not doer or self.table.kinds[id].doer == doer)]
        best: dict[str, float] = {}
        for kind, score in self.scores(said, kinds).items():
            mood = next((mood for mood, of in MOODS.items() if kind in of), NEUTRAL)
            best[mood] = max(score, best.get(mood, -math.inf))
        first = max(best, key=lambda mood: best[mood], default=NEUTRAL)
        return first if all(best[first] - score > SURE_MOOD for mood, score in best.items() if mood != first) else NEUTRAL

    def cued(self, doer: str, said: str) -> str:
        """The kind that the first words leave no doubt of, or ""."""
        if (doer == RECIPIENT or (not doer and self.brief.occasion == "cam_on")) and self.favour(said):
            return "giup"
        certain = {WRITER: ("vang", AWAY), RECIPIENT: ("mat", MISCARRIED)}.get(doer)
        if certain and certain[1].search(said):
            return certain[0]
        if doer == WRITER and self.brief.occasion == "xin_loi" and not self._made_good(said):
            return "loi"
        if doer == WRITER and after(said, self.words["gifts"]["words"]) is not None and " khác" not in said:
            return "qua"
        if (
            self.brief.occasion in WEDDINGS
            and self.brief.group not in LOVERS
            and doer in (RECIPIENT, "")
            and after(said, WED) is not None
        ):
            return "doi_lua"
        if not doer and self.brief.group in LOVERS and (after(said, OF_BOTH) is not None or FAMILY_OF.match(said)):
            return "ben_nhau"
        if (
            not doer
            and self.brief.occasion not in ("cam_on", "xin_loi")
            and after(said, self.words["gifts"]["words"]) is not None
        ):
            return "qua"
        if doer in (RECIPIENT, WRITER) and ABROAD.match(said):
            return "xa" if doer == RECIPIENT else "xa_minh"
        if doer not in (RECIPIENT, "") or has_any(("không", *self.words["needs"]["bau"]), said):
            return ""
        customers = self.words["customers"] if self.brief.group == "khach_hang" else {}
        cues = [*customers.items(), *self.words["cues"].items()]
        return next(
            (kind for kind, first in cues if after(said, first) is not None), "xa" if ABROAD.match(said) else ""
        )

    def _made_good(self, said: str) -> bool:
        """What is promised, of which nobody need be sorry."""
        return has_any(TO_COME, said) or (has_any(SOON, said) and not has_any(self.words["needs"]["loi"], said))

    def favour(self, said: str) -> bool:
        """ "bán vé số nuôi tụi con ăn học": what was done for the writer, and is no habit."""
        mine = "|".join(map(re.escape, sorted(self.persons.mine, key=len, reverse=True)))
        deeds = "|".join(self.words["favours"])
        done = re.search(rf"\b(?:{deeds})\b.{{0,24}}\b(?:{mine})\b", said, re.IGNORECASE)
        return (done or LENT.search(said)) is not None and not has_any(
            ("không", "hay", "chưa", "bắt", "đánh", "mắng"), said
        )

    def died(self, said: str) -> bool:
        """Whether it tells of a death."""
        died = "|".join(self.words["died"])
        return re.search(rf"\b(?:{died})\b(?! việc| ngủ| xe| tiền| ví)", said, re.IGNORECASE) is not None

    def doubted(self, kind: str, said: str, unsaid: bool) -> bool:
        """A gift to somebody else; on a card of apology a joy or a trouble of which nobody says whose it is."""
        if kind == "qua":
            return " khác" in said
        return unsaid and self.brief.occasion == "xin_loi" and kind != "loi" and kind in (*GLAD, *SAD)

    def possible(self, kind: NoteKind, doer: str) -> bool:
        """Whether a note of this doer ("" where nobody is named) may be of the kind."""
        if kind.sources or kind.rule:
            return False
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS and doer == BOTH:
            return kind.id == "doi_lua"
        if kind.id == "doi_lua" and self.brief.occasion not in WEDDINGS:
            return False
        if self._lacks(kind.id) or (kind.id == "tin_vui" and MEANWHILE.search(self.detail)):
            return False
        if doer:
            return kind.doer == doer
        if kind.doer in (WRITER, BOTH):  # of himself one says so, but for some things
            return has_any(self.words["unsaid_needs"].get(kind.id, ()), self.detail) or (
                kind.id == "loi" and self.brief.occasion == "xin_loi"
            )
        return kind.doer != THIRD

    def _lacks(self, kind: str) -> bool:
        """Whether the detail has no word without which it is not of the kind."""
        needs = self.words["needs"].get(kind)
        return needs is not None and not has_any(needs, SINCE.sub("", NO_DEATH.sub("", self.detail)))

    def likeliest(self, said: str, kinds: Sequence[str], *, unsaid: bool) -> str:
        """The likeliest kind, or "" when two are as likely."""
        factors = self.words["unsaid"] if unsaid else {}
        ranked = sorted(
            ((score + math.log(factors.get(kind, 1)), kind) for kind, score in self.scores(said, kinds).items()), reverse=True
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < SURE):
            return ""
        return ranked[0][1]


def has_any(words: Iterable[str], part: str) -> bool:
    """Whether one of the words stands in the part."""
    return any(re.search(rf"\b{re.escape(word)}\b", part, re.IGNORECASE) for word in words)
