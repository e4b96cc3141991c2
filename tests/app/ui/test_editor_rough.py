"""What rough hands came upon in the editor: keys from anywhere, small things, two pages, things on top of each other."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QIcon, QPolygonF, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.cards.frames import bounds, kept
from app.cards.handles import cursor, grip, roomy, taken
from app.cards.items import Code, Frame, Sticker, Text, Words
from app.ui.layers import PAGE
from app.ui.main import Program
from app.ui.window import CARDS, EDITOR
from tests.app.ui.conftest import click, typed_by_ime, write
from tests.app.ui.hand import NONE, Hand, bring, jpeg

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(hand: Hand) -> list[QListWidgetItem]:
    layers = hand.middle._layers.list
    return [layers.item(place) for place in range(layers.count())]


def folded(hand: Hand) -> None:
    hand.window.cards.panel.shape_chosen.emit("gap_a5")


def test_nothing_chosen_warns_of_nothing(hand: Hand) -> None:
    hand.editing.choose("body")
    hand.editing.set_look("x", px=300)
    warning = hand.middle._inspector._tight
    assert warning.isVisible()
    hand.editing.choose()
    assert not warning.isVisible()


def test_words_as_the_design_sets_them_are_never_called_too_large(hand: Hand) -> None:
    hand.editing.choose("kicker")
    assert not hand.middle._inspector._tight.isVisible()


def test_the_layers_say_the_words_as_they_are_now(hand: Hand) -> None:
    hand.design.change("x", title="Mừng Thọ")
    assert "Mừng Thọ" in [row.text() for row in rows(hand)]


def test_keys_work_as_soon_as_the_editor_is_open_and_after_a_press_beside_the_card(hand: Hand) -> None:
    hand.window.frame.show_room(CARDS)
    hand.window.frame.show_room(EDITOR)
    assert QApplication.focusWidget() is hand.canvas
    before = hand.design.card
    disc = hand.window.editor.toolbox._palettes.buttons()[1]
    disc.setFocus()
    hand.qtbot.mouseClick(disc, Qt.MouseButton.LeftButton)
    assert hand.design.card != before
    hand.qtbot.keyClick(disc, Qt.Key.Key_Z, CTRL)
    assert hand.design.card == before
    hand.qtbot.keyClick(disc, Qt.Key.Key_Y, CTRL)
    assert hand.design.card != before


def test_keys_of_a_text_field_stay_its_own(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    line = hand.window.editor.toolbox.findChild(QLineEdit)
    line.setFocus()
    line.setText("hoa")
    line.setCursorPosition(0)
    hand.qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert line.text() == "oa" and hand.design.card.items == (photo,)


def test_a_small_thing_is_taken_in_its_middle_and_its_handles_stand_round_it(hand: Hand) -> None:
    outline = QPolygonF([QPointF(100, 100), QPointF(250, 100), QPointF(250, 112), QPointF(100, 112)])
    assert taken(outline, QRectF(0, 0, 600, 600), QPointF(130, 106)) is None
    assert taken(outline, QRectF(0, 0, 600, 600), grip(roomy(outline), (1, -1))) == ("size", (1, -1))
    assert grip(roomy(outline), (0, -1)).y() < 90


def test_the_cursor_shows_which_way_a_turned_thing_grows() -> None:
    assert cursor("size", (1, 0), 0) == Qt.CursorShape.SizeHorCursor
    assert cursor("size", (1, 0), 90) == Qt.CursorShape.SizeVerCursor
    assert cursor("size", (1, 1), -45) == Qt.CursorShape.SizeHorCursor


def test_escape_ends_the_moving_of_a_picture_in_its_frame_and_keeps_it_chosen(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.press(Qt.Key.Key_Return)
    assert hand.editing.cropping == photo.id and "lăn chuột" in hand.middle._hint.text()
    assert any(each.text().strip().startswith("Xong") for each in hand.middle.side.findChildren(QPushButton) if each.isVisible())
    hand.press(Qt.Key.Key_Escape)
    assert not hand.editing.cropping and hand.editing.chosen == (photo.id,)


def test_pictures_of_any_shape_never_hide_one_another(hand: Hand, tmp_path: Path) -> None:
    middles = set()
    for size in ((400, 300), (300, 400), (500, 200)):
        middles.add(bounds(hand.frame(bring(hand, jpeg(tmp_path, size)).id)).center().toTuple())
    assert len(middles) == 3


def test_a_heart_is_as_wide_as_it_is_tall(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.editing.set_mask("heart")
    now = hand.frame(photo.id)
    assert now.width == now.height == pytest.approx(photo.frame.height)
    assert bounds(now).center() == bounds(photo.frame).center()


def test_photos_and_stickers_show_themselves_among_the_layers(hand: Hand, tmp_path: Path) -> None:
    bring(hand, jpeg(tmp_path, color="#00ff00"))
    image = rows(hand)[0].icon().pixmap(24, 24).toImage()
    assert image.pixelColor(image.rect().center()).green() > 200 > image.pixelColor(image.rect().center()).red()


def test_the_chosen_layer_is_in_sight(hand: Hand, tmp_path: Path) -> None:
    for _ in range(9):
        hand.editing.add_text("Chữ")
    hand.editing.choose("kicker")
    layers = hand.middle._layers.list
    row = next(each for each in rows(hand) if each.isSelected())
    assert layers.viewport().rect().contains(layers.visualItemRect(row))


def test_a_layer_struck_twice_is_edited(hand: Hand) -> None:
    layers = hand.middle._layers.list
    row = next(each for each in rows(hand) if each.text() == "Kính gửi bà,")
    where = layers.visualItemRect(row).center()
    hand.qtbot.mouseClick(layers.viewport(), Qt.MouseButton.LeftButton, pos=where)
    hand.qtbot.mouseDClick(layers.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert hand.middle.inline.isVisible() and hand.middle.inline.key == "opening"


def test_a_thing_dragged_over_the_other_page_lies_there(hand: Hand) -> None:
    folded(hand)
    hand.editing.add_text("Nhớ bà!")
    (item,) = hand.design.card.items
    assert item.page == 1 and hand.editing.page_of(item) == 1
    start = hand.point(1080 + 540 + 30, 766)
    hand.drag(start, hand.point(540, 500), Qt.KeyboardModifier.AltModifier)
    (after,) = hand.design.card.items
    assert after.page == 0 and after.frame and 0 < after.frame.x < 1080
    assert [row.data(PAGE) for row in rows(hand) if row.text() == "Nhớ bà!"] == ["Bìa"]
    hand.undo()
    assert hand.design.card.items == (item,)


def test_words_that_were_changed_are_framed_on_the_page_that_says_them(hand: Hand) -> None:
    hand.editing.choose("body")
    hand.editing.set_look("x", color="#ffffff")
    folded(hand)
    (words,) = hand.design.card.items
    assert isinstance(words, Words) and hand.editing.page_of(words) == 1
    middle = bounds(hand.frame("body")).center()
    where = (hand.canvas._origin(1) + middle * hand.canvas._unit).toPoint()
    QTest.mouseClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, where)
    assert hand.editing.chosen == ("body",)


def test_what_is_added_lies_on_the_page_that_was_touched(hand: Hand) -> None:
    folded(hand)
    QTest.mouseClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, hand.point(30, 1500))
    hand.editing.add_text("Bìa đây")
    assert hand.design.card.items[0].page == 0


def test_nothing_can_be_dragged_out_of_sight(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.drag(hand.middle_of(photo.id), hand.middle_of(photo.id) + QPoint(-2000, 0), Qt.KeyboardModifier.AltModifier)
    assert bounds(hand.frame(photo.id)).right() == pytest.approx(40)
    assert kept(Frame(5000, 5000, 100, 100), (1080, 1350)) == Frame(1040, 1310, 100, 100)


def test_a_sticker_can_be_dragged_onto_the_card(hand: Hand) -> None:
    mime = QMimeData()
    mime.setData("application/x-loihay-sticker", b"x")
    event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
    event.ignore()
    hand.canvas.dragEnterEvent(event)
    assert event.isAccepted()
    id = next(iter(hand.window.renderer.stickers.search("", "")), None).id
    mime.setData("application/x-loihay-sticker", id.encode())
    hand.canvas.dropped.emit(mime, (300.0, 400.0, 0))
    (item,) = hand.design.card.items
    assert isinstance(item, Sticker) and bounds(item.frame).center().toTuple() == (300, 400)


def test_codes_are_offered_only_in_colours_that_can_be_read(hand: Hand) -> None:
    hand.editing.add_code("https://vi.wikipedia.org")
    assert "#ffffff" not in hand.middle._inspector._code_color._buttons
    hand.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is hand.middle._inspector._content
    assert isinstance(hand.design.card.items[0], Code)


def test_the_menu_offers_what_can_be_done(hand: Hand) -> None:
    def offered() -> list[str]:
        return [action.text().split("\t")[0] for action in hand.middle.menu().actions()]

    assert offered() == ["Dán", "Chọn tất cả"]
    hand.editing.choose("body")
    assert offered()[0] == "Sửa chữ" and "Nhân đôi" in offered() and offered()[-2:] == ["Dán", "Chọn tất cả"]


def test_the_inspector_shows_how_the_design_sets_a_text(hand: Hand) -> None:
    hand.editing.choose("body")
    inspector = hand.middle._inspector
    down = [each.property("value") for each in inspector._align.findChildren(QPushButton) if each.isChecked()]
    styles = hand.editing.scenes()[0].template.styles
    assert down == [styles.body.align] and inspector._lead.value() == round(styles.body.lead * 100)
    hand.editing.choose("title")
    assert not inspector._spacing.isVisible()


def test_a_double_click_edits_what_is_chosen_under_something_larger(hand: Hand) -> None:
    hand.editing.add_text("Trên")
    (item,) = hand.design.card.items
    assert isinstance(item, Text) and item.frame
    hand.editing.set_fields("x", frame=Frame(0, 0, 1080, 1350))
    hand.editing.choose("opening")
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, hand.middle_of("opening"))
    assert hand.middle.inline.key == "opening"
    typed_by_ime(hand.middle.inline, "Bà ơi,")
    assert hand.design.card.opening == "Bà ơi,"


def test_zooming_goes_to_what_is_chosen(hand: Hand) -> None:
    hand.editing.choose("signature")
    for _ in range(5):
        click(hand.qtbot, hand.window.frame, "Phóng to")
    assert (hand.middle_of("signature") - hand.canvas.rect().center()).manhattanLength() < 60
    click(hand.qtbot, hand.window.frame, "Vừa cửa sổ")
    assert hand.middle.preview.zoom == 1


def test_no_control_is_cut_in_a_narrow_window(hand: Hand) -> None:
    hand.window.frame.resize(hand.window.frame.minimumSizeHint())
    for key in ("body", "title"):
        hand.editing.choose(key)
        QApplication.processEvents()
        view = hand.middle._area.viewport()
        controls = [each for each in hand.middle._inspector.findChildren(QWidget) if each.isVisible()]
        assert [each for each in controls if each.mapTo(view, each.rect().topRight()).x() >= view.width()] == []


def test_done_leads_back_to_the_card(hand: Hand) -> None:
    done = next(each for each in hand.middle.findChildren(QPushButton) if each.text() == "Xong")
    hand.qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert hand.window.frame.room == CARDS


def test_what_was_copied_last_is_pasted(hand: Hand, tmp_path: Path) -> None:
    bring(hand, jpeg(tmp_path))
    hand.press(Qt.Key.Key_C, CTRL)
    hand.press(Qt.Key.Key_V, CTRL)
    assert len(hand.design.card.items) == 2
    hand.editing.choose("signature")
    hand.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Cháu Nam"  # for any other program
    QApplication.clipboard().setText("Từ nơi khác")
    hand.press(Qt.Key.Key_V, CTRL)
    last = hand.design.card.items[-1]
    assert isinstance(last, Text) and last.text == "Từ nơi khác"


def test_chance_reads_only_the_design_that_it_finds(hand: Hand) -> None:
    read = hand.window.renderer.templates._read
    before = len(read)
    hand.window.editor.toolbox.shuffle()
    assert len(read) <= before + 1


def test_a_pause_in_the_middle_of_typing_ends_nothing(qtbot: QtBot, open_program: Callable[[], Program]) -> None:
    program = open_program()
    write(qtbot, program)
    program.window.frame.show_room(EDITOR)
    hand = Hand(qtbot, program)
    hand.editing.choose("body")
    hand.press(Qt.Key.Key_Return)
    inline = hand.middle.inline
    inline.moveCursor(QTextCursor.MoveOperation.End)
    before = hand.design.card.body
    for typed in (" ", "B", "à", "\n", "ơi", " "):
        typed_by_ime(inline, typed)
        program.window.cards.room._recheck.timeout.emit()  # the candidates read what was typed
        assert inline.isVisible() and hand.design.card.body == inline.toPlainText()
    assert inline.toPlainText() == before + " Bà\nơi "


def test_the_wheel_over_a_control_changes_nothing(hand: Hand) -> None:
    hand.editing.choose("body")
    before = hand.design.card
    for control in (hand.middle._inspector._lead, hand.middle._inspector._face, hand.middle._inspector._px):
        where = QPointF(control.rect().center())
        turn = QWheelEvent(
            where, control.mapToGlobal(where), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, turn)
    assert hand.design.card == before


def test_a_sticker_among_the_layers_is_not_tinted_when_it_is_chosen(hand: Hand) -> None:
    hand.editing.add_sticker(next(iter(hand.window.renderer.stickers.search("", ""))).id)
    icon = rows(hand)[0].icon()
    normal, chosen = (icon.pixmap(24, 24, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert normal == chosen and rows(hand)[0].text()[0].isupper()


def test_the_way_through_other_shapes_and_back_changes_nothing(hand: Hand, tmp_path: Path) -> None:
    photo = bring(hand, jpeg(tmp_path))
    hand.editing.set_fields("x", frame=Frame(80, 900, 300, 225, -8))
    for shape in ("ngang", "story", "bao_li_xi", "vuong", "doc"):
        hand.window.cards.panel.shape_chosen.emit(shape)
    back = hand.frame(photo.id)
    assert (back.x, back.y, back.width, back.height) == pytest.approx((80, 900, 300, 225))


def test_the_card_is_moved_with_the_space_bar_held(hand: Hand) -> None:
    hand.middle.preview.set_zoom(4)
    assert "phím cách" in hand.middle._hint.text()
    before, corner = hand.design.card, hand.middle.preview.card_rect().topLeft()
    QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    hand.drag(hand.canvas.rect().center(), hand.canvas.rect().center() + QPoint(40, 30))
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.middle.preview.card_rect().topLeft() - corner == QPoint(40, 30) and hand.design.card == before


@pytest.mark.parametrize("seed", range(3))
def test_everything_goes_back_to_the_beginning_and_forward_again(hand: Hand, tmp_path: Path, seed: int) -> None:
    chance, editing, stack = Random(seed), hand.editing, hand.design.undo_stack
    photo = bring(hand, jpeg(tmp_path))
    stack.clear()
    first = hand.design.card
    deeds = [
        lambda: editing.choose_all(), lambda: editing.choose(chance.choice(["title", "body", "opening", photo.id])),
        lambda: editing.nudge(chance.uniform(-900, 900), 7), lambda: editing.add_text("Chữ"), lambda: editing.add_code("x"),
        lambda: editing.duplicate(), lambda: editing.delete(), lambda: editing.reorder(chance.choice(["front", "back", "forward", "backward"])),
        lambda: editing.set_mask(chance.choice(["heart", "oval", "rect"])), lambda: editing.set_look("x", px=chance.randrange(20, 90)),
        lambda: editing.set_fields("x", opacity=chance.random()), lambda: editing.align(chance.choice(["left", "middle"])),
        lambda: editing.set_flag("x", list(editing.chosen), locked=bool(chance.randrange(2))),
        lambda: editing.set_text("body", f"Chúc {chance.randrange(99)}"), lambda: hand.window.editor.toolbox.shuffle_colors(),
        lambda: editing.change_format("x", chance.choice(["doc", "gap_a5", "ngang", "bao_li_xi"])), lambda: editing.reset(),
    ]  # fmt: skip
    for _ in range(60):
        chance.choice(deeds)()
        there = {editing.key(item) for item, _ in editing.everything()}
        assert set(editing.chosen) <= there and len(rows(hand)) == len(editing.everything())
    last = hand.design.card
    while stack.canUndo():
        stack.undo()
    assert hand.design.card == first
    while stack.canRedo():
        stack.redo()
    assert hand.design.card == last


def test_a_fixed_size_fits_again_in_one_press(hand: Hand) -> None:
    hand.editing.choose("body")
    hand.editing.set_look("x", px=300)
    click(hand.qtbot, hand.window.frame, "Cho chữ vừa khung")
    (words,) = hand.design.card.items
    assert isinstance(words, Words) and words.look.px == 0
    assert not hand.middle._inspector._tight.isVisible()
