"""A card as a .thiep file: a zip with its values as JSON and its pictures; what comes from elsewhere is never trusted.

Layout: `mimetype` (first, stored), `thiep.json` {"version", "card"}, `anh/<sha256>` for each picture.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.cards.card import Card, card_from, card_values
from app.cards.items import Photo
from app.cards.pictures import DIGEST, Pictures, check_kept
from app.errors import UserError
from app.faults import reason
from app.files import write_whole

SUFFIX = ".thiep"
MIME = "application/vnd.loihay.thiep+zip"
VERSION = 1
MOST_FILE = 120 * 2**20  # bytes of the zip
MOST_CARD = 2 * 2**20  # bytes of its JSON
MOST_PICTURE = 24 * 2**20
MOST_ENTRIES = 64
FOLDER = "anh/"
NOT_A_CARD = UserError("Tệp này không phải là thiệp của Lời Hay, hoặc đã hỏng.", "Hãy nhờ người gửi lưu và gửi lại.")
TOO_LARGE = UserError("Tệp thiệp lớn bất thường nên không được mở.", "Hãy nhờ người gửi bớt ảnh rồi gửi lại.")


@dataclass(frozen=True)
class Opened:
    """A card from a file, and its pictures by digest."""

    card: Card
    pictures: Mapping[str, bytes]


def pictures_of(card: Card) -> set[str]:
    """The digests of the pictures that a card shows."""
    return {item.picture for item in card.items if isinstance(item, Photo)}


def save_card(card: Card, path: Path, pictures: Pictures) -> None:
    """Write the file whole or not at all; a picture that is lost is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_entry("mimetype"), MIME)
        said = json.dumps({"version": VERSION, "card": card_values(card)}, ensure_ascii=False, indent=1)
        file.writestr(_entry("thiep.json", zipfile.ZIP_DEFLATED), said)
        for digest in sorted(pictures_of(card)):
            if data := pictures.data(digest):
                file.writestr(_entry(FOLDER + digest), data)
    write_whole(path, out.getvalue())


def open_card(path: Path) -> Opened:
    """Read and check a file. UserError when it is none, was made by a newer program, or tries something."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise TOO_LARGE
        data = path.read_bytes()
    except OSError as fault:
        raise UserError(f"Không mở được “{path.name}”: {reason(fault)}.", "Hãy chọn tệp khác.") from fault
    return read_card(data)


def read_card(data: bytes) -> Opened:
    """The same from bytes."""
    if len(data) > MOST_FILE or _listed(data) > MOST_ENTRIES:
        raise TOO_LARGE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _read(file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, ValueError, OSError,
            IndexError, OverflowError, MemoryError, RecursionError) as fault:  # what a broken zip or JSON raises  # fmt: skip
        raise NOT_A_CARD from fault


def _listed(data: bytes) -> int:
    """How many entries a zip says it has: asked before millions of them are read (APPNOTE 4.3.16)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    return int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0


def _read(file: zipfile.ZipFile) -> Opened:
    entries = {entry.filename: entry for entry in file.infolist()}
    if len(file.infolist()) > MOST_ENTRIES or len(entries) < len(file.infolist()):
        raise NOT_A_CARD
    if set(entries) - {"mimetype", "thiep.json"} - {name for name in entries if _names_picture(name)}:
        raise NOT_A_CARD
    if _bytes(file, entries["mimetype"], 200) != MIME.encode():
        raise NOT_A_CARD
    said = json.loads(_bytes(file, entries["thiep.json"], MOST_CARD))
    if not isinstance(said, dict) or not isinstance(said.get("version"), int) or not isinstance(said.get("card"), dict):
        raise NOT_A_CARD
    if said["version"] > VERSION:
        raise UserError("Thiệp này do một bản Lời Hay mới hơn tạo ra.", "Hãy cập nhật chương trình rồi mở lại.")
    card = card_from(said["card"])
    wanted = pictures_of(card)
    pictures = {name[len(FOLDER):]: data for name, data in _pictures(file, entries) if name[len(FOLDER):] in wanted}
    return Opened(_without_duplicates(card), pictures)


def _pictures(file: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Each picture once it is known to be what its name says, and a picture of a size that we keep."""
    for name, entry in entries.items():
        if _names_picture(name):
            data = _bytes(file, entry, MOST_PICTURE)
            if hashlib.sha256(data).hexdigest() != name[len(FOLDER):]:
                raise NOT_A_CARD
            check_kept(data)
            yield name, data


def _bytes(file: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes; what it says of its size is not believed."""
    if entry.file_size > most:
        raise TOO_LARGE
    with file.open(entry) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise TOO_LARGE
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
