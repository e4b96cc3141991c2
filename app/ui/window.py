"""The window: puts the rooms into its frame and carries what they say to the notice bar, the store and the model."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from app.cards.render import make_renderer
from app.cards.thumbs import Thumbs, titled
from app.outside import HUB_KEY
from app.settings import Profile
from app.ui.building import Kit, build_cards, build_editor, build_letters, build_library
from app.ui.card_shelf import CardShelf
from app.ui.exports import Exports
from app.ui.frame import Frame, Place
from app.ui.icons import Icons
from app.ui.keeping import Keeping
from app.ui.measures_page import Bars, MeasuresDialog
from app.ui.model_work import BUSY
from app.ui.model_rows import NamedRows
from app.ui.models_room import ModelsRoom
from app.ui.my_cards import MyCardsRoom
from app.ui.network_page import NetworkPage
from app.ui.notice import NoticeBar
from app.ui.profile_form import ProfileForm, follow_profile
from app.ui.recipient import Recipient
from app.ui.room import Desk, Room
from app.ui.sayings import Sayings
from app.ui.server_form import ServerForm
from app.ui.settings_dialog import SettingsDialog
from app.ui.standing import Standing
from app.ui.status import StatusLine
from app.ui.taking import Taking
from app.ui.theme import Colours
from app.ui.thumbnails import Thumbnails
from app.ui.welcome import Welcome
from app.viet.text import capitalize

CARDS, EDITOR, MINE, LIBRARY, LETTERS, MODELS = "thiep", "chinh", "cua_toi", "kho", "viet", "mo_hinh"


def open_window(program: Any, colours: Colours) -> "Window":
    """Build, restore and show a window for the program."""
    window = Window(program, colours)
    window.restore()
    window.frame.show()
    if not program.settings.profile.asked:
        window.ask_who()
    return window


class Window(QObject):
    """One open window with its rooms; lives as long as its frame is shown."""

    def __init__(self, program: Any, colours: Colours) -> None:
        super().__init__()
        self._program = program
        self._engine, self._colours = program.engine, colours
        self._colours = colours
        icons = Icons(program.assets / "icons", colours.ink, colours.faint)
        desk = Desk(program.compose, program.check, program.called, program.beyond, program.unfollowed)
        kit = Kit(program.settings, program.knowledge, colours, icons, program.bridge, desk, date.today())
        self.renderer = make_renderer(program.assets, program.pictures)
        self.cards = build_cards(kit, self.renderer)
        self.editor = build_editor(kit, self.cards, self.renderer)
        self.letters = build_letters(kit)
        self.library, found = build_library(kit, self.cards, program)
        occasions = {id: capitalize(self.tr(each.label)) for id, each in program.knowledge.occasions.items()}
        self.mine = MyCardsRoom(program.my_cards, occasions, icons)
        self.model_work = program.model_work()
        self.models = ModelsRoom(self.model_work, icons, program.embedded_name)
        self.models.set_used(program.settings.model, program.settings.adapter)
        for each in self.models.lists:
            each.setItemDelegate(NamedRows(each))
        self.notice, self.status = NoticeBar(icons), StatusLine()
        outbox = program.home / "cache" / "outbox"
        self.exports = Exports(self.cards.design, self.renderer, program.bridge, program.settings.export_folder, outbox)
        room, letters, editor = self.cards.room, self.letters.room, self.editor
        places = [
            Place(CARDS, self.tr("Thiệp"), "cards", [room.form, room.candidates, self.cards.panel], [39, 43, 38]),
            Place(EDITOR, self.tr("Chỉnh sửa"), "pencil-line", [editor.toolbox, editor.middle, editor.middle.side], [30, 60, 30]),
            Place(MINE, self.tr("Thiệp của tôi"), "cards-three", [self.mine], [120]),
            Place(LIBRARY, self.tr("Kho lời chúc"), "books", [self.library.filters, found], [36, 80]),
            Place(LETTERS, self.tr("E-mail && bài đăng"), "envelope-simple", [letters.form, letters.candidates], [36, 80]),
            Place(MODELS, self.tr("Mô hình"), "cpu", [self.models], [120]),
        ]
        self.frame = Frame(places, self.notice, self.status, icons)
        rooms = {CARDS: (self.cards.logic, room), LETTERS: (self.letters.logic, letters)}
        self.sayings = Sayings(self.notice, self._engine, self)
        self.keeping = Keeping(program.store, program.my_cards, program.used, rooms, self.cards.design, Recipient, self.sayings.kept)
        self.taking = Taking(
            self.library, self.cards, program.knowledge, program.used, self.keeping.keep_used, Recipient, self.sayings,
            lambda: self.frame.show_room(CARDS), self,
        )  # fmt: skip
        self.shelf = CardShelf(
            self.cards, self.keeping, program.my_cards, self.mine, self.renderer, program.bridge, occasions, Recipient, self
        )
        self._thumbnails = self._make_thumbnails()
        for preview in (self.cards.preview, self.editor.middle.preview):
            preview.set_stand_in(self._thumbnails.picture)
        self._connect()
        self._standing = Standing(self._engine, program.called, lambda: program.outside.server_host, (room, letters), self.status, self.sayings, self)
        self._standing.show()

    def _connect(self) -> None:
        frame, panel, room, letters = self.frame, self.cards.panel, self.cards.room, self.letters.room
        sayings, logic = self.sayings, self.cards.logic
        logic.changed.connect(frame.save_soon)
        logic.put_away.connect(lambda to: sayings.put_away(to, logic.bring_back))
        logic.put_back.connect(sayings.put_back)
        self.letters.logic.changed.connect(frame.save_soon)
        frame.save.connect(self.save)
        frame.settings_asked.connect(self.ask_settings)
        frame.room_changed.connect(lambda _room: (sayings.request_over(), frame.save_soon()))
        frame.room_changed.connect(lambda room: self.library.set_open(room == LIBRARY))
        self.library.failed.connect(sayings.fault)
        room.used.connect(lambda texts, sent: self.keeping.keep_used(logic.brief(), texts, sent=sent))
        for each in (room, letters):
            each.changed.connect(frame.save_soon)
            each.failed.connect(sayings.fault)
            each.beyond.connect(sayings.beyond)
            each.unfollowed.connect(sayings.unfollowed)
            each.copied.connect(sayings.copied)
        sayings.write_asked.connect(lambda: self._rooms().get(frame.room, room).write())
        sayings.model_asked.connect(self._choose_model)
        sayings.embedded_asked.connect(self._program.use_embedded)
        panel.export.connect(lambda kind: self.exports.export(kind, frame, self.cards.logic.file_name()))
        panel.copy_image.connect(self.exports.copy_image)
        panel.copy_text.connect(self.exports.copy_text)
        self.exports.copied.connect(sayings.copied)
        self.exports.done.connect(sayings.exported)
        self.exports.moving.connect(lambda percent: sayings.moving(percent, self.exports.stop))
        self.exports.stopped.connect(sayings.stopped)
        self.exports.mailed.connect(sayings.mailed)
        for left in (self.exports.copied, self.exports.done, self.exports.mailed):
            left.connect(lambda *_what: self._keep_card())
        self.exports.failed.connect(sayings.fault)
        self._connect_editor()
        self.exports.folder_changed.connect(self._program.keep_export_folder)
        strip = self.cards.strip
        QTimer.singleShot(0, self, lambda: self._thumbnails.begin(strip.order, strip.set_picture, sayings.fault))

    def _connect_editor(self) -> None:
        frame, sayings, shelf, photos = self.frame, self.sayings, self.shelf, self.editor.photos
        self.cards.panel.print_asked.connect(self.ask_print)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), frame, self.ask_print)
        self.cards.panel.edit_asked.connect(lambda: frame.show_room(EDITOR))
        self.cards.design.changed.connect(lambda: self.cards.room.follow(self.cards.design.card.body))
        frame.room_changed.connect(lambda room: shelf.show_all() if room == MINE else None)
        self.mine.failed.connect(sayings.fault)
        self.mine.thrown.connect(lambda id, name: sayings.thrown(name, lambda: self.mine.take_back(id)))
        for fails in (shelf.failed, photos.failed):
            fails.connect(sayings.fault)
        for notes in (photos.noted, self.editor.middle.noted):
            notes.connect(self.notice.flash)
        self.editor.middle.done.connect(lambda: frame.show_room(CARDS))
        photos.opened.connect(shelf.open_file)
        shelf.saved.connect(sayings.exported)
        self._connect_models()
        shelf.opened.connect(lambda: frame.show_room(EDITOR))
        shelf.again.connect(lambda: (frame.show_room(CARDS), sayings.again(), self.cards.room.form.input("to").setFocus()))

    def _connect_models(self) -> None:
        models, work, program = self.models, self.model_work, self._program
        self.frame.room_changed.connect(lambda room: work.look() if room == MODELS else None)
        work.failed.connect(self.sayings.plainly)
        for well in (work.offers_ready, work.fetched, work.progressed):
            well.connect(lambda *_what: self.sayings.plainly_over())
        models.use.connect(lambda path, adapter: program.change_settings(program.settings.with_(model=path, adapter=adapter)))
        models.measure_asked.connect(self.ask_measure)
        models.folder_asked.connect(self._move_models)
        work.moved.connect(lambda: self.notice.flash(self.tr("Đã chuyển mọi mô hình sang thư mục mới.")))
        self.frame.dropped.connect(lambda path: (self.frame.show_room(MODELS), models.take(path)))
        models.thrown.connect(lambda id, name: self.sayings.thrown(name, lambda: models.take_back(id)))

    def ask_measure(self, path: str, called: str) -> None:
        """The measures of a model, and of all that were measured here."""
        from app.measured import known_models, measured_rows, results_dir

        home, name = self._program.home, self._program.called
        dialog = MeasuresDialog(
            path, called, lambda: [replace(row, model=name(row.model)) for row in measured_rows(results_dir(home), home)], lambda: known_models(home), str(home),
            Bars(self._colours.accent, self._colours.muted), self.frame,
        )  # fmt: skip
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _move_models(self) -> None:
        """Ask for an empty folder and take every model there; what writes now goes on from the new place."""
        if self.model_work.busy or self.model_work.shelf is None:
            self.sayings.plainly(BUSY)
            return
        folder = QFileDialog.getExistingDirectory(self.frame, self.tr("Thư mục trống để chứa mô hình"), str(Path.home()))
        if not folder:
            return
        program, bridge, old = self._program, self._program.bridge, self.model_work.shelf.folder

        def switch(new: Path) -> None:
            def there(used: str) -> str:
                return str(new / Path(used).relative_to(old)) if used and Path(used).is_relative_to(old) else used

            def remember() -> None:
                now = program.settings
                program.change_settings(now.with_(models_folder=str(new), model=there(now.model), adapter=there(now.adapter)))

            bridge.post(remember)

        self.model_work.move(Path(folder), switch)

    def _make_thumbnails(self) -> Thumbnails:
        """Each design's picture bears the title of the occasion it suits best."""
        shelf = self.renderer.templates
        titles = titled(shelf.headers, {id: each.title for id, each in self._program.knowledge.occasions.items()})
        folder = self._program.home / "cache" / "thumbnails"
        return Thumbnails(Thumbs(shelf, folder), folder, titles, self._program.bridge)

    def ask_print(self) -> None:
        """Open the print dialog for the card, where it is seen."""
        if self.frame.room not in (CARDS, EDITOR):
            return
        from app.ui.press import Press  # Qt's printing is loaded when somebody prints
        from app.ui.printing import PrintDialog
        from app.ui.sheet_view import SheetView

        press, view = Press(self._program.bridge), SheetView(self._colours.line)
        dialog = PrintDialog(self.cards.design.card, self.renderer, self._program.bridge, view, press, self.frame)
        press.setParent(dialog)
        dialog.pdf_asked.connect(lambda setup: self.exports.save_sheets(setup, dialog, self.cards.logic.file_name()))
        self.exports.done.connect(dialog.accept)
        self.exports.failed.connect(dialog.fault)
        dialog.printed.connect(self.sayings.printed)
        dialog.printed.connect(self._keep_card)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_who(self) -> None:
        """The question of the first start."""
        program = self._program
        welcome = Welcome(ProfileForm(program.knowledge.regions, date.today()), self.frame)
        welcome.answered.connect(lambda profile: program.change_settings(program.settings.with_(profile=profile)))
        welcome.finished.connect(welcome.deleteLater)
        welcome.open()

    def ask_settings(self, page: int = 0) -> None:
        """Open the settings on one of their pages."""
        program = self._program
        form = ProfileForm(program.knowledge.regions, date.today())
        outside = program.outside
        server = ServerForm(outside.attempt, outside.keys, program.bridge)
        network = NetworkPage(outside.connections.latest, outside.keys, HUB_KEY)
        dialog = SettingsDialog(program.settings, form, server, network, program.home, program.embedded_name, self.frame)
        dialog.open_tab(page)
        dialog.changed.connect(program.change_settings)
        dialog.erase.connect(program.erase)
        dialog.key_not_kept.connect(self.sayings.key_not_kept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_where_words_go(self) -> None:
        """Another server, or none."""
        self._standing.show()
        self.models.set_used(self._program.settings.model, self._program.settings.adapter)

    def follow_profile(self, former: Profile, profile: Profile) -> None:
        """What still stands in the forms as the former profile filled it in becomes what the new one says."""
        follow_profile(self.cards.room.form, self.letters.room.form, former, profile)

    def _rooms(self) -> dict[str, Room]:
        return {CARDS: self.cards.room, LETTERS: self.letters.room}

    def unfinished(self) -> list[str]:
        """The rooms whose writing this window can not finish if it closes now."""
        return [id for id, room in self._rooms().items() if room.unfinished]

    def begin_again(self, rooms: list[str]) -> None:
        """Write anew what another window left unfinished."""
        for id in rooms:
            self._rooms()[id].write()

    def _choose_model(self) -> None:
        if path := self._standing.ask_model(self.frame):
            self._program.change_settings(self._program.settings.with_(model=path, adapter=""))

    def _keep_card(self) -> None:
        brief = self.cards.logic.brief()
        self.shelf.keep(even_empty=True)
        room = self.cards.room
        self.keeping.keep_used(brief, room.given(room.candidates.chosen_slot), sent=True)

    def save(self) -> None:
        """Write the work into the store, the card in hand among those kept too."""
        self.shelf.keep()
        self.keeping.save(self.frame.room)

    def restore(self) -> None:
        """Put the work back as it was."""
        self.frame.show_room(self.keeping.restore(self.renderer.templates))
        for parts in (self.cards, self.letters):
            parts.history.begin()

    def drop(self) -> None:
        """Close the window without asking and let nothing reach it any more."""
        self._standing.leave()
        self.model_work.pause()
        self.library.set_open(False)
        self._thumbnails.cancel()
        self.exports.stop()
        for room in (self.cards.room, self.letters.room):
            room.stop()
        self.frame.blockSignals(True)
        self.frame.close()
        self.frame.deleteLater()
        self.deleteLater()
