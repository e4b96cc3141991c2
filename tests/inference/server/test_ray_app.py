"""Two replicas of a tiny model behind one address, on this machine's CPU: who writes, who dies, and what the client hears."""

import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest
from openai import OpenAI

from tests.inference.server.gpu_folder import write_talking_folder
from tests.inference.server.ray_front import (
    CONTEXT,
    KEY,
    LONGEST_WAIT,
    SEATS,
    Front,
    listening,
    running,
    sockets,
    start,
    until,
)

MODEL = "nhỏ xíu"


@pytest.fixture
def ai(front: Front) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{front.url}/v1", api_key=KEY, max_retries=0, timeout=LONGEST_WAIT) as client:
        yield client


def ask(ai: OpenAI, words: str, *, stream: bool = False, n: int = 1, max_tokens: int = 8, ends: bool = False, **options: object):
    """Random weights may end anywhere, so ends are ignored."""
    return ai.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": words}], n=n, max_tokens=max_tokens, stream=stream,
        extra_body={"ignore_eos": not ends}, **options,
    )  # fmt: skip


def cached(answer) -> int:
    return answer.usage.prompt_tokens_details.cached_tokens


def prompt(name: str) -> str:
    """Unlike all others from its first block on."""
    return f"{name} chúc bà ngoại " * 6


def test_openais_client_lists_asks_and_streams(ai: OpenAI) -> None:
    assert [model.id for model in ai.models.list()] == [MODEL]
    texts, ends = ["", "", ""], {}
    with ask(ai, "Chúc", stream=True, n=3, seed=4, max_tokens=30) as stream:
        for chunk in stream:
            for choice in chunk.choices:
                texts[choice.index] += choice.delta.content or ""
                ends |= {choice.index: choice.finish_reason} if choice.finish_reason else {}
    whole = ask(ai, "Chúc", n=3, seed=4, max_tokens=30)
    assert [choice.message.content for choice in whole.choices] == texts and len(set(texts)) == 3
    assert ends == dict.fromkeys(range(3), "length") and whole.usage.completion_tokens == 90


def test_refusals_are_those_of_the_single_server(front: Front, ai: OpenAI) -> None:
    stranger = OpenAI(base_url=f"{front.url}/v1", api_key="sai", max_retries=0)
    with stranger, pytest.raises(openai.AuthenticationError):
        stranger.models.list()
    with pytest.raises(openai.BadRequestError) as caught:
        ask(ai, "dài " * CONTEXT)
    assert caught.value.code == "context_length_exceeded"
    with pytest.raises(openai.BadRequestError):
        ask(ai, "Chúc", n=SEATS + 1)


def test_a_prompt_goes_where_its_beginning_was_computed(ai: OpenAI) -> None:
    one, two = prompt("một"), prompt("hai")
    assert cached(ask(ai, one)) < 16 and cached(ask(ai, two)) < 16
    for words in (one, two, two, one, one, two):
        answer = ask(ai, words)
        assert cached(answer) == answer.usage.prompt_tokens - 1


def test_a_busy_replica_sheds_its_prompt_to_the_other_which_writes_the_same(ai: OpenAI) -> None:
    words = prompt("ba")
    with ask(ai, words, stream=True, n=SEATS, max_tokens=400, seed=7) as stream:
        text, elsewhere = "", None
        for chunk in stream:
            for choice in chunk.choices:
                text += choice.delta.content or "" if choice.index == 0 else ""
            elsewhere = elsewhere or ask(ai, words, seed=7, max_tokens=60)
    assert cached(elsewhere) < 16
    said = elsewhere.choices[0].message.content.rstrip("\ufffd")
    assert said and text.startswith(said)


def test_a_stop_string_ends_one_candidate_and_frees_its_seat(front: Front, ai: OpenAI) -> None:
    """The engine is told: the tokens counted are few."""
    free = ask(ai, "Mừng", temperature=0, max_tokens=40).choices[0].message.content
    answer = ask(ai, "Mừng", temperature=0, max_tokens=1000, stop=free[4:7], n=2)
    assert [choice.message.content for choice in answer.choices] == [free.split(free[4:7])[0]] * 2
    assert {choice.finish_reason for choice in answer.choices} == {"stop"} and answer.usage.completion_tokens < 1500
    until(lambda: front.count("sequences_active") == 0)


def test_a_client_that_leaves_stops_its_replica(front: Front, ai: OpenAI) -> None:
    before = front.count("jobs_cancelled_total")
    with ask(ai, "Chúc lâu", stream=True, n=SEATS, max_tokens=CONTEXT - 40) as stream:
        next(iter(stream))
    until(lambda: front.count("jobs_cancelled_total") == before + 1)
    until(lambda: front.count("sequences_active") == 0)


def test_a_replica_killed_in_mid_stream(front: Front, ai: OpenAI) -> None:
    """Its reader is told, the other's goes on, what nobody has read of begins again elsewhere, and a new replica comes."""
    questions = [prompt("bốn"), prompt("năm")]
    expected = [ask(ai, words, seed=3, max_tokens=20).choices[0].message.content for words in questions]
    before = front.replicas
    assert len(before) == 2
    ends: dict[str, object] = {}
    waiting: list[object] = [None, None]
    running = [threading.Event() for _ in questions]

    def read(number: int) -> None:
        """Fills all seats of the replica."""
        reasons = []
        try:
            with ask(ai, questions[number], stream=True, n=SEATS, max_tokens=900, seed=3) as stream:
                for chunk in stream:
                    running[number].set()
                    reasons += [choice.finish_reason for choice in chunk.choices if choice.finish_reason]
            ends["whole"] = reasons
        except openai.APIError as told:
            ends["broken"] = told

    def queue(number: int) -> None:
        waiting[number] = ask(ai, questions[number], seed=3, max_tokens=20).choices[0].message.content

    threads = [threading.Thread(target=read, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    assert all(event.wait(LONGEST_WAIT) for event in running)
    late = [threading.Thread(target=queue, args=(number,)) for number in (0, 1)]
    for thread in late:
        thread.start()
    until(lambda: front.count("jobs_waiting") == 2)
    os.kill(min(before), signal.SIGKILL)
    for thread in [*threads, *late]:
        thread.join(LONGEST_WAIT)
    assert ends.keys() == {"whole", "broken"}
    assert ends["whole"] == ["length"] * SEATS
    assert ends["broken"].code == "engine_error" and "Hãy gửi lại" in ends["broken"].message
    assert waiting == expected
    until(lambda: len(front.replicas) == 2)
    assert front.replicas - before and max(before) in front.replicas
    assert [ask(ai, words, seed=3, max_tokens=20).choices[0].message.content for words in questions] == expected


def test_nothing_listens_beyond_this_machine(front: Front) -> None:
    """Of the whole family: Ray's ports take code from whoever knows the token."""
    found = listening(set().union(*map(sockets, [front.child.pid, *front.family])))
    assert found and found <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}


def test_a_file_that_is_no_model_is_told_at_once_and_nothing_stays(tmp_path: Path) -> None:
    bad = tmp_path / "hỏng.gguf"
    bad.write_bytes(b"GGUF" + bytes(64))
    child = start(bad, tmp_path / "server.log")
    told, _ = child.communicate()
    assert child.returncode == 1 and json.loads(told)["error"]


def test_why_a_replica_could_not_start_is_told_in_its_own_words(model: Path, tmp_path: Path) -> None:
    child = start(model, tmp_path / "server.log", "--context", str(1 << 20), "--parallel", "256")
    told, _ = child.communicate()
    assert child.returncode == 1 and "Không đủ bộ nhớ" in json.loads(told)["hint"]


def test_the_full_precision_engine_is_served_alike_and_ends_wholly(tmp_path: Path) -> None:
    """A Hugging Face folder; on the CPU here, else each replica gets a GPU. Then nothing of it is left."""
    folder = write_talking_folder(tmp_path)
    sizes = ("--context", "256", "--parallel", "4")
    with running(folder, tmp_path / "server.log", "--engine", "gpu", "--device", "cpu", *sizes) as front:
        with OpenAI(base_url=f"{front.url}/v1", api_key=KEY, max_retries=0) as ai:
            whole = ask(ai, "Chúc", n=2, seed=4)
            with ask(ai, "Chúc", n=2, seed=4, stream=True) as stream:
                parts = [choice for chunk in stream for choice in chunk.choices]
            said = ["".join(part.delta.content or "" for part in parts if part.index == index) for index in (0, 1)]
            assert said == [choice.message.content for choice in whole.choices] and all(said)
            schema = {"name": "tuoi", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
            bound = ask(ai, "Chúc", response_format={"type": "json_schema", "json_schema": schema}, seed=4, ends=True)
            assert bound.choices[0].message.content in map(str, range(1, 10))
        ends_wholly(front)


def ends_wholly(front: Front) -> None:
    """Asked to end, it leaves no process and no file."""
    family = front.family
    assert len(family) > 5
    (folder,) = Path(tempfile.gettempdir()).glob(f"loihay-ray-{front.child.pid}-*")
    front.child.terminate()
    assert front.child.wait(LONGEST_WAIT) == 0
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()] and not folder.exists()
