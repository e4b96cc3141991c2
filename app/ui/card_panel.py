"""The right side of the card room: the live card, its design choices, and the ways out of the window."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

SWATCH = 26


class CardPanel(QFrame):
    """Shows design.card; every choice goes through design.change()."""

    export = Signal(str)  # png png2 jpg pdf
    copy_image = Signal()
    copy_text = Signal()

    def __init__(
        self, design: Any, preview: QWidget, title: Any, strip: Any, shape: Any, templates: Mapping[str, Any],
        icons: Any, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """preview: has `fitted`; title, shape: inputs with value() and set_value(); strip: the designs to choose from."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._design, self._preview, self._title, self._strip, self._shape = design, preview, title, strip, shape
        self._templates, self._icons = templates, icons
        self._showing = False
        self._overflow = QLabel(self.tr("Lời dài quá khung của thiệp: hãy rút bớt vài câu."), wordWrap=True)
        self._overflow.setProperty("role", "error")
        self._overflow.hide()
        preview.fitted.connect(lambda fits: self._overflow.setVisible(not fits))
        name = QLabel(self.tr("Tiêu đề"))
        name.setProperty("role", "field")
        name.setBuddy(title)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(name)
        heading.addWidget(title, 1)
        self._swatches = QHBoxLayout()
        self._swatches.setSpacing(4)
        looks = QHBoxLayout()
        looks.setSpacing(8)
        looks.addLayout(self._swatches)
        looks.addStretch(1)
        looks.addWidget(shape)
        self._shapes = {shape.itemData(row): shape.itemText(row) for row in range(shape.count())}
        shape.setMinimumWidth(max(map(shape.fontMetrics().horizontalAdvance, self._shapes.values())) + 60)
        self._palette_buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(preview, 1)
        column.addWidget(self._overflow)
        column.addLayout(heading)
        column.addWidget(strip)
        column.addLayout(looks)
        column.addLayout(self._foot())
        title.changed.connect(self._title_typed)
        strip.chosen.connect(self._choose_template)
        shape.changed.connect(self._shape_chosen)
        design.changed.connect(self._show)
        self._shown_template = ""
        self._show()

    def _head(self) -> QHBoxLayout:
        name = QLabel(self.tr("Thiệp của bạn"))
        name.setProperty("role", "title")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(name, 1)
        stack = self._design.undo_stack
        for icon, label, keys, slot, can in (
            ("arrow-u-up-left", self.tr("Hoàn tác thiệp"), "Ctrl+Z", stack.undo, stack.canUndoChanged),
            ("arrow-u-up-right", self.tr("Làm lại thiệp"), "Ctrl+Shift+Z", stack.redo, stack.canRedoChanged),
        ):
            tool = QToolButton(enabled=False)
            tool.setProperty("role", "quiet")
            tool.setIcon(self._icons.get(icon))
            tool.setAccessibleName(label)
            tool.setToolTip(f"{label} ({keys})")
            tool.clicked.connect(slot)
            can.connect(tool.setEnabled)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
            row.addWidget(tool)
        return row

    def _foot(self) -> QHBoxLayout:
        out = QPushButton(self._icons.get("export"), " " + self.tr("Xuất thiệp"))
        out.setAccessibleName(self.tr("Xuất thiệp ra tệp"))
        menu = QMenu(out)
        for kind, label in (
            ("png", self.tr("Ảnh PNG")),
            ("png2", self.tr("Ảnh PNG nét gấp đôi")),
            ("jpg", self.tr("Ảnh JPEG")),
            ("pdf", self.tr("PDF để in")),
        ):
            action = QAction(label, menu)
            action.triggered.connect(lambda _on=False, kind=kind: self.export.emit(kind))
            menu.addAction(action)
        out.setMenu(menu)
        image = QPushButton(self._icons.get("image"), " " + self.tr("Chép ảnh"))
        image.setAccessibleName(self.tr("Chép ảnh thiệp"))
        image.clicked.connect(self.copy_image)
        text = QPushButton(self._icons.get("clipboard-text"), " " + self.tr("Chép lời"))
        text.setAccessibleName(self.tr("Chép lời trên thiệp"))
        text.clicked.connect(self.copy_text)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (out, image, text):
            row.addWidget(button, 1)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(lambda: self.export.emit("png"))
        out.setToolTip(self.tr("Ctrl+S: lưu ảnh PNG"))
        return row

    def _choose_template(self, id: str) -> None:
        changes = {"template": id, "palette": ""}
        if self._design.card.format not in self._templates[id].formats:
            changes["format"] = next(iter(self._templates[id].formats))
        self._design.change(self.tr("Đổi mẫu"), **changes)
        self._show()

    def _choose_palette(self, id: str) -> None:
        self._design.change(self.tr("Đổi màu"), palette=id)
        self._show()

    def _title_typed(self) -> None:
        if not self._showing:
            self._design.change(self.tr("Sửa tiêu đề"), title=self._title.value())

    def _shape_chosen(self) -> None:
        if not self._showing:
            self._design.change(self.tr("Đổi khổ thiệp"), format=self._shape.value())

    def _show(self) -> None:
        card = self._design.card
        self._showing = True
        if card.template != self._shown_template:
            self._shown_template = card.template
            self._show_palettes()
            self._shape.set_choices({id: self._shapes[id] for id in self._templates[card.template].formats})
        self._strip.set_chosen(card.template)
        chosen = card.palette or next(iter(self._palette_buttons))
        for id, button in self._palette_buttons.items():
            button.setChecked(id == chosen)
        self._title.set_value(card.title)
        self._shape.set_value(card.format)
        self._showing = False

    def _show_palettes(self) -> None:
        while item := self._swatches.takeAt(0):
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        self._palette_buttons = {}
        before = self._strip
        for id, palette in self._templates[self._shown_template].palettes.items():
            button = QToolButton(checkable=True)
            button.setProperty("role", "swatch")
            button.setIconSize(QSize(SWATCH, SWATCH))
            button.setIcon(_disc(palette.swatch, SWATCH))
            button.setAccessibleName(self.tr("Màu {ten}").format(ten=self.tr(palette.label)))
            button.setToolTip(self.tr(palette.label))
            button.clicked.connect(lambda _on=False, id=id: self._choose_palette(id))
            self._palette_buttons[id] = button
            self._swatches.addWidget(button)
            self.setTabOrder(before, button)
            before = button
        self.setTabOrder(before, self._shape)


def _disc(colours: tuple[str, ...], size: int) -> QIcon:
    """A disc cut into the palette's colours."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        part = round(360 * 16 / len(colours))
        for place, colour in enumerate(colours):
            painter.setBrush(QColor(colour))
            painter.drawPie(QRectF(1, 1, size - 2, size - 2), 90 * 16 - place * part, -part)
    return QIcon(pixmap)
