"""A card as a .thiep file: a zip with its values as JSON and its pictures; what comes from elsewhere is never trusted.

Layout: `mimetype` (first, stored), `thiep.json` {"version", "card"}, `anh/<sha256>` for each picture.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from app.cards.card import Card, card_from, card_values
from app.cards.intake import check_kept
from app.cards.items import MOST_ITEMS, Photo
from app.cards.pictures import DIGEST, Pictures
from app.errors import UserError
from app.faults import reason
from app.files import read_regular, write_whole

SUFFIX = ".thiep"
MIME = "application/vnd.loihay.thiep+zip"
VERSION = 1
MOST_FILE = 120 * 2**20  # bytes of the zip, and of all that it holds
MOST_CARD = 2 * 2**20  # bytes of its JSON
MOST_PICTURE = 24 * 2**20
MOST_PIXELS = 150_000_000  # of all pictures: twelve as large as we keep them
MOST_ENTRIES = MOST_ITEMS + 2
ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list (APPNOTE 4.3.12)
FOLDER = "anh/"
# What a broken zip, JSON or picture raises.
BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, ValueError, OSError, IndexError,
    OverflowError, MemoryError, RecursionError, struct.error, msgspec.DecodeError,
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A card from a file, and its pictures by digest."""

    card: Card
    pictures: Mapping[str, bytes]


def pictures_of(card: Card) -> set[str]:
    """The digests of the pictures that a card shows."""
    return {item.picture for item in card.items if isinstance(item, Photo)}


def save_card(card: Card, path: Path, pictures: Pictures) -> None:
    """Write the file whole or not at all; a picture that is lost is left out. UserError when nobody could open it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_entry("mimetype"), MIME)
        said = json.dumps({"version": VERSION, "card": card_values(card)}, ensure_ascii=False, indent=1)
        file.writestr(_entry("thiep.json", zipfile.ZIP_DEFLATED), said)
        for digest in sorted(pictures_of(card)):
            if data := pictures.data(digest):
                file.writestr(_entry(FOLDER + digest), data)
    if out.tell() > MOST_FILE:
        raise UserError("Thiệp có quá nhiều ảnh lớn nên không gửi thành một tệp được.", "Hãy bớt ảnh rồi lưu lại.")
    write_whole(path, out.getvalue())


def open_card(path: Path) -> Opened:
    """Read and check a file. UserError when it is none, was made by a newer program, or tries something."""
    try:
        data = read_regular(path, MOST_FILE)
    except OSError as fault:
        raise UserError(f"Không mở được “{path.name}”: {reason(fault)}.", "Hãy chọn tệp khác.") from fault
    if data is None:
        raise _too_large()
    return read_card(data)


def read_card(data: bytes) -> Opened:
    """The same from bytes."""
    if len(data) > MOST_FILE or data.count(ENTRY) > MOST_ENTRIES:  # counted before millions of them are read
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _read(file)
    except BROKEN as fault:
        raise _no_card() from fault


def _no_card() -> UserError:
    return UserError("Tệp này không phải là thiệp của Lời Hay, hoặc đã hỏng.", "Hãy nhờ người gửi lưu và gửi lại.")


def _too_large() -> UserError:
    return UserError("Tệp thiệp lớn bất thường nên không được mở.", "Hãy nhờ người gửi bớt ảnh rồi gửi lại.")


def _read(file: zipfile.ZipFile) -> Opened:
    entries = {entry.filename: entry for entry in file.infolist()}
    _check_list(file.infolist())
    if _bytes(file, entries["mimetype"], 200) != MIME.encode():
        raise ValueError("another kind of file")
    said = msgspec.json.decode(_bytes(file, entries["thiep.json"], MOST_CARD))
    if not isinstance(said, dict) or not isinstance(said.get("version"), int) or not isinstance(said.get("card"), dict):
        raise ValueError("no card in it")
    if said["version"] > VERSION:
        raise UserError("Thiệp này do một bản Lời Hay mới hơn tạo ra.", "Hãy cập nhật chương trình rồi mở lại.")
    card = _without_duplicates(card_from(said["card"]))
    wanted = {FOLDER + digest for digest in pictures_of(card)}
    pictures = _pictures(file, [entry for name, entry in entries.items() if name in wanted])
    return Opened(card, {digest: data for digest, data in pictures})


def _check_list(entries: list[zipfile.ZipInfo]) -> None:
    """Nothing but what a card has, each once, packed in one of the two usual ways, of a sensible size in all."""
    names = {entry.filename for entry in entries}
    if len(names) < len(entries) or not all(name in ("mimetype", "thiep.json") or _names_picture(name) for name in names):
        raise ValueError("foreign entries")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise ValueError("packed in a rare way")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_FILE:
        raise _too_large()


def _pictures(file: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Each picture once it is known to be what its name says, and a picture of a size that we keep."""
    pixels = 0
    for entry in entries:
        digest, data = entry.filename.removeprefix(FOLDER), _bytes(file, entry, MOST_PICTURE)
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError("not the picture it says")
        pixels += check_kept(data)
        if pixels > MOST_PIXELS:
            raise _too_large()
        yield digest, data


def _bytes(file: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes; what it says of its size is not believed."""
    if entry.file_size > most:
        raise _too_large()
    with file.open(entry) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large()
    return data


def _names_picture(name: str) -> bool:
    return name.startswith(FOLDER) and DIGEST.fullmatch(name[len(FOLDER):]) is not None


def _without_duplicates(card: Card) -> Card:
    """Ids are unique and each of the card's texts is one item at most; a file that breaks this loses the later ones."""
    seen: set[Any] = set()
    kept = []
    for item in card.items:
        names = {item.id, getattr(item, "field", item.id)}
        if not names & seen and item.id:
            kept.append(item)
            seen |= names
    return card if len(kept) == len(card.items) else replace(card, items=tuple(kept))


def _entry(name: str, how: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """With a fixed date: the same card gives the same file."""
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.compress_type = how
    return entry
