"""Two thousand broken and hostile files: each is opened or refused in a sentence, soon, and whatever opens can be painted."""

import io
import json
import os
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from app.cards.card import Card, card_values
from app.cards.intake import LONGEST, take_in
from app.cards.items import LONGEST_TEXT, MOST_ITEMS, Code, Crop, Frame, Look, Photo, Sticker, Text, Words
from app.cards.pictures import Pictures
from app.cards.render import Renderer, make_renderer
from app.cards.thiep_file import MIME, Opened, open_card, read_card, save_card
from app.errors import UserError
from app.paths import assets_dir
from tests.app.cards.mutating import mutated, mutated_values, pictures
from tests.app.cards.test_pictures import bomb

SLOW = 2.0  # seconds of the processor that nothing may take
SMALL = pictures()
EVERY = [data for each in SMALL.values() for data in each]
ROUNDS = 500  # of each of six kinds of picture


def survives(call: Callable[[], Any]) -> Any:
    """What came of it, or None if it was refused as it should be; everything else fails the test."""
    started = time.thread_time()
    try:
        return call()
    except UserError as fault:
        assert fault.what.endswith(".")
        return None
    finally:
        assert time.thread_time() - started < SLOW


@pytest.mark.parametrize("kind", SMALL)
def test_broken_pictures_are_taken_in_or_refused(kind: str) -> None:
    random, opened = Random(kind), 0
    for _ in range(ROUNDS):
        data = mutated(random, random.choice(SMALL[kind]), EVERY)
        if taken := survives(lambda data=data: take_in(data)):
            assert taken.data and 0 < max(taken.width, taken.height) <= LONGEST
            opened += 1
    assert 0 < opened < ROUNDS  # some damage is harmless, some is not


# Cards


@pytest.fixture(scope="module")
def renderer(qapp: QGuiApplication) -> Renderer:
    return make_renderer(assets_dir())


@pytest.fixture(scope="module")
def held() -> Pictures:
    made = Pictures()
    for kind in ("JPEG", "PNG"):
        made.add(take_in(SMALL[kind][0]))
    made.add(take_in(SMALL["PNG"][2]))
    return made


@pytest.fixture(scope="module")
def card(held: Pictures) -> Card:
    digests = list(held._held)
    items = (
        Words(id=1, field="title", frame=Frame(100, 80, 800, 300), look=Look(finish="foil")),
        Photo(id=2, frame=Frame(100, 400, 300, 200), picture=digests[0], mask="heart", border="gold", filter="bw"),
        Photo(id=3, frame=Frame(500, 400, 300, 200, 12), picture=digests[1], border="polaroid", crop=Crop(0.1, 0.1, 0.6, 0.5)),
        Photo(id=4, frame=Frame(100, 900, 200, 200), picture=digests[2], mask="stamp", border="tape", filter="soft"),
        Text(id=5, frame=Frame(100, 700, 400, 90), text="Nhớ bà lắm", look=Look(role="brush", px=40, color="#aa2200")),
        Sticker(id=6, frame=Frame(700, 900, 120, 120), sticker="red-heart"), Code(id=7, frame=Frame(800, 1000, 160, 160), content="https://loihay.vn"),
    )  # fmt: skip
    return Card("tet", title="Chúc Mừng\nNăm Mới", opening="Kính gửi bà,", body="Chúc bà mạnh khỏe.", signature="Cháu Nam", items=items)


@pytest.fixture(scope="module")
def whole(card: Card, held: Pictures, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("thiep") / "a.thiep"
    save_card(card, path, held)
    return path.read_bytes()


def said(whole: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        return json.loads(file.read("thiep.json"))


def packed(values: Any, others: dict[str, bytes] | None = None, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        file.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        file.writestr("thiep.json", values if isinstance(values, bytes | str) else json.dumps(values))
        for name, data in (others or {}).items():
            file.writestr(name, data)
    return out.getvalue()


def painted(renderer: Renderer, opened: Opened) -> None:
    """What was opened can be kept and shown, or its design is told to be unknown."""
    json.dumps(card_values(opened.card), ensure_ascii=False).encode()
    for digest, data in opened.pictures.items():
        renderer.pictures.put(digest, data)
    if survives(lambda: renderer.scenes(opened.card)):
        survives(lambda: renderer.too_small(opened.card))
        assert not renderer.image(opened.card, 0.08).isNull()


def test_a_card_comes_back_as_it_was_sent(card: Card, held: Pictures, whole: bytes) -> None:
    assert read_card(whole) == Opened(card, held._held)


def test_broken_card_files_are_opened_or_refused(whole: bytes, renderer: Renderer) -> None:
    random, opened = Random("thiep"), 0
    small = packed(said(whole), how=zipfile.ZIP_STORED)
    for _ in range(450):
        data = mutated(random, random.choice((whole, small)), [whole, *EVERY])
        if found := survives(lambda data=data: read_card(data)):
            opened += 1
            painted(renderer, found)
    assert 0 < opened < 450


def test_values_that_make_no_sense_are_opened_or_refused(whole: bytes, renderer: Renderer) -> None:
    random, opened = Random("values"), 0
    for _ in range(350):
        if found := survives(lambda: read_card(packed(mutated_values(random, said(whole))))):
            opened += 1
            painted(renderer, found)
    assert 20 < opened < 350


@pytest.mark.parametrize(
    "json_bytes",
    [
        b"[" * 900_000, b'{"version":1,"card":' + b'{"a":' * 200_000, b'{"version":1,"card":{"template":"tet","seed":' + b"9" * 500_000 + b"}}",
        b'{"version":1,"card":{"template":"tet","seed":1e999}}', b'{"version":1,"card":{"template":"tet","items":[{"kind":"text","id":1,"opacity":NaN}]}}',
        b'{"version":1,"card":{"template":"tet","items":[{"kind":"text","id":1,"frame":{"x":NaN,"y":0,"width":9,"height":9}}]}}',
        b'{"version":1,"card":{"template":"tet","items":[{"kind":"text","id":1,"frame":{"x":1e400,"y":0,"width":9,"height":9}}]}}',
        b'{"version":1,"card":{"template":"tet","body":"\\ud800"}}', b'{"version":1,"card":{"template":"tet","body":"\xff\xfe"}}',
        b'{"version":1,"card":{"template":"tet","items":[' + b"{}," * 600_000 + b"{}]}}", b'{"version":99,"card":{}}', b'{"version":"1","card":{}}',
        b'{"version":1,"card":[]}', b"null", b"", b'{"version":1}', b'{"version":1,"card":{"template":5}}', b'{"version":1,"card":{"template":"tet","body":"' + b"x" * 30_000 + b'"}}',
    ],
    ids=range(18),
)  # fmt: skip
def test_json_that_hurts_is_refused(json_bytes: bytes) -> None:
    assert survives(lambda: read_card(packed(json_bytes))) is None


def test_of_a_key_said_twice_the_last_counts() -> None:
    twice = b'{"version":1,"card":{"template":"tet","title":"a","title":"b"}}'
    assert read_card(packed(twice)).card.title == "b"


@pytest.mark.parametrize("field", ["template", "palette", "format"])
def test_a_design_that_is_not_here_is_told(card: Card, renderer: Renderer, field: str) -> None:
    opened = read_card(packed({"version": 1, "card": {**card_values(card), field: "khong-co"}}))
    with pytest.raises(UserError, match="khong-co"):
        renderer.scenes(opened.card)


NAMES = (
    "../../evil", "/etc/evil", "C:\\evil", "\\\\server\\evil", "anh/../../evil", "anh/" + "a" * 63, "anh/" + "A" * 64, "anh/" + "a" * 64 + "/", "anh/", "ANH/" + "a" * 64,
    "Mimetype", "thiep.json/", "THIEP.JSON", "a\0b", "mimetype\0", "x" * 60_000, "con", ".",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names_that_lead_elsewhere_are_refused(whole: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.thiep"
    path.write_bytes(packed(said(whole), {name.replace("\0", "?"): b"x"}).replace(b"a?b", b"a\0b").replace(b"mimetype?", b"mimetype\0"))
    assert survives(lambda: open_card(path)) is None
    assert os.listdir(tmp_path) == ["a.thiep"]


def patched(data: bytes, field: int, value: bytes, entry: bytes = b"thiep.json") -> bytes:
    """The list of a zip with a field of one entry changed (APPNOTE 4.3.12); the entry's own header keeps the old value."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(entry))
    return data[: at + field] + value + data[at + field + len(value) :]


def zipped_twice(whole: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO(packed(said(whole)))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as file:
        file.writestr(name, data)
    return out.getvalue()


def huge_list(count: int) -> bytes:
    """A zip that lists far more entries than it says."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    return entry * count + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, len(entry) * count, 0, 0)


TRICKS: dict[str, Callable[[bytes], bytes]] = {
    "ten gigabytes declared": lambda whole: patched(whole, 24, struct.pack("<I", 0xFFFFFFF0)),
    "a card that unpacks from little": lambda whole: packed(b" " * (64 * 2**20)),
    "a size that lies": lambda whole: patched(packed(b'{"version":1,"card":{"template":"tet"}}' + b" " * 3_000_000), 24, struct.pack("<I", 50)),
    "encrypted": lambda whole: patched(whole, 8, b"\x01\x00"),
    "an unknown way to pack": lambda whole: patched(whole, 10, struct.pack("<H", 99)),
    "packed by LZMA": lambda whole: packed(said(whole), how=zipfile.ZIP_LZMA),
    "the start of an entry beyond the file": lambda whole: patched(whole, 42, struct.pack("<I", 0x7FFFFFFF)),
    "two entries in one place": lambda whole: patched(whole, 42, struct.pack("<I", 0)),
    "said twice": lambda whole: zipped_twice(whole, "thiep.json", b"{}"),
    "more entries than it says": lambda _whole: huge_list(1_000_000),
    "a list that begins before the file": lambda whole: whole[:-6] + struct.pack("<I", 0xFFFFFF00) + whole[-2:],
    "no list": lambda whole: whole[:-22],
    "another kind of file": lambda whole: whole.replace(b"loihay.thiep", b"loihay.thiex"),
    "a picture that is another": lambda whole: packed(
        {"version": 1, "card": {"template": "tet", "items": [{"kind": "photo", "id": 1, "picture": "0" * 64}]}}, {f"anh/{'0' * 64}": EVERY[0]}
    ),
    "nested": lambda whole: packed(packed(whole)),
    "empty": lambda _whole: b"",
    "a comment alone": lambda _whole: b"PK\x05\x06" + bytes(16) + b"\xff\xff" + b"x" * 65535,
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_zip_that_tries_something_is_refused(trick: str, whole: bytes) -> None:
    data = TRICKS[trick](whole)
    assert survives(lambda: read_card(data)) is None


def test_a_long_comment_and_a_links_mark_change_nothing(whole: bytes, card: Card) -> None:
    commented = whole[:-2] + struct.pack("<H", 60_000) + b"\xff" * 60_000
    linked = patched(whole, 38, struct.pack("<I", 0o120777 << 16))
    assert read_card(commented).card == read_card(linked).card == card


@pytest.mark.parametrize("data", [bomb(9_000), bomb(60_000), EVERY[4][:60], b"<svg/>", SMALL["GIF"][0], SMALL["PNG"][5]], ids=range(6))
def test_a_picture_that_we_would_not_keep_is_refused(data: bytes) -> None:
    import hashlib

    digest = hashlib.sha256(data).hexdigest()
    values = {"version": 1, "card": {"template": "tet", "items": [{"kind": "photo", "id": 1, "picture": digest}]}}
    assert survives(lambda: read_card(packed(values, {f"anh/{digest}": data}))) is None


def test_a_card_of_too_many_large_pictures_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, card: Card, held: Pictures) -> None:
    monkeypatch.setattr("app.cards.thiep_file.MOST_FILE", 2000)
    with pytest.raises(UserError, match="quá nhiều ảnh"):
        save_card(card, tmp_path / "a.thiep", held)
    assert not list(tmp_path.iterdir())


def test_as_many_different_pictures_as_a_card_may_have_come_back(tmp_path: Path) -> None:
    from PIL import Image

    pictures, items = Pictures(), []
    for number in range(MOST_ITEMS):
        out = io.BytesIO()
        Image.new("RGB", (8, 8), (number, 99 * (number % 3), 9)).save(out, "PNG")
        digest = pictures.add(take_in(out.getvalue()))
        items.append(Photo(id=number + 1, picture=digest, frame=Frame(0, 0, 50, 50)))
    save_card(Card("tet", items=tuple(items)), tmp_path / "a.thiep", pictures)
    opened = open_card(tmp_path / "a.thiep")
    assert opened.card.items == tuple(items) and len(opened.pictures) == len({item.picture for item in items}) > 150


def test_what_is_no_file_is_no_card(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.thiep")
    for path in (tmp_path, tmp_path / "khong-co.thiep", tmp_path / "ong.thiep", Path("/dev/zero")):
        assert survives(lambda path=path: open_card(path)) is None


# Whatever opens can be painted

units = st.floats(-20_000, 20_000, width=32)
lengths = st.one_of(st.floats(4, 60, width=32), st.floats(4, 20_000, width=32))
frames = st.builds(Frame, units, units, lengths, lengths, st.floats(-360, 360, width=32))
near = st.builds(Frame, st.floats(-300, 1200, width=32), st.floats(-300, 1400, width=32), lengths, lengths, st.sampled_from([0.0, 90.0, 33.3, -180.0]))
anywhere = frames | near
texts = st.one_of(st.text(max_size=60), st.sampled_from(["🎉" * LONGEST_TEXT, "\u202e\u2066" * 200 + "abc", "\0\x07\x1b", "a\u0301" * 500, "x" * LONGEST_TEXT, "\n" * 900, "ﷺ" * 300, " ", "ạ ế " * 900]))
looks = st.builds(
    Look, role=st.sampled_from(["", "brush", "khong_co"]), px=st.sampled_from([0, 1, 3, 40, 800]), color=st.sampled_from(["", "@ink", "@khong_co", "#12abEF"]),
    finish=st.sampled_from(["", "ink", "foil", "shadow", "outline"]), align=st.sampled_from(["", "right"]), lead=st.floats(0, 4, width=32), spacing=st.none() | st.floats(-0.125, 2, width=32),
)  # fmt: skip
shares = st.floats(0, 1, width=32)
crops = st.builds(Crop, shares, shares, st.floats(0.001953125, 1, width=32), st.floats(0.001953125, 1, width=32))
masks = st.sampled_from(["rect", "round", "oval", "arch", "heart", "star", "petal", "stamp"])
borders, filters = st.sampled_from(["", "line", "white", "polaroid", "gold", "tape"]), st.sampled_from(["", "bw", "sepia", "warm", "cool", "faded", "vivid", "soft"])
absurd = st.one_of(
    st.builds(Photo, id=st.just(1), frame=anywhere, opacity=shares, picture=st.sampled_from(["a" * 64, "0", "1", "2"]), crop=crops, mask=masks, border=borders, filter=filters, flip=st.booleans()),
    st.builds(Text, id=st.just(1), frame=anywhere, opacity=shares, text=texts, look=looks),
    st.builds(Words, id=st.just(1), frame=st.none() | anywhere, field=st.sampled_from(["title", "kicker", "opening", "body", "signature"]), look=looks),
    st.builds(Sticker, id=st.just(1), frame=anywhere, sticker=st.sampled_from(["red-heart", "khong-co", ""])),
    st.builds(Code, id=st.just(1), frame=anywhere, content=texts),
)  # fmt: skip


@pytest.mark.parametrize("field", ["title", "kicker", "opening", "body", "signature"])
@pytest.mark.parametrize("words", ["x" * 4000, "🎉" * 1000, "\u202e\u2066" * 200, "\0\x07", "\n" * 900, "a\u0301" * 2000, "﷽" * 200])
def test_whatever_stands_in_a_cards_own_words_can_be_painted(renderer: Renderer, field: str, words: str) -> None:
    for template in ("tet", "sn_dia_than", "chia_buon"):
        whole = Card(template, **{**dict.fromkeys(("title", "kicker", "opening", "body", "signature"), "Chúc"), field: words})
        assert not survives(lambda whole=whole: renderer.image(whole, 0.1)).isNull()


@example(item=Photo(picture="0", mask="stamp", border="line", id=1, frame=Frame(2, 10, 20, 16_600, 33.3)), scale=0.05, words="\n" * 900)
@given(item=absurd, scale=st.sampled_from([0.05, 0.2]), words=texts)
@settings(max_examples=80, deadline=None)
def test_whatever_can_be_said_of_an_item_can_be_painted(renderer: Renderer, card: Card, held: Pictures, item: Any, scale: float, words: str) -> None:
    if isinstance(item, Photo) and len(item.picture) == 1:
        digests = list(held._held)
        item = replace_picture(item, digests[int(item.picture)])
    for digest, data in held._held.items():
        renderer.pictures.put(digest, data)
    whole = replace(card, items=(item,), title=words[:300], signature=words[:60])
    started = time.thread_time()
    renderer.too_small(whole)
    assert not renderer.image(whole, scale).isNull()
    assert time.thread_time() - started < SLOW


def replace_picture(item: Photo, digest: str) -> Photo:
    import msgspec

    return msgspec.structs.replace(item, picture=digest)


@pytest.mark.parametrize("finish", ["foil", "outline", "shadow"])
def test_letters_and_pictures_far_larger_than_the_page_are_painted_coarser(renderer: Renderer, finish: str) -> None:
    frame = Frame(-9000, -9000, 20_000, 20_000)
    words = Text(id=1, frame=frame, text="Chúc mừng năm mới " * 20, look=Look(px=800, finish=finish))
    photo = Photo(id=2, frame=frame, picture="a" * 64, mask="stamp", border="gold", opacity=0.5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    image = renderer.image(Card("tet", title="Tết", items=(photo, words)), 1.0)
    assert not image.isNull() and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000  # KiB


def test_a_title_as_long_as_a_book_is_set_soon(renderer: Renderer) -> None:
    survives(lambda: renderer.scenes(Card("tet", title="chúc mừng " * 2000)))
