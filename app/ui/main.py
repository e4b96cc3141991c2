"""The composition root: starts Qt, reads settings, opens the store, shows the window, then starts the model behind it."""

import logging
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from app.cards.pictures import Pictures, named_in
from app.errors import UserError
from app.knowledge import load_knowledge
from app.outside import Outside
from app.paths import assets_dir, embedded_model
from app.settings import Server, Settings, load_settings, save_settings
from app.store import Store, open_store
from app.store.my_cards import MyCards
from app.store.used import Used
from app.ui.alone import Alone
from app.ui.bridge import Bridge
from app.ui.catalogue import load_catalogue
from app.ui.engine import Engine
from app.ui.logs import Logs
from app.ui.theme import colours_for, dress

log = logging.getLogger("app.ui")
FAMILY = "Be Vietnam Pro"
LARGE_CONTEXT = 4096  # tokens: instruction models are told rules and examples, and write letters
FACES = ("400Regular", "500Medium", "600SemiBold", "700Bold", "400Regular_Italic")
STATE = ("loihay*", "settings*", "models", "logs", "cache", "pictures", ".*.part")


def run(model: Path | None, home: Path) -> int:
    """Open the window and stay until it is closed; model overrides the settings' model file."""
    logs = Logs(home)
    logs.start()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    alone = Alone(home)
    if not alone.first() and alone.show_other():
        print("Lời Hay đang mở sẵn: cửa sổ ấy đã được gọi lên.", file=sys.stderr)
        code = 0
    else:
        program = Program(app, home, model, logs)
        alone.asked.connect(program.come_forward)
        program.open()
        code = app.exec()
        program.close()
    alone.close()
    logs.stop()
    return code


def delete_state(home: Path) -> list[Path]:
    """Delete everything that the program keeps in its folder, and nothing else there; returns what could not be."""
    left = []
    for item in (found for pattern in STATE for found in home.glob(pattern)):
        try:
            shutil.rmtree(item) if item.is_dir() and not item.is_symlink() else item.unlink()
        except OSError:
            log.exception("cannot delete %s", item)
            left.append(item)
    return left


def _cannot_tidy(fault: Exception) -> None:
    log.error("pictures", exc_info=fault)


def _seen(settings: Settings) -> Settings:
    """What of the settings a window is made from."""
    unseen = {"adapter": "", "export_folder": "", "models_folder": "", "model": "", "hub": "", "offline": False, "server": Server()}
    return replace(settings, profile=replace(settings.profile, asked=True), **unseen)


class Program(QObject):
    """Holds what outlives a window: settings, store, model; makes the window again when its language or look changes."""

    def __init__(
        self, app: QApplication, home: Path, model: Path | None = None, logs: Logs | None = None
    ) -> None:
        super().__init__()
        self.embedded_name = "Mầm"
        self._app, self.home, self._given_model, self._logs = app, home, model, logs
        self.assets = assets_dir()
        self._notes: list[dict[str, Any]] = []  # what to say once the window is there
        self.settings = self._read_settings()
        self.store = self._open_store()
        self.my_cards = MyCards(self.store) if self.store else None
        self.pictures = Pictures(home / "pictures")
        self.used = Used(self.store)
        self.outside = Outside(home, lambda: self.settings)
        self.bridge = Bridge(self)
        self.engine = Engine(self._make_server, self.bridge, self)
        self._catalogue: Any = None
        self.window: Any = None
        for face in FACES:
            QFontDatabase.addApplicationFont(str(self.assets / "fonts" / "be-vietnam-pro" / f"BeVietnamPro_{face}.ttf"))
        app.setApplicationName("Lời Hay")
        app.setWindowIcon(QIcon(str(self.assets / "icons" / "feather.svg")))
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        sys.excepthook = self._unexpected

    @cached_property
    def knowledge(self) -> Any:
        """The tables of assets/*.toml."""
        return load_knowledge(self.assets)

    @cached_property
    def writing_desk(self) -> Any:
        """Prompts and library for compose(); read on the first writing thread."""
        from app.writing.compose import Desk
        from app.writing.library import Library
        from app.writing.prompt import load_prompts

        return Desk(self.knowledge, load_prompts(), Library.load(self.assets / "library"))

    @cached_property
    def shelf(self) -> Any:
        """The library to leaf through."""
        from app.writing.shelf import Shelf

        return Shelf(self.writing_desk.library, self.knowledge)

    def open(self) -> None:
        """Dress the program, show a window, and start the model once it is on the screen."""
        from app.ui.window import open_window

        self._speak()
        colours = colours_for(self.settings.theme)
        size = self.settings.text_size
        dress(self._app, colours, family=FAMILY, text_size=size, icons=self.assets / "icons")
        self.window = open_window(self, colours)
        self._tell()
        if self.engine.state == "off":
            QTimer.singleShot(0, self.start_model)
            QTimer.singleShot(0, self._tidy)

    def _tell(self) -> None:
        """Say what could not be said while there was no window."""
        for note in self._notes:
            self.window.notice.show_notice(**note)
        self._notes.clear()

    def _tidy(self) -> None:
        """What nobody needs any more goes: cards thrown away long ago, pictures that nothing shows. While a broken store
        lies aside, nobody knows what it shows: then every picture stays."""
        if not self.store or not self.my_cards or any(self.home.glob("loihay.hong-*")):
            return
        try:
            self.my_cards.clear_out()
        except UserError:
            log.exception("cards thrown away")
        pictures, bodies = self.pictures, [*self.store.bodies(), self.window.cards.design.as_dict()]
        self.bridge.run(lambda: pictures.sweep(named_in(bodies)), lambda gone: log.info("%d pictures swept", gone), _cannot_tidy)

    def come_forward(self) -> None:
        """The program was started again: here it is."""
        frame = self.window.frame
        frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)
        frame.raise_()
        frame.activateWindow()

    def reopen(self) -> None:
        """The same work in a new window."""
        former = self.window
        former.save()
        unfinished = former.unfinished()
        self.open()
        self.window.begin_again(unfinished)
        self.window.frame.setGeometry(former.frame.geometry())
        former.drop()

    def close(self) -> None:
        """Let go of everything, threads and the model's process included."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._scheme_changed)
        self._app.removeTranslator(self._catalogue)
        self.window.drop()
        self.bridge.close()
        self.engine.stop()
        if self.store:
            self.store.close()

    def start_model(self) -> None:
        """Start the model that the settings (or the command line) name."""
        own = self._given_model or (Path(self.settings.model) if self.settings.model else None)
        self.engine.start(own or embedded_model())

    def model_work(self) -> Any:
        """What fetches and keeps models, for one window."""
        from app.ui.model_work import ModelWork

        folder = Path(self.settings.models_folder) if self.settings.models_folder else self.home / "models"
        log = (self._logs.folder if self._logs else self.home / "logs") / "measure.log"
        own = self.home / "models.toml"
        return ModelWork(self.outside, self.bridge, self.assets / "models.toml", own, folder, embedded_model(), log)

    def compose(self, brief: Any, n: int, cancel: Event) -> Iterable[Any]:
        """Write on the present thread; see app.writing.compose. Without a model there is still the library."""
        from app.writing.compose import compose, from_library
        from app.writing.writers import with_fallback

        desk = replace(self.writing_desk, used=self.used.of(brief))

        def write(client: Any) -> Any:
            return compose(brief, client, desk, n=n, cancel=cancel) if client else from_library(brief, desk, n=n)

        return with_fallback(write, self.outside.writer(), self.engine.client, self.outside.server_host)

    def check(self, text: str, brief: Any) -> tuple[Any, ...]:
        """What the checker says of an edited text."""
        from app.writing.check import check
        from app.writing.note_table import note_table
        from app.writing.notes import settled

        return check(text, settled(brief, note_table()) if brief.details else brief, self.knowledge)

    def called(self, model: str) -> str:
        """The embedded model by its proper name, any other by its own."""
        from app.writing.compose import is_mam

        return self.embedded_name if is_mam(model) else model

    def beyond(self, brief: Any) -> str:
        """Why the present model can not be expected to do this, or ""."""
        from app.writing.compose import beyond

        found = None if self.outside.server_host else beyond(brief, self.engine.name)
        return found.reason if found else ""

    def unfollowed(self, brief: Any) -> str:
        """Why the words come in another tone than the one chosen, or ""."""
        from app.writing.unfollowed import unfollowed_tone

        return unfollowed_tone(brief, self.knowledge)

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings and let them work at once."""
        former, self.settings = self.settings, settings
        try:
            save_settings(settings, self.home / "settings.toml")
        except UserError as fault:
            self._notes.append({"what": fault.what, "hint": fault.hint})
        if (settings.model, settings.adapter) != (former.model, former.adapter):
            self._given_model = None
            self.start_model()
        if _seen(settings) != _seen(former):
            self.window.follow_profile(former.profile, settings.profile)
            self.reopen()
        else:
            self._tell()
            self.window.show_where_words_go()

    def use_embedded(self) -> None:
        """Back to the shipped model."""
        self._given_model = None
        if self.settings.model:
            self.change_settings(self.settings.with_(model="", adapter=""))
        else:
            self.start_model()

    def keep_export_folder(self, folder: str) -> None:
        """Remember where cards are saved."""
        self.change_settings(self.settings.with_(export_folder=folder))

    def erase(self) -> None:
        """Delete everything in the data folder and begin anew."""
        self.engine.stop()
        if self.store:
            self.store.close()
        if self._logs:
            self._logs.stop()
        left = delete_state(self.home)
        if self._logs:
            self._logs.start()
        self.settings, self.store = Settings(), self._open_store()
        self.my_cards, self.pictures = MyCards(self.store) if self.store else None, Pictures(self.home / "pictures")
        self.used = Used(self.store)
        self.engine.state = "off"
        former = self.window
        self._notes.append({"what": self.tr("Đã xóa tất cả dữ liệu."), "kind": "info"})
        self._notes += [{"what": self.tr("Chưa xóa được {name}.").format(name=path)} for path in left]
        self.open()
        self.window.frame.setGeometry(former.frame.geometry())
        former.drop()

    def _speak(self) -> None:
        if self._catalogue:
            self._app.removeTranslator(self._catalogue)
        self._catalogue = load_catalogue(self.assets / "locale", self.settings.language, self)
        self._app.installTranslator(self._catalogue)

    def _read_settings(self) -> Settings:
        try:
            loaded = load_settings(self.home / "settings.toml")
        except UserError as fault:
            self._notes.append({"what": fault.what, "hint": fault.hint})
            return Settings()
        if loaded.set_aside:
            what = self.tr("Tệp cài đặt bị hỏng nên đã được cất riêng ({name}); đang dùng cài đặt mặc định.")
            self._notes.append({"what": what.format(name=loaded.set_aside.name), "kind": "warn"})
        return loaded.settings

    def _open_store(self) -> Store | None:
        try:
            store = open_store(self.home / "loihay.db")
        except UserError as fault:
            self._notes.append({"what": fault.what, "hint": fault.hint})
            return None
        if store.set_aside:
            what = self.tr("Tệp dữ liệu bị hỏng nên đã được cất riêng ({name}); bắt đầu tệp mới.")
            self._notes.append({"what": what.format(name=store.set_aside.name), "kind": "warn"})
        return store

    def _make_server(self, model: Path, on_exit: Any) -> Any:
        from inference.local import LocalServer

        folder = self._logs.folder if self._logs else self.home / "logs"
        context = None if model == embedded_model() else LARGE_CONTEXT
        own = self.settings.adapter and model == Path(self.settings.model)
        adapter = Path(self.settings.adapter) if own else None
        return LocalServer(model, log=folder / "model.log", context=context, lora=adapter, on_exit=on_exit)

    def _scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.settings.theme == "he_thong" and self.window:
            self.reopen()

    def _unexpected(self, kind: type[BaseException], fault: BaseException, trace: Any) -> None:
        log.critical("unexpected", exc_info=(kind, fault, trace))
        if self.window:
            what = self.tr("Có lỗi ngoài dự tính; việc bạn đang làm vẫn được giữ.")
            self.window.frame.notice.show_notice(what, self.tr("Chi tiết nằm trong nhật ký (thư mục dữ liệu, mục logs)."))


