"""The vendored fonts: loads assets/fonts into Qt and hands out fonts by role."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.errors import UserError


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    italic: bool


class Fonts:
    """Faces by role. Needs a QGuiApplication; make one per process and pass it down."""

    def __init__(self, folder: Path) -> None:
        """folder: assets/fonts, with fonts.toml. Raises UserError for a missing or broken file."""
        self._faces: dict[str, Face] = {}
        self.offered: dict[str, str] = {}  # what a person may choose: labels by role
        try:
            table = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise UserError("Không đọc được danh sách phông chữ của thiệp.", f"{folder}: {error}") from error
        for entry in table["face"]:
            face = Face(_load(folder / entry["file"]), entry["weight"], entry.get("italic", False))
            self._faces.update(dict.fromkeys(entry["roles"], face))
            if "label" in entry:
                self.offered[entry["roles"][0]] = entry["label"]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self._faces)

    @property
    def ui_family(self) -> str:
        """The family of the window's own text (Be Vietnam Pro)."""
        return self._faces["ui"].family

    def font(self, role: str, px: int, spacing: float = 0.0) -> QFont:
        """A font of `px` pixels; emoji fall back to the vendored monochrome face. spacing: extra px a letter.
        A role that is not there (a card from elsewhere may name one) is set in the window's own face."""
        face = self._faces.get(role) or self._faces["ui"]
        # Weight and italic always: by family alone Qt picks the face that was loaded first.
        font = QFont([face.family, self._faces["emoji"].family])
        font.setWeight(QFont.Weight(face.weight))
        font.setItalic(face.italic)
        font.setPixelSize(max(1, px))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font


def _load(path: Path) -> str:
    """Registers one file and returns its family. Qt keeps a face it already has, so loading twice is harmless."""
    number = QFontDatabase.addApplicationFont(str(path))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise UserError(f"Không nạp được phông chữ {path.name}.", "Hãy cài lại chương trình.")
    return families[0]
