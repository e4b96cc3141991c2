"""What can be set of the chosen things: letters, pictures, codes, and of everything where and how it lies."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.items import AnyItem, Code, Frame, Photo, Sticker, Text, Words
from app.cards.own_words import designed_look

LARGEST_PX = 800
NAMES = 42  # pixels of the names beside the controls, in every part alike
SHARP = 100  # slider steps of 1
INKS = ("#1c1917", "#b3261e", "#7a4a10", "#1d6b57", "#23508e", "#5b2a6e")  # dark enough for readers of codes


class Inspector(QWidget):
    """Follows the choice of an Editing; parts that do not fit the chosen things are hidden."""

    def __init__(
        self, editing: Any, renderer: Any, icons: Any, make_colors: Callable[..., Any], parent: QWidget | None = None
    ) -> None:
        """make_colors(name, designed=…, usual=…): makes a row of colours."""
        super().__init__(parent)
        self._editing, self._renderer, self._icons = editing, renderer, icons
        self._make_colors = make_colors
        self._showing = False
        self._tight = QLabel(self.tr("Chữ không vừa khung: hãy nới khung, giảm cỡ, hoặc để cỡ “Vừa khung”."), wordWrap=True)
        self._tight.setProperty("role", "error")
        self._parts = {
            "text": self._text_part(), "photo": self._photo_part(), "code": self._code_part(),
            "flip": self._flip_part(), "all": self._common_part(),
        }  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._tight)
        for part in self._parts.values():
            column.addWidget(part)
        editing.chosen_changed.connect(self.show_chosen)
        for kind in (QComboBox, QSlider, QSpinBox):
            for control in self.findChildren(kind):
                control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                control.installEventFilter(self)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """The wheel scrolls the pane; it turns only what was taken up."""
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # Parts

    def _text_part(self) -> QWidget:
        self._face = QComboBox()
        self._face.setAccessibleName(self.tr("Phông chữ"))
        self._face.addItem(self.tr("Như mẫu"), "")
        for role, label in self._renderer.fonts.offered.items():
            self._face.addItem(label, role)
            self._face.setItemData(self._face.count() - 1, self._renderer.fonts.font(role, 17), Qt.ItemDataRole.FontRole)
        self._face.setMinimumContentsLength(8)
        self._face.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._face.activated.connect(lambda _row: self._look(self.tr("Đổi phông"), role=self._face.currentData()))
        self._px = QSpinBox(minimum=0, maximum=LARGEST_PX, specialValueText=self.tr("Vừa khung"), keyboardTracking=False)
        self._px.lineEdit().setTextMargins(8, 0, 0, 0)
        self._px.setAccessibleName(self.tr("Cỡ chữ"))
        self._px.setSingleStep(2)
        self._px.valueChanged.connect(self._px_changed)
        self._fit = self._tool("frame-corners", self.tr("Cho chữ vừa khung"), lambda _on=False: self._look(self.tr("Đổi cỡ chữ"), px=0))
        sized = QWidget()
        size = QHBoxLayout(sized)
        size.setContentsMargins(0, 0, 0, 0)
        size.setSpacing(4)
        size.addWidget(self._px, 1)
        size.addWidget(self._fit)
        self._color = self._make_colors(self.tr("Màu chữ"), designed=True)
        self._color.changed.connect(lambda: self._look(self.tr("Đổi màu chữ"), color=self._color.value()))
        self._finish = self._choice(
            self.tr("Kiểu chữ"),
            {"": self.tr("Như mẫu"), "ink": self.tr("Trơn"), "foil": self.tr("Nhũ kim loại"), "shadow": self.tr("Đổ bóng"),
             "outline": self.tr("Viền quanh")},
            lambda value: self._look(self.tr("Đổi kiểu chữ"), finish=value),
        )  # fmt: skip
        self._align = self._segments(
            self.tr("Căn lề chữ"),
            {"left": "text-align-left", "center": "text-align-center", "right": "text-align-right"},
            lambda value: self._look(self.tr("Căn lề chữ"), align=value),
            {"left": self.tr("Trái"), "center": self.tr("Giữa"), "right": self.tr("Phải")},
        )
        self._lead = self._slider(self.tr("Giãn dòng"), 60, 240, lambda v: self._look(self.tr("Giãn dòng"), merge="lead", lead=v / 100))
        self._spacing = self._slider(self.tr("Giãn chữ"), -8, 60, lambda v: self._look(self.tr("Giãn chữ"), merge="spacing", spacing=v / 100))
        self._reset = QPushButton(self._icons.get("arrow-counter-clockwise"), " " + self.tr("Trả về như mẫu"))
        self._reset.setProperty("role", "quiet")
        self._reset.clicked.connect(self._editing.reset)
        part = self._part(
            (self.tr("Phông"), self._face), (self.tr("Cỡ"), sized), (self.tr("Màu"), self._color),
            (self.tr("Kiểu"), self._finish), (self.tr("Lề"), self._align), (self.tr("Dòng"), self._lead),
            (self.tr("Chữ"), self._spacing), ("", self._reset),
        )  # fmt: skip
        self._spacing_name = next(label for label in part.findChildren(QLabel) if label.buddy() is self._spacing)
        return part

    def _photo_part(self) -> QWidget:
        self._mask = self._choice(
            self.tr("Khuôn ảnh"),
            {"rect": self.tr("Chữ nhật"), "round": self.tr("Bo góc"), "oval": self.tr("Bầu dục"), "arch": self.tr("Cửa vòm"),
             "heart": self.tr("Trái tim"), "star": self.tr("Ngôi sao"), "petal": self.tr("Hoa mai"), "stamp": self.tr("Con tem")},
            self._editing.set_mask,
        )  # fmt: skip
        self._border = self._choice(
            self.tr("Viền ảnh"),
            {"": self.tr("Không viền"), "line": self.tr("Nét trắng"), "white": self.tr("Giấy trắng"), "polaroid": self.tr("Ảnh chụp lấy ngay"),
             "gold": self.tr("Nhũ vàng"), "tape": self.tr("Băng dán")},
            lambda value: self._fields(self.tr("Đổi viền ảnh"), border=value),
        )  # fmt: skip
        self._filter = self._choice(
            self.tr("Bộ lọc"),
            {"": self.tr("Nguyên bản"), "bw": self.tr("Đen trắng"), "sepia": self.tr("Nâu xưa"), "warm": self.tr("Ấm"), "cool": self.tr("Mát"),
             "faded": self.tr("Phai"), "vivid": self.tr("Tươi"), "soft": self.tr("Dịu")},
            lambda value: self._fields(self.tr("Đổi bộ lọc"), filter=value),
        )  # fmt: skip
        self._crop = QPushButton(self._icons.get("crop"), "")
        self._crop.setToolTip(self.tr("Kéo ảnh trong khung, lăn chuột để phóng to (bấm đúp vào ảnh cũng được)"))
        self._crop.clicked.connect(self._editing.begin_crop)
        return self._part(
            (self.tr("Khuôn"), self._mask), (self.tr("Viền"), self._border), (self.tr("Lọc"), self._filter), ("", self._crop)
        )

    def _code_part(self) -> QWidget:
        self._content = QLineEdit(maxLength=1000)
        self._content.setAccessibleName(self.tr("Nội dung mã QR"))
        self._content.editingFinished.connect(self._content_typed)
        self._code_color = self._make_colors(self.tr("Màu mã QR"), designed=False, usual=INKS)
        self._code_color.changed.connect(lambda: self._fields(self.tr("Đổi màu mã QR"), color=self._code_color.value()))
        return self._part((self.tr("Nội dung"), self._content), (self.tr("Màu"), self._code_color))

    def _flip_part(self) -> QWidget:
        flip = QPushButton(self._icons.get("flip-horizontal"), " " + self.tr("Lật ngang"))
        flip.clicked.connect(self._flip)
        return self._part(("", flip))

    def _common_part(self) -> QWidget:
        self._opacity = self._slider(self.tr("Độ đậm"), 5, 100, lambda v: self._fields(self.tr("Đổi độ đậm"), merge="opacity", opacity=v / 100))
        row = QHBoxLayout()
        row.setSpacing(0)
        for icon, side, label in (
            ("align-left", "left", self.tr("Căn trái")), ("align-center-horizontal", "center", self.tr("Căn giữa ngang")),
            ("align-right", "right", self.tr("Căn phải")), ("align-top", "top", self.tr("Căn trên")),
            ("align-center-vertical", "middle", self.tr("Căn giữa dọc")), ("align-bottom", "bottom", self.tr("Căn dưới")),
        ):  # fmt: skip
            row.addWidget(self._tool(icon, label, lambda _on=False, side=side: self._editing.align(side)), 1)
        aligning = QWidget()
        aligning.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        return self._part((self.tr("Rõ"), self._opacity), ("", aligning))

    # Showing

    def least_width(self) -> int:
        """Pixels that the widest part needs, shown or not."""
        for part in self._parts.values():
            part.ensurePolished()
        return max(part.minimumSizeHint().width() for part in self._parts.values())

    def show_chosen(self) -> None:
        """The controls as the chosen things are."""
        self._showing = True
        self._tight.hide()
        chosen = self._editing.chosen_items()
        items = [item for item, _ in chosen]
        kinds = {type(item) for item in items}
        locked = bool(items) and all(item.locked for item in items)
        self._parts["text"].setVisible(bool(items) and kinds <= {Words, Text})
        self._parts["photo"].setVisible(kinds == {Photo})
        self._parts["code"].setVisible(kinds == {Code})
        self._parts["flip"].setVisible(bool(items) and kinds <= {Photo, Sticker})
        self._parts["all"].setVisible(bool(items))
        self.setEnabled(not locked)
        if items:
            self._opacity.setValue(round(items[0].opacity * SHARP))
            self._show_texts(chosen)
            self._show_pictures(items[0])
        self._showing = False

    def _show_texts(self, chosen: Sequence[tuple[AnyItem, Frame]]) -> None:
        texts = [item for item, _ in chosen if isinstance(item, Words | Text)]
        scenes = self._editing.scenes()
        owns = [own for item in texts for scene in scenes if item.id and (own := self._renderer.own_text(scene, item))]
        self._tight.setVisible(any(own.tight for own in owns))
        if not texts:
            return
        look, styles = texts[0].look, scenes[0].template.styles
        field = texts[0].field if isinstance(texts[0], Words) else ""
        given = designed_look(styles, field)
        palette = scenes[0].palette.colors
        keys = dict.fromkeys(getattr(styles, f).color for f in ("title", "body", "opening", "kicker"))
        self._color.set_choices([(f"@{key}", palette[key][0]) for key in keys if key in palette])
        self._color.set_value(look.color)
        self._face.setCurrentIndex(max(0, self._face.findData(look.role)))
        self._px.setValue(look.px)
        self._fit.setEnabled(bool(look.px))
        came = next((own.px for own in owns), 0)
        self._px.setSpecialValueText(self.tr("Vừa khung") + (f" ({came})" if came and not look.px else ""))
        self._finish.setCurrentIndex(self._finish.findData(look.finish))
        _check(self._align, look.align or given.align)
        self._lead.setValue(round((look.lead or given.lead) * 100))
        self._spacing.setValue(round(((given.spacing if look.spacing is None else look.spacing) or 0) * 100))
        for each in (self._spacing, self._spacing_name):  # a title is set as one drawing
            each.setVisible(field != "title")
        self._reset.setVisible(any(isinstance(item, Words) and item.id for item in texts))

    def _show_pictures(self, item: AnyItem) -> None:
        if isinstance(item, Photo):
            for choice, value in ((self._mask, item.mask), (self._border, item.border), (self._filter, item.filter)):
                choice.setCurrentIndex(choice.findData(value))
            self._crop.setText(" " + (self.tr("Xong, giữ ảnh như vậy") if self._editing.cropping else self.tr("Cắt ảnh")))
        elif isinstance(item, Code):
            self._content.setText(item.content)
            self._code_color.set_value(item.color)

    # Changing

    def edit_code(self) -> None:
        """Say something else in the chosen code."""
        self._content.setFocus(Qt.FocusReason.OtherFocusReason)
        self._content.selectAll()

    def _look(self, label: str, *, merge: str = "", **changes: Any) -> None:
        if not self._showing:
            self._editing.set_look(label, merge=merge, **changes)

    def _fields(self, label: str, *, merge: str = "", **changes: Any) -> None:
        if not self._showing:
            self._editing.set_fields(label, merge=merge, **changes)

    def _px_changed(self, px: int) -> None:
        """From "as large as fits" the first step is to the size that it came out at."""
        if self._showing:
            return
        chosen = self._editing.chosen_items()
        former = chosen[0][0].look.px if chosen and isinstance(chosen[0][0], Words | Text) else 0
        if not former and 0 < px <= 2:
            owns = [self._renderer.own_text(scene, chosen[0][0]) for scene in self._editing.scenes()]
            px = next((own.px for own in owns if own), 40)
        self._editing.set_look(self.tr("Đổi cỡ chữ"), merge="px", px=px if px >= 6 else 0)

    def _content_typed(self) -> None:
        if self._content.text().strip():
            self._fields(self.tr("Sửa mã QR"), content=self._content.text().strip())
        else:
            self.show_chosen()

    def _flip(self) -> None:
        items = self._editing.chosen_items()
        self._fields(self.tr("Lật ngang"), flip=not getattr(items[0][0], "flip", False))

    # Making

    def _part(self, *rows: tuple[str, QWidget]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, NAMES)
        grid.setColumnStretch(1, 1)
        for number, (name, widget) in enumerate(rows):
            if name:
                label = QLabel(name)
                label.setProperty("role", "muted")
                label.setBuddy(widget)
                grid.addWidget(label, number, 0)
                grid.addWidget(widget, number, 1)
            else:
                grid.addWidget(widget, number, 0, 1, 2)
        return part

    def _choice(self, name: str, choices: dict[str, str], chosen: Callable[[str], None]) -> QComboBox:
        made = QComboBox()
        made.setMinimumContentsLength(8)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setAccessibleName(name)
        for value, label in choices.items():
            made.addItem(label, value)
        made.activated.connect(lambda _row: chosen(made.currentData()))
        return made

    def _segments(self, name: str, icons: dict[str, str], chosen: Callable[[str], None], said: dict[str, str]) -> QFrame:
        """A row of buttons of which one is down; icons: their names by value."""
        made = QFrame()
        made.setProperty("role", "segments")
        made.setAccessibleName(name)
        row = QHBoxLayout(made)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        group = QButtonGroup(made)
        for value, icon in icons.items():
            button = QPushButton(checkable=True)
            button.setProperty("role", "segment")
            button.setProperty("value", value)
            button.setAccessibleName(f"{name}: {said[value]}")
            button.setIcon(self._icons.get(icon))
            button.setToolTip(said[value])
            button.clicked.connect(lambda _on=False, value=value: chosen(value))
            group.addButton(button)
            row.addWidget(button, 1)
        return made

    def _slider(self, name: str, low: int, high: int, changed: Callable[[int], None]) -> QSlider:
        made = QSlider(Qt.Orientation.Horizontal, minimum=low, maximum=high)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.valueChanged.connect(changed)
        return made

    def _tool(self, icon: str, label: str, slot: Callable[..., None]) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "quiet")
        tool.setIcon(self._icons.get(icon))
        tool.setAccessibleName(label)
        tool.setToolTip(label)
        tool.clicked.connect(slot)
        return tool


def _check(segments: QFrame, value: str) -> None:
    """Exactly the segment of this value is down, or none."""
    buttons = segments.findChildren(QAbstractButton)
    group = buttons[0].group()
    group.setExclusive(False)
    for button in buttons:
        button.setChecked(button.property("value") == value)
    group.setExclusive(True)
