"""Turns a conversation into a prompt by the template that the model file carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from inference.errors import InferenceError

_OPENED = re.compile(r"(<(?:seed:)?think(?:ing)?>|\[THINK\])\s*\Z")
LONGEST_PROMPT = 4_000_000  # characters: a hostile template must not fill the memory


class Special(Protocol):
    """The special texts of a vocabulary."""

    bos: str
    eos: str
    controls: tuple[str, ...]


class ChatTemplate:
    """A compiled Jinja template in a sandbox: it comes from a file of unknown origin."""

    def __init__(self, source: str | None, special: Special) -> None:
        self._source = source
        self._special = special
        self._template: Any = None
        self._controls = re.compile(
            "|".join(map(re.escape, sorted(filter(None, special.controls), key=len, reverse=True)))
        )

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        """The prompt. Control tokens typed into a message are dropped: no message may end another's turn.

        A system message that the template refuses or passes over goes to the head of the first question. `options` are
        names that the template may know; where thinking is switched off and it begins all the same, it ends at once.
        """
        clean = [{**message, "content": self._without_controls(message["content"])} for message in messages]
        if self._template is None:
            self._template = self._compile()
        folded = folded_system(clean)
        try:
            text = self._rendered(clean, options or {})
        except InferenceError:
            if folded == clean:
                raise
            text = self._rendered(folded, options or {})
        if folded != clean and clean[0]["content"].strip() not in text:
            text = self._rendered(folded, options or {})
        return without_thinking(text) if (options or {}).get("enable_thinking") is False else text

    def _rendered(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any]) -> str:
        from jinja2 import TemplateError

        ours = {"add_generation_prompt": True, "bos_token": self._special.bos, "eos_token": self._special.eos}
        try:
            text = self._template.render(**{**options, **ours, "messages": list(messages)})
        except (TemplateError, TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError) as error:
            raise InferenceError("Mẫu hội thoại của mô hình không nhận các tin nhắn này.", str(error)) from error
        if len(text) > LONGEST_PROMPT:
            raise InferenceError("Mẫu hội thoại của mô hình tạo ra văn bản quá dài.")
        return text

    def _without_controls(self, text: str) -> str:
        return self._controls.sub("", text) if self._controls.pattern else text

    def _compile(self) -> Any:
        from jinja2 import TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        if not self._source:
            raise InferenceError(
                "Mô hình này không có mẫu hội thoại.", "Hãy dùng /v1/completions hoặc một mô hình trò chuyện."
            )
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
        try:
            return environment.from_string(self._source)
        except TemplateError as error:
            raise InferenceError("Mẫu hội thoại trong tệp mô hình bị hỏng.", str(error)) from error


def folded_system(messages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The same without a system role: its words stand above those of the first question."""
    if len(messages) < 2 or messages[0]["role"] != "system" or messages[1]["role"] != "user":
        return list(messages)
    said = f"{messages[0]['content'].strip()}\n\n{messages[1]['content']}"
    return [{**messages[1], "content": said}, *messages[2:]]


def without_thinking(prompt: str) -> str:
    """The prompt, a thinking block that it leaves open at its end closed."""
    opened = _OPENED.search(prompt)
    return f"{prompt.rstrip()}\n\n{opened[1].replace('<', '</').replace('[', '[/')}\n\n" if opened else prompt


def _refuse(reason: str) -> None:
    from jinja2 import TemplateError

    raise TemplateError(reason)
