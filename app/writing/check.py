"""Reads a text against its brief and says what is wrong: one list of findings with span, reason and repair."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.knowledge import Knowledge
from app.viet.canchi import ANIMALS, BRANCHES, STEMS, year_animal, year_name
from app.viet.syllable import is_syllable
from app.viet.text import fold, sentences, words
from app.writing.brief import Brief
from app.writing.prompt import used_name
from app.writing.smallworld import LENGTH_WORDS

FOREIGN = re.compile(r"[^\W\d_a-zA-ZÀ-ỹĐđ]+")
SENTENCE_ENDS = tuple(".!?…”\")’")
YEAR = re.compile(rf"\b({'|'.join(STEMS)}) ({'|'.join(BRANCHES)})\b")
ANIMAL_YEAR = re.compile(rf"\bnăm con ({'|'.join(ANIMALS)})\b", re.IGNORECASE)
EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\s]+$")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in text[start:end]."""

    code: str
    start: int
    end: int
    reason: str  # Vietnamese, one sentence
    severity: str  # "loi": write again; "nhac": worth a look
    repair: str | None = None  # put in place of text[start:end]


Checks = Mapping[str, Any]  # assets/checks.toml


def check(text: str, brief: Brief, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Everything found, worst first, then by place."""
    found = [finding for rule in RULES for finding in rule(text, brief, knowledge.checks)]
    marked = {finding.start for finding in found if finding.code == "xung_ho"}
    found = [finding for finding in found if finding.code != "lac_ngoi" or finding.start not in marked]
    return tuple(sorted(found, key=lambda f: (f.severity != "loi", f.start)))


def fails(findings: tuple[Finding, ...]) -> bool:
    """Whether a text should be written again."""
    return any(finding.severity == "loi" for finding in findings)


def _wrong_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """An address word outside the pair, where only the speaker or the listener can stand."""
    if brief.kind != "thiep":
        return
    own = set(f"{brief.pair.goi} {brief.pair.xung}".lower().split())
    strangers = "|".join(word for word in checks["address"] if word not in own)
    lead = "|".join(sorted(map(re.escape, checks["before"]), key=len, reverse=True))
    pattern = re.compile(rf"(?:(?:^|[.!?…;:\n]\s*)|\b(?:{lead})\s+)\b({strangers})\b(?:\s+(\w+))?", re.IGNORECASE)
    for hit in pattern.finditer(text):
        word, after = hit[1], (hit[2] or "").lower()
        phrase = f"{word} {after}".lower()
        if after in checks["compounds"] or phrase in checks["phrases"] or _given(word, phrase, brief):
            continue
        yield Finding("xung_ho", hit.start(1), hit.end(1), _address_reason(word, brief), "loi")


def _strayed(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """An address word of another pair anywhere in a short greeting: the speaker has become somebody else."""
    if brief.kind != "thiep":
        return
    own = set(f"{brief.pair.goi} {brief.pair.xung}".lower().split())
    children = {"con", "cháu"} if brief.occasion in checks["about_children"] else set()
    strangers = set(checks["alone"]) - own - children
    runs = list(re.finditer(r"\w+|[^\w\s]", text))
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        word, left, right = run[0].lower(), before[0].lower() if before else "", after[0].lower() if after else ""
        excused = (
            word not in strangers
            or left in checks["excused_by_before"]
            or left in checks["address"]
            or right in checks["excused_by_after"]
            or right in checks["compounds"]
            or left in checks["compounds"]
            or f"{word} {right}" in checks["phrases"]
            or _given(run[0], f"{word} {right}", brief)
        )
        if not excused:
            yield Finding("lac_ngoi", run.start(), run.end(), _address_reason(run[0], brief), "loi")


def _address_reason(word: str, brief: Brief) -> str:
    return f"“{word}” không thuộc cặp xưng hô {brief.pair.goi} – {brief.pair.xung}."


def _given(word: str, phrase: str, brief: Brief) -> bool:
    """Whether the brief itself brings the word: in a detail, as the name, or inside the pair."""
    return (
        word == brief.name.split(" ")[0]
        or phrase in brief.pair.goi.lower()
        or any(word.lower() in detail.lower().split() for detail in brief.details)
    )


def _missing_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    goi = brief.pair.goi
    if brief.kind != "thiep" or not goi:
        return
    name = used_name(brief)
    if not _has_word(text, goi) and not (name and _has_word(text, name)):
        yield Finding("thieu_xung_ho", 0, 0, f"Lời chúc chưa gọi người nhận là “{goi}”.", "loi")


def _missing_name(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The repair puts the name where the person is first mentioned, as the grammar does."""
    name = used_name(brief)
    if brief.kind != "thiep" or not name or _has_word(text, name):
        return
    first = re.search(rf"(?<!\w){re.escape(brief.pair.goi)}(?!\w)", text, re.IGNORECASE)
    reason = f"Chưa nhắc đến tên {name}."
    if not first:
        yield Finding("thieu_ten", 0, 0, reason, "loi")
    elif not any(True for _ in _wrong_name(text, brief, checks)):
        repair = name if brief.group == "ban_be" else f"{first[0]} {name}"
        yield Finding("thieu_ten", first.start(), first.end(), reason, "loi", repair)


def _wrong_name(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A given name after the address word that is not the recipient's: the model fell back on one it knows."""
    if brief.kind != "thiep" or not brief.pair.goi:
        return
    name = used_name(brief)
    given = f"{name} {brief.to} {brief.sender} {' '.join(brief.details)}"
    for hit in re.finditer(rf"(?<!\w){re.escape(brief.pair.goi)}( (\w+))(?! (?:thu|Thu)\b)", text, re.IGNORECASE):
        said = hit[2]
        if said in checks["names"] and not _has_word(given, said):
            repair = f" {name}" if name else ""
            yield Finding("sai_ten", hit.start(1), hit.end(1), f"“{said}” không phải tên người nhận.", "loi", repair)


def _missing_detail(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A detail counts as used when its telling syllables are in the text: all of one or two, half of more."""
    stop = {fold(word) for word in checks["details"]["stop"]}
    said = set(fold(text).split()) | set(re.findall(r"\w+", fold(text)))
    own = set(fold(f"{brief.pair.goi} {brief.pair.xung} {brief.name}").split())
    for detail in brief.details:
        telling = [w for w in re.findall(r"\w+", fold(detail)) if w not in stop and w not in own]
        needed = len(telling) if len(telling) <= 2 else (len(telling) + 1) // 2
        if sum(w in said for w in telling) < needed:
            yield Finding("thieu_chi_tiet", 0, 0, f"Chưa nhắc đến “{detail}”.", "loi")


def _foreign(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    for hit in FOREIGN.finditer(text):
        yield Finding("chu_la", hit.start(), hit.end(), f"“{hit[0]}” không phải chữ Việt.", "loi")


def _not_syllable(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    given = {w.lower() for w in words(" ".join((*brief.details, brief.name, brief.note, brief.sender, brief.to)))}
    given |= {"ok", "team", "email", "online", "zalo", "facebook", "fanpage", "noel", "valentine", "covid", "nghen"}
    level = _spelling_level(text)
    for hit in re.finditer(r"[^\W\d_]+", text):
        run = hit[0]
        if run.lower() not in given and not is_syllable(run) and not FOREIGN.match(run) and not run.isupper():
            yield Finding("chinh_ta", hit.start(), hit.end(), f"“{run}” không phải âm tiết tiếng Việt.", "loi" if _glued(run) else level)


def _glued(run: str) -> bool:
    """Two words run together: "cháuGọi"."""
    return any(a.islower() and b.isupper() for a, b in itertools.pairwise(run))


def _spelling_level(text: str) -> str:
    """One odd word may be a brand or a joke; several are a fault."""
    odd = sum(not is_syllable(run) for run in words(text))
    return "loi" if odd > max(1, len(words(text)) // 12) else "nhac"


def _letter_facts(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """E-mails and posts: every number of the request stands in the text, and no other; the subject and signature are there."""
    if brief.kind == "thiep":
        return
    asked, written = (set(re.findall(r"\d+", part)) for part in (brief.note, text))
    for number in sorted(asked - written):
        yield Finding("thieu_y", 0, 0, f"Chưa nhắc đến “{number}” trong yêu cầu.", "loi")
    for hit in re.finditer(r"\d+", text):
        if hit[0] not in asked:
            yield Finding("bia_so", hit.start(), hit.end(), f"Con số “{hit[0]}” không có trong yêu cầu.", "loi")
    if brief.kind == "email" and not text.startswith("Tiêu đề:"):
        yield Finding("thieu_tieu_de", 0, 0, "Thư chưa có dòng tiêu đề.", "loi")
    if brief.sender and not _has_word(text, brief.sender):
        yield Finding("thieu_ky", len(text), len(text), f"Chưa ký tên {brief.sender}.", "loi")


def _repeats(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    seen: set[str] = set()
    for sentence in sentences(text):
        if sentence.lower() in seen and len(sentence) > 12:
            start = text.rfind(sentence)
            yield Finding("lap_lai", start, start + len(sentence), "Câu này lặp lại nguyên văn.", "loi")
        seen.add(sentence.lower())
    stutter = re.search(r"\b(\w+)(?:\s+\1\b){2,}", text, re.IGNORECASE)
    if stutter:
        yield Finding("lap_lai", stutter.start(), stutter.end(), f"“{stutter[1]}” lặp lại nhiều lần.", "loi")
    run = text.lower().split()
    grams = Counter(tuple(run[i : i + 5]) for i in range(len(run) - 4))
    if grams and max(grams.values()) > 2:
        phrase = " ".join(grams.most_common(1)[0][0])
        yield Finding("lap_lai", 0, len(text), f"Cụm “{phrase}” lặp lại nhiều lần.", "loi")


def _cut_off(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    bare = EMOJI.sub("", text)
    if brief.form == "loi_chuc" and brief.kind == "thiep" and not bare.endswith(SENTENCE_ENDS):
        yield Finding("cut_cau", max(0, len(bare) - 12), len(bare), "Câu cuối bị bỏ dở.", "loi")


def _length(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    if brief.form != "loi_chuc" or brief.kind != "thiep":
        return
    low, high = LENGTH_WORDS[brief.length]
    count = len(text.split())
    if not low * 0.85 <= count <= high * 1.15:
        word = "ngắn" if count < low else "dài"
        severity = "loi" if not low * 0.5 <= count <= high * 1.6 else "nhac"
        yield Finding("do_dai", 0, 0, f"Lời hơi {word} so với độ dài đã chọn ({count} chữ).", severity)


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
    if brief.kind != "thiep":
        return
    lower, given = text.lower(), " ".join(brief.details).lower()
    for occasion, names in checks["occasions"].items():
        for name in names:
            hit = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower)
            if hit and occasion != brief.occasion and name not in given:
                at = hit.start()
                yield Finding("sai_dip", at, at + len(name), f"“{name}” thuộc dịp khác.", "loi")


def _wrong_feeling(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Joy in a condolence, or mourning on a happy day."""
    if brief.kind != "thiep":
        return
    quiet = brief.occasion in checks["quiet"]
    given = " ".join(brief.details).lower()
    for name in checks["festive" if quiet else "mourning"]:
        hit = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.lower())
        if hit and name not in given:
            reason = "không hợp lời chia buồn" if quiet else "chỉ hợp lời chia buồn"
            yield Finding("sai_tinh_cam", hit.start(), hit.end(), f"“{name}” {reason}.", "loi")


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


RULES: tuple[Callable[[str, Brief, Checks], Iterator[Finding]], ...] = (
    _wrong_address,
    _strayed,
    _missing_address,
    _missing_name,
    _wrong_name,
    _missing_detail,
    _foreign,
    _not_syllable,
    _letter_facts,
    _repeats,
    _cut_off,
    _length,
    _wrong_year,
    _wrong_occasion,
    _wrong_feeling,
)
