"""Turns a conversation into a prompt by the template that the model file carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from inference.errors import InferenceError

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

    def render(self, messages: Sequence[dict[str, str]]) -> str:
        """The prompt. Control tokens typed into a message are dropped: no message may end another's turn."""
        from jinja2 import TemplateError

        clean = [{**message, "content": self._without_controls(message["content"])} for message in messages]
        if self._template is None:
            self._template = self._compile()
        try:
            text = self._template.render(
                messages=clean, add_generation_prompt=True, bos_token=self._special.bos, eos_token=self._special.eos
            )
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


def _refuse(reason: str) -> None:
    from jinja2 import TemplateError

    raise TemplateError(reason)
