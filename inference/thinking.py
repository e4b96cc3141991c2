"""What a model thinks aloud before it answers is no part of the answer: cut out of a stream, wherever its chunks break."""

from __future__ import annotations

from typing import NamedTuple

MARKS = (
    ("<think>", "</think>"),  # Qwen, DeepSeek, GLM, SmolLM
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<reasoning>", "</reasoning>"),
    ("<seed:think>", "</seed:think>"),
    ("[THINK]", "[/THINK]"),  # Mistral
    ("◁think▷", "◁/think▷"),  # Kimi
    ("<|START_THINKING|>", "<|END_THINKING|>"),  # Cohere
    ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),  # gpt-oss
    ("<|channel>thought", "<channel|>"),  # Gemma
)
_CLOSES = dict(MARKS)
_BEGINNINGS = tuple(mark for pair in MARKS for mark in pair)


class Heard(NamedTuple):
    """More of the answer. `again`: what was heard before was thinking too, and is to be forgotten."""

    text: str
    again: bool = False


class Thinking:
    """One answer as it streams; holds back no more than what may be the beginning of a mark, and spaces before the first word.

    A template may open the block itself, so that only its end arrives: then all that was heard before it goes.
    """

    def __init__(self) -> None:
        self._held = ""
        self._close = ""  # the mark that ends the block we are in
        self._said = False

    def feed(self, text: str) -> Heard:
        rest, out, again = self._held + text, "", False
        while True:
            marks = (self._close,) if self._close else _BEGINNINGS
            place, mark = min(
                ((at, mark) for mark in marks if (at := rest.find(mark)) >= 0), default=(-1, ""), key=_first
            )
            if place < 0:
                break
            before, rest = rest[:place], rest[place + len(mark) :]
            if not self._close:
                out += self._heard(before)
            if mark in _CLOSES:
                self._close = _CLOSES[mark]
            elif self._close:
                self._close = ""
            else:
                again, out = again or self._said, ""
                self._said = False
        keep = max(_overlap(rest, mark) for mark in marks)
        self._held = rest[len(rest) - keep :]
        return Heard(out + ("" if self._close else self._heard(rest[: len(rest) - keep])), again)

    def end(self) -> str:
        """What was held back and is no mark after all."""
        held, self._held = self._held, ""
        return "" if self._close else self._heard(held)

    def _heard(self, text: str) -> str:
        text = text if self._said else text.lstrip()
        self._said = self._said or bool(text)
        return text


def _first(found: tuple[int, str]) -> tuple[int, int]:
    return found[0], -len(found[1])


def _overlap(text: str, mark: str) -> int:
    """How many characters at the end of `text` could begin `mark`."""
    return next((size for size in range(min(len(text), len(mark) - 1), 0, -1) if text.endswith(mark[:size])), 0)
