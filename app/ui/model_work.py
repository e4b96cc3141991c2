"""The work behind the models page, on threads: what is here, what this machine can do, what the hub has, downloads."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from inference.errors import InferenceError

BUSY = InferenceError("Đang tải hay chép một mô hình khác.", "Hãy đợi việc ấy xong, hoặc tạm dừng nó.")


class ModelWork(QObject):
    """One download or copy at a time. Signals come on the window's thread."""

    shelf_read = Signal()
    offers_ready = Signal(list, str)  # Offers, and whose they are: "" the catalogue's, else a repository
    progressed = Signal(object)  # Progress
    fetched = Signal(object)  # Kept
    stopped = Signal(bool)  # whether it can go on
    moved = Signal()  # the models folder
    waits = Signal(object)  # a Begun of another day
    busy_changed = Signal(bool)
    failed = Signal(object)  # InferenceError

    def __init__(self, outside: Any, bridge: Any, catalogue: Path, own: Path, folder: Path, embedded: Path, log: Path) -> None:
        """outside: hub() and network; catalogue, own: the shipped list and the person's; embedded: what is measured with."""
        super().__init__()
        self._outside, self._bridge = outside, bridge
        self._catalogue, self._own, self._folder, self._embedded, self._log = catalogue, own, folder, embedded, log
        self.shelf: Any = None
        self.machine: Any = None
        self.measured: Any = None
        self._download: Any = None
        self._last: Any = None  # the offer that can go on
        self._places: set[Path] = set()  # the folders that it is fetched into
        self._found: Any = None  # the repository that is shown in place of the catalogue
        self._later: list[Callable[[], None]] = []  # what waits for the shelf
        self.doing = ""  # what is on its way, for a person
        self.measuring = False
        self._turn = 0
        self._stop = Event()
        self._looked = False

    @property
    def busy(self) -> bool:
        return self._download is not None

    @property
    def can_pause(self) -> bool:
        """A download can go on later; a copy can not."""
        return self._last is not None

    def look(self) -> None:
        """The page is shown: read the folder and the machine, measure once, then say what suits."""
        if self._looked:
            return
        self._looked = True
        folder = self._folder

        def read() -> Any:
            from inference.models.fit import read_machine
            from inference.models.shelf import Shelf

            shelf = Shelf(folder)
            shelf.empty_trash()
            return shelf, read_machine(folder)

        def failed(fault: Exception) -> None:
            self._looked = False  # the next visit tries again
            self._fault(fault)

        self._bridge.run(read, self._read, failed)

    def _read(self, found: tuple[Any, Any]) -> None:
        self.shelf, self.machine = found
        self.shelf_read.emit()
        self.measuring = True
        self.show_catalogue()
        self._tell_begun()
        for work in self._later:
            work()
        embedded, log = self._embedded, self._log

        def measure() -> Any:
            from inference.models.fit import measure

            return measure(embedded, log)

        self._bridge.run(measure, self._have_measured, self._not_measured)

    def _have_measured(self, measured: Any) -> None:
        self.measured, self.measuring = measured, False
        self._show_found() if self._found else self.show_catalogue()

    def _not_measured(self, fault: Exception) -> None:
        self._have_measured(None)
        self._fault(fault)

    def show_catalogue(self) -> None:
        """What suits this machine, of all that are known."""
        self._found = None
        self._turn = turn = self._turn + 1
        shipped, own, machine, measured = self._catalogue, self._own, self.machine, self.measured

        def read() -> Any:
            from app.model_offers import offers
            from inference.models.catalogue import load

            try:
                entries = load(shipped, own if own.exists() else None).entries
            except InferenceError as fault:
                return offers(load(shipped).entries, machine, measured), fault
            return offers(entries, machine, measured), None

        def show(found: tuple[list[Any], Any]) -> None:
            if not self._found and turn == self._turn:  # threads may end in another order than they began
                self.offers_ready.emit(found[0], "")
            if found[1]:
                self.failed.emit(found[1])

        self._run(read, show)

    def look_up(self, text: str) -> None:
        """Ask the hub what a repository or a link has."""
        outside = self._outside

        def ask() -> Any:
            from inference.models.hub import asked

            wanted = asked(text)
            found = outside.hub().look_up(wanted.repository, wanted.revision)
            if not found.weights:
                raise InferenceError(f"Kho “{found.id}” không có tệp GGUF nào.", "Hãy tìm kho có chữ GGUF trong tên.")
            return wanted, found

        def show(found: Any) -> None:
            self._found = found
            self._show_found()

        self._run(ask, show)

    def _show_found(self) -> None:
        from app.model_offers import offers_of

        wanted, found = self._found
        made = offers_of(found, self.machine, self.measured)
        named = [o for o in made if wanted.quantization in ("", o.quantization) and wanted.file in ("", *(file.name for file in o.weights.files))]
        self.offers_ready.emit(named or made, found.id)

    # Fetching

    def fetch(self, offer: Any) -> None:
        """Download an offer into the models folder; what was fetched of it before is gone on with."""
        if self.busy:
            return
        self._begin(offer, offer.label)
        outside, shelf, post = self._outside, self.shelf, self._bridge.post

        def tell(progress: Any) -> None:
            post(lambda: self.progressed.emit(progress))

        def work() -> Any:
            from app.model_offers import chosen
            from inference.models.download import Download

            hub = outside.hub()
            repository = hub.look_up(offer.repository, offer.revision)
            weights = chosen(offer, repository)
            if weights is None:
                raise InferenceError(f"Kho “{offer.repository}” không còn tệp {offer.quantization} này.", "Hãy dán tên kho để xem nó có gì.")
            name = Path(weights.files[0].name).stem
            self._places.add(shelf.place(name))
            download = Download(hub, repository, weights, shelf.place(name), tell, label=offer.label)
            self._download = download
            if self._stop.is_set():
                download.stop()
            files = download.run()
            hashes = [file.sha256 for file in weights.files]
            try:
                return shelf.register(files, label=offer.label, repository=repository.id, commit=repository.commit, sha256=hashes)
            except InferenceError:
                shelf.refresh()  # a file that can not be used is shown with the reason, to be deleted
                raise

        self._bridge.run(work, self._fetched, self._not_fetched)

    def _begin(self, offer: Any, doing: str) -> None:
        """Something is on its way. offer: None for what can not be paused."""
        self._stop.clear()
        if offer is not self._last:
            self._places.clear()
        self._last, self._download, self.doing = offer, True, doing
        self.busy_changed.emit(True)

    def pause(self) -> None:
        """Stop; what came is kept."""
        self._stop.set()
        if hasattr(self._download, "stop"):
            self._download.stop()

    def resume(self) -> None:
        """Go on with what was stopped last."""
        if self._last and not self.busy:
            self.fetch(self._last)

    def cancel(self) -> None:
        """Stop, and delete what came."""
        self._last = None
        if self.busy:
            self.pause()
        else:
            self._discard()

    def _discard(self) -> None:
        for begun in self._begun():
            if begun.folder in self._places:
                begun.discard({path for kept in self.shelf.models for path in self.shelf.paths(kept)})
        self._tell_begun()

    def _begun(self) -> Any:
        from inference.models.begun import begun_in

        return begun_in(self.shelf.folder)

    def _tell_begun(self) -> None:
        """What was left half done another day can go on."""
        found = self._begun()
        if found and not self.busy:
            from app.model_offers import again

            self._last, self._places, self.doing = again(found[0]), {found[0].folder}, found[0].label
            self.waits.emit(found[0])

    def _fetched(self, kept: Any) -> None:
        self._download = self._last = None
        self.busy_changed.emit(False)
        self.shelf_read.emit()
        self.fetched.emit(kept)
        self._tell_begun()

    def _not_fetched(self, fault: Exception) -> None:
        from inference.models.download import Stopped

        self._download = None
        self.busy_changed.emit(False)
        paused = isinstance(fault, Stopped)
        here = self._last is not None and (paused or any(begun.folder in self._places for begun in self._begun()))
        self.stopped.emit(here)
        self.shelf_read.emit()
        if not here:
            self._discard()
        if not paused:
            self._fault(fault)

    # Files from here

    def add(self, path: Path, *, link: bool) -> None:
        """Take in a file of the person's own: a copy, or where it lies."""
        if self.shelf is None:
            self._later.append(lambda: self.add(path, link=link))
            self.look()
            return
        if self.busy:
            self.failed.emit(BUSY)
            return
        self._begin(None, path.name)
        shelf, stop, post = self.shelf, self._stop, self._bridge.post

        def tell(progress: Any) -> None:
            post(lambda: self.progressed.emit(progress))

        self._bridge.run(lambda: shelf.add(path, link=link, tell=tell, stop=stop), self._fetched, self._not_fetched)

    def move(self, folder: Path, switch: Callable[[Path], None]) -> None:
        """The whole models folder elsewhere; switch (on a thread) remembers the new place."""
        if self.busy or self.shelf is None:
            self.failed.emit(BUSY)
            return
        self._begin(None, folder.name)
        shelf, stop, post = self.shelf, self._stop, self._bridge.post

        def tell(progress: Any) -> None:
            post(lambda: self.progressed.emit(progress))

        self._bridge.run(lambda: shelf.move_to(folder, switch=switch, tell=tell, stop=stop), self._moved, self._not_fetched)

    def _moved(self, _none: Any) -> None:
        self._download = None
        self.busy_changed.emit(False)
        self.stopped.emit(False)
        self.shelf_read.emit()
        self.moved.emit()
        self._tell_begun()

    def change(self, work: Callable[[Any], Any], done: Callable[[Any], None] = lambda _none: None) -> None:
        """A change of the shelf (rename, note, throw away, take back), then the list anew."""
        shelf = self.shelf

        def over(result: Any) -> None:
            self.shelf_read.emit()
            done(result)

        self._run(lambda: work(shelf), over)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._bridge.run(work, done, self._fault)

    def _fault(self, fault: Exception) -> None:
        if not isinstance(fault, InferenceError):
            raise fault
        self.failed.emit(fault)
