"""A real, tiny GGUF with random weights, an engine over it, and a served one."""

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from inference.client import Client
from inference.evaluation.random_gguf import TINY, write_random_gguf
from inference.local import LocalServer
from inference.server.engine import Event, Job
from inference.server.llama_engine import LlamaEngine
from tests.inference.server.network import Place
from tests.inference.server.ray_front import CONTEXT, SEATS, Front
from tests.inference.server.ray_front import running as running_replicas


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a folder that a careless path would break on."""
    folder = tmp_path_factory.mktemp("mô hình của Lan")
    return write_random_gguf(folder / "nhỏ xíu.gguf", TINY, quantized=False)


class Running:
    """An engine whose events can be waited for."""

    def __init__(self, model: Path, **options: int) -> None:
        self.engine = LlamaEngine(model, context=512, threads=1, **options)
        self.events: queue.Queue[Event] = queue.Queue()
        self.engine.start(lambda events: [self.events.put(event) for event in events])

    def finish(self, *jobs: Job) -> list[dict[int, list[Event]]]:
        """Runs the jobs together; for each, its events by candidate."""
        return self.gather([self.engine.submit(job) for job in jobs], [job.n for job in jobs])

    def gather(self, numbers: list[int], counts: list[int]) -> list[dict[int, list[Event]]]:
        got: dict[int, dict[int, list[Event]]] = {number: {} for number in numbers}
        left = sum(counts)
        while left:
            event = self.events.get(timeout=60)
            if event.job in got:
                got[event.job].setdefault(event.index, []).append(event)
                left -= event.finish is not None
        return [got[number] for number in numbers]


@pytest.fixture
def running(model: Path) -> Iterator[Callable[..., Running]]:
    opened: list[Running] = []

    def open_engine(**options: int) -> Running:
        opened.append(Running(model, **options))
        return opened[-1]

    yield open_engine
    for one in opened:
        one.engine.close()


@pytest.fixture(scope="session")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    log = tmp_path_factory.mktemp("nhật ký") / "server.log"
    with LocalServer(model, log=log, context=512, threads=1, parallel=32) as local:
        yield local


@pytest.fixture(scope="session")
def front(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Two replicas of the same model behind Ray Serve."""
    sizes = ["--context", str(CONTEXT), "--threads", "1", "--parallel", str(SEATS)]
    with running_replicas(model, tmp_path_factory.mktemp("ray") / "server.log", *sizes) as started:
        yield started


@pytest.fixture
def client(server: LocalServer) -> Client:
    return server.client


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who signs the tests' certificates."""
    return trustme.CA()


@pytest.fixture
def place(authority: trustme.CA, tmp_path: Path) -> Place:
    made = Place(tmp_path, authority)
    made.issue()
    return made
