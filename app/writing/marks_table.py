"""Counts the table by which app.writing.marks restores diacritics, and measures it.

    python -m app.writing.marks_table assets/language/marks.npz --notes \\
        --text novels.txt.xz tatoeba.txt.xz=2 ca_dao.txt.xz wiki.txt.xz=0.3
    python -m app.writing.marks_table --measure

Interpolated Kneser-Ney counts; our own everyday text weighs WEIGHT times. Of pairs and triples those are kept that change
the likelihood of the text most (Seymore and Rosenfeld 1996).
"""

import argparse
import io
import lzma
import random
import re
import sys
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.paths import assets_dir
from app.viet.text import fold, nfc
from app.writing.marks import END, OTHER, SHIFT, SIGNS, STEP, TOKEN, Ints, Marks, load_marks, normal, sign
from app.writing.marks_text import Case, held_out, notes, own_texts

WEIGHT, DISCOUNT = 30.0, 0.7
SELDOM = 8.0  # weighted count below which a syllable is foreign
PAIRS, TRIPLES = 480_000, 260_000  # kept
NOTES = Path(__file__).parents[2] / "tests" / "data" / "notes.tsv"
Weights = NDArray[np.float64]


class Vocabulary:
    """Numbers of the syllables in the order of their first sight, those of SIGNS first."""

    def __init__(self) -> None:
        self.ids = {word: id for id, word in enumerate(SIGNS)}
        self._seen: dict[str, int] = {}

    def encode(self, texts: Iterable[str]) -> Ints:
        """The tokens of the texts, an end before, behind and between them."""
        numbers = array("i", [END])
        for text in texts:
            numbers.extend([self._id(token) for token in TOKEN.findall(nfc(text))])
            numbers.append(END)
        found = np.array(numbers, np.int64)
        return found[np.concatenate([[True], (found[1:] != END) | (found[:-1] != END)])]

    def _id(self, token: str) -> int:
        id = self._seen.get(token)
        if id is None:
            word = normal(token) if token[0].isalpha() else ""
            id = self.ids.setdefault(word, len(self.ids)) if word else sign(token)
            self._seen[token] = id
        return id


@dataclass(frozen=True)
class Counts:
    """Weighted counts of n-grams (sorted keys), what the discount leaves of them, and of their contexts."""

    keys: Ints
    whole: Weights
    left: Weights


def count(texts: Sequence[tuple[Ints, float]], size: int, order: int) -> Counts:
    """The n-grams of the encoded texts, each text with its weight."""
    found = [(*np.unique(events(ids, size, order), return_counts=True), weight) for ids, weight in texts]
    keys, at = np.unique(np.concatenate([part for part, _, _ in found]), return_inverse=True)
    whole = np.concatenate([weight * times for _, times, weight in found])
    left = np.concatenate([weight * (times - DISCOUNT) for _, times, weight in found])
    return Counts(keys, np.bincount(at, whole, len(keys)), np.bincount(at, left, len(keys)))


def events(ids: Ints, size: int, order: int) -> Ints:
    """The keys that are counted: every triple, but of pairs and words how many different words stood before them.

    "Hà" is frequent, but hardly after any word but "bác" and "chị": where a pair is unknown the variety tells more
    (Kneser and Ney 1995). Nothing stands before a beginning, whose pairs are all counted.
    """
    if order == 1:
        return np.unique(windows(ids, size, 2)) % size
    if order == 2:
        pairs = windows(ids, size, 2)
        return np.concatenate([np.unique(windows(ids, size, 3)) % size**2, pairs[pairs // size == END]])
    return windows(ids, size, 3)


def windows(ids: Ints, size: int, order: int) -> Ints:
    """Keys of all n-grams in a row; no triple spans the end of a sentence."""
    keys = sum(ids[order - 1 - back : len(ids) - back] * size**back for back in range(order))
    return keys if order == 2 else keys[ids[1:-1] != END]


def find(keys: Ints, wanted: Ints) -> Ints:
    """Places of the wanted keys among the sorted ones, which have them all."""
    at = np.searchsorted(keys, wanted)
    assert (keys[at] == wanted).all()
    return at


def back_off(context: Ints, high: Weights, low: Weights, size: int) -> Weights:
    """What remains of each context for words that are not stored: log of (1 - sum high) / (1 - sum low). (size,)"""
    rest = [np.maximum(1 - np.bincount(context, part, size), 1e-4) for part in (high, low)]
    return np.log(rest[0]) - np.log(rest[1])


def build(texts: Sequence[tuple[Ints, float]], words: Sequence[str], pairs: int, triples: int) -> dict[str, NDArray[np.uint8]]:
    """The arrays of the file. `texts` are encoded by the numbers of `words`."""
    size = len(words)
    one, two, three = (count(texts, size, order) for order in (1, 2, 3))
    p1 = np.full(size, 0.5)
    p1[one.keys] += one.whole
    p1 /= p1.sum()
    first, second = two.keys // size, two.keys % size
    total = np.bincount(first, two.whole, size) + 1e-9
    p2 = two.left / total[first] + (1 - np.bincount(first, two.left, size) / total)[first] * p1[second]
    before, last = find(two.keys, three.keys // size), three.keys % size
    behind = find(two.keys, three.keys // size % size * size + last)
    total = np.bincount(before, three.whole, len(p2)) + 1e-9
    rest = 1 - np.bincount(before, three.left, len(p2)) / total
    p3 = three.left / total[before] + rest[before] * p2[behind]
    gain3 = three.whole * np.abs(np.log(p3) - np.log(rest[before] * p2[behind] + 1e-12))
    keep3 = np.sort(np.argsort(-gain3)[:triples])
    gain2 = two.whole * np.abs(np.log(p2) - np.log(np.maximum(p2 - two.left / np.bincount(first, two.whole, size)[first], 1e-12)))
    chosen = np.zeros(len(p2), bool)
    chosen[np.argsort(-gain2)[:pairs]] = True
    chosen[before[keep3]] = True
    bow1 = back_off(first[chosen], p2[chosen], p1[second[chosen]], size)
    backed2 = np.where(chosen, p2, np.exp(bow1)[first] * p1[second])
    place = np.cumsum(chosen) - 1
    context = place[before[keep3]]
    bow2 = back_off(context, p3[keep3], backed2[behind[keep3]], int(chosen.sum()))
    return {
        "words": np.frombuffer("\n".join(words[len(SIGNS) :]).encode(), np.uint8),
        "one": level(-np.log(p1)), "one_bow": level(-bow1, SHIFT), "two": level(-np.log(p2[chosen])), "two_bow": level(-bow2, SHIFT),
        "three": level(-np.log(p3[keep3])),
        "pair_count": planes(np.bincount(first[chosen], minlength=size)), "pair_word": gaps(first[chosen], second[chosen]),
        "triple_count": planes(np.bincount(context, minlength=len(bow2))), "triple_word": gaps(context, last[keep3]),
    }  # fmt: skip


def level(nats: Weights, shift: int = 0) -> NDArray[np.uint8]:
    """Quantised to STEP nats."""
    return np.clip(np.round(nats / STEP) + shift, 0, 255).astype(np.uint8)


def gaps(contexts: Ints, words: Ints) -> NDArray[np.uint8]:
    """From each word to the next of the same context, as planes."""
    same = np.concatenate([[False], contexts[1:] == contexts[:-1]])
    return planes(words - np.where(same, np.concatenate([[0], words[:-1]]), 0))


def planes(numbers: Ints) -> NDArray[np.uint8]:
    """Low bytes, then high bytes. (2, N)"""
    assert numbers.max() < 2**16
    return np.stack([numbers % 256, numbers // 256]).astype(np.uint8)


def frequent(encoded: Sequence[tuple[Ints, float]], words: Sequence[str]) -> tuple[list[tuple[Ints, float]], list[str]]:
    """The texts renumbered, frequent syllables first, seldom ones as OTHER."""
    weighed = sum(np.bincount(ids, minlength=len(words)) * float(weight) for ids, weight in encoded)
    weighed[: len(SIGNS)] = np.inf
    order = [int(id) for id in np.argsort(-weighed, kind="stable") if weighed[id] >= SELDOM]
    number = np.full(len(words), OTHER)
    number[order] = np.arange(len(order))
    return [(number[ids], weight) for ids, weight in encoded], [words[id] for id in order]


def lines(path: Path) -> list[str]:
    """The lines of an .xz text."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [line for line in file if line.strip()]


def write(path: Path, arrays: Mapping[str, NDArray[np.uint8]]) -> None:
    """The file, atomically."""
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(packed.getvalue())
    part.replace(path)


def make(path: Path, texts: Sequence[str], own: bool) -> None:
    """Counts the texts ("FILE" or "FILE=WEIGHT"), and our own if asked, into the file."""
    vocabulary = Vocabulary()
    named = [text.partition("=") for text in texts]
    encoded = [(vocabulary.encode(lines(Path(name))), float(weight or 1)) for name, _, weight in named]
    if own:
        encoded.append((vocabulary.encode(own_texts(assets_dir(), random.Random(0))), WEIGHT))
    renumbered, words = frequent(encoded, list(vocabulary.ids))
    print(f"{[len(ids) for ids, _ in encoded]} tokens, {len(words)} syllables", file=sys.stderr)
    write(path, build(renumbered, words, PAIRS, TRIPLES))
    print(f"{path}: {path.stat().st_size:,} bytes", file=sys.stderr)


def bare(text: str) -> str:
    """Without diacritics, capitals kept."""
    return "".join(f.upper() if c.isupper() else f for c, f in zip(nfc(text), fold(text), strict=True))


def measure(marks: Marks, cases: Sequence[Case], wish: bool = True) -> tuple[int, int, int, list[tuple[str, str, float]]]:
    """(syllables, of these right, whole texts right, the wrong ones); names, digits and foreign words are not counted."""
    syllables = right = whole = 0
    wrong = []
    for case in cases:
        restored = marks.restore(bare(case.text), case.prefer if wish else ())
        pairs = zip(re.findall(r"\w+", case.text), re.findall(r"\w+", restored.text), strict=True)
        same = [normal(a) == normal(b) for a, b in pairs if a.islower() and normal(a)]
        syllables, right, whole = syllables + len(same), right + sum(same), whole + all(same)
        if not all(same):
            wrong.append((case.text, restored.text, restored.margin))
    return syllables, right, whole, wrong


def report(path: Path, show: int) -> None:
    """Prints what the table gets right."""
    started = time.process_time()
    marks = load_marks(path)
    print(f"{path.name}: {path.stat().st_size:,} byte, đọc {1000 * (time.process_time() - started):.0f} ms")
    for name, cases in (("ghi chú", notes(NOTES)), ("câu trong kho", held_out(assets_dir()))):
        for wish in (True, False):
            started = time.process_time()
            syllables, right, whole, wrong = measure(marks, cases, wish)
            each = 1000 * (time.process_time() - started) / len(cases)
            print(
                f"{name}{'' if wish else ', không biết xưng hô'}: {len(cases)} bài, {syllables} âm tiết đúng {right / syllables:.1%}, "
                f"trọn bài {whole / len(cases):.1%}, {each:.1f} ms một bài"
            )
            for text, got, margin in wrong[: show if wish else 0]:
                print(f"   {margin:4.1f}  {text}\n         {got}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the table, or measures one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=assets_dir() / "language" / "marks.npz")
    parser.add_argument("--text", nargs="*", default=[], metavar="FILE[=WEIGHT]", help="texts to count (.txt.xz)")
    parser.add_argument("--notes", action="store_true", help="count the texts of assets/ too")
    parser.add_argument("--measure", action="store_true", help="print the share of syllables and texts that are right")
    parser.add_argument("--show", type=int, default=0, help="so many wrong ones of each kind")
    options = parser.parse_args(arguments)
    if options.text or options.notes:
        make(options.out, options.text, options.notes)
    if options.measure:
        report(options.out, options.show)


if __name__ == "__main__":
    main()
