"""Reads a catalogue of models (TOML) into frozen entries, and says in one sentence what is wrong with a file that is not one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from inference.errors import InferenceError

# Bits that llama.cpp spends on a weight: its tools/quantize/README.md, table for Llama 3.1 8B; UD-Q4_K_M from the size of
# one of Unsloth's files. Small models keep large embeddings in more: up to a quarter above these.
BITS: Mapping[str, float] = {
    "Q2_K": 3.16,
    "Q3_K_S": 3.64,
    "Q3_K_M": 4.00,
    "Q3_K_L": 4.30,
    "IQ4_XS": 4.46,
    "IQ4_NL": 4.68,
    "Q4_0": 4.66,
    "Q4_1": 5.12,
    "Q4_K_S": 4.67,
    "Q4_K_M": 4.89,
    "UD-Q4_K_M": 4.82,
    "Q5_0": 5.59,
    "Q5_1": 6.06,
    "Q5_K_S": 5.57,
    "Q5_K_M": 5.70,
    "Q6_K": 6.56,
    "Q8_0": 8.50,
    "F16": 16.0,
    "BF16": 16.0,
}
COMMERCIAL = ("có", "không", "có điều kiện")
THINKING = ("", "enable_thinking=false", "/no_think")
LARGEST = 1 << 20  # bytes of a catalogue

ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
FILE = re.compile(r"[A-Za-z0-9][\w.-]{0,199}\.gguf", re.ASCII)  # in the repository's root, no folders
HASH, COMMIT = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{40}")
SOURCE = re.compile(r"https://[^\s<>\"]{4,500}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
LINE = re.compile(r"[^\n\r\t\x00]{1,300}")


@dataclass(frozen=True)
class ModelFile:
    """A model in one quantization. bytes: exact, or None where only the rounded `gigabytes` (10^9) or nothing is known."""

    quantization: str
    file: str
    bytes: int | None = None
    gigabytes: float | None = None
    sha256: str = ""


@dataclass(frozen=True)
class Layers:
    """Layers with `heads` of keys and values of `size`; tokens: how many they remember (0: all of the context)."""

    layers: int
    heads: int
    size: int
    tokens: int = 0


@dataclass(frozen=True)
class Shape:
    """What the memory formula needs. recurrent: layers with a state of size x size a head instead of a cache."""

    full: Layers
    width: int
    vocabulary: int
    window: Layers | None = None
    recurrent: Layers | None = None


@dataclass(frozen=True)
class Score:
    """A published result, where it stands and when it was read there."""

    score: float
    source: str
    read: date


@dataclass(frozen=True)
class Entry:
    """One model that a person may download; the fields as the head of assets/models.toml explains them."""

    id: str
    label: str
    family: str
    parameters: float  # billions
    repository: str
    licence: str
    commercial: str  # one of COMMERCIAL
    languages: tuple[str, ...]
    context: int
    thinking: str  # one of THINKING
    description: str
    shape: Shape
    files: tuple[ModelFile, ...]
    revision: str = ""
    active: float | None = None  # billions at work for one token, where only some are
    terms: str = ""
    system: bool = True
    prompt: str = ""
    vmlu: Score | None = None

    @property
    def template_arguments(self) -> dict[str, Any]:
        """What its chat template needs beside the messages, so that it answers without thinking aloud."""
        return {"enable_thinking": False} if self.thinking == "enable_thinking=false" else {}

    @property
    def message_suffix(self) -> str:
        """What the last message must end with, for the same."""
        return " /no_think" if self.thinking == "/no_think" else ""

    @property
    def names_vietnamese(self) -> bool:
        return "vi" in self.languages

    def in_quantization(self, quantization: str) -> ModelFile:
        for file in self.files:
            if file.quantization == quantization:
                return file
        raise InferenceError(f"“{self.label}” không có bản {quantization} trong danh mục.")


def read(path: Path) -> tuple[int, tuple[Entry, ...]]:
    """The version and the entries of a catalogue. InferenceError says what is wrong with it."""
    top = Row(_toml(path), path.name, "phần đầu")
    version = top.take("version", int, lambda value: value > 0)
    rows = top.take("models", list, lambda value: 0 < len(value) <= 1000)
    top.done()
    entries = tuple(entry(Row(row, path.name, f"mục thứ {number}")) for number, row in enumerate(rows, 1))
    for name in {each.id for each in entries}:
        if sum(each.id == name for each in entries) > 1:
            raise fault(path.name, f"có hai mục cùng tên {name}")
    return version, entries


def entry(row: Row) -> Entry:
    """Checks one table of [[models]]."""
    row.place = f"mục {row.take('id', str, ID)}"
    found = Entry(
        id=row.values["id"],
        repository=row.take("repository", str, REPOSITORY),
        **{name: row.take(name, str, LINE) for name in ("label", "family", "licence", "description")},
        terms=row.take("terms", str, LINE, default=""),
        commercial=row.take("commercial", str, COMMERCIAL.__contains__),
        languages=tuple(row.take("languages", list, _languages)),
        context=row.take("context", int, lambda value: 512 <= value <= 1 << 24),
        parameters=float(row.take("parameters", (int, float), _billions)),
        active=row.take("active", (int, float), _billions, default=None),
        thinking=row.take("thinking", str, THINKING.__contains__),
        revision=row.take("revision", str, COMMIT, default=""),
        system=row.take("system", bool, default=True),
        prompt=row.take("prompt", str, lambda value: value.count("{text}") == 1, default=""),
        shape=_shape(row.inner("shape")),
        vmlu=_score(row.inner("vmlu")) if "vmlu" in row.values else None,
        files=tuple(_file(each) for each in row.rows("files")),
    )
    row.done()
    if found.commercial != "có" and not found.terms:
        raise row.fault("thiếu “terms”")
    if len({file.quantization for file in found.files}) < len(found.files):
        raise row.fault("có hai tệp cùng mức lượng tử hoá")
    return found


class Row:
    """One table of the file: takes its fields one by one, each checked, and knows what was left untaken."""

    def __init__(self, values: Any, file: str, place: str) -> None:
        self.file, self.place, self.taken = file, place, set[str]()
        if not isinstance(values, dict):
            raise self.fault("không phải là một bảng")
        self.values: dict[str, Any] = values

    def take(
        self, name: str, kind: Any, check: re.Pattern[str] | Callable[[Any], bool] | None = None, **default: Any
    ) -> Any:
        self.taken.add(name)
        if name not in self.values:
            if "default" in default:
                return default["default"]
            raise self.fault(f"thiếu “{name}”")
        value = self.values[name]
        right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if not right or (check and not (check.fullmatch(value) if isinstance(check, re.Pattern) else check(value))):
            raise self.fault(f"“{name}” không hợp lệ")
        return value

    def inner(self, name: str) -> Row:
        return Row(self.take(name, dict), self.file, f"{self.place}, “{name}”")

    def rows(self, name: str) -> list[Row]:
        values = self.take(name, list, lambda value: 0 < len(value) <= 50)
        return [Row(value, self.file, f"{self.place}, “{name}”") for value in values]

    def done(self) -> None:
        if unknown := sorted(set(self.values) - self.taken):
            raise self.fault(f"có trường lạ “{unknown[0]}”", "Có thể danh mục dành cho bản mới hơn của chương trình.")

    def fault(self, what: str, hint: str = "") -> InferenceError:
        return fault(self.file, f"{self.place} {what}", hint)


def fault(file: str, what: str, hint: str = "") -> InferenceError:
    """The one sentence for a catalogue that cannot be used."""
    return InferenceError(f"Danh mục mô hình “{file}” không dùng được: {what}.", hint)


def content(path: Path) -> bytes:
    """What stands in a catalogue's file, unless it is too long to be one."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise fault(path.name, "không mở được tệp") from error
    if len(data) > LARGEST:
        raise fault(path.name, "tệp lớn hơn 1 MB")
    return data


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content(path).decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise fault(path.name, "tệp không đúng khuôn TOML") from error


def _file(row: Row) -> ModelFile:
    found = ModelFile(
        quantization=row.take("quantization", str, BITS.__contains__),
        file=row.take("file", str, FILE),
        bytes=row.take("bytes", int, _positive, default=None),
        gigabytes=row.take("gigabytes", (int, float), lambda value: 0 < value < 2000, default=None),
        sha256=row.take("sha256", str, HASH, default=""),
    )
    row.done()
    return found


def _shape(row: Row) -> Shape:
    full = Layers(*(row.take(name, int, _positive) for name in ("layers", "heads", "size")))
    window, recurrent = (row.inner(name) if name in row.values else None for name in ("window", "recurrent"))
    found = Shape(
        full,
        width=row.take("width", int, _positive),
        vocabulary=row.take("vocabulary", int, _positive),
        window=_layers(window, "layers", "heads", "size", "tokens") if window else None,
        recurrent=_layers(recurrent, "layers", "heads", "size") if recurrent else None,
    )
    row.done()
    return found


def _layers(row: Row, *names: str) -> Layers:
    found = Layers(**{name: row.take(name, int, _positive) for name in names})
    row.done()
    return found


def _score(row: Row) -> Score:
    score = row.take("score", (int, float), lambda value: 0 <= value <= 100)
    found = Score(float(score), row.take("source", str, SOURCE), row.take("read", date))
    row.done()
    return found


def _positive(value: int) -> bool:
    return 0 < value < 1 << 45


def _billions(value: float) -> bool:
    return 0 < value < 2000


def _languages(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(each, str) and LANGUAGE.fullmatch(each) for each in value)
