"""From the click to the first word, and to three finished and checked candidates; warm, with a new brief each time."""

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.writing.brief import Brief, brief_to
from app.writing.compose import Delta, Desk, Finished, Restarted, compose, manner
from app.writing.library import Library
from app.writing.prompt import load_prompts, mam_messages
from app.writing.request import TOKENS
from inference.client import Client
from inference.evaluation.first_token import prompt_seconds
from inference.local import LocalServer

ASKED = (  # occasion, to, name, detail; the first only warms up
    ("tet", "ông nội", "", "ông thích đánh cờ tướng"),
    ("tet", "bà ngoại", "", "bà mới mổ mắt xong"),
    ("sinh_nhat", "bạn", "Lan", "thích đọc sách"),
    ("quoc_te_phu_nu", "mẹ", "", "mẹ thích trồng hoa hồng"),
    ("nha_giao", "cô giáo", "", ""),
    ("trung_thu", "con gái", "", ""),
    ("dam_cuoi", "anh trai", "Hùng", ""),
    ("cam_on", "sếp", "", ""),
    ("tet", "chú Ba", "", "chú thích câu cá"),
)


@dataclass(frozen=True)
class Timed:
    """One writing, in seconds from the call."""

    first: float
    three: float
    rewrites: int


def measure(model: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """first_word_ms and three_ms (medians over the briefs), beside the bare prompt and the unchecked writing."""
    desk = Desk(load_knowledge(assets_dir()), load_prompts(), Library.load(assets_dir() / "library"))
    briefs = [_brief(desk, *asked) for asked in ASKED]
    with tempfile.TemporaryDirectory(prefix="loihay-bench-") as folder:
        with LocalServer(model, log=Path(folder) / "engine.log") as server:
            client = server.client
            rows, bare = [], []
            for number, brief in enumerate(briefs):
                rows.append(_timed(brief, client, desk, seed=number))
                bare.append(_unchecked(brief, client, desk, seed=number))
    prompts = [_rendered(brief, desk) for brief in briefs[1:]]
    figures = {"first_word_ms": _ms(row.first for row in rows[1:]), "three_ms": _ms(row.three for row in rows[1:])}
    raw = {
        "prompt_decode_ms": round(prompt_seconds(model, prompts) * 1000, 1),
        "three_unchecked_ms": _ms(bare[1:]),
        "rewrites": sum(row.rewrites for row in rows[1:]),
        "first_word_each_ms": [round(row.first * 1000, 1) for row in rows[1:]],
        "three_each_ms": [round(row.three * 1000, 1) for row in rows[1:]],
    }
    return figures, raw


def _brief(desk: Desk, occasion: str, to: str, name: str, detail: str) -> Brief:
    return brief_to(desk.knowledge, to, occasion=occasion, name=name, details=(detail,) if detail else ())[0]


def _timed(brief: Brief, client: Client, desk: Desk, seed: int) -> Timed:
    """Through compose(), as the window calls it; library texts count as neither."""
    first = three = 0.0
    finished = rewrites = 0
    began = time.perf_counter()
    for event in compose(brief, client, desk, n=3, seed=seed):
        now = time.perf_counter() - began
        if isinstance(event, Delta) and not first:
            first = now
        finished += isinstance(event, Finished) and event.candidate.source == "model"
        rewrites += isinstance(event, Restarted)
        three = three or (now if finished == 3 else 0.0)
    return Timed(first, three, rewrites)


def _unchecked(brief: Brief, client: Client, desk: Desk, seed: int) -> float:
    """Three candidates straight from the client, read to the end and not looked at."""
    sampling = manner(client.models()[0]).sampling
    messages = mam_messages(brief, desk.knowledge, desk.prompts)
    began = time.perf_counter()
    with client.chat(messages, n=3, max_tokens=TOKENS[brief.length], seed=seed * 1000, **sampling) as stream:
        for _ in stream:
            pass
    return time.perf_counter() - began


def _rendered(brief: Brief, desk: Desk) -> str:
    (message,) = mam_messages(brief, desk.knowledge, desk.prompts)
    return f"<s><|hoi|>{message['content']}<|viet|>"


def _ms(seconds: Any) -> float:
    return round(statistics.median(seconds) * 1000, 1)
