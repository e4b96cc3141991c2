"""What makes the library a room: it follows the card form, searches as one types, and hands a text over to the card."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.knowledge import Knowledge
from app.viet.text import capitalize
from app.writing.brief import Brief

if TYPE_CHECKING:
    from app.writing.shelf import Offer

SOON_MS = 150  # once for several letters of a recipient typed in a row
KEYS = ("occasion", "group", "tone", "length", "form")
ABOUT = ("to", "name", "sender", "region", "details")  # fields of the card form that decide what can be said


class LibraryRoom(QObject):
    """filters: a form of `to` and KEYS; shelf, used: asked for late, as the library is read behind the window."""

    taken = Signal(object)  # the Offer that goes onto the card
    copied = Signal(object)
    forget_asked = Signal(bool)  # of everybody, or (False) of this recipient
    failed = Signal(object)

    def __init__(
        self, filters: Any, found: Any, card_form: Any, brief: Callable[[], Brief], knowledge: Knowledge,
        shelf: Callable[[], Any], used: Any, bridge: Any, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """found: a LibraryList; brief: reads the card form; used: what was given to whom."""
        super().__init__(parent)
        self.filters, self._list, self._card_form = filters, found, card_form
        self._brief, self._knowledge, self._shelf, self._used, self._bridge = brief, knowledge, shelf, used, bridge
        self._offers: list[Offer] = []
        self._given: frozenset[str] = frozenset()
        self._for: Brief | None = None  # what the offers were made for
        self._stream: Any = None
        self._open = self._following = False
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._offer)
        found.searched.connect(lambda _typed: self.search())
        found.widened.connect(self.widen)
        found.taken.connect(self.taken)
        found.copied.connect(self._copy)
        found.forget_asked.connect(self.forget_asked)
        filters.changed.connect(self._filtered)
        filters.submitted.connect(lambda: found.chosen and self.taken.emit(found.chosen))
        filters.input("to").settled.connect(card_form.input("to").settled)
        card_form.changed.connect(self._follow)
        self._follow("to")
        self._follow("occasion")

    def set_open(self, open: bool) -> None:
        """Whether the room is the one that is seen: only then it keeps up with the form."""
        self._open = open
        if open:
            self._offer()
            self._list.begin()
        else:
            self._cease()

    def _cease(self) -> None:
        """Nothing that is being made or asked for comes any more."""
        self._soon.stop()
        if self._stream:
            self._stream.cancel()
            self._stream = None

    def _follow(self, key: str) -> None:
        """The card form changed: recipient and occasion are the same here."""
        if key in ("to", "occasion") and not self._following:
            self._following = True
            self.filters.set_values({key: self._card_form.value(key)})
            self._following = False
            self.filters.input("to").refresh()
            self.filters.input("to").set_groups(self._knowledge.occasions[self._card_form.value("occasion")].groups)
        if key in ABOUT and self._open:
            self._soon.start()

    def _filtered(self, key: str) -> None:
        if key == "to" and not self._following:
            self._following = True
            self._lead(self.filters.value("to"))
            self._following = False
            self._soon.start()
        elif key != "to":
            self.search()

    def _lead(self, value: Any) -> None:
        """The card form gets the recipient that was named here."""
        theirs = self._card_form.input("to")
        if value.to != theirs.value().to:
            theirs.set_value(value)
        elif value != theirs.value():
            theirs.set_choice(value.pair)

    def _offer(self) -> None:
        """Make the offers for the recipient as the form has them now, on a thread."""
        brief = self._brief().with_(occasion="", tone="", length="", form="")
        if brief == self._for:
            self.search()
            return
        self._cease()
        offers: list[Offer] = []
        shelf = self._shelf
        self._list.say(self.tr("Đang xem kho lời…"))
        self._stream = self._bridge.stream(
            lambda _cancel: shelf().offers(brief), offers.extend, lambda: self._offered(brief, offers), self.failed.emit
        )

    def _offered(self, brief: Brief, offers: "list[Offer]") -> None:
        former, self._for, self._offers, self._stream = self._for, brief, offers, None
        groups = {offer.item.group for offer in offers}
        kept = self.filters.value("group")
        labels = {id: self._label(label) for id, label in self._knowledge.groups.items() if id in groups}
        self._following = True
        self.filters.input("group").set_choices({"": self.tr("Mọi quan hệ"), **labels})
        if former is None or _whom(former) != _whom(brief) or kept not in groups:
            self.filters.set_values({"group": brief.group if brief.to and brief.group in groups else ""})
        self._following = False
        self.search()

    def search(self) -> None:
        """Show what meets the line and the filters."""
        from app.writing.shelf import Wish, find

        if self._for is None or self._following:
            return
        brief = self._brief()
        wish = Wish(self._list.line.text(), **{key: self.filters.value(key) for key in KEYS}, near=brief.occasion)
        self._given = self._used.of(brief)
        found = find(self._offers, wish, self._given)
        narrowed = any((wish.query.strip(), *(getattr(wish, key) for key in KEYS)))
        self._list.show_forgettable(brief.to, bool(self._given), self._used.any())
        self._list.show_found(found, self._count(len(found)), self._advice(), narrowed=narrowed)

    def _count(self, n: int) -> str:
        to, all = self._for.to if self._for else "", len(self._offers)
        if to:
            return self.tr("{n} trong {all} lời hợp với “{ai}”").format(n=n, all=all, ai=to)
        return self.tr("{n} trong {all} lời, với cách xưng hô thường gặp").format(n=n, all=all)

    def _advice(self) -> str:
        """What to do where nothing is found."""
        if not self._offers:
            said = self.tr("Kho chưa có lời nào hợp với cách xưng hô “{pair}”. Hãy đổi cách xưng hô, hoặc để mô hình viết.")
            return said.format(pair=self._brief().pair)
        return self.tr("Không có lời nào khớp. Hãy thử ít từ hơn, hoặc bấm “Bỏ mọi bộ lọc”.")

    def widen(self) -> None:
        """Without any filter and search."""
        self._following = True
        self.filters.set_values(dict.fromkeys(KEYS, ""))
        self._list.line.clear()
        self._following = False
        self.search()
        self._list.begin()

    def describe(self, offer: "Offer") -> tuple[str, str, str, str]:
        """A row: the text, what it is, what it tells, whether it was used."""
        from app.writing.shelf import was_used

        item, tables = offer.item, self._knowledge
        form = [tables.forms[item.form]] if item.form != "loi_chuc" else []
        labels = [tables.groups[item.group], tables.tones[item.tone], *(form or [tables.lengths[item.length]])]
        about = " · ".join([self._label(tables.occasions[item.occasion].label), *map(self.tr, labels)])
        told = self.tr("Kể riêng: {facts}").format(facts="; ".join(offer.facts)) if offer.facts else ""
        return offer.text, about, told, self.tr("Đã dùng") if was_used(offer, self._given) else ""

    def _label(self, label: str) -> str:
        return capitalize(self.tr(label))

    def _copy(self, offer: "Offer") -> None:
        QGuiApplication.clipboard().setText(offer.text)
        self.copied.emit(offer)


def _whom(brief: Brief) -> tuple[Any, ...]:
    return brief.to, brief.group, brief.pair
