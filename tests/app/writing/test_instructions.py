"""What instruction models are told: the pair, the rules, two fitting examples; and what is never taken back from them."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UserError
from app.knowledge import load_knowledge
from app.paths import assets_dir, embedded_model
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.compose import compose
from app.writing.desk import PROMPT, Desk
from app.writing.evaluation.__main__ import FAULT, main
from app.writing.evaluation.asking import single
from app.writing.evaluation.briefs import hand_written
from app.writing.events import Candidate, Delta, Finished, Restarted
from app.writing.examples import examples
from app.writing.instructions import instruct
from app.writing.library import Library, LibraryText
from app.writing.prompt import load_prompts
from app.writing.used import mark
from inference.client import Client
from inference.local import LocalServer

DESK = Desk(load_knowledge(assets_dir()), load_prompts(), Library.load(assets_dir() / "library"))
BRIEF = Brief(to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan", details=("bà mới mổ mắt xong",))
GOOD = "Cháu mừng vì bà mổ mắt xong đã ổn. Chúc bà năm Đinh Mùi khỏe mạnh, mắt sáng, ngủ ngon ạ."
ASKED = [one.brief for one in hand_written(assets_dir() / "evaluation" / "briefs.jsonl", DESK.knowledge)][::6]


def whole(brief: Brief, desk: Desk = DESK, **options: object) -> str:
    return "\n".join(message["content"] for message in instruct(brief, desk, **options).messages)  # type: ignore[arg-type]


def finished(client: Client, brief: Brief = BRIEF, desk: Desk = DESK, **options: object) -> dict[int, Candidate]:
    events = compose(brief, client, desk, **options)  # type: ignore[arg-type]
    return {event.slot: event.candidate for event in events if isinstance(event, Finished)}


@pytest.mark.parametrize("brief", ASKED, ids=lambda brief: f"{brief.kind}-{brief.occasion}-{brief.type}-{brief.to}")
def test_every_request_gets_its_pair_and_exactly_two_examples(brief: Brief) -> None:
    told = instruct(brief, DESK)
    system, user = (message["content"] for message in told.messages)
    assert [message["role"] for message in told.messages] == ["system", "user"]
    assert len(set(told.examples)) == 2 and all(f":\n{text}" in user for text in told.examples)
    assert (
        brief.kind == "bai_dang"
        or f'gọi người nhận là "{brief.pair.goi}", người viết xưng "{brief.pair.xung}"' in system
    )
    assert "{" not in system + user


@pytest.mark.parametrize("pair", [Pair("bà", "cháu"), Pair("ông", "con")])
def test_examples_are_said_with_the_pair_and_belong_to_the_day(pair: Pair) -> None:
    shown = examples(BRIEF.with_(pair=pair), DESK.library, DESK.knowledge)
    assert [(each.item.occasion, each.item.group) for each in shown] == [("tet", "ong_ba")] * 2
    assert all(pair.goi in each.text.lower() and "{" not in each.text for each in shown)
    assert tuple(each.text for each in shown) == instruct(BRIEF.with_(pair=pair), DESK).examples


def test_an_example_for_another_day_says_so() -> None:
    item = LibraryText(
        "thiep", "sinh_nhat", "", "ong_ba", (), "am_ap", "ngan", "loi_chuc", (), "", "{Xung} mừng {goi} thêm tuổi ạ."
    )
    desk = replace(DESK, library=Library((item,)))
    assert "(sinh nhật, " in whole(BRIEF, desk) and "Cháu mừng bà thêm tuổi ạ." in whole(BRIEF, desk)


def test_without_examples_there_is_no_word_of_them() -> None:
    assert (
        "Mẫu" not in whole(BRIEF, replace(DESK, library=Library(())))
        and instruct(BRIEF, replace(DESK, examples=Library(()))).examples == ()
    )


def test_the_examples_can_come_from_elsewhere() -> None:
    assert instruct(BRIEF, replace(DESK, library=Library(()), examples=DESK.library)) == instruct(BRIEF, DESK)


def test_texts_to_be_avoided_are_no_examples() -> None:
    first = instruct(BRIEF, DESK).examples
    second = instruct(BRIEF, DESK, avoid={mark(text) for text in first}).examples
    assert len(second) == 2 and not set(first) & set(second)


def test_the_old_prompt_can_still_be_chosen() -> None:
    told = instruct(BRIEF, replace(DESK, prompt="chung"))
    assert told.examples == () and 'chỉ gọi người nhận là "bà"' in told.messages[1]["content"]
    assert DESK.prompts["chung"]["version"] < DESK.prompts[PROMPT]["version"]


@pytest.mark.parametrize("name", ["mam", "không có"])
def test_a_prompt_that_is_none_for_instructions_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="chung, lon"):
        instruct(BRIEF, replace(DESK, prompt=name))


def test_an_answer_bound_to_json_is_asked_for_by_its_key() -> None:
    assert '{"loi_chuc": "…"}' in whole(BRIEF, json=True) and "JSON" not in whole(BRIEF)


def test_a_model_without_a_system_role_gets_one_message() -> None:
    (message,) = instruct(BRIEF, DESK, "gemma-2-2b-it-Q4_K_M").messages
    assert message["role"] == "user" and "Luật:" in message["content"] and "Chi tiết:" in message["content"]


def test_a_model_that_thinks_unless_told_is_told() -> None:
    assert instruct(BRIEF, DESK, "Qwen3-8B-Q4_K_M").messages[-1]["content"].endswith("\n/no_think")
    assert not instruct(BRIEF, DESK, "Qwen2.5-7B").messages[-1]["content"].endswith("/no_think")


def test_what_the_library_offers_beside_is_no_example(script, client) -> None:
    script.rounds, script.model = [[GOOD]], "qwen-3b"
    offered = finished(client, n=1)[1]
    assert offered.source == "library"
    assert offered.text not in "\n".join(message["content"] for message in script.requests[0]["messages"])


def test_an_example_handed_back_is_written_again(script, client) -> None:
    script.model = "qwen-3b"
    script.rounds = [[GOOD]]
    offered = finished(client, n=1)[1]
    (copied, _) = instruct(BRIEF, DESK, avoid={mark(offered.text), mark(offered.template)}).examples
    script.rounds, script.requests = [[copied], [GOOD]], []
    assert finished(client, n=1)[0].text == GOOD and len(script.requests) == 2


def test_thinking_and_json_never_reach_the_window(script, client) -> None:
    script.rounds, script.model = [['<think>\nBà mổ mắt.\n</think>\n\n{"loi_chuc": "' + GOOD + '"}', GOOD]], "qwen-3b"
    events = list(compose(BRIEF, client, DESK, n=2))
    for slot in (0, 1):
        assert "".join(event.text for event in events if isinstance(event, Delta) and event.slot == slot) == GOOD
    assert single(BRIEF, client, DESK, 1).text == GOOD


def test_thinking_whose_beginning_never_came_is_taken_back(script, client) -> None:
    script.rounds, script.model = [[f"Bà là ai nhỉ?\n</think>\n\n{GOOD}"]], "qwen-3b"
    events = list(compose(BRIEF, client, DESK, n=1))
    again = next(place for place, event in enumerate(events) if isinstance(event, Restarted))
    assert "".join(event.text for event in events[again:] if isinstance(event, Delta)) == GOOD


def test_only_a_server_that_says_so_is_bound(script, client) -> None:
    script.rounds, script.model = [[GOOD]], "qwen-3b"
    finished(client, n=1)
    assert not {"response_format", "latin_only", "chat_template_kwargs"} & script.requests[-1].keys()
    script.abilities = ["json_schema", "latin_only", "chat_template_kwargs"]
    finished(client, n=1)
    bound = script.requests[-1]
    assert bound["response_format"]["json_schema"]["schema"]["required"] == ["loi_chuc"]
    assert bound["latin_only"] is True and bound["chat_template_kwargs"]["enable_thinking"] is False


def test_the_embedded_model_is_never_bound(script, client) -> None:
    script.rounds, script.abilities = [[GOOD]], ["json_schema", "latin_only"]
    finished(client, n=1)
    assert not {"response_format", "latin_only"} & script.requests[-1].keys()


def test_a_request_that_is_refused_is_made_once_more_short_and_free(script, client) -> None:
    script.rounds, script.model, script.abilities = [[GOOD]], "qwen-3b", ["json_schema"]
    script.refusals = 1
    assert finished(client, n=1)[0].text == GOOD
    bound, free = script.requests
    assert "response_format" in bound and "response_format" not in free
    assert "Mẫu 1" in str(bound["messages"]) and "Mẫu 1" not in str(free["messages"])


def test_measuring_takes_a_prompt_by_name(script, client, capsys) -> None:
    assert main(["--url", script.url, "--model-name", "qwen-3b", "--prompt", "xưa"]) == FAULT
    assert "chung, lon" in capsys.readouterr().err
    assert main(["--url", script.url, "--model-name", "Mầm 10M", "--prompt", "lon"]) == FAULT
    assert "Mầm chỉ hiểu" in capsys.readouterr().err


def test_a_server_that_writes_one_answer_is_asked_for_each(script, client) -> None:
    also = "Bà mổ mắt xong rồi, cháu vui lắm. Cháu chúc bà năm Đinh Mùi an vui, ăn ngon, ngủ yên ạ."
    script.rounds, script.model, script.one_at_a_time = [[GOOD], [also]], "qwen-3b", True
    events = list(compose(BRIEF, client, DESK, n=2, seed=7))
    assert [event.candidate.text for event in events if isinstance(event, Finished)][1:] == [GOOD, also]
    assert [(request["n"], request["seed"]) for request in script.requests] == [(2, 7000), (1, 7001)]


def test_a_server_that_refuses_to_write_more_than_one_answer_is_asked_for_each(script, client) -> None:
    also = "Bà mổ mắt xong rồi, cháu vui lắm. Cháu chúc bà năm Đinh Mùi an vui, ăn ngon, ngủ yên ạ."
    script.rounds, script.model = [["(từ chối)"], [GOOD], [also]], "qwen-3b"
    script.refusals, script.one_at_a_time = 1, True
    written = finished(client, n=2)
    assert [written[slot].text for slot in (0, 1)] == [GOOD, also]
    assert [request["n"] for request in script.requests] == [2, 1, 1]
    assert all("Mẫu 1" in str(request["messages"]) for request in script.requests)  # nothing else is given up


def test_a_model_here_is_bound_to_json_and_only_its_text_is_seen(tmp_path: Path) -> None:
    """Mầm under another name: it has never seen JSON, and what it says to these instructions is no matter."""
    copy = tmp_path / "lon.gguf"
    copy.write_bytes(embedded_model().read_bytes())
    with LocalServer(copy, log=tmp_path / "log", threads=1) as server:
        events = list(compose(BRIEF, server.client, DESK, n=1, seed=3))
        assert {"json_schema", "latin_only"} <= server.client.abilities
    said = "".join(event.text for event in events if isinstance(event, Delta))
    final = next(event.candidate.text for event in events if isinstance(event, Finished) and event.slot == 0)
    assert len(final.split()) > 5 and not {"{", "}", "loi_chuc"} & {*said, *final.split()}
