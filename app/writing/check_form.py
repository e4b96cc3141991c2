"""Rules about the writing itself, whatever it says: letters, sentences, repetition, length."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from app.viet.syllable import is_syllable
from app.viet.text import sentences, words
from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule, any_of
from app.writing.smallworld import LENGTH_WORDS

syllable = lru_cache(maxsize=8192)(is_syllable)  # a language has few of them, and every text the same ones
FOREIGN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]+|\ufffd+")  # neither Latin nor Latin with marks, or half a letter
LETTERS = re.compile(r"(?<![#\w])[^\W\d_]+")  # a hashtag runs words together
SENTENCE_ENDS = tuple('.!?…”")’')
EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]\s*$")
CLAUSE_ENDS = re.compile(r"[.,;:!?…\n–()“”\"]+")
TRIPLED = re.compile(r"(?<!\w)(\w+)(?: \1){2,}(?!\w)", re.IGNORECASE)
DOUBLED = re.compile(r"(?<!\w)([^\W\d_]+) (\1)(?!\w)(?= ?(\w*))", re.IGNORECASE)
PAIRED = re.compile(r"(?<!\w)([^\W\d_]+) \1 ([^\W\d_]+) \2(?!\w)", re.IGNORECASE)  # "đi đi về về"
STARTS = re.compile(r"(?:\A|(?<!\bv)(?<!\bTP)(?<!\.\.)[.!?] |\n\n) ?([^\W\d_]\w*)")
MOST_LINES = 16  # of verse on a card
PROSE_BREAKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\n([ \t]+)(?=\S)"), "Dòng này thừa dấu cách ở đầu."),
    (re.compile(r"(?<=[^\W\d_][^\W\d_])([.!?…])(?=[^\W\d_]{2})"), "Thiếu dấu cách sau dấu câu."),
    (re.compile(r"(?<![.…])\.\.(?![.…])"), "Thừa dấu chấm."),
    (re.compile(r"[,;:]\s*[.!?](?!\w)|,\s*,"), "Hai dấu câu đứng liền nhau."),
    (re.compile(r"(?<!:)/\s*/+"), "Thừa dấu gạch chéo."),
    (re.compile(r"\b\d+/(?=[\s.,;!?]|\Z)"), "Ngày tháng bị viết dở."),
    (re.compile(r"\b(?:vào|từ|đến|sang) (thứ (?!(?:hai|ba|tư|năm|sáu|bảy|nhất)\b|\d)\w+)", re.IGNORECASE), "Thứ mấy thì chưa rõ."),
    (re.compile(r"\b(?:vào|trước|từ) (ngày)(?=[.,;!?]| (?:vì|và|nhé)\b)"), "Ngày nào thì chưa rõ."),
    (re.compile(r"(?<=\S)( +)[,.;!?](?![.!?)])"), "Thừa dấu cách trước dấu câu."),
    (re.compile(r"(?<!\w)(của|những|các|mọi|từng)[,;]"), "Thiếu chữ trước dấu phẩy."),
)  # fmt: skip


def _foreign(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    for hit in FOREIGN.finditer(text):
        yield Finding("chu_la", hit.start(), hit.end(), f"“{hit[0]}” không phải chữ Việt.", "loi")


def _not_syllable(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """What no Vietnamese syllable is spelled like. One plain odd word may be a brand or a joke; several are a fault."""
    given = {w.lower() for w in words(" ".join((*brief.details, brief.name, brief.note, brief.sender, brief.to)))}
    odd = [hit for hit in LETTERS.finditer(text) if not syllable(hit[0]) and not _allowed(hit[0], given, checks)]
    several = len(odd) > max(1, len(text.split()) // 12)
    for hit in odd:
        run = hit[0]
        sure = several or not run.isascii() or _glued(run)
        yield Finding("chinh_ta", *hit.span(), f"“{run}” không phải âm tiết tiếng Việt.", "loi" if sure else "nhac")


def _allowed(run: str, given: set[str], checks: Checks) -> bool:
    return run.lower() in given or run.lower() in checks["loan"] or run.isupper() or FOREIGN.match(run) is not None


def _glued(run: str) -> bool:
    """Two words run together: "cháuGọi"."""
    return any(a.islower() and b.isupper() for a, b in itertools.pairwise(run))


def _broken(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Sentences and marks that no careful person writes."""
    if brief.form != "loi_chuc":
        return
    for pattern, reason in PROSE_BREAKS:
        for hit in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            yield Finding("cau_hong", hit.start(group), hit.end(group), reason, "loi")
    for hit in STARTS.finditer(text):
        typed = hit.start() > 0 and text[hit.start() : hit.end(1)] in brief.note  # passed on as the person typed it
        if hit[1][0].islower() and not typed:
            yield Finding("cau_hong", hit.start(1), hit.end(1), "Câu phải bắt đầu bằng chữ hoa.", "loi")
    for hit in _hanging(tuple(checks["never_last"])).finditer(text):
        yield Finding("cau_hong", hit.start(1), hit.end(1), f"Câu bị bỏ dở ở chữ “{hit[1]}”.", "loi")
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") > text.count(")"):
        yield Finding("cau_hong", 0, 0, "Dấu ngoặc chưa đóng.", "loi")


def _hanging(last: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(last)})[.!?](?=\s|\Z)")


def _repeats(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A sentence, a clause or its beginning said again."""
    seen: set[str] = set()
    before = ""
    lines = sentences(text)
    for sentence in lines:
        at_once = sentence == before and " " in sentence
        if at_once or (sentence.lower() in seen and len(sentence) > 12):
            start = text.rfind(sentence)
            yield Finding("lap_lai", start, start + len(sentence), "Câu này lặp lại nguyên văn.", "loi")
            return
        before = sentence
        seen.add(sentence.lower())
    starts = Counter(" ".join(line.split()[:6]).lower() for line in set(lines) if len(line.split()) >= 6)
    clauses = Counter(part for part in _clauses(text, brief) if part.count(" ") >= 3)
    runs = Counter(_long_runs(text, brief))
    for phrase, count in (starts | clauses | runs).items():
        if count > 1:
            yield _again(text, phrase)
            return


def _body(text: str, brief: Brief) -> str:
    """An e-mail without its subject, which may well say what the first sentence says."""
    return text.partition("\n\n")[2] if brief.kind == "email" else text


def _clauses(text: str, brief: Brief) -> Iterator[str]:
    for part in CLAUSE_ENDS.split(_body(text, brief)):
        yield " ".join(part.lower().split())


def _long_runs(text: str, brief: Brief, length: int = 6) -> Iterator[str]:
    """Every run of six words within a clause, each side of the pair counted as one."""
    pair = tuple(word for word in (brief.pair.goi, brief.pair.xung) if " " in word)
    for clause in _clauses(text, brief):
        run = any_of(pair).sub(lambda hit: hit[0].replace(" ", "_"), clause).split() if pair else clause.split()
        for at in range(len(run) - length + 1):
            yield " ".join(run[at : at + length]).replace("_", " ")


def _again(text: str, phrase: str) -> Finding:
    start = max(0, text.lower().rfind(phrase))
    return Finding("lap_lai", start, start + len(phrase), f"Cụm “{phrase}” lặp lại.", "loi")


def _stutter(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A word or a group of words twice in a row that is no Vietnamese doubling."""
    given = f" {brief.note} {' '.join(brief.details)} {brief.name} {brief.sender} {brief.pair.goi} ".lower()
    titles = [" ".join(word.split()[:2]) for word in (brief.pair.goi, brief.pair.xung)]  # "càng quý quý phụ huynh"
    paired = [hit.span() for hit in PAIRED.finditer(text)]
    for hit in DOUBLED.finditer(text):
        if any(start <= hit.start() < end for start, end in paired):
            continue
        name = hit[2][0].isupper() and not hit[1][0].isupper() or f"{hit[2]} {hit[3]}".lower() in (*checks["joined"], *titles)
        if hit[1].lower() not in checks["doubled"] and f" {hit[0].lower()} " not in given and not name:
            yield Finding("lap_lai", hit.start(), hit.end(), f"“{hit[1]}” bị viết hai lần.", "loi")
    for hit in TRIPLED.finditer(text):
        if hit[1].lower() in checks["doubled"] and hit[1].lower() not in checks["sounds"]:
            yield Finding("lap_lai", hit.start(), hit.end(), f"“{hit[1]}” lặp lại nhiều lần.", "loi")
    for sentence in sentences(text):
        run = re.findall(r"\w+", sentence.lower())
        for size in (2, 3, 4, 5, 6, 7) if len(set(run)) < len(run) else ():
            for at in range(len(run) - 2 * size + 1):
                if run[at] != run[at + size]:
                    continue
                block = run[at : at + size]
                phrase = " ".join(block)
                if block != run[at + size : at + 2 * size] or len(set(block)) == 1 or "vừa" in block:
                    continue
                if phrase in (brief.pair.goi.lower(), brief.pair.xung.lower()):  # "của anh chị em, anh chị em …"
                    continue
                if size > 2 or (f"{phrase} {phrase}" in sentence.lower() and phrase not in checks["doubled"]):
                    yield _again(text, phrase)
                    return


def _cut_off(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The last sentence has an end: a mark, or an emoji as young people end theirs."""
    bare = text.rstrip()
    if brief.form == "loi_chuc" and brief.kind == "thiep" and not bare.endswith(SENTENCE_ENDS) and not EMOJI.search(bare):
        yield Finding("cut_cau", max(0, len(bare) - 12), len(bare), "Câu cuối bị bỏ dở.", "loi")


def _length(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Words for the length that was asked for, and no more than a card can hold."""
    if brief.kind != "thiep":
        return
    if brief.form != "loi_chuc":
        lines = sum(bool(line.strip()) for line in text.splitlines())
        if lines > MOST_LINES:
            yield Finding("do_dai", 0, 0, f"Bài thơ {lines} dòng không vừa một tấm thiệp.", "loi")
        return
    low, high = LENGTH_WORDS[brief.length]
    count = len(text.split())
    if not low * 0.85 <= count <= high * 1.15:
        word = "ngắn" if count < low else "dài"
        severity = "loi" if not low * 0.5 <= count <= high * 1.6 else "nhac"
        yield Finding("do_dai", 0, 0, f"Lời hơi {word} so với độ dài đã chọn ({count} chữ).", severity)


FORM_RULES: tuple[Rule, ...] = (_foreign, _not_syllable, _broken, _repeats, _stutter, _cut_off, _length)
