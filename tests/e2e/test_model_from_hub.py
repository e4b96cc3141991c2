"""From a hub to a greeting: Mầm's own file is looked up, fetched over a line that breaks, checked, kept, loaded and asked."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.compose import Desk, Finished, Started, compose
from inference.local import LocalServer
from inference.models.download import Download
from inference.models.hub import Hub
from inference.models.shelf import Shelf
from inference.models.shelf_index import Kept
from inference.network import Connection, Network
from tests.inference.models.conftest import COMMIT, FakeHub, hub  # noqa: F401 (a fixture)

FILE = "mam-Q8_0.gguf"
CUT = 4_000_000  # bytes after which the line breaks, once
BRIEF = Brief(to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan", details=("bà mới mổ mắt xong",))


@dataclass(frozen=True)
class Fetched:
    """A model that came from the hub, and what the network saw of it."""

    shelf: Shelf
    kept: Kept
    seen: list[Connection]

    @property
    def path(self) -> Path:
        return self.shelf.path(self.kept.id)


@pytest.fixture
def fetched(hub: FakeHub, model: Path, loihay_home: Path) -> Fetched:  # noqa: F811
    """Mầm, from the hub onto the shelf, as the models room does it."""
    hub.files, hub.cut_after = {FILE: model.read_bytes()}, [CUT]
    seen: list[Connection] = []
    there = Hub(Network(log=seen.append), hub.url)
    found = there.look_up("chu/mam")
    (weights,) = found.weights
    shelf = Shelf(loihay_home / "models")
    files = Download(there, found, weights, shelf.place(Path(FILE).stem), wait=lambda _seconds: False).run()
    hashes = [file.sha256 for file in weights.files]
    return Fetched(shelf, shelf.register(files, repository=found.id, commit=found.commit, sha256=hashes), seen)


def test_what_came_over_a_broken_line_is_the_very_file_and_is_known_for_what_it_is(
    fetched: Fetched, hub: FakeHub, model: Path  # noqa: F811
) -> None:
    kept, data = fetched.kept, model.read_bytes()
    assert fetched.path.read_bytes() == data and kept.sha256 == (hashlib.sha256(data).hexdigest(),)
    assert (kept.repository, kept.commit, kept.about.name, kept.about.quantization) == ("chu/mam", COMMIT, "Mầm", "Q8_0")
    ranges = [headers.get("Range") for _, where, headers in hub.asked if where.startswith("/store/")]
    assert ranges == [None, f"bytes={CUT}-"]
    assert sum(each.received for each in fetched.seen if each.why == "tải mô hình") == len(data)
    assert Shelf(fetched.shelf.folder).models == (kept,)  # the next start finds it


def test_the_fetched_model_writes_a_greeting_with_the_right_pair(fetched: Fetched, desk: Desk, tmp_path: Path) -> None:
    with LocalServer(fetched.path, log=tmp_path / "engine.log") as server:
        events = list(compose(BRIEF, server.client, desk, n=2, seed=5))
    assert {event.slot for event in events if isinstance(event, Started)} == {0, 1}
    written = [event.candidate for event in events if isinstance(event, Finished) and event.candidate.source == "model"]
    sound = [candidate.text for candidate in written if not fails(candidate.findings)]
    assert sound and all("bà" in text.lower() and "cháu" in text.lower() and "mổ mắt" in text for text in sound)
    assert {candidate.model for candidate in written} == {"mam-Q8_0"}


def test_the_command_line_writes_with_it(fetched: Fetched, loihay) -> None:
    done = loihay("write", "--to", "bà ngoại", "--detail", "bà mới mổ mắt xong", "--seed", "5", "--json", "--model", str(fetched.path))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["source"] == "model" and rows[0]["model"] == "mam-Q8_0" and "mổ mắt" in rows[0]["text"]
    assert all(row["pair"] == {"goi": "bà", "xung": "cháu"} for row in rows)
    assert not any(found["severity"] == "loi" for found in rows[0]["checks"])
