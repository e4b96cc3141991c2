"""Which two texts of the library show a model how: for this occasion, this relation and this pair, and telling facts or none."""

from collections.abc import Container
from dataclasses import dataclass

from app.knowledge import Knowledge
from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.library import OWN, Library, LibraryText, library_findings, substitute
from app.writing.used import mark

COUNT = 2


@dataclass(frozen=True)
class Example:
    """A library text with the pair put in."""

    item: LibraryText
    text: str


def examples(brief: Brief, library: Library, knowledge: Knowledge, avoid: Container[str] = ()) -> tuple[Example, ...]:
    """The two that fit best, or fewer where the library has no more; `avoid` are marks of texts that must not be shown.

    First those for the same occasion and group, then for the occasion, then for the group; never two alike.
    """
    found: list[Example] = []
    for item in sorted((item for item in library.items if _may(item, brief)), key=lambda item: _distance(item, brief)):
        text = _said(item, brief, knowledge)
        shown = {mark(each.text) for each in found}
        if text and not any(each in avoid or each in shown for each in (mark(text), mark(item.text))):
            found.append(Example(item, text))
        if len(found) == COUNT:
            break
    return tuple(found)


def _may(item: LibraryText, brief: Brief) -> bool:
    if item.kind != brief.kind or item.form != brief.form:
        return False
    if brief.kind != "thiep":
        return True
    near = item.occasion == brief.occasion or item.group == brief.group
    return near and (not item.goi or brief.pair.goi in item.goi) and (not item.side or (brief.side or OWN) in item.side)


def _distance(item: LibraryText, brief: Brief) -> tuple[bool, ...]:
    """What matters most comes first."""
    shape = (item.tone != brief.tone, item.length != brief.length)
    if brief.kind != "thiep":
        return (item.type != brief.type, not _speaks(item.text, brief), *shape)
    return (
        item.occasion != brief.occasion,
        item.group != brief.group,
        bool(item.details) != bool(brief.details),
        *shape,
    )


def _speaks(text: str, brief: Brief) -> bool:
    """Whether somebody else's letter happens to be written with our pair."""
    said = f" {fold(text)} "
    return all(f" {fold(word)} " in said for word in (brief.pair.goi, brief.pair.xung) if word)


def _said(item: LibraryText, brief: Brief, knowledge: Knowledge) -> str:
    """The text as it would be sent, or "" where the checker would not let it go."""
    if item.kind != "thiep":
        return item.text
    asked = brief.with_(occasion=item.occasion, group=item.group, details=(), purposes=())
    text = substitute(item, asked)
    return text if text and not fails(library_findings(text, asked, knowledge)) else ""
