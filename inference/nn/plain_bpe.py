"""The same byte-level BPE in plain Python, for a machine without the `tokenizers` package."""

import itertools
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

# What Oniguruma's \s is; Python's also holds four control characters.
SPACES = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


class Encoded(NamedTuple):
    ids: list[int]


class PlainBpe:
    """What Tokenizer asks of `tokenizers.Tokenizer`, read from the same tokenizer.json."""

    def __init__(self, text: str, split: str):
        self.text = text
        saved = json.loads(text)
        self.vocabulary: dict[str, int] = saved["model"]["vocab"]
        self.special = {token["content"]: token["id"] for token in saved["added_tokens"] if token["special"]}
        self.rank = {tuple(pair): n for n, pair in enumerate(saved["model"]["merges"])}
        self.pieces = python_pattern(split)
        self.letter = byte_letters()
        self.known: dict[str, list[int]] = {}
        self.token = {number: token for token, number in self.vocabulary.items()}

    @classmethod
    def from_file(cls, path: Path, split: str) -> "PlainBpe":
        return cls(path.read_text(encoding="utf-8"), split)

    def encode(self, text: str, add_special_tokens: bool = False) -> Encoded:
        ids: list[int] = []
        for piece in self.pieces.findall(text):
            found = self.known.get(piece)
            if found is None:
                found = self.known[piece] = self._merge("".join(self.letter[byte] for byte in piece.encode()))
            ids += found
        return Encoded(ids)

    def encode_batch_fast(self, texts: Sequence[str], add_special_tokens: bool = False) -> list[Encoded]:
        return [self.encode(text) for text in texts]

    def _merge(self, piece: str) -> list[int]:
        if piece in self.vocabulary:
            return [self.vocabulary[piece]]
        parts = list(piece)
        while len(parts) > 1:
            ranks = [self.rank.get(pair, len(self.rank)) for pair in itertools.pairwise(parts)]
            best = min(ranks)
            if best == len(self.rank):
                break
            at = ranks.index(best)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self.vocabulary[part] for part in parts]

    def decode(self, ids: Sequence[int], skip_special_tokens: bool = True) -> str:
        byte = {letter: number for number, letter in self.letter.items()}
        kept = (self.token[n] for n in ids if self.token[n] not in self.special)
        return bytes(byte[letter] for token in kept for letter in token).decode(errors="replace")

    def token_to_id(self, token: str) -> int | None:
        return self.special.get(token, self.vocabulary.get(token))

    def get_vocab_size(self) -> int:
        return len(self.vocabulary)

    def to_str(self) -> str:
        return self.text

    def save(self, path: str) -> None:
        Path(path).write_text(self.text, encoding="utf-8")


def byte_letters() -> dict[int, str]:
    """GPT-2's visible letter of each byte: printable ones stand for themselves, the others from U+0100 on."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in plain]
    return {byte: chr(byte) for byte in plain} | {byte: chr(256 + n) for n, byte in enumerate(rest)}


def python_pattern(split: str) -> re.Pattern[str]:
    r"""`split` for Python's re, which knows neither \p{L} nor \p{N}."""
    classes = {r"\p{L}": _ranges("L"), r"\p{N}": _ranges("N"), r"\s": SPACES}

    def fill(match: re.Match[str]) -> str:
        found = match[0]
        if found == r"\S":
            return f"[^{SPACES}]"
        return re.sub(r"\\p\{.\}|\\s", lambda m: classes[m[0]], found) if found[0] == "[" else f"[{classes[found]}]"

    return re.compile(re.sub(r"\[[^\]]*\]|\\p\{.\}|\\[sS]", fill, split))


def _ranges(category: str) -> str:
    """The characters whose category begins with `category`, as the inside of a character class."""

    def spans() -> Iterator[str]:
        first = None
        for code in range(sys.maxunicode + 2):
            inside = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith(category)
            if inside and first is None:
                first = code
            elif not inside and first is not None:
                yield f"{chr(first)}-{chr(code - 1)}"
                first = None

    return "".join(spans())
