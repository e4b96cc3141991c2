"""From a brief to checked candidates, streamed: the one place where a model is asked for words."""

import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from app.knowledge import Knowledge
from app.viet.text import nfc, sentences
from app.writing.brief import Brief
from app.writing.check import Finding, check, fails
from app.writing.check_copy import copied, miscopied
from app.writing.confidence import Piece, Weakest, weakest
from app.writing.desk import Desk
from app.writing.events import Beyond, Candidate, Delta, Event, Finished, Ranked, Restarted, Speed, Started
from app.writing.learnt import plainly, strange, unlearnt, unlearnt_letter
from app.writing.library import library_findings, persons_said, telling, told
from app.writing.manners import Manner, beyond, beyond_reason, is_mam, manner
from app.writing.note_table import note_table
from app.writing.notes import settled
from app.writing.request import Reads, Request, ask
from app.writing.used import mark
from inference.client import Client, Stream

REWRITES = 2  # rounds in which candidates that fail their checks are written again
UNSURE_REASON = "Mầm không chắc ở đoạn này: hãy đọc kỹ, sửa lại hoặc bấm Viết lại."
SAMPLE_LETTER = Finding("thu_mau", 0, 0, "Đây là bài mẫu của người khác: hãy thay tên và sự việc của bạn.", "nhac")
CLOSER = "Mầm viết lại cho sát ý hơn."
THOUGHT_REASON = "Mô hình suy nghĩ xong, bắt đầu viết."
EXAMPLE = Finding("chep_mau", 0, 0, "Bài này chép lại lời mẫu: hãy để mô hình viết lời khác.", "loi")
USED = Finding("da_dung", 0, 0, "Lời này đã dùng cho chính người này.", "loi")
MOST_REPAIRS = 12
MOST_AT_ONCE = 12  # drafts that the server writes for one request
POINT = re.compile(r"(?m)^– \w")  # a point of a list begins with a capital
HEAD = re.compile(r"(?m)^[ \t]+")  # no line begins with a space


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

    Of a letter Mầm writes the first with the note passed on as it is, the others in words of its own, and passes it on
    where those fail.

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
    waiting = [(0, slots[:1], True), (0, slots[1:], False)] if is_mam(model) and brief.kind != "thiep" else [(0, slots, True)]
    spares = manner(model).spares // len(waiting)
    for round, slots, faithful in waiting:  # grows by those that failed
        if not slots:
            continue
        count = max(len(slots), min(MOST_AT_ONCE, len(slots) + spares))
        drawn = None if seed is None else seed * 1000 + round * 100 + (0 if faithful else 50)
        asking = partial(ask, brief, desk, client, model, avoid=_offered(done), faithful=faithful)
        request = asking(count=count, seed=drawn)
        drafts = yield from _stream(request.stream, slots, [request.reader() for _ in range(count)], model, cancel)
        if _answered_once(drafts):
            del drafts[len(slots) :]
            for index in range(1, len(slots)):
                if cancel.is_set():
                    return
                stream = asking(count=1, seed=None if drawn is None else drawn + index).stream
                drafts[index] = (yield from _stream(stream, slots[index : index + 1], [request.reader()], model, cancel))[0]
        if cancel.is_set():
            return
        seconds = time.monotonic() - begun
        checked = [_checked(draft, brief, desk, model, request, hopeless, seconds) for draft in drafts]
        kept = _settle(slots, checked, done)
        if brief.kind == "thiep" or request.faithful:
            kept -= {slot for slot in kept if done[slot].unlearnt}
        for slot in slots:
            if slot in kept or round == REWRITES:
                yield Finished(slot, done[slot])
            else:
                yield Restarted(slot, next((f.reason for f in done[slot].findings if f.severity == "loi"), CLOSER))
        if round < REWRITES:
            waiting.append((round + 1, [slot for slot in slots if slot not in kept], True))
    written = [candidate for candidate in done.values() if candidate.source == "model"]
    if is_mam(model) and written and all(fails(candidate.findings) for candidate in written):
        yield Beyond(beyond_reason(brief))
    yield Ranked(_order(done))


def _settle(slots: Sequence[int], drafts: Sequence[Candidate], done: dict[int, Candidate]) -> set[int]:
    """Put the best draft into each slot, its own first; the slots whose text is good are returned.

    A good draft gives way to one that tells more notes as it was taught to, and then to one that has fewer sentences in
    common with the other slots' texts.
    """
    kept: set[int] = set()
    spare = sorted(drafts[len(slots) :], key=_badness)
    for slot, own in zip(slots, drafts, strict=False):
        others = [done[other].text for other in done if other != slot]
        usable = [own, *(draft for draft in spare if draft.text not in others)]
        good = [draft for draft in usable if not fails(draft.findings)]
        said = {sentence for other in others for sentence in sentences(other)}
        best = min(good, key=lambda draft: (draft.unlearnt, len(said & set(sentences(draft.text)))), default=None)
        best = best or min(usable, key=_badness)
        if slot not in done or _badness(best)[:3] < _badness(done[slot])[:3]:
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


def _library(
    brief: Brief, desk: Desk, slot: int, seed: int, done: dict[int, Candidate], begun: float
) -> Iterator[Event]:
    for item, text in desk.library.matches(brief, desk.knowledge, seed=seed, used=desk.used):
        facts = [fact for fact, known in told(item, brief, persons_said(desk.knowledge)) if not known]
        remarks = (*library_findings(text, brief, desk.knowledge), *telling(facts))
        findings = remarks if brief.kind == "thiep" else (SAMPLE_LETTER,)
        done[slot] = Candidate(text, "library", "", brief.pair, findings, time.monotonic() - begun, template=item.text)
        yield Finished(slot, done[slot])


def _offered(done: Mapping[int, Candidate]) -> frozenset[str]:
    """Marks of the library's texts on show: what stands beside a model's texts does not stand in its prompt."""
    shown = [candidate for candidate in done.values() if candidate.source == "library"]
    return frozenset(mark(text) for candidate in shown for text in (candidate.text, candidate.template))


def _stream(
    stream: Stream, slots: Sequence[int], readers: Sequence[Reads], model: str, cancel: threading.Event
) -> Generator[Event, None, list[list[Piece]]]:
    """Pass the chunks of the first drafts on as the slots' events; returns all drafts, one a reader, in pieces."""
    drafts: list[list[Piece]] = [[] for _ in readers]
    for slot in slots:
        yield Started(slot)
    speed: float | None = None
    with stream, _stopping(stream, cancel):
        for chunk in stream:
            if cancel.is_set():
                return drafts
            speed = chunk.tokens_per_second or speed
            if not (chunk.text or chunk.logprobs):
                continue
            text, again = readers[chunk.index].feed(chunk.text)
            if again:
                drafts[chunk.index].clear()
            drafts[chunk.index].append((text, chunk.logprobs))
            if chunk.index < len(slots):
                yield from _news(slots[chunk.index], text, again)
    for index, reader in enumerate(readers):
        drafts[index].append((rest := reader.end(), ()))
        if index < len(slots):
            yield from _news(slots[index], rest, again=False)
    if speed:
        yield Speed(speed, model)
    return drafts


def _news(slot: int, text: str, again: bool) -> Iterator[Event]:
    if again:
        yield Restarted(slot, THOUGHT_REASON)
    if text:
        yield Delta(slot, text)


def _answered_once(drafts: Sequence[Sequence[Piece]]) -> bool:
    """Whether the others are to be asked for one by one: some servers (Ollama) write one answer, however many are wanted."""
    said = [any(text for text, _ in draft) for draft in drafts]
    return said[0] and not any(said[1:])


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
    draft: Sequence[Piece],
    brief: Brief,
    desk: Desk,
    model: str,
    request: Request,
    hopeless: Finding | None,
    seconds: float,
) -> Candidate:
    raw = "".join(text for text, _ in draft)
    written = nfc(raw).strip()
    clean, mended = _recopied(written, brief)
    before = len(raw) - len(raw.lstrip())
    settled = [(start + before, end + before) for start, end in (*mended, *copied(written, brief))]
    found = weakest(draft, settled) or Weakest(0.0, 0, 0)
    ways = manner(model)
    if is_mam(model) and brief.kind == "thiep" and brief.details:
        clean = plainly(clean, brief)
    clean, findings = _repaired(clean, brief, desk, ways)
    remarks = [*findings]
    if found.logprob < ways.sure:
        remarks.append(_unsure(clean, nfc(raw[found.start : found.end]).strip()))
    if desk.used and mark(clean) in desk.used:
        remarks.append(USED)
    if _is_one_of(clean, request.examples):
        remarks.append(EXAMPLE)
    if is_mam(model) and fails(tuple(remarks)):
        hopeless = hopeless or Finding("qua_suc", 0, 0, beyond_reason(brief), "nhac")
    extra = (hopeless,) if hopeless else ()
    made = _own_words(clean, brief, desk, request) if is_mam(model) else 0
    return Candidate(clean, "model", model, brief.pair, (*extra, *remarks), seconds, found.logprob, unlearnt=made)


def _own_words(text: str, brief: Brief, desk: Desk, request: Request) -> int:
    """How many sentences are of Mầm's own making, or were written for other days, people and tones."""
    if brief.kind == "thiep":
        return unlearnt(text, brief) + strange(text, brief, desk.knowledge)
    return unlearnt_letter(text, brief) if request.faithful else 2  # what it tells in its own words comes last


def _is_one_of(text: str, examples: Sequence[str]) -> bool:
    """Whether more than half of a text is what an example says, sentence by sentence."""
    said = [mark(sentence) for sentence in sentences(text)]
    known = {mark(sentence) for example in examples for sentence in sentences(example)}
    return 2 * sum(each in known for each in said) > len(said)


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


def _badness(candidate: Candidate) -> tuple[int, int, int, float]:
    """How many faults, then how many remarks, then how many notes in sentences of its own making, then how unsure."""
    faults = sum(finding.severity == "loi" for finding in candidate.findings)
    return faults, len(candidate.findings) - faults, candidate.unlearnt, -candidate.logprob


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
