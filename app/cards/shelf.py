"""All templates of a folder: what a chooser shows is read at once, a whole template when a card needs it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.cards.schema import Template, Tones
from app.cards.template import load_template
from app.errors import UserError

SWATCH = re.compile(r"^swatch\s*=\s*\[(.*?)\]", re.MULTILINE | re.DOTALL)
TONE = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Header:
    """The top of a template's file, and its first palette's swatch."""

    id: str
    label: str
    occasions: tuple[str, ...]
    style: str
    swatch: Tones
    file: Path


class Shelf(Mapping[str, Template]):
    """Templates by id in alphabetical order; each is read and checked once, when it is first asked for."""

    def __init__(self, assets: Path) -> None:
        """assets: the folder that holds cards/<id>/template.toml."""
        self._assets = assets
        self._read: dict[str, Template] = {}

    @cached_property
    def headers(self) -> Mapping[str, Header]:
        """What is known without parsing whole files. Raises UserError when there is none, or one is broken at its top."""
        files = sorted((self._assets / "cards").glob("*/template.toml"))
        if not files:
            raise UserError("Không tìm thấy mẫu thiệp nào.", f"Hãy kiểm tra thư mục {self._assets / 'cards'}.")
        return {file.parent.name: _header(file) for file in files}

    def __getitem__(self, id: str) -> Template:
        if id not in self._read:  # two threads may both read it: harmless
            self._read[id] = load_template(self.headers[id].file)
        return self._read[id]

    def __contains__(self, id: object) -> bool:
        return id in self.headers

    def __iter__(self) -> Iterator[str]:
        return iter(self.headers)

    def __len__(self) -> int:
        return len(self.headers)


def _header(file: Path) -> Header:
    try:
        text = file.read_text("utf-8")
        top = tomllib.loads(text.partition("\n[")[0])
        swatch = SWATCH.search(text)
        tones = tuple(TONE.findall(swatch[1])) if swatch else ()
        return Header(
            file.parent.name, top["label"], tuple(top["occasions"]), top["style"], tones or ("#cccccc",), file
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"Không đọc được mẫu thiệp {file.parent.name}.", str(error)) from error
    except KeyError as error:
        raise UserError(f"Mẫu thiệp “{file.parent.name}” thiếu “{error.args[0]}”.", f"Hãy sửa tệp {file}.") from error
