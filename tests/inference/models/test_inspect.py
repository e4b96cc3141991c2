"""A file is known before it is used: models, split models, adapters; a hostile one costs a child process at most."""

import dataclasses
import json
import os
import random
import shutil
import struct
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.evaluation.random_gguf import TINY, write_random_lora
from inference.models import child
from inference.models.inspect import NO_ANSWER, about_of, inspect, read, takes_system, thinking
from inference.server import gguf_file
from inference.server.engine import Job, Sampling
from inference.server.llama_engine import LlamaEngine

CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"


def test_a_model_is_described(tiny: Path) -> None:
    about = inspect(tiny)
    assert (about.kind, about.architecture, about.layers, about.context) == ("model", "llama", TINY.layers, TINY.context)
    assert (about.quantization, about.parts, about.size) == ("Q8_0", 1, tiny.stat().st_size)
    assert about.has_template and about.system and about.thinking == ""
    assert about_of(json.loads(json.dumps(dataclasses.asdict(about)))) == about


def test_the_quantization_is_that_of_the_tensors_whatever_the_name_says(tiny: Path, tmp_path: Path) -> None:
    named = shutil.copy(tiny, tmp_path / "mô-hình-Q2_K.gguf")
    assert read(Path(named)).quantization == "Q8_0"


@pytest.mark.parametrize("values", [None, [], {}, {"kind": 1}, {"kind": "model"}])
def test_what_is_no_description_is_none(values: object) -> None:
    assert about_of(values) is None


# ---- Templates


@pytest.mark.parametrize(
    ("template", "switch"),
    [
        (CHATML, ""),
        ("{% if enable_thinking is false %}<think>\\n\\n</think>{% endif %}", "enable_thinking=false"),
        ("{% if '/no_think' in messages[-1].content %}{% endif %}", "/no_think"),
        ("{{ '<|Assistant|><think>\\n' }}", "luôn luôn"),
        ("{{ content.split('</think>')[-1] }}", ""),
    ],
)
def test_how_thinking_is_switched_off(template: str, switch: str) -> None:
    assert thinking(template) == switch


@pytest.mark.parametrize(
    ("template", "takes"),
    [
        (CHATML, True),
        ("{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}" + CHATML, False),
        ("{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}", False),
        ("{% for m in messages[1:] %}{{ messages[0].content + '\n\n' + m.content }}{% else %}{{ messages[0].content }}{% endfor %}", False),
        ("{% broken", False),
        ("", True),
    ],
)
def test_whether_a_system_message_is_taken(template: str, takes: bool) -> None:
    assert takes_system(template) is takes


# ---- Split models


def test_a_split_model_is_one(split: tuple[Path, ...]) -> None:
    about = inspect(split[0])
    assert (about.parts, about.size) == (3, sum(path.stat().st_size for path in split))
    assert gguf_file.parts(split[1]) == split


def test_the_engine_loads_a_split_model_by_its_first_part(split: tuple[Path, ...]) -> None:
    engine = LlamaEngine(split[0], context=256, threads=1, parallel=1)
    assert engine.name == "chia"
    engine.close()


def test_another_part_than_the_first_names_the_first(split: tuple[Path, ...]) -> None:
    with pytest.raises(InferenceError, match="chia-00001-of-00003"):
        read(split[2])


def test_a_missing_part_is_named(split: tuple[Path, ...], tmp_path: Path) -> None:
    first = Path(shutil.copy(split[0], tmp_path))
    shutil.copy(split[2], tmp_path)
    with pytest.raises(InferenceError, match=r"thiếu 1 trên 3 phần\. .*chia-00002-of-00003"):
        read(first)


@pytest.mark.parametrize(("source", "place"), [(0, 1), (1, 2), (2, 1)])
def test_parts_that_do_not_belong_together_are_refused(split: tuple[Path, ...], tmp_path: Path, source: int, place: int) -> None:
    for path in split:
        shutil.copy(path, tmp_path)
    shutil.copy(split[source], tmp_path / split[place].name)
    with pytest.raises(InferenceError, match="bị hỏng"):
        read(tmp_path / split[0].name)


def test_a_first_part_under_another_name_is_refused(split: tuple[Path, ...], tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="số phần"):
        read(Path(shutil.copy(split[0], tmp_path / "một mình.gguf")))


# ---- Adapters


def test_an_adapter_is_recognised_with_its_base(lora: Path) -> None:
    about = inspect(lora)
    assert (about.kind, about.architecture, about.quantization) == ("adapter", "llama", "F32")


def test_an_adapter_alone_is_no_model(lora: Path) -> None:
    with pytest.raises(InferenceError, match="không phải mô hình đầy đủ"):
        LlamaEngine(lora)


def test_an_adapter_changes_what_its_base_says(tiny: Path, lora: Path) -> None:
    plain, tuned = said(tiny, None), said(tiny, lora)
    assert plain == said(tiny, None)
    assert plain != tuned


def said(model: Path, lora: Path | None) -> list[int]:
    """The likeliest next tokens of a fixed prompt."""
    import queue

    engine = LlamaEngine(model, context=256, threads=1, parallel=1, lora=lora)
    events: queue.Queue = queue.Queue()
    try:
        engine.start(lambda news: [events.put(each) for each in news])
        engine.submit(Job((5, 6, 7, 8), 1, 8, Sampling(temperature=0.0, ignore_eos=True)))
        tokens = []
        while (event := events.get(timeout=60)).finish is None:
            tokens.append(event.token)
        return tokens
    finally:
        engine.close()


def test_an_adapter_of_other_sizes_is_refused(tiny: Path, tmp_path: Path) -> None:
    wide = write_random_lora(tmp_path / "rộng.gguf", dataclasses.replace(TINY, width=512))
    deep = write_random_lora(tmp_path / "sâu.gguf", dataclasses.replace(TINY, layers=3))
    foreign = write_random_lora(tmp_path / "lạ.gguf", TINY, architecture="qwen3")
    for adapter in (wide, deep, foreign):
        with pytest.raises(InferenceError, match="không khớp với mô hình"):
            LlamaEngine(tiny, lora=adapter)


def test_a_model_is_no_adapter_and_a_missing_one_is_said(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="không phải bộ tinh chỉnh"):
        LlamaEngine(tiny, lora=tiny)
    with pytest.raises(InferenceError, match="Không tìm thấy"):
        LlamaEngine(tiny, lora=tmp_path / "không có.gguf")


# ---- Hostile files


def damaged(data: bytes, header: int, chance: random.Random) -> bytes:
    """A header with one to four wounds: bytes flipped, numbers made huge, pieces cut out or doubled."""
    wounded = bytearray(data[:header])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(4, len(wounded) - 8)
        match chance.randrange(4):
            case 0:
                wounded[at] = chance.randrange(256)
            case 1:
                huge = chance.choice([0, 1, 2**31, 2**32 - 1, 2**40, 2**63, 2**64 - 1])
                wounded[at : at + 8] = struct.pack("<Q", huge)
            case 2:
                del wounded[at : at + chance.randint(1, 64)]
            case _:
                wounded[at:at] = wounded[at : at + chance.randint(1, 64)]
    return bytes(wounded)


@pytest.fixture(params=["tiny", "split", "lora"])
def wounds(request: pytest.FixtureRequest, tmp_path: Path):
    """Writes a damaged copy, and returns its path; the weights' bytes are there, as holes."""
    value = request.getfixturevalue(request.param)
    source, *others = value if isinstance(value, tuple) else (value,)
    for other in others:
        shutil.copy(other, tmp_path)
    data, chance = source.read_bytes(), random.Random(request.param)
    header = gguf_file.headers(source)[0].data_start
    path = tmp_path / source.name

    def write() -> Path:
        path.write_bytes(damaged(data, header, chance))
        os.truncate(path, len(data))
        return path

    return write


def test_damage_to_a_header_is_one_sentence_or_nothing(wounds) -> None:
    refused = 0
    for _ in range(400):
        try:
            read(wounds())
        except InferenceError as fault:
            refused += 1
            assert fault.what.endswith(".") and "\n" not in fault.what
    assert refused > 200


def test_the_same_through_a_child(wounds) -> None:
    for _ in range(2):
        try:
            inspect(wounds())
        except InferenceError as fault:
            assert fault.what.endswith(".")


def test_a_huge_file_of_nothing_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "rỗng ruột.gguf"
    array = struct.pack("<QIIQ", 1, 9, 8, 2**33)  # a key of one letter: 2^33 texts
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + array[:8] + b"k" + array[8:])
    os.truncate(path, 1 << 40)
    with pytest.raises(InferenceError, match="dài vô lý"):
        inspect(path)


# ---- The child

FAULT = InferenceError("Không xem được.")


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 11)",
        "import time; time.sleep(600)",
        "while True: print('x' * 100000)",
        "print('[' * 100000)",
        "print('[]')",
        "print('không phải JSON')",
        "",
        "import sys; print('{}'); sys.exit(3)",
    ],
)
def test_whatever_becomes_of_the_child_is_one_sentence(code: str) -> None:
    with pytest.raises(InferenceError) as caught:
        child.ask(["-c", code], seconds=0.5 if "sleep" in code else 60.0, fault=FAULT)
    assert caught.value is FAULT


def test_a_child_that_says_why_is_heard() -> None:
    with pytest.raises(InferenceError, match=r"Hỏng\. Chọn tệp khác\."):
        child.ask(["-c", "print('{\"error\": \"Hỏng.\", \"hint\": \"Chọn tệp khác.\"}')"], seconds=60, fault=FAULT)


def test_a_child_that_is_too_slow_is_given_up(tiny: Path) -> None:
    with pytest.raises(InferenceError) as caught:
        inspect(tiny, seconds=0.0)
    assert caught.value is NO_ANSWER
