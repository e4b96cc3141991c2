"""What can be put on a card and changed about all of it: photos, words, QR codes, stickers; colours, ground, chance."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.grounds import grounds
from app.cards.items import without_words

SEEDS = 50  # ways to arrange a design's art that chance tries
DESIGNED = "design"  # the ground as the design paints it


class Toolbox(QWidget):
    """Everything goes through the Editing and the Design."""

    photo_asked = Signal()
    text_asked = Signal()

    def __init__(
        self, editing: Any, design: Any, renderer: Any, icons: Any, picker: Any, palettes: Any, ground: Any,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """picker: chooses stickers; palettes, ground: rows of discs."""
        super().__init__(parent)
        self._editing, self._design, self._renderer, self._icons = editing, design, renderer, icons
        self._palettes, self._ground, self._picker = palettes, ground, picker
        self._chance = Random()
        self.suits: Any = lambda: list(renderer.templates)  # the designs to shuffle, best first
        picker.chosen.connect(editing.add_sticker)
        palettes.chosen.connect(lambda id: design.change(self.tr("Đổi màu"), palette=id))
        ground.chosen.connect(lambda id: design.change(self.tr("Đổi nền"), ground="" if id == DESIGNED else id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(10)
        column.addLayout(self._adders())
        column.addWidget(self._named(self.tr("Hình dán")))
        column.addWidget(picker, 1)
        column.addWidget(self._named(self.tr("Màu của mẫu")))
        column.addWidget(palettes)
        column.addWidget(self._named(self.tr("Nền thiệp")))
        column.addWidget(ground)
        column.addLayout(self._shufflers())
        design.changed.connect(self.show_card)
        self.show_card()

    def show_card(self) -> None:
        """The discs of the design in hand."""
        card = self._design.card
        template = self._renderer.templates[card.template]
        palette = template.palettes.get(card.palette) or next(iter(template.palettes.values()))
        self._palettes.set_choices({id: (self.tr(each.label), each.swatch) for id, each in template.palettes.items()})
        self._palettes.set_chosen(palette.id)
        plain = {color: (color, (color,)) for color in grounds(template.styles, palette)}
        if card.ground and card.ground not in plain:
            plain[card.ground] = (card.ground, (card.ground,))
        self._ground.set_choices({DESIGNED: (self.tr("Nền của mẫu"), palette.swatch), **plain})
        self._ground.set_chosen(card.ground or DESIGNED)

    def ask_code(self) -> None:
        """What a QR code shall say."""
        says = self.tr("Đường dẫn, số điện thoại hay lời nhắn; người nhận quét bằng điện thoại:")
        text, sure = QInputDialog.getText(self, self.tr("Mã QR"), says, QLineEdit.EchoMode.Normal, "https://")
        if sure and text.strip() not in ("", "https://"):
            self._editing.add_code(text.strip()[:1000])

    def shuffle(self) -> None:
        """Another design and palette for the same words."""
        card, templates = self._design.card, self._renderer.templates
        others = [id for id in self.suits() if id != card.template]
        fitting = others[: max(6, len(others) // 2)]
        self._chance.shuffle(fitting)  # designs are read one by one: all of them take seconds
        chosen = next((templates[id] for id in fitting if card.format in templates[id].formats), None)
        if chosen is None:
            self.shuffle_colors()
            return
        palette = self._chance.choice(list(chosen.palettes))
        self._design.change(
            self.tr("Ngẫu nhiên"), template=chosen.id, palette=palette, ground="", items=without_words(card.items),
            seed=self._chance.randrange(SEEDS),
        )  # fmt: skip

    def shuffle_colors(self) -> None:
        """Another palette, and the art arranged another way."""
        palettes = list(self._renderer.templates[self._design.card.template].palettes)
        others = [id for id in palettes if id != self._design.card.palette]
        self._design.change(self.tr("Ngẫu nhiên"), palette=self._chance.choice(others or palettes), seed=self._chance.randrange(SEEDS))

    def _adders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        tools: Sequence[tuple[str, str, Any]] = (
            ("image-square", self.tr("Ảnh"), self.photo_asked.emit),
            ("text-t", self.tr("Chữ"), self.text_asked.emit),
            ("qr-code", self.tr("Mã QR"), self.ask_code),
        )
        for place, (icon, label, slot) in enumerate(tools):
            button = QPushButton(self._icons.get(icon), f" {label}")
            button.setAccessibleName(self.tr("Thêm {thu}").format(thu=label.lower() if label != self.tr("Mã QR") else label))
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            grid.addWidget(button, 0, place)
        return grid

    def _shufflers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        hints: Mapping[str, tuple[Any, str]] = {
            self.tr("Ngẫu nhiên"): (self.shuffle, self.tr("Mẫu và màu khác cho cùng lời này")),
            self.tr("Phối màu khác"): (self.shuffle_colors, self.tr("Màu khác, họa tiết xếp lại")),
        }
        for label, (slot, hint) in hints.items():
            button = QPushButton(self._icons.get("shuffle"), f" {label}")
            button.setToolTip(hint)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            row.addWidget(button, 1)
        return row

    def _named(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "field")
        return label
