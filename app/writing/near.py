"""Leaves out what says nearly the same again: Jaccard over runs of five words, among rows that answer the same request."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import ceil
from zlib import crc32

from app.writing.source import Row

RUN = 5  # words
ALIKE = 0.8  # Jaccard from which two texts are near-duplicates
ASKED = ("Viết lại", "Gọi", "Xưng", "Cho")  # the lines that make two requests different, beside kind and occasion

Shingles = frozenset[int]


def distinct(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without near-duplicates of earlier ones."""
    by_request: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rows = list(rows)
    for number, row in enumerate(rows):
        by_request[_request(row)].append(number)
    kept = {number for group in by_request.values() for number in _first(group, [shingles(_said(rows[n])) for n in group])}
    yield from (row for number, row in enumerate(rows) if number in kept)


def shingles(text: str) -> Shingles:
    """Every run of five words (of all, in a shorter text)."""
    words = text.lower().split()
    return frozenset(crc32(" ".join(words[at : at + RUN]).encode()) for at in range(max(1, len(words) - RUN + 1)))


def alike(a: Shingles, b: Shingles) -> float:
    """Jaccard: what is shared, of all."""
    return len(a & b) / len(a | b)


def _request(row: Row) -> tuple[str, ...]:
    lines = dict(line.partition(": ")[::2] for line in row["prompt"].splitlines())
    return (row["kind"], row["occasion"], *(lines.get(name, "") for name in ASKED))


def _said(row: Row) -> str:
    """The answer; of a rewriting also the text it is made of."""
    return row["answer"] if row["kind"] != "viet_lai" else f"{row['prompt'].splitlines()[-1]} {row['answer']}"


def _first(group: list[int], texts: list[Shingles]) -> Iterator[int]:
    """The numbers whose text is no near-duplicate of one kept before.

    Two texts that are so much alike share one of the rarest runs of each (prefix filter: Chaudhuri et al. 2006).
    """
    often = Counter(run for text in texts for run in text)
    seen: dict[int, list[int]] = defaultdict(list)  # run -> places in `texts`
    for place, text in enumerate(texts):
        rarest = sorted(text, key=lambda run: (often[run], run))[: len(text) - ceil(ALIKE * len(text)) + 1]
        near = {other for run in rarest for other in seen[run]}
        if any(alike(text, texts[other]) >= ALIKE for other in near):
            continue
        for run in rarest:
            seen[run].append(place)
        yield group[place]
