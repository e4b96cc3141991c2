"""One open window with its rooms: what they say reaches the notice bar, the store and the clipboard from here."""

import logging
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFileDialog

from app.cards.card import Card
from app.errors import UserError
from app.ui.build import Kit, build_cards, build_letters
from app.ui.exports import Exports
from app.ui.icons import Icons
from app.ui.notice import NoticeBar
from app.ui.profile_form import ProfileForm
from app.ui.recipient import Recipient
from app.ui.room import Desk
from app.ui.settings_dialog import SettingsDialog
from app.ui.status import StatusLine
from app.ui.theme import Colours
from app.ui.welcome import Welcome
from app.ui.window import MainWindow, Place
from app.viet.text import fold
from inference.errors import InferenceError

log = logging.getLogger(__name__)
CARDS, LETTERS = "thiep", "viet"
THUMB_WIDTH = 44


def open_session(program: Any, colours: Colours) -> "Session":
    """Build, restore and show a window for the program."""
    session = Session(program, colours)
    session.restore()
    session.window.show()
    if not program.settings.profile.asked:
        session.ask_who()
    return session


class Session(QObject):
    """Lives as long as its window."""

    def __init__(self, program: Any, colours: Colours) -> None:
        super().__init__()
        from app.cards.render import make_renderer

        self._program = program
        self._engine = program.engine
        icons = Icons(program.assets / "icons", colours.ink, colours.faint)
        desk = Desk(program.compose, program.check, program.beyond)
        kit = Kit(program.settings, program.knowledge, colours, icons, program.bridge, desk, date.today())
        self.renderer = make_renderer(program.assets)
        self.cards = build_cards(kit, self.renderer)
        self.letters = build_letters(kit)
        self.notice, self.status = NoticeBar(icons), StatusLine()
        self.exports = Exports(self.cards.design, self.renderer, program.bridge, program.settings.export_folder)
        room, letters = self.cards.room, self.letters.room
        places = [
            Place(CARDS, self.tr("Thiệp"), "cards", [room.form, room.candidates, self.cards.panel], [34, 46, 40]),
            Place(LETTERS, self.tr("E-mail && bài đăng"), "envelope-simple", [letters.form, letters.candidates], [36, 80]),
        ]
        self.window = MainWindow(places, self.notice, self.status, icons)
        self.window.resize(1320, 720)
        self._thumbnails: Any = None
        self._connect()
        self._engine_changed()

    def _connect(self) -> None:
        window, panel, room, letters = self.window, self.cards.panel, self.cards.room, self.letters.room
        self.cards.logic.changed.connect(window.save_soon)
        self.letters.logic.changed.connect(window.save_soon)
        window.save.connect(self.save)
        window.settings_asked.connect(self.ask_settings)
        for each in (room, letters):
            each.changed.connect(window.save_soon)
            each.failed.connect(self.show_fault)
            each.beyond.connect(self._show_beyond)
            each.speed.connect(self.status.show_speed)
            each.copied.connect(lambda: self.notice.flash(self.tr("Đã chép vào bộ nhớ tạm.")))
        panel.export.connect(lambda kind: self.exports.export(kind, window, self._file_name()))
        panel.copy_image.connect(self.exports.copy_image)
        panel.copy_text.connect(self.exports.copy_text)
        self.exports.copied.connect(self._copied)
        self.exports.done.connect(self._exported)
        self.exports.failed.connect(self.show_fault)
        self.exports.folder_changed.connect(self._program.keep_export_folder)
        self.status.restart.connect(self._engine.restart)
        self._engine.changed.connect(self._engine_changed)
        QTimer.singleShot(0, self, self._make_thumbnails)

    def ask_who(self) -> None:
        """The question of the first start."""
        program = self._program
        welcome = Welcome(ProfileForm(program.knowledge.regions, date.today()), self.window)
        welcome.answered.connect(lambda profile: program.change_settings(program.settings.with_(profile=profile)))
        welcome.finished.connect(welcome.deleteLater)
        welcome.open()

    def ask_settings(self, page: int = 0) -> None:
        """Open the settings on one of their pages."""
        program = self._program
        form = ProfileForm(program.knowledge.regions, date.today())
        dialog = SettingsDialog(program.settings, form, program.home, program.embedded_name, self.window)
        dialog.open_tab(page)
        dialog.changed.connect(program.change_settings)
        dialog.erase.connect(program.erase)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_fault(self, fault: Exception) -> None:
        """A fault of the world in its own words; anything else as one sentence, with the log for the rest."""
        if isinstance(fault, InferenceError):
            self._show_model_fault(fault)
        elif isinstance(fault, UserError):
            self.notice.show_notice(fault.what, fault.hint)
        else:
            log.error("unexpected", exc_info=fault)
            self.notice.show_notice(
                self.tr("Có lỗi ngoài dự tính; việc bạn đang làm vẫn được giữ."),
                self.tr("Chi tiết nằm trong nhật ký (thư mục dữ liệu, mục logs)."),
            )

    def _show_model_fault(self, fault: InferenceError) -> None:
        alive = self._engine.state == "ready"
        room = self.cards.room if self.window.room == CARDS else self.letters.room
        label = self.tr("Viết lại") if alive else self.tr("Khởi động lại")
        self.notice.show_notice(fault.what, fault.hint, action=label, act=room.write if alive else self._engine.restart)

    def _engine_changed(self) -> None:
        engine = self._engine
        ready, failed = engine.state == "ready", engine.state == "failed"
        for room in (self.cards.room, self.letters.room):
            room.set_ready(ready)
            if failed:
                room.give_up_waiting()
        if engine.name:
            self.status.show_model(engine.name, str(engine.model))
        said = {"starting": self.tr("Đang khởi động mô hình…"), "ready": self.tr("Sẵn sàng")}
        self.status.show_state(
            engine.fault.what if engine.fault else said.get(engine.state, ""), can_restart=failed
        )
        if failed:
            self._show_model_fault(engine.fault)

    def _show_beyond(self, reason: str) -> None:
        self.notice.show_notice(
            reason, kind="info", action=self.tr("Chọn mô hình GGUF…"), act=self._choose_model
        )

    def _choose_model(self) -> None:
        kind = self.tr("Mô hình GGUF (*.gguf)")
        path, _ = QFileDialog.getOpenFileName(self.window, self.tr("Chọn mô hình"), "", kind)
        if path:
            self._program.change_settings(self._program.settings.with_(model=path))

    def _copied(self, what: str) -> None:
        said = {"anh": self.tr("Đã chép ảnh thiệp."), "loi": self.tr("Đã chép lời trên thiệp.")}
        self.notice.flash(said[what])
        self._keep_card()

    def _exported(self, path: Path) -> None:
        self._keep_card()
        self.notice.show_notice(
            self.tr("Đã lưu thiệp: {ten}").format(ten=path.name), str(path.parent), kind="info",
            action=self.tr("Mở thư mục"), act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )  # fmt: skip

    def _keep_card(self) -> None:
        brief = self.cards.logic.brief()
        self._stored(lambda store: store.keep_card(brief.occasion, brief.to, self.cards.design.as_dict()))

    def _file_name(self) -> str:
        brief = self.cards.logic.brief()
        words = fold(f"thiep {self._program.knowledge.occasions[brief.occasion].label} {brief.to}")
        return "-".join("".join(letter if letter.isalnum() else " " for letter in words).split())

    def _make_thumbnails(self) -> None:
        """The first design's picture of every template, one after another in the background."""
        cards = [Card(template=id) for id in self.renderer.templates]
        ratio = self.window.devicePixelRatioF()

        def paint(_cancel: object) -> Any:
            for card in cards:
                yield card.template, self.renderer.thumbnail(card, round(THUMB_WIDTH * ratio))

        def show(made: list[Any]) -> None:
            for template, image in made:
                pixmap = QPixmap.fromImage(image)
                pixmap.setDevicePixelRatio(ratio)
                self.cards.panel.set_thumbnail(template, pixmap)

        self._thumbnails = self._program.bridge.stream(paint, show, lambda: None, self.show_fault)

    # What is kept

    def save(self) -> None:
        """Write both rooms' work into the store."""
        cards = {
            "values": self.cards.logic.values(),
            "texts": self.cards.room.state(),
            "card": self.cards.design.as_dict(),
        }
        letters = {"values": self.letters.logic.values(), "texts": self.letters.room.state()}
        self._stored(lambda store: store.save_draft(CARDS, cards))
        self._stored(lambda store: store.save_draft(LETTERS, letters))
        self._stored(lambda store: store.save_draft("cua_so", {"room": self.window.room}))

    def restore(self) -> None:
        """Put both rooms back as they were; a draft that can not be read is passed over, and the log says so."""
        store = self._program.store
        if not store:
            return
        for name, parts in ((CARDS, self.cards), (LETTERS, self.letters)):
            draft = store.draft(name)
            try:
                if draft:
                    parts.logic.restore(draft["values"], Recipient)
                    parts.room.restore(draft["texts"])
            except (KeyError, TypeError, ValueError):
                log.exception("draft of %s", name)
        card = (store.draft(CARDS) or {}).get("card")
        if isinstance(card, dict) and card.get("template") in self.renderer.templates:
            self.cards.design.restore(card)
        self.window.show_room((store.draft("cua_so") or {}).get("room", CARDS))

    def _stored(self, act: Any) -> None:
        if self._program.store:
            try:
                act(self._program.store)
            except UserError as fault:
                self.notice.show_notice(fault.what, fault.hint)

    def drop(self) -> None:
        """Close the window without asking and let nothing reach it any more."""
        self._engine.changed.disconnect(self._engine_changed)
        if self._thumbnails:
            self._thumbnails.cancel()
        for room in (self.cards.room, self.letters.room):
            room.stop()
        self.window.blockSignals(True)
        self.window.close()
        self.window.deleteLater()
        self.deleteLater()
