"""Thumbnails of designs, kept on disk: painted once for each state of a template, its art's code and its title.

`python -m app.cards.thumbs FOLDER` paints what is missing, one line of JSON for each: the window starts it, so that
no painting holds its own thread up. Its standard input says what to paint: lines of {"id": …, "title": …}.
"""

import hashlib
import json
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from PySide6.QtGui import QImage

from app.cards.card import Card
from app.cards.export import image_bytes
from app.cards.render import Renderer
from app.cards.shelf import Header, Shelf
from app.errors import UserError
from app.files import write_whole
from app.knowledge import Occasion
from app.paths import assets_dir

log = logging.getLogger(__name__)
WIDTH = 270  # pixels; a scale at which art is painted
QUALITY = 88


class Thumbs:
    """The pictures in one folder. shelf: the templates; folder: made when the first is written."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self._shelf, self._folder = shelf, folder

    @cached_property
    def _code(self) -> bytes:
        """A digest of all code that paints cards."""
        digest = hashlib.sha256()
        for file in sorted(Path(__file__).parent.rglob("*.py")):
            digest.update(file.read_bytes())
        return digest.digest()

    def path(self, id: str, title: str) -> Path:
        """Where the picture of a design with this title is, or will be."""
        header = self._shelf.headers[id]
        digest = hashlib.sha256(self._code + header.file.read_bytes() + title.encode())
        return self._folder / f"{id}-{digest.hexdigest()[:20]}.jpg"

    def known(self, id: str, title: str) -> QImage | None:
        """The picture, if it is there and whole."""
        path = self.path(id, title)
        image = QImage(str(path)) if path.is_file() else QImage()
        return None if image.isNull() else image

    def make(self, id: str, title: str, renderer: Renderer) -> QImage:
        """Paint it and keep it; what cannot be kept is still painted. Older ones of the design go."""
        image = renderer.thumbnail(Card(template=id, title=title), WIDTH)
        path = self.path(id, title)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, image_bytes(image, "jpg", QUALITY))
            for old in self._folder.glob(f"{id}-*.jpg"):
                if old != path:
                    old.unlink()
        except (OSError, UserError) as fault:
            log.warning("thumbnail of %s not kept: %s", id, fault)
        return image


def ordered(headers: Mapping[str, Header], occasions: Mapping[str, Occasion], chosen: str) -> list[str]:
    """Ids of the designs to choose from: what the occasion begins with, the fittest, those that suit the most occasions.

    Mourning gets no design but its own, and no other occasion gets those.
    """
    quiet = {id for id, each in occasions.items() if each.quiet}

    def suits(header: Header) -> bool:
        return chosen in header.occasions if chosen in quiet else not set(header.occasions) <= quiet

    def fitness(header: Header) -> tuple[bool, int]:
        fits = chosen in header.occasions
        rank = header.occasions.index(chosen) if fits else 1000 - len(header.occasions)
        return header.id != occasions[chosen].template, rank

    return [header.id for header in sorted(filter(suits, headers.values()), key=fitness)]


def titled(headers: Mapping[str, Header], titles: Mapping[str, str]) -> dict[str, str]:
    """For each design the title of the occasion that it suits best; titles: by occasion."""
    return {
        id: next((titles[each] for each in header.occasions if each in titles), "") for id, header in headers.items()
    }


def main(arguments: list[str]) -> int:
    from app.cards.making import with_application
    from app.cards.render import make_renderer

    with suppress(AttributeError, OSError):
        os.nice(10)  # the window comes first
    application = with_application()
    renderer = make_renderer(assets_dir())
    thumbs = Thumbs(renderer.templates, Path(arguments[0]))
    for line in sys.stdin:
        wanted = json.loads(line)
        try:
            if thumbs.known(wanted["id"], wanted["title"]) is None:
                thumbs.make(wanted["id"], wanted["title"], renderer)
            print(json.dumps({"id": wanted["id"]}), flush=True)
        except UserError as fault:  # a broken design leaves the others alone
            print(fault.what, file=sys.stderr)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
