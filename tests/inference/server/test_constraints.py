"""Biases, the Latin script and grammars hold, over the real engine and over HTTP."""

import json
import queue
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.client import Client
from inference.local import LocalServer
from inference.server.engine import Event, Job, Sampling
from inference.server.grammar import read_grammar
from inference.server.json_schema import schema_grammar
from inference.server.scripts import broken, foreign
from inference.server.wire import BadRequest, parse
from tests.inference.server.conftest import Running
from tests.inference.server.saying import fits
from tests.inference.server.test_http import ASK, post, texts
from tests.inference.server.test_json_schema import schemas

PROMPT = tuple(range(40, 120))
CARD = {"type": "object", "properties": {"text": {"type": "string", "maxLength": 12}}, "required": ["text"]}
MANY = {"type": "array", "items": {"enum": ["hoa", "lá", None, 7]}, "minItems": 2, "maxItems": 4}
WAYS = {
    "greedy": {"temperature": 0},
    "sieved": {"seed": 3},
    "the whole vocabulary": {"seed": 3, "top_k": 0},
    "penalized": {"seed": 3, "presence_penalty": 1.5, "repetition_penalty": 1.3},
    "with logprobs": {"seed": 3, "logprobs": 2},
}


def tokens(events: list[Event]) -> list[int]:
    return [event.token for event in events if event.token is not None]


def said(one, events: list[Event]) -> str:
    """A random model also says bytes that are no letter (llama.cpp takes F0 80 80 80 for one)."""
    return b"".join(map(one.engine.vocabulary.piece, tokens(events))).decode(errors="replace")


def grammar(schema: object) -> str:
    return str(read_grammar(schema_grammar(schema)))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_random_model_bound_to_a_schema_says_json(running, way) -> None:
    one = running(parallel=8)
    (result,) = one.finish(Job(PROMPT, 8, 200, Sampling(grammar=grammar(CARD), **way)))
    for events in result.values():
        assert events[-1].finish.reason == "stop"
        assert len(json.loads(said(one, events))["text"].encode()) <= 12 * 12


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_banned_token_never_comes_and_a_wished_one_always(running, way) -> None:
    one = running(parallel=4)
    job = Job(PROMPT, 2, 20, Sampling(ignore_eos=True, **way))
    free = {token for events in one.finish(job)[0].values() for token in tokens(events)}
    bans = tuple((token, -100.0) for token in free)
    (result,) = one.finish(Job(PROMPT, 2, 20, Sampling(ignore_eos=True, logit_bias=bans, **way)))
    assert not free & {token for events in result.values() for token in tokens(events)}
    (result,) = one.finish(Job(PROMPT, 2, 20, Sampling(ignore_eos=True, logit_bias=((77, 100.0),), **way)))
    assert {token for events in result.values() for token in tokens(events)} == {77}


def test_candidates_of_different_grammars_share_their_steps(running) -> None:
    one = running(parallel=8)
    jobs = [
        Job(PROMPT, 2, 200, Sampling(seed=1, grammar=grammar(CARD))),
        Job(PROMPT, 2, 200, Sampling(seed=2, grammar=grammar(MANY))),
        Job(PROMPT, 2, 30, Sampling(temperature=0, ignore_eos=True)),
    ]
    card, many, free = one.finish(*jobs)
    assert all("text" in json.loads(said(one, events)) for events in card.values())
    assert all(2 <= len(json.loads(said(one, events))) <= 4 for events in many.values())
    alone = running(parallel=8).finish(jobs[2])[0]
    assert [tokens(free[index]) for index in free] == [tokens(alone[index]) for index in alone]


def test_a_cancelled_candidate_leaves_its_neighbours_grammar_alone(running) -> None:
    one = running(parallel=4)
    sampling = Sampling(temperature=0, grammar=grammar({"type": "array", "items": CARD, "minItems": 3, "maxItems": 3}))
    expected = said(one, one.finish(Job(PROMPT, 2, 300, sampling))[0][1])
    number = one.engine.submit(Job(PROMPT, 2, 300, sampling))
    first = one.events.get(timeout=60)
    one.engine.cancel(number, 0)
    events = [first, *_rest(one.events)]
    assert said(one, [event for event in events if event.index == 1]) == expected
    assert len(json.loads(expected)) == 3
    number = one.engine.submit(Job(PROMPT, 4, 300, sampling))
    one.events.get(timeout=60)
    one.engine.cancel(number)
    _rest(one.events, 4)
    assert said(one, one.finish(Job(PROMPT, 2, 300, sampling))[0][1]) == expected


def _rest(events: "queue.Queue[Event]", ends: int = 2) -> list[Event]:
    found = []
    while ends:
        found.append(events.get(timeout=60))
        ends -= found[-1].finish is not None
    return found


def test_where_the_grammar_leaves_nothing_the_text_ends(running) -> None:
    one = running(parallel=2)
    ends = tuple((token, -100.0) for token in one.engine.vocabulary.end_tokens)
    sampling = Sampling(grammar=str(read_grammar('root ::= "é"')), logit_bias=ends)
    (result,) = one.finish(Job(PROMPT, 1, 20, sampling))
    assert said(one, result[0]) == "é" and result[0][-1].finish.reason == "stop"


def test_an_ambiguous_grammar_is_given_up_and_the_engine_goes_on(running) -> None:
    """Every letter doubles what llama.cpp has to keep; such a one is refused, but not all can be known beforehand."""
    one = running(parallel=2)
    bad = 'root ::= "a" root "b" | "a" root "c" | "d"'
    wished = ((one.engine.vocabulary.tokenize("a", special=False)[0], 50.0),)
    (result,) = one.finish(Job(PROMPT, 1, 400, Sampling(grammar=bad, logit_bias=wished)))
    assert result[0][-1].finish.tokens < 60
    assert len(tokens(one.finish(Job(PROMPT, 1, 5, Sampling(ignore_eos=True)))[0][0])) == 5


def test_the_logits_are_as_before_for_the_next_candidate(running) -> None:
    """All candidates of a job draw their first token from one row."""
    one = running(parallel=4)
    sampling = Sampling(temperature=0, logprobs=5, ignore_eos=True, logit_bias=((77, 3.0),), latin_only=True)
    (result,) = one.finish(Job(PROMPT, 3, 1, sampling))
    assert len({event.logprobs for events in result.values() for event in events}) == 1


@pytest.mark.parametrize(
    "text", ["Chúc bà", "ặ", "e\u0302\u0323", "12 %", "₫", "…", "“”", "→", "🌸", "❤️", "\n", "\x00"]
)
def test_what_vietnamese_needs_is_not_foreign(text: str) -> None:
    assert not any(foreign(text.encode()[:end]) for end in range(1, len(text.encode()) + 1))


@pytest.mark.parametrize("text", ["健", " 健康", "й", "ไทย", "한", "م", "अ", "α", "。", "ｆ", "あ", "𠀀", "Chúc健"])
def test_what_it_does_not_need_is_foreign(text: str) -> None:
    assert foreign(text.encode())


@pytest.mark.parametrize("piece", [b"\xe4", b"\xe4\xbd", b"\xd0", b"\xed\x95", b"a\xe6"])
def test_the_beginning_of_a_foreign_letter_is_foreign(piece: bytes) -> None:
    assert foreign(piece)


@pytest.mark.parametrize("piece", [b"\xe1", b"\xe1\xba", b"\xf0\x9f", b"\xc3", b"\xba\xa1", b""])
def test_a_part_that_may_yet_be_latin_is_not(piece: bytes) -> None:
    assert not foreign(piece)


@pytest.mark.parametrize(
    ("piece", "wrong"),
    [
        (b"\xc3\x05", True),
        (b"a\0", True),
        (b"\xff", True),
        (b"\x80" * 4, True),
        (b"\xba\xa1 \xe1", False),
        (b"", False),
    ],
)
def test_what_is_no_part_of_any_text_is_broken(piece: bytes, wrong: bool) -> None:
    assert broken(piece) is wrong


def test_only_latin_means_no_other_script_comes(running) -> None:
    one = running(parallel=8)
    (result,) = one.finish(Job(PROMPT, 8, 60, Sampling(seed=1, ignore_eos=True, latin_only=True)))
    drawn = {token for events in result.values() for token in tokens(events)}
    assert not drawn & set(one.engine.vocabulary.foreign.tolist())
    (result,) = one.finish(Job(PROMPT, 8, 60, Sampling(seed=1, ignore_eos=True)))
    assert {t for events in result.values() for t in tokens(events)} & set(one.engine.vocabulary.foreign.tolist())


REFUSED = [
    ({"logit_bias": []}, None),
    ({"logit_bias": {"a": 1}}, "logit_bias"),
    ({"logit_bias": {"1": 101}}, "logit_bias"),
    ({"logit_bias": {"1": float("nan")}}, "logit_bias"),
    ({"logit_bias": {"-1": 1}}, "logit_bias"),
    ({"logit_bias": {"1": "x"}}, "logit_bias"),
    ({"logit_bias": {str(n): 0 for n in range(2000)}}, "logit_bias"),
    ({"latin_only": 1}, "latin_only"),
    ({"grammar": 5}, "grammar"),
    ({"grammar": "root ::= root"}, "grammar"),
    ({"grammar": 'root ::= "a"', "response_format": {"type": "json_object"}}, "grammar"),
    ({"grammar": 'root ::= "a"', "ignore_eos": True}, "ignore_eos"),
    ({"response_format": "json"}, "response_format"),
    ({"response_format": {"type": "xml"}}, "response_format"),
    ({"response_format": {"type": "json_schema"}}, "response_format"),
    ({"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "x"}}}}, "response_format"),
    ({"chat_template_kwargs": {"a": []}}, "chat_template_kwargs"),
    ({"chat_template_kwargs": {"a b": 1}}, "chat_template_kwargs"),
]


@pytest.mark.parametrize(("body", "param"), REFUSED)
def test_a_bad_constraint_is_refused_by_name(body: dict, param: str | None) -> None:
    if param is None:
        assert parse({"messages": ASK, **body}, chat=True, sequences=4).sampling.logit_bias == ()
        return
    with pytest.raises(BadRequest) as caught:
        parse({"messages": ASK, **body}, chat=True, sequences=4)
    assert caught.value.param == param


def test_a_plain_format_binds_nothing() -> None:
    ask = parse({"messages": ASK, "response_format": {"type": "text"}, "grammar": None}, chat=True, sequences=4)
    assert ask.sampling.grammar == ""


def test_a_bad_grammar_is_a_400_and_the_server_lives(server: LocalServer, client: Client) -> None:
    for grammar in ('root ::= root "a"', "root ::= x", 'root ::= ("a"*)*', "root"):
        answer = post(server, "/v1/chat/completions", {"messages": ASK, "grammar": grammar})
        assert answer.status_code == 400 and answer.json()["error"]["param"] == "grammar"
    answer = post(server, "/v1/chat/completions", {"messages": ASK, "logit_bias": {"99999999": 1}})
    assert answer.status_code == 400 and answer.json()["error"]["param"] == "logit_bias"
    assert client.models() and server.pid


def test_the_format_streams_and_the_abilities_are_told(client: Client) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "card", "strict": True, "schema": CARD}}
    answers = texts(client.chat(ASK, n=4, max_tokens=200, seed=5, response_format=form, latin_only=True))
    assert all(json.loads(answer).keys() == {"text"} for answer in answers.values()) and len(answers) == 4
    client.models()
    assert {"json_schema", "grammar", "latin_only", "logit_bias"} <= client.abilities


def test_a_grammar_of_ones_own_streams(client: Client) -> None:
    text = 'root ::= ("hoa" | "lá" | "bà ")'
    answers = texts(client.chat(ASK, n=4, max_tokens=50, seed=5, grammar=text))
    assert all(fits(read_grammar(text), answer) for answer in answers.values())


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_schema_the_model_says_what_fits_it(model: Path, data: st.DataObject) -> None:
    schema, _ = data.draw(schemas())
    one = Running(model, parallel=2)
    vocabulary = one.engine.vocabulary
    beyond_ascii = tuple((token, -1000.0) for token in range(vocabulary.size) if not vocabulary.piece(token).isascii())
    seed = data.draw(st.integers(0, 9))
    try:
        (result,) = one.finish(
            Job(PROMPT, 2, 400, Sampling(seed=seed, grammar=grammar(schema), logit_bias=beyond_ascii))
        )
    finally:
        one.engine.close()
    for events in result.values():
        if events[-1].finish.reason == "stop":  # texts without a longest length may go on
            assert fits(read_grammar(schema_grammar(schema)), said(one, events))
            json.loads(said(one, events))
