"""Models are looked up and fetched from a loopback hub: whole, again after any break, never a wrong byte."""

import hashlib
import random
import threading
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.models.begun import begun_in
from inference.models.download import Download, Progress, Stopped, gigabytes
from inference.models.hub import Asked, Hub, RemoteFile, Repository, asked, quantization_of, weights
from inference.network import Connection, Network
from tests.inference.models.conftest import COMMIT, FakeHub

DATA = random.Random(5).randbytes(3_000_000)
FILE = "mam-Q8_0.gguf"


def fetch(
    hub: FakeHub, folder: Path, *, token: str = "", network: Network | None = None, tell: object = None, which: int = 0
) -> Download:
    there = Hub(network or Network(), hub.url, token)
    found = there.look_up("chu/mam")
    said = tell or (lambda _progress: None)
    return Download(there, found, found.weights[which], folder, said, wait=lambda _seconds: False)


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("Qwen/Qwen3-4B-GGUF", Asked("Qwen/Qwen3-4B-GGUF")),
        (" hf.co/chu/mam:q4_k_m ", Asked("chu/mam", "", "Q4_K_M")),
        ("https://huggingface.co/chu/mam", Asked("chu/mam")),
        ("huggingface.co/chu/mam/tree/main", Asked("chu/mam", "", "", "main")),
        ("https://huggingface.co/chu/mam/blob/main/a/b-Q8_0.gguf", Asked("chu/mam", "a/b-Q8_0.gguf", "", "main")),
        ("https://guong.vn/chu/mam/resolve/v2/b.gguf?download=true", Asked("chu/mam", "b.gguf", "", "v2")),
    ],
)
def test_a_name_or_a_link_is_understood(text: str, is_: Asked) -> None:
    assert asked(text) == is_


@pytest.mark.parametrize("text", ["", "mam", "một mô hình", "https://huggingface.co/", "a/b/c", "../etc/passwd", "chu/mam; rm"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InferenceError, match="không phải tên kho"):
        asked(text)


@pytest.mark.parametrize(
    ("name", "is_"),
    [("q-7b-q4_k_m-00001-of-00002.gguf", "Q4_K_M"), ("x.IQ2_XXS.gguf", "IQ2_XXS"), ("m-BF16.gguf", "BF16"), ("g-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"), ("mam.gguf", "")],
)
def test_the_quantization_is_read_from_the_name(name: str, is_: str) -> None:
    assert quantization_of(name) == is_


def test_the_parts_of_a_split_model_are_one_and_an_incomplete_one_is_none(hub: FakeHub) -> None:
    hub.files = {f"m-q4_k_m-0000{i}-of-00003.gguf": b"x" * 10 for i in (1, 2, 3)}
    hub.files |= {"m-q8_0-00001-of-00002.gguf": b"x" * 10, "m-f16.gguf": b"x" * 70, "README.md": b"x", "mmproj-f16.gguf": b"x"}
    found = Hub(Network(), hub.url).look_up("chu/mam")
    assert [(each.quantization, len(each.files), each.bytes) for each in found.weights] == [("Q4_K_M", 3, 30), ("F16", 1, 70)]
    assert (found.commit, found.licence, found.gated) == (COMMIT, "apache-2.0", False)


@pytest.mark.parametrize("redirect", [True, False])
def test_a_file_comes_whole_and_is_checked(hub: FakeHub, tmp_path: Path, redirect: bool) -> None:
    hub.files, hub.redirect = {FILE: DATA}, redirect
    said: list[Progress] = []
    (path,) = fetch(hub, tmp_path, tell=said.append).run()
    assert path.read_bytes() == DATA and [each.name for each in tmp_path.iterdir()] == [FILE]
    assert said[-1].done == said[-1].total == len(DATA)


def test_all_parts_of_a_split_model_come(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {f"m-q4_0-0000{i}-of-00002.gguf": DATA[i * 1000 : i * 9000] for i in (1, 2)}
    paths = fetch(hub, tmp_path).run()
    assert [path.read_bytes() for path in paths] == list(hub.files.values())


def test_a_cut_connection_is_taken_up_where_it_broke(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.cut_after = {FILE: DATA}, [1_000_000, 500_000]
    (path,) = fetch(hub, tmp_path).run()
    assert path.read_bytes() == DATA
    ranges = [headers.get("Range") for _, where, headers in hub.asked if where.startswith("/store/")]
    assert ranges[0] is None and all(ranges[1:]) and len(ranges) == 3


def test_a_server_without_ranges_begins_again(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.cut_after, hub.ranges = {FILE: DATA}, [1_000_000], False
    (path,) = fetch(hub, tmp_path).run()
    assert path.read_bytes() == DATA


def test_a_network_that_stays_away_is_told_and_what_came_is_kept(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.cut_after = {FILE: DATA}, [700_000, *[0] * 20]
    seen: list[Progress] = []
    with pytest.raises(InferenceError, match="phần đã tải được giữ lại"):
        fetch(hub, tmp_path / "mam", tell=seen.append).run()
    assert [progress.done for progress in seen if progress.stage == "cho"] == [700_000] * 5
    (begun,) = begun_in(tmp_path)
    assert (begun.file, begun.done, begun.total) == (FILE, 700_000, len(DATA)) and begun.folder == tmp_path / "mam"
    hub.cut_after, hub.asked = [], []
    (path,) = fetch(hub, tmp_path / "mam").run()
    assert path.read_bytes() == DATA
    assert [h["Range"] for _, where, h in hub.asked if where.startswith("/store/")] == ["bytes=700000-"]


def test_a_download_that_was_killed_goes_on_in_another_program(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    (tmp_path / f"{FILE}.part").write_bytes(DATA[:1_234_567])
    download = fetch(hub, tmp_path)
    download._begun(RemoteFile(FILE, len(DATA), hashlib.sha256(DATA).hexdigest()))  # another one wrote no note: not trusted
    assert not (tmp_path / f"{FILE}.part").exists()
    (tmp_path / f"{FILE}.part").write_bytes(DATA[:1_234_567])
    hub.asked.clear()
    (path,) = fetch(hub, tmp_path).run()
    assert path.read_bytes() == DATA
    assert "bytes=1234567-" in [h.get("Range") for _, where, h in hub.asked if where.startswith("/store/")]


def test_another_commit_of_the_file_is_not_mixed_in(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.cut_after = {FILE: DATA}, [700_000, *[0] * 20]
    with pytest.raises(InferenceError):
        fetch(hub, tmp_path).run()
    hub.files, hub.cut_after = {FILE: DATA[::-1]}, []
    (path,) = fetch(hub, tmp_path).run()
    assert path.read_bytes() == DATA[::-1]


def test_a_wrong_byte_is_not_accepted(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.wrong = {FILE: DATA}, True
    with pytest.raises(InferenceError, match="sai lệch nên đã bỏ"):
        fetch(hub, tmp_path).run()
    assert list(tmp_path.iterdir()) == []


def test_a_part_with_a_flipped_byte_is_found_out_and_the_next_try_succeeds(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.cut_after = {FILE: DATA}, [700_000, *[0] * 20]
    with pytest.raises(InferenceError):
        fetch(hub, tmp_path).run()
    part = tmp_path / f"{FILE}.part"
    part.write_bytes(b"\x00" + part.read_bytes()[1:])
    hub.cut_after = []
    with pytest.raises(InferenceError, match="sai lệch"):
        fetch(hub, tmp_path).run()
    assert fetch(hub, tmp_path).run()[0].read_bytes() == DATA


def test_a_file_that_is_already_there_is_checked_and_kept(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    (tmp_path / FILE).write_bytes(DATA)
    fetch(hub, tmp_path).run()
    assert not [where for _, where, _ in hub.asked if "resolve" in where]
    (tmp_path / FILE).write_bytes(DATA[::-1])
    assert fetch(hub, tmp_path).run()[0].read_bytes() == DATA


@pytest.mark.parametrize("statuses", [[500], [503, 502], [429, 429, 500]])
def test_a_hub_in_trouble_is_asked_again(hub: FakeHub, tmp_path: Path, statuses: list[int]) -> None:
    hub.files, hub.statuses = {FILE: DATA}, list(statuses)
    assert fetch(hub, tmp_path).run()[0].read_bytes() == DATA


@pytest.mark.parametrize(("status", "says"), [(404, "Không tìm thấy"), (403, "được duyệt"), (401, "mã truy cập"), (410, "từ chối")])
def test_a_refusal_is_told_at_once(hub: FakeHub, tmp_path: Path, status: int, says: str) -> None:
    hub.files = {FILE: DATA}
    download = fetch(hub, tmp_path)
    hub.statuses = [status]
    with pytest.raises(InferenceError, match=says):
        download.run()
    assert len([where for _, where, _ in hub.asked if "resolve" in where]) == 1


def test_a_token_opens_a_gated_repository_and_is_shown_to_the_hub_alone(hub: FakeHub, tmp_path: Path) -> None:
    hub.files, hub.gated, hub.token = {FILE: DATA}, True, "hf_bi_mat"
    with pytest.raises(InferenceError, match="cần mã truy cập"):
        fetch(hub, tmp_path)
    with pytest.raises(InferenceError, match="không đúng hoặc đã hết hạn"):
        fetch(hub, tmp_path, token="hf_sai")
    assert fetch(hub, tmp_path, token="hf_bi_mat").run()[0].read_bytes() == DATA
    assert not any("Authorization" in headers for _, where, headers in hub.asked if where.startswith("/store/"))
    hub.approved = False
    with pytest.raises(InferenceError, match="đã được duyệt"):
        fetch(hub, tmp_path, token="hf_bi_mat")


@pytest.mark.parametrize(("status", "says"), [(404, "Không tìm thấy"), (429, "đang bận"), (500, "sự cố"), (503, "sự cố")])
def test_a_look_up_that_fails_says_why(hub: FakeHub, status: int, says: str) -> None:
    hub.api_status = status
    with pytest.raises(InferenceError, match=says):
        Hub(Network(), hub.url).look_up("chu/mam")


def test_nobody_at_the_address_is_told_at_once() -> None:
    with pytest.raises(InferenceError, match="Không nối được tới 127.0.0.1"):
        Hub(Network(), "http://127.0.0.1:9").look_up("chu/mam")


def test_the_person_stops_it_and_it_goes_on_later(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA * 4}
    seen = threading.Event()
    download = fetch(hub, tmp_path / "mam", tell=lambda progress: (download.stop(), seen.set()))
    with pytest.raises(Stopped):
        download.run()
    assert seen.is_set() and [begun.file for begun in begun_in(tmp_path)] == [FILE]
    assert fetch(hub, tmp_path / "mam").run()[0].read_bytes() == DATA * 4


def test_a_download_that_is_given_up_leaves_nothing(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    folder = tmp_path / "mam"
    download = fetch(hub, folder, tell=lambda _progress: download.stop())
    with pytest.raises(Stopped):
        download.run()
    (begun,) = begun_in(tmp_path)
    begun.discard()
    assert list(tmp_path.iterdir()) == []


def test_giving_up_a_newer_version_leaves_the_one_that_is_there(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    folder = tmp_path / "mam"
    folder.mkdir()
    (folder / FILE).write_bytes(b"the former one")
    download = fetch(hub, folder, tell=lambda _progress: download.stop())
    with pytest.raises(Stopped):
        download.run()
    begun_in(tmp_path)[0].discard({folder / FILE})
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_a_split_model_that_is_given_up_leaves_none_of_its_whole_parts(hub: FakeHub, tmp_path: Path) -> None:
    names = [f"x-Q8_0-0000{number}-of-00002.gguf" for number in (1, 2)]
    hub.files = {name: DATA for name in names}
    hub.cut_after = [len(DATA), 1000, *[0] * 20]
    with pytest.raises(InferenceError):
        fetch(hub, tmp_path / "x").run()
    (begun,) = begun_in(tmp_path)
    assert begun.done == len(DATA) + 1000 and (tmp_path / "x" / names[0]).exists()
    begun.discard()
    assert list(tmp_path.iterdir()) == []


def test_notes_that_are_none_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for number, text in enumerate(("", "[]", "{}", '{"repository": 1}', '{"repository": "a/b", "commit": "c", "name": "n", "total": "x"}')):
        (tmp_path / "a" / f"{number}.gguf.part.json").write_text(text)
    assert begun_in(tmp_path) == []


def test_a_full_disk_is_told_before_the_first_byte(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    there = Hub(Network(), hub.url)
    huge = weights([type("Sibling", (), {"rfilename": FILE, "size": 1 << 60, "lfs": {"sha256": "0" * 64}})()])[0]
    with pytest.raises(InferenceError, match="không đủ chỗ"):
        Download(there, Repository("chu/mam", COMMIT, "", False, (huge,)), huge, tmp_path).run()


def test_a_folder_that_can_not_be_written_is_told(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    (tmp_path / "tep").write_text("x")
    with pytest.raises(InferenceError, match="Không ghi được"):
        fetch(hub, tmp_path / "tep" / "models").run()


def test_names_with_folders_stay_in_the_folder(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {"a/../b/m-Q8_0.gguf": DATA[:1000]}
    there = Hub(Network(), hub.url)
    found = there.look_up("chu/mam")
    download = Download(there, found, found.weights[0], tmp_path / "models", wait=lambda _s: False)
    assert download._path(found.weights[0].files[0]) == tmp_path / "models" / "m-Q8_0.gguf"


def test_every_connection_is_written_down_and_none_is_made_while_there_shall_be_none(hub: FakeHub, tmp_path: Path) -> None:
    hub.files = {FILE: DATA}
    seen: list[Connection] = []
    offline = threading.Event()
    network = Network(offline.is_set, seen.append)
    fetch(hub, tmp_path, network=network).run()
    assert {each.why for each in seen} == {"hỏi kho mô hình", "tải mô hình"}
    assert sum(each.received for each in seen if each.why == "tải mô hình") >= len(DATA)
    assert {each.host for each in seen} == {"127.0.0.1", "localhost"}
    offline.set()
    before = len(hub.asked)
    with pytest.raises(InferenceError, match="Không dùng mạng"):
        fetch(hub, tmp_path / "khac", network=network)
    assert len(hub.asked) == before


def test_sizes_are_said_as_people_say_them() -> None:
    assert [gigabytes(size) for size in (1, 9_800_000, 4_683_000_000)] == ["1 MB", "10 MB", "4,7 GB"]
