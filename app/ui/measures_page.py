"""Measures of each model on this machine, as bars beside the published numbers; measuring runs in a process of its own."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QProcessEnvironment, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

LINE, BAR, GAP, TITLE = 30, 12, 18, 30  # pixels
GREETINGS = "40"  # requests of a quick measure


@dataclass(frozen=True)
class Bar:
    """One bar. hollow: what others have published, not measured here."""

    label: str
    value: float
    said: str
    hollow: bool = False


class Bars(QWidget):
    """Sections of bars under their titles; each section has a scale of its own."""

    def __init__(self, accent: str, muted: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accent, self._muted = QColor(accent), QColor(muted)
        self._sections: list[tuple[str, Sequence[Bar], float]] = []
        self.setAccessibleName(self.tr("Biểu đồ các số đo"))

    def show_sections(self, sections: Sequence[tuple[str, Sequence[Bar], float]]) -> None:
        """Title, bars, and what a full bar stands for (0: the longest)."""
        self._sections = [section for section in sections if section[1]]
        said = [f"{title}: " + "; ".join(f"{bar.label} {bar.said}" for bar in bars) for title, bars, _ in self._sections]
        self.setAccessibleDescription("\n".join(said))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(520, sum(TITLE + LINE * len(bars) + GAP for _, bars, _ in self._sections) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Name, bar, number, a line each."""
        name, number, y = self.width() * 0.34, 96, 0.0
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            for title, bars, full in self._sections:
                font = self.font()
                font.setBold(True)
                p.setFont(font)
                p.setPen(self.palette().windowText().color())
                p.drawText(QRectF(0, y, self.width(), TITLE), Qt.AlignmentFlag.AlignVCenter, title)
                p.setFont(self.font())
                y += TITLE
                most = full or max(bar.value for bar in bars) or 1
                for bar in bars:
                    self._bar(p, bar, QRectF(0, y, self.width(), LINE), name, number, most)
                    y += LINE
                y += GAP

    def _bar(self, p: QPainter, bar: Bar, row: QRectF, name: float, number: float, most: float) -> None:
        p.setPen(self._muted if bar.hollow else self.palette().windowText().color())
        label = p.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, round(name - 12))
        p.drawText(QRectF(0, row.y(), name, row.height()), Qt.AlignmentFlag.AlignVCenter, label)
        room = row.width() - name - number
        rect = QRectF(name, row.center().y() - BAR / 2, max(3.0, room * bar.value / most), BAR)
        p.setPen(self._muted if bar.hollow else Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush if bar.hollow else self._accent)
        p.drawRoundedRect(rect, BAR / 2, BAR / 2)
        p.setPen(self._muted if bar.hollow else self.palette().windowText().color())
        p.drawText(QRectF(rect.right() + 8, row.y(), number, row.height()), Qt.AlignmentFlag.AlignVCenter, bar.said)


class MeasuresDialog(QDialog):
    """rows(): what was measured; entries(): the catalogue, for what others published; measured: something new is there."""

    measured = Signal()

    def __init__(
        self, model: str, called: str, rows: Callable[[], Sequence[Any]], entries: Callable[[], Sequence[Any]], home: str,
        bars: Bars, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """model: the path of the file to measure, "" the shipped one; called: its name; home: the data folder."""
        super().__init__(parent)
        self._model, self._rows, self._entries, self._home, self._bars = model, rows, entries, home, bars
        self._process: QProcess | None = None
        self.setWindowTitle(self.tr("Đo mô hình"))
        self.resize(720, 560)
        about = QLabel(
            self.tr("Đo “{ten}” ngay trên máy này. VMLU cần bộ đề chính thức, tải ở vmlu.ai. Vạch rỗng là kết quả do người khác công bố.").format(ten=called),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        area = QScrollArea(widgetResizable=True)
        bars.setProperty("role", "clear")
        area.setWidget(bars)
        self._state = QLabel(wordWrap=True)
        self._state.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._buttons = []
        for label, options in (
            (self.tr("Đo tốc độ"), ["--speed"]),
            (self.tr("Đo lời chúc"), ["--greetings", GREETINGS]),
            (self.tr("Đo VMLU…"), []),
        ):
            button = QPushButton(label)
            button.clicked.connect(lambda _on=False, options=options: self._begin(options))
            self._buttons.append(button)
            buttons.addWidget(button)
        self._stop = QPushButton(self.tr("Dừng"), enabled=False)
        self._stop.clicked.connect(self.stop)
        buttons.addWidget(self._stop)
        buttons.addStretch(1)
        close = QPushButton(self.tr("Đóng"))
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (about, area, self._state):
            column.addWidget(widget)
        column.setStretch(1, 1)
        column.addLayout(buttons)
        self.refresh()

    def refresh(self) -> None:
        """The bars as the results are now."""
        rows, entries = self._rows(), self._entries()
        vmlu = [Bar(row.model, row.vmlu, _number(row.vmlu)) for row in rows if row.vmlu is not None]
        vmlu += [Bar(each.label, each.vmlu.score, _number(each.vmlu.score), hollow=True) for each in entries if each.vmlu]
        clean = [Bar(row.model, 100 * row.greetings, f"{_number(100 * row.greetings)} %") for row in rows if row.greetings is not None]
        speed = [Bar(row.model, row.decode_speed, _number(row.decode_speed)) for row in rows if row.decode_speed]
        first = [Bar(row.model, row.first_token_ms, f"{_number(row.first_token_ms)} ms") for row in rows if row.first_token_ms]
        self._bars.show_sections(
            [
                (self.tr("VMLU (%)"), vmlu, 100), (self.tr("Lời chúc không lỗi (%)"), clean, 100),
                (self.tr("Viết (token mỗi giây)"), speed, 0), (self.tr("Chờ chữ đầu"), first, 0),
            ]  # fmt: skip
        )
        if not rows:
            self._state.setText(self.tr("Chưa đo gì trên máy này."))

    def _begin(self, options: list[str]) -> None:
        if not options:
            folder = QFileDialog.getExistingDirectory(self, self.tr("Thư mục bộ đề VMLU (các tệp .jsonl)"), str(Path.home()))
            if not folder:
                return
            options = ["--vmlu", folder]
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LOIHAY_HOME", self._home)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardError.connect(self._heard)
        self._process.finished.connect(self._over)
        self._process.errorOccurred.connect(self._not_begun)
        self._stopped = False
        model = ["--model", self._model] if self._model else []
        self._show(running=True)
        self._state.setText(self.tr("Đang đo…"))
        self._process.start(sys.executable, ["-m", "app", "evaluate", *options, *model])

    def _heard(self) -> None:
        assert self._process
        lines = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        if lines:
            self._state.setText(lines[-1])

    def _over(self, code: int) -> None:
        self._show(running=False)
        self._process = None
        if code == 0:
            self._state.setText(self.tr("Đã đo xong."))
            self.measured.emit()
        elif self._stopped:
            self._state.setText(self.tr("Đã dừng."))
        self.refresh()

    def _not_begun(self, fault: QProcess.ProcessError) -> None:
        if fault == QProcess.ProcessError.FailedToStart:
            self._over(1)
            self._state.setText(self.tr("Không mở được chương trình đo."))

    def _show(self, *, running: bool) -> None:
        for button in self._buttons:
            button.setEnabled(not running)
        self._stop.setEnabled(running)

    def stop(self) -> None:
        """End the measuring; VMLU goes on there another time."""
        if self._process:
            self._stopped = True
            self._process.terminate()

    def done(self, code: int) -> None:
        """A dialog that is closed measures no more."""
        if self._process:
            self._process.finished.disconnect(self._over)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = None
        super().done(code)


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") if value < 100 else f"{value:,.0f}".replace(",", ".")
