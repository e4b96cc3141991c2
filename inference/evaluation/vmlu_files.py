"""The official files of VMLU: questions read from dev.jsonl, valid.jsonl and test.jsonl, their subjects, the prompt.

After https://github.com/ZaloAI-Jaist/VMLU (read 2026-11-26): the README's format and table of 58 subjects (the number stands
in front of every id; dataset_stat.csv there numbers an older edition), the zero-shot prompt of code_benchmark/test_gpt.py.
The data set itself is not shipped: people fetch it from https://vmlu.ai.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inference.errors import InferenceError

LETTERS = "ABCDE"
PROMPT_VERSION = "vmlu-zero-shot-1"
ASKED = "Chỉ đưa ra chữ cái đứng trước câu trả lời đúng (A, B, C, D hoặc E) của câu hỏi trắc nghiệm sau: \n"
SPLITS = ("valid", "dev", "test")  # those with answers first
ID = re.compile(r"(\d{1,2})-\d+")
FETCH = "Tải bộ câu hỏi ở https://vmlu.ai rồi chọn thư mục đã giải nén."


@dataclass(frozen=True)
class Subject:
    """One of the 58. group: one of GROUPS."""

    number: int
    group: str
    name: str
    vietnamese: str


@dataclass(frozen=True)
class Question:
    """choices as they stand in the file, "A. …"; answer: "" in the test set."""

    id: str
    question: str
    choices: tuple[str, ...]
    answer: str = ""

    @property
    def subject(self) -> int:
        return int(self.id.partition("-")[0])

    @property
    def letters(self) -> str:
        return LETTERS[: len(self.choices)]

    @property
    def prompt(self) -> str:
        """The official zero-shot prompt, to the last space."""
        return f"{ASKED}{self.question}\n\n" + "\n".join(self.choices) + "\nĐáp án: "


@dataclass(frozen=True)
class Paper:
    """Questions of one file. faults: a sentence for every line that is none, left out."""

    name: str
    questions: tuple[Question, ...]
    faults: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether it can be scored here: every question has its answer."""
        return all(question.answer for question in self.questions)

    @property
    def hash(self) -> str:
        """Of what is asked: another edition of the file is another run."""
        rows = [[question.id, question.question, *question.choices] for question in self.questions]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


@cache
def subjects() -> dict[int, Subject]:
    """All 58 by their number."""
    rows = Path(__file__).with_name("vmlu_subjects.tsv").read_text(encoding="utf-8").splitlines()
    found = (Subject(int(number), *rest) for number, *rest in (row.split("\t") for row in rows))
    return {subject.number: subject for subject in found}


def read(place: Path, split: str = "") -> Paper:
    """A JSONL file, or of a folder the one of `split` (the first there is of SPLITS). InferenceError if nothing can be asked."""
    path = _file(place, split)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InferenceError(f"Không đọc được tệp câu hỏi “{path.name}”.", FETCH) from error
    questions: dict[str, Question] = {}
    faults = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                one = _question(line, questions)
                questions[one.id] = one
            except ValueError as error:
                faults.append(f"{path.name}, dòng {number}: {error}.")
    if not questions:
        raise InferenceError(f"“{path.name}” không có câu hỏi nào theo khuôn VMLU.", faults[0] if faults else FETCH)
    return Paper(path.stem, tuple(questions.values()), tuple(faults))


def _file(place: Path, split: str) -> Path:
    if not place.is_dir():
        if not place.exists():
            raise InferenceError(f"Không có tệp hay thư mục “{place}”.", FETCH)
        return place
    names = [split] if split else list(SPLITS)
    for name in names:
        if found := sorted(place.rglob(f"{name}.jsonl")):
            return found[0]
    wanted = " hoặc ".join(f"{name}.jsonl" for name in names)
    raise InferenceError(f"Trong “{place.name}” không có {wanted}.", FETCH)


def _question(line: str, known: Iterable[str]) -> Question:
    """ValueError says in Vietnamese what is wrong with the line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("không phải JSON") from None
    if not isinstance(row, dict):
        raise ValueError("không phải một đối tượng JSON")
    id, asked, answer = _text(row, "id"), _text(row, "question"), _text(row, "answer", needed=False)
    match = ID.fullmatch(id)
    if not match or int(match[1]) not in subjects():
        raise ValueError(f"mã “{id[:40]}” không có dạng 01-0001 với số môn từ 01 đến 58")
    if id in known:
        raise ValueError(f"mã {id} đã có ở dòng trước")
    made = Question(id, asked, _choices(row.get("choices")), answer.upper())
    if made.answer and made.answer not in made.letters:
        raise ValueError(f"đáp án “{answer[:40]}” không phải một trong {', '.join(made.letters)}")
    return made


def _text(row: dict[str, Any], name: str, *, needed: bool = True) -> str:
    value = row.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"thiếu “{name}”")
    text = unicodedata.normalize("NFC", value)
    return text if name == "question" else text.strip()


def _choices(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 2 <= len(value) <= len(LETTERS) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"“choices” phải có từ 2 đến {len(LETTERS)} lựa chọn")
    return tuple(unicodedata.normalize("NFC", each) for each in value)
