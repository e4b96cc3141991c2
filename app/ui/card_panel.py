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

THUMB = QSize(44, 55)
SWATCH = 26


class CardPanel(QFrame):
    """Shows design.card; every choice goes through design.change()."""

    export = Signal(str)  # png png2 jpg pdf
    copy_image = Signal()
    copy_text = Signal()

    def __init__(
        self, design: Any, preview: QWidget, title: Any, shape: Any, templates: Mapping[str, Any], icons: Any,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """preview: has fits and changed `fitted`; title, shape: inputs with value() and set_value()."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._design, self._preview, self._title, self._shape = design, preview, title, shape
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
        self._thumbs = {id: self._thumb(template) for id, template in templates.items()}
        designs = QHBoxLayout()
        designs.setSpacing(8)
        for thumb in self._thumbs.values():
            designs.addWidget(thumb)
        designs.addStretch(1)
        designs.addWidget(shape, 0, Qt.AlignmentFlag.AlignBottom)
        shape.setMinimumWidth(shape.fontMetrics().horizontalAdvance("Vuông Đứng 4:5") + 56)
        self._swatches = QHBoxLayout()
        self._swatches.setSpacing(8)
        self._palette_buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(preview, 1)
        column.addWidget(self._overflow)
        column.addLayout(heading)
        column.addLayout(designs)
        column.addLayout(self._swatches)
        column.addLayout(self._foot())
        title.changed.connect(self._title_typed)
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

    def _thumb(self, template: Any) -> QToolButton:
        button = QToolButton(checkable=True)
        button.setProperty("role", "thumb")
        button.setIconSize(THUMB)
        button.setIcon(_band(next(iter(template.palettes.values())).swatch, THUMB))
        button.setAccessibleName(self.tr("Mẫu thiệp {ten}").format(ten=self.tr(template.label)))
        button.setToolTip(self.tr(template.label))
        button.clicked.connect(lambda _on=False, id=template.id: self._choose_template(id))
        return button

    def set_thumbnail(self, template: str, image: QPixmap) -> None:
        """The picture of a template, once it has been painted in the background."""
        self._thumbs[template].setIcon(QIcon(image))

    def _choose_template(self, id: str) -> None:
        self._design.change(self.tr("Đổi mẫu"), template=id, palette="")
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
        for id, thumb in self._thumbs.items():
            thumb.setChecked(id == card.template)
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
        before = self._shape.findChildren(QPushButton)[-1]
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
        self._swatches.addStretch(1)


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


def _band(colours: tuple[str, ...], size: QSize) -> QIcon:
    """The palette's colours one under another, until the real picture is there."""
    pixmap = QPixmap(size)
    with QPainter(pixmap) as painter:
        step = size.height() / len(colours)
        for place, colour in enumerate(colours):
            painter.fillRect(QRectF(0, place * step, size.width(), step + 1), QColor(colour))
    return QIcon(pixmap)
