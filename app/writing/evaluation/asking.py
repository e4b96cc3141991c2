"""Asks a model as the app does: one raw sample, the candidates that a person gets, and samples by the hundred."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.writing.brief import Brief
from app.writing.check import Finding, check
from app.writing.compose import Candidate, Desk, Finished, Ranked, compose, manner
from app.writing.evaluation.briefs import Asked
from app.writing.note_table import note_table
from app.writing.notes import settled
from app.writing.request import ask
from inference.client import Client


class NamedClient(Client):
    """A client of a server with several models, of which only one is meant."""

    def __init__(self, base_url: str, key: str, name: str, http: Any = None) -> None:
        """http: how to get out of this machine, as Client has it."""
        super().__init__(base_url, key, model=name, timeout=600, http=http)
        self._name = name

    def models(self) -> list[str]:
        """Only the one: by its name the app knows how to ask."""
        return [self._name]


@dataclass(frozen=True)
class Answer:
    """One text, what the person would be shown of it, and how long it took."""

    text: str
    shown: tuple[Finding, ...]
    seconds: float


def single(brief: Brief, client: Client, desk: Desk, seed: int) -> Answer:
    """The model's first words, as they come."""
    begun = time.monotonic()
    text = _samples(brief, client, desk, 1, seed)[0]
    seconds = time.monotonic() - begun
    rules, read = manner(client.models()[0]).rules, settled(brief, note_table())
    shown = (*check(text, read, desk.knowledge), *rules(text, read, desk.knowledge.checks))
    return Answer(text, shown, seconds)


def candidates(brief: Brief, client: Client, desk: Desk, seed: int) -> tuple[list[Candidate], float]:
    """The model's candidates as a person gets them, best first, and the seconds that they took."""
    begun = time.monotonic()
    found: dict[int, Candidate] = {}
    order: Sequence[int] = ()
    for event in compose(brief, client, desk, seed=seed):
        match event:
            case Finished(slot, candidate):
                found[slot] = candidate
            case Ranked(slots):
                order = slots
    written = [found[slot] for slot in order if found[slot].source == "model"]
    return written, time.monotonic() - begun


def best(written: Sequence[Candidate], seconds: float) -> Answer:
    """The text on top; an empty one where the model was not let write."""
    return Answer(written[0].text, written[0].findings, seconds) if written else Answer("", (), seconds)


def many(asked: Sequence[Asked], client: Client, desk: Desk, count: int, seed: int) -> Iterator[tuple[Brief, str]]:
    """`count` raw samples, spread evenly over the requests."""
    each, more = divmod(count, len(asked))
    for number, one in enumerate(random.Random(seed).sample(asked, len(asked))):
        n = each + (number < more)
        for text in _samples(one.brief, client, desk, n, seed + 1000 * number) if n else ():
            yield one.brief, text


def _samples(brief: Brief, client: Client, desk: Desk, n: int, seed: int) -> list[str]:
    model = client.models()[0]
    brief = settled(brief, note_table())
    request = ask(brief, desk, client, model, count=n, seed=seed)
    texts, readers = [""] * n, [request.reader() for _ in range(n)]
    with request.stream as stream:
        for chunk in stream:
            if chunk.text:
                text, again = readers[chunk.index].feed(chunk.text)
                texts[chunk.index] = text if again else texts[chunk.index] + text
    return [(text + reader.end()).strip() for text, reader in zip(texts, readers, strict=True)]
