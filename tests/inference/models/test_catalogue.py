"""The catalogue of models: what is shipped is whole and evidenced, the memory formula is right, the person's own file."""

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.models.catalogue import (
    Catalogue,
    adopt,
    by_size,
    cache_bytes,
    compute_bytes,
    fitting,
    load,
    memory_need,
    search,
    weights_bytes,
)
from inference.models.entries import BITS, Entry, Layers, ModelFile, Shape, read
from inference.models.hub import quantization_of

SHIPPED = Path(__file__).parents[3] / "assets" / "models.toml"
LICENCES = {
    *("Apache-2.0", "MIT", "BSD-3-Clause", "AFL-3.0"),  # SPDX
    *("Gemma", "Llama-3.1", "Llama-3.2", "SeaLLMs", "Qwen-Research"),  # by name
}
OPEN = {"Apache-2.0", "BSD-3-Clause", "AFL-3.0"}
MIB = 2**20


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(SHIPPED)


def written(**changes: object) -> str:
    """The TOML of a catalogue with one entry, some of its lines changed or (None) left out."""
    fields = {
        "id": '"a-1b"',
        "label": '"A 1B"',
        "family": '"A"',
        "parameters": "1.0",
        "repository": '"owner/A-1B-GGUF"',
        "licence": '"Apache-2.0"',
        "commercial": '"có"',
        "languages": '["vi"]',
        "context": "4096",
        "thinking": '""',
        "description": '"Mô hình thử."',
        "shape": "{ layers = 2, heads = 2, size = 64, width = 128, vocabulary = 1000 }",
        "files": '[{ quantization = "Q4_K_M", file = "A-1B-Q4_K_M.gguf" }]',
    }
    version = changes.pop("version", 9)
    lines = [f"{name} = {value}" for name, value in {**fields, **changes}.items() if value is not None]
    return "\n".join([f"version = {version}", "[[models]]", *lines])


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# ---- What is shipped -------------------------------------------------------------------------------------------------


def test_every_entry_loads(catalogue: Catalogue) -> None:
    rows = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["models"]
    assert [entry.id for entry in catalogue.entries] == [row["id"] for row in rows]
    assert len(rows) >= 20


def test_ids_and_repositories_are_unique(catalogue: Catalogue) -> None:
    assert len({entry.id for entry in catalogue.entries}) == len(catalogue.entries)
    assert len({entry.repository for entry in catalogue.entries}) == len(catalogue.entries)


def test_sizes_reach_from_half_a_billion_to_32(catalogue: Catalogue) -> None:
    sizes = [entry.parameters for entry in by_size(catalogue.entries)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 1 and 32 <= sizes[-1] < 34
    assert all(
        any(low <= size < high for size in sizes) for low, high in [(1, 2.5), (2.5, 5), (6, 10), (10, 16), (16, 30)]
    )


def test_every_entry_has_its_evidence_above_it() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    above = [block.rsplit("\n\n", 1)[-1] for block in text.split("[[models]]\n")[:-1]]
    lacking = [block for block in above if not re.search(r"^# evidence: https://\S+", block, re.MULTILINE)]
    undated = [block for block in above if not re.search(r"\b2026-\d\d-\d\d\b", block)]
    assert above and not lacking and not undated


def test_licences_are_known_and_their_conditions_are_told(catalogue: Catalogue) -> None:
    assert {entry.licence for entry in catalogue.entries} <= LICENCES
    assert all(entry.commercial == "có" for entry in catalogue.entries if entry.licence in OPEN)
    assert all(entry.commercial != "có" and entry.terms for entry in catalogue.entries if entry.licence not in OPEN)


def test_what_people_read_is_composed_vietnamese_in_one_sentence(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        for text in filter(None, (entry.description, entry.terms)):
            assert unicodedata.is_normalized("NFC", text) and text.endswith(".") and not re.search(r"\. [^\W\d]", text)
            assert re.search("[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụ]", text)


def test_vietnamese_is_named_or_its_lack_is_told(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        assert entry.names_vietnamese or "tiếng Việt không nằm trong" in entry.description


def test_file_names_say_their_quantization(catalogue: Catalogue) -> None:
    """As the hub's reader takes it from the name; one old name says only "q8"."""
    for entry in catalogue.entries:
        for file in entry.files:
            assert quantization_of(file.file) in (file.quantization, file.quantization.removesuffix("_0"))


def test_known_sizes_agree_with_the_bits_of_the_quantization(catalogue: Catalogue) -> None:
    """Small models keep large embeddings, and mixed ones some layers, in more bits."""
    for entry in catalogue.entries:
        for file in entry.files:
            computed = weights_bytes(entry, ModelFile(file.quantization, file.file))
            assert 0.95 * computed <= weights_bytes(entry, file) <= 1.25 * computed, entry.id


def test_scores_have_a_source_and_a_day(catalogue: Catalogue) -> None:
    scores = {entry.id: entry.vmlu for entry in catalogue.entries if entry.vmlu}
    assert scores["vistral-7b"].score == 50.03
    assert all(score.source.startswith("https://") and score.read.year >= 2026 for score in scores.values())


def test_thinking_is_switched_off_as_each_model_wants(catalogue: Catalogue) -> None:
    assert catalogue.by_id("qwen3.5-4b").template_arguments == {"enable_thinking": False}
    assert catalogue.by_id("qwen3.5-4b").message_suffix == ""
    assert catalogue.by_id("qwen3-8b").message_suffix == " /no_think"
    assert catalogue.by_id("llama-3.1-8b").template_arguments == {}


def test_gemma_2_takes_no_system_role(catalogue: Catalogue) -> None:
    assert not catalogue.by_id("sea-lion-3-9b").system
    assert catalogue.by_id("sea-lion-4.5-e2b").system


# ---- Memory ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "bytes"),
    # Caches at 32,768 tokens as a public project computed them from the headers of the very files.
    [
        ("qwen3.5-0.8b", 402_653_184),
        ("qwen3.5-4b", 1_073_741_824),
        ("qwen3.5-9b", 1_073_741_824),
        ("qwen3.8-27b", 2_147_483_648),
        ("gemma-4-e2b", 499_122_176),
        ("gemma-4-e4b", 1_012_924_416),
        ("gemma-4-12b", 1_207_959_552),
        ("gemma-4-26b-a4b", 1_090_519_040),
        ("gemma-4-31b", 4_362_076_160),
    ],
)
def test_caches_are_near_those_of_the_file_headers(catalogue: Catalogue, id: str, bytes: int) -> None:
    assert cache_bytes(catalogue.by_id(id), 32768) == pytest.approx(bytes, rel=0.15)


@pytest.mark.parametrize(
    ("id", "cache", "compute"),
    # What llama.cpp printed at 4,096 tokens in public logs: "KV self size", "CPU compute buffer size" (MiB).
    [("llama-3.1-8b", 512.00, 258.50), ("qwen3-1.7b", 448.00, 304.75), ("vylinh-3b", None, 304.75)],
)
def test_buffers_are_near_those_that_llama_cpp_prints(
    catalogue: Catalogue, id: str, cache: float | None, compute: float
) -> None:
    entry = catalogue.by_id(id)
    assert cache is None or cache_bytes(entry, 4096) == cache * MIB
    assert compute_bytes(entry) == pytest.approx(compute * MIB, rel=0.15)


def test_the_whole_need_is_near_that_of_a_printed_load(catalogue: Catalogue) -> None:
    """Llama 3.1 8B Q4_K_M: 4,685 MiB of weights, 512 of cache, 258.5 of compute buffers."""
    need = memory_need(catalogue.by_id("llama-3.1-8b"), "Q4_K_M")
    assert need == pytest.approx((4685 + 512 + 258.5) * MIB, rel=0.05)


def test_recurrent_states_do_not_grow_with_the_context(catalogue: Catalogue) -> None:
    """A checkpoint of Qwen3.5 9B's state was reported as 50.251 MiB."""
    entry = catalogue.by_id("qwen3.5-9b")
    alone = replace(entry, shape=replace(entry.shape, recurrent=None))
    states = [memory_need(entry, "Q4_K_M", size) - memory_need(alone, "Q4_K_M", size) for size in (4096, 65536)]
    assert states[0] == states[1] == pytest.approx(50.251 * MIB, rel=0.15)


def test_need_grows_with_context_sequences_and_bits(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        by_bits = sorted(entry.files, key=lambda file: BITS[file.quantization])
        needs = [memory_need(entry, file.quantization) for file in by_bits]
        assert needs == sorted(set(needs))
        first = entry.files[0].quantization
        contexts = [memory_need(entry, first, context) for context in (512, 2048, 4096, 8192, 32768)]
        assert contexts == sorted(set(contexts))
        assert memory_need(entry, first, 4096, sequences=2) > memory_need(entry, first, 4096)


def test_a_window_stops_growing_once_it_is_full() -> None:
    entry = replace(read_one(), shape=Shape(Layers(1, 1, 64), 128, 1000, window=Layers(9, 1, 64, tokens=512)))
    growth = [cache_bytes(entry, context + 256) - cache_bytes(entry, context) for context in (512, 4096)]
    assert growth == [10 * 4 * 64 * 256, 1 * 4 * 64 * 256]


def test_unknown_sizes_are_computed_from_the_bits() -> None:
    entry = read_one()
    assert weights_bytes(entry, ModelFile("Q8_0", "a.gguf")) == pytest.approx(8.5e9 / 8)
    assert weights_bytes(entry, ModelFile("Q8_0", "a.gguf", gigabytes=1.1)) == 1_100_000_000
    assert weights_bytes(entry, ModelFile("Q8_0", "a.gguf", bytes=1_099_999_999, gigabytes=1.1)) == 1_099_999_999


def read_one() -> Entry:
    return Entry(
        id="a-1b",
        label="A 1B",
        family="A",
        parameters=1.0,
        repository="o/a",
        licence="MIT",
        commercial="có",
        languages=("vi",),
        context=4096,
        thinking="",
        description="Thử.",
        shape=Shape(Layers(2, 2, 64), 128, 1000),
        files=(ModelFile("Q4_K_M", "a-Q4_K_M.gguf"), ModelFile("Q8_0", "a-Q8_0.gguf")),
    )


# ---- Looking for one -------------------------------------------------------------------------------------------------


def test_what_fits_really_fits_and_is_the_largest_that_does(catalogue: Catalogue) -> None:
    room = 4 * 2**30
    found = fitting(catalogue.entries, room)
    assert found and all(memory_need(entry, file.quantization) <= room for entry, file in found)
    assert [entry.parameters for entry, _ in found] == sorted((entry.parameters for entry, _ in found), reverse=True)
    assert {entry.id: file.quantization for entry, file in found}["llama-3.2-3b"] == "Q8_0"
    left = {entry.id for entry in catalogue.entries} - {entry.id for entry, _ in found}
    assert all(
        min(memory_need(catalogue.by_id(id), f.quantization) for f in catalogue.by_id(id).files) > room for id in left
    )


def test_nothing_fits_into_nothing(catalogue: Catalogue) -> None:
    assert fitting(catalogue.entries, 100 * MIB) == []


def test_search_looks_past_marks_and_capitals(catalogue: Catalogue) -> None:
    assert {entry.family for entry in search(catalogue.entries, "sea-LION")} == {"SEA-LION"}
    assert [entry.id for entry in search(catalogue.entries, "vinai dap")] == ["phogpt-4b"]
    assert search(catalogue.entries, "  ") == list(catalogue.entries)
    assert search(catalogue.entries, "mistral khổng lồ") == []


def test_asking_for_what_is_not_listed_says_so(catalogue: Catalogue) -> None:
    with pytest.raises(InferenceError, match="Không có mô hình “gpt”"):
        catalogue.by_id("gpt")
    with pytest.raises(InferenceError, match="“Qwen3 8B” không có bản Q2_K"):
        memory_need(catalogue.by_id("qwen3-8b"), "Q2_K")


# ---- The person's own file -------------------------------------------------------------------------------------------


def test_a_newer_own_file_adds_and_replaces(tmp_path: Path) -> None:
    own = put(tmp_path / "models.toml", written(id='"qwen3-8b"', label='"Qwen3 8B (mới)"'))
    both = load(SHIPPED, own)
    assert both.by_id("qwen3-8b").label == "Qwen3 8B (mới)" and both.own == {"qwen3-8b"}
    assert len(both.entries) == len(load(SHIPPED).entries) and both.version == 9
    assert load(SHIPPED, put(own, written())).by_id("a-1b").repository == "owner/A-1B-GGUF"


def test_an_own_file_that_is_not_newer_does_not_count(tmp_path: Path) -> None:
    own = put(tmp_path / "models.toml", written(version=load(SHIPPED).version))
    assert load(SHIPPED, own) == load(SHIPPED)


def test_no_own_file_is_no_fault(tmp_path: Path) -> None:
    assert load(SHIPPED, tmp_path / "models.toml") == load(SHIPPED)


def test_a_broken_own_file_is_told_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="“models.toml” không dùng được: tệp không đúng khuôn TOML"):
        load(SHIPPED, put(tmp_path / "models.toml", "version = [[["))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": '"A 1B"'}, "mục thứ 1 “id” không hợp lệ"),
        ({"label": None}, "mục a-1b thiếu “label”"),
        ({"repository": '"https://example.org/a"'}, "“repository” không hợp lệ"),
        ({"repository": '"../../etc"'}, "“repository” không hợp lệ"),
        ({"commercial": '"không"'}, "thiếu “terms”"),
        ({"commercial": '"yes"'}, "“commercial” không hợp lệ"),
        ({"parameters": "-1.0"}, "“parameters” không hợp lệ"),
        ({"parameters": "nan"}, "“parameters” không hợp lệ"),
        ({"parameters": "true"}, "“parameters” không hợp lệ"),
        ({"thinking": '"nothink"'}, "“thinking” không hợp lệ"),
        ({"description": '"""hai\ndòng"""'}, "“description” không hợp lệ"),
        ({"prompt": '"không có chỗ"'}, "“prompt” không hợp lệ"),
        ({"revision": '"main"'}, "“revision” không hợp lệ"),
        ({"languages": "[]"}, "“languages” không hợp lệ"),
        ({"files": "[]"}, "“files” không hợp lệ"),
        ({"files": '[{ quantization = "Q4_K_M", file = "../a.gguf" }]'}, "“file” không hợp lệ"),
        ({"files": '[{ quantization = "Q4_K_M", file = "/a.gguf" }]'}, "“file” không hợp lệ"),
        ({"files": '[{ quantization = "Q4_K_M", file = "a.exe" }]'}, "“file” không hợp lệ"),
        ({"files": '[{ quantization = "Q9", file = "a.gguf" }]'}, "“quantization” không hợp lệ"),
        ({"files": '[{ quantization = "Q8_0", file = "a.gguf", sha256 = "12" }]'}, "“sha256” không hợp lệ"),
        ({"files": '[{ quantization = "Q8_0", file = "a.gguf", run = "rm" }]'}, "có trường lạ “run”"),
        ({"files": '["a.gguf"]'}, "không phải là một bảng"),
        ({"shape": "{ layers = 2 }"}, "“shape” thiếu “heads”"),
        ({"vmlu": "{ score = 80.0, source = 'http://x', read = 2026-01-01 }"}, "“source” không hợp lệ"),
        ({"vmlu": "{ score = 80.0 }"}, "“vmlu” thiếu “source”"),
        ({"licnce": '"MIT"'}, "có trường lạ “licnce”"),
        ({"version": 0}, "phần đầu “version” không hợp lệ"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(tmp_path: Path, changes: dict[str, object], told: str) -> None:
    with pytest.raises(InferenceError) as caught:
        read(put(tmp_path / "của tôi.toml", written(**changes)))
    assert caught.value.what.startswith("Danh mục mô hình “của tôi.toml” không dùng được: ")
    assert told in caught.value.what and caught.value.what.endswith(".") and "\n" not in caught.value.what


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    twice = written() + written().removeprefix("version = 9")
    with pytest.raises(InferenceError, match="có hai mục cùng tên a-1b"):
        read(put(tmp_path / "models.toml", twice))


def test_what_is_no_catalogue_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * (2**20 + 1))
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for name, told in [("large.toml", "lớn hơn 1 MB"), ("binary.toml", "khuôn TOML"), ("none.toml", "không mở được")]:
        with pytest.raises(InferenceError, match=told):
            read(tmp_path / name)


def test_adopting_lays_the_same_bytes_into_the_data_folder(tmp_path: Path) -> None:
    source = put(tmp_path / "từ bạn.toml", written())
    own = tmp_path / "data" / "models.toml"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert adopt(source, own, newer_than=1, sha256=f" {digest.upper()}\n").version == 9
    assert own.read_bytes() == source.read_bytes() and list(own.parent.iterdir()) == [own]
    assert load(SHIPPED, own).own == {"a-1b"}


@pytest.mark.parametrize(
    ("changes", "sha256", "told"),
    [
        ({}, "0" * 64, "mã SHA-256 không khớp"),
        ({"version": 5}, "", "phiên bản 5 không mới hơn phiên bản 5 đang có"),
        ({"label": None}, "", "thiếu “label”"),
    ],
)
def test_what_is_not_adopted_leaves_the_old_one(
    tmp_path: Path, changes: dict[str, object], sha256: str, told: str
) -> None:
    own = put(tmp_path / "models.toml", "cũ")
    with pytest.raises(InferenceError, match=told):
        adopt(put(tmp_path / "new.toml", written(**changes)), own, newer_than=5, sha256=sha256)
    assert own.read_text(encoding="utf-8") == "cũ" and len(list(tmp_path.iterdir())) == 2
