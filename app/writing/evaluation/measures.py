"""What is measured of one text: for each measure right, wrong, or not asked (None).

The rules are the checker's own, told apart by what they are about, and held to the request as it was typed: what the app
misread is missing, too. What is no Vietnamese text at all (nothing, random letters, the request said back, one word over
and over) is wrong by every measure that its request asks.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.knowledge import Knowledge
from app.viet.syllable import is_syllable
from app.viet.text import nfc
from app.viet.verse import FORMS, faults
from app.writing.brief import Brief
from app.writing.check import Finding, check
from app.writing.check_letter import named_days
from app.writing.check_mam import mam_findings, serves_day
from app.writing.evaluation.briefs import PROSE
from app.writing.finding import any_of, has_word
from app.writing.note_table import note_table
from app.writing.notes import settled
from app.writing.prompt import card_stands, letter_stands, used_name
from app.writing.stand_ins import hidden

CODES: Mapping[str, frozenset[str]] = {
    "pair": frozenset({"xung_ho", "lac_ngoi", "thieu_xung_ho", "sai_chu_the"}),
    "name": frozenset({"thieu_ten", "sai_ten", "thieu_ky"}),
    "details": frozenset({"thieu_chi_tiet", "thieu_y", "trai_y", "chep_sai"}),
    "nothing_invented": frozenset({"bia_so", "bia_noi", "bia_ten", "bia_viec", "sai_ten", "chu_ky"}),
    "occasion": frozenset({"sai_dip", "thieu_dip", "lac_canh", "sai_tinh_cam", "sai_nam"}),
    "length": frozenset({"do_dai"}),
    "no_repetition": frozenset({"lap_lai", "sao_rong"}),
}
REMARKS_TOO = frozenset({"do_dai", "chu_ky"})  # wrong even where the person only gets a remark
OF_ANY_MODEL = frozenset({"thieu_dip", "bia_viec", "bia_so", "sai_ten"})  # of Mầm's own rules
MEASURES = (*CODES, "verse", "faultless", "own_with", "own_without")
WORD = re.compile(r"[^\W\d_]+|\ufffd+")  # half a letter is a word that nobody knows
FEWEST_WORDS = 5
VIETNAMESE = 0.75  # least share of the words that are syllables, or the request's
MARKED = 0.3  # least share with a diacritic; of running Vietnamese it is two thirds
DIFFERENT = 0.4  # least share of different words
COUNTED = 60  # words, for longer texts say small words again


@dataclass(frozen=True)
class Standard:
    """What texts are measured by: the checker's knowledge, the figures of measures.toml, the prompt's own words, and
    whole texts that the model was taught (None: not known)."""

    knowledge: Knowledge
    table: Mapping[str, Any]
    labels: Collection[str]
    taught: frozenset[str] | None = None


def judge(text: str, brief: Brief, standard: Standard, shown: Collection[Finding]) -> dict[str, bool | None]:
    """The verdict by every measure; `shown` is what the person would be told of this text."""
    asked = asked_of(brief, standard)
    if not legible(text, brief, standard.labels):
        return {measure: False if asks else None for measure, asks in asked.items()}
    right = _right(text, brief, standard)
    right["faultless"] = not any(finding.severity == "loi" for finding in shown)
    return {measure: right[measure] if asks else None for measure, asks in asked.items()}


def asked_of(brief: Brief, standard: Standard) -> dict[str, bool]:
    """Which measures a request asks of its text."""
    card, told = brief.kind == "thiep", bool(brief.details or brief.note)
    named = used_name(brief) if card else brief.kind == "email" and (brief.name or brief.sender)
    return {
        "pair": bool(brief.pair.goi) and brief.kind != "bai_dang",
        "name": bool(named) and brief.form == PROSE,
        "details": told,
        "nothing_invented": True,
        "occasion": card,
        "length": True,
        "no_repetition": True,
        "verse": card and brief.form in FORMS,
        "faultless": True,
        "own_with": told and standard.taught is not None,
        "own_without": not told and standard.taught is not None,
    }


def _right(text: str, brief: Brief, standard: Standard) -> dict[str, bool]:
    knowledge = standard.knowledge
    own = (finding for finding in mam_findings(text, brief, knowledge.checks) if finding.code in OF_ANY_MODEL)
    codes = {f.code for f in (*check(text, brief, knowledge), *own) if f.severity == "loi" or f.code in REMARKS_TOO}
    right = {measure: not codes & wrong for measure, wrong in CODES.items()}
    right["details"] &= says_when(text, brief, standard)
    right["occasion"] &= says_day(text, brief, standard)
    right["length"] &= fits(text, brief, standard)
    right["verse"] = scans(text, brief)
    right["own_with"] = right["own_without"] = not standard.taught or not as_taught(text, brief) & standard.taught
    return right


def as_taught(text: str, brief: Brief) -> frozenset[str]:
    """The text as it stands, and as training data have it: its notes behind stand-ins (app.writing.stand_ins)."""
    text = nfc(text).strip()
    stands = card_stands(settled(brief, note_table())) if brief.kind == "thiep" else letter_stands(brief, faithful=True)[1]
    return frozenset({text, hidden(text, stands) or text})


def legible(text: str, brief: Brief, labels: Collection[str] = ()) -> bool:
    """Whether this is Vietnamese at all, and an answer: not the lines of the request."""
    runs = WORD.findall(text.lower())
    if len(runs) < FEWEST_WORDS or _echoes(text, labels):
        return False
    given = set(WORD.findall(f"{' '.join(brief.details)} {brief.note} {brief.name} {brief.sender} {brief.to}".lower()))
    known = sum(run in given or is_syllable(run) for run in runs)
    marked = sum(not run.isascii() and is_syllable(run) for run in runs)
    first = runs[:COUNTED]
    return (
        known >= VIETNAMESE * len(runs) and marked >= MARKED * len(runs) and len(set(first)) >= DIFFERENT * len(first)
    )


def _echoes(text: str, labels: Collection[str]) -> bool:
    heads = {line.partition(":")[0].strip() for line in text.splitlines() if ":" in line}
    return len(heads & set(labels)) > 1


def says_day(text: str, brief: Brief, standard: Standard) -> bool:
    """Whether a card, in prose or verse, says what it is for."""
    words = standard.table["days"].get(brief.occasion)
    said = not words or any_of(tuple(words)).search(text) is not None
    return said and serves_day(text, brief, standard.knowledge.checks)


def says_when(text: str, brief: Brief, standard: Standard) -> bool:
    """Whether a letter says "mai" or "thứ Sáu" where its request does.

    The checker lets a syllable in three go, but without these it would ask for another day.
    """
    asked = {hit[0].lower() for hit in any_of(tuple(standard.table["when"])).finditer(brief.note)}
    return named_days(brief.note) <= named_days(text) and all(has_word(text, word) for word in asked)


def fits(text: str, brief: Brief, standard: Standard) -> bool:
    """Whether a letter has as many words as its length allows, a poem as many lines as its form needs.

    Cards in prose are the checker's matter.
    """
    if brief.kind != "thiep":
        low, high = standard.table["letter_words"][brief.length]
        return low <= len(text.split()) <= high
    return brief.form == PROSE or _lines(text) >= fewest_lines(brief.form)


def fewest_lines(form: str) -> int:
    """Two of a couplet, a round of a chain, a stanza of the others."""
    shape = FORMS[form]
    return 2 if shape.couplet else len(shape.shapes) if shape.chained else 4


def scans(text: str, brief: Brief) -> bool:
    """Whether a poem keeps the law of its form from the first line to the last."""
    form = FORMS.get(brief.form)
    return form is not None and _lines(text) >= fewest_lines(brief.form) and not faults(text, form)


def _lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.splitlines())
