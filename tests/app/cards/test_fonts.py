"""Every face has every Vietnamese letter, and comes in the weight and slant its role names."""

import itertools
import tomllib
import unicodedata

import pytest
from PySide6.QtGui import QFontInfo, QRawFont

from app.cards.fonts import Fonts
from app.errors import UserError
from app.paths import assets_dir

FOLDER = assets_dir() / "fonts"
FACES = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))["face"]
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = {
    unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", TONES)
} | set("đĐ")


@pytest.mark.parametrize("face", [face for face in FACES if face["roles"] != ["emoji"]], ids=lambda face: face["file"])
def test_every_vietnamese_letter_is_there(qapp, face) -> None:
    raw = QRawFont(str(FOLDER / face["file"]), 40)
    assert len(LETTERS) == 146
    assert [letter for letter in LETTERS if not raw.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("face", FACES, ids=lambda face: face["file"])
def test_a_role_gets_its_own_weight_and_slant(renderer, face) -> None:
    info = QFontInfo(renderer.fonts.font(face["roles"][0], 40))
    assert (info.weight(), info.italic()) == (face["weight"], face.get("italic", False))


def test_every_face_has_its_licence_and_all_are_small() -> None:
    for face in FACES:
        assert "SIL Open Font License" in (FOLDER / face["file"]).with_name("OFL.txt").read_text("utf-8")
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.ttf")) < 6_000_000
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.ttf")} == {face["file"] for face in FACES}


def test_templates_name_only_known_roles(renderer) -> None:
    for template in renderer.templates.values():
        styles = template.styles
        roles = {styles.title.role, styles.title.first_role, styles.kicker.role, styles.body.role}
        assert roles | {styles.opening.role, styles.signature.role} <= renderer.fonts.roles | {""}


def test_missing_fonts_are_a_clear_error(qapp, tmp_path) -> None:
    with pytest.raises(UserError, match="phông chữ"):
        Fonts(tmp_path)


def test_a_role_that_is_not_there_is_set_in_the_windows_face(renderer) -> None:
    assert renderer.fonts.font("khong_co", 20).family() == renderer.fonts.ui_family


def test_every_design_names_roles_that_are_there(renderer) -> None:
    for template in renderer.templates.values():
        styles = template.styles
        named = {styles.title.role, styles.title.first_role, *(getattr(styles, f).role for f in ("kicker", "body", "opening", "signature"))}
        assert named - {""} <= renderer.fonts.roles, template.id
