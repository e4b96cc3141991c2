"""What a scrape of /metrics says."""

from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from inference.server.engine import Stats
from inference.server.metrics import SHORT, Histogram, Meters
from tests.inference.server.stub_engine import IDLE


def samples(meters: Meters, stats: Stats | None = IDLE, *, ready: bool = True) -> dict[tuple[str, ...], float]:
    """By name and labels, as a reader of Prometheus's own text format has them."""
    body, content_type = meters.text(stats, ready)
    assert content_type.startswith("text/plain")
    families = text_string_to_metric_families(body.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_waits_are_counted_by_their_bounds() -> None:
    meters = Meters()
    for seconds in (0.0004, 0.001, 0.0011, 7.0):
        meters.between_tokens.add(seconds)
    found = samples(meters)
    name = "loihay_between_tokens_seconds"
    assert [found[f"{name}_bucket", bound] for bound in ("0.0005", "0.001", "0.002", "5.0", "+Inf")] == [1, 2, 3, 3, 4]
    assert found[f"{name}_count",] == 4 and found[f"{name}_sum",] == pytest.approx(7.0025)


def test_bounds_rise_and_no_second_is_lost() -> None:
    histogram = Histogram(SHORT)
    for bound in SHORT:
        histogram.add(bound)
    assert list(SHORT) == sorted(set(SHORT)) and histogram.counts == [1] * len(SHORT) + [0]


def test_answers_are_counted_by_route_status_and_key() -> None:
    meters = Meters()
    for _ in range(3):
        meters.request("/v1/models", 200, "máy-in")
    meters.request("/v1/models/{name}", 401, "")
    found = samples(meters)
    assert {key[1:]: value for key, value in found.items() if key[0] == "loihay_requests_total"} == {
        ("máy-in", "/v1/models", "200"): 3, ("", "/v1/models/{name}", "401"): 1,
    }  # fmt: skip


def test_the_engines_totals_are_there() -> None:
    stats = replace(IDLE, generated_tokens=7, jobs_waiting=2, sequences_active=3, step_seconds=0.5)
    found = samples(Meters(), stats, ready=False)
    assert found["loihay_generated_tokens_total",] == 7 and found["loihay_jobs_waiting",] == 2
    assert found["loihay_sequences_active",] == 3 and found["loihay_step_seconds",] == 0.5
    assert found["loihay_alive",] == 1 and found["loihay_ready",] == 0


def test_an_engine_may_tell_of_its_cache() -> None:
    found = samples(Meters(), replace(IDLE, cache_used=30, cache_total=100, preemptions=4))
    assert found["loihay_cache_used",] == 30 and found["loihay_cache_total",] == 100
    assert found["loihay_preemptions_total",] == 4


def test_before_there_is_an_engine_there_are_numbers_all_the_same() -> None:
    found = samples(Meters(), None, ready=False)
    assert found["loihay_ready",] == 0 and ("loihay_steps_total",) not in found


def test_open_metrics_where_it_is_asked_for() -> None:
    body, content_type = Meters().text(IDLE, True, "application/openmetrics-text;version=1.0.0")
    assert content_type.startswith("application/openmetrics-text") and body.endswith(b"# EOF\n")
