"""What can be done to the things on a card: chosen, added, moved, styled, ordered, each one step of the card's undo stack."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from app.cards.card import Card
from app.cards.frames import aligned, bounds, designed, frame_of, kept, moved, paged, refitted, shown
from app.cards.items import FIELDS, AnyItem, Code, Frame, Photo, Sticker, Text, Words, next_id
from app.cards.photos import panned, zoomed
from app.cards.render import BETWEEN_PAGES
from app.cards.small_pictures import small_picture
from app.viet.text import capitalize

STEP_ASIDE = 36.0  # units between a copy and what it was made of
SHARE = 0.42  # of the page's width that a new photo takes
EVEN = ("heart", "star", "petal")  # masks that look wrong when they are stretched


class Editing(QObject):
    """The chosen items and every change to them. Ids name items; words that stand where the design put them have none
    until they are changed, so `chosen` holds them by field name."""

    chosen_changed = Signal()

    def __init__(self, design: Any, renderer: Any, parent: QObject | None = None) -> None:
        """design: holds the card and its undo stack; renderer: knows where everything stands."""
        super().__init__(parent)
        self._design, self._renderer = design, renderer
        self._chosen: tuple[int | str, ...] = ()
        self._cropping = 0
        self.here: int | None = None  # the page that was touched last: what is added goes there
        design.changed.connect(self._forget_gone)

    # What is there

    @property
    def card(self) -> Card:
        return self._design.card

    def scenes(self) -> tuple[Any, ...]:
        """The card's pages."""
        return self._renderer.scenes(self.card)

    def everything(self) -> list[tuple[AnyItem, Frame | None]]:
        """What the layers list shows, topmost first: words not changed yet come last; hidden things have frames too."""
        there: list[tuple[AnyItem, Frame | None]] = []
        for scene in self.scenes():
            own = [(item, frame_of(scene, item)) for item in scene.items]
            plain = [(item, frame) for item, frame in shown(scene) if isinstance(item, Words) and not item.id]
            there += [*reversed(own), *reversed(plain)]
        return there

    def page_of(self, item: AnyItem) -> int:
        """The page that an item lies on; words lie where they are said, whatever page they were changed on."""
        scenes = self.scenes()
        if item.id and isinstance(item, Words):
            return next((scene.number for scene in scenes if item in scene.items), 0)
        return min(item.page, len(scenes) - 1)

    def step(self) -> float:
        """Units between the corners of two pages."""
        return self.scenes()[0].shape.width + BETWEEN_PAGES

    def placed(self, item: AnyItem, frame: Frame) -> AnyItem:
        """The item moved into a frame, and onto the other page if it lies over that."""
        return paged(item, frame, len(self.scenes()), self.step())

    def key(self, item: AnyItem) -> int | str:
        """What names an item in `chosen`."""
        return item.field if isinstance(item, Words) else item.id

    @property
    def chosen(self) -> tuple[int | str, ...]:
        return self._chosen

    def chosen_items(self) -> list[tuple[AnyItem, Frame]]:
        """The chosen items and where they stand, in the order of painting."""
        return [
            (item, frame) for item, frame in reversed(self.everything()) if frame and self.key(item) in self._chosen
        ]

    def choose(self, *keys: int | str) -> None:
        """Exactly these."""
        if keys != self._chosen:
            self._chosen, self._cropping = keys, 0
            self.chosen_changed.emit()

    def toggle(self, key: int | str) -> None:
        """Add one to the chosen, or take it out."""
        rest = tuple(each for each in self._chosen if each != key)
        self.choose(*(rest if key in self._chosen else (*rest, key)))

    def choose_all(self) -> None:
        self.choose(*(self.key(item) for item, frame in reversed(self.everything()) if frame and not item.locked and not item.hidden))

    # Changing

    def apply(self, label: str, change: Callable[[AnyItem, Frame], AnyItem], *, merge: str = "") -> None:
        """change(item, frame) -> item for every chosen item that is not locked; one undo step. merge: steps of the same
        name one after another become one (nudging, a slider)."""
        unlocked = {self.key(item) for item, _ in self.chosen_items() if not item.locked}
        self._put(label, self._changed_items(unlocked, change), f"{merge} {self._chosen}" if merge else "")

    def drag(self, change: Callable[[AnyItem, Frame], AnyItem], former: Card) -> None:
        """The same on the way, from the card as it was when the drag began: shown, not yet an undo step."""
        unlocked = {self.key(item) for item, _ in self.chosen_items() if not item.locked}
        self._design.show_on_the_way(items=self._changed_items(unlocked, change, former))

    def dragged(self, label: str, former: Card) -> None:
        """The drag ends: what came of it is one step."""
        self._design.settle(label, former)

    def give_up(self, former: Card) -> None:
        """The drag never was."""
        self._design.show_on_the_way(items=former.items)

    def set_flag(self, label: str, keys: Iterable[int | str], **flags: bool) -> None:
        """locked or hidden, of any items, locked ones too."""
        self._put(label, self._changed_items(set(keys), lambda item, _frame: msgspec.structs.replace(item, **flags)))

    def set_look(self, label: str, *, merge: str = "", **changes: Any) -> None:
        """Change how the chosen texts look: role, px, color, finish, align, lead, spacing."""

        def restyle(item: AnyItem, _frame: Frame) -> AnyItem:
            if not isinstance(item, Words | Text):
                return item
            return msgspec.structs.replace(item, look=msgspec.structs.replace(item.look, **changes))

        self.apply(label, restyle, merge=merge)

    def set_fields(self, label: str, *, merge: str = "", **changes: Any) -> None:
        """Change fields that the chosen items have (opacity, mask, border, filter, crop, flip, color, content…)."""

        def refine(item: AnyItem, _frame: Frame) -> AnyItem:
            known = {name: value for name, value in changes.items() if name in item.__struct_fields__}
            return msgspec.structs.replace(item, **known) if known else item

        self.apply(label, refine, merge=merge)

    def set_mask(self, mask: str) -> None:
        """The shape that the chosen photos are cut to; a heart or a star gets a frame as wide as it is tall."""

        def masked(item: AnyItem, frame: Frame) -> AnyItem:
            if not isinstance(item, Photo):
                return item
            side = min(frame.width, frame.height)
            if mask in EVEN and item.mask not in EVEN:
                frame = moved(Frame(frame.x, frame.y, side, side, frame.turn), (frame.width - side) / 2, (frame.height - side) / 2)
            return msgspec.structs.replace(item, mask=mask, frame=frame)

        self.apply(self.tr("Đổi khuôn ảnh"), masked)

    def nudge(self, dx: float, dy: float) -> None:
        shape = self.scenes()[0].shape

        def nudged(item: AnyItem, frame: Frame) -> AnyItem:
            return framed(item, kept(moved(frame, dx, dy), (shape.width, shape.height)))

        self.apply(self.tr("Dời"), nudged, merge="nudge")

    def set_text(self, key: int | str, text: str, *, merge: str = "") -> None:
        """What a text says; the card's own words are fields of the card."""
        label = self.tr("Sửa chữ")
        if isinstance(key, str):
            self._design.change(label, merge=merge, **{key: text})
            return
        said = [msgspec.structs.replace(i, text=text) if isinstance(i, Text) and i.id == key else i for i in self.card.items]
        self._put(label, tuple(said), merge)

    def drop_empty(self, key: int | str) -> None:
        """A text that says nothing any more goes."""
        kept = tuple(i for i in self.card.items if not (isinstance(i, Text) and i.id == key and not i.text.strip()))
        if kept != self.card.items:
            self._put(self.tr("Xóa"), kept)

    def text(self, key: int | str) -> str:
        if isinstance(key, str):
            return getattr(self.card, key)
        return next((item.text for item in self.card.items if isinstance(item, Text) and item.id == key), "")

    def called(self, item: AnyItem) -> str:
        """What kind of thing an item is, in words."""
        names = {
            "title": self.tr("Tiêu đề"), "kicker": self.tr("Dòng nhỏ"), "opening": self.tr("Lời chào"),
            "body": self.tr("Lời chúc"), "signature": self.tr("Chữ ký"), "text": self.tr("Chữ"),
            "photo": self.tr("Ảnh"), "sticker": self.tr("Hình dán"), "code": self.tr("Mã QR"),
        }  # fmt: skip
        return names[item.field if isinstance(item, Words) else type(item).__name__.lower()]

    def sticker_label(self, id: str) -> str:
        """What a sticker shows, in words."""
        entry = self._renderer.stickers.get(id)
        return capitalize(entry.label) if entry else self.tr("Hình dán")

    def small_picture(self, item: AnyItem, side: float) -> QImage | None:
        """What a photo or a sticker shows, so many pixels large; None of what says what it is."""
        return small_picture(item, side, self._renderer.pictures, self._renderer.stickers)

    # Adding

    def add_text(self, text: str) -> None:
        page = self.scenes()[-1].shape
        size = page.width * 0.6, page.width * 0.16
        self._add(self.tr("Thêm chữ"), Text(id=0, text=text, frame=self._middle(*size)))

    def add_photo(self, digest: str, width: int, height: int, at: tuple[float, float, int] | None = None) -> None:
        """A picture that the renderer's Pictures hold, width × height pixels; at: its middle and its page."""
        page = self.scenes()[-1].shape
        grow = min(page.width * SHARE / width, page.height * SHARE / height)
        self._add(self.tr("Thêm ảnh"), Photo(id=0, picture=digest, frame=self._middle(width * grow, height * grow)), at)

    def add_sticker(self, id: str, at: tuple[float, float, int] | None = None) -> None:
        side = self.scenes()[-1].shape.width * 0.2
        self._add(self.tr("Thêm hình dán"), Sticker(id=0, sticker=id, frame=self._middle(side, side)), at)

    def add_code(self, content: str) -> None:
        side = self.scenes()[-1].shape.width * 0.2
        self._add(self.tr("Thêm mã QR"), Code(id=0, content=content, frame=self._middle(side, side)))

    def paste(self, items: Sequence[AnyItem]) -> None:
        """Copies of items, a little aside, chosen."""
        made, number = [], next_id(self.card.items)
        for item in items:
            if isinstance(item, Words):
                frame = item.frame or next((designed(s, item.field) for s in self.scenes() if designed(s, item.field)), None)
                item = Text(id=0, page=item.page, frame=frame, text=getattr(self.card, item.field), look=item.look)
            frame = moved(item.frame, STEP_ASIDE, STEP_ASIDE) if item.frame else None
            made.append(msgspec.structs.replace(item, id=number + len(made), frame=frame, locked=False, hidden=False))
        if made:
            self._put(self.tr("Nhân đôi"), (*self.card.items, *made))
            self.choose(*(item.id for item in made))

    def duplicate(self) -> None:
        self.paste([item for item, _ in self.chosen_items()])

    def delete(self) -> None:
        """Added things go; the card's own words are hidden, so that they can come back."""
        keys = {self.key(item) for item, _ in self.chosen_items() if not item.locked}
        if not keys:
            return
        items = self._changed_items(
            {key for key in keys if isinstance(key, str)}, lambda item, _frame: msgspec.structs.replace(item, hidden=True)
        )
        self._put(self.tr("Xóa"), tuple(item for item in items if isinstance(item, Words) or item.id not in keys))
        self.choose()

    # Inside a photo's frame

    @property
    def cropping(self) -> int:
        """The photo whose picture is being moved inside its frame, or 0."""
        return self._cropping

    def begin_crop(self) -> None:
        """The chosen photo's picture moves in its frame, until something else is chosen; a second time ends it."""
        photos = [item for item, _ in self.chosen_items() if isinstance(item, Photo) and not item.locked]
        self._cropping = photos[0].id if len(photos) == 1 and not self._cropping else 0
        self.chosen_changed.emit()

    def crop_drag(self, dx: float, dy: float, former: Card) -> None:
        """The picture was pulled by so much, from the card as it was."""
        found = next((i for i in former.items if i.id == self._cropping), None)

        def pulled(item: AnyItem, frame: Frame) -> AnyItem:
            size = self._renderer.pictures.size(item.picture) if isinstance(item, Photo) else None
            if not size or not isinstance(found, Photo):
                return item
            return msgspec.structs.replace(item, crop=panned(found, frame, size, dx, dy))

        self.drag(pulled, former)

    def crop_zoom(self, times: float) -> None:
        """The picture so many times as large in its frame."""

        def nearer(item: AnyItem, frame: Frame) -> AnyItem:
            size = self._renderer.pictures.size(item.picture) if isinstance(item, Photo) else None
            return msgspec.structs.replace(item, crop=zoomed(item, frame, size, times)) if size else item

        self.apply(self.tr("Cắt ảnh"), nearer, merge="crop")

    # Order and place

    def reorder(self, where: str) -> None:
        """where: 'front', 'back', 'forward' or 'backward'. Moving under the card's words makes those items too."""
        keys = set(self._chosen)
        if not keys:
            return
        items = self._with_words() if where in ("back", "backward") or any(isinstance(key, str) for key in keys) else list(self.card.items)
        mine = [item for item in items if self.key(item) in keys]
        rest = [item for item in items if self.key(item) not in keys]
        if where in ("front", "back"):
            items = [*rest, *mine] if where == "front" else [*mine, *rest]
        else:
            items = _stepped(items, [self.key(item) in keys for item in items], 1 if where == "forward" else -1)
        self._put(self.tr("Đổi thứ tự lớp"), tuple(items))

    def put_order(self, keys: Sequence[int | str]) -> None:
        """All items in this order, bottom first (as the layers list was dragged)."""
        items = {self.key(item): item for item in self._with_words()}
        ordered = [items.pop(key) for key in keys if key in items]
        self._put(self.tr("Đổi thứ tự lớp"), (*items.values(), *ordered))

    def align(self, side: str) -> None:
        """side: left center right top middle bottom; of one item to its page, of several to their common box."""
        chosen = [(item, frame) for item, frame in self.chosen_items() if not item.locked]
        if not chosen:
            return
        boxes = [bounds(frame) for _item, frame in chosen]
        shape = self.scenes()[self.page_of(chosen[0][0])].shape
        within = QRectF(0, 0, shape.width, shape.height) if len(boxes) == 1 else boxes[0]
        for box in boxes if len(boxes) > 1 else ():
            within = within.united(box)
        self.apply(self.tr("Căn thẳng"), lambda item, frame: framed(item, aligned(frame, side, within)))

    def reset(self) -> None:
        """The chosen texts of the card go back to where and how the design has them."""
        keep = tuple(item for item in self.card.items if not (isinstance(item, Words) and item.field in self._chosen))
        self._put(self.tr("Trả về như mẫu"), keep)

    def change_format(self, label: str, format: str) -> None:
        """Another shape of card: what was added keeps its place in proportion."""
        old = self.scenes()[0].shape
        new = self._renderer.templates[self.card.template].formats[format]
        self.here = None
        self._design.change(label, format=format, items=refitted(self.card.items, old, new))

    # Inside

    def _middle(self, width: float, height: float) -> Frame:
        page = self.scenes()[-1].shape
        return Frame((page.width - width) / 2, (page.height - height) / 2, width, height)

    def _add(self, label: str, item: AnyItem, at: tuple[float, float, int] | None = None) -> None:
        number, last = next_id(self.card.items), len(self.scenes()) - 1
        frame, page = item.frame, last if self.here is None else min(self.here, last)
        assert frame
        if at:
            page = at[2]
            frame = msgspec.structs.replace(frame, x=at[0] - frame.width / 2, y=at[1] - frame.height / 2)
        middles = {bounds(i.frame).center().toTuple() for i in self.card.items if i.frame and i.page == page}
        while not at and bounds(frame).center().toTuple() in middles:
            frame = moved(frame, STEP_ASIDE, STEP_ASIDE)
        self._put(label, (*self.card.items, msgspec.structs.replace(item, id=number, frame=frame, page=page)))
        self.choose(number)

    def _put(self, label: str, items: tuple[AnyItem, ...], merge: str = "") -> None:
        self._design.change(label, merge=merge, items=items)

    def _changed_items(
        self, keys: set[int | str], change: Callable[[AnyItem, Frame], AnyItem], card: Card | None = None
    ) -> tuple[AnyItem, ...]:
        """The items of a card with some of them changed; words become items of their own when they are."""
        card = card or self.card
        scenes, out, seen = self._renderer.scenes(card), [], set()
        for item in card.items:
            frame = next((f for s in scenes if item in s.items and (f := frame_of(s, item))), item.frame)
            seen.add(self.key(item))
            out.append(change(item, frame) if self.key(item) in keys and frame else item)
        number, fresh = next_id(card.items), []
        for scene in scenes:
            for item, frame in shown(scene):
                if isinstance(item, Words) and not item.id and item.field in keys and item.field not in seen:
                    words = msgspec.structs.replace(item, id=number + len(fresh), page=scene.number)
                    fresh.append(change(words, frame))
        return (*fresh, *out)

    def _with_words(self) -> list[AnyItem]:
        """The items, the card's own words among them."""
        return list(self._changed_items(set(FIELDS), lambda item, _frame: item))

    def _forget_gone(self) -> None:
        """An item that is no more is not chosen either."""
        if not self._chosen:
            return
        there = {self.key(item) for item, frame in self.everything() if frame and not item.hidden}
        self.choose(*(key for key in self._chosen if key in there))


def framed(item: AnyItem, frame: Frame) -> AnyItem:
    """The item in another frame."""
    return msgspec.structs.replace(item, frame=frame)


def _stepped(items: list[AnyItem], mine: list[bool], step: int) -> list[AnyItem]:
    """The marked ones each one place up or down, none past another."""
    order = list(range(len(items)))
    for place in order[::-1] if step > 0 else order[:]:
        other = place + step
        if mine[place] and 0 <= other < len(items) and not mine[other]:
            items[place], items[other] = items[other], items[place]
            mine[place], mine[other] = mine[other], mine[place]
    return items
