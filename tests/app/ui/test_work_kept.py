"""No work is lost, and none comes back unasked: other cards, broken stores, vanished designs, pictures on their way."""

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cards.card import Card, card_from, card_values
from app.cards.items import MOST_ITEMS, Frame, Photo, Sticker, Text
from app.cards.pictures import Pictures
from app.cards.thiep_file import save_card
from app.errors import UserError
from app.ui.main import Program
from app.ui.window import CARDS, EDITOR, MINE
from tests.app.ui.conftest import click, typed_by_ime
from tests.app.ui.hand import Hand, bring, jpeg

Open = Callable[[], Program]


def mine(hand: Hand) -> list[str]:
    return [card.name for card in hand.program.my_cards.find()]


def sent(hand: Hand, tmp_path: Path, card: Card) -> Path:
    path = tmp_path / "gui.thiep"
    save_card(card, path, Pictures())
    return path


def opened(hand: Hand, path: Path) -> None:
    with hand.qtbot.waitSignal(hand.window.shelf.opened, timeout=10_000):
        hand.window.shelf.open_file(path)


OTHER = Card("sn_dia_than", title="Mừng Sinh Nhật", body="Chúc Lan tuổi mới vui.", items=(Text(id=1, text="Thương!", frame=Frame(9, 9, 90, 40)),))


def test_what_is_typed_when_another_card_comes_never_reaches_it(hand: Hand, tmp_path: Path) -> None:
    hand.middle.edit("body")
    typed_by_ime(hand.middle.inline, "Bà ơi, ")
    opened(hand, sent(hand, tmp_path, OTHER))
    assert not hand.middle.inline.isVisible() and hand.middle.inline.key is None
    assert hand.design.card.body == OTHER.body and hand.design.card.items == OTHER.items
    bodies = [card_from(hand.program.my_cards.body(each.id)["card"]).body for each in hand.program.my_cards.find()]
    assert any(body.startswith("Bà ơi, ") for body in bodies)  # the former card is kept as it was typed


def test_nothing_goes_back_past_another_card(hand: Hand, tmp_path: Path) -> None:
    hand.design.change("x", title="Cũ")
    opened(hand, sent(hand, tmp_path, OTHER))
    assert not hand.design.undo_stack.canUndo() and hand.design.card.title == OTHER.title


def test_a_file_that_is_no_card_leaves_the_card_in_hand(hand: Hand, tmp_path: Path) -> None:
    before, path = hand.design.card, tmp_path / "hong.thiep"
    path.write_bytes(b"PK" + os.urandom(900))
    pictures = sorted((hand.program.home / "pictures").glob("*"))
    hand.window.shelf.open_file(path)
    hand.qtbot.waitUntil(lambda: "hỏng" in hand.window.notice.text, timeout=10_000)
    assert hand.design.card == before and sorted((hand.program.home / "pictures").glob("*")) == pictures


def test_a_design_that_is_not_here_gives_way_to_another(hand: Hand, tmp_path: Path) -> None:
    opened(hand, sent(hand, tmp_path, dataclasses.replace(OTHER, template="mau_la", palette="mau_la", format="khong_co")))
    card = hand.design.card
    assert card.template in hand.window.renderer.templates and card.body == OTHER.body and card.items == OTHER.items
    assert "Mẫu của tấm thiệp này" in hand.window.notice.text
    assert not hand.window.renderer.image(card, 0.1).isNull()


def test_a_kept_card_whose_design_vanished_opens_and_the_draft_too(hand: Hand, open_program: Open) -> None:
    gone = {**card_values(OTHER), "template": "mau_da_xoa"}
    id = hand.program.my_cards.keep(0, "Cũ", "sinh_nhat", "Lan", "", {"card": gone, "values": {}, "texts": []})
    hand.window.shelf.open(id)
    assert hand.design.card.body == OTHER.body and hand.design.card.items == OTHER.items
    hand.program.store.save_draft("cua_so", {"room": EDITOR, "card": gone, "card_id": id})
    again = open_program()
    assert again.window.cards.design.card.items == OTHER.items and again.window.keeping.card_id == id


def test_a_card_that_can_not_be_read_costs_nobody_the_one_in_hand(hand: Hand) -> None:
    id = hand.program.my_cards.keep(0, "Hỏng", "tet", "bà", "", {"card": {"template": 5}})
    before = hand.design.card
    for ask in (hand.window.shelf.open, hand.window.shelf.make_again):
        ask(id)
        assert hand.design.card == before and "Không đọc được tấm thiệp" in hand.window.notice.text


def test_another_card_is_not_opened_while_the_one_in_hand_can_not_be_kept(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    id = hand.program.my_cards.keep(0, "Khác", "tet", "bà", "", {"card": card_values(OTHER), "values": {}, "texts": []})
    before = hand.design.card

    def full(*_: object) -> int:
        raise UserError("Chưa lưu được bài đang làm: đĩa đã đầy.", "Hãy xóa bớt.")

    monkeypatch.setattr(hand.program.my_cards, "keep", full)
    hand.window.shelf.open(id)
    assert hand.design.card == before and "đĩa đã đầy" in hand.window.notice.text


def test_made_again_for_another_the_first_stays(hand: Hand) -> None:
    hand.window.save()
    (first,) = hand.program.my_cards.find()
    before = hand.program.my_cards.body(first.id)
    hand.window.shelf.make_again(first.id)
    assert hand.design.card.body == "" and hand.window.frame.room == CARDS
    hand.design.set_words(body="Chúc ông khỏe.")
    hand.window.save()
    assert len(hand.program.my_cards.find()) == 2 and hand.program.my_cards.body(first.id) == before


def test_a_card_that_was_thrown_away_stays_away_until_it_is_changed(hand: Hand) -> None:
    hand.window.save()
    hand.window.frame.show_room(MINE)
    room = hand.window.mine
    room.choose(hand.window.keeping.card_id)
    click(hand.qtbot, room, "Xóa")
    hand.window.frame.show_room(EDITOR)
    hand.window.save()
    assert mine(hand) == []
    hand.design.change("x", title="Vẫn làm tiếp")
    hand.window.save()
    assert len(mine(hand)) == 1


def test_a_card_that_is_only_looked_at_keeps_its_day(hand: Hand) -> None:
    hand.window.save()
    id = hand.window.keeping.card_id
    hand.program.store.write("UPDATE cards SET saved_at = '2026-01-02T03:04:05' WHERE id = ?", (id,))
    hand.window.save()
    assert hand.program.my_cards.find()[0].saved_at == "2026-01-02T03:04:05"
    hand.design.change("x", title="Khác")
    hand.window.save()
    assert hand.program.my_cards.find()[0].saved_at > "2026-01-03"


def test_pictures_of_kept_cards_are_painted_one_after_another(hand: Hand) -> None:
    ids = [hand.program.my_cards.keep(0, f"Thiệp {n}", "tet", "bà", "", {"card": card_values(OTHER), "values": {}}) for n in range(4)]
    broken = hand.program.my_cards.keep(0, "Hỏng", "tet", "bà", "", {"card": {"template": 5}})
    hand.window.frame.show_room(MINE)
    hand.qtbot.waitUntil(lambda: all(hand.program.my_cards.picture(id) for id in ids), timeout=20_000)
    hand.qtbot.waitUntil(lambda: not hand.window.shelf._painting, timeout=20_000)
    assert hand.program.my_cards.picture(broken) is None


def test_a_picture_of_a_card_that_changed_meanwhile_is_not_kept(hand: Hand) -> None:
    hand.window.save()
    id, shelf = hand.window.keeping.card_id, hand.window.shelf
    shelf._painting = [id]
    former = hand.program.my_cards.body(id)["card"]
    hand.design.change("x", title="Khác")
    hand.window.save()
    shelf._painted(former, b"picture of the former")
    assert hand.program.my_cards.picture(id) is None


def test_without_a_store_everything_works_and_nothing_is_kept(qtbot: QtBot, loihay_home: Path, open_program: Open, tmp_path: Path) -> None:
    loihay_home.mkdir()
    (loihay_home / "loihay.db").mkdir()
    hand = Hand(qtbot, open_program())
    assert hand.program.store is None and hand.program.my_cards is None
    hand.window.frame.show_room(EDITOR)
    photo = bring(hand, jpeg(tmp_path))
    hand.window.save()
    hand.window.frame.show_room(MINE)
    opened(hand, sent(hand, tmp_path, OTHER))
    assert hand.design.card.body == OTHER.body and photo not in hand.design.card.items


def test_while_another_recipient_is_typed_the_former_card_stays_as_it_was(hand: Hand) -> None:
    hand.window.frame.show_room(CARDS)
    to = hand.window.cards.room.form.input("to")
    to.line.setText("bà ngoại")
    hand.window.cards.logic.settle()
    hand.window.save()
    first, cards = hand.window.keeping.card_id, hand.program.my_cards
    before = cards.body(first)["card"]
    to.line.setText("mẹ")
    hand.window.save()  # as it does while one thinks
    assert cards.body(first)["card"] == before and cards.people() == ["bà ngoại"]
    hand.window.cards.logic.settle()
    hand.window.save()
    assert cards.body(first)["card"] == before and cards.people() == ["mẹ", "bà ngoại"]


# Things


def test_more_things_than_a_card_can_hold_are_refused_and_the_card_can_be_read_again(hand: Hand) -> None:
    items = tuple(Sticker(id=n + 1, sticker="red-heart", frame=Frame(n, n, 40, 40)) for n in range(MOST_ITEMS))
    hand.design.change("x", items=items)
    steps = hand.design.undo_stack.count()
    hand.editing.add_sticker("red-heart")
    hand.editing.choose(1)
    hand.editing.duplicate()
    assert hand.design.card.items == items and hand.design.undo_stack.count() == steps
    assert f"đã có {MOST_ITEMS} thứ" in hand.window.notice.text
    assert card_from(json.loads(json.dumps(hand.design.as_dict()))) == hand.design.card


def test_whatever_is_done_to_a_thing_the_card_can_be_read_again(hand: Hand, tmp_path: Path) -> None:
    thread = bring(hand, jpeg(tmp_path, (3000, 1)))
    hand.editing.set_fields("x", frame=Frame(1e6, -1e7, 3, 1e6))
    hand.editing.choose(thread.id)
    hand.editing.crop_zoom(1e6)
    hand.editing.nudge(1e6, 1e6)
    hand.editing.add_text("dài " * 3000)
    hand.design.set_words(body="rất dài " * 5000)
    assert card_from(json.loads(json.dumps(hand.design.as_dict()))) == hand.design.card


def test_a_photo_that_is_deleted_or_undone_while_it_is_cropped_is_over(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.editing.choose(photo.id)
    hand.editing.begin_crop()
    former = hand.design.card
    hand.editing.delete()
    assert hand.editing.cropping == 0 and hand.editing.chosen == ()
    hand.editing.crop_drag(30, 30, hand.design.card)
    hand.editing.crop_zoom(2)
    hand.undo()
    assert hand.design.card == former
    hand.editing.choose(photo.id)
    hand.editing.begin_crop()
    hand.undo()
    assert hand.editing.cropping == 0 and hand.design.card.items == ()


def test_hidden_and_locked_things_go_into_another_shape_as_they_are(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.editing.set_flag("x", [photo.id], hidden=True, locked=True)
    hand.editing.set_flag("x", ["kicker"], hidden=True)
    before = hand.design.card
    for shape in ("vuong", "gap_a5", "ngang", "doc"):
        if shape in hand.window.renderer.templates[before.template].formats:
            hand.window.cards.panel.shape_chosen.emit(shape)
    assert {(item.hidden, item.locked) for item in hand.design.card.items if isinstance(item, Photo)} == {(True, True)}
    assert all(item.hidden for item in hand.design.card.items)
    while hand.design.undo_stack.canUndo() and hand.design.card != before:
        hand.undo()
    assert hand.design.card == before


def test_several_pictures_lie_in_their_order_and_a_broken_one_costs_no_other(hand: Hand, tmp_path: Path) -> None:
    files = []
    for number, color in enumerate(("#ff0000", "#00ff00", "#0000ff")):
        (tmp_path / str(number)).mkdir()
        files.append(jpeg(tmp_path / str(number), (300 + number, 200), color))
    files.insert(1, tmp_path / "khong-co.jpg")
    hand.window.editor.photos.bring_files(files, (300.0, 300.0, 0))
    hand.qtbot.waitUntil(lambda: len(hand.design.card.items) == 3, timeout=10_000)
    sizes = [hand.window.renderer.pictures.size(item.picture) for item in hand.design.card.items]
    assert sizes == [(300, 200), (301, 200), (302, 200)] and "không có tệp" in hand.window.notice.text


def test_a_picture_that_comes_when_its_window_is_gone_hurts_nobody(hand: Hand, tmp_path: Path) -> None:
    hand.window.editor.photos.bring_files([jpeg(tmp_path)])
    hand.program.reopen()
    hand.qtbot.waitUntil(lambda: not hand.program.bridge._streams, timeout=10_000)
    assert "ngoài dự tính" not in hand.program.window.notice.text


# Sweeping


def old(file: Path) -> Path:
    os.utime(file, (1, 1))
    return file


def test_pictures_that_nothing_shows_are_swept_when_the_window_is_up(hand: Hand, tmp_path: Path, open_program: Open) -> None:
    folder, kept = hand.program.home / "pictures", {}
    for name, color in (("hand", "red"), ("kept", "green"), ("thrown", "blue"), ("nobody", "white")):
        photo = bring(hand, jpeg(tmp_path, color=color))
        kept[name] = old(folder / photo.picture).name
        if name in ("kept", "thrown"):
            body = {"card": card_values(dataclasses.replace(OTHER, items=(photo,))), "values": {}}
            id = hand.program.my_cards.keep(0, name, "tet", "", "", body)
            hand.program.my_cards.throw_away(id) if name == "thrown" else None
        if name != "hand":
            hand.undo()
    hand.window.save()
    again = open_program()
    hand.qtbot.waitUntil(lambda: not (folder / kept["nobody"]).exists(), timeout=10_000)
    assert {file.name for file in folder.iterdir()} == {kept["hand"], kept["kept"], kept["thrown"]}
    assert again.window.cards.design.card.items


def test_while_a_broken_store_lies_aside_every_picture_stays(hand: Hand, tmp_path: Path, open_program: Open) -> None:
    photo = bring(hand, jpeg(tmp_path))
    file = old(hand.program.home / "pictures" / photo.picture)
    hand.undo()
    hand.window.save()
    (hand.program.home / "loihay.hong-1.db").write_bytes(b"x")
    again = open_program()
    hand.qtbot.waitUntil(lambda: not again.bridge._threads, timeout=10_000)
    assert file.exists()


def test_cards_thrown_away_long_ago_go_for_good(hand: Hand, open_program: Open) -> None:
    cards = hand.program.my_cards
    id = cards.keep(0, "Xưa", "tet", "", "", {"card": card_values(OTHER)})
    hand.window.save()  # the one in hand has the highest number now: that of the other is not given again
    hand.program.store.write("UPDATE cards SET gone_at = '2020-01-01' WHERE id = ?", (id,))
    again = open_program()
    hand.qtbot.waitUntil(lambda: again.my_cards.body(id) is None, timeout=10_000)
