"""The engine's totals in Prometheus's text format."""

from __future__ import annotations

from inference.server.engine import Stats

METRICS = {
    "prompt_tokens": ("counter", "Prompt tokens computed"),
    "cached_tokens": ("counter", "Prompt tokens copied from the cache"),
    "generated_tokens": ("counter", "Tokens written"),
    "steps": ("counter", "Decoding steps"),
    "jobs_finished": ("counter", "Jobs finished"),
    "jobs_cancelled": ("counter", "Jobs cancelled"),
    "jobs_waiting": ("gauge", "Jobs in the queue"),
    "sequences_active": ("gauge", "Sequences in use"),
    "sequences_max": ("gauge", "Sequences there are"),
    "step_seconds": ("gauge", "How long the running step has run"),
}


def prometheus(stats: Stats) -> str:
    lines = []
    for name, (kind, text) in METRICS.items():
        full = f"loihay_{name}" + ("_total" if kind == "counter" else "")
        lines += [f"# HELP {full} {text}", f"# TYPE {full} {kind}", f"{full} {getattr(stats, name)}"]
    return "\n".join(lines) + "\n"
