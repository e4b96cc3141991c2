"""The right side of the card room: the live card, its design choices, and the ways out of the window."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
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

from app.cards.items import without_words


class CardPanel(QFrame):
    """Shows design.card; every choice goes through design.change()."""

    export = Signal(str)  # one of the kinds of Exports
    edit_asked = Signal()
    print_asked = Signal()
    shape_chosen = Signal(str)
    copy_image = Signal()
    copy_text = Signal()

    def __init__(
        self, design: Any, preview: QWidget, title: Any, strip: Any, shape: Any, palettes: Any,
        templates: Mapping[str, Any], kinds: Mapping[str, str], icons: Any, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """preview: has `fitted`; title, shape: inputs with value() and set_value(); strip: the designs to choose from;
        palettes: a row of discs; kinds: labels of the ways to export.
        """
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._design, self._preview, self._title, self._strip, self._shape = design, preview, title, strip, shape
        self._palettes, self._templates, self._kinds, self._icons = palettes, templates, kinds, icons
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
        looks = QHBoxLayout()
        looks.setSpacing(8)
        looks.addWidget(palettes, 1)
        looks.addWidget(shape)
        self._shapes = {shape.itemData(row): shape.itemText(row) for row in range(shape.count())}
        shape.setMinimumWidth(max(map(shape.fontMetrics().horizontalAdvance, self._shapes.values())) + 60)
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
        palettes.chosen.connect(self._choose_palette)
        preview.installEventFilter(self)
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
        edit = QPushButton(self._icons.get("pencil-line"), " " + self.tr("Chỉnh sửa"))
        edit.setProperty("role", "quiet")
        edit.setAccessibleName(self.tr("Chỉnh sửa thiệp: ảnh, chữ, hình dán"))
        edit.setToolTip(self.tr("Thêm ảnh, dời chữ, dán hình (bấm đúp vào thiệp cũng được)"))
        edit.clicked.connect(self.edit_asked)
        row.addWidget(edit)
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
        for kind, label in self._kinds.items():
            if not label:
                menu.addSeparator()
                continue
            action = QAction(label, menu)
            action.triggered.connect(lambda _on=False, kind=kind: self.export.emit(kind))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("In…") + "\tCtrl+P", self.print_asked.emit)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Two clicks on the card open the editor."""
        if watched is self._preview and event.type() == QEvent.Type.MouseButtonDblClick:
            self.edit_asked.emit()
        return super().eventFilter(watched, event)

    def _choose_template(self, id: str) -> None:
        kept = without_words(self._design.card.items)
        changes = {"template": id, "palette": "", "ground": "", "items": kept}
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
            self.shape_chosen.emit(self._shape.value())

    def _show(self) -> None:
        card = self._design.card
        self._showing = True
        if card.template != self._shown_template:
            self._shown_template = card.template
            found = self._templates[card.template].palettes.items()
            self._palettes.set_choices({id: (self.tr(each.label), each.swatch) for id, each in found})
            for before, after in zip((self._strip, *self._palettes.buttons()), (*self._palettes.buttons(), self._shape), strict=True):
                self.setTabOrder(before, after)
            self._shape.set_choices({id: self._shapes[id] for id in self._templates[card.template].formats})
        self._strip.set_chosen(card.template)
        self._palettes.set_chosen(card.palette or next(iter(self._templates[card.template].palettes)))
        self._title.set_value(card.title)
        self._shape.set_value(card.format)
        self._showing = False
