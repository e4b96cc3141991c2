"""The models that a person may download: the shipped list, the person's own newer one, what fits, what matches."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inference.errors import InferenceError
from inference.models.entries import BITS, Entry, Layers, ModelFile, content, fault, read

CONTEXT = 4096
BATCH = 512  # tokens that the engine takes at once (inference.server.llama_engine)
OVERHEAD = 32 << 20  # bytes: llama.cpp's small buffers and the interpreter


@dataclass(frozen=True)
class Catalogue:
    """All models on offer. own: ids that stand as the person's own file has them, not as they were shipped."""

    version: int
    entries: tuple[Entry, ...]
    own: frozenset[str] = frozenset()

    def by_id(self, id: str) -> Entry:
        for entry in self.entries:
            if entry.id == id:
                return entry
        raise InferenceError(f"Không có mô hình “{id}” trong danh mục.")


def load(shipped: Path, own: Path | None = None) -> Catalogue:
    """The shipped list, with the person's own (a file that they put into their data folder) laid over it if it is newer.

    InferenceError if `own` is there but broken: the caller says so, and goes on with load(shipped).
    """
    base = Catalogue(*read(shipped))
    return merged(base, Catalogue(*read(own))) if own and own.is_file() else base


def merged(base: Catalogue, update: Catalogue) -> Catalogue:
    """A higher version wins: its entries replace those of the same id, the others are added. No entry is taken away."""
    if update.version <= base.version:
        return base
    news = {entry.id: entry for entry in update.entries}
    known = {entry.id: entry for entry in base.entries}
    return Catalogue(update.version, tuple({**known, **news}.values()), frozenset(news))


def adopt(source: Path, own: Path, newer_than: int, sha256: str = "") -> Catalogue:
    """Checks a catalogue that the person was given as a file, and lays it at `own`. Nothing is fetched.

    sha256, where its publisher states it, shows that the file came whole; who wrote it, it does not show.
    """
    data = content(source)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256.strip().lower():
        raise fault(source.name, "mã SHA-256 không khớp với mã đã cho")
    return _kept(data, source.name, own, newer_than)


def _kept(data: bytes, name: str, own: Path, newer_than: int) -> Catalogue:
    """What was checked is what is kept: both are the same bytes, in a file beside `own` until it is known to be good."""
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=own.parent, prefix=".models-") as folder:
            waiting = Path(folder, name)
            waiting.write_bytes(data)
            found = Catalogue(*read(waiting))
            if found.version <= newer_than:
                raise fault(name, f"phiên bản {found.version} không mới hơn phiên bản {newer_than} đang có")
            os.replace(waiting, own)
    except OSError as error:
        raise InferenceError("Không ghi được danh mục mô hình vào thư mục dữ liệu.") from error
    return found


# ---- Memory ----------------------------------------------------------------------------------------------------------


def memory_need(entry: Entry, quantization: str, context: int = CONTEXT, sequences: int = 1) -> int:
    """Bytes that the model takes while it writes: weights, caches, and the buffers for one batch, everything on the CPU.

    After llama.cpp (src/llama-kv-cache.cpp, llama-memory-recurrent.cpp, llama-context.cpp), which prints each of them
    when it loads a model: keys and values in 16 bits; recurrent states in 32; and among the compute buffers, which
    share their memory, the largest: the 32-bit logits and activations of a whole batch. The figures that the tests
    compare come from such prints and from the headers of files.
    """
    file = entry.in_quantization(quantization)
    return weights_bytes(entry, file) + sequences * state_bytes(entry, context) + compute_bytes(entry) + OVERHEAD


def weights_bytes(entry: Entry, file: ModelFile) -> int:
    """The size of the file: as known, else as the hub rounds it, else from the bits of its quantization."""
    if file.bytes is not None:
        return file.bytes
    if file.gigabytes is not None:
        return round(file.gigabytes * 1e9)
    return round(entry.parameters * 1e9 * BITS[file.quantization] / 8)


def state_bytes(entry: Entry, context: int) -> int:
    """What one text of `context` tokens keeps: caches, and the states of recurrent layers, which do not grow."""
    recurrent = entry.shape.recurrent
    state = 4 * recurrent.layers * recurrent.heads * recurrent.size**2 if recurrent else 0
    return cache_bytes(entry, context) + state


def cache_bytes(entry: Entry, context: int) -> int:
    """Keys and values in 16 bits. A window keeps room for one batch more than it looks back."""
    context = -(-context // 256) * 256
    window = entry.shape.window
    part = _cache(window, min(context, window.tokens + BATCH)) if window else 0
    return _cache(entry.shape.full, context) + part


def _cache(layers: Layers, tokens: int) -> int:
    return 2 * 2 * layers.layers * layers.heads * layers.size * tokens


def compute_bytes(entry: Entry) -> int:
    """The logits and the activations of one batch."""
    return 4 * BATCH * (entry.shape.vocabulary + entry.shape.width)


# ---- Looking for one -------------------------------------------------------------------------------------------------


def by_size(entries: Iterable[Entry]) -> list[Entry]:
    """Smallest first."""
    return sorted(entries, key=lambda entry: (entry.parameters, entry.label))


def fitting(
    entries: Iterable[Entry], free: int, context: int = CONTEXT, sequences: int = 1
) -> list[tuple[Entry, ModelFile]]:
    """Every entry that fits into `free` bytes in its largest quantization that does; largest model first."""
    found = [(entry, _largest(entry, free, context, sequences)) for entry in reversed(by_size(entries))]
    return [(entry, file) for entry, file in found if file]


def _largest(entry: Entry, free: int, context: int, sequences: int) -> ModelFile | None:
    fit = [file for file in entry.files if memory_need(entry, file.quantization, context, sequences) <= free]
    return max(fit, key=lambda file: weights_bytes(entry, file), default=None)


def search(entries: Iterable[Entry], text: str) -> list[Entry]:
    """Those that have every word of `text`, marks and capitals aside: "sea-lion 4k", "tieng viet"."""
    words = _plain(text).split()
    return [entry for entry in entries if all(word in _plain(_searched(entry)) for word in words)]


def _searched(entry: Entry) -> str:
    parts = (entry.id, entry.label, entry.family, entry.repository, entry.licence, entry.description)
    return " ".join((*parts, *(file.quantization for file in entry.files)))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
