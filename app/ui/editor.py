"""The editor's middle: the canvas under its tools; joins canvas, text field, pictures, layers and inspector."""

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.items import Code, Photo, Text, Words

STICKER = "application/x-loihay-sticker"
ITEMS = "application/x-loihay-items"  # on the clipboard: what was copied here is the latest
ROOM = 34  # pixels round the card, for handles that stand over its edges
ZOOM_STEP = 1.25


class Editor(QFrame):
    """parts: what it is made of, by name: preview, canvas, inline, photos, toolbox, inspector, layers."""

    noted = Signal(str)
    done = Signal()  # the card is as it shall be

    def __init__(self, editing: Any, design: Any, renderer: Any, icons: Any, parts: dict[str, Any]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._editing, self._design, self._renderer, self._icons = editing, design, renderer, icons
        self.preview, self.canvas, self.inline = parts["preview"], parts["canvas"], parts["inline"]
        self._photos, self._toolbox = parts["photos"], parts["toolbox"]
        self._inspector, self._layers = parts["inspector"], parts["layers"]
        self._session = 0
        self._copied: list[Any] = []
        self.preview.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        self._zoomed = QLabel("100 %")
        self._zoomed.setProperty("role", "muted")
        self._zoomed.setMinimumWidth(self._zoomed.fontMetrics().horizontalAdvance("8888 %"))
        self._zoomed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        column.addLayout(self._tools())
        column.addWidget(self.preview, 1)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._hint, 1)
        back = QPushButton(self.tr("Xong"))
        back.setToolTip(self.tr("Về mục “Thiệp” để xuất, chép hay in; mọi thay đổi đã được giữ"))
        back.clicked.connect(self.done)
        foot.addWidget(back, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self.side = self._side()
        self._connect()
        self.refresh()

    def _tools(self) -> QHBoxLayout:
        row, stack = QHBoxLayout(), self._design.undo_stack
        row.setSpacing(2)
        undo = self._tool("arrow-u-up-left", self.tr("Hoàn tác"), "Ctrl+Z", self._undo)
        redo = self._tool("arrow-u-up-right", self.tr("Làm lại"), "Ctrl+Shift+Z", self._redo)
        self._shortcut("Ctrl+Y", self._redo)
        for tool, can, now in ((undo, stack.canUndoChanged, stack.canUndo), (redo, stack.canRedoChanged, stack.canRedo)):
            tool.setEnabled(now())
            can.connect(tool.setEnabled)
            row.addWidget(tool)
        row.addStretch(1)
        for icon, label, keys, slot in (
            ("copy", self.tr("Nhân đôi"), "Ctrl+D", self._editing.duplicate),
            ("lock-simple", self.tr("Khóa hay mở khóa"), "Ctrl+L", self._lock),
            ("trash", self.tr("Xóa"), "Delete", self._editing.delete),
        ):
            tool = self._tool(icon, label, keys, slot)
            self._of_chosen = [*getattr(self, "_of_chosen", []), tool]
            row.addWidget(tool)
        row.addStretch(1)
        row.addWidget(self._tool("magnifying-glass-minus", self.tr("Thu nhỏ"), "Ctrl+-", lambda: self._zoom(1 / ZOOM_STEP)))
        row.addWidget(self._zoomed)
        row.addWidget(self._tool("magnifying-glass-plus", self.tr("Phóng to"), "Ctrl+=", lambda: self._zoom(ZOOM_STEP)))
        row.addWidget(self._tool("frame-corners", self.tr("Vừa cửa sổ"), "Ctrl+0", lambda: self.preview.set_zoom(1)))
        return row

    def _side(self) -> QWidget:
        """The right pane: the inspector, and the layers under it."""
        side = QFrame()
        side.setProperty("role", "panel")
        inner = QWidget()
        inner.setProperty("role", "clear")
        held = QVBoxLayout(inner)
        held.setContentsMargins(0, 0, 6, 0)
        self._empty = QLabel(
            self.tr("Chưa chọn gì. Bấm vào một thứ trên thiệp để đổi chữ, màu, ảnh của nó; Tab đi qua từng thứ."), wordWrap=True
        )
        self._empty.setProperty("role", "muted")
        held.addWidget(self._empty)
        held.addWidget(self._inspector)
        held.addStretch(1)
        area = self._area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(area, 3)
        column.addWidget(self._layers, 2)
        return side

    def _connect(self) -> None:
        for asks in (self.canvas.edit, self._layers.edit):
            asks.connect(self.edit)
        self.canvas.dropped.connect(self._dropped)
        self.canvas.menu_asked.connect(self._menu)
        self.inline.typed.connect(lambda key, text: self._editing.set_text(key, text, merge=f"typed {self._session}"))
        self.inline.ended.connect(self._editing.drop_empty)
        self._toolbox.photo_asked.connect(lambda: self._photos.pick(self))
        self._toolbox.text_asked.connect(self._add_text)
        self._design.changed.connect(self.refresh)
        self._editing.chosen_changed.connect(self._chosen_changed)
        self.preview.view_changed.connect(self._zoom_changed)
        for keys, slot in (
            ("Ctrl+C", self._copy), ("Ctrl+X", self._cut), ("Ctrl+V", self._paste),
            ("Ctrl+]", lambda: self._editing.reorder("forward")), ("Ctrl+[", lambda: self._editing.reorder("backward")),
        ):  # fmt: skip
            self._shortcut(keys, slot)

    def _shortcut(self, keys: str, slot: Any) -> None:
        """Works wherever the focus is while the editor is seen; a text field keeps the keys it knows."""
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The keys go to the card."""
        super().showEvent(event)
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._inspector.least_width() + bar + 6)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Everything beside the card follows it; what is typed into a text that became another (an undo, another card) is over."""
        if self.inline.key is not None and self._editing.text(self.inline.key) != self.inline.toPlainText():
            self.inline.finish()
        self._layers.show_card()
        self._chosen_changed()
        self.canvas.update()

    def _chosen_changed(self) -> None:
        some = bool(self._editing.chosen)
        self._empty.setVisible(not some)
        self._hint.setText(self._how())
        self._inspector.show_chosen()
        for tool in self._of_chosen:
            tool.setEnabled(some)

    def _how(self) -> str:
        """What can be done now with mouse and keys."""
        chosen = [item for item, _ in self._editing.chosen_items()]
        if self._editing.cropping:
            return self.tr("Kéo để dời ảnh trong khuôn, lăn chuột để phóng to thu nhỏ. Xong thì bấm Esc hoặc bấm ra ngoài.")
        if not chosen and self.preview.zoom > 1:
            return self.tr("Lăn chuột hoặc giữ phím cách và kéo để dời thiệp; Ctrl + lăn chuột để phóng to thu nhỏ.")
        if not chosen:
            return self.tr("Bấm để chọn, kéo để dời, bấm đúp để sửa chữ. Thả ảnh vào đây để thêm.")
        if all(item.locked for item in chosen):
            return self.tr("Đang khóa: bấm hình ổ khóa để mở.")
        if len(chosen) > 1:
            return self.tr("Kéo để dời cả nhóm; giữ Shift và bấm để thêm hay bớt một thứ.")
        return {
            "photo": self.tr("Bấm đúp để chỉnh ảnh trong khuôn. Kéo góc để đổi cỡ, kéo nút tròn để xoay."),
            "words": self.tr("Bấm đúp hoặc Enter để sửa chữ. Kéo góc để nới khung, phím mũi tên để nhích."),
        }.get("words" if isinstance(chosen[0], Words | Text) else type(chosen[0]).__name__.lower()) or self.tr(
            "Kéo góc để đổi cỡ, kéo nút tròn để xoay; giữ Alt khi kéo để không bắt dính."
        )

    # Words

    def edit(self, key: Any) -> None:
        """Edit what an item holds: its text where it stands, its picture in the frame, what its code says."""
        found = [(i, frame) for i, frame in self._editing.everything() if frame and self._editing.key(i) == key and not i.locked]
        if not found:
            return
        item, frame = found[0]
        if isinstance(item, Photo):
            self._editing.begin_crop()
        elif isinstance(item, Code):
            self._inspector.edit_code()
        elif isinstance(item, Words | Text):
            self._edit_text(key, item, frame)

    def _edit_text(self, key: Any, item: Any, frame: Any) -> None:
        page = self._editing.page_of(item)
        role, px = self._role(item, self._editing.scenes()[page])
        unit = self.preview.card_rect().width() / self._renderer.size(self._design.card)[0]
        box = self.canvas.outline(frame, page).boundingRect()
        self._session += 1
        self.inline.begin(key, self._editing.text(key), box, lambda size: self._renderer.fonts.font(role, size), px * unit)

    def _role(self, item: Any, scene: Any) -> tuple[str, float]:
        """A text's face, and its size in design units."""
        styles, field = scene.template.styles, item.field if isinstance(item, Words) else "body"
        role = item.look.role or getattr(styles, field).role
        if item.id and (own := self._renderer.own_text(scene, item)):
            return role, own.px
        runs = {run.field: run.block.px for run in scene.placed.runs}
        return role, scene.placed.title.px if field == "title" else runs.get(field, 40)

    def _add_text(self) -> None:
        self._editing.add_text(self.tr("Chữ của bạn"))
        self.edit(self._editing.chosen[0])

    # Copies

    def _copy(self) -> None:
        """Words can be pasted elsewhere too."""
        copied = [item for item, _ in self._editing.chosen_items()]
        if not copied:
            return
        mime, words = QMimeData(), [self._editing.text(self._editing.key(i)) for i in copied if isinstance(i, Words | Text)]
        mime.setData(ITEMS, b"1")
        if words:
            mime.setText("\n".join(words))
        QGuiApplication.clipboard().setMimeData(mime)
        self._copied = copied

    def _cut(self) -> None:
        self._copy()
        self._editing.delete()

    def _paste(self) -> None:
        """What was copied last: things of a card, a picture, words."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasFormat(ITEMS):
            self._editing.paste(self._copied)
        elif not self._photos.bring(mime) and mime.text().strip():
            self._editing.add_text(mime.text().strip()[:1000])

    def _dropped(self, mime: Any, spot: Any) -> None:
        self.canvas.setFocus()
        if mime.hasFormat(STICKER):
            self._editing.add_sticker(mime.data(STICKER).data().decode(), spot)
        elif not self._photos.bring(mime, spot):
            self.noted.emit(self.tr("Chỉ thả được tệp ảnh hoặc thiệp (.thiep) vào đây."))

    # Tools

    def _undo(self) -> None:
        self.inline.finish()
        self._design.undo_stack.undo()

    def _redo(self) -> None:
        self.inline.finish()
        self._design.undo_stack.redo()

    def _lock(self) -> None:
        items = [item for item, _ in self._editing.chosen_items()]
        lock = not all(item.locked for item in items)
        self._editing.set_flag(self.tr("Khóa") if lock else self.tr("Mở khóa"), list(self._editing.chosen), locked=lock)

    def _zoom_changed(self) -> None:
        self._zoomed.setText(f"{round(self.preview.zoom * 100)} %")
        self._hint.setText(self._how())

    def _zoom(self, times: float) -> None:
        """About what is chosen, which comes to the middle; else about the middle."""
        chosen = [self.canvas.outline(frame, self._editing.page_of(item)) for item, frame in self._editing.chosen_items()]
        middle = QPointF(self.preview.rect().center())
        about = chosen[0].boundingRect().center() if chosen else middle
        self.preview.set_zoom(self.preview.zoom * times, about)
        if chosen and self.preview.zoom > 1:
            self.preview.pan(middle - about)

    def _menu(self, where: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu(self) -> QMenu:
        """What can be done with what is chosen."""
        menu, editing = QMenu(self), self._editing
        one = editing.chosen_items()[0][0] if len(editing.chosen_items()) == 1 else None
        inside = self.tr("Cắt ảnh") if isinstance(one, Photo) else self.tr("Sửa chữ")
        of_one = [(inside, "Enter", lambda: self.edit(editing.chosen[0]))] if isinstance(one, Words | Text | Photo) else []
        of_some = [
            *of_one, (self.tr("Cắt"), "Ctrl+X", self._cut), (self.tr("Chép"), "Ctrl+C", self._copy),
            (self.tr("Nhân đôi"), "Ctrl+D", editing.duplicate), (self.tr("Lên trên cùng"), "", lambda: editing.reorder("front")),
            (self.tr("Xuống dưới cùng"), "", lambda: editing.reorder("back")), (self.tr("Khóa hay mở khóa"), "Ctrl+L", self._lock),
            (self.tr("Ẩn"), "", self._hide), (self.tr("Xóa"), "Delete", editing.delete),
        ]  # fmt: skip
        always = [(self.tr("Dán"), "Ctrl+V", self._paste), (self.tr("Chọn tất cả"), "Ctrl+A", editing.choose_all)]
        for label, keys, slot in [*(of_some if editing.chosen else []), *always]:
            if label == always[0][0] and editing.chosen:
                menu.addSeparator()
            action = QAction(f"{label}\t{keys}" if keys else label, menu)
            action.triggered.connect(lambda _on=False, slot=slot: slot())
            menu.addAction(action)
        return menu

    def _hide(self) -> None:
        self._editing.set_flag(self.tr("Ẩn"), list(self._editing.chosen), hidden=True)

    def _tool(self, icon: str, label: str, keys: str, slot: Any) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "quiet")
        tool.setIcon(self._icons.get(icon))
        tool.setAccessibleName(label)
        tool.setToolTip(f"{label} ({keys})" if keys else label)
        tool.clicked.connect(lambda _on=False: slot())
        if keys:
            self._shortcut(keys, slot)
        return tool
