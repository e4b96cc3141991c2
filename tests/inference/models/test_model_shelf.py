"""What a person added is kept: copied or linked, named, thrown away and taken back; the list can be lost."""

import dataclasses
import json
import os
import shutil
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.evaluation.random_gguf import TINY, write_random_gguf
from inference.models import copying
from inference.models import shelf as shelf_module
from inference.models.download import Download, Progress, Stopped
from inference.models.hub import Hub
from inference.models.inspect import read
from inference.models.shelf import COPYING, TRASH, Shelf
from inference.models.shelf_index import BEFORE, INDEX, kept_of, new_id
from inference.network import Network
from inference.server.llama_engine import LlamaEngine
from tests.inference.models.conftest import COMMIT, FakeHub


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def again(shelf: Shelf) -> Shelf:
    """The program started anew."""
    return Shelf(shelf.folder, read)


# ---- Adding


def test_a_copy_is_whole_and_is_listed(shelf: Shelf, tiny: Path) -> None:
    kept = shelf.add(tiny)
    assert (kept.label, kept.id, kept.linked) == ("random", "nho-xiu", False)
    assert shelf.path(kept.id).read_bytes() == tiny.read_bytes()
    assert kept.about == read(tiny) and len(kept.sha256[0]) == 64
    assert again(shelf).models == (kept,)


def test_an_empty_folder_is_not_made_before_it_is_needed(shelf: Shelf, folder: Path) -> None:
    assert shelf.models == () and not folder.exists()


def test_it_looks_in_a_child_of_its_own(folder: Path, tiny: Path) -> None:
    assert Shelf(folder).add(tiny).about == read(tiny)


def test_a_link_stays_where_it_is(shelf: Shelf, tiny: Path) -> None:
    kept = shelf.add(tiny, link=True, label="  Mô hình\ncủa Lan ")
    assert kept.label == "Mô hình của Lan" and shelf.path(kept.id) == tiny
    assert [path.name for path in shelf.folder.iterdir()] == [INDEX]
    assert shelf.add(tiny, link=True) == kept


def test_a_link_whose_file_is_gone_is_said(shelf: Shelf, tiny: Path, tmp_path: Path) -> None:
    there = Path(shutil.copy(tiny, tmp_path / "ổ rời.gguf"))
    kept = shelf.add(there, link=True)
    there.unlink()
    assert again(shelf).missing(kept)
    with pytest.raises(InferenceError, match=r"Không còn thấy tệp của “random”.*nối lại ổ đĩa"):
        shelf.path(kept.id)


def test_a_split_model_is_copied_whole_whichever_part_is_chosen(shelf: Shelf, split: tuple[Path, ...]) -> None:
    kept = shelf.add(split[1])
    assert [path.name for path in shelf.paths(kept)] == [path.name for path in split]
    assert shelf.path(kept.id).name == split[0].name


def test_a_file_that_is_no_model_is_not_added(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    letter = tmp_path / "thư.gguf"
    letter.write_text("Con chào mẹ.")
    with pytest.raises(InferenceError, match="không phải tệp mô hình"):
        shelf.add(letter)
    assert shelf.models == () and not folder.exists()


def test_two_versions_stand_side_by_side(shelf: Shelf, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "khác").mkdir()
    full = write_random_gguf(tmp_path / "khác" / tiny.name, TINY, quantized=False)
    first, second = shelf.add(tiny), shelf.add(full)
    assert (first.id, second.id) == ("nho-xiu", "nho-xiu-2") and (first.label, second.label) == ("random", "random (2)")
    assert [kept.about.quantization for kept in shelf.models if kept.about] == ["F32", "Q8_0"]


def test_progress_is_told_up_to_the_end(shelf: Shelf, tiny: Path) -> None:
    told: list[Progress] = []
    shelf.add(tiny, tell=told.append)
    assert told[-1].done == told[-1].total == tiny.stat().st_size and told[-1].stage == "chep"


def test_a_copy_that_is_stopped_leaves_nothing(shelf: Shelf, split: tuple[Path, ...], folder: Path) -> None:
    stop = threading.Event()
    with pytest.raises(Stopped):
        shelf.add(split[0], tell=lambda _progress: stop.set(), stop=stop)
    assert shelf.models == () and not folder.exists()


def test_a_full_disk_is_known_before(shelf: Shelf, tiny: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "disk_free", lambda _folder: 10)
    with pytest.raises(InferenceError, match="không đủ chỗ"):
        shelf.add(tiny)
    assert not folder.exists()


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(shelf: Shelf, tiny: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying.os, "fsync", full)
    with pytest.raises(InferenceError, match="Ổ đĩa đã đầy"):
        shelf.add(tiny)
    assert not folder.exists()


def test_what_a_crash_left_of_a_copy_is_not_in_the_way(shelf: Shelf, tiny: Path, folder: Path) -> None:
    half = folder / f"{COPYING}nho-xiu"
    half.mkdir(parents=True)
    (half / tiny.name).write_bytes(b"GGUF")
    assert again(shelf).models == ()
    assert shelf.path(shelf.add(tiny).id).read_bytes() == tiny.read_bytes()


def test_one_copy_at_a_time(shelf: Shelf, tiny: Path) -> None:
    refused: list[str] = []

    def meanwhile(_progress: Progress) -> None:
        try:
            shelf.add(tiny)
        except InferenceError as fault:
            refused.append(fault.what)

    shelf.add(tiny, tell=meanwhile)
    assert set(refused) == {"Đang chép hoặc chuyển mô hình khác."}


# ---- Downloads


def downloaded(shelf: Shelf, tiny: Path) -> Path:
    place = shelf.place("chu/mam Q8_0")
    place.mkdir(parents=True)
    return Path(shutil.copy(tiny, place))


def test_a_download_is_registered_with_where_it_came_from(shelf: Shelf, tiny: Path) -> None:
    file = downloaded(shelf, tiny)
    kept = shelf.register([file], label="Mầm", repository="chu/mam", commit="c0ffee", sha256=["ab" * 32])
    assert (kept.id, kept.label, kept.repository, kept.commit) == ("chu-mam-q8-0", "Mầm", "chu/mam", "c0ffee")
    assert shelf.path(kept.id) == file and again(shelf).models == (kept,)


def test_what_the_hub_gave_is_kept_and_loads(hub: FakeHub, shelf: Shelf, tiny: Path) -> None:
    hub.files = {"nho-Q8_0.gguf": tiny.read_bytes()}
    there = Hub(Network(), hub.url)
    found = there.look_up("chu/mam")
    files = Download(there, found, found.weights[0], shelf.place(f"{found.id} {found.weights[0].quantization}")).run()
    hashes = [file.sha256 for file in found.weights[0].files]
    kept = shelf.register(files, repository=found.id, commit=found.commit, sha256=hashes)
    engine = LlamaEngine(shelf.path(kept.id), context=256, threads=1, parallel=1)
    engine.close()
    assert (kept.id, kept.commit, kept.sha256) == ("chu-mam-q8-0", COMMIT, tuple(hashes))


def test_the_same_download_again_keeps_name_and_note(shelf: Shelf, tiny: Path) -> None:
    file = downloaded(shelf, tiny)
    kept = shelf.register([file], commit="1")
    shelf.rename(kept.id, "Của tôi")
    assert shelf.register([file], commit="2").commit == "2"
    assert [each.label for each in shelf.models] == ["Của tôi"]


def test_a_download_in_progress_is_no_model_yet(shelf: Shelf, split: tuple[Path, ...]) -> None:
    place = shelf.place("chia")
    place.mkdir(parents=True)
    shutil.copy(split[0], place)
    (place / f"{split[1].name}.part").write_bytes(b"GGUF")
    shelf.refresh()
    assert shelf.models == ()


# ---- The list


def test_a_file_that_a_person_lays_there_is_found(shelf: Shelf, tiny: Path, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(tiny, folder / "bạn cho.gguf")
    shelf.refresh()
    assert [(kept.id, kept.label) for kept in shelf.models] == [("ban-cho", "random")]
    assert shelf.add(folder / "bạn cho.gguf") == shelf.models[0]


def test_one_that_can_not_be_used_is_shown_with_the_reason(shelf: Shelf, tiny: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "hỏng.gguf").write_bytes(tiny.read_bytes()[:1000])
    shelf.refresh()
    with pytest.raises(InferenceError, match="bị hỏng"):
        shelf.path("hong")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"models": 3}', b'{"models": null}', b"\xff\xfe", b"[" * 100_000])
def test_a_broken_list_is_made_anew(shelf: Shelf, tiny: Path, split: tuple[Path, ...], folder: Path, damage: bytes) -> None:
    before = {shelf.add(tiny).id, shelf.add(split[0]).id}
    (folder / INDEX).write_bytes(damage)
    (folder / BEFORE).unlink()
    assert {kept.id for kept in again(shelf).models} == before
    assert all(shelf.path(id).exists() for id in before)


def test_names_notes_and_links_outlive_a_broken_list(shelf: Shelf, tiny: Path, split: tuple[Path, ...], folder: Path) -> None:
    linked = shelf.add(tiny, link=True, label="Ở xa")
    shelf.note(linked.id, "hay dùng")
    copied = shelf.add(split[0])  # the list before knows nothing of it yet
    (folder / INDEX).write_bytes(b"")
    assert {(kept.id, kept.label, kept.note) for kept in again(shelf).models} == {(linked.id, "Ở xa", "hay dùng"), (copied.id, "random", "")}


@pytest.mark.parametrize(
    "change",
    [{"files": ["../../etc/passwd"]}, {"files": ["/etc/passwd"]}, {"files": ["C:\\x.gguf"]}, {"files": []}, {"id": "../x"}, {"label": 5}, {"files": "x"}],
)
def test_a_row_that_makes_no_sense_is_no_model(shelf: Shelf, tiny: Path, change: dict[str, object]) -> None:
    row = json.loads(json.dumps(dataclasses.asdict(shelf.add(tiny))))
    assert kept_of(row) == shelf.models[0]
    assert kept_of(row | change) is None


def test_a_failed_write_leaves_the_list_as_it_was(shelf: Shelf, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shelf.add(tiny)

    def broken(_old: object, _new: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("inference.models.shelf_index.os.replace", broken)
        with pytest.raises(InferenceError, match="Không ghi được"):
            shelf.rename(kept.id, "Khác")
    assert shelf.models == again(shelf).models == (kept,)
    assert not list(shelf.folder.glob(".shelf-*"))


@pytest.mark.parametrize(
    ("label", "id"), [("Đẹp Quá 7B Q4_K_M", "dep-qua-7b-q4-k-m"), ("???", "mo-hinh"), ("..", "mo-hinh"), ("Qwen2.5", "qwen2.5")]
)
def test_ids_are_names_for_files(label: str, id: str) -> None:
    assert new_id(label, ()) == id
    assert new_id(label, {id}) == f"{id}-2"


def test_names_and_notes(shelf: Shelf, tiny: Path) -> None:
    kept = shelf.add(tiny)
    shelf.rename(kept.id, "  Người  viết thơ ")
    shelf.note(kept.id, "Viết lục bát khá.\nChậm.")
    found = again(shelf).by_id(kept.id)
    assert (found.label, found.note) == ("Người viết thơ", "Viết lục bát khá.\nChậm.")
    with pytest.raises(InferenceError, match="Không còn mô hình này"):
        shelf.rename("khác", "x")


# ---- Adapters


def test_an_adapter_is_tied_to_a_base_that_it_fits(shelf: Shelf, tiny: Path, lora: Path, tmp_path: Path) -> None:
    wide = write_random_gguf(tmp_path / "rộng.gguf", dataclasses.replace(TINY, width=512))
    base, other, adapter = shelf.add(tiny), shelf.add(wide), shelf.add(lora)
    assert adapter.is_adapter and shelf.adapters(base.id) == (adapter,)
    with pytest.raises(InferenceError, match="không khớp"):
        shelf.tie(adapter.id, other.id)
    tied = shelf.tie(adapter.id, base.id)
    assert shelf.adapters(base.id) == (tied,) and shelf.adapters(other.id) == ()


# ---- Throwing away


def test_what_is_thrown_away_can_be_taken_back(shelf: Shelf, split: tuple[Path, ...]) -> None:
    kept = shelf.note(shelf.add(split[0]).id, "quý")
    before = contents(shelf.folder / kept.id)
    shelf.throw_away(kept.id)
    assert again(shelf).models == () and [thrown.kept for thrown in shelf.trash] == [kept]
    assert shelf.take_back(kept.id) == kept
    assert contents(shelf.folder / kept.id) == before and again(shelf).models == (kept,) and shelf.trash == ()


def test_of_a_link_only_the_link_is_thrown_away(shelf: Shelf, tiny: Path) -> None:
    kept = shelf.add(tiny, link=True)
    shelf.throw_away(kept.id)
    shelf.empty_trash(0)
    assert tiny.exists() and shelf.models == () and shelf.trash == ()


def test_another_model_may_take_the_name_meanwhile(shelf: Shelf, tiny: Path) -> None:
    first = shelf.add(tiny)
    shelf.throw_away(first.id)
    second = shelf.add(tiny)
    shelf.take_back(first.id)
    assert {shelf.path(kept.id).read_bytes() for kept in shelf.models} == {tiny.read_bytes()}
    assert first.id != second.id and len(shelf.models) == 2


def test_the_trash_is_emptied_after_some_days_or_when_asked(shelf: Shelf, tiny: Path) -> None:
    kept = shelf.add(tiny)
    shelf.throw_away(kept.id)
    now = datetime.now().astimezone()
    assert shelf.empty_trash(30, now + timedelta(days=29)) == 0
    assert shelf.empty_trash(30, now + timedelta(days=31)) == 1
    assert not list((shelf.folder / TRASH).iterdir())
    with pytest.raises(InferenceError, match="không còn trong thùng rác"):
        shelf.take_back(kept.id)


def test_one_part_that_is_held_open_keeps_all_in_place(shelf: Shelf, split: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shelf.add(split[0])
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if Path(source).name == split[1].name and TRASH in str(target):
            raise PermissionError(13, "used by another process")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(shelf_module.os, "replace", held)
        with pytest.raises(InferenceError, match="không được phép truy cập"):
            shelf.throw_away(kept.id)
    assert shelf.models == (kept,) and not shelf.missing(kept) and shelf.trash == ()
