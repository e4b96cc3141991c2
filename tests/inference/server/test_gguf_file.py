"""A bad file gets one sentence, before llama.cpp sees it."""

import os
import random
import struct
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.evaluation.random_gguf import TINY
from inference.server import gguf_file, memory
from inference.server.llama_engine import LlamaEngine


@pytest.fixture
def broken(model: Path, tmp_path: Path):
    """Writes a changed copy of the model."""

    def write(change) -> Path:
        path = tmp_path / "hỏng.gguf"
        path.write_bytes(change(model.read_bytes()))
        return path

    return write


def with_number(key: bytes, value: int):
    """Changes a 32-bit number of the metadata."""

    def change(data: bytes) -> bytes:
        at = data.index(key) + len(key) + 4
        return data[:at] + struct.pack("<I", value) + data[at + 4 :]

    return change


def test_a_good_file_tells_its_sizes(model: Path) -> None:
    facts = gguf_file.check(model)
    assert (facts.layers, facts.width, facts.vocabulary, facts.context) == (2, 256, TINY.vocabulary, TINY.context)
    assert facts.cache_bytes(512) == 512 * 2 * (256 + 256) * 2
    assert facts.has_chat_template


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: b"", "rỗng"),
        (lambda data: b"PK\x03\x04" + data[4:], "không phải tệp mô hình GGUF"),
        (lambda data: data[:3], "không phải tệp mô hình GGUF"),
        (lambda data: data[:100], "cắt cụt"),
        (lambda data: data[: len(data) // 2], "cắt cụt"),
        (lambda data: data[:-1], "cắt cụt"),
        (lambda data: data[:4] + struct.pack("<I", 9) + data[8:], "phiên bản"),
        (lambda data: data[:8] + struct.pack("<Q", 2**60) + data[16:], "vô lý"),
        (with_number(b"llama.block_count", 0), "block_count"),
        (with_number(b"llama.block_count", 513), "block_count"),
        (with_number(b"llama.block_count", 10**9), "block_count"),
        (with_number(b"llama.block_count", 3), "thiếu 1 trên 3 lớp"),
        (with_number(b"llama.embedding_length", 512), "không khớp"),
        (with_number(b"llama.attention.head_count", 0), "head_count"),
        (with_number(b"tokenizer.ggml.eos_token_id", 5000), "ngoài bộ từ vựng"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(broken, change, said: str) -> None:
    with pytest.raises(InferenceError) as caught:
        gguf_file.check(broken(change))
    assert said in caught.value.what and caught.value.what.endswith(".")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="Không tìm thấy"):
        gguf_file.check(tmp_path / "không có.gguf")
    with pytest.raises(InferenceError, match="thư mục"):
        gguf_file.check(tmp_path)
    (tmp_path / "config.json").touch()
    with pytest.raises(InferenceError, match="--engine gpu"):
        gguf_file.check(tmp_path)


def test_random_damage_to_the_header_never_escapes_as_another_error(model: Path, tmp_path: Path) -> None:
    data = model.read_bytes()
    header = data.index(b"blk.0.attn_norm.weight") + 3000
    chance = random.Random(0)
    path = tmp_path / "hỏng.gguf"
    for _ in range(150):
        damaged = bytearray(data[:header])
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, header)] = chance.randrange(256)
        path.write_bytes(damaged)
        os.truncate(path, len(data))  # the weights are not read
        try:
            gguf_file.check(path)
        except InferenceError as error:
            assert error.what.endswith(".")


def test_too_little_memory_is_said_before_loading(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available", lambda: 10 << 20)
    with pytest.raises(InferenceError, match="Không đủ bộ nhớ"):
        LlamaEngine(model)


def test_the_free_memory_is_known_here() -> None:
    free = memory.available()
    assert free is not None and 0 < free < 1 << 50
