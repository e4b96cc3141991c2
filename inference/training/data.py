"""Training batches: windows of raw text drawn by weight, and packed rows of prompts with their answers."""

import bisect
import hashlib
import itertools
import json
import lzma
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from inference.nn.plain_bpe import PlainBpe
from inference.nn.tokenizer import Tokenizer
from inference.training.corpus import is_held_out, read_greetings, read_pieces

IGNORED = -100  # the target that costs nothing (torch's cross_entropy)
GREETING_COPIES = 6
LAYOUT = "2: six versions of a greeting, one held out"  # change it when cached tokens must be made again
CHUNK = 1000  # texts tokenized at a time
OPEN_ROWS = 32  # fills rows of 448 with examples of 60 to 250 tokens to 96 %; in order alone, 80 %


# --- pre-training -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """One corpus file as two token streams; each document is `<s> … </s>`."""

    name: str
    train: np.ndarray
    held_out: np.ndarray


def load_source(name: str, corpus: Path, greetings: Path, tokenizer: Tokenizer, cache: Path) -> Source:
    """Tokens of NAME.txt.xz (or of the greetings), from `cache` when neither text nor tokenizer has changed."""
    is_greetings = name == "greetings"
    files = sorted(greetings.glob("*.jsonl")) if is_greetings else [corpus / f"{name}.txt.xz"]
    digest = hashlib.sha256(tokenizer.inner.to_str().encode())
    for file in files:
        digest.update(f"{file.name} {file.stat().st_size} {LAYOUT}".encode())
    stem = cache / f"{name}-{digest.hexdigest()[:12]}"
    paths = [stem.with_suffix(".train.bin"), stem.with_suffix(".heldout.bin")]
    if not all(path.exists() for path in paths):
        groups = read_greetings(greetings, GREETING_COPIES) if is_greetings else ([p] for p in read_pieces(files[0]))
        _tokenize(groups, tokenizer, paths)
    return Source(name, *map(_open, paths))


def _open(path: Path) -> np.ndarray:
    if path.stat().st_size == 0:  # a source too small to hold anything out; memmap refuses empty files
        return np.zeros(0, dtype=np.uint16)
    return np.memmap(path, dtype=np.uint16, mode="r")


def _tokenize(groups: Iterable[Sequence[str]], tokenizer: Tokenizer, paths: Sequence[Path]) -> None:
    """Writes the training stream and the held-out stream, each file whole or not at all."""
    assert tokenizer.size <= 1 << 16
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    parts = [path.with_suffix(".part") for path in paths]
    files = [part.open("wb") for part in parts]
    # Only one version of a held-out text: a second is copied from the first (5.16 and 1.32 nats a token), not known.
    kept = ((texts[:1] if is_held_out(n) else texts, is_held_out(n)) for n, texts in enumerate(groups))
    for held_out, ids in encode_all(((text, held) for texts, held in kept for text in texts), tokenizer):
        np.array([tokenizer.bos, *ids, tokenizer.eos], dtype=np.uint16).tofile(files[held_out])
    for file, part, path in zip(files, parts, paths, strict=True):
        file.close()
        os.replace(part, path)


def encode_all(
    texts: Iterable[tuple[str, bool]], tokenizer: Tokenizer, processes: int | None = None
) -> Iterator[tuple[bool, list[int]]]:
    """Each text's mark and ids, in order. `tokenizers` has threads of its own; plain Python is spread over processes."""
    chunks = _chunks(texts)
    processes = processes or (os.cpu_count() or 1)
    first = next(chunks, [])
    if isinstance(tokenizer.inner, PlainBpe) and processes > 1 and len(first) == CHUNK:
        with multiprocessing.get_context("fork").Pool(processes, _receive, (tokenizer,)) as pool:
            for encoded in pool.imap(_encode_chunk, itertools.chain([first], chunks)):
                yield from encoded
    else:
        for chunk in itertools.chain([first], chunks):
            yield from _encode(tokenizer, chunk)


def _chunks(texts: Iterable[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    texts = iter(texts)
    while chunk := list(itertools.islice(texts, CHUNK)):
        yield chunk


def _encode(tokenizer: Tokenizer, chunk: Sequence[tuple[str, bool]]) -> list[tuple[bool, list[int]]]:
    return [(mark, ids) for (_, mark), ids in zip(chunk, tokenizer.encode_batch([t for t, _ in chunk]), strict=True)]


def _receive(tokenizer: Tokenizer) -> None:
    _encode_chunk.tokenizer = tokenizer  # this process's own


def _encode_chunk(chunk: Sequence[tuple[str, bool]]) -> list[tuple[bool, list[int]]]:
    return _encode(_encode_chunk.tokenizer, chunk)


@dataclass(frozen=True)
class Mixture:
    """Sources with the share of windows that each gives; a batch depends on nothing but (seed, step)."""

    sources: tuple[Source, ...]
    weights: tuple[float, ...]
    seed: int

    def batch(self, step: int, rows: int, length: int) -> tuple[Tensor, Tensor]:
        """Inputs and targets (rows, length): random windows of random sources."""
        draw = np.random.default_rng((self.seed, step))
        share = np.array(self.weights) / sum(self.weights)
        windows = [_window(self.sources[i].train, draw, length) for i in draw.choice(len(share), size=rows, p=share)]
        return _shift(np.stack(windows))

    def held_out(self, rows: int, length: int) -> dict[str, tuple[Tensor, Tensor]]:
        """The same fixed windows of each source at every call."""
        batches = {}
        for source in self.sources:
            if len(source.held_out) <= length + 1:
                continue
            draw = np.random.default_rng(0)
            batches[source.name] = _shift(np.stack([_window(source.held_out, draw, length) for _ in range(rows)]))
        return batches


def _window(tokens: np.ndarray, draw: np.random.Generator, length: int) -> np.ndarray:
    start = int(draw.integers(0, len(tokens) - length))
    return np.asarray(tokens[start : start + length + 1], dtype=np.int64)


def _shift(windows: np.ndarray) -> tuple[Tensor, Tensor]:
    ids = torch.from_numpy(windows)
    return ids[:, :-1].contiguous(), ids[:, 1:].contiguous()


# --- fine-tuning --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """Ids of `<s><|hoi|>prompt<|viet|>answer</s>`; the first `asked` of them are given, not learned."""

    ids: np.ndarray
    asked: int


@dataclass(frozen=True)
class Batch:
    """What one forward pass takes."""

    inputs: Tensor  # (B, T)
    targets: Tensor  # (B, T), IGNORED on prompts and padding
    owner: Tensor | None = None  # (B, T) number of the position's example in its row; None: the whole row is one text

    @property
    def mask(self) -> Tensor | None:
        """(B, 1, T, T): a position sees the earlier ones of its own example; None: all earlier ones."""
        if self.owner is None:
            return None
        length = self.owner.shape[1]
        same = self.owner[:, :, None] == self.owner[:, None, :]
        return (same & torch.ones(length, length, dtype=torch.bool, device=same.device).tril())[:, None]

    def to(self, device: torch.device) -> "Batch":
        """On the device; a GPU copies from pinned memory while it computes."""
        if device.type == "cpu":
            return self
        tensors = {name: value for name, value in vars(self).items() if value is not None}
        return replace(self, **{k: v.pin_memory().to(device, non_blocking=True) for k, v in tensors.items()})


def read_examples(path: Path, tokenizer: Tokenizer, longest: int) -> list[Example]:
    """The examples of a JSONL (or .jsonl.xz) file of {"prompt", "answer"}, without those of over `longest` tokens."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    prompts = tokenizer.encode_batch([line["prompt"] for line in lines])
    answers = tokenizer.encode_batch([line["answer"] for line in lines])
    examples = [make_example(tokenizer, p, a) for p, a in zip(prompts, answers, strict=True)]
    return [example for example in examples if len(example.ids) <= longest]


def make_example(tokenizer: Tokenizer, prompt: Sequence[int], answer: Sequence[int]) -> Example:
    framed = tokenizer.frame(prompt)
    return Example(np.array([*framed, *answer, tokenizer.eos], dtype=np.uint16), len(framed))


def pack(examples: Sequence[Example], order: Iterable[int], length: int) -> Iterator[list[int]]:
    """Rows of example numbers of at most `length` inputs: best fit among a few open rows, in the given order."""
    open_rows: list[tuple[int, list[int]]] = []  # (room left, row), the fullest first
    for index in order:
        size = len(examples[index].ids) - 1  # the last id of an example is only a target
        fits = next((n for n, (room, _) in enumerate(open_rows) if size <= room), None)
        room, row = (length, []) if fits is None else open_rows.pop(fits)
        row.append(index)
        bisect.insort(open_rows, (room - size, row), key=lambda item: item[0])
        if len(open_rows) > OPEN_ROWS:
            yield open_rows.pop(0)[1]
    yield from (row for _, row in open_rows)


def collate(rows: Sequence[Sequence[Example]], length: int, pad: int) -> Batch:
    """Packed rows as tensors."""
    inputs = np.full((len(rows), length), pad, dtype=np.int64)
    targets = np.full((len(rows), length), IGNORED, dtype=np.int64)
    owner = np.zeros((len(rows), length), dtype=np.int16)  # 0: padding, which sees only padding
    for r, row in enumerate(rows):
        at = 0
        for number, example in enumerate(row, 1):
            ids = example.ids.astype(np.int64)
            n = len(ids) - 1
            inputs[r, at : at + n] = ids[:-1]
            targets[r, at + example.asked - 1 : at + n] = ids[example.asked :]
            owner[r, at : at + n] = number
            at += n
    return Batch(torch.from_numpy(inputs), torch.from_numpy(targets), torch.from_numpy(owner))


@dataclass(frozen=True)
class Packed:
    """Endless shuffled, packed batches; batch number n of epoch e depends on nothing but (seed, e, n)."""

    examples: Sequence[Example]
    rows: int
    length: int
    pad: int
    seed: int

    def epoch(self, epoch: int) -> list[list[list[int]]]:
        order = np.random.default_rng((self.seed, epoch)).permutation(len(self.examples))
        rows = list(pack(self.examples, map(int, order), self.length))
        return [rows[i : i + self.rows] for i in range(0, len(rows), self.rows)]

    def collate(self, batch: Sequence[Sequence[int]]) -> Batch:
        """A whole batch: an epoch's last is filled with padding, since every shape is compiled anew."""
        rows = [[self.examples[i] for i in row] for row in batch]
        return collate(rows + [[]] * (self.rows - len(rows)), self.length, self.pad)


def fingerprint(path: Path) -> str:
    """Tells one version of a file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
