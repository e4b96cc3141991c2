"""Stand-ins: Mầm reads and writes "bố #1, con mừng lắm", and the person's own words are put in as the text flows.

What the model never sees it can not miscopy, and the sentence follows from what the note is for, not from words learnt by
heart (delexicalization: Wen et al. 2015, "Semantically Conditioned LSTM-based Natural Language Generation").
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.viet.text import capitalize
from app.writing.notes import Note
from inference.thinking import Heard

NAME, SENDER = 0, 9  # whom it is for, and who signs; the notes are the numbers between
SENTENCE = re.compile(r"(?:^|[.!?…\n]\s*)$")
STRAY = re.compile(r"#\d?")  # one that stands for nothing
POINTS = re.compile(r",\s+(?=[^\W\d])")


class Known(NamedTuple):
    """What a stand-in stands for: `said` behind words that the model sees (who does it, how a note begins), `whole` with them."""

    seen: str
    said: str
    whole: str

    def mark(self, number: int) -> str:
        """As the model reads it: "bố #1"."""
        return f"{self.seen} #{number}".strip()

    @classmethod
    def word(cls, word: str) -> "Known":
        """A name, or anything else of which nothing is seen."""
        return cls("", word, word)


Stands = Mapping[int, Known]  # by number


def people(name: str, sender: str = "") -> dict[int, Known]:
    """The stand-ins of the people of a text, where they are named."""
    return {number: Known.word(word) for number, word in ((NAME, name), (SENDER, sender)) if word}


def numbered(notes: Sequence[Note]) -> dict[int, Known]:
    """The stand-ins of a card's notes; more than there are numbers stay in words. A name before what is said is not seen either."""
    return {number: _known(note) for number, note in zip(range(1, SENDER), notes, strict=False)}


def _known(note: Note) -> Known:
    named = note.who != note.who.lower()
    return Known.word(note.clause) if named else Known(note.who, note.said, note.clause)


def hidden(text: str, stands: Stands) -> str | None:
    """The text with everything behind its stand-in, or None where a note is not told word for word."""
    notes = [(number, each) for number, each in stands.items() if number not in (NAME, SENDER)]
    for number, each in sorted(notes, key=lambda pair: -len(pair[1].whole)):
        for words, mark in ((each.whole, each.mark(number)), (each.said, f"#{number}")):
            start = next((at for at in (text.find(words), text.find(capitalize(words))) if at >= 0), -1)
            if start >= 0:
                first = text[start] != words[0] or SENTENCE.search(text[:start])
                text = f"{text[:start]}{capitalize(mark) if first else mark}{text[start + len(words) :]}"
                break
        else:
            return None
    for number in {NAME, SENDER} & set(stands):
        text = re.sub(rf"(?<!\w){re.escape(stands[number].whole)}(?!\w)", f"#{number}", text)
    return text


def told(text: str, stands: Stands) -> str:
    """The text with everything in words."""
    reader = Telling(stands)
    return reader.feed(text).text + reader.end()


def points(note: str) -> list[str]:
    """What a note lists."""
    return POINTS.split(note)


class Telling:
    """Reads a text as it flows and puts the words in; half a stand-in waits for the other half.

    A note that has a line to itself becomes a list of its points.
    """

    def __init__(self, stands: Stands) -> None:
        self._stands = stands
        self._forms = [form.lower() for number, each in stands.items() for form in (each.mark(number), f"#{number}")]
        seen = sorted({each.seen for each in stands.values() if each.seen}, key=len, reverse=True)
        self._mark = re.compile(rf"(?:(?<!\w)({'|'.join(map(re.escape, seen))}) )?#(\d)" if seen else r"()#(\d)", re.IGNORECASE)
        self._held = self._before = ""

    def feed(self, text: str) -> Heard:
        self._held += text
        low = self._held.lower()
        longest = max(map(len, self._forms), default=1)
        waits = next((size for size in range(min(longest - 1, len(low)), 0, -1) if self._may_begin(low[-size:])), 0)
        ready, self._held = self._held[: len(low) - waits], self._held[len(low) - waits :]
        return Heard(self._put(ready))

    def end(self) -> str:
        rest, self._held = self._held, ""
        return self._put(rest)

    def _may_begin(self, tail: str) -> bool:
        return any(form.startswith(tail) and form != tail for form in self._forms)

    def _put(self, ready: str) -> str:
        before = self._before
        self._before = (before + ready)[-8:]
        return self._mark.sub(lambda hit: self._words(hit, before + ready[: hit.start()]), ready)

    def _words(self, hit: re.Match[str], before: str) -> str:
        number, seen = int(hit[2]), hit[1] or ""
        each = self._stands.get(number)
        if each is None:
            return hit[0]
        first = SENTENCE.search(before) is not None
        if number in (NAME, SENDER):
            words = f"{seen} {each.whole}".strip()
            return capitalize(words) if first else words
        if not seen and before.endswith("\n") and len(points(each.whole)) > 2:
            return "\n".join(f"– {capitalize(point)}" for point in points(each.whole))
        whole = seen.lower() == each.seen.lower() or (first and not seen)
        if seen and each.whole.lower().startswith(seen.lower()):  # "Em xin phép làm ở nhà" of a note that begins with "Làm"
            words = f"{seen}{each.whole[len(seen) :]}"
        else:
            words = each.whole if whole else f"{seen} {each.said}".strip()
        return capitalize(words) if first or seen[:1].isupper() else words
