"""VMLU from the file to the score: reading, asking with and without logprobs, going on, averages, what is handed in."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from inference.client import Client
from inference.errors import InferenceError, Refused
from inference.evaluation.vmlu import LOGPROBS, REFUSALS, Progress, letter_in, letter_logprobs, take
from inference.evaluation.vmlu_files import Paper, Question, read, subjects
from inference.evaluation.vmlu_scores import GROUPS, score, write_submission
from inference.local import LocalServer

ROOT = Path(__file__).resolve().parents[3]
MODEL = {"name": "thử", "sha256": "ab" * 32}
CHOICES = ["A. một", "B. hai", "C. ba", "D. bốn"]


def row(id: str, answer: str | None = "B", **more: Any) -> dict[str, Any]:
    given = {"id": id, "question": f"Câu {id}: một cộng một bằng mấy?", "choices": CHOICES, "answer": answer, **more}
    return {name: value for name, value in given.items() if value is not None}


def write(path: Path, rows: list[Any]) -> Path:
    lines = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def paper(tmp_path: Path, count: int = 8, answer: str | None = "B") -> Paper:
    return read(write(tmp_path / "valid.jsonl", [row(f"{number + 1:02}-0001", answer) for number in range(count)]))


# ---- a server


class Scripted(ThreadingHTTPServer):
    """Answers "B" in the ways that servers do; `asked` holds every request, `hold` is waited for before an answer."""

    daemon_threads = True

    def __init__(self, answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answer = answer
        self.asked: list[dict[str, Any]] = []

    @property
    def client(self) -> Client:
        return Client(f"http://127.0.0.1:{self.server_address[1]}", "")


class _Answering(BaseHTTPRequestHandler):
    server: Scripted

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        status, said = self.server.answer(body)
        data = json.dumps({"error": said}).encode() if status != 200 else stream(said)
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def stream(chunks: list[tuple[str, Any]]) -> bytes:
    """Server-sent events of (text, likeliest tokens of the first or None)."""
    events = []
    for text, top in chunks:
        rows = [{"token": token, "logprob": value} for token, value in (top or {}).items()]
        logs = {"content": [{"token": text, "logprob": -0.1, "top_logprobs": rows}]} if top is not None else None
        choice = {"index": 0, "delta": {"content": text}, "logprobs": logs, "finish_reason": None}
        events.append(json.dumps({"choices": [choice]}))
    end = json.dumps({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    return "".join(f"data: {event}\n\n" for event in (*events, end, "[DONE]")).encode()


@pytest.fixture
def serve() -> Iterator[Callable[..., Scripted]]:
    opened: list[Scripted] = []

    def begin(answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> Scripted:
        opened.append(Scripted(answer))
        threading.Thread(target=opened[-1].serve_forever, args=(0.02,), daemon=True).start()
        return opened[-1]

    yield begin
    for server in opened:
        server.shutdown()
        server.server_close()


def with_logprobs(_body: dict[str, Any]) -> tuple[int, Any]:
    return 200, [("D", {"▁B": -0.7, "B": -1.9, "D": -0.69, "Câu": -4.0})]


def without_logprobs(_body: dict[str, Any]) -> tuple[int, Any]:
    return 200, [("Đáp án", None), (": ", None), ("B", None), (".", None)]


def refusing(*names: str) -> Callable[[dict[str, Any]], tuple[int, Any]]:
    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        known = [name for name in names if name in body]
        return (400, {"message": f"unknown parameter {known[0]}"}) if known else without_logprobs(body)

    return answer


# ---- files


def test_the_58_subjects_stand_in_their_official_groups() -> None:
    counts = {group: sum(subject.group == group for subject in subjects().values()) for group in GROUPS}
    assert (sorted(subjects()), counts) == ([*range(1, 59)], dict(zip(GROUPS, (21, 10, 18, 9))))
    assert (subjects()[51].name, subjects()[51].group) == ("Clinical Pharmacology", "Other")


def test_the_prompt_is_the_official_one_to_the_last_space() -> None:
    question = Question("51-0001", "Thuốc nào?", ("A. một", "B. hai"))
    assert question.prompt == (
        "Chỉ đưa ra chữ cái đứng trước câu trả lời đúng (A, B, C, D hoặc E) của câu hỏi trắc nghiệm sau: \n"
        "Thuốc nào?\n\nA. một\nB. hai\nĐáp án: "
    )


def test_a_folder_gives_the_questions_that_have_answers_first(tmp_path: Path) -> None:
    folder = tmp_path / "bộ đề" / "vmlu_mqa_v1.5"
    folder.mkdir(parents=True)
    write(folder / "test.jsonl", [row("01-0001", None)])
    write(folder / "valid.jsonl", [row("02-0001")])
    assert [read(tmp_path).name, read(tmp_path, "test").name] == ["valid", "test"]
    assert [read(tmp_path).answered, read(tmp_path, "test").answered] == [True, False]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "không phải JSON"),
        ("[]", "không phải một đối tượng"),
        (row("59-0001"), "số môn từ 01 đến 58"),
        (row("toán-1"), "không có dạng 01-0001"),
        (row("02-0001", question=""), "thiếu “question”"),
        (row("02-0001", choices=["A. một"]), "từ 2 đến 5 lựa chọn"),
        (row("02-0001", "E"), "không phải một trong A, B, C, D"),
        (row("01-0001"), "đã có"),
    ],
)
def test_a_broken_line_is_named_and_left_out(line: Any, wrong: str, tmp_path: Path) -> None:
    found = read(write(tmp_path / "valid.jsonl", [row("01-0001"), "", line, row("03-0001")]))
    assert [question.id for question in found.questions] == ["01-0001", "03-0001"]
    assert len(found.faults) == 1 and "valid.jsonl, dòng 3" in found.faults[0] and wrong in found.faults[0]


@pytest.mark.parametrize("place", ["không có", ".", "rỗng.jsonl"])
def test_where_nothing_can_be_asked_one_sentence_says_so(place: str, tmp_path: Path) -> None:
    (tmp_path / "rỗng.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InferenceError, match=r"vmlu\.ai"):
        read(tmp_path / place)


# ---- asking


def test_the_letters_logprobs_decide_and_their_spellings_add_up(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    server = serve(with_logprobs)
    taken = take(paper(tmp_path), server.client, tmp_path / "a.jsonl", MODEL)
    assert taken.complete and set(taken.ways.values()) == {"logprobs"}
    assert set(taken.letters.values()) == {"B"}, "D is the likeliest token, but B has two"
    assert {body["temperature"] for body in server.asked} == {0} and {body["top_logprobs"] for body in server.asked} == {20}


def test_without_logprobs_the_letter_is_read_from_the_text(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    server = serve(without_logprobs)
    taken = take(paper(tmp_path), server.client, tmp_path / "a.jsonl", MODEL)
    assert set(taken.letters.values()) == {"B"} and set(taken.ways.values()) == {"text"}
    assert {body["max_tokens"] for body in server.asked} == {5}


@pytest.mark.parametrize("names", [("logprobs",), ("chat_template_kwargs",), ("logprobs", "chat_template_kwargs")])
def test_what_a_server_refuses_is_not_asked_again(
    names: tuple[str, ...], serve: Callable[..., Scripted], tmp_path: Path
) -> None:
    server = serve(refusing(*names))
    taken = take(paper(tmp_path), server.client, tmp_path / "a.jsonl", MODEL)
    assert set(taken.letters.values()) == {"B"}
    assert not [body for body in server.asked[-7:] if set(names) & set(body)]


def test_a_server_that_refuses_everything_is_given_up_and_nothing_kept(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    server = serve(refusing("messages"))
    with pytest.raises(Refused):
        take(paper(tmp_path, REFUSALS), server.client, tmp_path / "a.jsonl", MODEL)
    assert take(paper(tmp_path, REFUSALS), serve(with_logprobs).client, tmp_path / "a.jsonl", MODEL).fresh == REFUSALS


def test_a_question_that_is_too_long_counts_as_wrong(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        if "Câu 03-0001" in body["messages"][0]["content"]:
            return 400, {"message": "too long", "code": "context_length_exceeded"}
        return with_logprobs(body)

    questions = paper(tmp_path)
    taken = take(questions, serve(answer).client, tmp_path / "a.jsonl", MODEL)
    assert (taken.complete, taken.ways["03-0001"], taken.letters["03-0001"]) == (True, "refused", "")
    found = score(questions.questions, taken.letters, taken.ways)
    assert found and found.ways == {"logprobs": 7, "refused": 1} and found.micro == 87.5


def test_only_questions_that_are_too_long_may_be_left(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        short = "Câu 01-0001" in body["messages"][0]["content"]
        return with_logprobs(body) if short else (400, {"message": "too long", "code": "context_length_exceeded"})

    questions = paper(tmp_path, REFUSALS + 2)
    first, second = (take(questions, serve(answer).client, tmp_path / "a.jsonl", MODEL) for _ in range(2))
    assert first.complete and second.complete and second.ways == first.ways and second.fresh == first.fresh - 1


@pytest.mark.parametrize(
    ("text", "letter"),
    [("B", "B"), ("**B.**", "B"), ("Đáp án: C", "C"), ("(d)", "D"), ("b) hai", "B"), ("Ba", ""), ("an", ""), ("E", ""), ("", "")],
)
def test_a_letter_is_read_only_where_it_stands_alone(text: str, letter: str) -> None:
    assert letter_in(text, "ABCD") == letter


def test_only_the_questions_own_letters_count() -> None:
    assert letter_logprobs({"E": -0.1, "A.": -3.0, "Anh": -1.0}, "ABCD") == {"A": -3.0}


def test_what_may_pass_is_tried_again(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    failures = iter([200, 200, 503, 429])

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        status = next(failures, 200)
        return (status, {"message": "busy"}) if status != 200 else with_logprobs(body)

    taken = take(paper(tmp_path), serve(answer).client, tmp_path / "a.jsonl", MODEL, pauses=(0, 0))
    assert taken.complete


def test_a_server_that_never_answered_is_not_waited_for(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    server = serve(lambda _body: (503, {"message": "loading"}))
    with pytest.raises(InferenceError):
        take(paper(tmp_path), server.client, tmp_path / "a.jsonl", MODEL, pauses=(3600,))
    assert len(server.asked) == 1


# ---- going on


def test_after_a_fault_the_same_run_goes_on(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    served = iter(range(5))

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        return with_logprobs(body) if next(served, None) is not None else (500, {"message": "gone"})

    file = tmp_path / "a.jsonl"
    with pytest.raises(InferenceError):
        take(paper(tmp_path), serve(answer).client, file, MODEL, parallel=1, pauses=())
    server = serve(with_logprobs)
    taken = take(paper(tmp_path), server.client, file, MODEL)
    assert (taken.complete, taken.fresh, len(server.asked)) == (True, 3, 3)


def test_a_line_torn_off_is_asked_again(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    take(paper(tmp_path), serve(with_logprobs).client, file, MODEL)
    file.write_bytes(file.read_bytes()[:-9])
    assert take(paper(tmp_path), serve(with_logprobs).client, file, MODEL).fresh == 1
    assert len(file.read_text(encoding="utf-8").splitlines()) == 9


@pytest.mark.parametrize("other", ["model", "questions"])
def test_another_model_or_other_questions_begin_anew(other: str, serve: Callable[..., Scripted], tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    take(paper(tmp_path), serve(with_logprobs).client, file, MODEL)
    model = {**MODEL, "sha256": "cd" * 32} if other == "model" else MODEL
    again = take(paper(tmp_path, 8 if other == "model" else 7), serve(with_logprobs).client, file, model)
    assert again.fresh == len(again.answers)


def test_cancelling_keeps_what_was_answered(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    cancel, seen = threading.Event(), list[Progress]()

    def tell(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 3:
            cancel.set()

    file = tmp_path / "a.jsonl"
    taken = take(paper(tmp_path), serve(with_logprobs).client, file, MODEL, parallel=1, cancel=cancel, tell=tell)
    assert (taken.complete, len(taken.answers)) == (False, 3)
    assert [progress.done for progress in seen] == [0, 1, 2, 3] and seen[0].seconds is None and (seen[-1].seconds or 0) > 0
    assert take(paper(tmp_path), serve(with_logprobs).client, file, MODEL).fresh == 5


def test_a_killed_run_goes_on(serve: Callable[..., Scripted], tmp_path: Path) -> None:
    """The process is killed while the sixth question waits for its answer."""
    reached, over = threading.Event(), threading.Event()

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        if "Câu 06-0001" in body["messages"][0]["content"]:
            reached.set()
            over.wait(60)
        return with_logprobs(body)

    paper(tmp_path)
    server = serve(answer)
    script = (
        "import sys; from pathlib import Path; from inference.client import Client;"
        "from inference.evaluation.vmlu import take; from inference.evaluation.vmlu_files import read;"
        "take(read(Path(sys.argv[1])), Client(sys.argv[2], ''), Path(sys.argv[3]), eval(sys.argv[4]), parallel=1)"
    )
    file = tmp_path / "a.jsonl"
    given = [str(tmp_path), server.client.address[0], str(file), repr(MODEL)]
    child = subprocess.Popen([sys.executable, "-c", script, *given], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert reached.wait(60)
    child.kill()
    child.wait()
    over.set()
    assert take(paper(tmp_path), serve(with_logprobs).client, file, MODEL).fresh == 3


# ---- scores


def test_averages_are_over_subjects_as_the_leaderboard_has_them() -> None:
    """Mathematics 1 of 3, science 1 of 1 (STEM); economics 0 of 1; history 1 of 1; driving 1 of 2."""
    asked = ["01-1", "01-2", "01-3", "02-1", "28-1", "32-1", "58-1", "58-2"]
    questions = [Question(id, "?", tuple(CHOICES), "A") for id in asked]
    right = {"01-1", "02-1", "32-1", "58-2"}
    found = score(questions, {id: "A" if id in right else "" for id in asked})
    assert found is not None
    assert found.groups == pytest.approx({"STEM": 200 / 3, "Social Science": 0, "Humanities": 100, "Other": 50})
    assert found.average == pytest.approx((100 / 3 + 100 + 0 + 100 + 50) / 5)
    assert (found.micro, found.count) == (50.0, 8)
    assert found.numbers()["subjects"]["01"] == [1, 3]


def test_what_was_not_asked_or_has_no_answer_does_not_count() -> None:
    questions = [Question("01-1", "?", tuple(CHOICES), "A"), Question("01-2", "?", tuple(CHOICES), "A")]
    assert score(questions, {"01-1": "A"}) == score(questions[:1], {"01-1": "A"})
    assert score([Question("01-1", "?", tuple(CHOICES))], {"01-1": "A"}) is None


def test_what_is_handed_in_is_exact(tmp_path: Path) -> None:
    questions = [Question(id, "?", tuple(CHOICES)) for id in ("41-0001", "41-0002", "01-0003")]
    path = write_submission(tmp_path / "nộp" / "bài.csv", questions, {"01-0003": "C", "41-0001": "A"})
    assert path.read_bytes() == b"id,answer\n41-0001,A\n41-0002,\n01-0003,C\n"


# ---- the real engine


def test_mam_answers_eight_questions(tmp_path: Path) -> None:
    """It was never taught any of this: that it runs is the point."""
    with LocalServer(ROOT / "assets" / "model" / "mam.gguf", log=tmp_path / "log", context=512, parallel=2) as server:
        with server.client.chat([{"role": "user", "content": "A"}], max_tokens=2, temperature=0, **LOGPROBS) as said:
            chunks = [chunk for chunk in said if chunk.top]
        taken = take(paper(tmp_path), server.client, tmp_path / "a.jsonl", {"name": "mam"}, parallel=2)
    assert chunks and all(max(chunk.top[0].values()) == chunk.logprobs[0] and len(chunk.top[0]) > 15 for chunk in chunks)
    assert taken.complete and len(taken.answers) == 8
    assert "refused" not in taken.ways.values()
