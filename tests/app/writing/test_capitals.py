"""Names of places get their capitals, other words stay."""

import pytest

from app.writing.capitals import with_capitals


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("con đi làm ở đài loan tết này không về được", "con đi làm ở Đài Loan Tết này không về được"),
        ("quen nhau ở bến phà vàm cống", "quen nhau ở bến phà Vàm Cống"),
        ("anh làm nail bên mỹ", "anh làm nail bên Mỹ"),
        ("hoa mỹ nhân nở rồi", "hoa mỹ nhân nở rồi"),
        ("mẹ tết tóc cho con", "mẹ tết tóc cho con"),
        ("cao bằng cái bàn", "cao bằng cái bàn"),
        ("HÀ NỘI mùa thu", "HÀ NỘI mùa thu"),
        ("người an giangs", "người an giangs"),
        ("bé thích đón noel, tết", "bé thích đón Noel, Tết"),
        ("đức tính của anh", "đức tính của anh"),
        ("sang công ty mới ở Binh Duong", "sang công ty mới ở Bình Dương"),
        ("anh ha nam", "anh ha nam"),
        ("", ""),
    ],
)
def test_names_are_spelled_with_capitals(typed, spelled):
    assert with_capitals(typed) == spelled


def test_it_changes_nothing_when_done_twice():
    once = with_capitals("ở nhật, hà nội, tết")
    assert with_capitals(once) == once == "ở Nhật, Hà Nội, Tết"
