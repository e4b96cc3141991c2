"""What the tests of the whole program share: the embedded model, the command line in a process of its own, one engine."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir, embedded_model
from app.writing.compose import Desk
from app.writing.library import Library
from app.writing.prompt import load_prompts
from inference.client import Client
from inference.local import LocalServer

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 90  # seconds for one command

Loihay = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def model() -> Path:
    """The model that ships with the program; without it there is nothing to test."""
    path = embedded_model()
    assert path.is_file(), f"no embedded model at {path.relative_to(ROOT)}: train it, or fetch the whole repository"
    return path


@pytest.fixture
def loihay(model: Path, loihay_home: Path, tmp_path: Path) -> Loihay:
    """Run `loihay WORDS…` in the test's folder, with the test's data folder and no display."""

    def run(*words: str, **more_environment: str) -> "subprocess.CompletedProcess[str]":
        path = os.pathsep.join(filter(None, [more_environment.pop("PYTHONPATH", ""), str(ROOT)]))
        environment = {**os.environ, "LOIHAY_HOME": str(loihay_home), "PYTHONPATH": path, **more_environment}
        environment.pop("QT_QPA_PLATFORM", None)
        command = [sys.executable, "-m", "app", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=LONGEST
        )

    return run


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(load_knowledge(assets_dir()), load_prompts(), Library.load(assets_dir() / "library"))


@pytest.fixture(scope="session")
def engine(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The embedded model behind its server, started once for all tests that only ask it."""
    server = LocalServer(model, log=tmp_path_factory.mktemp("engine") / "engine.log")
    yield server.start()
    server.stop()
