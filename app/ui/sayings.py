"""What the window says in its notice bar: faults, what is beyond the model, what was copied, saved or put away."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.errors import UserError
from inference.errors import InferenceError

log = logging.getLogger(__name__)
OUTSIDE = "outside"
MODEL, REQUEST, STORE, AWAY, MOVING = "model", "request", "store", "away", "moving"  # subjects; each is taken back when it no longer holds


class Sayings(QObject):
    """The signals are what the bar's button asks for."""

    write_asked = Signal()
    model_asked = Signal()  # another model file
    embedded_asked = Signal()
    restart_asked = Signal()

    def __init__(self, bar: Any, engine: Any, parent: QObject | None = None) -> None:
        """bar: a NoticeBar."""
        super().__init__(parent)
        self._bar, self._engine = bar, engine

    def fault(self, fault: Exception) -> None:
        """A fault of the world in its own words; anything else as one sentence, with the log for the rest."""
        if isinstance(fault, InferenceError):
            self._model_fault(fault)
        elif isinstance(fault, UserError):
            self._bar.show_notice(fault.what, fault.hint)
        else:
            log.error("unexpected", exc_info=fault)
            self._bar.show_notice(
                self.tr("Có lỗi ngoài dự tính; việc bạn đang làm vẫn được giữ."),
                self.tr("Chi tiết nằm trong nhật ký (thư mục dữ liệu, mục logs)."),
            )

    def plainly(self, fault: InferenceError) -> None:
        """What went wrong with something that the model that writes has no part in."""
        self._bar.show_notice(fault.what, fault.hint, about=OUTSIDE)

    def plainly_over(self) -> None:
        """The next try went well."""
        self._bar.take_back(OUTSIDE)

    def _model_fault(self, fault: InferenceError) -> None:
        action, act = self._way_on()
        self._bar.show_notice(fault.what, fault.hint, action=action, act=act, about=MODEL)

    def _way_on(self) -> tuple[str, Callable[[], None]]:
        """A file that never came up will not do so the second time: then the shipped model is offered."""
        if self._engine.state == "ready":
            return self.tr("Viết lại"), self.write_asked.emit
        if self._engine.name:
            return self.tr("Khởi động lại"), self.restart_asked.emit
        return self.tr("Dùng Mầm"), self.embedded_asked.emit

    def model_well(self) -> None:
        """The model is there, or on its way: what was said of its faults is over."""
        self._bar.take_back(MODEL)

    def beyond(self, reason: str) -> None:
        """The model can not be expected to do this."""
        self._bar.show_notice(
            reason, kind="info", action=self.tr("Chọn mô hình GGUF…"), act=self.model_asked.emit, about=REQUEST
        )

    def unfollowed(self, said: str) -> None:
        """Which choice is not followed in the request; "" when everything is."""
        self.request_over()
        if said:
            self._bar.show_notice(said, kind="info", about=REQUEST)

    def request_over(self) -> None:
        """What was said of the last request holds no longer."""
        self._bar.take_back(REQUEST)

    def kept(self, fault: UserError | None) -> None:
        """The work could not be written into the store, or (None) could again."""
        if fault:
            self._bar.show_notice(fault.what, fault.hint, about=STORE)
        else:
            self._bar.take_back(STORE)

    def put_away(self, to: str, bring_back: Callable[[], None]) -> None:
        """What was noted of another recipient was put away."""
        said = self.tr("Đã cất tên và chi tiết ghi cho {ai}.").format(ai=to)
        self._bar.show_notice(said, kind="info", action=self.tr("Hoàn tác"), act=bring_back, about=AWAY)

    def put_back(self) -> None:
        """It stands there again."""
        self._bar.take_back(AWAY)

    def copied(self, what: str = "") -> None:
        """Something is on the clipboard: "anh" the card, "loi" its words, "" a text."""
        said = {"anh": self.tr("Đã chép ảnh thiệp."), "loi": self.tr("Đã chép lời trên thiệp.")}
        self._bar.flash(said.get(what, self.tr("Đã chép vào bộ nhớ tạm.")))

    def placed(self) -> None:
        """A text of the library stands on the card."""
        self._bar.flash(self.tr("Lời đã lên thiệp: hãy đọc lại và sửa theo ý bạn."))

    def moved(self, occasion: str, bring_back: Callable[[], None]) -> None:
        """The card became one for the day of the text that was put on it."""
        said = self.tr("Thiệp đã đổi sang dịp “{dip}” cho hợp với lời.").format(dip=occasion)
        self._bar.show_notice(said, kind="info", action=self.tr("Hoàn tác"), act=bring_back, about=AWAY)

    def forgotten(self, bring_back: Callable[[], None]) -> None:
        """Nobody remembers any more which texts were used."""
        said = self.tr("Đã quên những lời đã dùng: chúng lại được gợi ý như lời mới.")
        self._bar.show_notice(said, kind="info", action=self.tr("Hoàn tác"), act=bring_back, about=AWAY)

    def thrown(self, name: str, bring_back: Callable[[], None]) -> None:
        """A kept card was thrown away."""
        said = self.tr("Đã xóa “{ten}”.").format(ten=name)
        self._bar.show_notice(said, kind="info", action=self.tr("Hoàn tác"), act=bring_back, about=AWAY)

    def again(self) -> None:
        """A design waits for another recipient."""
        self._bar.flash(self.tr("Vẫn mẫu này: hãy chọn người nhận rồi bấm “Viết lời chúc”."))

    def printed(self) -> None:
        """A card, or a side of it, went to the printer."""
        self._bar.flash(self.tr("Đã gửi tới máy in."))

    def moving(self, percent: int, stop: Callable[[], None]) -> None:
        """A moving picture is being made; stop() gives it up."""
        said = self.tr("Đang làm ảnh động… {so} %").format(so=percent)
        if percent:
            self._bar.retell(MOVING, said)
        else:
            hint = self.tr("Bạn cứ làm việc khác: ảnh giữ tấm thiệp như lúc bạn xuất.")
            self._bar.show_notice(said, hint, kind="info", action=self.tr("Dừng"), act=stop, about=MOVING)

    def stopped(self) -> None:
        """It was given up."""
        self._bar.take_back(MOVING)
        self._bar.flash(self.tr("Đã dừng, chưa lưu ảnh động nào."))

    def mailed(self) -> None:
        """The desktop's mail program was asked to open the card's message."""
        self._bar.flash(self.tr("Thư có thiệp đang mở trong chương trình thư của bạn."))

    def key_not_kept(self) -> None:
        """The desktop has no keyring that could keep a key."""
        self._bar.show_notice(
            self.tr("Máy này không có chỗ cất khóa nên khóa chỉ được giữ đến khi bạn đóng chương trình."),
            self.tr("Lần sau hãy nhập lại trong Cài đặt."), kind="info",
        )  # fmt: skip

    def exported(self, path: Path) -> None:
        """A card was written to a file."""
        self._bar.show_notice(
            self.tr("Đã lưu thiệp: {ten}").format(ten=path.name), str(path.parent), kind="info",
            action=self.tr("Mở thư mục"), act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )  # fmt: skip
