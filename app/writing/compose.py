"""From a brief to checked candidates, streamed: the one place where a model is asked for words."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.knowledge import Knowledge
from app.viet.kinship import Pair
from app.viet.text import fold, nfc
from app.writing.brief import Brief
from app.writing.check import Finding, check, fails
from app.writing.library import Library, library_findings
from app.writing.prompt import Prompts, general_messages, mam_messages
from inference.client import Client, Stream

REWRITES = 3  # rounds in which candidates that fail their checks are written again
TOKENS = {"ngan": 90, "vua": 180, "dai": 320}
WRITING_TOKENS = 640
SAMPLING = {"temperature": 0.7, "top_p": 0.92}
VERSE_REASON = "Mầm chưa làm được thơ: hãy dùng bài trong kho lời chúc, hoặc chọn một mô hình lớn hơn."
WRITING_REASON = "Yêu cầu này vượt sức Mầm; một mô hình lớn hơn (từ 3 tỉ tham số) sẽ viết đủ các ý."
SAMPLE_LETTER = Finding("thu_mau", 0, 0, "Đây là bài mẫu của người khác: hãy thay tên và sự việc của bạn.", "nhac")
BEYOND_WORDS = 34  # e-mail briefs longer than this are beyond the embedded model


@dataclass(frozen=True)
class Candidate:
    """One text that a person may choose."""

    text: str
    source: str  # "model" or "library"
    model: str
    pair: Pair
    findings: tuple[Finding, ...]
    seconds: float


@dataclass(frozen=True)
class Started:
    """A slot begins to be written."""

    slot: int


@dataclass(frozen=True)
class Delta:
    """More text for a slot."""

    slot: int
    text: str


@dataclass(frozen=True)
class Restarted:
    """A slot's text failed its checks and is written again from nothing."""

    slot: int
    reason: str


@dataclass(frozen=True)
class Finished:
    """A slot's final text."""

    slot: int
    candidate: Candidate


@dataclass(frozen=True)
class Speed:
    """Measured speed of the model in this request."""

    tokens_per_second: float
    model: str


@dataclass(frozen=True)
class Ranked:
    """The slots, best first; the last event."""

    order: tuple[int, ...]


Event = Started | Delta | Restarted | Finished | Speed | Ranked


@dataclass(frozen=True)
class Desk:
    """Everything that composing needs beside the brief."""

    knowledge: Knowledge
    prompts: Prompts
    library: Library


def is_mam(model: str) -> bool:
    """Whether a model's name is that of the embedded one, which has its own prompt."""
    return fold(model).startswith("mam")


def beyond(brief: Brief, model: str) -> Finding | None:
    """Why the embedded model can not be expected to do this well, or None."""
    if not is_mam(model):
        return None
    if brief.kind == "thiep":
        return Finding("qua_suc", 0, 0, VERSE_REASON, "nhac") if brief.form != "loi_chuc" else None
    return Finding("qua_suc", 0, 0, WRITING_REASON, "nhac") if len(brief.note.split()) > BEYOND_WORDS else None


def compose(
    brief: Brief,
    client: Client,
    desk: Desk,
    *,
    n: int = 3,
    seed: int | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[Event]:
    """Write `n` candidates side by side; those that fail their checks are written again, a bounded number of times.

    Slots 0…n-1 are the model's, slot n is the library's best match (if there is one). Raises InferenceError
    when the model can not be reached; stops quietly, without further events, once `cancel` is set.
    """
    cancel = cancel or threading.Event()
    begun = time.monotonic()
    model = client.models()[0]
    hopeless = beyond(brief, model)
    written = 0 if hopeless and brief.kind == "thiep" else n
    done: dict[int, Candidate] = {}
    yield from _library(brief, desk, n, seed or 0, done, begun)
    slots = list(range(written))
    for round in range(REWRITES + 1):
        if not slots:
            break
        texts: dict[int, str] = {}
        yield from _stream(_ask(brief, desk, client, model, slots, seed, round), slots, texts, model, cancel)
        if cancel.is_set():
            return
        failed = []
        for slot in slots:
            candidate = _checked(texts[slot], brief, desk, model, hopeless, time.monotonic() - begun)
            if slot not in done or _badness(candidate) < _badness(done[slot]):
                done[slot] = candidate
            if fails(candidate.findings) and round < REWRITES:
                failed.append(slot)
                yield Restarted(slot, next(f.reason for f in candidate.findings if f.severity == "loi"))
            else:
                yield Finished(slot, done[slot])
        slots = failed
    yield Ranked(tuple(sorted(done, key=lambda slot: (done[slot].source == "library", _badness(done[slot]), slot))))


def _library(brief: Brief, desk: Desk, slot: int, seed: int, done: dict[int, Candidate], begun: float) -> Iterator[Event]:
    for text in desk.library.best(brief, desk.knowledge, seed=seed):
        findings = library_findings(text, brief, desk.knowledge) if brief.kind == "thiep" else (SAMPLE_LETTER,)
        done[slot] = Candidate(text, "library", "", brief.pair, findings, time.monotonic() - begun)
        yield Finished(slot, done[slot])


def _ask(
    brief: Brief, desk: Desk, client: Client, model: str, slots: Sequence[int], seed: int | None, round: int
) -> Stream:
    make = mam_messages if is_mam(model) else general_messages
    return client.chat(
        make(brief, desk.knowledge, desk.prompts),
        n=len(slots),
        max_tokens=TOKENS[brief.length] if brief.kind == "thiep" else WRITING_TOKENS,
        seed=None if seed is None else seed * 1000 + round * 100,  # the engine draws candidate i with seed + i
        **SAMPLING,
    )


def _stream(
    stream: Stream, slots: Sequence[int], texts: dict[int, str], model: str, cancel: threading.Event
) -> Iterator[Event]:
    """Pass the chunks on as events and gather each slot's text."""
    for slot in slots:
        texts[slot] = ""
        yield Started(slot)
    speed: float | None = None
    with stream, _stopping(stream, cancel):
        for chunk in stream:
            if cancel.is_set():
                return
            if chunk.text:
                slot = slots[chunk.index]
                texts[slot] += chunk.text
                yield Delta(slot, chunk.text)
            speed = chunk.tokens_per_second or speed
    if speed:
        yield Speed(speed, model)


@contextmanager
def _stopping(stream: Stream, cancel: threading.Event) -> Iterator[None]:
    """Close the stream as soon as `cancel` is set, even while the model is silent."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.03):
            if cancel.is_set():
                stream.cancel()
                return

    threading.Thread(target=watch, daemon=True, name="compose-cancel").start()
    try:
        yield
    finally:
        over.set()


def _checked(
    text: str, brief: Brief, desk: Desk, model: str, hopeless: Finding | None, seconds: float
) -> Candidate:
    clean = nfc(text).strip()
    findings = check(clean, brief, desk.knowledge)
    for finding in findings:
        if finding.repair is not None:
            clean = f"{clean[: finding.start]}{finding.repair}{clean[finding.end :]}"
            return _checked(clean, brief, desk, model, hopeless, seconds)
    extra = (hopeless,) if hopeless else ()
    return Candidate(clean, "model", model, brief.pair, (*extra, *findings), seconds)


def _badness(candidate: Candidate) -> tuple[int, int]:
    """How many faults, then how many remarks."""
    faults = sum(finding.severity == "loi" for finding in candidate.findings)
    return faults, len(candidate.findings) - faults


def recheck(candidate: Candidate, text: str, brief: Brief, knowledge: Knowledge) -> Candidate:
    """The candidate after the person edited its text."""
    read = library_findings if candidate.source == "library" else check
    return replace(candidate, text=text, findings=read(text, brief, knowledge))


def as_json(candidate: Candidate) -> dict[str, Any]:
    """The candidate as `write --json` prints it."""
    return {
        "text": candidate.text,
        "source": candidate.source,
        "model": candidate.model,
        "pair": {"goi": candidate.pair.goi, "xung": candidate.pair.xung},
        "checks": [{"code": f.code, "reason": f.reason, "severity": f.severity} for f in candidate.findings],
        "seconds": round(candidate.seconds, 3),
    }
