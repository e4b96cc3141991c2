"""Runs the scheduler's steps on a device: stages their numbers, replays recorded graphs, and brings the drawn tokens back.

A step travels as one copy of small numbers; the token that a seat drew is fed back on the device, so `launch` returns while
the GPU still works and the scheduler plans the next step. Decode-only steps are CUDA graphs, one for each bucket of rows and
power of two of attention splits, recorded at the start; the kernels of other steps are compiled then too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from triton.errors import TritonError

from inference.errors import InferenceError
from inference.kernels.attention import SPLIT
from inference.kernels.decoder import Cache, Decoder, workspace_bytes
from inference.nn.architecture import Architecture
from inference.nn.checkpoint import Weights
from inference.server import memory
from inference.server.engine import NOTHING, Logprobs, Sampling
from inference.server.gpu_batch import SECTIONS, Batch, Counts
from inference.server.gpu_grammar import GrammarMaker, Matcher, bits
from inference.server.hf_vocabulary import HfVocabulary
from inference.server.step import Fill, Step

PAGE = 16  # tokens a block
CHUNK = 512  # rows a step beside the decoding ones
ALIGNED = (
    4  # numbers of 4 bytes: a section begins at 16 bytes, as Triton would compile other kernels for one that does not
)
STAGES = 3  # steps whose numbers may be under way: one runs, one is launched, one is being written
SPARE = 0.9  # of the free GPU memory that the cache may take
CPU_CACHE = 256 << 20  # bytes


class Sizes(NamedTuple):
    """What the owner asked for. cache_bytes None: what is free."""

    seats: int
    context: int
    cache_bytes: int | None = None


@dataclass(slots=True)
class Ticket:
    """A launched step: who draws, and where the device will have put the tokens."""

    seats: list[int]
    tokens: Tensor
    logprobs: Tensor
    tops: tuple[list[int], Tensor, Tensor] | None  # draws, their likeliest tokens and those's logprobs
    event: Any


class _Stage:
    """Host memory of one step under way, page-locked where there is a GPU."""

    def __init__(self, capacity: int, seats: int, blocks: int, pinned: bool) -> None:
        self.numbers = torch.zeros(len(SECTIONS), capacity, dtype=torch.int32, pin_memory=pinned)
        self.table = torch.zeros(seats + 1, blocks, dtype=torch.int32, pin_memory=pinned)
        self.tokens = torch.zeros(capacity, dtype=torch.int32, pin_memory=pinned)
        self.logprobs = torch.zeros(capacity, dtype=torch.float32, pin_memory=pinned)


class GpuRunner:
    """Implements `paged.Runner`."""

    page = PAGE

    def __init__(
        self,
        architecture: Architecture,
        weights: Weights,
        vocabulary: HfVocabulary,
        sizes: Sizes,
        *,
        device: str,
        order: str,
        fused: bool | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """fused: our kernels (None: on a GPU) or their plain references."""
        self._device = torch.device(device)  # "cuda" is the first one
        self._on_gpu = self._device.type == "cuda"
        self._take_device()
        self.seats, self.context = sizes.seats, sizes.context
        self._sizes = _buckets(self.seats)
        self.end_tokens = vocabulary.end_tokens
        self.batch_tokens = self.seats + CHUNK
        work = workspace_bytes(architecture, seats=self.seats, context=self.context, rows=self.batch_tokens)
        self.blocks = _blocks(architecture, weights, sizes, self._device, work)
        longest = -(-self.context // PAGE)
        self._table = np.zeros((self.seats + 1, longest), dtype=np.int32)
        self._capacity = -(-self.batch_tokens // ALIGNED) * ALIGNED
        self._stages = [_Stage(self._capacity, self.seats, longest, self._on_gpu) for _ in range(STAGES)]
        self._batch = Batch(self._table, self._capacity, PAGE)
        self._next = 0
        self._numbers = torch.zeros(len(SECTIONS), self._capacity, dtype=torch.int32, device=self._device)
        self._wants: dict[int, int] = {}  # seat → how many of the likeliest tokens to tell
        self._vocabulary = vocabulary
        self._latin: np.ndarray | None = None
        self._maker: GrammarMaker | None = None
        self._graphs: dict[tuple[int, int], torch.cuda.CUDAGraph] = {}
        self.decoder = Decoder(
            architecture,
            weights,
            Cache.make(architecture, self.blocks, PAGE, weights.embedding.dtype, self._device),
            seats=self.seats,
            longest=longest,
            rows=self.batch_tokens,
            fused=self._on_gpu if fused is None else fused,
            order=order,
        )
        if self._on_gpu:
            self._record(progress)

    # ---- seats

    def sit(self, seat: int, sampling: Sampling, index: int, seed: int, written: Sequence[int]) -> None:
        self._take_device()
        mask = self._allowed(sampling) if sampling.latin_only or sampling.grammar else None
        state = self.decoder.state
        state.sit(
            seat,
            temperature=sampling.temperature,
            top_k=sampling.top_k,
            top_p=sampling.top_p,
            min_p=sampling.min_p,
            repetition=sampling.repetition_penalty,
            frequency=sampling.frequency_penalty,
            presence=sampling.presence_penalty,
            seed=seed,
            bias=dict(sampling.logit_bias),
            masked=mask is not None,
            logprobs=sampling.logprobs is not None,
            written=written,
        )
        if mask is not None:
            state.mask[seat] = torch.from_numpy(mask).to(self._device)
        self._wants.pop(seat, None)
        if sampling.logprobs is not None:
            self._wants[seat] = sampling.logprobs

    @property
    def grammars(self) -> GrammarMaker:
        if self._maker is None:
            pieces = [self._vocabulary.piece(token) for token in range(self._vocabulary.size)]
            self._maker = GrammarMaker(pieces, sorted(self.end_tokens))
        return self._maker

    def matcher(self, sampling: Sampling) -> Matcher:
        return self.grammars.matcher(sampling.grammar, self._allowed(sampling))

    def _allowed(self, sampling: Sampling) -> np.ndarray:
        """Bits (⌈V/32⌉,) of the tokens that may come at all."""
        if not sampling.latin_only:
            return bits(np.ones(self._vocabulary.size, dtype=bool))
        if self._latin is None:
            latin = np.ones(self._vocabulary.size, dtype=bool)
            latin[self._vocabulary.foreign] = False
            self._latin = bits(latin)
        return self._latin

    # ---- steps

    def launch(self, step: Step) -> Ticket:
        self._take_device()
        stage = self._stages[self._next]
        self._next = (self._next + 1) % STAGES
        for source, target in step.copies:
            self.decoder.cache.copy(source, target)
        if step.tables:
            self._seat_tables(step, stage)
        for seat, mask in step.masks.items():
            self.decoder.state.mask[seat].copy_(torch.frombuffer(bytearray(mask), dtype=torch.int32))
        bucket = self._bucket(len(step.decode)) if self._on_gpu and not step.fills else len(step.decode)
        counts = self._batch.fill(step, bucket=bucket, tile=self.decoder.tile_rows)
        stage.numbers.numpy()[:] = self._batch.numbers
        self._numbers.copy_(stage.numbers, non_blocking=True)
        self._run(counts, decode_only=not step.fills)
        return self._ticket(step, stage, counts)

    def collect(self, ticket: Ticket) -> list[tuple[int, int, Logprobs | None]]:
        if ticket.event is not None:
            ticket.event.synchronize()
        tokens, chosen = ticket.tokens.tolist(), ticket.logprobs.tolist()
        tops = _tops(ticket)
        drawn = []
        for draw, seat in enumerate(ticket.seats):
            logs = None
            if draw in tops and tokens[draw] != NOTHING:
                # one number for one token: the device's two ways of summing differ in the last digit
                logs = Logprobs(dict(tops[draw]).get(tokens[draw], chosen[draw]), tops[draw])
            if seat >= 0:
                drawn.append((seat, tokens[draw], logs))
        return drawn

    def close(self) -> None:
        self._graphs.clear()

    def _take_device(self) -> None:
        """Triton launches on the calling thread's current device."""
        if self._on_gpu:
            torch.cuda.set_device(self._device.index or 0)

    def _seat_tables(self, step: Step, stage: _Stage) -> None:
        for seat, blocks in step.tables.items():
            self._table[seat, : len(blocks)] = blocks
            self._table[seat, len(blocks) :] = 0
        stage.table.numpy()[:] = self._table
        self.decoder.table.copy_(stage.table, non_blocking=True)

    def _run(self, counts: Counts, *, decode_only: bool) -> None:
        splits = _power(counts.longest // SPLIT + 1)
        graph = self._graphs.get((counts.rows, splits)) if decode_only else None
        if graph is not None:
            graph.replay()
            return
        try:
            self.decoder.step(self._views(counts), splits=splits, decode_only=decode_only)
        except TritonError as refused:  # not a RuntimeError, which is what a device's fault is to the scheduler
            raise RuntimeError(f"Triton: {refused}") from refused

    def _views(self, counts: Counts) -> dict[str, Tensor]:
        return {name: self._numbers[i, : counts.of(name)] for i, name in enumerate(SECTIONS)}

    def _ticket(self, step: Step, stage: _Stage, counts: Counts) -> Ticket:
        seats = [seat for seat, _ in step.decode]
        seats += [-1] * (counts.draws - len(seats) - sum(len(fill.draws) for fill in step.fills))  # padding rows
        for fill in step.fills:
            seats += fill.draws
        tokens, logprobs = stage.tokens[: counts.draws], stage.logprobs[: counts.draws]
        tokens.copy_(self.decoder.drawn[: counts.draws], non_blocking=True)
        logprobs.copy_(self.decoder.logprob[: counts.draws], non_blocking=True)
        tops = self._likeliest(seats)
        event = torch.cuda.Event() if self._on_gpu else None
        if event is not None:
            event.record()
        return Ticket(seats, tokens, logprobs, tops, event)

    def _likeliest(self, seats: list[int]) -> tuple[list[int], Tensor, Tensor] | None:
        draws = [draw for draw, seat in enumerate(seats) if seat in self._wants]
        if not draws:
            return None
        wanted = max(self._wants[seats[draw]] for draw in draws)
        outputs = self._numbers[SECTIONS.index("draw_row")][torch.tensor(draws, device=self._device)].long()
        logs = torch.log_softmax(self.decoder.logits[outputs], dim=-1)
        values, tokens = logs.topk(min(max(wanted, 1), logs.shape[-1]), dim=-1)
        counts = [self._wants[seats[draw]] for draw in draws]
        return [*zip(draws, counts)], tokens.to("cpu", non_blocking=True), values.to("cpu", non_blocking=True)

    # ---- graphs

    def _bucket(self, rows: int) -> int:
        return self._sizes[bisect_left(self._sizes, rows)]

    def _record(self, progress: Callable[[int, int], None]) -> None:
        """Records every decode-only step there can be. All kernels compile here, not at somebody's first word."""
        wanted = [(rows, count) for rows in self._sizes for count in self._splits()]
        prompts = self._prompts(wanted)
        for done, (rows, count) in enumerate(prompts):
            self._rehearse(rows, count)
            progress(done + 1, len(prompts) + len(wanted))
        torch.cuda.synchronize()
        for done, (rows, count) in enumerate(wanted):
            views = self._views(self._batch.fill(Step(), bucket=rows, tile=1))
            self._numbers.copy_(torch.from_numpy(self._batch.numbers))
            self.decoder.step(views, splits=count, decode_only=True)
            torch.cuda.synchronize()
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                self.decoder.step(views, splits=count, decode_only=True)
            self._graphs[rows, count] = graph
            progress(len(prompts) + done + 1, len(prompts) + len(wanted))

    def _splits(self) -> list[int]:
        return sorted({_power(count) for count in range(1, (self.context - 1) // SPLIT + 2)})

    def _prompts(self, recorded: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Rows and splits of steps with prompts whose kernels no recorded step has; and one more, for attention's own."""
        known = {self.decoder.variant(rows, splits) for rows, splits in recorded}
        found = {
            self.decoder.variant(rows, splits): (rows, splits)
            for splits in self._splits()
            for rows in range(self.batch_tokens, 0, -1)
        }
        return [(1, 1), *(shape for variant, shape in found.items() if variant not in known)]

    def _rehearse(self, rows: int, splits: int) -> None:
        """A step of prompts that nobody wrote, at the dummy seat: its keys go to the scratch block."""
        fills = [
            Fill(self.seats, (0,) * min(self.context, rows - first), 0, ()) for first in range(0, rows, self.context)
        ]
        views = self._views(self._batch.fill(Step(fills=fills), bucket=0, tile=self.decoder.tile_rows))
        self._numbers.copy_(torch.from_numpy(self._batch.numbers))
        self.decoder.step(views, splits=splits, decode_only=False)


def _buckets(seats: int) -> list[int]:
    """1, 2, 4, then multiples of 8, up to the number of seats."""
    return [size for size in (1, 2, 4) if size < seats] + [*range(8, seats, 8), seats]


def _power(count: int) -> int:
    """The least power of two that is not below `count`."""
    return 1 << (count - 1).bit_length()


def _tops(ticket: Ticket) -> dict[int, tuple[tuple[int, float], ...]]:
    if ticket.tops is None:
        return {}
    draws, tokens, values = ticket.tops
    pairs = zip(tokens.tolist(), values.tolist())
    return {draw: tuple(zip(row, logs))[:count] for (draw, count), (row, logs) in zip(draws, pairs)}


def _blocks(architecture: Architecture, weights: Weights, sizes: Sizes, device: torch.device, work: int) -> int:
    """How many blocks the cache may have: no more than all seats can fill, and what memory there is beside `work` bytes."""
    block = (
        PAGE
        * architecture.layers
        * 2
        * architecture.kv_heads
        * architecture.head_width
        * weights.embedding.element_size()
    )
    most = sizes.seats * -(-sizes.context // PAGE) + 1
    room = sizes.cache_bytes
    if room is None and device.type == "cuda":
        room = max(int(torch.cuda.mem_get_info(device)[0] * SPARE) - work, 0)
    elif room is None:
        room = min(CPU_CACHE, (memory.available() or CPU_CACHE) // 2)
    blocks = min(most, room // block)
    if blocks * PAGE < sizes.context + PAGE:
        raise InferenceError(
            f"Không đủ bộ nhớ cho ngữ cảnh {sizes.context}: cần {memory.gigabytes((sizes.context + PAGE) * block // PAGE)}"
            f", còn {memory.gigabytes(room)}.",
            "Hãy giảm --context, tăng --cache-gb hoặc đóng chương trình khác đang dùng GPU.",
        )
    return blocks
