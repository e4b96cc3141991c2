"""What is asked of the embedded model alone: its plain sentences must serve the day, and do more than quote a detail."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from app.viet.kinship import Pair
from app.viet.text import sentences
from app.writing.brief import Brief
from app.writing.check_copy import intruders
from app.writing.finding import RUN, Checks, Finding, Rule, any_of, folded, plain_set, said
from app.writing.learnt import frames_of, put
from app.writing.note_kind import MOODS, NEUTRAL
from app.writing.note_table import RECIPIENT, SLOT, WRITER, note_table
from app.writing.notes import DOUBTFUL, Note, read_notes
from app.writing.prompt import card_notes, used_name
from app.writing.stand_ins import STRAY
from app.writing.tell import clashes

CLAUSE = re.compile(r"[.,;:!?]")
FILLERS = frozenset(
    [
        "that",
        "cung",
        "nua",
        "ca",
        "ma",
        "nay",
        "ay",
        "luc",
        "khi",
        "nha",
        "minh",
        "nguoi",
        "cai",
        "con",
        "chiec",
        "bo",
        "noi",
        "luon",
        "hom",
        "ben",
    ]
)
AGE = re.compile(r"\b(\d+) tuổi")
HEARD = re.compile(r"\b(?:Nghe nói|Nghe tin|Được biết|Hay tin)\b", re.IGNORECASE)
GLAD = frozenset({"chung_vui", *MOODS["chung_vui"]})
CLERGY = frozenset({"cha", "sơ", "sư cô", "sư thầy", "ni cô", "soeur"})
BIRTHS = ("sinh_em_be", "day_thang_thoi_noi")
BIRTH = re.compile(r"cả mẹ lẫn (?:bé|con)|mẹ tròn con vuông|vượt cạn", re.IGNORECASE)
SAD = frozenset({"chung_buon", "om", "kho", "mat", "nguoi_than_lo"})
BORN = re.compile(r"sinh con|sắp sinh|mới sinh|em bé|thêm người")  # in the label of a topic
SORRY = frozenset({"loi", "vang"})
COMMON = 3  # kinds; a sentence of as many ("…, con thương mẹ lắm.") tells none of them
CLOSE = frozenset({"bố", "mẹ", "ba", "má", "mạ", "cha", "tía"})
NEW_AGE = re.compile(r"\bTuổi (\d+)")
AGED = re.compile(r"tuổi|tròn|thọ", re.IGNORECASE)


def mam_findings(text: str, brief: Brief, checks: Checks) -> tuple[Finding, ...]:
    """Faults of a card that Mầm wrote, beside the checker's."""
    if brief.kind != "thiep":
        return ()
    return tuple(finding for rule in RULES for finding in rule(text, brief, checks))


def _against_note(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A sentence that does not bear a note beside it: all at one table, and the writer can not come."""
    table = note_table()
    for note in read_notes(brief, table) if brief.details else ():
        for sentence in sentences(text):
            if clashes(note.kind, sentence, brief, table) and not _told(note, sentence):
                start = text.find(sentence)
                yield Finding(
                    "nguoc_y", start, start + len(sentence), f"Câu này không hợp với ý “{note.clause}”.", "loi"
                )


def _stand_in_left(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A stand-in that stands for nothing: "con #4"."""
    given = f"{brief.name} {' '.join(brief.details)}"
    for hit in STRAY.finditer(text):
        if hit[0] in given:
            continue
        yield Finding("cau_hong", hit.start(), hit.end(), f"“{hit[0]}” là dấu thừa.", "loi")


def _told_twice(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A note that is told again."""
    low = text.lower()
    for note in read_notes(brief, note_table()) if brief.details else ():
        first = low.find(note.said.lower())
        again = low.find(note.said.lower(), first + 1)
        if first >= 0 and again >= 0:
            yield Finding("lap_lai", again, again + len(note.said), f"“{note.said}” đã nói rồi.", "loi")


def _answered_bare(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """An answer behind a note that none suits ("con đem chuyện đi khoe, mẹ cứ tin ở con"): it is cut."""
    for note in card_notes(brief):
        if any(SLOT.sub("", text).strip(" .") for frame in frames_of(note) for text in frame.texts):
            continue
        for hit in re.finditer(rf"(?<!\w){re.escape(note.clause)}(, [^.!?…]+)[.!?…]", text, re.IGNORECASE):
            yield Finding("nguoc_y", hit.start(1), hit.end(1), f"Ý “{note.clause}” không cần lời đáp.", "loi", "")


def _told(note: Note, sentence: str) -> bool:
    """Whether a sentence is the one that tells the note."""
    return note.said.lower() in sentence.lower() or note.clause.lower() in sentence.lower()


def _turned(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """The giver who receives: "con kính gửi cho thùng xoài" where it was theirs."""
    table = note_table()
    for note in read_notes(brief, table) if brief.details else ():
        other = {RECIPIENT: brief.pair.xung, WRITER: brief.pair.goi}.get(table.kinds[note.kind].doer)
        told = " ".join(note.said.removeprefix("đã ").split()[:4])
        if not other or len(told.split()) < 2 or note.who == other:
            continue
        for hit in re.finditer(rf"\b{re.escape(other)} (?:(?!vì )\w+ )?{re.escape(told)}", text, re.IGNORECASE):
            yield Finding("sai_chu_the", hit.start(), hit.end(), f"Ý là “{note.clause}”.", "loi")
    for hit in re.finditer(
        rf"\b{re.escape(brief.pair.xung)} (?:nhớ|hãy|cứ) (?:vui|ăn|giữ|nghỉ|mặc|cười)\b", text, re.IGNORECASE
    ):
        yield Finding("sai_chu_the", hit.start(), hit.end(), f"“{hit[0]}” là lời dặn người nhận.", "loi")


def _unasked_doer(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A doer put before a note that names none: "con năm nay trúng mùa" where the uncle's may be meant."""
    people = "|".join(map(re.escape, (brief.pair.goi, brief.pair.xung)))
    for note in read_notes(brief, note_table()) if brief.details else ():
        if note.who or note.kind not in (NEUTRAL, *MOODS):
            continue
        told = " ".join(note.said.split()[:4])
        for hit in re.finditer(rf"\b(?:{people}) {re.escape(told)}", text, re.IGNORECASE):
            yield Finding("sai_chu_the", hit.start(), hit.end(), f"Ý “{note.said}” không nói là của ai.", "loi")


def _disordered(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A note whose words are all there, but in another order: "Bé từ hay giành đồ ăn"."""
    told = [folded(sentence).split() for sentence in sentences(text)]
    for note in read_notes(brief, note_table()) if brief.details else ():
        words = RUN.findall(folded(note.said))
        there = [RUN.findall(" ".join(sentence)) for sentence in told]
        whole = [sentence for sentence in there if set(words) <= set(sentence)]
        if len(words) > 2 and whole and not any(_in_order(words, sentence) for sentence in whole):
            yield Finding("chen_chu", 0, 0, f"“{note.clause}” bị đảo chữ.", "loi")


def _in_order(words: Sequence[str], sentence: Sequence[str]) -> bool:
    rest = iter(sentence)
    return all(word in rest for word in words)


def _opposite(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """Joy over what is sad, worry over what is glad: "Thật mừng vì nhà nghèo"."""
    answers = note_table().words["opposite"]
    for note in read_notes(brief, note_table()) if brief.details else ():
        well = any_of(tuple(answers["khoi"])).search(note.said)
        wrong = answers["buon"] if note.kind in SAD and not well else answers["vui"] if note.kind in GLAD else ()
        for sentence in sentences(text) if wrong else ():
            hit = any_of(tuple(wrong)).search(_without(note, sentence)) if _told(note, sentence) else None
            if hit:
                start = text.find(sentence)
                yield Finding(
                    "nguoc_y", start, start + len(sentence), f"“{hit[0]}” ngược với ý “{note.clause}”.", "loi"
                )


def _without(note: Note, sentence: str) -> str:
    """What a sentence says beside the note."""
    low = sentence.lower()
    return low.replace(note.clause.lower(), " ").replace(note.said.lower(), " ")


def _hearsay(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """ "Nghe nói con sắp vào lớp 1" from the mother."""
    near = brief.group in ("vo_chong", "nguoi_yeu") or (
        brief.group == "con_chau" and set(brief.pair.xung.split()) <= CLOSE
    )
    for hit in HEARD.finditer(text) if near else ():
        yield Finding("lac_vai", hit.start(), hit.end(), f"Người nhà không “{hit[0].lower()}” về nhau.", "loi")


def _contradicted(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A long life in the classroom, to one who retires."""
    told = " ".join(brief.details).lower()
    for word, phrases in note_table().words["contradicts"].items():
        for hit in any_of(tuple(phrases)).finditer(text) if word in told else ():
            yield Finding("nguoc_y", hit.start(), hit.end(), f"“{hit[0]}” không hợp với ý có chữ “{word}”.", "loi")


def _of_a_birth(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """Mother and baby, where nobody told of any: "bà mới mổ mắt … cho cả mẹ lẫn bé"."""
    notes = read_notes(brief, note_table()) if brief.details else ()
    told = brief.occasion in BIRTHS or any(note.kind == "bau" or BORN.search(note.about) for note in notes)
    for hit in BIRTH.finditer(text) if not told else ():
        yield Finding("nguoc_y", hit.start(), hit.end(), f"Không ai nói đến chuyện sinh nở: “{hit[0]}”.", "loi")


def _of_another_kind(text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """A note told as one of another kind: "bố thích câu cá, con mong bố mau khỏe"."""
    table = note_table()
    low = text.lower()
    for note in read_notes(brief, table) if brief.details else ():
        told = _tellings(note, brief.pair)
        if any(sentence in low for kind, sentence in told if _alike(kind, note.kind)):
            continue
        for kind, sentence in told:
            start = low.find(sentence)
            if start >= 0:
                reason = f"Câu này nói như “{table.kinds[kind].label}”, mà ý là “{table.kinds[note.kind].label}”."
                yield Finding("nguoc_y", start, start + len(sentence), reason, "loi")
                break


def _alike(kind: str, other: str) -> bool:
    """Whether a sentence of one kind may tell a note of the other."""
    return kind == other or any(kind in mood and other in mood for mood in (GLAD, SAD, DOUBTFUL, SORRY))


@lru_cache(maxsize=64)
def _tellings(note: Note, pair: Pair) -> tuple[tuple[str, str], ...]:
    """(kind, the note in one of its sentences), of every kind."""
    return tuple((kind, put(text, note, pair)) for kind, texts in _sentences().items() for text in texts)


@cache
def _sentences() -> dict[str, tuple[str, ...]]:
    """The sentences of each kind and its topics, without those of many kinds."""
    table = note_table()
    every = {
        kind.id: dict.fromkeys(
            text
            for texts in (
                *(frame.texts for frame in (*kind.frames, *(frame for topic in kind.topics for frame in topic.frames))),
                *(case.texts for case in kind.cases),
            )
            for text in texts
            if SLOT.sub("", text).strip(" .")  # the bare note tells of any kind
        )
        for kind in table.kinds.values()
    }
    shared = Counter(text for texts in every.values() for text in texts)
    return {kind: tuple(text for text in texts if shared[text] < COMMON) for kind, texts in every.items()}


def _unfaithful(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A detail of which a telling word is lost, doubled, or has a stranger in its midst: "Vợ sắp cưới vợ"."""
    small = plain_set(tuple(checks["details"]["stop"])) | set(folded(f"{brief.pair.goi} {brief.pair.xung}").split())
    there = said(text)
    clauses = [Counter(RUN.findall(clause.lower())) for clause in CLAUSE.split(text)]
    for detail in brief.details:
        words = RUN.findall(detail.lower())
        telling = [word for word in words if folded(word) not in small or word.isdigit()]
        lost = [word for word in telling if not there.has(word)]
        if len(lost) > len(telling) // 8:
            yield Finding("thieu_chi_tiet", 0, 0, f"Chưa nói “{lost[0]}” trong “{detail}”.", "loi")
        counts = Counter(words)
        doubled = [word for word in telling if any(clause[word] > max(1, counts[word]) for clause in clauses)]
        if doubled:
            yield Finding("lap_lai", 0, 0, f"“{doubled[0]}” lặp lại trong một vế câu.", "loi")
        for start, end in intruders(detail, text):
            if folded(text[start:end]) not in small | FILLERS:
                yield Finding("chen_chu", start, end, f"“{text[start:end]}” chen vào “{detail}”.", "loi")


def _wrong_role(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A parent who thanks as a pupil, a son-in-law who has been brought up by her."""
    goi, xung = brief.pair.goi, brief.pair.xung
    if brief.group == "thay_co" and (xung in checks["parents"] or goi in CLERGY):
        phrases, whose = checks["whose"]["pupil"], "lời học trò"
    elif brief.side in checks["whose"]["in_laws"]:
        phrases, whose = checks["whose"]["child"], "lời con ruột"
    else:
        return
    for hit in any_of(tuple(phrase.format(goi=goi, xung=xung) for phrase in phrases)).finditer(text):
        yield Finding("lac_vai", hit.start(), hit.end(), f"“{hit[0]}” là {whose}.", "loi")


def _not_ill(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """ "Mau khỏe" to somebody who has only lost a job."""
    table = checks["illness"]
    ill = any_of(tuple(map(folded, table["brought_by"]))).search(folded(" ".join(brief.details)))
    hit = any_of(tuple(table["words"])).search(text)
    if hit and not ill and brief.occasion not in table["occasions"]:
        yield Finding("lac_canh", hit.start(), hit.end(), f"“{hit[0]}” chỉ hợp với người đang ốm đau.", "loi")


def _invented_age(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """ "lớp 5" told as "5 tuổi"."""
    for hit in NEW_AGE.finditer(text):
        if brief.age is None or hit[1] != str(brief.age):
            yield Finding("bia_so", hit.start(), hit.end(), f"“{hit[0]}” không có trong yêu cầu.", "loi")
    for hit in AGE.finditer(text):
        given = " ".join(brief.details)
        known = brief.age is not None and hit[1] == str(brief.age)
        if not known and re.search(rf"(?<!\d){hit[1]}(?!\d)", given) and not AGED.search(given):
            yield Finding("bia_so", hit.start(), hit.end(), f"“{hit[0]}” không có trong yêu cầu.", "loi")


def _missing_act(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A card of thanks without thanks, a wedding card that could be for any day."""
    if brief.form == "loi_chuc" and not serves_day(text, brief, checks):
        yield Finding("thieu_dip", 0, 0, "Lời chúc chưa nói đến dịp này.", "loi")


def _no_wish(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A greeting that wishes nothing; "xin nhận lời chúc này" behind no wish; "một lần nữa" before which nothing was said."""
    wishes = any_of(tuple(checks["wishes"]["words"]))
    said = any_of(tuple(checks["wishes"]["announced"])).sub("", text)
    if brief.occasion not in checks["wishes"]["not_on"] and not wishes.search(said):
        yield Finding("thieu_loi_chuc", 0, 0, "Lời này chưa có câu chúc nào.", "loi")
    for hit in any_of(tuple(checks["wishes"]["again"])).finditer(text):
        if not wishes.search(text[: hit.start()]):
            yield Finding("lac_canh", hit.start(), hit.end(), f"“{hit[0]}” mà trước đó chưa có lời nào.", "loi")


def _not_given(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A bunch of flowers that nobody sends, a visit that nobody pays."""
    told = folded(" ".join(brief.details))
    for hit in any_of(tuple(word.format(goi=brief.pair.goi) for word in checks["props"]["words"])).finditer(text):
        if folded(hit[0]).split()[-1] not in told.split():
            yield Finding("bia_viec", hit.start(), hit.end(), f"Yêu cầu không nói đến “{hit[0]}”.", "loi")


def _misnamed(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """ "bác Khoa" of a "bác sĩ"."""
    name = used_name(brief)
    if not name or brief.group == "ban_be":
        return
    for hit in re.finditer(rf"(\w+) {re.escape(name)}\b", text):
        word = hit[1].lower()
        if word in checks["address"] and word != brief.pair.goi.split()[-1]:
            repair = f"{brief.pair.goi} {name}"
            yield Finding("sai_ten", hit.start(), hit.end(), f"Người nhận là “{repair}”.", "loi", repair)


def serves_day(text: str, brief: Brief, checks: Checks) -> bool:
    """Whether the text says what its card is for, on days that need it."""
    words = checks["acts"].get(brief.occasion)
    return not words or any_of(tuple(words)).search(text) is not None


RULES: tuple[Rule, ...] = (
    _stand_in_left,
    _told_twice,
    _answered_bare,
    _of_a_birth,
    _unfaithful,
    _against_note,
    _of_another_kind,
    _turned,
    _unasked_doer,
    _disordered,
    _opposite,
    _hearsay,
    _contradicted,
    _missing_act,
    _no_wish,
    _not_given,
    _misnamed,
    _wrong_role,
    _not_ill,
    _invented_age,
)
