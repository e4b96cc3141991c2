"""Settings: how it looks, who the person is, which model writes, where the data lie, and how to delete them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.settings import TEXT_SIZES, Settings
from app.viet.text import fold

CONFIRM = "XÓA HẾT"
LEAST_WIDTH = 560


class SettingsDialog(QDialog):
    """changed carries the new Settings on "Lưu"; erase asks for everything to be deleted."""

    changed = Signal(object)
    erase = Signal()
    key_not_kept = Signal()  # it lasts only until the program ends

    def __init__(
        self, settings: Settings, profile_form: Any, server: Any, network: Any, home: Path, embedded: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """server, network: the pages of what leaves this machine; embedded: how the shipped model is called."""
        super().__init__(parent)
        self._settings = settings
        self._profile, self._server, self._network = profile_form, server, network
        server.set_value(settings.server)
        network.set_value(settings.offline, settings.hub)
        self._home = home
        self._embedded = embedded
        self._model_path = settings.model
        self.setWindowTitle(self.tr("Cài đặt"))
        tabs = QTabWidget(usesScrollButtons=False)
        tabs.setAccessibleName(self.tr("Các mục cài đặt"))
        tabs.addTab(self._looks(), self.tr("Giao diện"))
        tabs.addTab(self._who(), self.tr("Bạn là ai?"))
        tabs.addTab(self._model(), self.tr("Mô hình"))
        tabs.addTab(self._data(), self.tr("Dữ liệu"))
        tabs.addTab(server, self.tr("Máy chủ"))
        tabs.addTab(network, self.tr("Mạng"))
        self._tabs = tabs
        cancel = QPushButton(self.tr("Thôi"))
        cancel.clicked.connect(self.reject)
        save = QPushButton(self.tr("Lưu"), default=True)
        save.setProperty("role", "primary")
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(tabs, 1)
        column.addLayout(buttons)

    def open_tab(self, index: int) -> None:
        """Show one of the pages first."""
        self._tabs.setCurrentIndex(index)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """As wide as the names of all its pages, whose letters have their size by now."""
        self.setMinimumWidth(max(LEAST_WIDTH, self._tabs.tabBar().sizeHint().width() + 56))  # the chosen name is bold
        super().showEvent(event)

    def _looks(self) -> QWidget:
        themes = {"he_thong": self.tr("Theo hệ thống"), "sang": self.tr("Sáng"), "toi": self.tr("Tối")}
        self._theme = _combo(themes, self._settings.theme)
        self._language = _combo({"vi": "Tiếng Việt", "en": "English"}, self._settings.language)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(TEXT_SIZES.start // 5, (TEXT_SIZES.stop - 1) // 5)
        self._size.setValue(round(self._settings.text_size / 5))
        percent = QLabel(f"{self._settings.text_size} %")
        percent.setMinimumWidth(percent.fontMetrics().horizontalAdvance("100 %") + 8)
        self._size.valueChanged.connect(lambda value: percent.setText(f"{value * 5} %"))
        size = QWidget()
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._size, 1)
        row.addWidget(percent)
        return _page(
            [
                (self.tr("Nền"), self._theme, self._theme),
                (self.tr("Cỡ chữ"), size, self._size),
                (self.tr("Ngôn ngữ"), self._language, self._language),
            ]
        )

    def _who(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 0, 0)
        self._profile.set_value(self._settings.profile)
        column.addWidget(self._profile)
        column.addStretch(1)
        return page

    def _model(self) -> QWidget:
        page, column = _column()
        self._model_name = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._model_name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about = QLabel(
            self.tr("Mầm đi kèm chương trình, nhỏ và nhanh. Bạn có thể chọn một tệp GGUF lớn hơn trên máy này."),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        choose = QPushButton(self.tr("Chọn mô hình GGUF…"))
        choose.clicked.connect(self._choose_model)
        back = QPushButton(self.tr("Dùng Mầm"))
        back.clicked.connect(lambda: self._show_model(""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(choose)
        row.addWidget(back)
        row.addStretch(1)
        column.addWidget(self._model_name)
        column.addWidget(about)
        column.addLayout(row)
        column.addStretch(1)
        self._show_model(self._model_path)
        return page

    def _data(self) -> QWidget:
        page, column = _column()
        where = QLabel(self.tr("Mọi thứ bạn viết nằm trong thư mục này, trên máy của bạn:"), wordWrap=True)
        folder = QLineEdit(str(self._home), readOnly=True)
        folder.setAccessibleName(self.tr("Thư mục dữ liệu"))
        show = QPushButton(self.tr("Mở thư mục"))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._home))))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(folder, 1)
        row.addWidget(show)
        warning = QLabel(
            self.tr("Xóa tất cả sẽ xóa thiệp, bản nháp, cài đặt và nhật ký; không lấy lại được. Gõ {word} để xác nhận.").format(
                word=CONFIRM
            ),
            wordWrap=True,
        )
        warning.setProperty("role", "error")
        self._confirm = QLineEdit()
        self._confirm.setPlaceholderText(CONFIRM)
        self._confirm.setAccessibleName(self.tr("Gõ {word} để xác nhận").format(word=CONFIRM))
        self._erase = QPushButton(self.tr("Xóa tất cả"), enabled=False)
        self._erase.setProperty("role", "danger")
        self._confirm.textChanged.connect(lambda text: self._erase.setEnabled(_same(text)))
        self._erase.clicked.connect(self._erased)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._confirm, 1)
        last.addWidget(self._erase)
        column.addWidget(where)
        column.addLayout(row)
        column.addSpacing(16)
        column.addWidget(warning)
        column.addLayout(last)
        column.addStretch(1)
        return page

    def _choose_model(self) -> None:
        folder = str(Path(self._model_path).parent if self._model_path else Path.home())
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn mô hình"), folder, self.tr("Mô hình GGUF (*.gguf)")
        )
        if path:
            self._show_model(path)

    def _show_model(self, path: str) -> None:
        self._model_path = path
        self._model_name.setText(self.tr("Đang dùng: {name}").format(name=path or self._embedded))

    def _erased(self) -> None:
        self.reject()
        self.erase.emit()

    def _save(self) -> None:
        if self._server.wrong():
            self._tabs.setCurrentWidget(self._server)
            return
        self.accept()
        if not (self._server.keep() & self._network.keep()):
            self.key_not_kept.emit()
        self.changed.emit(
            self._settings.with_(
                theme=self._theme.currentData(),
                text_size=self._size.value() * 5,
                language=self._language.currentData(),
                model=self._model_path,
                adapter=self._settings.adapter if self._model_path == self._settings.model else "",
                profile=self._profile.value(),
                server=self._server.value(),
                offline=self._network.offline(),
                hub=self._network.hub(),
            )
        )


def _same(typed: str) -> bool:
    """Typed as asked; with or without diacritics, as not every keyboard is set up for them."""
    return fold(typed.strip()) == fold(CONFIRM)


def _combo(choices: Mapping[str, str], value: str) -> QComboBox:
    combo = QComboBox()
    for id, label in choices.items():
        combo.addItem(label, id)
    combo.setCurrentIndex(max(0, combo.findData(value)))
    return combo


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 16, 0, 0)
    column.setSpacing(12)
    return page, column


def _page(rows: list[tuple[str, QWidget, QWidget]]) -> QWidget:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 16, 0, 0)
    form.setVerticalSpacing(12)
    form.setHorizontalSpacing(16)
    for label, shown, focus in rows:
        text = QLabel(label)
        text.setBuddy(focus)
        focus.setAccessibleName(label)
        form.addRow(text, shown)
    return page
