"""Each measure on texts written for it, and the whole command on a model that knows nothing."""

import json
from pathlib import Path

import pytest

from app.knowledge import Knowledge, load_knowledge, read_toml
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.compose import Desk
from app.writing.evaluation.__main__ import FAULT, MISSED, main
from app.writing.evaluation.asking import NamedClient, best, candidates, many, single
from app.writing.evaluation.briefs import Asked, hand_written
from app.writing.evaluation.figures import LABELS, SETS, Tally, as_table, outcomes, tallies, variety
from app.writing.evaluation.measures import MEASURES, Standard, asked_of, judge, legible
from app.writing.finding import Finding
from app.writing.library import Library
from app.writing.prompt import load_prompts
from app.writing.smallworld import read_jsonl
from inference.client import Client
from inference.evaluation.random_gguf import TINY, write_random_gguf

BRIEFS = assets_dir() / "evaluation" / "briefs.jsonl"
CARD = Brief(
    occasion="sinh_nhat",
    group="anh_chi",
    pair=Pair("chị", "em"),
    name="Hà",
    length="ngan",
    details=("chị mê trồng lan",),
)
GOOD = "Chúc mừng sinh nhật chị Hà. Chị mê trồng lan, em mong chị tuổi mới vui và khỏe."
POEM = CARD.with_(form="luc_bat", occasion="tet", name="", details=())
LUC_BAT = "Xuân về én lượn đầy trời\nEm mừng tuổi chị cả đời thảnh thơi"
LETTER = Brief(
    kind="email", type="xin_nghi_phep", to="chị Hoa", group="anh_chi", pair=Pair("chị", "em"), name="Hoa", sender="Nam",
    length="ngan", note="sáng mai em xin nghỉ vì đau răng, Tuấn trực thay",
)  # fmt: skip
MAIL = "Tiêu đề: Xin nghỉ phép\n\nChào chị Hoa,\n\nSáng mai em xin nghỉ vì đau răng. Tuấn trực thay em.\n\nEm cảm ơn chị.\n\nNam"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(assets_dir())


@pytest.fixture(scope="module")
def standard(knowledge: Knowledge) -> Standard:
    table = read_toml(assets_dir() / "evaluation" / "measures.toml")
    return Standard(knowledge, table, {"Dịp", "Gọi", "Xưng"}, frozenset({"Chúc chị một năm mới thật bình an."}))


def wrong(text: str, brief: Brief, standard: Standard) -> set[str]:
    """The measures by which the text is wrong."""
    return {measure for measure, right in judge(text, brief, standard, ()).items() if right is False}


def test_a_right_card_is_right_by_every_measure(standard: Standard) -> None:
    assert not wrong(GOOD, CARD, standard)
    assert not wrong(MAIL, LETTER, standard)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("pair", GOOD.replace("chị Hà", "cô Hà").replace("Chị mê", "Cô mê").replace("mong chị", "mong cô")),
        ("name", GOOD.replace("Hà", "Thủy")),
        ("name", GOOD.replace(" Hà", "")),
        ("details", GOOD.replace("Chị mê trồng lan, em", "Em")),
        ("nothing_invented", GOOD.replace("vui và khỏe", "đủ 45 niềm vui")),
        ("nothing_invented", GOOD.replace("vui và khỏe", "vui, em gửi chị một bó hoa")),
        ("nothing_invented", GOOD.replace("vui và khỏe", "vui như hôm ở Đà Lạt")),
        ("occasion", GOOD.replace("mừng sinh nhật", "mừng Giáng sinh")),
        ("occasion", "Em chúc chị Hà mê trồng lan nhiều sức khỏe và bình an."),
        ("length", GOOD + " Em còn mong chị gặp nhiều người tốt, đi nhiều nơi đẹp và luôn giữ được nụ cười hiền lành như bao lâu nay."),
        ("no_repetition", "Chúc mừng sinh nhật chị Hà. Chị mê trồng lan. Chúc mừng sinh nhật chị Hà."),
    ],
)  # fmt: skip
def test_each_measure_of_a_card_can_fail(measure: str, text: str, standard: Standard) -> None:
    assert measure in wrong(text, CARD, standard)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("pair", MAIL.replace("Chào chị Hoa,", "Thân ái,")),
        ("name", MAIL.replace("Hoa", "Lan")),
        ("name", MAIL.replace("\n\nNam", "")),
        ("details", MAIL.replace(" vì đau răng. Tuấn trực thay em", "")),
        ("details", MAIL.replace("Sáng mai em", "Em")),
        ("nothing_invented", MAIL.replace("Sáng mai", "Sáng mai, ngày 17/8,")),
        ("length", MAIL.replace("cảm ơn chị", "cảm ơn chị và mong chị thông cảm cho em lần này" * 12)),
        ("no_repetition", MAIL.replace("Em cảm ơn chị.", "Sáng mai em xin nghỉ vì đau răng.")),
    ],
)
def test_each_measure_of_a_letter_can_fail(measure: str, text: str, standard: Standard) -> None:
    assert measure in wrong(text, LETTER, standard)


def test_a_letter_keeps_the_day_of_the_week(standard: Standard) -> None:
    brief, mail = LETTER.with_(note="t6 em xin nghỉ vì đau răng"), "Chào chị Hoa,\n\n{} em xin nghỉ vì đau răng.\n\nNam"
    assert "details" not in wrong(mail.format("Thứ sáu"), brief, standard)
    assert "details" in wrong(mail.format("Tuần tới"), brief, standard)


def test_verse_must_scan_to_the_last_line(standard: Standard) -> None:
    assert "verse" not in wrong(LUC_BAT, POEM, standard)
    assert "verse" in wrong(LUC_BAT.replace("cả đời", "cả nhà"), POEM, standard)
    assert "verse" in wrong(LUC_BAT.partition("\n")[0], POEM, standard)
    assert {"verse", "length"} <= wrong("Chúc chị năm mới bình an, vui vẻ.", POEM.with_(form="nam_chu"), standard)
    assert {"verse", "length"} <= wrong("Xuân này chị vui lắm", POEM.with_(form="nam_chu"), standard)


def test_a_poem_must_name_its_day(standard: Standard) -> None:
    assert "occasion" not in wrong(LUC_BAT, POEM, standard)
    assert "occasion" in wrong(LUC_BAT, POEM.with_(occasion="khai_truong"), standard)


def test_days_without_a_rule_of_the_checker_are_named_too(standard: Standard) -> None:
    brief = CARD.with_(occasion="nghi_huu", details=())
    assert "occasion" in wrong("Em chúc chị Hà luôn vui và gặp nhiều điều lành.", brief, standard)
    assert "occasion" not in wrong("Em chúc chị Hà nghỉ hưu thật vui và bình an.", brief, standard)


def test_a_text_of_the_training_set_is_not_the_models_own(standard: Standard) -> None:
    brief = CARD.with_(details=(), name="", occasion="tet")
    assert "own_without" in wrong("Chúc chị một năm mới thật bình an.", brief, standard)
    assert "own_with" in wrong("Chúc chị một năm mới thật bình an.", brief.with_(details=("chị vui",)), standard)
    assert "own_without" not in wrong("Em chúc chị một năm mới thật bình an.", brief, standard)


def test_what_the_person_is_shown_decides_on_faultless(standard: Standard) -> None:
    fault, remark = (Finding("x", 0, 0, "", severity) for severity in ("loi", "nhac"))
    assert judge(GOOD, CARD, standard, [fault])["faultless"] is False
    assert judge(GOOD, CARD, standard, [remark])["faultless"] is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Chúc chị.",
        "\ufffd kx \ufffd8 qq zzt wrx plk mnb vcx sdf",
        "Happy birthday to you, my dear sister, with love and many kisses.",
        "chị chị chị chị chị chị chị chị chị chị chị chị",
        "chi ha oi em chuc chi sinh nhat vui ve va nhieu suc khoe",
        "Dịp: sinh nhật\nGọi: chị\nXưng: em\nChúc mừng sinh nhật chị Hà mê trồng lan.",
    ],
)
def test_what_is_no_answer_fails_every_measure_that_is_asked(text: str, standard: Standard) -> None:
    for brief in (CARD, CARD.with_(details=(), name=""), POEM, LETTER):
        asked = {measure for measure, asks in asked_of(brief, standard).items() if asks}
        assert wrong(text, brief, standard) == asked


def test_every_measure_is_asked_of_some_brief(knowledge: Knowledge, standard: Standard) -> None:
    asked = [asked_of(one.brief, standard) for one in hand_written(BRIEFS, knowledge)]
    assert {measure for each in asked for measure, asks in each.items() if asks} == set(MEASURES) == set(LABELS)


def test_texts_of_people_are_legible(standard: Standard) -> None:
    rows = [row for path in sorted((assets_dir() / "library").glob("*.jsonl")) for row in read_jsonl(path)]
    texts = [row["text"] for row in rows[::20] if "text" in row]
    assert len(texts) > 100
    assert all(legible(text, CARD, standard.labels) for text in texts)


def test_the_briefs_cover_every_day_group_tone_length_form_and_region(knowledge: Knowledge) -> None:
    asked = list(hand_written(BRIEFS, knowledge))
    new = [one.brief for one in asked if one.set != "hard"]
    cards = [brief for brief in new if brief.kind == "thiep"]
    assert len(asked) >= 300 and len(new) >= 160
    assert {brief.occasion for brief in cards} == set(knowledge.occasions)
    assert {brief.group for brief in new} == set(knowledge.groups)
    assert {brief.tone for brief in new} == set(knowledge.tones)
    assert {brief.form for brief in cards} == set(knowledge.forms)
    assert {brief.length for brief in new} == set(knowledge.lengths)
    assert {brief.region for brief in new} == set(knowledge.regions)
    assert sum(brief.form != "loi_chuc" for brief in cards) >= 30
    assert sum(brief.kind != "thiep" for brief in new) >= 40


def test_no_detail_of_the_briefs_is_taught() -> None:
    folders = [assets_dir() / name for name in ("smallworld", "notes", "note_topics", "library")]
    taught = "\n".join(path.read_text(encoding="utf-8").lower() for folder in folders for path in folder.iterdir())
    rows = [row for row in read_jsonl(BRIEFS) if row["set"] != "hard"]
    told = [detail.lower() for row in rows for detail in (*row.get("detail", ()), *filter(None, [row.get("note")]))]
    assert len(told) > 100
    assert not [detail for detail in told if detail in taught]


def test_shares_are_of_what_was_asked() -> None:
    tally = Tally()
    tally.add({"pair": True, "name": None, "verse": False}, 1.0)
    tally.add({"pair": False, "name": True, "verse": None}, 3.0)
    assert (tally.share("pair"), tally.share("name"), tally.share("verse"), tally.share("details")) == (
        0.5,
        1.0,
        0.0,
        None,
    )
    assert tally.figures()["seconds"] == 2.0


def test_a_target_that_nothing_measured_is_missed_and_the_best_of_three_counts(standard: Standard) -> None:
    found = tallies()
    found["prose"]["single"].add({"pair": True}, 0.1)
    found["prose"]["best"].add({"pair": False}, 0.1)
    results = {(each.measure, each.binding): each for each in outcomes(standard.table, found)}
    assert results["pair", True].got == 0.0 and not results["pair", True].met
    assert results["name", True].got is None and not results["name", True].met
    found["prose"]["best"] = Tally()
    found["prose"]["best"].add({"pair": True, "name": True}, 0.1)
    assert all(each.met for each in outcomes(standard.table, found) if each.binding)


def test_targets_speak_of_known_measures_and_sets(standard: Standard) -> None:
    assert {row["measure"] for row in standard.table["target"]} <= set(MEASURES)
    assert {row["of"] for row in standard.table["target"]} <= set(SETS)
    assert set(standard.table["days"]) | set(standard.knowledge.checks["acts"]) == set(standard.knowledge.occasions)


def test_variety_falls_with_repetition_and_garbage_brings_none() -> None:
    rich = variety([("một hai ba bốn", True), ("năm sáu bảy tám", True)])
    poor = variety([("một hai ba bốn", True), ("một hai ba bốn", True)])
    assert rich["distinct_1"] == rich["distinct_2"] == rich["distinct_3"] == rich["distinct_texts"] == 1.0
    assert poor["distinct_1"] == poor["distinct_3"] == poor["distinct_texts"] == 0.5
    assert variety([("xkq zzt wrp", False)])["distinct_1"] == 0.0
    assert variety([])["distinct_texts"] == 0.0


@pytest.fixture
def desk(knowledge: Knowledge) -> Desk:
    return Desk(knowledge, load_prompts(), Library(()))


def test_a_raw_sample_is_not_mended_and_the_best_is(script, client: Client, desk: Desk) -> None:
    script.rounds = [[GOOD.replace(" Hà", "")]]
    raw = single(CARD, client, desk, 1)
    assert "Hà" not in raw.text and "thieu_ten" in {finding.code for finding in raw.shown}
    assert "chị Hà" in best(*candidates(CARD, client, desk, 1)).text


def test_the_library_never_answers_for_the_model(script, client: Client, knowledge: Knowledge) -> None:
    script.rounds = [["xkq"]]
    brief, library = CARD.with_(details=(), name="", length="vua"), Library.load(assets_dir() / "library")
    assert library.best(brief, knowledge)
    written, _ = candidates(brief, client, Desk(knowledge, load_prompts(), library), 1)
    assert [candidate.text for candidate in written] == ["xkq"]


def test_no_candidate_is_an_empty_answer() -> None:
    assert best([], 0.5).text == ""


def test_many_samples_are_as_many_as_asked(script, client: Client, desk: Desk) -> None:
    script.rounds = [[GOOD]]
    asked = [Asked("plain", CARD), Asked("plain", CARD.with_(name="Lan"))]
    assert len(list(many(asked, client, desk, 5, 1))) == 5
    assert not list(many(asked, client, desk, 0, 1))


def test_a_server_is_asked_for_the_model_that_was_named(script, desk: Desk) -> None:
    script.model, script.rounds = "mam", [[GOOD]]
    client = NamedClient(script.url, "k", "lon-hon")
    single(CARD, client, desk, 1)
    client.close()
    assert script.requests[0]["model"] == "lon-hon"
    assert script.requests[0]["messages"][0]["role"] == "system"  # no prompt for Mầm


def few(folder: Path) -> Path:
    """Two cards, one of them with a name and a detail, and a poem, as a file."""
    rows = [
        {"set": "plain", "kind": "thiep", "occasion": "tet", "to": "sếp", "from": "em", "name": "Thu", "detail": ["em mới vào phòng"]},
        {"set": "plain", "kind": "thiep", "occasion": "cam_on", "to": "mẹ", "from": "con", "detail": []},
        {"set": "verse", "kind": "thiep", "occasion": "tet", "form": "luc_bat", "to": "mẹ", "from": "con", "detail": []},
    ]  # fmt: skip
    path = folder / "briefs.jsonl"
    path.write_text(
        "".join(json.dumps({**row, "length": "ngan"}, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    return path


def training(folder: Path) -> Path:
    path = folder / "train.jsonl"
    path.write_text(json.dumps({"prompt": "Dịp: Tết", "answer": GOOD}, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_random_weights_fail_every_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = write_random_gguf(tmp_path / "mam-ngau-nhien.gguf", TINY)  # by its name asked as Mầm is
    options = ["--briefs", str(few(tmp_path)), "--training", str(training(tmp_path)), "--distinct", "6", "--require"]
    assert main(["--model", str(model), *options]) == MISSED
    report = json.loads(capsys.readouterr().out)
    for way in ("single", "best"):
        shares = {name: report["sets"]["all"][way][name] for name in MEASURES}
        assert shares == dict.fromkeys(MEASURES, 0.0)
    assert set(report["variety"].values()) == {6, 0.0}
    assert not any(target["met"] for target in report["targets"])


def test_a_server_that_writes_well_reaches_what_is_required(
    script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.jsonl"
    row = {
        "occasion": "sinh_nhat",
        "to": "chị",
        "from": "em",
        "name": "Hà",
        "detail": ["chị mê trồng lan"],
        "length": "ngan",
    }
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    script.rounds = [[GOOD]]
    options = ["--url", script.url, "--model-name", "lon-hon", "--briefs", str(path), "--require", "--texts"]
    assert main(options) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["sets"]["hard"]["best"]["faultless"] == 1.0
    assert GOOD in err and LABELS["pair"] in err
    script.rounds = [[GOOD.replace("chị", "cô").replace("Chị", "Cô")]]
    assert main(options) == MISSED


def test_a_server_that_is_not_there_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", "http://127.0.0.1:9", "--model-name", "x"]) == FAULT
    assert capsys.readouterr().err.strip() == (
        "Không kết nối được với máy chủ mô hình. Hãy kiểm tra địa chỉ và xem máy chủ đã chạy chưa."
    )


def test_a_missing_training_file_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--training", str(tmp_path / "khong-co.jsonl")]) == FAULT
    assert "khong-co.jsonl" in capsys.readouterr().err


def test_the_table_has_every_measure_and_set() -> None:
    found = tallies()
    for name in SETS:
        for way in ("single", "best"):
            found[name][way].add(dict.fromkeys(MEASURES, True), 0.1)
    table = as_table(found, [], {})
    assert all(label in table for label in (*LABELS.values(), *SETS.values()))


def test_requests_are_measured_as_typed_not_as_the_app_reads_them(knowledge: Knowledge) -> None:
    told = [detail for one in hand_written(BRIEFS, knowledge) for detail in one.brief.details]
    assert "Bống mới biết tự buộc dây giày" in told  # the app tells it as "con mới biết …"
