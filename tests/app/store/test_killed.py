"""Killed in the middle of saving, again and again: what was saved last is there, and nothing half stands under its real name."""

import hashlib
import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from PIL import Image

from app.cards.card import Card, card_from, card_values
from app.cards.intake import Taken
from app.cards.items import Frame, Photo
from app.cards.pictures import DIGEST, Pictures
from app.cards.thiep_file import open_card, save_card
from app.files import PART
from app.store import open_store
from app.store.my_cards import MyCards
from app.store.store import body_of
from tests.app.cards.test_pictures import saved as encoded

KILLS = 24
LONGEST_LIFE = 0.05  # seconds after its last word that a process lives on
START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload(["tests.app.store.test_killed"])


def picture(number: int) -> Taken:
    """Another one for each number, large enough to be cut in the middle."""
    data = encoded(Image.frombytes("RGB", (160, 120), Random(number).randbytes(57_600)), "PNG")
    return Taken(hashlib.sha256(data).hexdigest(), data, 160, 120)


def card(number: int) -> Card:
    return Card("tet", body=f"Lời {number} " * 300, items=(Photo(id=1, frame=Frame(0, 0, 90, 90), picture=picture(number).digest),))


def save_on(folder: str, number: int, said: Connection) -> None:
    """Saves as the window does, over and over; says each number once all of it is saved."""
    home = Path(folder)
    store, pictures = open_store(home / "loihay.db"), Pictures(home / "pictures")
    cards = MyCards(store)
    while True:
        pictures.add(picture(number))
        body = {"card": card_values(card(number)), "values": {}}
        store.save_draft("cua_so", {"room": "thiep", "card": card_values(card(number)), "number": number})
        cards.keep(0, f"Thiệp {number}", "tet", "bà", "", body)
        cards.set_picture(1, bytes([number % 256]) * 30_000)
        save_card(card(number), home / "gui.thiep", pictures)
        said.send(number)
        number += 1


def heard(said: Connection) -> Iterator[int]:
    try:
        while said.poll():
            yield said.recv()
    except EOFError:
        return


def check(home: Path, last: int) -> None:
    """Everything up to `last` is there, whole."""
    store = open_store(home / "loihay.db")
    assert store.set_aside is None
    draft, cards = store.draft("cua_so"), MyCards(store)
    assert draft and draft["number"] >= last
    names = {each.name for each in cards.find()}
    assert {f"Thiệp {number}" for number in range(1, last + 1)} <= names
    assert all(card_from(body_of(text)["card"]).body.startswith("Lời ") for text in store.bodies())
    store.close()
    pictures = Pictures(home / "pictures")
    for file in (home / "pictures").iterdir():
        assert PART.fullmatch(file.name) or pictures.data(file.name), file.name
    opened = open_card(home / "gui.thiep")
    assert opened.card in [card(number) for number in (last, last + 1)] and len(opened.pictures) == 1
    assert {file.name for file in home.iterdir() if not PART.fullmatch(file.name)} <= {"loihay.db", "loihay.db-wal", "loihay.db-shm", "pictures", "gui.thiep"}


def test_nothing_saved_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    random, number, last = Random(26), 1, 0
    for _ in range(KILLS):
        here, there = START.Pipe(duplex=False)
        process = START.Process(target=save_on, args=(str(tmp_path), number, there), daemon=True)
        process.start()
        there.close()
        for _ in range(random.choice((1, 1, 2, 3))):
            last = here.recv()
        time.sleep(random.random() * LONGEST_LIFE)  # the kill must come at any moment of a save
        process.kill()
        process.join()
        last = max([last, *heard(here)])
        here.close()
        check(tmp_path, last)
        number = last + 1
    assert last > KILLS


def test_what_a_kill_left_is_swept_away_and_hurts_nobody(tmp_path: Path) -> None:
    pictures, taken = Pictures(tmp_path), picture(1)
    (tmp_path / ".0123456789ab.part").write_bytes(taken.data[:100])
    pictures.add(taken)
    assert pictures.data(taken.digest) == taken.data and pictures.data(".0123456789ab.part") is None
    assert pictures.sweep([taken.digest]) == 0  # another window may be writing it
    assert pictures.sweep([taken.digest], older=0) == 1
    assert [file.name for file in tmp_path.iterdir()] == [taken.digest] and DIGEST.fullmatch(taken.digest)
