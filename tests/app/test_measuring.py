"""`loihay đo` from the words typed to the table, over a file and over a server."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.cli import main
from app.measured import as_table, known_models, measured_rows, number, results_dir
from app.measuring import duration
from app.settings import Settings, save_settings
from app.writing.evaluation.passing import evenly
from inference.evaluation.results import Result, Row, listed, save

SPLITS = {"valid": {"answer": "B"}, "test": {}}


@pytest.fixture
def vmlu(tmp_path: Path) -> Path:
    """Eight questions, two a group, in the official files."""
    folder = tmp_path / "vmlu_mqa_v1.5"
    folder.mkdir()
    for split, more in SPLITS.items():
        with (folder / f"{split}.jsonl").open("w", encoding="utf-8") as file:
            for number in (1, 2, 22, 23, 32, 33, 50, 51):
                row = {"id": f"{number:02}-0001", "question": f"Câu {number}?", "choices": ["A. một", "B. hai"], **more}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


class Answering(BaseHTTPRequestHandler):
    """A server with one model that always says B, without logprobs."""

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._send(json.dumps({"data": [{"id": "mô-hình-xa"}]}).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1  # type: ignore[attr-defined]
        event = json.dumps({"choices": [{"index": 0, "delta": {"content": "B"}, "finish_reason": "stop"}]})
        self._send(f"data: {event}\n\ndata: [DONE]\n\n".encode())

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    made.asked = 0  # type: ignore[attr-defined]
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def url(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_a_server_is_measured_and_its_result_kept(
    server: ThreadingHTTPServer, vmlu: Path, loihay_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--url", url(server), "--vmlu", str(vmlu)]) == 0
    said = capsys.readouterr()
    assert "Trung bình các môn (như bảng xếp hạng VMLU): 100,00 %" in said.out
    assert "8 câu theo chữ viết ra" in said.out and "VMLU: 8/8 câu" in said.err
    (result,) = listed(results_dir(loihay_home))
    assert (result.model, result.sha256, result.kind, result.how["split"]) == ("mô-hình-xa", "", "vmlu", "valid")
    assert result.machine == f"máy chủ {url(server).removeprefix('http://')}"
    assert result.numbers["ways"] == {"text": 8} and len(result.numbers["groups"]) == 4


def test_a_second_run_asks_nothing_again(server: ThreadingHTTPServer, vmlu: Path) -> None:
    for _ in range(2):
        assert main(["đo", "--url", url(server), "--vmlu", str(vmlu)]) == 0
    assert server.asked == 8  # type: ignore[attr-defined]


def test_the_test_set_gives_the_file_to_hand_in_and_no_score(
    server: ThreadingHTTPServer, vmlu: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kết quả"
    assert main(["đo", "--url", url(server), "--vmlu", str(vmlu), "--split", "test", "--out", str(out)]) == 0
    (path,) = out.glob("*.csv")
    assert path.read_text(encoding="utf-8").splitlines()[:3] == ["id,answer", "01-0001,B", "02-0001,B"]
    assert str(path) in capsys.readouterr().out
    assert listed(out) == []


def test_without_the_network_no_server_is_asked(
    server: ThreadingHTTPServer, vmlu: Path, loihay_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_settings(Settings(offline=True), loihay_home / "settings.toml")
    assert main(["đo", "--url", url(server), "--model-name", "x", "--vmlu", str(vmlu)]) == 1
    assert "Không dùng mạng" in capsys.readouterr().err
    assert server.asked == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--speed", "--url", "http://127.0.0.1:9"], "Tốc độ chỉ đo được với tệp mô hình"),
        (["--vmlu", "không-có"], "Không có tệp hay thư mục"),
        (["--model", "không-có.gguf", "--speed"], "không-có.gguf"),
        (["--greetings", "-3"], "Số lời chúc"),
    ],
)
def test_what_can_not_be_measured_is_one_sentence(
    words: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["đo", *words]) == 1
    said = capsys.readouterr()
    assert what in said.err and said.err.count("\n") == 1 and said.out == ""


def test_mam_itself_is_measured_in_all_three_ways(vmlu: Path, loihay_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["đo", "--vmlu", str(vmlu), "--speed", "--greetings", "2"]) == 0
    (row,) = measured_rows(results_dir(loihay_home), loihay_home)
    assert (row.model, row.vmlu_count, row.greetings_count) == ("mam", 8, 2)
    assert row.vmlu is not None and row.greetings is not None and (row.decode_speed or 0) > 0
    assert "mam (valid, 8 câu)" in capsys.readouterr().out


def test_with_nothing_measured_the_published_scores_stand_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["đo"]) == 0
    said = capsys.readouterr()
    assert "Đã công bố" in said.out and "Chưa có kết quả nào" in said.err


def test_a_broken_catalogue_of_ones_own_hides_no_result(loihay_home: Path) -> None:
    folder = results_dir(loihay_home)
    save(folder, Result("x", "", 0, "m", "2026-11-26T09:00:00+07:00", "speed", {"decode_speed": 2.0}))
    (loihay_home / "models.toml").write_text("version = ", encoding="utf-8")
    assert [row.model for row in measured_rows(folder, loihay_home)] == ["x"]


def test_long_names_do_not_move_the_columns() -> None:
    asked = {"vmlu_of": "valid", "vmlu_count": 744}
    rows = [Row("x" * 90, "", "máy", "", vmlu=50.25, **asked), Row("y", "", "máy", "", vmlu=7.5, **asked)]
    lines = [line for line in as_table(rows, ()).splitlines() if "(valid, 744 câu)" in line]
    assert len({line.rindex(",") for line in lines}) == 1 and len(lines) == 2


def test_published_scores_name_their_source(loihay_home: Path) -> None:
    scored = [entry.vmlu for entry in known_models(loihay_home) if entry.vmlu]
    said = as_table([], known_models(loihay_home))
    assert scored and all(score.source in said and number(score.score, 2) in said for score in scored)


@pytest.mark.parametrize(("seconds", "said"), [(12, "12 giây"), (200, "3 phút"), (3 * 3600 + 300, "3 giờ 5 phút")])
def test_durations_are_as_exact_as_they_are_long(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_requests_are_taken_from_beginning_to_end() -> None:
    numbers = list(range(10))
    assert [evenly(numbers, count) for count in (3, 0, 99)] == [[0, 3, 6], numbers, numbers]
