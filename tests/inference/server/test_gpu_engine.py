"""The full-precision engine as the server uses it: Mầm as a Hugging Face folder, texts that do not depend on neighbours, refusals."""

import os
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from triton.runtime.errors import OutOfResources

from inference.errors import InferenceError
from inference.kernels.decoder import Decoder
from inference.server.engine import Event, Job, Sampling
from inference.server.gpu_engine import GpuEngine
from tests.inference.server.gpu_folder import write_talking_folder

MAM = Path(__file__).resolve().parents[3] / "assets" / "model" / "mam.gguf"
WARM = {"temperature": 1.0, "top_p": 0.9, "min_p": 0.01, "ignore_eos": True}


class Talking:
    """An engine whose events are gathered job by job."""

    def __init__(self, folder: Path, **options: int) -> None:
        self.engine = GpuEngine(folder, device="cpu", **options)
        self._events: queue.Queue[list[Event]] = queue.Queue()
        self.engine.start(self._events.put)

    def ids(self, text: str) -> tuple[int, ...]:
        return tuple(self.engine.vocabulary.tokenize(text, special=True))

    def tokens(self, *jobs: Job) -> list[list[list[int]]]:
        """For each job, what its candidates wrote."""
        numbers = [self.engine.submit(job) for job in jobs]
        said = {number: [[] for _ in range(job.n)] for number, job in zip(numbers, jobs)}
        left = sum(job.n for job in jobs)
        while left:
            for event in self._events.get(timeout=60):
                if event.token is not None:
                    said[event.job][event.index].append(event.token)
                left -= event.finish is not None
        return [said[number] for number in numbers]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_talking_folder(tmp_path_factory.mktemp("mô hình"), "qwen3")


@pytest.fixture
def talking(folder: Path) -> Iterator[Callable[..., Talking]]:
    opened: list[Talking] = []

    def open_one(**options: int) -> Talking:
        opened.append(Talking(folder, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.engine.close()


def test_the_same_seed_writes_the_same_text_alone_and_among_31_others(talking: Callable[..., Talking]) -> None:
    one = talking(parallel=32)
    asked = Job(one.ids("Chúc bà ngoại sống lâu trăm tuổi, con cháu sum vầy."), 1, 24, Sampling(seed=11, **WARM))
    others = [
        Job(one.ids("Chúc mừng sinh nhật " * (1 + i % 7) + str(i)), 1, 5 + i, Sampling(seed=i, **WARM)) for i in range(31)
    ]
    ((alone,),) = one.tokens(asked)
    among = one.tokens(*others[:16], asked, *others[16:])
    assert len(alone) == 24 and among[16] == [alone]
    assert len({tuple(text) for (text,) in among}) > 16, "the others wrote texts of their own"


def test_so_do_a_small_cache_and_the_preemptions_that_it_forces(talking: Callable[..., Talking], folder: Path) -> None:
    wide = talking(parallel=8, context=128)
    jobs = [Job(wide.ids(f"Kính gửi thầy cô {i}"), 2, 80, Sampling(seed=i, **WARM)) for i in range(4)]
    expected = wide.tokens(*jobs)
    layer = 2 * 2 * 2 * 16 * 4  # bytes of one token: layers, keys and values, heads, width, float32
    tight = talking(parallel=8, context=128, cache_bytes=20 * 16 * layer)
    assert tight.tokens(*jobs) == expected
    assert tight.engine.stats().preemptions > 0


def test_mam_rebuilt_by_the_export_command_writes_what_transformers_writes(tmp_path: Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    command = [sys.executable, "-m", "inference.training.export", "--to-hf", str(MAM), str(tmp_path / "mam")]
    subprocess.run(command, check=True, capture_output=True, cwd=MAM.parents[2])
    talking = Talking(tmp_path / "mam")
    asked = [{"role": "user", "content": "Dịp: Tết Nguyên đán\nCho: bà ngoại\nGọi: bà\nXưng: cháu\nGiọng: ấm áp\nDài: ngắn"}]
    ids = talking.ids(talking.engine.render(asked))
    ((written,),) = talking.tokens(Job(ids, 1, 40, Sampling(temperature=0.0)))
    talking.engine.close()
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "mam")
    assert tokenizer.apply_chat_template(asked, add_generation_prompt=True, return_dict=False) == list(ids)
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "mam")
    with torch.no_grad():
        out = theirs.generate(torch.tensor([ids]), max_new_tokens=40, do_sample=False, pad_token_id=0)[0, len(ids) :].tolist()
    ends = talking.engine.vocabulary.end_tokens
    assert written == [token for token in out if token not in ends] and len(written) > 10
    text = b"".join(map(talking.engine.vocabulary.piece, written)).decode()
    assert "bà" in text and "cháu" in text


def test_a_cancelled_job_gives_its_blocks_back(talking: Callable[..., Talking]) -> None:
    one = talking(parallel=2)
    number = one.engine.submit(Job(one.ids("Chúc"), 2, 400, Sampling(seed=1, **WARM)))
    held = one._events.get(timeout=60)
    one.engine.cancel(number)
    while not any(event.finish for event in held):
        held = one._events.get(timeout=60)
    one.tokens(Job(one.ids("Mừng"), 1, 1, Sampling()))
    assert one.engine.stats().cache_used == 0 and one.engine.stats().sequences_active == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--device", "cuda"], "không có GPU NVIDIA"),
        (["--device", "npu"], "Không biết thiết bị “npu”"),
        (["--device", "cpu", "--context", "513"], "chỉ nhớ được 512 từ tố"),
        (["--device", "cpu", "--cache-gb", "0.01", "--context", "500", "--parallel", "1", "--model", "/không có"], "không có tệp hoặc thư mục này"),
        (["--device", "cpu:x"], "Không biết thiết bị “cpu:x”"),
        (["--device", "cpu", "--model", str(MAM)], "--engine llama"),
        (["--device", "cpu", "--lora", str(MAM)], "--lora chỉ dùng được với --engine llama"),
    ],
)
def test_what_can_not_be_served_is_one_clear_line(folder: Path, options: list[str], words: str) -> None:
    command = [sys.executable, "-m", "inference.server", "--engine", "gpu", "--model", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LOIHAY_KEY": "k"}, timeout=60)
    assert done.returncode == 1 and words in done.stdout and done.stdout.count("\n") == 1 and "Traceback" not in done.stderr


def test_a_fault_of_the_device_ends_its_jobs_and_no_later_one(
    talking: Callable[..., Talking], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = talking(parallel=2)
    asked = Job(one.ids("Chúc"), 1, 6, Sampling(seed=1, **WARM))
    with monkeypatch.context() as broken:
        broken.setattr(Decoder, "step", refuse)
        one.engine.submit(asked)
        events = one._events.get(timeout=60)
        assert [event.finish.reason for event in events if event.finish] == ["error"]
    ((said,),) = one.tokens(asked)
    assert len(said) == 6


def test_a_device_that_refuses_the_model_is_one_clear_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Decoder, "__init__", refuse)
    with pytest.raises(InferenceError, match="out of resource: shared memory"):
        GpuEngine(folder, device="cpu")


def refuse(*_: object, **__: object) -> None:
    raise OutOfResources(300_000, 232_448, "shared memory")


def test_a_file_is_not_a_folder() -> None:
    with pytest.raises(InferenceError):
        GpuEngine(MAM, device="cpu")


def test_a_gpu_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from inference.server.gpu_engine import _require

    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    _require("cuda")
    _require("cuda:1")
    for device, said in (("cuda:2", "chỉ có 2 GPU"), ("cuda:x", "Không biết thiết bị"), ("cpu:3", "Không biết thiết bị")):
        with pytest.raises(InferenceError, match=said):
            _require(device)


def test_a_head_that_the_kernels_can_not_hold_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    from inference.nn.architecture import read_architecture
    from inference.server.gpu_engine import _require_head
    from tests.inference.nn.folders import write_random_folder

    write_random_folder(tmp_path, "qwen3", head_dim=80)
    narrow = read_architecture(tmp_path)
    with pytest.raises(InferenceError, match="rộng 80"):
        _require_head(narrow, "cuda")
    _require_head(narrow, "cpu")
