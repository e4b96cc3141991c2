"""Many cards into files at once: processes of their own, as many as there are cores, each with its own renderer."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from app.cards.card import Card
from app.cards.export import export
from app.cards.making import with_application
from app.cards.render import Renderer, make_renderer
from app.paths import assets_dir

Job = tuple[Card, Path, float]  # what, where to, at which scale


def exporters(workers: int) -> ProcessPoolExecutor:
    """Processes that export; spawned, as forking would copy a running Qt. Close it after use."""
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_equipped)


def export_all(jobs: Sequence[Job], pool: ProcessPoolExecutor) -> None:
    """Write every card; the first UserError is raised once the others are done or given up."""
    for future in [pool.submit(_export, job) for job in jobs]:
        future.result()


@lru_cache(maxsize=1)
def _equipped() -> tuple[object, Renderer]:
    """One application and renderer a process."""
    return with_application(), make_renderer(assets_dir())


def _export(job: Job) -> None:
    card, path, scale = job
    export(card, path, _equipped()[1], scale=scale)
