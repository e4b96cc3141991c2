"""`python -m inference.server --replicas N`: one process a GPU, one address for all of them.

The front is the ordinary server (same routes, keys, errors, limits) over a `RemoteEngine`; every replica is an actor of
Ray Serve that holds one engine and, unless it computes on the CPU, one GPU to itself. Serve watches the replicas, replaces
those that die or hang, and asks `PrefixRouter` where a request goes. A model too large for one GPU is not for this: see the
README.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from inference.errors import InferenceError
from inference.server.bell import Bell
from inference.server.cluster import cluster
from inference.server.engine import Event, Job, Stats
from inference.server.language import GgufLanguage, HfLanguage, Language
from inference.server.remote_engine import About, RemoteEngine

TOGETHER = 0.01  # seconds: tokens of a job that come faster travel together, as a message costs both processes 0.2 ms
MOST_CALLS = 8192  # open at a replica; the front's queue is shorter
APP = "loihay"
QUIET = {"log_level": "ERROR", "enable_access_log": False}


def serve(options: argparse.Namespace, key: str) -> None:
    """Returns when it was asked to end. Raises InferenceError."""
    from inference.server.serving import Serving

    on_gpus = options.engine == "gpu" and options.device != "cpu"
    if on_gpus and options.device != "cuda":
        raise InferenceError(f"--device {options.device} không đi cùng --replicas: mỗi bản sao nhận một GPU riêng.")
    options.model = options.model.absolute()
    options.threads = options.threads or max(1, (os.cpu_count() or 2) // options.replicas)
    language = HfLanguage(options.model) if options.engine == "gpu" else GgufLanguage(options.model)
    serving = Serving(options, key, lambda: _load(options, language, 1 if on_gpus else 0))
    with cluster():  # takes seconds: what is wrong with the model, the keys or the port was said before
        if on_gpus:
            _require_gpus(options.replicas)
        asyncio.run(serving.run())


def _load(options: argparse.Namespace, language: Language, gpus: int) -> RemoteEngine:
    """Starts the replicas, `gpus` each, and waits for all."""
    from ray import serve as ray_serve
    from ray.serve.config import RequestRouterConfig

    deployment = ray_serve.deployment(
        Replica,
        name="replica",
        num_replicas=options.replicas,
        max_ongoing_requests=MOST_CALLS,
        ray_actor_options={"num_cpus": 0, "num_gpus": gpus},
        request_router_config=RequestRouterConfig(request_router_class="inference.server.prefix_router:PrefixRouter"),
        health_check_period_s=1.0,
        health_check_timeout_s=30.0,
        graceful_shutdown_timeout_s=2.0,
        max_constructor_retry_count=1,
        logging_config=QUIET,
    )
    try:
        handle = ray_serve.run(deployment.bind(options), name=APP, route_prefix=None)
        about = handle.about.remote().result(timeout_s=60)
    except RuntimeError as failed:
        told = ray_serve.status().applications[APP].deployments["replica"].message
        raise InferenceError("Không khởi động được các bản sao của mô hình.", _reason(told or str(failed))) from failed
    return RemoteEngine(handle, language, about, queue_limit=options.max_queue)


def _reason(trace: str) -> str:
    """The last error that a replica's traceback names."""
    lines = [line.strip() for line in trace.splitlines() if "Error: " in line]
    return (lines or [trace.strip()])[-1].removeprefix("inference.errors.InferenceError: ")[:500]


def _require_gpus(replicas: int) -> None:
    import ray

    found = int(ray.cluster_resources().get("GPU", 0))
    if found < replicas:
        raise InferenceError(
            f"Máy này có {found} GPU dùng được, không đủ cho {replicas} bản sao.", "Hãy giảm --replicas, hoặc xem nvidia-smi."
        )


@dataclass(slots=True, eq=False)
class _Stream:
    """What a job's call has to pass on, and how many of its candidates still write."""

    open: int
    events: list[Event] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Replica:
    """One engine in a process of its own. Its methods run on one event loop."""

    async def __init__(self, options: argparse.Namespace) -> None:  # type: ignore[misc]  # Serve awaits it
        from inference.server.__main__ import engine_of

        _bind_to_loopback()
        self._name = secrets.token_hex(8)
        self._hung_after = options.hung_after
        self._streams: dict[int, _Stream] = {}
        self._numbers: dict[str, int] = {}
        self._engine = engine_of(options)
        self._engine.start(Bell(asyncio.get_running_loop(), self._hear).ring)

    async def about(self) -> About:
        return About(self._engine.context, self._engine.sequences)

    async def write(self, key: str, job: Job) -> AsyncIterator[list[Event]]:
        """The job's events as they come. Whoever stops listening ends it. Raises QueueFull and BadGrammar."""
        number = self._engine.submit(job)
        stream = self._streams[number] = _Stream(job.n)
        self._numbers[key] = number
        try:
            while stream.open:
                await stream.news.wait()
                stream.news.clear()
                events, stream.events = stream.events, []
                stream.open -= sum(event.finish is not None for event in events)
                yield events
                if stream.open:
                    await asyncio.sleep(TOGETHER)
        finally:
            del self._streams[number], self._numbers[key]
            if stream.open:
                self._engine.cancel(number)

    async def cancel(self, key: str, index: int) -> None:
        if key in self._numbers:
            self._engine.cancel(self._numbers[key], index)

    async def stats(self) -> tuple[str, Stats]:
        return self._name, self._engine.stats()

    async def check_health(self) -> None:
        """Serve replaces a replica that raises here three times."""
        stats = self._engine.stats()
        if not stats.alive or stats.step_seconds > self._hung_after:
            raise RuntimeError("the engine does not answer")

    def _hear(self, events: list[Event]) -> None:
        for event in events:
            stream = self._streams.get(event.job)
            if stream is not None:
                stream.events.append(event)
                stream.news.set()


def _bind_to_loopback() -> None:
    """WORKAROUND: Serve 2.60 opens a port of each replica on all interfaces for calls between deployments. Ours have none."""
    from ray.serve._private import replica

    replica.add_port_to_grpc_server = lambda server, _address: server.add_insecure_port("127.0.0.1:0")
