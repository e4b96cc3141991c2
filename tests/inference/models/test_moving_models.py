"""The models folder moves as a whole, or not at all."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.models import shelf as shelf_module
from inference.models.download import Progress, Stopped
from inference.models.inspect import read
from inference.models.shelf import Shelf
from inference.models.shelf_index import INDEX


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(params=[False, True], ids=["same disk", "another disk"])
def moving(request: pytest.FixtureRequest, shelf: Shelf, tiny: Path, split: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf with a copy, a link, something in the trash, and a note."""
    if request.param:
        monkeypatch.setattr(shelf_module, "_same_disk", lambda _old, _new: False)
    shelf.throw_away(shelf.add(tiny).id)
    shelf.add(tiny, link=True)
    shelf.note(shelf.add(split[0]).id, "quý")
    return shelf


def test_all_moves(moving: Shelf, tmp_path: Path) -> None:
    old, new, models, switched = moving.folder, tmp_path / "ổ mới" / "mô hình", moving.models, list[Path]()
    files = {name: data for name, data in contents(old).items() if not name.startswith(INDEX)}
    moving.move_to(new, switch=switched.append)
    assert switched == [new] and moving.folder == new and not old.exists()
    assert {name: data for name, data in contents(new).items() if not name.startswith(INDEX)} == files
    assert moving.models == Shelf(new, read).models == models and not any(map(moving.missing, models))
    assert len(moving.trash) == 1


def test_a_move_that_is_stopped_changes_nothing(moving: Shelf, tmp_path: Path) -> None:
    old, before, stop = moving.folder, contents(moving.folder), threading.Event()
    with pytest.raises(Stopped):
        moving.move_to(tmp_path / "mới", tell=lambda _progress: stop.set(), stop=stop)
    assert moving.folder == old and contents(old) == before and not (tmp_path / "mới").exists()


def test_a_switch_that_fails_changes_nothing(moving: Shelf, tmp_path: Path) -> None:
    old, before = moving.folder, contents(moving.folder)

    def fails(_folder: Path) -> None:
        raise InferenceError("Chưa lưu được cài đặt.")

    with pytest.raises(InferenceError, match="Chưa lưu được cài đặt"):
        moving.move_to(tmp_path / "mới", switch=fails)
    assert moving.folder == old and contents(old) == before and not (tmp_path / "mới").exists()


def test_a_wrong_copy_changes_nothing(shelf: Shelf, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add(tiny)
    old, before = shelf.folder, contents(shelf.folder)
    monkeypatch.setattr(shelf_module, "_same_disk", lambda _old, _new: False)

    def spoil(progress: Progress) -> None:
        for path in (tmp_path / "mới").rglob("*.gguf"):
            if progress.stage == "chep" and progress.done == progress.total:
                data = path.read_bytes()
                path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    with pytest.raises(InferenceError, match="bị sai lệch"):
        shelf.move_to(tmp_path / "mới", tell=spoil)
    assert shelf.folder == old and contents(old) == before and not (tmp_path / "mới").exists()


@pytest.mark.parametrize(
    "where", [lambda old: old, lambda old: old / "trong", lambda old: old.parent, lambda old: old.with_name("có đồ")]
)
def test_where_it_can_not_move_to(shelf: Shelf, tiny: Path, tmp_path: Path, where: Callable[[Path], Path]) -> None:
    kept = shelf.add(tiny)
    (tmp_path / "có đồ").mkdir()
    (tmp_path / "có đồ" / "thư.txt").write_text("x")
    with pytest.raises(InferenceError, match=r"nằm ngoài|không trống"):
        shelf.move_to(where(shelf.folder))
    assert not shelf.missing(kept) and (tmp_path / "có đồ" / "thư.txt").exists()
