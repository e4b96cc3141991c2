"""The command line: what is accepted, and how everything else is refused in one Vietnamese sentence."""

import argparse
import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app.arguments import LONGEST, lines, one_line
from app.cli import build_parser, main, read_brief
from app.errors import UserError
from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load_knowledge(assets_dir())
COMMANDS = ("card", "write", "serve", "bench", "đo", "evaluate", "doctor")


def parsers() -> dict[str, argparse.ArgumentParser]:
    actions = build_parser()._actions
    return dict(next(action for action in actions if isinstance(action, argparse._SubParsersAction)).choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")} - {"--help"}


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What stands on stderr when `words` are refused; asserts the form of every refusal."""
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err and "usage" not in said.err
    assert re.search(r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]", said.err)
    assert said.err.count("\n") == 1
    return said.err


def brief(*words: str):
    return read_brief(build_parser().parse_args(["write", *words]), KNOWLEDGE)


def test_the_promised_commands_and_options_are_there() -> None:
    assert set(parsers()) == set(COMMANDS)
    card = {"--occasion", "--tone", "--form", "--length", "--region", "--to", "--from", "--name", "--sender", "--detail"}
    assert options(parsers()["card"]) >= card | {"--template", "--format", "--seed", "--model", "--n", "--out"}
    assert options(parsers()["write"]) >= card | {"--seed", "--model", "--n", "--json"}
    assert "--json" in options(parsers()["bench"])


def test_every_option_is_explained_in_vietnamese() -> None:
    unexplained = [
        option for parser in parsers().values() for option in parser._actions if not option.help or option.help.startswith("show")
    ]
    assert unexplained == []


def test_the_readme_shows_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if not re.search(rf"(loihay|start\.py) {command}\b", readme)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_vietnamese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("cách dùng:") and "tùy chọn:" in shown
    assert "options:" not in shown and "show this" not in shown


def test_a_brief_is_read_from_ids_or_labels_with_or_without_diacritics() -> None:
    got = brief("--to", "ba ngoai", "--occasion", "tết nguyên đán", "--tone", "vui tuoi", "--length", "Dài", "--region", "Bắc")
    assert (got.occasion, got.tone, got.length, got.region) == ("tet", "vui_tuoi", "dai", "bac")
    assert (got.group, got.pair) == ("ong_ba", Pair("bà", "cháu"))


def test_details_repeat_and_keep_their_order() -> None:
    assert brief("--to", "mẹ", "--detail", "thích lan", "--detail", " ", "--detail", "mới về quê").details == ("thích lan", "mới về quê")


def test_hostile_text_becomes_plain_text() -> None:
    got = brief("--to", "bà\tngoại\x1b[31m", "--detail", "mổ\x00 mắt\r\nxong \udcff", "--name", "La\u0309n")
    assert got.details == ("mổ mắt xong",)
    assert "\x1b" not in got.to and got.pair == Pair("bà", "cháu")


def test_emoji_families_stay_whole() -> None:
    family = "👩\u200d👩\u200d👧 ❤\ufe0f"
    assert one_line(60)(family) == family


def test_a_text_keeps_its_lines_and_nothing_unprintable() -> None:
    assert lines("Dòng một\n\nDòng\x07hai\n") == "Dòng một\n\nDòng hai"


def test_an_unknown_recipient_is_said_and_a_pair_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert brief("--to", "xyzw").group in KNOWLEDGE.groups
    assert "Chưa hiểu “xyzw”" in capsys.readouterr().err


def test_a_tone_that_would_hurt_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    brief("--to", "bạn Nam", "--occasion", "chia_buon", "--tone", "hài hước")
    assert capsys.readouterr().err == "Chia buồn không hợp giọng hài hước, nên lời được viết với giọng ấm áp.\n"


def test_nothing_is_said_of_a_request_that_is_followed(capsys: pytest.CaptureFixture[str]) -> None:
    brief("--to", "vợ", "--tone", "lang_man")
    assert capsys.readouterr().err == ""


def test_verse_that_only_the_library_has_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Mam:
        def models(self) -> list[str]:
            return ["Mầm"]

    monkeypatch.setattr("app.cli.local_model", lambda _model: nullcontext(Mam()))
    assert main(["write", "--to", "mẹ", "--form", "luc_bat"]) == 0
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and "Mầm chưa làm được thơ" in said.err
    assert "từ kho lời chúc" in said.out


def test_a_letter_takes_its_pair_from_its_type() -> None:
    letter = brief("--kind", "email", "--type", "phu_huynh_gui_co_giao", "--to", "cô Hương", "--note", "bé nghỉ t2, ko học dc")
    assert (letter.pair, letter.note) == (Pair("cô", "tôi"), "bé nghỉ thứ Hai, không học được")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["card", "--to", "bà", "--occasion", "sinh_nhatt"], "Ý bạn là “sinh_nhat”?"),
        (["card", "--to", "bà", "--occasion", "qqqqqq"], "Hãy chọn một trong"),
        (["card", "--to", "bà", "--occasion", ""], "Không có dịp"),
        (["write", "--to", "bà", "--tone", "vui_tuoiii"], "Ý bạn là “vui_tuoi”?"),
        (["write", "--to", "bà", "--form", "luc_bac"], "Ý bạn là “luc_bat”?"),
        (["write", "--to", "bà", "--length", "vuaa"], "Ý bạn là “vua”?"),
        (["write", "--to", "bà", "--region", "bacc"], "Ý bạn là “bac”?"),
        (["write", "--to", "bà", "--kind", "emailll"], "Ý bạn là “email”?"),
        (["write", "--to", "chị Hà", "--kind", "email", "--type", "xin_nghi_phepp", "--note", "x"], "“xin_nghi_phep”"),
        (["write", "--to", "chị Hà", "--kind", "email", "--note", "x"], "Chưa chọn loại email"),
        (["write", "--to", "chị Hà", "--kind", "email", "--type", "xin_nghi_phep"], "Chưa có ý"),
        (["write", "--to", " "], "Chưa nói gửi cho ai"),
        (["write"], "Còn thiếu --to"),
        (["write", "--to"], "Sau --to phải có một giá trị"),
        (["write", "--to", "bà", "--n", "0"], "Số lời phải từ 1 đến 8"),
        (["write", "--to", "bà", "--n", "ba"], "“ba” của --n"),
        (["write", "--to", "bà", "--age", "-3"], "Tuổi phải từ 1 đến 130"),
        (["write", "--to", "bà", "--seed", "-1"], "--seed phải từ"),
        (["write", "--to", "bà", "--detail", "mổ mắt " * 1500], "Hãy rút gọn"),
        (["write", "--to", "bà", "--name", "A" * 5000], "nhiều nhất là 60"),
        (["write", "--to", "bà", "--occassion", "tet"], "Ý bạn là “--occasion”?"),
        (["crad", "--to", "bà"], "Ý bạn là “card”?"),
        (["card", "--to", "bà", "--template", "tett"], "Ý bạn là “tet”?"),
        (["card", "--to", "bà", "--palette", "khong_co_mau_nay"], "Không có bảng màu"),
        (["card", "--to", "bà", "--format", "vuongg"], "Ý bạn là “vuong”?"),
        (["card", "--to", "bà", "--scale", "99"], "Cỡ ảnh"),
        (["card", "--to", "bà", "--scale", "nan"], "Cỡ ảnh"),
        (["card", "--to", "bà", "--sheet", "a3", "--out", "t.pdf"], "khổ giấy"),
        (["card", "--to", "bà", "--sheet", "a4", "--out", "t.png"], "tệp PDF"),
        (["card", "--to", "bà", "--copies", "4"], "--sheet a4"),
        (["card", "--to", "bà", "--sheet", "a4", "--copies", "0", "--out", "t.pdf"], "Số bản"),
        (["card", "--to", "bà", "--text", " "], "đang trống"),
        (["card", "--to", "bà", "--out", "thiep.xyz"], ".png, .jpg, .webp, .pdf, .gif hoặc .eml"),
        (["card", "--to", "bà", "--out", "thiep"], ".png, .jpg, .webp, .pdf, .gif hoặc .eml"),
        (["card", "--to", "bà", "--dong", "--out", "thiep.jpg"], ".gif, .webp hoặc .png"),
        (["card", "--to", "bà", "--scale", "2", "--out", "thiep.gif"], "bỏ --scale"),
        (["card", "--to", "bà", "--sheet", "a4", "--dong", "--out", "thiep.pdf"], "không chứa được ảnh động"),
        (["card", "--to", "bà", "--out", "."], "là một thư mục"),
        (["serve", "--parallel", "999"], "--parallel cần một số từ 1 đến 256."),
        (["serve", "--engine", "gpu"], "--model THƯ_MỤC"),
        (["card", "--to", "bà", "--out", "khong/co/thu/muc/thiep.png"], "Không có thư mục"),
        (["card", "--to", "bà", "--out", f"{'d' * 300}.png"], "tên"),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "",
)
def test_wrong_words_get_one_sentence(words, said, capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused(words, capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_refused(capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert "Không được phép ghi" in refused(["card", "--to", "bà", "--out", str(tmp_path / "a.png")], capsys)


def test_a_model_that_is_missing_is_named(capsys, tmp_path) -> None:
    assert "khong-co.gguf" in refused(["write", "--to", "bà", "--model", str(tmp_path / "khong-co.gguf")], capsys)


@pytest.mark.parametrize("content", [b"", b"GGUF", "Đây là thư của mẹ.\n".encode() * 50], ids=["empty", "truncated", "text"])
def test_a_file_that_is_no_model_is_refused(content, capsys, tmp_path) -> None:
    path = tmp_path / "thu.gguf"
    path.write_bytes(content)
    assert "thu.gguf" in refused(["write", "--to", "bà", "--model", str(path)], capsys)


def test_a_folder_is_no_model(capsys, tmp_path) -> None:
    refused(["write", "--to", "bà", "--model", str(tmp_path)], capsys)


def test_the_model_may_stand_before_or_after_the_command(tmp_path) -> None:
    path = str(tmp_path / "m.gguf")
    before = build_parser().parse_args(["--model", path, "write", "--to", "bà"])
    after = build_parser().parse_args(["write", "--to", "bà", "--model", path])
    assert before.model == after.model == Path(path)


def test_a_data_folder_that_can_not_be_made_is_named(capsys, tmp_path, monkeypatch) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    monkeypatch.setenv("LOIHAY_HOME", str(tmp_path / "tep"))
    assert "đường dẫn đi qua một tệp" in refused(["write", "--to", "bà"], capsys)


def test_without_a_display_the_window_says_so(capsys, monkeypatch) -> None:
    if sys.platform != "linux":
        pytest.skip("only there can a display be missing")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "không có màn hình" in refused([], capsys)


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1"])
def test_a_refusal_in_a_fresh_process_under_any_locale(locale: str) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = [sys.executable, "-m", "app", "card", "--to", "bà", "--occasion", "sinh_nhatt"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 1 and done.stdout == b""
    assert "Không có dịp" in done.stderr.decode("utf-8")


def test_a_card_with_ready_words_needs_no_model(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("app.cli.LocalServer", None)
    out = tmp_path / "thiep.png"
    assert main(["card", "--to", "bà ngoại", "--text", "Cháu chúc bà mạnh khỏe.", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert str(out) in capsys.readouterr().out


def test_cards_on_a_sheet_of_paper_come_out_as_its_pdf(tmp_path, capsys) -> None:
    out, words = tmp_path / "to.pdf", ["--to", "bà ngoại", "--text", "Cháu chúc bà mạnh khỏe.", "--format", "a6"]
    assert main(["card", *words, "--sheet", "A4", "--copies", "4", "--marks", "--out", str(out)]) == 0
    (page,) = PdfReader(out).pages
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([595, 842], abs=1)
    assert "93 %" in capsys.readouterr().err


def test_values_are_bounded() -> None:
    with pytest.raises(UserError):
        lines("x" * (LONGEST + 1))


def test_a_gif_is_always_a_moving_card_and_a_webp_when_asked(tmp_path, monkeypatch) -> None:
    from app.cards import animate

    monkeypatch.setattr(animate, "LADDERS", {kind: (animate.Rung(162, 800, 32),) for kind in animate.LADDERS})
    words = ["card", "--to", "bà ngoại", "--text", "Cháu chúc bà mạnh khỏe."]
    for name, more, frames in (("a.gif", [], 5), ("b.webp", ["--dong"], 5), ("c.webp", [], 1)):
        assert main([*words, *more, "--out", str(tmp_path / name)]) == 0
        with Image.open(tmp_path / name) as image:
            assert getattr(image, "n_frames", 1) == frames


def test_a_card_comes_as_an_e_mail(tmp_path) -> None:
    out = tmp_path / "thiep.eml"
    assert main(["card", "--to", "bà ngoại", "--text", "Cháu chúc bà mạnh khỏe.", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"Subject: =?utf-8?")
