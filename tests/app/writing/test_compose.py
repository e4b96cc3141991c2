"""Composing over real HTTP with a scripted model: streaming, rewriting, repair, ranking, cancelling, failing."""

import threading
from dataclasses import replace

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.compose import (
    MOST_AT_ONCE,
    REWRITES,
    Beyond,
    Candidate,
    Delta,
    Desk,
    Event,
    Finished,
    Ranked,
    Restarted,
    Speed,
    Started,
    as_json,
    compose,
    first_sound,
    from_library,
    recheck,
)
from app.writing.library import Library, LibraryText
from app.writing.manners import EMBEDDED
from app.writing.prompt import load_prompts
from app.writing.used import mark
from inference.client import Client
from inference.errors import InferenceError

SHELF = Library(
    (
        LibraryText(
            kind="thiep", occasion="tet", type="", group="ong_ba", goi=(), tone="am_ap", length="ngan", form="loi_chuc",
            details=(), note="", text="{Xung} chúc {goi} năm mới thật nhiều sức khỏe và bình an ạ.",
        ),
    )
)  # fmt: skip
DESK = Desk(load_knowledge(assets_dir()), load_prompts(), SHELF)
BRIEF = Brief(to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan", details=("bà mới mổ mắt xong",))
GOOD = "Bà mới mổ mắt xong, cháu mong vết mổ mau lành. Xin cho năm Đinh Mùi đi qua nhẹ nhàng, để bà được an vui bên con cháu."
ALSO_GOOD = "Bà mới mổ mắt xong, cháu mong bà chóng lại sức. Năm Đinh Mùi đã về, cháu kính chúc bà một năm mới thật nhiều niềm vui ạ."
BAD = "Bà mới mổ mắt xong, cháu mong vết mổ mau lành. Chúc chị năm Đinh Mùi khỏe mạnh, mắt sáng, ngủ ngon ạ."
WORSE = "Chúc chị năm Bính Thân 健康 khỏe mạnh vui vui vui"


def run(client: Client, brief: Brief = BRIEF, desk: Desk = DESK, **options: object) -> list[Event]:
    return list(compose(brief, client, desk, **options))  # type: ignore[arg-type]


def finished(events: list[Event]) -> dict[int, Candidate]:
    return {event.slot: event.candidate for event in events if isinstance(event, Finished)}


def test_candidates_stream_side_by_side_and_arrive_whole(script, client):
    script.rounds, script.model = [[GOOD, ALSO_GOOD]], "qwen-3b"
    events = run(client, n=2)
    deltas = [event for event in events if isinstance(event, Delta)]
    assert [event.slot for event in events if isinstance(event, Started)] == [0, 1]
    assert {slot: "".join(d.text for d in deltas if d.slot == slot) for slot in (0, 1)} == {0: GOOD, 1: ALSO_GOOD}
    assert [d.slot for d in deltas[:4]] == [0, 1, 0, 1]
    assert finished(events)[0].text == GOOD and finished(events)[1].text == ALSO_GOOD
    assert script.requests[0]["n"] == 2 and len(script.requests) == 1


def test_a_failing_candidate_alone_is_written_again(script, client):
    script.rounds, script.model = [[GOOD, BAD, ALSO_GOOD], [ALSO_GOOD]], "qwen-3b"
    events = run(client)
    assert [(e.slot, "chị" in e.reason) for e in events if isinstance(e, Restarted)] == [(1, True)]
    assert [request["n"] for request in script.requests] == [3, 1]
    assert finished(events)[1].text == ALSO_GOOD and finished(events)[1].findings == ()


def test_deltas_of_the_second_try_carry_the_failing_candidates_slot(script, client):
    script.rounds, script.model = [[GOOD, BAD], [ALSO_GOOD]], "qwen-3b"
    events = run(client, n=2)
    after = events[next(i for i, e in enumerate(events) if isinstance(e, Restarted)) :]
    assert {event.slot for event in after if isinstance(event, Delta)} == {1}


def test_rewriting_is_bounded_and_what_remains_says_why(script, client):
    script.rounds = [[BAD]]
    events = run(client, n=1)
    assert len(script.requests) == REWRITES + 1
    assert sum(isinstance(event, Restarted) for event in events) == REWRITES
    assert {finding.code for finding in finished(events)[0].findings} >= {"xung_ho"}


def test_the_least_bad_try_is_kept(script, client):
    script.rounds = [[WORSE], [BAD], [WORSE]]
    assert finished(run(client, n=1))[0].text == BAD


def test_the_embedded_model_writes_spare_drafts_unseen(script, client):
    script.rounds = [[GOOD]]
    events = run(client, n=2)
    assert script.requests[0]["n"] == 2 + EMBEDDED.spares
    assert {event.slot for event in events if isinstance(event, Delta)} == {0, 1}


def test_many_candidates_leave_room_for_fewer_spares(script, client):
    script.rounds = [[GOOD]]
    run(client, n=8)
    assert script.requests[0]["n"] == MOST_AT_ONCE


def test_the_embedded_model_elsewhere_is_asked_for_each_where_the_server_writes_one_answer(script, client):
    script.rounds, script.one_at_a_time = [[GOOD], [ALSO_GOOD]], True
    written = finished(run(client, n=2, seed=7))
    assert [written[slot].text for slot in (0, 1)] == [GOOD, ALSO_GOOD]
    assert [(request["n"], request["seed"]) for request in script.requests] == [(2 + EMBEDDED.spares, 7000), (1, 7001)]


def test_a_good_spare_draft_takes_a_failing_ones_place_at_once(script, client):
    script.rounds = [[GOOD, BAD, ALSO_GOOD]]
    events = run(client, n=2)
    assert {slot: finished(events)[slot].text for slot in (0, 1)} == {0: GOOD, 1: ALSO_GOOD}
    assert len(script.requests) == 1 and not any(isinstance(event, Restarted) for event in events)


def test_two_slots_do_not_say_the_same_while_a_draft_says_something_else(script, client):
    script.rounds = [[GOOD, GOOD, ALSO_GOOD]]
    assert {finished(run(client, n=2))[slot].text for slot in (0, 1)} == {GOOD, ALSO_GOOD}


def test_of_two_slots_that_say_the_very_same_one_is_shown(script, client):
    script.rounds = [[GOOD]]
    events = run(client, n=2)
    assert events[-1].order == (0, 2)


def test_a_text_that_the_model_was_unsure_of_is_written_again(script, client):
    script.rounds = [[GOOD], [ALSO_GOOD]]
    script.doubts = {"nhẹ": -2.0, "nhàng,": -3.0}
    events = run(client, n=1)
    assert [event.slot for event in events if isinstance(event, Restarted)] == [0]
    assert finished(events)[0].text == ALSO_GOOD and finished(events)[0].findings == ()


def test_the_persons_own_words_stand_where_the_model_only_wrote_stand_ins(script, client):
    script.rounds = [["Bà #1, cháu mong vết mổ mau lành. Xin cho năm Đinh Mùi đi qua nhẹ nhàng, để bà được an vui bên con cháu."] * 10]
    events = run(client, n=1)
    [asked] = script.requests[0]["messages"]
    assert asked["content"].endswith(": bà #1") and "mổ mắt" not in asked["content"]
    text = "Bà mới mổ mắt xong, cháu mong vết mổ mau lành. Xin cho năm Đinh Mùi đi qua nhẹ nhàng, để bà được an vui bên con cháu."
    assert finished(events)[0].text == text
    assert "".join(event.text for event in events if isinstance(event, Delta) and event.slot == 0) == text


def test_a_note_told_in_no_sentence_of_its_topic_is_written_again_and_kept_for_want_of_better(script, client):
    loose = GOOD.replace("cháu mong vết mổ mau lành", "cháu chờ bà nhé")
    script.rounds = [[loose] * 10, [GOOD] * 10]
    assert finished(run(client, n=1))[0].text == GOOD and len(script.requests) == 2
    script.rounds, script.requests = [[loose] * 10] * (REWRITES + 1), []
    plain = GOOD.replace(", cháu mong vết mổ mau lành", "")  # no answer is better than a wrong one
    assert finished(run(client, n=1))[0].text == plain and len(script.requests) == REWRITES + 1


def test_a_stand_in_that_stands_for_nothing_is_a_fault(script, client):
    bad = "Bà #1, cháu mong vết mổ mau lành. Chúc bà Tết này khỏe mạnh, ngủ ngon như #4 ạ."
    script.rounds = [[bad] * 10] * (REWRITES + 1)
    assert "cau_hong" in {finding.code for finding in finished(run(client, n=1))[0].findings}


def test_a_text_that_stays_unsure_says_where(script, client):
    script.rounds, script.doubts = [[GOOD]], {"nhẹ": -2.0, "nhàng,": -3.0}
    found = {finding.code: finding for finding in finished(run(client, n=1))[0].findings}
    assert set(found) == {"qua_suc", "khong_chac"}
    assert "nhẹ nhàng" in GOOD[found["khong_chac"].start : found["khong_chac"].end]


def test_the_surest_of_faultless_texts_comes_first(script, client):
    script.rounds, script.doubts = [[GOOD, ALSO_GOOD]], {"nhẹ": -0.5, "nhàng,": -0.5}
    assert run(client, n=2)[-1].order == (1, 0, 2)


def test_a_faulty_letter_of_the_embedded_model_says_that_it_is_beyond_it(script, client):
    script.rounds = [["Tiêu đề: Xin nghỉ\n\nChào chị,\n\nEm xin nghỉ 9 ngày ạ."]]
    brief = Brief(kind="email", type="xin_nghi_phep", pair=Pair("chị", "em"), note="nghỉ 2 ngày")
    codes = {finding.code for finding in finished(run(client, brief, n=1))[0].findings}
    assert {"qua_suc", "bia_so"} <= codes


def test_when_nothing_is_without_a_fault_it_is_said_what_to_do(script, client):
    script.rounds = [[BAD]]
    events = run(client, n=1)
    assert [type(event) for event in events[-2:]] == [Beyond, Ranked]
    script.rounds = [[BAD, GOOD]]
    assert not any(isinstance(event, Beyond) for event in run(client, n=2))


def test_the_first_sound_candidate_goes_on_the_card(script, client):
    script.rounds = [[BAD]]
    found = finished(run(client, n=1))
    assert first_sound([found[0], found[1]]).source == "library"
    assert first_sound([found[0]]) is found[0]


def test_what_can_be_repaired_is_repaired_and_not_written_again(script, client):
    script.rounds = [[GOOD.replace("Đinh Mùi", "Bính Ngọ")]]
    events = run(client, n=1)
    assert finished(events)[0].text == GOOD
    assert finished(events)[0].findings == ()
    assert len(script.requests) == 1


def test_the_best_comes_first_and_the_library_last(script, client):
    script.rounds, script.model = [[BAD, WORSE, GOOD], [BAD, WORSE]], "qwen-3b"
    events = run(client)
    assert isinstance(events[-1], Ranked)
    assert events[-1].order == (2, 0, 1, 3)


def test_the_library_is_marked_and_never_passes_for_the_model(script, client):
    script.rounds = [[GOOD]]
    shelf = finished(run(client, n=1))[1]
    assert (shelf.source, shelf.model) == ("library", "")
    assert shelf.text == "Cháu chúc bà năm mới thật nhiều sức khỏe và bình an ạ."


def test_the_library_is_there_before_the_model_says_a_word(script, client):
    script.rounds = [[GOOD]]
    first = run(client, n=1)[0]
    assert isinstance(first, Finished) and first.candidate.source == "library"


def test_without_a_match_in_the_library_only_the_model_speaks(script, client):
    script.rounds = [[GOOD]]
    events = run(client, desk=Desk(DESK.knowledge, DESK.prompts, Library(())), n=1)
    assert set(finished(events)) == {0}


def test_the_measured_speed_and_the_models_name_are_passed_on(script, client):
    script.rounds = [[GOOD]]
    events = run(client, n=1)
    assert Speed(321.0, "mam") in events
    assert finished(events)[0].model == "mam"


def test_text_arrives_composed_and_trimmed(script, client):
    import unicodedata

    script.rounds = [["\n " + unicodedata.normalize("NFD", GOOD) + " \n"]]
    assert finished(run(client, n=1))[0].text == GOOD


def test_stopping_hangs_up_while_the_model_is_silent(script, client):
    script.rounds = [[GOOD[:20] + "\0hang"]]
    cancel = threading.Event()
    seen: list[Event] = []
    for event in compose(BRIEF, client, DESK, n=1, cancel=cancel):
        seen.append(event)
        if isinstance(event, Delta):
            cancel.set()
    assert script.hung_up.wait(5)
    assert not any(isinstance(event, (Ranked, Restarted)) for event in seen)
    assert [event.candidate.source for event in seen if isinstance(event, Finished)] == ["library"]
    assert len(script.requests) == 1


def test_an_abandoned_run_hangs_up_too(script, client):
    script.rounds = [[GOOD[:20] + "\0hang"]]
    events = compose(BRIEF, client, DESK, n=1)
    assert any(isinstance(event, Delta) for event in events)  # stops at the first
    events.close()
    assert script.hung_up.wait(5)


def test_after_a_stop_the_next_run_works(script, client):
    script.rounds = [[GOOD[:20] + "\0hang"], [GOOD]]
    cancel = threading.Event()
    for event in compose(BRIEF, client, DESK, n=1, cancel=cancel):
        if isinstance(event, Delta):
            cancel.set()
    assert finished(run(client, n=1))[0].text == GOOD


def test_the_engines_error_reaches_the_caller_in_words(script, client):
    script.rounds, script.status = [[GOOD]], 500
    with pytest.raises(InferenceError) as fault:
        run(client, n=1)
    assert "Bộ nhớ không đủ." in str(fault.value)


def test_a_connection_that_breaks_in_mid_sentence_is_an_error(script, client):
    script.rounds = [[GOOD[:30] + "\0drop"]]
    seen: list[Event] = []
    with pytest.raises(InferenceError):
        seen.extend(compose(BRIEF, client, DESK, n=1))
    assert not any(isinstance(event, Ranked) for event in seen)


def test_an_engine_that_is_gone_is_an_error():
    client = Client("http://127.0.0.1:9", "khoa-thu")
    try:
        with pytest.raises(InferenceError):
            run(client)
    finally:
        client.close()


def test_the_embedded_model_is_not_asked_for_verse(script, client):
    script.rounds = [[GOOD]]
    events = run(client, BRIEF.with_(form="luc_bat"))
    assert script.requests == []
    assert isinstance(events[-1], Ranked)


def test_another_model_gets_instructions_in_words_and_may_write_verse(script, client):
    script.rounds, script.model = [[GOOD]], "qwen-3b"
    run(client, BRIEF.with_(form="luc_bat"), n=1)
    assert [message["role"] for message in script.requests[0]["messages"]] == ["system", "user"]


def test_a_brief_beyond_the_embedded_model_says_so(script, client):
    script.rounds = [["Tiêu đề: Xin nghỉ\n\nEm xin nghỉ một ngày ạ."]]
    brief = Brief(kind="email", type="xin_nghi_phep", pair=Pair("chị", "em"), note="nghỉ " * 60)
    codes = {finding.code for finding in finished(run(client, brief, n=1))[0].findings}
    assert "qua_suc" in codes


def test_a_seed_fixes_every_round_and_each_round_differs(script, client):
    script.rounds = [[BAD]]
    run(client, n=1, seed=7)
    first = [request["seed"] for request in script.requests]
    script.requests.clear()
    run(client, n=1, seed=7)
    assert [request["seed"] for request in script.requests] == first
    assert len(set(first)) == REWRITES + 1


def test_no_two_candidates_of_any_rounds_share_a_seed(script, client):
    script.rounds = [[BAD]]
    run(client, n=3, seed=7)
    drawn = [request["seed"] + index for request in script.requests for index in range(request["n"])]  # as the engine does
    assert len(set(drawn)) == len(drawn)  # the same seed would write the same text again


def test_an_edited_text_is_checked_again():
    candidate = Candidate(GOOD, "model", "mam", BRIEF.pair, (), 0.1)
    edited = recheck(candidate, BAD, BRIEF, DESK.knowledge)
    assert edited.text == BAD and {finding.code for finding in edited.findings} >= {"xung_ho"}


def test_json_has_exactly_the_promised_keys(script, client):
    script.rounds = [[BAD]]
    data = as_json(finished(run(client, n=1))[0])
    assert list(data) == ["text", "source", "model", "pair", "checks", "seconds"]
    assert data["pair"] == {"goi": "bà", "xung": "cháu"}
    assert all(set(found) == {"code", "reason", "severity"} for found in data["checks"])


def test_what_was_copied_wrong_is_put_right_and_no_longer_doubted(script, client):
    brief = BRIEF.with_(details=("bà mới mổ mắt ở bệnh viện tỉnh hôm qua",), length="vua")
    said = "Bà mới mổ mắt ở bệnh viện {} hôm qua, cháu mong vết mổ mau lành. Chúc bà năm Đinh Mùi thật khỏe mạnh, mắt sáng, ngủ ngon ạ."
    script.rounds, script.doubts = [[said.format("huyện")]], {"huyện": -8.0}
    candidate = finished(run(client, brief, n=1))[0]
    assert candidate.text == said.format("tỉnh")
    assert not any(finding.code == "khong_chac" for finding in candidate.findings)


def test_the_librarys_text_is_there_before_a_model_that_can_not_be_reached():
    events = compose(BRIEF, Client("http://127.0.0.1:9", "k"), DESK)
    first = next(events)
    assert isinstance(first, Finished) and first.candidate.source == "library"
    with pytest.raises(InferenceError):
        next(events)


def test_without_a_model_the_library_alone_is_offered():
    events = list(from_library(BRIEF, DESK))
    assert [candidate.source for candidate in finished(events).values()] == ["library"]
    assert events[-1] == Ranked((3,))


def test_a_text_that_this_person_was_given_is_written_again(script, client):
    script.rounds, script.model = [[GOOD], [ALSO_GOOD]], "qwen-3b"
    events = run(client, desk=replace(DESK, used={mark(GOOD)}), n=1)
    assert [event.slot for event in events if isinstance(event, Restarted)] == [0]
    assert finished(events)[0].text == ALSO_GOOD


def test_a_library_text_that_this_person_was_given_is_passed_over(script, client):
    script.rounds, script.model = [[GOOD]], "qwen-3b"
    (template,) = (item.text for item in SHELF.items)
    assert list(finished(run(client, desk=replace(DESK, used={mark(template)}), n=1))) == [0]


def test_what_a_library_text_tells_beyond_the_request_is_said(script, client):
    script.rounds, script.model = [[GOOD]], "qwen-3b"
    telling = Library((replace(SHELF.items[0], details=("nhà có vườn lan",)),))
    found = finished(run(client, desk=replace(DESK, library=telling), n=1))[1].findings
    assert any(finding.code == "ke_rieng" and "vườn lan" in finding.reason for finding in found)
