"""The room "Mô hình": what writes here, stronger models for this machine, and what is on its way."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog, QFrame, QHBoxLayout, QInputDialog, QLabel, QLineEdit,
    QListWidget, QListWidgetItem, QMessageBox, QProgressBar, QPushButton, QVBoxLayout, QWidget,
)  # fmt: skip

VALUE = Qt.ItemDataRole.UserRole
MARKS = {"tot": "●", "cham": "◐", "khong_vua": "○"}
EMBEDDED = ""  # the id of the shipped model in the list


class ModelsRoom(QFrame):
    """work: a ModelWork; what is chosen to write is told by `use`."""

    use = Signal(str, str)  # the path of a model's file ("" the shipped one), and of an adapter over it
    measure_asked = Signal(str, str)  # the path of a model's file ("" the shipped one) and what it is called
    folder_asked = Signal()  # another place for the models folder
    thrown = Signal(str, str)  # id and label: it can be taken back

    def __init__(self, work: Any, icons: Any, embedded: str, parent: QWidget | None = None) -> None:
        """embedded: how the shipped model is called."""
        super().__init__(parent)
        self._work, self._icons, self._embedded = work, icons, embedded
        self._used: tuple[str, ...] = ()
        self._repository = ""  # that the offers are of
        self._used_before: dict[str, tuple[str, ...]] = {}  # which files wrote when a model was thrown away
        self.setAcceptDrops(True)
        self._here, self._there = self._list(self.tr("Mô hình trên máy này")), self._list(self.tr("Mô hình tải thêm được"))
        self._here.currentItemChanged.connect(lambda _now, _was: self._show_tools())
        self._here.itemActivated.connect(lambda _item: self._use())
        self._there.itemActivated.connect(lambda _item: self._fetch())
        self._there.currentItemChanged.connect(lambda _now, _was: self._show_tools())
        self._link = QLineEdit(placeholderText=self.tr("Tên kho hay đường dẫn Hugging Face"), clearButtonEnabled=True)
        self._link.setAccessibleName(self.tr("Kho mô hình khác"))
        self._link.setToolTip(self.tr("Ví dụ: {ten}").format(ten="Qwen/Qwen3-4B-GGUF"))
        self._link.returnPressed.connect(self._look_up)
        self._whose = QLabel(self.tr("Đang xem máy này làm được gì…"), wordWrap=True)
        self._whose.setProperty("role", "muted")
        self._back = self._button(self.tr("Về danh mục"), "arrow-u-up-left", self._work.show_catalogue)
        self._back.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left(), 2)
        row.addWidget(self._right(), 3)
        for before, after in pairwise(self._order):
            QWidget.setTabOrder(before, after)
        work.shelf_read.connect(self.show_shelf)
        work.offers_ready.connect(self._show_offers)
        work.progressed.connect(self._progress)
        work.busy_changed.connect(lambda _busy: self._show_tools())
        work.stopped.connect(self._stopped)
        work.waits.connect(self._show_begun)
        work.failed.connect(lambda _fault: self._say_whose())
        work.fetched.connect(self._fetched)
        self.show_shelf()
        self._show_tools()

    # Making

    def _left(self) -> QWidget:
        self._use_button = self._button(self.tr("Dùng mô hình này"), "check", self._use, primary=True)
        self._name = self._button(self.tr("Đổi tên"), "textbox", self._rename)
        self._note = self._button(self.tr("Ghi chú"), "pencil-line", self._annotate)
        self._throw = self._button(self.tr("Xóa"), "trash", self._throw_away)
        self._measure = self._button(self.tr("Đo…"), "trend-up", self._ask_measure)
        folder = self._button(self.tr("Chuyển thư mục…"), "folder-open", self.folder_asked.emit)
        folder.setToolTip(self.tr("Chuyển mọi mô hình sang thư mục hay ổ đĩa khác"))
        add = self._button(self.tr("Thêm tệp GGUF…"), "plus", self._pick)
        add.setToolTip(self.tr("Thả tệp .gguf vào đây cũng được"))
        above, below = [self._use_button, self._measure, folder], [add, self._name, self._note, self._throw]
        self._order: list[QWidget] = [self._here, *above, *below]  # as it is seen, for the Tab key
        return self._panel(self.tr("Trên máy này"), self._here, above, below)

    def _right(self) -> QWidget:
        self._fetch_button = self._button(self.tr("Tải về"), "download-simple", self._fetch, primary=True)
        self._see = self._button(self.tr("Xem kho"), "magnifying-glass", self._look_up)
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setAccessibleName(self.tr("Tiến độ tải"))
        self._bar.setFixedHeight(8)
        self._state = QLabel(wordWrap=True)
        self._state.setProperty("role", "muted")
        self._pause = self._button(self.tr("Tạm dừng"), "stop", self._pause_or_go_on)
        self._cancel = self._button(self.tr("Hủy tải"), "x", self._give_up)
        self._cancel.setToolTip(self.tr("Dừng và xóa phần đã tải"))
        self._on_way = QWidget()
        inner = QHBoxLayout(self._on_way)
        inner.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addWidget(self._bar)
        column.addWidget(self._state)
        inner.addLayout(column, 1)
        inner.addWidget(self._pause)
        inner.addWidget(self._cancel)
        self._on_way.hide()
        self._order += [self._link, self._see, self._back, self._there, self._fetch_button, self._pause, self._cancel]
        panel = self._panel(self.tr("Tải thêm"), self._there, [self._fetch_button], [])
        layout = panel.layout()
        line = QHBoxLayout()
        line.addWidget(self._link, 1)
        line.addWidget(self._see)
        layout.insertLayout(1, line)
        whose = QHBoxLayout()
        whose.addWidget(self._whose, 1)
        whose.addWidget(self._back)
        layout.insertLayout(2, whose)
        layout.addWidget(self._on_way)
        return panel

    def _panel(self, title: str, inner: QWidget, first: list[QPushButton], rest: list[QPushButton]) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel")
        name = QLabel(title)
        name.setProperty("role", "title")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(name)
        column.addWidget(inner, 1)
        for row_of in (first, rest):
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in row_of:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return panel

    def _list(self, name: str) -> QListWidget:
        made = QListWidget(wordWrap=True)
        made.setProperty("role", "layers")
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setSpacing(2)
        return made

    def _button(self, label: str, icon: str, slot: Any, *, primary: bool = False) -> QPushButton:
        made = QPushButton(label if primary else f" {label}")
        made.setAccessibleName(label)
        if primary:
            made.setProperty("role", "primary")
        else:
            made.setIcon(self._icons.get(icon))
        made.clicked.connect(lambda _on=False: slot())
        return made

    # Showing

    @property
    def lists(self) -> tuple[QListWidget, QListWidget]:
        return self._here, self._there

    def set_used(self, *paths: str) -> None:
        """Which files write now."""
        self._used = tuple(filter(None, paths))
        self.show_shelf()

    def show_shelf(self) -> None:
        """What is here, the one that writes marked."""
        from app.model_offers import said

        kept = self._work.shelf.models if self._work.shelf else ()
        chosen = self._here.currentItem().data(VALUE) if self._here.currentItem() else None
        self._here.clear()
        self._add(EMBEDDED, self._embedded, self.tr("đi kèm chương trình, nhỏ và nhanh"), used=not any(self._used))
        for each in kept:
            path = str(self._work.shelf.paths(each)[0])
            gone = self._work.shelf.missing(each)
            line = self.tr("không còn thấy tệp") if gone else each.fault or said(each)
            line += f"\n{path}" if each.linked else ""
            kind = self.tr("phần bổ sung (LoRA)") if each.is_adapter else ""
            self._add(each.id, each.label, "\n".join(filter(None, (kind, line, each.note))), used=path in self._used)
        for row in range(self._here.count()):
            if self._here.item(row).data(VALUE) == chosen:
                self._here.setCurrentRow(row)

    def _add(self, id: str, label: str, line: str, *, used: bool) -> None:
        mark = "  ✓ " + self.tr("đang viết") if used else ""
        item = QListWidgetItem(f"{label}{mark}\n{line}")
        item.setData(VALUE, id)
        self._here.addItem(item)

    def _show_offers(self, offers: list[Any], whose: str) -> None:
        chosen = self._there.currentItem().data(VALUE).label if self._there.currentItem() else ""
        self._repository = whose
        self._there.clear()
        for offer in offers:
            score = f" · {offer.vmlu}" if offer.vmlu else ""
            lines = [f"{MARKS[offer.fit.kind]} {offer.label}", f"{self._verdict(offer.fit)}: {offer.fit.sentence}", f"{offer.facts}{score}"]
            item = QListWidgetItem("\n".join([*lines, *filter(None, (offer.description, offer.terms))]))
            item.setData(VALUE, offer)
            self._there.addItem(item)
            if offer.label == chosen:
                self._there.setCurrentItem(item)
        self._say_whose()
        self._show_tools()

    def _say_whose(self) -> None:
        self._back.setVisible(bool(self._repository))
        self._whose.setText(
            self.tr("Kho {ten}:").format(ten=self._repository) if self._repository
            else self.tr("Mô hình hợp với máy này nhất đứng đầu. Tốc độ được ước tính từ một lần đo trên máy này.") if self._work.measured
            else self.tr("Đang đo tốc độ máy này…") if self._work.measuring
            else self.tr("Chưa đo được tốc độ máy này nên chỉ xét bộ nhớ.") if self._there.count()
            else ""
        )  # fmt: skip

    def _verdict(self, fit: Any) -> str:
        if fit.kind == "tot" and fit.words is None:
            return self.tr("Vừa bộ nhớ")
        return {"tot": self.tr("Chạy tốt"), "cham": self.tr("Chậm"), "khong_vua": self.tr("Không vừa")}[fit.kind]

    def _show_tools(self) -> None:
        id = self._here.currentItem().data(VALUE) if self._here.currentItem() else None
        self._use_button.setEnabled(id is not None)
        self._measure.setEnabled(id is not None and self._work.shelf is not None)
        for button in (self._name, self._note, self._throw):
            button.setEnabled(bool(id))
        self._fetch_button.setEnabled(self._there.currentItem() is not None and not self._work.busy and self._work.shelf is not None)

    def _progress(self, progress: Any) -> None:
        from inference.models.download import gigabytes, rate

        self._on_way.show()
        self._pause.setText(" " + self.tr("Tạm dừng"))
        self._pause.setVisible(self._work.can_pause)
        self._bar.setValue(round(1000 * progress.done / max(1, progress.total)))
        said = f"{self._work.doing}: {gigabytes(progress.done)} / {gigabytes(progress.total)}"
        if progress.stage == "kiem":
            said = self.tr("Đang kiểm tra phần đã có: {phan}").format(phan=said)
        elif progress.stage == "cho":
            said += " · " + self.tr("đang chờ mạng…")
        elif progress.bytes_per_second:
            said += f" · {rate(progress.bytes_per_second)}"
            if progress.seconds_left is not None:
                said += " · " + self.tr("còn {luc}").format(luc=self._span(progress.seconds_left))
        self._state.setText(said)

    def _span(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if seconds < 90:
            return self.tr("{n} giây").format(n=max(1, round(seconds)))
        return self.tr("{n} phút").format(n=minutes) if minutes < 90 else self.tr("{n} giờ").format(n=round(minutes / 60))

    def _stopped(self, can_go_on: bool) -> None:
        if self._pause.hasFocus() and not can_go_on:
            self._there.setFocus()
        self._on_way.setVisible(can_go_on)
        self._pause.setText(" " + self.tr("Tải tiếp"))
        done = self._state.text().split(" · ")[0]
        self._state.setText(done + " · " + self.tr("đang dừng"))

    def _show_begun(self, begun: Any) -> None:
        """What was left half done can go on."""
        from inference.models.download import gigabytes

        total = f" / {gigabytes(begun.total)}" if begun.total else ""
        self._bar.setValue(round(1000 * begun.done / max(1, begun.total)))
        self._state.setText(f"{begun.label}: {gigabytes(begun.done)}{total}")
        self._pause.show()
        self._stopped(True)

    def _fetched(self, kept: Any) -> None:
        if self._pause.hasFocus():
            self._here.setFocus()
        self._on_way.hide()
        for row in range(self._here.count()):
            if self._here.item(row).data(VALUE) == kept.id:
                self._here.setCurrentRow(row)

    # Doing

    def _use(self) -> None:
        from app.model_offers import to_use

        id = self._here.currentItem().data(VALUE)
        self._work.change(lambda shelf: to_use(shelf, id) if id else ("", ""), lambda files: self.use.emit(*files))

    def _ask_measure(self) -> None:
        id = self._here.currentItem().data(VALUE)
        label = self._work.shelf.by_id(id).label if id else self._embedded
        self._work.change(lambda shelf: str(shelf.path(id)) if id else "", lambda path: self.measure_asked.emit(path, label))

    def _fetch(self) -> None:
        if not self._fetch_button.isEnabled():
            return
        offer = self._there.currentItem().data(VALUE)
        if offer.fit.kind == "khong_vua" and not self._sure(offer):
            return
        self._bar.setValue(0)
        self._asking(offer.label)
        self._work.fetch(offer)

    def _asking(self, label: str) -> None:
        self._state.setText(f"{label}: " + self.tr("đang hỏi kho…"))
        self._pause.setText(" " + self.tr("Tạm dừng"))
        self._pause.show()
        self._on_way.show()
        self._pause.setFocus()  # the button that was pressed can not be for now

    def _sure(self, offer: Any) -> bool:
        asked = self.tr("“{ten}” không vừa máy này: {ly_do}. Vẫn tải?").format(ten=offer.label, ly_do=offer.fit.sentence)
        return QMessageBox.question(self, self.tr("Tải mô hình"), asked) == QMessageBox.StandardButton.Yes

    def _look_up(self) -> None:
        if not self._link.text().strip():
            self._work.show_catalogue()
        else:
            self._whose.setText(self.tr("Đang hỏi kho…"))
            self._work.look_up(self._link.text())

    def _pause_or_go_on(self) -> None:
        if self._work.busy:
            self._state.setText(self._state.text().split(" · ")[0] + " · " + self.tr("đang dừng…"))
            self._work.pause()
        else:
            self._asking(self._work.doing)
            self._work.resume()

    def _give_up(self) -> None:
        if not self._work.busy:
            self._on_way.hide()
        self._work.cancel()

    def _pick(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Thêm mô hình"), str(Path.home()), self.tr("Mô hình GGUF (*.gguf)"))
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """A copy in the models folder, or the file where it lies."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Thêm mô hình"), self.tr("Chép “{ten}” vào thư mục mô hình, hay dùng ngay chỗ nó đang nằm?").format(ten=path.name), parent=self)
        copy = box.addButton(self.tr("Chép vào thư mục"), QMessageBox.ButtonRole.AcceptRole)
        link = box.addButton(self.tr("Dùng tại chỗ"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(self.tr("Thôi"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() in (copy, link):
            self._work.add(path, link=box.clickedButton() is link)

    def _rename(self) -> None:
        kept = self._work.shelf.by_id(self._here.currentItem().data(VALUE))
        name, sure = QInputDialog.getText(self, self.tr("Đổi tên mô hình"), self.tr("Tên mới:"), text=kept.label)
        if sure and name.strip():
            self._work.change(lambda shelf: shelf.rename(kept.id, name))

    def _annotate(self) -> None:
        kept = self._work.shelf.by_id(self._here.currentItem().data(VALUE))
        note, sure = QInputDialog.getText(self, self.tr("Ghi chú"), self.tr("Ghi chú cho “{ten}”:").format(ten=kept.label), text=kept.note)
        if sure:
            self._work.change(lambda shelf: shelf.note(kept.id, note))

    def _throw_away(self) -> None:
        kept = self._work.shelf.by_id(self._here.currentItem().data(VALUE))
        used = bool(set(self._used) & set(map(str, self._work.shelf.paths(kept))))

        def gone(_kept: Any) -> None:
            self._used_before[kept.id] = self._used if used else ()
            self.thrown.emit(kept.id, kept.label)
            if used:
                self.use.emit("", "")

        self._work.change(lambda shelf: shelf.throw_away(kept.id), gone)

    def take_back(self, id: str) -> None:
        """Undo of throwing away; what wrote then writes again."""
        model, adapter = (*self._used_before.pop(id, ()), "", "")[:2]
        self._work.change(lambda shelf: shelf.take_back(id), lambda _kept: self.use.emit(model, adapter) if model else None)

    # Files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        if self._dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        if path := self._dropped(event.mimeData()):
            event.acceptProposedAction()
            self.take(path)

    @staticmethod
    def _dropped(mime: QMimeData) -> Path | None:
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return next((file for file in files if file.suffix.lower() == ".gguf"), None)
