"""Templates load, and every mistake in one is named."""

import shutil
from pathlib import Path

import pytest

from app.cards.shelf import Shelf
from app.cards.template import load_template, load_templates
from app.errors import UserError
from app.paths import assets_dir

SHIPPED = assets_dir() / "cards"


def broken(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "tet"
    shutil.copytree(SHIPPED / "tet", folder)
    file = folder / "template.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "drum"', 'kind = "trong"', "không có họa tiết loại “trong”"),
        ("twigs = 8", "canh = 8", "không nhận tham số “canh”"),
        ("twigs = 8", 'twigs = "tám"', "sai kiểu"),
        ('role = "brush"', "", "thiếu “role”"),
        ("largest = 168", "biggest = 168", "largest"),
        ('ink = "#fff3dc"', "", "bảng màu “do_son” thiếu màu “ink”"),
        ('ink = "#fff3dc"', 'ink = "trắng"', "#rrggbb"),
        ("head = [255,", "head = [955,", "vượt ra ngoài thiệp"),
        ("text = [240, 784,", "text = [240, 384,", "đè lên nhau"),
        ("den_lon = [10,", "den_la = [10,", "họa tiết lạ “den_la”"),
        ('id = "tet"', 'id = "xuan"', "khác tên thư mục"),
        ('label = "Trống đồng hoa xuân"', "", "thiếu “label”"),
        ("[formats.vuong]", "[formats.tron]", "khổ thiệp “tron”"),
        ("seed = 5", "seed =", "Không đọc được mẫu thiệp tet"),
        ("size = [1080, 1350]", "size = [1080, 1920]", "khổ “doc” phải là 1080 × 1350"),
        ('tall = "middle"', 'tall = "giữa"', "“tall” của formats.doc.thoang.quang"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        load_template(broken(tmp_path, old, new))
    assert says in str(error.value)


def test_no_templates_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không tìm thấy mẫu thiệp"):
        load_templates(tmp_path)


def test_templates_hold_no_words_of_an_occasion() -> None:
    for file in SHIPPED.glob("*/template.toml"):
        for line in file.read_text("utf-8").splitlines():
            if not line.startswith(("id", "label", "occasions", "#")):
                assert not any(word in line for word in ("Chúc", "Mừng", "Sinh Nhật", "Năm Mới", "Tri Ân")), line


def test_a_format_that_is_left_out_must_be_a_known_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="without"):
        load_template(broken(tmp_path, "seed = ", 'without = ["bao_thu"]\nseed = '))


def test_a_shelf_says_what_whole_templates_say() -> None:
    shelf = Shelf(assets_dir())
    for header in shelf.headers.values():
        template = shelf[header.id]
        assert (header.label, header.occasions, header.style) == (template.label, template.occasions, template.style)
        assert header.swatch == next(iter(template.palettes.values())).swatch


def test_a_shelf_opens_no_template_that_nobody_asked_for(tmp_path: Path) -> None:
    file = broken(tmp_path / "cards", 'kind = "drum"', 'kind = "trong"')
    shelf = Shelf(tmp_path)
    assert list(shelf) == ["tet"]
    assert shelf.headers["tet"].file == file
    with pytest.raises(UserError, match="trong"):
        shelf["tet"]


def test_an_empty_shelf_and_a_broken_top_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không tìm thấy mẫu thiệp"):
        list(Shelf(tmp_path))
    broken(tmp_path / "cards", 'label = "Trống đồng hoa xuân"', "")
    with pytest.raises(UserError, match="thiếu “label”"):
        list(Shelf(tmp_path))
