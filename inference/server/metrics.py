"""What Prometheus may ask for: the engine's totals, and how long clients waited."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from inference.server.engine import Stats

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

COUNTERS = {
    "prompt_tokens": "Prompt tokens computed",
    "cached_tokens": "Prompt tokens copied from the cache",
    "generated_tokens": "Tokens written",
    "steps": "Decoding steps",
    "jobs_finished": "Jobs finished",
    "jobs_cancelled": "Jobs cancelled",
    "preemptions": "Candidates set back to make room in the cache",
}
GAUGES = {
    "jobs_waiting": "Jobs in the queue",
    "sequences_active": "Sequences in use",
    "sequences_max": "Sequences there are",
    "step_seconds": "How long the running step has run",
    "cache_used": "Cache in use, in the engine's units",
    "cache_total": "Cache there is, in the engine's units",
    "alive": "Whether the engine's thread lives",
}
SHORT = (0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1.0, 5.0)
LONG = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0)


class Histogram:
    """Seconds, counted by upper bounds. prometheus_client's own takes a lock and walks the bounds: five times as long, at every token."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds, self.counts, self.total = bounds, [0] * (len(bounds) + 1), 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.total += seconds

    def buckets(self) -> list[tuple[str, int]]:
        """Upper bound and how many were at most that."""
        return list(zip((*map(str, self.bounds), "+Inf"), accumulate(self.counts)))


class Meters:
    """Counts on the event loop; `text` writes all of it for a scrape."""

    def __init__(self) -> None:
        self.first_token = Histogram(LONG)
        self.between_tokens = Histogram(SHORT)
        self.requests = Histogram(LONG)
        self._answers: Counter[tuple[str, str, str]] = Counter()

    def request(self, route: str, status: int, key: str) -> None:
        self._answers[route, str(status), key] += 1

    def text(self, stats: Stats | None, ready: bool, accept: str = "") -> tuple[bytes, str]:
        """The body of an answer and its content type. The library is imported by the first scrape: the desktop never asks."""
        from prometheus_client import CollectorRegistry
        from prometheus_client.exposition import choose_encoder

        registry = CollectorRegistry(auto_describe=False)  # one of our own: the global one tells of this process, too
        registry.register(_Families([*self._waits(), *(_engine(stats) if stats else ()), _ready(ready)]))
        encode, content_type = choose_encoder(accept)
        return encode(registry), content_type

    def _waits(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

        for name, text, histogram in (
            ("time_to_first_token", "From a request to its first token", self.first_token),
            ("between_tokens", "From one token of a candidate to its next", self.between_tokens),
            ("request", "Whole requests that the engine worked for", self.requests),
        ):
            family = HistogramMetricFamily(f"loihay_{name}_seconds", text)
            family.add_metric([], histogram.buckets(), histogram.total)
            yield family
        answers = CounterMetricFamily("loihay_requests", "Requests answered", labels=("route", "status", "key"))
        for labels, count in self._answers.items():
            answers.add_metric(labels, count)
        yield answers


class _Families:
    """A collector as prometheus_client wants it."""

    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Any]:
        return self._families


def _engine(stats: Stats) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    for name, text in COUNTERS.items():
        yield CounterMetricFamily(f"loihay_{name}", text, value=getattr(stats, name))
    for name, text in GAUGES.items():
        yield GaugeMetricFamily(f"loihay_{name}", text, value=float(getattr(stats, name)))


def _ready(ready: bool) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily("loihay_ready", "Whether /readyz says so", value=float(ready))
