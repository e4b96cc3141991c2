import dataclasses
import json
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from inference.errors import InferenceError
from inference.nn import checkpoint
from inference.nn.architecture import Architecture, read_architecture
from inference.nn.checkpoint import Weights, load_weights, needed, require_memory, unpacked
from tests.inference.nn.folders import MODEL_TYPES, write_random_folder

SINGLE = "model.safetensors"
QUERY = "model.layers.1.self_attn.q_proj.weight"
NORM = "model.layers.0.input_layernorm.weight"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    write_random_folder(folder, "qwen3")
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(sound, tmp_path / "Mô hình"))


def load(folder: Path, **options: Any) -> tuple[Architecture, Weights]:
    architecture = read_architecture(folder)
    return architecture, load_weights(folder, architecture, **options)


def rewrite(folder: Path, *, drop: tuple[str, ...] = (), **changes: torch.Tensor) -> None:
    tensors = {name: value for name, value in load_file(folder / SINGLE).items() if name not in drop}
    save_file({**tensors, **changes}, folder / SINGLE)


def refused(folder: Path) -> str:
    with pytest.raises(InferenceError) as caught:
        load(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("shards", [None, "10KB"], ids=["one file", "shards"])
@pytest.mark.parametrize("tied", [False, True], ids=["two tables", "tied"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("model_type", MODEL_TYPES)
def test_every_number_of_the_model_arrives(
    tmp_path: Path, model_type: str, dtype: torch.dtype, tied: bool, shards: str | None
) -> None:
    model = write_random_folder(tmp_path, model_type, dtype=dtype, shards=shards, tie_word_embeddings=tied)
    assert len(list(tmp_path.glob("*.safetensors"))) > 1 or not shards
    architecture, weights = load(tmp_path)
    theirs = dict(model.named_parameters())  # a tied head is named once
    ours = unpacked(weights, architecture)
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    gains = {name for name in ours if "layernorm" in name or name == "model.norm.weight"}
    assert {ours[name].dtype for name in gains} == {torch.float32}
    assert {value.dtype for name, value in ours.items() if name not in gains} == {dtype}
    assert (weights.head is weights.embedding) == tied


@pytest.mark.parametrize("model_type", ["llama", "qwen3"])
def test_biases_of_the_output_arrive(tmp_path: Path, model_type: str) -> None:
    model = write_random_folder(tmp_path, model_type, attention_bias=True)
    architecture, weights = load(tmp_path)
    assert torch.equal(weights.layers[1].output_bias, model.model.layers[1].self_attn.o_proj.bias)
    assert unpacked(weights, architecture).keys() == dict(model.named_parameters()).keys()


def test_progress_counts_the_bytes_to_the_end(sound: Path) -> None:
    seen: list[tuple[int, int]] = []
    architecture, _ = load(sound, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (architecture.weight_bytes,) * 2
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_weights_outlive_their_file(folder: Path) -> None:
    architecture, weights = load(folder)
    wanted = {name: value.clone() for name, value in unpacked(weights, architecture).items()}
    (folder / SINGLE).write_bytes(b"\0" * (folder / SINGLE).stat().st_size)
    assert all(torch.equal(value, wanted[name]) for name, value in unpacked(weights, architecture).items())


# Dtypes


def declare(folder: Path, **changes: Any) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, **changes}))


def test_float32_gains_beside_bfloat16_stay_what_they_are(tmp_path: Path) -> None:
    model = write_random_folder(tmp_path, "llama", dtype=torch.bfloat16)
    fine = torch.rand(32)
    rewrite(tmp_path, **{NORM: fine})
    _, weights = load(tmp_path)
    assert torch.equal(weights.layers[0].attention_norm, fine)
    assert torch.equal(weights.embedding, model.model.embed_tokens.weight)


def test_bfloat16_widens_where_float32_is_declared(tmp_path: Path) -> None:
    model = write_random_folder(tmp_path, "llama", dtype=torch.bfloat16)
    declare(tmp_path, dtype="float32")
    _, weights = load(tmp_path)
    assert weights.embedding.dtype == torch.float32
    assert torch.equal(weights.embedding, model.model.embed_tokens.weight.float())


@pytest.mark.parametrize(
    ("dtype", "named"), [(torch.float16, "F16"), (torch.int8, "I8"), (torch.float8_e4m3fn, "F8_E4M3")]
)
def test_other_dtypes_are_refused_by_name(folder: Path, dtype: torch.dtype, named: str) -> None:
    rewrite(folder, **{QUERY: torch.zeros(64, 32).to(dtype)})
    assert named in refused(folder) and QUERY in refused(folder)


# What does not fit


def test_a_missing_tensor_is_named(folder: Path) -> None:
    rewrite(folder, drop=(QUERY,))
    assert f"thiếu 1 trên 25 phần: {QUERY}" in refused(folder)


def test_a_head_of_its_own_must_be_there(folder: Path) -> None:
    rewrite(folder, drop=("lm_head.weight",))
    assert "lm_head.weight" in refused(folder)


@pytest.mark.parametrize(
    "name",
    ["model.layers.2.mlp.up_proj.weight", "model.layers.0.self_attn.q_proj.bias", "lora_A.weight", "score.weight"],
)
def test_a_tensor_that_nobody_reads_is_refused(folder: Path, name: str) -> None:
    rewrite(folder, **{name: torch.zeros(4)})
    assert name in refused(folder)


def test_old_rotary_buffers_are_passed_over(folder: Path) -> None:
    rewrite(folder, **{"model.layers.0.self_attn.rotary_emb.inv_freq": torch.zeros(8)})
    load(folder)


@pytest.mark.parametrize("shape", [(32, 64), (64, 31), (64,), (1, 64, 32), (0, 32)])
def test_a_wrong_shape_is_named(folder: Path, shape: tuple[int, ...]) -> None:
    rewrite(folder, **{QUERY: torch.zeros(shape)})
    assert f"{QUERY} có cỡ {list(shape)}, theo config.json phải là [64, 32]" in refused(folder)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_refused(folder: Path, value: float) -> None:
    rewrite(folder, **{NORM: torch.tensor([*[1.0] * 31, value])})
    assert f"{NORM} bị hỏng" in refused(folder)


def test_a_tied_head_may_be_written_twice_if_it_is_the_same(tmp_path: Path) -> None:
    write_random_folder(tmp_path, "llama", tie_word_embeddings=True)
    table = load_file(tmp_path / SINGLE)["model.embed_tokens.weight"]
    rewrite(tmp_path, **{"lm_head.weight": table.clone()})
    _, weights = load(tmp_path)
    assert torch.equal(weights.head, table)
    rewrite(tmp_path, **{"lm_head.weight": table + 1})
    assert "lm_head.weight riêng" in refused(tmp_path)
    rewrite(tmp_path, **{"lm_head.weight": table[:5].clone()})
    assert "lm_head.weight có cỡ" in refused(tmp_path)


# Files


def test_no_weights_at_all(folder: Path) -> None:
    (folder / SINGLE).rename(folder / "pytorch_model.bin")
    assert "chỉ đọc trọng số safetensors" in refused(folder)


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_a_truncated_file(folder: Path, share: float) -> None:
    data = (folder / SINGLE).read_bytes()
    (folder / SINGLE).write_bytes(data[: int(len(data) * share)])
    assert f"“{SINGLE}” bị hỏng hoặc tải dở" in refused(folder)


def test_a_folder_in_the_place_of_a_file(folder: Path) -> None:
    (folder / SINGLE).unlink()
    (folder / SINGLE).mkdir()
    assert SINGLE in refused(folder)


@pytest.fixture
def sharded(tmp_path: Path) -> Path:
    write_random_folder(tmp_path / "x", "llama", shards="10KB")
    return tmp_path / "x"


def reindex(folder: Path, change: Any) -> None:
    path = folder / checkpoint.INDEX
    index = json.loads(path.read_text())
    index["weight_map"] = change(index["weight_map"])
    path.write_text(json.dumps(index))


def test_a_missing_shard_is_named(sharded: Path) -> None:
    gone = sorted(sharded.glob("*.safetensors"))[2]
    gone.unlink()
    assert f"thiếu 1 trên 14 tệp trọng số: {gone.name}" in refused(sharded)


@pytest.mark.parametrize(
    "name", ["../x.safetensors", "/x.safetensors", "a\\x.safetensors", "C:x.safetensors", "x.bin", "a\0.safetensors"]
)
def test_an_index_may_not_lead_out_of_the_folder(sharded: Path, name: str) -> None:
    save_file({QUERY: torch.zeros(64, 32)}, sharded.parent / "x.safetensors")
    reindex(sharded, lambda names: {**names, QUERY: name})
    assert "chỉ ra ngoài thư mục mô hình" in refused(sharded)


def test_links_may_lead_out_of_the_folder(sharded: Path) -> None:
    """As in the cache of huggingface_hub, whose snapshots are links to blobs."""
    shard = min(sharded.glob("*.safetensors"))
    shard.rename(sharded.parent / "blob")
    shard.symlink_to(sharded.parent / "blob")
    load(sharded)


@pytest.mark.parametrize("names", [None, {}, [], {"a": 1}], ids=["null", "empty", "list", "number"])
def test_an_index_without_names(sharded: Path, names: Any) -> None:
    reindex(sharded, lambda _: names)
    assert "weight_map" in refused(sharded)


def test_an_index_that_names_what_is_not_there(sharded: Path) -> None:
    reindex(sharded, lambda names: {**names, "model.layers.9.x": names[QUERY]})
    assert "model.layers.9.x" in refused(sharded)


def test_a_tensor_in_two_shards(sharded: Path) -> None:
    shards = sorted(sharded.glob("*.safetensors"))
    save_file({**load_file(shards[0]), **load_file(shards[1])}, shards[0])
    assert "Hai tệp trọng số cùng có" in refused(sharded)


def test_a_file_that_can_not_be_opened_is_not_called_damaged(folder: Path) -> None:
    (folder / SINGLE).unlink()
    (folder / SINGLE).mkdir()
    message = refused(folder)
    assert "Không đọc được tệp trọng số" in message and "đây là một thư mục" in message and "hỏng" not in message


# Memory


def test_needed_counts_weights_tables_and_cache(sound: Path) -> None:
    architecture = read_architecture(sound)
    bare = needed(architecture)
    assert bare > architecture.weight_bytes
    assert needed(architecture, context=64) - bare == 64 * 8 * 4 * 2  # cosines and sines
    assert needed(architecture, cache_tokens=10) - bare == 10 * architecture.cache_bytes


def test_too_little_memory_is_said_before_any_is_taken(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "available", lambda: 1 << 20)
    message = refused(sound)
    assert "Không đủ bộ nhớ máy" in message and "còn trống 1,0 MB" in message


def test_memory_that_suffices_or_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    for free in (100, None):
        monkeypatch.setattr(checkpoint, "available", lambda free=free: free)
        require_memory("x", 100, "cpu")
    monkeypatch.setattr(checkpoint, "available", lambda: 99)
    with pytest.raises(InferenceError):
        require_memory("x", 100, "cpu")


def test_a_model_beyond_all_memory_is_refused_for_it(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where free memory is unknown, the allocator itself refuses."""
    monkeypatch.setattr(checkpoint, "available", lambda: None)
    huge = dataclasses.replace(read_architecture(sound), vocab=1 << 40, width=1 << 20)
    with pytest.raises(InferenceError, match="Không đủ bộ nhớ"):
        checkpoint._allocated(huge, torch.device("cpu"), "x")


# Hostile files


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_or_holds_numbers(folder: Path, sound: Path, data: st.DataObject) -> None:
    bad = bytearray((sound / SINGLE).read_bytes())
    header = 8 + struct.unpack("<Q", bad[:8])[0]
    for _ in range(data.draw(st.integers(1, 3))):
        end = data.draw(st.sampled_from([8, header, len(bad)]))
        place = data.draw(st.integers(0, min(end, len(bad)) - 1))
        match data.draw(st.sampled_from(["flip", "drop", "cut", "digit"])):
            case "flip":
                bad[place] ^= 1 << data.draw(st.integers(0, 7))
            case "digit":
                bad[place] = ord(data.draw(st.sampled_from("0123456789,[]-")))
            case "drop":
                del bad[place]
            case "cut" if place:
                del bad[place:]
    (folder / SINGLE).write_bytes(bytes(bad))
    try:
        architecture, weights = load(folder)
        assert all(value.isfinite().all() for value in unpacked(weights, architecture).values())
    except InferenceError as error:
        assert error.what and "\n" not in str(error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_shapes_swapped_and_tensors_dropped_are_refused(folder: Path, sound: Path, data: st.DataObject) -> None:
    tensors = load_file(sound / SINGLE)
    one, two = data.draw(st.lists(st.sampled_from(sorted(tensors)), min_size=2, max_size=2, unique=True))
    same = tensors[one].shape == tensors[two].shape
    tensors[one], tensors[two] = tensors[two], tensors[one]
    if same:
        del tensors[one]
    save_file(tensors, folder / SINGLE)
    assert (one if same else "có cỡ") in refused(folder)
