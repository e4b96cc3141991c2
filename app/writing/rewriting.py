"""Pairs for *Viết lại*: a greeting of the grammar and the same one shorter, longer, more formal, warmer, or put right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from app.knowledge import Knowledge
from app.writing.brief import SHORTER, Brief
from app.writing.mistyped import bare, mistyped
from app.writing.note_table import note_table
from app.writing.prompt import mam_content
from app.writing.right import right
from app.writing.smallworld import NOTE, Part, join, plan
from app.writing.source import Row, Source, row
from app.writing.tell import Told, tell

SHARES = {"ngan_hon": 22, "dai_hon": 16, "trang_trong_hon": 14, "am_hon": 14, "sua_loi": 17, "them_dau": 17}
MUCH = 0.75  # a shorter text has at most so much of the length
FROM = {"trang_trong": ("vui_tuoi", "hai_huoc", "tre_trung"), "am_ap": ("hai_huoc", "tre_trung", "trang_trong")}
KEPT_LINES = ("occasion", "group", "goi", "xung", "name")
TRIES = 6


class Rewriting(NamedTuple):
    """A text, what it becomes, and the brief of what it becomes."""

    how: str
    text: str
    answer: str
    brief: Brief


Ask = tuple[Brief, str]  # a brief without details, and the group or role that hears it


def rewritings(source: Source, asks: Iterator[Ask], rng: Random) -> Iterator[Row]:
    """Endless rewriting pairs about the briefs of `asks`."""
    for brief, heard in asks:
        how = rng.choices(list(SHARES), list(SHARES.values()))[0]
        for _ in range(TRIES):
            made = rewriting(how, brief, heard, source, rng)
            if made:
                prompt = rewrite_content(how, made.text, made.brief, source.knowledge, source.labels)
                yield row(prompt, made.answer, "viet_lai", brief.occasion, brief.group)
                break


def rewrite_content(
    how: str, text: str, brief: Brief, knowledge: Knowledge, labels: Mapping[str, Mapping[str, Any]]
) -> str:
    """The lines that ask for `text` to be written again in this way (assets/prompts/mam.toml)."""
    who = tuple(f"{labels['thiep'][field]}: " for field in KEPT_LINES)
    lines = mam_content(brief.with_(details=()), knowledge, labels, in_words=True).splitlines()
    own = labels["viet_lai"]
    asked = f"{own['how']}: {labels['viet_lai_cach'][how]}"
    return "\n".join([asked, *(line for line in lines if line.startswith(who)), f"{own['text']}: {' '.join(text.split())}"])


def rewriting(how: str, brief: Brief, heard: str, source: Source, rng: Random) -> Rewriting | None:
    """One pair; None when the dice gave nothing right."""
    return WAYS[how](how, brief, heard, source, rng)


def _resized(how: str, brief: Brief, heard: str, source: Source, rng: Random) -> Rewriting | None:
    """The long text and some of its sentences, all notes among them."""
    long = brief.with_(length=rng.choice(("vua", "dai")))
    long, told = _told(long, heard, source, rng)
    parts = plan(long, source.world, rng, heard, told)
    if not parts:
        return None
    short = long.with_(length=SHORTER[long.length])
    whole, fewer = join(parts, long), join(_fewer(parts, short.length, rng), short)
    if not (whole and fewer and len(fewer.split()) <= MUCH * len(whole.split())):
        return None
    if not (right(whole, long, source.knowledge) and right(fewer, short, source.knowledge)):
        return None
    return Rewriting(how, whole, fewer, short) if how == "ngan_hon" else Rewriting(how, fewer, whole, long)


def _fewer(parts: Sequence[Part], length: str, rng: Random) -> list[Part]:
    """The notes, and a few of the others in their order: at least what opens, or wishes."""
    others = [part for part in parts if part.slot != NOTE]
    wishes = [part for part in others if part.slot in ("chuc", "ngan")]
    kept = [part for part in others if part.slot == "mo_dau"]
    kept += rng.sample(wishes, min(len(wishes), 1 if length == "ngan" else rng.choice((1, 2))))
    if length == "ngan" and len(kept) > 1 and rng.random() < 0.5:
        kept = kept[1:]
    if length != "ngan" and rng.random() < 0.5:
        kept += [part for part in others if part.slot == "ket"]
    return [part for part in parts if part.slot == NOTE or part in kept]


def _toned(how: str, brief: Brief, heard: str, source: Source, rng: Random) -> Rewriting | None:
    """The same notes in the same sentences, among sentences of another tone."""
    tone = "trang_trong" if how == "trang_trong_hon" else "am_ap"
    if source.knowledge.occasions[brief.occasion].quiet:
        return None
    target, told = _told(brief.with_(tone=tone), heard, source, rng)
    other = target.with_(tone=rng.choice(FROM[tone]))
    before = plan(other, source.world, rng, heard, told)
    after = plan(target, source.world, rng, heard, told)
    if not (_contrast(before, tone) and _contrast(after, other.tone)):
        return None
    text, answer = join(before, other), join(after, target)
    if not (text and answer and right(text, other, source.knowledge) and right(answer, target, source.knowledge)):
        return None
    return Rewriting(how, text, answer, target)


def _contrast(parts: Sequence[Part], tone: str) -> bool:
    """Whether half of the sentences that can be chosen would not stand in a text of this tone."""
    free = [part for part in parts if part.slot != NOTE]
    return 2 * sum(tone not in part.tone and "*" not in part.tone for part in free) >= len(free) > 0


def _repaired(how: str, brief: Brief, heard: str, source: Source, rng: Random) -> Rewriting | None:
    """The text as it was typed, and as it should be."""
    brief, told = _told(brief, heard, source, rng)
    text = join(plan(brief, source.world, rng, heard, told), brief)
    if not text or not right(text, brief, source.knowledge):
        return None
    typed = bare(text) if how == "them_dau" else mistyped(text, rng)
    typed = typed.lower() if how == "them_dau" and rng.random() < 0.4 else typed
    return Rewriting(how, typed, text, brief) if typed != text else None


def _told(brief: Brief, heard: str, source: Source, rng: Random) -> tuple[Brief, list[Told]]:
    """The brief with details (or without), and their sentences."""
    told = tell(brief, heard, rng.choice((0, 1, 1, 2)), note_table(), source.world.lists, rng)
    return brief.with_(details=tuple(each.note.clause for each in told)), told


WAYS: Mapping[str, Callable[[str, Brief, str, Source, Random], Rewriting | None]] = {
    "ngan_hon": _resized, "dai_hon": _resized, "trang_trong_hon": _toned, "am_hon": _toned, "sua_loi": _repaired,
    "them_dau": _repaired,
}  # fmt: skip
