"""Reads a text against its brief and says what is wrong: one list of findings with span, reason and repair.

The rules live by theme in check_address, check_person, check_sense, check_taste, check_form, check_copy, check_verse and check_letter.
"""

from app.knowledge import Knowledge
from app.writing.brief import Brief
from app.writing.check_address import ADDRESS_RULES
from app.writing.check_copy import COPY_RULES
from app.writing.check_form import FORM_RULES
from app.writing.check_letter import LETTER_RULES
from app.writing.check_person import PERSON_RULES
from app.writing.check_sense import SENSE_RULES
from app.writing.check_taste import TASTE_RULES
from app.writing.check_verse import VERSE_RULES
from app.writing.finding import Checks, Finding, Rule

__all__ = ["Checks", "Finding", "check", "fails"]

CARD_RULES: tuple[Rule, ...] = (
    *ADDRESS_RULES,
    *PERSON_RULES,
    *SENSE_RULES,
    *TASTE_RULES,
    *FORM_RULES,
    *COPY_RULES,
    *VERSE_RULES,
)
WRITING_RULES: tuple[Rule, ...] = (*LETTER_RULES, *FORM_RULES, *COPY_RULES)


def check(text: str, brief: Brief, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Everything found, worst first, then by place."""
    rules = CARD_RULES if brief.kind == "thiep" else WRITING_RULES
    found = [finding for rule in rules for finding in rule(text, brief, knowledge.checks)]
    return tuple(sorted(found, key=lambda f: (f.severity != "loi", f.start)))


def fails(findings: tuple[Finding, ...]) -> bool:
    """Whether a text should be written again."""
    return any(finding.severity == "loi" for finding in findings)
