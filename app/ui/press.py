"""What stands between a print job and the printer: the desktop's own dialog, two sides by machine or by hand, faults."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.cards.print_sheets import Sides
from app.errors import UserError

Job = Callable[[QPrinter, Sides, slice], None]  # the slice: which pages
AskPrinter = Callable[[QPrinter, QWidget, Callable[[QPrinter], None]], None]
TURNING = {"long": QPrinter.DuplexMode.DuplexLongSide, "short": QPrinter.DuplexMode.DuplexShortSide}
BY_HAND = "tay"  # the person turns the paper over; about its long edge, as a page is turned


def ask_printer(printer: QPrinter, parent: QWidget, then: Callable[[QPrinter], None]) -> None:
    """The desktop's own dialog: which printer, which tray; then(printer) when the person goes on."""
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: then(printer))  # and so the printer lives as long as the dialog, which needs it
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # the overload of its own wants a slot in C++


class Press(QObject):
    """busy(True) until a job is sent; half_done() when the paper waits to be turned over; failed(fault) of anything."""

    busy = Signal(bool)
    half_done = Signal()
    failed = Signal(object)

    def __init__(
        self, bridge: Any, printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames,
        ask: AskPrinter = ask_printer, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """printers: names of those at hand; ask: how one of them is chosen."""
        super().__init__(parent)
        self._bridge, self._printers, self._ask = bridge, printers, ask
        self._second: Callable[[], None] | None = None
        self._running: object = None

    def print(
        self, job: Job, prepare: Callable[[], object], turning: str, done: Callable[[], None], parent: QWidget
    ) -> None:
        """A printer from the desktop's dialog, then the job on it; prepare() runs on a thread before.

        turning: "" for one side, "long", "short", or BY_HAND: then the fronts now, the backs at print_backs().
        """
        self._second = None
        if not self._printers():
            what = self.tr("Chưa thấy máy in nào trên máy này.")
            self.failed.emit(UserError(what, self.tr("Hãy lưu PDF rồi in ở nơi khác hoặc mang ra tiệm in.")))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Thiệp Lời Hay"))
        printer.setDuplex(TURNING.get(turning, QPrinter.DuplexMode.DuplexNone))

        def chosen(printer: QPrinter) -> None:
            printer.setDuplex(TURNING.get(turning, QPrinter.DuplexMode.DuplexNone))  # whatever that dialog made of it
            self.busy.emit(True)
            self._prepare(prepare, lambda: self._begin(printer, job, turning, done))

        self._ask(printer, parent, chosen)

    @property
    def waits(self) -> bool:
        """Whether the backs of a job are still to be printed."""
        return self._second is not None

    def print_backs(self) -> None:
        """The other sides, once the paper is turned over."""
        if second := self._second:
            self._second = None
            second()

    def forget(self) -> None:
        """What is not yet on its way to the printer is not wanted any more."""
        self._second = self._running = None

    def _prepare(self, prepare: Callable[[], object], then: Callable[[], None]) -> None:
        """then() once everything is painted, unless it was given up: the dialog may be gone."""
        token = self._running = object()

        def painted(_made: object) -> None:
            if self._running is token:
                then()

        def failed(fault: Exception) -> None:
            if self._running is token:
                self._fail(fault)

        self._bridge.run(prepare, painted, failed)

    def _begin(self, printer: QPrinter, job: Job, turning: str, done: Callable[[], None]) -> None:
        if turning != BY_HAND:
            self._send(printer, job, "both", done)
            return

        def turn_over() -> None:
            self._second = lambda: self._send(printer, job, "back", done)
            self.half_done.emit()

        self._send(printer, job, "front", turn_over)

    def _send(self, printer: QPrinter, job: Job, sides: Sides, then: Callable[[], None]) -> None:
        try:
            job(printer, sides, _pages(printer))
        except UserError as fault:
            self._fail(fault)
            return
        self.busy.emit(False)
        then()

    def _fail(self, fault: Exception) -> None:
        self.busy.emit(False)
        self.failed.emit(fault)


def _pages(printer: QPrinter) -> slice:
    """The pages chosen in the desktop's dialog; Qt leaves it to the program to keep to them."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return slice(None)
    return slice(printer.fromPage() - 1, printer.toPage())
