"""The rule about verse: a greeting asked for in a verse form keeps its syllables, tones and rhymes."""

from collections.abc import Iterator

from app.viet.verse import FORMS, check_verse
from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule


def _verse(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Every line that breaks the form; advice on tones is left unsaid, for good free verse breaks a third of it."""
    form = FORMS.get(brief.form)
    if form is None or brief.kind != "thiep":
        return
    for verdict in check_verse(text, form):
        if verdict.broken and (verdict.binding or verdict.rule == "van"):
            severity = "loi" if verdict.binding else "nhac"
            yield Finding("tho_sai", verdict.start, verdict.end, verdict.sentence, severity)


VERSE_RULES: tuple[Rule, ...] = (_verse,)
