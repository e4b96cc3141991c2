"""The command line with the embedded model: words as JSON, cards as files, and a look at what it opens on the network."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageChops
from pypdf import PdfReader

from inference.client import Client

ROOT = Path(__file__).resolve().parents[2]

ASKED = ("--to", "bà ngoại", "--occasion", "tet", "--detail", "bà mới mổ mắt xong", "--sender", "Cháu Nam", "--seed", "5")

WATCHER = """
import os, sys
def watch(event, values):
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = values[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = values[0]
    else:
        return
    with open(os.environ["SEEN"], "a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {event} {address!r}\\n")
sys.addaudithook(watch)
"""


def test_a_card_comes_out_as_a_picture_of_the_right_size(loihay, tmp_path: Path) -> None:
    done = loihay("card", *ASKED, "--out", "thiep.png")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "thiep.png") in done.stdout and "— Mầm" in done.stdout
    picture = Image.open(tmp_path / "thiep.png")
    assert picture.size == (1080, 1350)
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 10_000


def test_other_words_give_other_pixels_where_the_text_stands_and_the_same_art(loihay, tmp_path: Path) -> None:
    for name, words in (("a", "Cháu chúc bà mạnh khỏe."), ("b", "Con chúc mẹ bình an, vui vẻ.")):
        assert loihay("card", "--to", "bà ngoại", "--text", words, "--out", f"{name}.png").returncode == 0
    one, other = (Image.open(tmp_path / f"{name}.png").convert("L") for name in "ab")
    changed = ImageChops.difference(one, other).point(lambda level: 255 if level else 0)
    left, top, right, bottom = changed.getbbox()
    assert top > 400 and bottom < 1300 and right - left > 300  # under the title, over the foot
    assert 500 < changed.histogram()[255] < one.width * one.height // 4


def test_a_pdf_carries_the_very_words(loihay, tmp_path: Path) -> None:
    done = loihay("card", *ASKED, "--out", "thiep.pdf", "--format", "vuong")
    assert done.returncode == 0, done.stderr
    written = done.stdout.partition("\n  —")[0]
    page = PdfReader(tmp_path / "thiep.pdf").pages[0]
    text = " ".join(page.extract_text().split())
    assert " ".join(written.split()) in text
    assert "Kính gửi bà ngoại," in text and "Cháu Nam" in text
    assert round(page.mediabox.width) == round(page.mediabox.height)


def test_json_lines_are_ordered_best_first_and_say_where_each_text_comes_from(loihay) -> None:
    done = loihay("write", *ASKED, "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(list(row) == ["text", "source", "model", "pair", "checks", "seconds"] for row in rows)
    assert [row["source"] for row in rows] == ["model"] * 3 + ["library"]
    assert {row["model"] for row in rows if row["source"] == "model"} == {"mam"}
    assert all(row["pair"] == {"goi": "bà", "xung": "cháu"} for row in rows)
    faults = [sum(found["severity"] == "loi" for found in row["checks"]) for row in rows[:3]]
    assert faults == sorted(faults) and faults[0] == 0
    assert "mổ mắt" in rows[0]["text"] and all(row["seconds"] > 0 for row in rows)


def test_a_seed_gives_the_same_words_again(loihay) -> None:
    texts = [[json.loads(line)["text"] for line in loihay("write", *ASKED, "--json").stdout.splitlines()] for _ in "12"]
    assert texts[0] == texts[1]


def test_an_e_mail_has_its_subject_first(loihay) -> None:
    done = loihay(
        "write", "--kind", "email", "--type", "xin_nghi_phep", "--to", "chị Hà", "--sender", "Nam",
        "--note", "xin nghỉ thứ sáu đưa mẹ đi khám", "--seed", "5", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert re.match(r"Tiêu đề: .+\n\n", rows[0]["text"])
    assert rows[-1]["source"] == "library"


def test_doctor_finds_everything_in_order(loihay) -> None:
    done = loihay("doctor", QT_IM_MODULE="ibus")
    assert done.returncode == 0, done.stdout
    assert "token/giây" in done.stdout and "✗" not in done.stdout


def test_doctor_names_what_is_broken(loihay, tmp_path: Path) -> None:
    (tmp_path / "thu.gguf").write_text("Đây không phải mô hình.", encoding="utf-8")
    done = loihay("doctor", "--model", str(tmp_path / "thu.gguf"))
    assert done.returncode == 1
    assert done.stdout.count("✗") == 2 and "GGUF" in done.stdout and "Traceback" not in done.stderr


def test_nothing_but_loopback_is_opened(loihay, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    seen = tmp_path / "seen.txt"
    done = loihay("card", *ASKED, "--out", "thiep.png", PYTHONPATH=str(tmp_path), SEEN=str(seen))
    assert done.returncode == 0, done.stderr
    lines = seen.read_text(encoding="utf-8").splitlines()
    assert len({line.split()[0] for line in lines}) == 2  # the program and its engine
    assert any("socket.connect" in line for line in lines) and any("socket.bind" in line for line in lines)
    assert [line for line in lines if "'127.0.0.1'" not in line] == []


def test_a_jpeg_at_twice_the_size(loihay, tmp_path: Path) -> None:
    done = loihay("card", "--to", "bạn Lan", "--occasion", "sinh_nhat", "--text", "Chúc bạn vui!", "--scale", "2", "--out", "t.jpg")
    assert done.returncode == 0, done.stderr
    assert Image.open(io.BytesIO((tmp_path / "t.jpg").read_bytes())).size == (2160, 2700)


def test_serve_answers_with_its_printed_key_and_ends_on_ctrl_c(model: Path, loihay_home: Path) -> None:
    environment = {**os.environ, "LOIHAY_HOME": str(loihay_home), "PYTHONPATH": str(ROOT)}
    environment.pop("LOIHAY_KEY", None)
    words = [sys.executable, "-m", "app", "serve", "--port", "0", "--model", str(model)]
    server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    try:
        key = server.stderr.readline().rpartition(": ")[2].strip()
        port = json.loads(server.stdout.readline())["port"]
        client = Client(f"http://127.0.0.1:{port}", key)
        assert client.models() == ["mam"]
        client.close()
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=30)
        assert server.returncode == 0 and "Traceback" not in said[1]
    finally:
        server.kill()
        server.communicate()
