"""From a brief to checked candidates, streamed: the one place where a model is asked for words."""

import re
import threading
import time
from collections.abc import Callable, Container, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.knowledge import Knowledge
from app.viet.kinship import Pair
from app.viet.text import fold, nfc, sentences
from app.writing.brief import Brief
from app.writing.check import Checks, Finding, check, fails
from app.writing.check_copy import copied, miscopied
from app.writing.check_mam import mam_findings
from app.writing.confidence import Piece, Weakest, weakest
from app.writing.library import Library, library_findings, persons_said, telling, told
from app.writing.note_table import note_table
from app.writing.notes import settled
from app.writing.prompt import Prompts, general_messages, mam_messages
from app.writing.used import mark
from inference.client import Client, Stream

REWRITES = 2  # rounds in which candidates that fail their checks are written again
TOKENS = {"ngan": 90, "vua": 180, "dai": 320}
WRITING_TOKENS = 640
VERSE_REASON = "Mầm chưa làm được thơ: hãy dùng bài trong kho lời chúc, hoặc chọn một mô hình lớn hơn."
WRITING_REASON = "Yêu cầu này vượt sức Mầm; một mô hình lớn hơn (từ 3 tỉ tham số) sẽ viết đủ các ý."
CARD_REASON = "Mầm chưa viết trọn ý này: hãy sửa chỗ gạch chân, ghi chi tiết ngắn hơn, hoặc chọn một mô hình lớn hơn."
UNSURE_REASON = "Mầm không chắc ở đoạn này: hãy đọc kỹ, sửa lại hoặc bấm Viết lại."
SAMPLE_LETTER = Finding("thu_mau", 0, 0, "Đây là bài mẫu của người khác: hãy thay tên và sự việc của bạn.", "nhac")
USED = Finding("da_dung", 0, 0, "Lời này đã dùng cho chính người này.", "loi")
MOST_REPAIRS = 12
MOST_AT_ONCE = 12  # drafts that the server writes for one request
POINT = re.compile(r"(?m)^– \w")  # a point of a list begins with a capital
HEAD = re.compile(r"(?m)^[ \t]+")  # no line begins with a space
BEYOND_WORDS = 34  # e-mail briefs longer than this are beyond the embedded model


@dataclass(frozen=True)
class Manner:
    """How a model is asked and judged: its prompt, its sampling, and the spare drafts written unseen beside those on show.

    A text whose weakest stretch (app.writing.confidence) has a lower mean logprob than `sure` counts as faulty; `rules`
    are asked of this model's texts beside the checker's.
    """

    messages: Callable[[Brief, Knowledge, Prompts], list[dict[str, str]]]
    sampling: Mapping[str, Any]
    spares: int
    sure: float
    rules: Callable[[str, Brief, Checks], tuple[Finding, ...]]


# Only tokens at least a fifth as likely as the likeliest: the choice between clauses stays free, the middle of one does
# not (min-p sampling, Nguyen et al. 2024).
EMBEDDED = Manner(
    mam_messages,
    {"temperature": 1.0, "top_p": 1.0, "min_p": 0.2, "logprobs": True},
    spares=9,
    sure=-0.55,
    rules=mam_findings,
)
OTHER = Manner(
    general_messages,
    {"temperature": 0.8, "top_p": 0.95},
    spares=0,
    sure=float("-inf"),
    rules=lambda _text, _brief, _checks: (),
)


@dataclass(frozen=True)
class Candidate:
    """One text that a person may choose."""

    text: str
    source: str  # "model" or "library"
    model: str
    pair: Pair
    findings: tuple[Finding, ...]
    seconds: float
    logprob: float = 0.0  # of the weakest stretch
    template: str = ""  # of a library text, before the pair was put in


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
class Beyond:
    """The embedded model wrote nothing without a fault: what a person can do."""

    reason: str


@dataclass(frozen=True)
class Ranked:
    """The slots, best first; the last event."""

    order: tuple[int, ...]


Event = Started | Delta | Restarted | Finished | Speed | Beyond | Ranked


@dataclass(frozen=True)
class Desk:
    """Everything that composing needs beside the brief."""

    knowledge: Knowledge
    prompts: Prompts
    library: Library
    used: Container[str] = ()  # marks (app.writing.used) of texts that this recipient was given already


def is_mam(model: str) -> bool:
    """Whether a model's name is that of the embedded one, which has its own prompt."""
    return fold(model).startswith("mam")


def manner(model: str) -> Manner:
    """How a model of this name is asked."""
    return EMBEDDED if is_mam(model) else OTHER


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

    Slots 0…n-1 are the model's, slot n is the library's best match (if there is one), which comes first: it is there
    even if the model then can not be reached, which raises InferenceError. Stops quietly, without further events, once
    `cancel` is set.
    """
    cancel = cancel or threading.Event()
    begun = time.monotonic()
    brief = settled(brief, note_table()) if brief.details else brief
    done: dict[int, Candidate] = {}
    yield from _library(brief, desk, n, seed or 0, done, begun)
    model = client.models()[0]
    hopeless = beyond(brief, model)
    slots = list(range(0 if hopeless and brief.kind == "thiep" else n))
    for round in range(REWRITES + 1):
        if not slots:
            break
        count = max(len(slots), min(MOST_AT_ONCE, len(slots) + manner(model).spares))
        stream = _ask(brief, desk, client, model, count, None if seed is None else seed * 1000 + round * 100)
        drafts = yield from _stream(stream, slots, count, model, cancel)
        if cancel.is_set():
            return
        checked = [_checked(draft, brief, desk, model, hopeless, time.monotonic() - begun) for draft in drafts]
        kept = _settle(slots, checked, done)
        for slot in slots:
            if slot in kept or round == REWRITES:
                yield Finished(slot, done[slot])
            else:
                yield Restarted(slot, next(f.reason for f in done[slot].findings if f.severity == "loi"))
        slots = [slot for slot in slots if slot not in kept]
    written = [candidate for candidate in done.values() if candidate.source == "model"]
    if is_mam(model) and written and all(fails(candidate.findings) for candidate in written):
        yield Beyond(_beyond_reason(brief))
    yield Ranked(_order(done))


def _settle(slots: Sequence[int], drafts: Sequence[Candidate], done: dict[int, Candidate]) -> set[int]:
    """Put the best draft into each slot, its own first; the slots whose text is good are returned.

    A good draft gives way to one that has fewer sentences in common with the other slots' texts.
    """
    kept: set[int] = set()
    spare = sorted(drafts[len(slots) :], key=_badness)
    for slot, own in zip(slots, drafts, strict=False):
        others = [done[other].text for other in done if other != slot]
        usable = [own, *(draft for draft in spare if draft.text not in others)]
        good = [draft for draft in usable if not fails(draft.findings)]
        said = {sentence for other in others for sentence in sentences(other)}
        best = min(good, key=lambda draft: len(said & set(sentences(draft.text))), default=None)
        best = best or min(usable, key=_badness)
        if slot not in done or _badness(best) < _badness(done[slot]):
            done[slot] = best
        if best in spare:
            spare.remove(best)
        if not fails(done[slot].findings):
            kept.add(slot)
    return kept


def _order(done: Mapping[int, Candidate]) -> tuple[int, ...]:
    """The slots, best first, the library last; of two that say the very same, one."""
    ranked = sorted(done, key=lambda slot: (done[slot].source == "library", _badness(done[slot]), slot))
    first = {done[slot].text: slot for slot in reversed(ranked)}
    return tuple(slot for slot in ranked if first[done[slot].text] == slot)


def from_library(brief: Brief, desk: Desk, *, n: int = 3) -> Iterator[Event]:
    """What compose() offers of the library alone, for want of a model."""
    done: dict[int, Candidate] = {}
    brief = settled(brief, note_table()) if brief.details else brief
    yield from _library(brief, desk, n, 0, done, time.monotonic())
    yield Ranked(_order(done))


def _library(brief: Brief, desk: Desk, slot: int, seed: int, done: dict[int, Candidate], begun: float) -> Iterator[Event]:
    for item, text in desk.library.matches(brief, desk.knowledge, seed=seed, used=desk.used):
        facts = [fact for fact, known in told(item, brief, persons_said(desk.knowledge)) if not known]
        remarks = (*library_findings(text, brief, desk.knowledge), *telling(facts))
        findings = remarks if brief.kind == "thiep" else (SAMPLE_LETTER,)
        done[slot] = Candidate(text, "library", "", brief.pair, findings, time.monotonic() - begun, template=item.text)
        yield Finished(slot, done[slot])


def _ask(brief: Brief, desk: Desk, client: Client, model: str, count: int, seed: int | None) -> Stream:
    ways = manner(model)
    return client.chat(
        ways.messages(brief, desk.knowledge, desk.prompts),
        n=count,
        max_tokens=TOKENS[brief.length] if brief.kind == "thiep" else WRITING_TOKENS,
        seed=seed,  # the engine draws candidate i with seed + i
        **ways.sampling,
    )


def _stream(
    stream: Stream, slots: Sequence[int], count: int, model: str, cancel: threading.Event
) -> Generator[Event, None, list[list[Piece]]]:
    """Pass the chunks of the first drafts on as the slots' events; returns all `count` drafts in pieces."""
    drafts: list[list[Piece]] = [[] for _ in range(count)]
    for slot in slots:
        yield Started(slot)
    speed: float | None = None
    with stream, _stopping(stream, cancel):
        for chunk in stream:
            if cancel.is_set():
                return drafts
            if chunk.text or chunk.logprobs:
                drafts[chunk.index].append((chunk.text, chunk.logprobs))
            if chunk.text and chunk.index < len(slots):
                yield Delta(slots[chunk.index], chunk.text)
            speed = chunk.tokens_per_second or speed
    if speed:
        yield Speed(speed, model)
    return drafts


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
    draft: Sequence[Piece], brief: Brief, desk: Desk, model: str, hopeless: Finding | None, seconds: float
) -> Candidate:
    raw = "".join(text for text, _ in draft)
    written = nfc(raw).strip()
    clean, mended = _recopied(written, brief)
    before = len(raw) - len(raw.lstrip())
    settled = [(start + before, end + before) for start, end in (*mended, *copied(written, brief))]
    found = weakest(draft, settled) or Weakest(0.0, 0, 0)
    ways = manner(model)
    clean, findings = _repaired(clean, brief, desk, ways)
    remarks = [*findings]
    if found.logprob < ways.sure:
        remarks.append(_unsure(clean, nfc(raw[found.start : found.end]).strip()))
    if desk.used and mark(clean) in desk.used:
        remarks.append(USED)
    if is_mam(model) and fails(tuple(remarks)):
        hopeless = hopeless or Finding("qua_suc", 0, 0, _beyond_reason(brief), "nhac")
    extra = (hopeless,) if hopeless else ()
    return Candidate(clean, "model", model, brief.pair, (*extra, *remarks), seconds, found.logprob)


def _beyond_reason(brief: Brief) -> str:
    return CARD_REASON if brief.kind == "thiep" else WRITING_REASON


def _recopied(text: str, brief: Brief) -> tuple[str, list[tuple[int, int]]]:
    """The text with the request's own words where it copied them wrong, and the stretches that were mended."""
    found = sorted(miscopied(text, brief), key=lambda finding: finding.start)
    for finding in reversed(found):
        text = f"{text[: finding.start]}{finding.repair}{text[finding.end :]}"
    text = POINT.sub(lambda hit: hit[0].upper(), HEAD.sub("", text))
    return text, [(finding.start, finding.end) for finding in found]


def _repaired(text: str, brief: Brief, desk: Desk, ways: Manner) -> tuple[str, tuple[Finding, ...]]:
    """The text with everything mended that has a repair, and what is still found."""

    def found(text: str) -> tuple[Finding, ...]:
        return (*check(text, brief, desk.knowledge), *ways.rules(text, brief, desk.knowledge.checks))

    findings = found(text)
    for _ in range(MOST_REPAIRS):
        mend = next((finding for finding in findings if finding.repair is not None), None)
        if mend is None:
            break
        text = f"{text[: mend.start]}{mend.repair}{text[mend.end :]}"
        findings = found(text)
    return text, findings


def _unsure(text: str, stretch: str) -> Finding:
    """The finding for a stretch that the model was not sure of, underlined where it still stands."""
    start = max(0, text.find(stretch))
    return Finding("khong_chac", start, start + len(stretch), UNSURE_REASON, "loi")


def _badness(candidate: Candidate) -> tuple[int, int, float]:
    """How many faults, then how many remarks, then how unsure."""
    faults = sum(finding.severity == "loi" for finding in candidate.findings)
    return faults, len(candidate.findings) - faults, -candidate.logprob


def first_sound(candidates: Sequence[Candidate]) -> Candidate:
    """The best that has no fault, else the best."""
    return next((candidate for candidate in candidates if not fails(candidate.findings)), candidates[0])


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
