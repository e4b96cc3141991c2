"""What of a model needs no weights: its name, its words, its chat template and the check of a grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from inference.server.chat import ChatTemplate
from inference.server.engine import Vocabulary


class Language(Protocol):
    """For a process that reads requests and leaves the computing to others."""

    name: str
    vocabulary: Vocabulary

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str: ...

    def check(self, grammar: str) -> None:
        """Raises BadGrammar where the engine would refuse it."""
        ...


class GgufLanguage:
    """Of a GGUF file. Raises InferenceError for a bad one."""

    def __init__(self, path: Path) -> None:
        from inference.server import gguf_file
        from inference.server.llama_model import LlamaModel

        gguf_file.check(path)
        self._model = LlamaModel(path, words_only=True)
        self.name, self.vocabulary = self._model.name, self._model.vocabulary
        self._template = ChatTemplate(self._model.chat_template, self.vocabulary)

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        return self._template.render(messages, options)

    def check(self, grammar: str) -> None:
        from inference.server.llama_grammar import LlamaGrammar

        LlamaGrammar(grammar, self.vocabulary).close()


class HfLanguage:
    """Of a Hugging Face folder. Raises InferenceError for a bad one."""

    def __init__(self, path: Path) -> None:
        from inference.nn.architecture import read_architecture
        from inference.server.hf_vocabulary import HfVocabulary

        self.vocabulary = HfVocabulary(path, read_architecture(path).vocab)
        self.name = path.resolve().name
        self._template = ChatTemplate(self.vocabulary.chat_template, self.vocabulary)
        self._grammars: Any = None

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        return self._template.render(messages, options)

    def check(self, grammar: str) -> None:
        from inference.server.gpu_grammar import GrammarMaker

        if self._grammars is None:
            words = self.vocabulary
            self._grammars = GrammarMaker([words.piece(token) for token in range(words.size)], sorted(words.end_tokens))
        self._grammars.compile(grammar)
