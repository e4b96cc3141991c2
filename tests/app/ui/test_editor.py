"""The editor through the real window: with mouse and keyboard on the card itself, every change one undo step."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QSpinBox
from pytestqt.qtbot import QtBot

from app.cards.frames import bounds
from app.cards.handles import grip, knob
from app.cards.items import Code, Frame, Sticker, Text, Words
from app.ui.main import Program
from tests.app.ui.conftest import click, typed_by_ime
from tests.app.ui.hand import NONE, Hand, bring, jpeg

Open = Callable[[], Program]


def test_a_text_is_chosen_by_a_click_and_moved_by_dragging_in_one_step(hand: Hand) -> None:
    QTest.mouseClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, hand.middle_of("title"))
    assert hand.editing.chosen == ("title",)
    before, steps = hand.frame("title"), hand.design.undo_stack.count()
    hand.drag(hand.middle_of("title"), hand.middle_of("title") + QPoint(0, 60), Qt.KeyboardModifier.AltModifier)
    after = hand.frame("title")
    assert after.y - before.y == pytest.approx(60 / hand.canvas._unit, abs=3) and after.x == pytest.approx(before.x)
    assert hand.design.undo_stack.count() == steps + 1
    hand.undo()
    assert hand.frame("title") == before and hand.design.card.items == ()


def test_dragging_catches_on_the_middle_of_the_page(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.drag(hand.middle_of(photo.id), hand.middle_of(photo.id) + QPoint(4, 40))
    assert bounds(hand.frame(photo.id)).center().x() == pytest.approx(540, abs=0.01)


def test_a_corner_resizes_a_photo_in_proportion_and_the_knob_turns_it(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    outline = hand.canvas.outline(hand.frame(photo.id), 0)
    corner = grip(outline, (1, 1)).toPoint()
    hand.drag(corner, corner + QPoint(30, 22))
    sized = hand.frame(photo.id)
    assert sized.width > photo.frame.width + 20 and sized.width / sized.height == pytest.approx(4 / 3, rel=1e-3)
    start = knob(hand.canvas.outline(sized, 0), QRectF(hand.canvas.rect()))[0].toPoint()
    hand.drag(start, start + QPoint(60, 25))
    assert 5 < abs(hand.frame(photo.id).turn) < 120
    labels = [hand.design.undo_stack.text(i) for i in range(hand.design.undo_stack.count())]
    assert labels[-2:] == ["Đổi cỡ", "Xoay"]


def test_escape_gives_a_drag_up(hand: Hand) -> None:
    start = hand.middle_of("title")
    QTest.mousePress(hand.canvas, Qt.MouseButton.LeftButton, NONE, start)
    hand._moved(start + QPoint(0, 50), NONE)
    assert hand.design.card.items
    hand.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton, NONE, start + QPoint(0, 50))
    assert hand.design.card.items == () and hand.design.undo_stack.count() == 0


def test_arrows_nudge_and_a_row_of_them_is_one_step(hand: Hand) -> None:
    hand.editing.choose("signature")
    before = hand.frame("signature")
    hand.press(Qt.Key.Key_Right, times=3)
    hand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = hand.frame("signature")
    assert (after.x - before.x, after.y - before.y) == (3, 10)
    hand.undo()
    assert hand.frame("signature") == before


def test_tab_goes_through_everything_and_leaves_at_the_end(hand: Hand) -> None:
    seen = []
    for _ in range(5):
        hand.press(Qt.Key.Key_Tab)
        seen.append(hand.editing.chosen)
    assert [("kicker",), ("title",), ("opening",), ("body",), ("signature",)] == seen
    assert "Chữ ký" in hand.canvas.accessibleDescription()


def test_vietnamese_is_typed_on_the_card_and_reaches_the_candidate(hand: Hand) -> None:
    hand.editing.choose("body")
    hand.press(Qt.Key.Key_Return)
    inline = hand.middle.inline
    assert inline.isVisible() and inline.toPlainText().startswith("Chúc bà")
    typed_by_ime(inline, "Chúc bà sống lâu, ", preedit="khoẻ")
    assert hand.design.card.body == "Chúc bà sống lâu, "
    typed_by_ime(inline, "khỏe mạnh!")
    hand.qtbot.keyClick(inline, Qt.Key.Key_Escape)
    assert not inline.isVisible() and hand.design.card.body == "Chúc bà sống lâu, khỏe mạnh!"
    hand.undo()
    assert hand.design.card.body.startswith("Chúc bà năm mới")


def test_two_clicks_edit_the_text_that_was_struck(hand: Hand) -> None:
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, hand.middle_of("title"))
    assert hand.middle.inline.isVisible() and hand.middle.inline.key == "title"


def test_a_text_is_added_styled_and_one_that_is_emptied_goes(hand: Hand) -> None:
    click(hand.qtbot, hand.window.frame, "Thêm chữ")
    typed_by_ime(hand.middle.inline, "Nhớ bà lắm!")
    hand.middle.inline.finish()
    (item,) = hand.design.card.items
    assert isinstance(item, Text) and item.text == "Nhớ bà lắm!"
    size = next(each for each in hand.middle.side.findChildren(QSpinBox) if each.accessibleName() == "Cỡ chữ")
    size.setValue(300)
    assert hand.design.card.items[0].look.px == 300
    tight = hand.middle.side.findChildren(type(hand.middle._inspector._tight))
    assert any(label.isVisible() and "không vừa khung" in label.text() for label in tight)
    face = next(each for each in hand.middle.side.findChildren(QComboBox) if each.accessibleName() == "Phông chữ")
    face.setCurrentIndex(face.findData("handwriting"))
    face.activated.emit(face.currentIndex())
    assert hand.design.card.items[0].look.role == "handwriting"
    hand.middle.edit(item.id)
    hand.middle.inline.setPlainText("")
    hand.middle.inline.finish()
    assert hand.design.card.items == ()


def test_only_faces_that_carry_every_vietnamese_letter_are_offered(hand: Hand) -> None:
    face = next(each for each in hand.middle.side.findChildren(QComboBox) if each.accessibleName() == "Phông chữ")
    offered = [face.itemData(row) for row in range(1, face.count())]
    assert offered == list(hand.window.renderer.fonts.offered) and len(offered) >= 8


def test_a_dropped_picture_lies_where_it_was_dropped(hand: Hand, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(jpeg(tmp_path)))])
    where = QPointF(hand.point(300, 900))
    hand.canvas.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE))
    hand.qtbot.waitUntil(lambda: len(hand.design.card.items) == 1, timeout=10_000)
    middle = bounds(hand.frame(1)).center()
    assert (middle.x(), middle.y()) == (pytest.approx(300, abs=3), pytest.approx(900, abs=3))


def test_what_is_no_picture_is_refused_in_a_sentence_and_nothing_is_lost(hand: Hand, tmp_path: Path) -> None:
    broken = tmp_path / "hong.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + b"x" * 400)
    hand.window.editor.photos.bring_files([broken])
    hand.qtbot.waitUntil(lambda: "ảnh" in hand.window.notice.text, timeout=10_000)
    assert hand.design.card.items == () and hand.design.card.body.startswith("Chúc bà")


def test_a_picture_is_moved_in_its_frame(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path, (800, 300)))
    hand.editing.set_fields("x", frame=Frame(300, 500, 300, 300))
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, hand.middle_of(photo.id))
    assert hand.editing.cropping == photo.id
    start = hand.middle_of(photo.id)
    hand.drag(start, start + QPoint(25, 0))
    cropped = hand.design.card.items[0]
    assert cropped.crop.x < 0.3 and cropped.crop.width == pytest.approx(300 / 800, rel=0.02) and cropped.frame == Frame(300, 500, 300, 300)
    hand.editing.crop_zoom(2)
    assert hand.design.card.items[0].crop.width == pytest.approx(150 / 800, rel=0.03)


def test_photos_are_dressed_by_the_inspector(hand: Hand, tmp_path: Path) -> None:
    bring(hand, jpeg(tmp_path))
    for name, value, field in (("Khuôn ảnh", "heart", "mask"), ("Viền ảnh", "polaroid", "border"), ("Bộ lọc", "bw", "filter")):
        box = next(each for each in hand.middle.side.findChildren(QComboBox) if each.accessibleName() == name)
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        assert getattr(hand.design.card.items[0], field) == value


def test_stickers_are_found_and_put_on_the_card(hand: Hand) -> None:
    picker = hand.window.editor.toolbox._picker
    picker._query.setText("trai tim")
    hand.qtbot.waitUntil(lambda: 0 < picker._model.rowCount() < len(hand.window.renderer.stickers) + 1)
    index = picker._model.index(0)
    hand.qtbot.mouseClick(picker.view.viewport(), Qt.MouseButton.LeftButton, pos=picker.view.visualRect(index).center())
    (item,) = hand.design.card.items
    assert isinstance(item, Sticker) and item.sticker == index.data(Qt.ItemDataRole.UserRole)


def test_a_qr_code_is_asked_for_and_said_anew(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("https://vi.wikipedia.org", True))
    click(hand.qtbot, hand.window.frame, "Thêm Mã QR")
    (item,) = hand.design.card.items
    assert isinstance(item, Code) and item.content == "https://vi.wikipedia.org"


def test_layers_lock_hide_and_change_their_order(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    layers = hand.middle._layers
    assert layers.list.item(0).data(Qt.ItemDataRole.UserRole) == photo.id
    hand.editing.choose(photo.id)
    hand.editing.reorder("back")
    assert hand.design.card.items[0].id == photo.id and len(hand.design.card.items) == 6
    assert layers.list.item(layers.list.count() - 1).data(Qt.ItemDataRole.UserRole) == photo.id
    layers.list.eye_struck.emit(layers.list.item(layers.list.count() - 1))
    assert hand.design.card.items[0].hidden
    layers.list.lock_struck.emit(layers.list.item(0))
    locked = hand.design.card.items[-1]
    assert locked.locked
    before = hand.frame(locked.field)
    hand.editing.choose(locked.field)
    hand.press(Qt.Key.Key_Right)
    assert hand.frame(locked.field) == before


def test_a_word_field_that_is_deleted_is_hidden_and_can_be_shown_again(hand: Hand) -> None:
    hand.editing.choose("kicker")
    hand.press(Qt.Key.Key_Delete)
    (item,) = hand.design.card.items
    assert isinstance(item, Words) and item.hidden and hand.editing.chosen == ()
    hand.editing.set_flag("Hiện", ["kicker"], hidden=False)
    assert not hand.design.card.items[0].hidden


def test_copies_lie_aside_and_are_chosen(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(hand.design.card.items) == 2 and hand.editing.chosen == (photo.id + 1,)
    assert hand.frame(photo.id + 1).x == hand.frame(photo.id).x + 36


def test_several_things_are_aligned_to_each_other(hand: Hand, tmp_path: Path) -> None:
    first, second = bring(hand, jpeg(tmp_path)), bring(hand, jpeg(tmp_path))
    hand.editing.choose(second.id)
    hand.editing.nudge(100, 130)
    hand.editing.choose(first.id, second.id)
    click(hand.qtbot, hand.window.frame, "Căn trái")
    assert hand.frame(first.id).x == pytest.approx(hand.frame(second.id).x)
    hand.editing.choose(first.id)
    click(hand.qtbot, hand.window.frame, "Căn phải")
    assert bounds(hand.frame(first.id)).right() == pytest.approx(1080)


def test_chance_finds_another_design_for_the_same_words_and_things(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.editing.choose("title")
    hand.editing.nudge(5, 5)
    before = hand.design.card
    hand.window.editor.toolbox.shuffle()
    after = hand.design.card
    assert after.template != before.template and after.body == before.body
    assert [item.id for item in after.items] == [photo.id]
    hand.undo()
    assert hand.design.card == before


def test_a_plain_ground_takes_the_place_of_the_background(hand: Hand) -> None:
    ground = hand.window.editor.toolbox._ground
    disc = ground.buttons()[1]
    hand.qtbot.mouseClick(disc, Qt.MouseButton.LeftButton)
    assert hand.design.card.ground.startswith("#")
    image = hand.window.renderer.image(hand.design.card, 0.25)
    assert isinstance(image, QImage)
    hand.qtbot.mouseClick(ground.buttons()[0], Qt.MouseButton.LeftButton)
    assert hand.design.card.ground == ""


def test_another_shape_keeps_what_was_added_and_goes_back_in_one_step(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.window.cards.panel.shape_chosen.emit("vuong")
    assert hand.design.card.format == "vuong"
    assert bounds(hand.frame(photo.id)).bottom() <= 1080
    hand.undo()
    assert hand.design.card.format == "doc" and hand.frame(photo.id) == photo.frame


def test_zoom_stays_at_the_mouse_and_the_whole_card_comes_back(hand: Hand) -> None:
    preview = hand.middle.preview
    preview.set_zoom(3, QPointF(hand.point(200, 300)))
    assert preview.zoom == 3
    assert (hand.point(200, 300) - preview.rect().center()).manhattanLength() < preview.width() + preview.height()
    click(hand.qtbot, hand.window.frame, "Vừa cửa sổ")
    assert preview.zoom == 1


def test_work_on_the_card_survives_a_crash(qtbot: QtBot, hand: Hand, tmp_path: Path, open_program: Open) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.window.save()
    again = open_program()
    assert again.window.cards.design.card.items == (photo,)
    assert again.window.renderer.pictures.size(photo.picture) == (400, 300)


def test_a_pasted_picture_is_taken_in(hand: Hand) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), (255, 0, 0, 120)).save(out, "PNG")
    mime = QMimeData()
    mime.setImageData(QImage.fromData(out.getvalue()))
    assert hand.window.editor.photos.bring(mime)
    hand.qtbot.waitUntil(lambda: len(hand.design.card.items) == 1, timeout=10_000)
    assert hand.window.renderer.pictures.image(hand.design.card.items[0].picture, 100).hasAlphaChannel()
