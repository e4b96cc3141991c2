"""One window for one data folder: a second start brings the first window forward instead of writing over its work."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = ".loihay.lock"  # no name that deleting everything would match: it is held meanwhile
ANSWER_MS = 1000


class Alone(QObject):
    """Holds the folder's lock as long as it lives; asked is emitted when the program is started again."""

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(home / LOCK))
        self._lock.setStaleLockTime(0)  # only the death of its owner frees it, not age
        self._name = f"loihay-{sha256(str(home.resolve()).encode()).hexdigest()[:16]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def first(self) -> bool:
        """Whether no other window has the folder; also where no lock can be written, as on a read-only disk."""
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._name)  # left behind by one that was killed
            self._server.listen(self._name)
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def show_other(self) -> bool:
        """Ask the window that has the folder to come forward; False if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(ANSWER_MS)
        socket.abort()
        return reached

    def _answer(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.deleteLater()
        self.asked.emit()

    def close(self) -> None:
        """Let the next start be the first again."""
        self._server.close()
        self._lock.unlock()
