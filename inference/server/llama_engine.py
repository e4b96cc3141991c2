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
from inference.server.engine import Logprobs, Sampling
from inference.server.llama_grammar import LlamaGrammar
from inference.server.llama_library import AbortFlag, last_words, library, quick
from inference.server.llama_model import LlamaModel, LlamaVocabulary
from inference.server.llama_sampler import LlamaSampler
from inference.server.scheduled import ScheduledEngine
from inference.server.scheduler import Scheduler

BATCH = 512  # tokens a step; also llama.cpp's physical batch
DEFAULT_CONTEXT = 1024
CACHE_BUDGET = 96 << 20  # bytes: how many sequences the default allows


class LlamaEngine(ScheduledEngine):
    """Implements `engine.Engine`. Raises InferenceError for a bad file or too little memory."""

    def __init__(
        self,
        path: Path,
        *,
        context: int | None = None,
        threads: int | None = None,
        parallel: int | None = None,
        lora: Path | None = None,
        queue_limit: int = 64,
    ) -> None:
        """lora: an adapter that is laid over the model at full strength."""
        facts = gguf_file.check(path)
        if lora:
            gguf_file.check_adapter(lora, path)
        self.context = context or min(facts.context, DEFAULT_CONTEXT)
        self.sequences = parallel or _sequences(facts, self.context)
        memory.require(path, facts, self.context, self.sequences, BATCH)
        self._model = LlamaModel(path, lora)
        self.name = self._model.name
        self.vocabulary: LlamaVocabulary = self._model.vocabulary
        template = ChatTemplate(self._model.chat_template, self.vocabulary)
        runner = LlamaRunner(self._model, self.context, self.sequences, threads or default_threads(facts.parameters))
        super().__init__(template, Scheduler(runner, queue_limit=queue_limit), self._check_grammar)

    def _check_grammar(self, text: str) -> None:
        LlamaGrammar(text, self.vocabulary).close()


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
            raise InferenceError(
                "Không đủ bộ nhớ để mở mô hình.", f"Hãy giảm --context hoặc --parallel. ({last_words()})"
            )
        if model.adapter:
            adapters = (llama.llama_adapter_lora_p_ctypes * 1)(model.adapter)
            if llama.llama_set_adapters_lora(self._context, adapters, 1, (ctypes.c_float * 1)(1.0)) != 0:
                raise InferenceError("Không dùng được bộ tinh chỉnh LoRA này.", last_words())
        self._memory = llama.llama_get_memory(self._context)
        self.slots, self.context, self.batch_tokens = slots, context, BATCH
        self.end_tokens = model.vocabulary.end_tokens
        self._logits_address = 0
        self._make_batch()

    def _make_batch(self) -> None:
        """One batch over arrays of our own, reused by every step (ctypes arrays: numpy's start-up costs 1 µs each)."""
        self._tokens = (ctypes.c_int32 * BATCH)()
        self._positions = (ctypes.c_int32 * BATCH)()
        self._outputs = (ctypes.c_int8 * BATCH)()
        self._counts = (ctypes.c_int32 * BATCH)(*[1] * BATCH)
        self._slot_numbers = (ctypes.c_int32 * self.slots)(*range(self.slots))
        self._slot_pointers = (ctypes.POINTER(ctypes.c_int32) * BATCH)()
        start = ctypes.addressof(self._slot_numbers)
        self._slot_addresses = [
            ctypes.cast(start + 4 * slot, ctypes.POINTER(ctypes.c_int32)) for slot in range(self.slots)
        ]
        self._last_slots: list[int] | None = None
        self._batch = self._llama.llama_batch(
            token=self._tokens,
            pos=self._positions,
            n_seq_id=self._counts,
            seq_id=self._slot_pointers,
            logits=self._outputs,
        )

    def sampler(self, sampling: Sampling, index: int, prompt: Sequence[int]) -> LlamaSampler:
        return LlamaSampler(sampling, index, self._model.vocabulary)

    def decode(self, tokens: list[int], positions: list[int], slots: list[int], outputs: list[bool]) -> bool:
        count = len(tokens)
        self._batch.n_tokens = count
        self._tokens[:count] = tokens
        self._positions[:count] = positions
        if slots is not self._last_slots:  # the scheduler hands the same list over while nobody joins or leaves
            self._slot_pointers[:count] = [self._slot_addresses[slot] for slot in slots]
            self._outputs[:count] = outputs
            self._last_slots = slots
            self._row_of = _rows(outputs)
        code = self._llama.llama_decode(self._context, self._batch)
        if code == 2:
            return False
        if code != 0:
            raise RuntimeError(f"llama_decode {code}: {last_words()}")
        return True

    def sample(self, draws: Sequence[tuple]) -> list[tuple[int, Logprobs | None]]:
        rows = self._logits()
        row_of = self._row_of
        if len(draws) == 1:
            row, sampler = draws[0][:2]
            return [sampler.draw(self._context, row, rows[row_of[row]])]
        if all(draw[1].plain for draw in draws):
            best = self._logits_view[: len(row_of)].argmax(axis=1).tolist()
            return [(best[row_of[draw[0]]], None) for draw in draws]
        context = self._context
        return [draw[1].draw(context, draw[0], rows[row_of[draw[0]]]) for draw in draws]

    def _logits(self) -> list[np.ndarray]:
        """The last step's logits, a row an output: views of llama.cpp's own buffer."""
        address = quick("llama_get_logits")(self._context)
        if address != self._logits_address:
            shape = (self.slots, self._model.vocabulary.size)
            self._logits_view = np.ctypeslib.as_array(ctypes.cast(address, ctypes.POINTER(ctypes.c_float)), shape)
            self._logits_rows = list(self._logits_view)
            self._logits_address = address
        return self._logits_rows

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


def _rows(outputs: list[bool]) -> dict[int, int]:
    """Batch row to row of the logits, which hold the rows that asked for output only, in order."""
    wanted = [row for row, wants in enumerate(outputs) if wants]
    return {row: number for number, row in enumerate(wanted)}
