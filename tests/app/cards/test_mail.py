"""A card as an e-mail: any mail program reads it, and it tells nothing of this machine."""

import email
import getpass
import io
import platform
import unicodedata
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from PIL import Image

from app.cards.card import Card
from app.cards.items import Frame, Text, Words
from app.cards.mail import mail_bytes, save_mail, subject_of
from app.errors import UserError

CARD = Card(
    "tet", title="Chúc Mừng\nNăm Mới", opening="Kính gửi bà <ngoại> & ông,", body="Chúc bà “mạnh khỏe”.\nAn khang!",
    signature="Cháu Ánh",
)  # fmt: skip


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage) and not message.defects
    return message


def test_a_message_carries_words_and_picture(renderer) -> None:
    message = read(mail_bytes(CARD, renderer))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain and html
    assert plain.get_content().strip().splitlines() == [
        "Chúc Mừng Năm Mới", "", "Kính gửi bà <ngoại> & ông,", "", "Chúc bà “mạnh khỏe”.", "An khang!", "", "Cháu Ánh",
    ]  # fmt: skip
    picture = next(part for part in message.walk() if part.get_content_type() == "image/jpeg")
    with Image.open(io.BytesIO(picture.get_content())) as image:
        assert image.size == (1080, 1350)
    assert f"cid:{picture['Content-ID'].strip('<>')}" in html.get_content()
    assert "&lt;ngoại&gt; &amp; ông" in html.get_content()


def test_the_headers_are_those_of_a_draft(renderer) -> None:
    now = datetime(2027, 2, 6, 8, 30, tzinfo=UTC)
    message = read(mail_bytes(CARD, renderer, now))
    assert message["Subject"] == "Chúc Mừng Năm Mới"
    assert parsedate_to_datetime(message["Date"]) == now
    assert message["X-Unsent"] == "1"
    assert not {"From", "To", "Cc", "Bcc", "Message-ID"} & set(message.keys())


def test_a_subject_is_one_composed_line(renderer) -> None:
    card = Card("tet", title=unicodedata.normalize("NFD", "Chúc Mừng\r\nBcc: ai@do.vn\n"))
    subject = read(mail_bytes(card, renderer))["Subject"]
    assert subject == "Chúc Mừng Bcc: ai@do.vn" and unicodedata.is_normalized("NFC", subject)
    assert subject_of(Card("tet", opening="Thương gửi Lan,")) == "Thương gửi Lan"
    assert subject_of(Card("tet")) == "Thiệp chúc"


def test_what_was_added_is_read_and_what_was_hidden_is_not(renderer) -> None:
    card = Card(
        "tet", body="Lời chúc.", signature="Cháu Ánh",
        items=(Words(id=1, field="signature", hidden=True), Text(id=2, frame=Frame(0, 0, 300, 80), text="Nhớ về ăn Tết!")),
    )  # fmt: skip
    plain = read(mail_bytes(card, renderer)).get_body(("plain",))
    assert plain and plain.get_content().split() == ["Lời", "chúc.", "Nhớ", "về", "ăn", "Tết!"]


def test_a_message_tells_nothing_of_the_machine(renderer, tmp_path: Path) -> None:
    path = tmp_path / "thiep.eml"
    save_mail(CARD, path, renderer)
    data = path.read_bytes()
    for secret in (str(tmp_path), str(Path.home()), platform.node()):
        assert len(secret) < 4 or secret.encode() not in data
    assert f"/{getpass.getuser()}/".encode() not in data
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))  # RFC 5322
    assert data.isascii()


def test_a_folder_in_the_way_is_told_of(renderer, tmp_path: Path) -> None:
    (tmp_path / "thiep.eml").mkdir()
    with pytest.raises(UserError):
        save_mail(CARD, tmp_path / "thiep.eml", renderer)
