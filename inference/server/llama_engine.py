"""The laptop's engine: a GGUF file decoded by llama.cpp, all sequences in one batch."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from inference.errors import InferenceError
from inference.server import gguf_file, memory
from inference.server.chat import ChatTemplate
from inference.server.engine import Deliver, Job, Logprobs, Sampling, Stats
from inference.server.llama_library import AbortFlag, last_words, library
from inference.server.llama_model import LlamaModel, LlamaVocabulary
from inference.server.llama_sampler import LlamaSampler
from inference.server.scheduler import Sampler, Scheduler

BATCH = 512  # tokens a step; also llama.cpp's physical batch
DEFAULT_CONTEXT = 1024
CACHE_BUDGET = 96 << 20  # bytes: how many sequences the default allows


class LlamaEngine:
    """Implements `engine.Engine`. Raises InferenceError for a bad file or too little memory."""

    def __init__(self, path: Path, *, context: int | None = None, threads: int | None = None, parallel: int | None = None) -> None:
        facts = gguf_file.check(path)
        self.context = context or min(facts.context, DEFAULT_CONTEXT)
        self.sequences = parallel or _sequences(facts, self.context)
        memory.require(path, facts, self.context, self.sequences, BATCH)
        self._model = LlamaModel(path)
        self.name = self._model.name
        self.vocabulary: LlamaVocabulary = self._model.vocabulary
        self._template = ChatTemplate(self._model.chat_template, self.vocabulary)
        runner = LlamaRunner(self._model, self.context, self.sequences, threads or default_threads(facts.parameters))
        self._scheduler = Scheduler(runner)

    def render(self, messages: Sequence[dict[str, str]]) -> str:
        return self._template.render(messages)

    def start(self, deliver: Deliver) -> None:
        self._scheduler.start(deliver)

    def submit(self, job: Job) -> int:
        return self._scheduler.submit(job)

    def cancel(self, job: int, index: int | None = None) -> None:
        self._scheduler.cancel(job, index)

    def stats(self) -> Stats:
        return self._scheduler.stats()

    def close(self) -> None:
        self._scheduler.close()


def default_threads(parameters: int) -> int:
    """One core stays free (all cores collapse when anything else runs); a tiny model gains nothing from a second."""
    return 1 if parameters < 20_000_000 else max(1, (os.cpu_count() or 2) - 1)


def _sequences(facts: gguf_file.Facts, context: int) -> int:
    return max(4, min(32, CACHE_BUDGET // max(1, facts.cache_bytes(context))))


class LlamaRunner:
    """Implements `scheduler.Runner`: one llama.cpp context whose every sequence has a cache of its own.

    Separate caches instead of one unified cache: 32 sequences decode 1.6 times as fast, for attention then looks at its own
    cells only; a fork copies the cache of one sequence (1–5 ms).
    """

    def __init__(self, model: LlamaModel, context: int, slots: int, threads: int) -> None:
        llama = self._llama = library()
        self._model = model
        self._abort = AbortFlag()
        params = llama.llama_context_default_params()
        cells = -(-context // 256) * 256  # llama.cpp rounds up to this
        params.n_ctx = cells * slots
        params.n_seq_max = slots
        params.n_batch = params.n_ubatch = BATCH
        params.n_outputs_max = max(slots, 1)
        params.n_threads = params.n_threads_batch = threads
        params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_ENABLED
        params.kv_unified = False
        params.no_perf = True
        params.abort_callback = self._abort.callback
        params.abort_callback_data = self._abort.address
        self._context = llama.llama_init_from_model(model.pointer, params)
        if not self._context:
            raise InferenceError("Không đủ bộ nhớ để mở mô hình.", f"Hãy giảm --context hoặc --parallel. ({last_words()})")
        self._memory = llama.llama_get_memory(self._context)
        self.slots, self.context, self.batch_tokens = slots, context, BATCH
        self.end_tokens = model.vocabulary.end_tokens
        self._logits_address = 0
        self._make_batch()

    def _make_batch(self) -> None:
        """One batch over numpy arrays, reused by every step."""
        self._tokens = np.zeros(BATCH, dtype=np.int32)
        self._positions = np.zeros(BATCH, dtype=np.int32)
        self._outputs = np.zeros(BATCH, dtype=np.int8)
        self._counts = np.ones(BATCH, dtype=np.int32)
        self._slot_numbers = np.arange(self.slots, dtype=np.int32)
        self._slot_addresses = self._slot_numbers.ctypes.data + 4 * np.arange(self.slots, dtype=np.uintp)
        self._slot_pointers = np.zeros(BATCH, dtype=np.uintp)
        pointer = ctypes.POINTER
        self._batch = self._llama.llama_batch(
            token=self._tokens.ctypes.data_as(pointer(ctypes.c_int32)),
            pos=self._positions.ctypes.data_as(pointer(ctypes.c_int32)),
            n_seq_id=self._counts.ctypes.data_as(pointer(ctypes.c_int32)),
            seq_id=ctypes.cast(self._slot_pointers.ctypes.data, pointer(pointer(ctypes.c_int32))),
            logits=self._outputs.ctypes.data_as(pointer(ctypes.c_int8)),
        )

    def sampler(self, sampling: Sampling, index: int, prompt: Sequence[int]) -> LlamaSampler:
        return LlamaSampler(sampling, index, prompt)

    def decode(self, tokens: list[int], positions: list[int], slots: list[int], outputs: list[bool]) -> bool:
        count = len(tokens)
        self._batch.n_tokens = count
        self._tokens[:count] = tokens
        self._positions[:count] = positions
        self._slot_pointers[:count] = self._slot_addresses[slots]
        self._outputs[:count] = outputs
        code = self._llama.llama_decode(self._context, self._batch)
        if code == 2:
            return False
        if code != 0:
            raise RuntimeError(f"llama_decode {code}: {last_words()}")
        self._output_rows = outputs
        return True

    def sample(self, draws: list[tuple[int, Sampler]]) -> list[tuple[int, Logprobs | None]]:
        logits = self._logits()
        row_of = self._rows()
        if all(sampler.plain for _, sampler in draws):
            best = logits[: len(row_of)].argmax(axis=1).tolist()
            return [(best[row_of[row]], None) for row, _ in draws]
        context = self._context
        return [sampler.draw(context, row, logits[row_of[row]]) for row, sampler in draws]

    def _rows(self) -> dict[int, int]:
        """Batch row to row of the logits, which hold the rows that asked for output only, in order."""
        wanted = [row for row, wants in enumerate(self._output_rows) if wants]
        return {row: number for number, row in enumerate(wanted)}

    def _logits(self) -> np.ndarray:
        """The last step's logits (slots, vocabulary), a view of llama.cpp's own buffer."""
        address = ctypes.cast(self._llama.llama_get_logits(self._context), ctypes.c_void_p).value
        if address != self._logits_address:
            shape = (self.slots, self._model.vocabulary.size)
            self._logits_view = np.ctypeslib.as_array(ctypes.cast(address, ctypes.POINTER(ctypes.c_float)), shape)
            self._logits_address = address
        return self._logits_view

    def copy(self, source: int, target: int) -> None:
        self._llama.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def trim(self, slot: int, length: int) -> bool:
        if self._llama.llama_memory_seq_rm(self._memory, slot, length, -1):
            return True
        self._llama.llama_memory_seq_rm(self._memory, slot, -1, -1)
        return False

    def abort(self, wanted: bool) -> None:
        self._abort.set(wanted)

    def close(self) -> None:
        if self._context:
            self._llama.llama_free(self._context)
            self._context = None
            self._model.close()
