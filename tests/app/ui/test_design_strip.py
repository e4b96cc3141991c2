"""The row of designs: in the occasion's order, one stop for the keyboard, pictures when they come."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from app.cards.card import Card
from app.cards.formats import SHAPES
from app.cards.render import make_renderer
from app.cards.shelf import Shelf
from app.paths import assets_dir
from app.ui.bridge import Bridge
from app.ui.design import Design
from app.ui.design_strip import DesignStrip
from app.ui.preview import Preview


@dataclass
class Header:
    label: str
    swatch: tuple[str, ...] = ("#aa3322", "#ffffff")


def made(qtbot: QtBot, count: int = 46) -> DesignStrip:
    strip = DesignStrip({f"mau_{n}": Header(f"Mẫu {n}") for n in range(count)})
    qtbot.addWidget(strip)
    strip.resize(380, strip.height())
    strip.show()
    return strip


def test_designs_stand_in_the_order_asked_for(qtbot: QtBot) -> None:
    strip = made(qtbot, 4)
    strip.set_order(["mau_3", "mau_1", "mau_0", "mau_2"])
    assert strip.order == ["mau_3", "mau_1", "mau_0", "mau_2"]
    QApplication.processEvents()
    places = [button.x() for button in sorted(strip.findChildren(QToolButton), key=lambda b: strip.order.index(f"mau_{b.toolTip()[-1]}"))]
    assert places == sorted(places)


def test_a_click_chooses(qtbot: QtBot) -> None:
    strip = made(qtbot, 4)
    button = next(b for b in strip.findChildren(QToolButton) if b.accessibleName() == "Mẫu thiệp Mẫu 2")
    with qtbot.waitSignal(strip.chosen, check_params_cb=lambda id: id == "mau_2"):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_chosen_one_comes_into_view_and_arrows_move_on(qtbot: QtBot) -> None:
    strip = made(qtbot)
    strip.set_chosen("mau_30")
    button = next(b for b in strip.findChildren(QToolButton) if b.isChecked())
    QApplication.processEvents()
    assert strip.viewport().rect().contains(button.mapTo(strip.viewport(), QPoint(20, 20)))
    button.setFocus()
    with qtbot.waitSignal(strip.chosen, check_params_cb=lambda id: id == "mau_31"):
        qtbot.keyClick(button, Qt.Key.Key_Right)


def test_only_the_chosen_one_is_a_stop_for_tab(qtbot: QtBot) -> None:
    strip = made(qtbot)
    strip.set_chosen("mau_7")
    stops = [b for b in strip.findChildren(QToolButton) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.toolTip() for b in stops] == ["Mẫu 7"]


def test_a_wheel_moves_the_row(qtbot: QtBot) -> None:
    strip = made(qtbot)
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(strip.viewport(), down)
    assert strip.horizontalScrollBar().value() > 0


def test_a_picture_takes_the_place_of_the_colours(qtbot: QtBot) -> None:
    strip = made(qtbot, 2)
    picture = QImage(270, 338, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    strip.set_picture("mau_1", picture)
    button = next(b for b in strip.findChildren(QToolButton) if b.toolTip() == "Mẫu 1")
    assert button.icon().pixmap(56, 70).toImage().pixelColor(20, 20) == QColor("#123456")


def test_the_small_picture_stands_in_until_the_card_is_painted(qtbot: QtBot, bridge: Bridge) -> None:
    design = Design(Card(template="tet"))
    preview = Preview(design, make_renderer(assets_dir()), bridge, "#888888")
    qtbot.addWidget(preview)
    preview.resize(340, 420)
    with qtbot.waitSignal(preview.fitted, timeout=20_000):
        preview.show()
    small = QImage(270, 338, QImage.Format.Format_RGB32)
    small.fill(QColor("#123456"))
    preview.set_stand_in(lambda _template: small)
    design.change("mẫu", template="nha_giao")
    middle = preview.card_rect().center()
    assert preview.grab().toImage().pixelColor(middle) == QColor("#123456")
    qtbot.waitUntil(lambda: preview.grab().toImage().pixelColor(middle) != QColor("#123456"), timeout=20_000)


def test_the_occasion_orders_the_designs_and_every_format_is_offered(qtbot: QtBot, open_program: Any) -> None:
    parts = open_program().window.cards
    headers = Shelf(assets_dir()).headers
    parts.room.form.input("occasion").set_value("sinh_nhat")
    assert headers[parts.strip.order[0]].occasions[0] == "sinh_nhat"
    shape = next(box for box in parts.panel.findChildren(QComboBox) if box.accessibleName() == "Khổ thiệp")
    assert [shape.itemData(row) for row in range(shape.count())] == list(SHAPES)
    shape.setCurrentIndex(shape.findData("bao_li_xi"))
    assert parts.design.card.format == "bao_li_xi"


def test_the_design_that_an_occasion_begins_with_stands_first(open_program: Any) -> None:
    program = open_program()
    parts = program.window.cards
    for occasion in ("dam_cuoi", "giang_sinh", "chia_buon", "quan_doi"):
        parts.room.form.input("occasion").set_value(occasion)
        assert parts.strip.order[0] == parts.design.card.template == program.knowledge.occasions[occasion].template


def test_mourning_is_offered_no_festive_design_and_its_own_is_offered_for_nothing_else(open_program: Any) -> None:
    parts = open_program().window.cards
    occasion = parts.room.form.input("occasion")
    mourning = "Mẫu thiệp Sen trắng trên nước lặng"

    def shown() -> list[str]:
        return [button.accessibleName() for button in parts.strip.findChildren(QToolButton) if button.isVisible()]

    occasion.set_value("chia_buon")
    assert shown() == [mourning]
    occasion.set_value("giang_sinh")
    assert len(shown()) == len(parts.strip.order) - 1 and mourning not in shown()


def test_mourning_is_put_in_no_envelope_of_lucky_money(open_program: Any) -> None:
    parts = open_program().window.cards
    shape = next(box for box in parts.panel.findChildren(QComboBox) if box.accessibleName() == "Khổ thiệp")
    shape.setCurrentIndex(shape.findData("bao_li_xi"))
    parts.room.form.input("occasion").set_value("chia_buon")
    assert shape.findData("bao_li_xi") == -1 and shape.currentData() == "doc"
    parts.room.form.input("occasion").set_value("tet")
    assert shape.currentData() == "bao_li_xi"


def test_no_name_of_a_format_is_cut_in_any_language(qtbot: QtBot, open_program: Any) -> None:
    program = open_program()
    for language in ("vi", "en"):
        program.change_settings(program.settings.with_(language=language))
        panel = program.window.cards.panel
        shape = next(box for box in panel.findChildren(QComboBox) if box.findData("vuong") >= 0)
        widest = max(shape.fontMetrics().horizontalAdvance(shape.itemText(row)) for row in range(shape.count()))
        qtbot.waitUntil(lambda shape=shape, widest=widest: shape.isVisible() and shape.width() >= widest + 36)


def test_only_the_shown_design_is_read_before_the_window_is_there(open_program: Any) -> None:
    window = open_program().window
    assert len(window.renderer.templates._read) <= 2  # the one in hand, and the one a new occasion began with
