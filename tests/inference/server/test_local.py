"""The child process: its birth, its deaths, and ours."""

import json
import os
import queue
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from inference.errors import InferenceError
from inference.local import LocalServer

ASK = [{"role": "user", "content": "Chúc bà ngoại"}]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def local(model: Path, tmp_path: Path):
    deaths: queue.Queue[InferenceError] = queue.Queue()
    server = LocalServer(model, log=tmp_path / "logs" / "server.log", context=512, parallel=4, on_exit=deaths.put)
    server.deaths = deaths
    yield server
    server.stop()


def test_killed_in_mid_sentence_it_is_reported_and_restarted_once(local: LocalServer) -> None:
    client = local.start()
    first = local.pid
    with pytest.raises(InferenceError, match="dừng đột ngột"), client.chat(ASK, ignore_eos=True) as stream:
        next(iter(stream))
        os.kill(first, signal.SIGKILL)
        list(stream)
    assert client.models() == ["nhỏ xíu"]  # waits for the second child
    assert local.pid != first
    assert "dừng đột ngột" in local.deaths.get(timeout=60).what
    os.kill(local.pid, signal.SIGKILL)
    local.deaths.get(timeout=60)
    with pytest.raises(InferenceError, match="dừng đột ngột"):
        client.models()
    assert local.start().models() == ["nhỏ xíu"]


def test_it_starts_from_any_folder(local: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert local.start().models() == ["nhỏ xíu"]


def test_a_stopped_server_is_gone_and_silent(local: LocalServer) -> None:
    local.start()
    pid = local.pid
    local.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert local.deaths.empty()


@pytest.mark.parametrize(
    ("name", "said"), [("không có.gguf", "Không tìm thấy"), ("hỏng.gguf", "không phải tệp mô hình"), ("", "thư mục")]
)
def test_a_bad_model_is_the_childs_own_sentence(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "hỏng.gguf").write_bytes(b"xin chao")
    with pytest.raises(InferenceError, match=said):
        LocalServer(tmp_path / name, log=tmp_path / "log").start()


def test_its_parents_death_is_its_own(model: Path, tmp_path: Path) -> None:
    """A parent that is killed can not say goodbye; the child notices."""
    script = (
        "import sys; from pathlib import Path; from inference.local import LocalServer\n"
        "server = LocalServer(Path(sys.argv[1]), log=Path(sys.argv[2])); server.start(); print(server.pid, flush=True)\n"
        "import threading; threading.Event().wait()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(model), str(tmp_path / "log")],
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
    )  # fmt: skip
    child = int(parent.stdout.readline())
    watch = os.pidfd_open(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    ended, _, _ = select.select([watch], [], [], 60)
    os.close(watch)
    assert ended


def serve(model: Path, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inference.server", "--model", str(model), *more]
    return subprocess.run(
        command, check=False, env={**os.environ, **env}, cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_a_taken_port_and_a_missing_key(model: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = serve(model, "--port", port, LOIHAY_KEY="x")
    assert done.returncode == 1 and f"Cổng {port} đã có chương trình khác dùng" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Thiếu khóa" in serve(model).stderr


def test_sigterm_lets_a_running_answer_end(model: Path) -> None:
    command = [sys.executable, "-m", "inference.server", "--model", str(model), "--context", "512"]
    child = subprocess.Popen(
        command, env={**os.environ, "LOIHAY_KEY": "k"}, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    port = json.loads(child.stdout.readline())["port"]
    body = {"prompt": "a", "max_tokens": 300, "stream": True, "ignore_eos": True}
    with httpx2.stream(
        "POST", f"http://127.0.0.1:{port}/v1/completions", json=body, headers={"Authorization": "Bearer k"}
    ) as answer:
        lines = answer.iter_lines()
        next(lines)
        child.send_signal(signal.SIGTERM)
        rest = list(lines)
    assert "data: [DONE]" in rest
    assert child.wait(timeout=60) == 0
    child.stdout.close()
