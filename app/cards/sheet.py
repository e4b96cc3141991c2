"""A contact sheet of every template, palette and format: `python -m app.cards.sheet OUT.png`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.cards.card import Card
from app.cards.export import PNG_QUALITY, image_bytes, write_whole
from app.cards.making import with_application
from app.cards.render import Renderer, make_renderer
from app.cards.schema import Template
from app.errors import UserError
from app.paths import assets_dir

CELL, GAP, COLUMNS = 270, 14, 8

SHORT = "Chúc bà năm mới sống lâu trăm tuổi, mắt sáng như sao!"
MIDDLE = (
    "Chúc bà luôn mạnh khỏe, mỗi bữa cơm đều ngon, mỗi giấc ngủ đều ấm.\n"
    "Mong giàn lan ngoài hiên nở rộ, để sớm nào bà cũng có chuyện vui kể cho chúng cháu nghe."
)
LONG = (
    "Thế là một mùa xuân nữa lại về trên giàn lan mà bà chăm từng sớm từng chiều. Cháu nhớ mãi những buổi chợ "
    "bà dắt tay cháu đi giữa hàng đào, hàng quất, nhớ nồi bánh sôi lục bục suốt đêm và tiếng bà kể chuyện ngày "
    "xưa bên bếp lửa ấm. Năm nay mắt bà đã sáng lại sau ca mổ, cháu mừng đến rơi nước mắt. Cháu kính chúc bà luôn "
    "mạnh khỏe, ăn ngon, ngủ ấm, mỗi bước chân đều vững vàng, mỗi sớm mai đều nghe chim hót ngoài hiên. Mong cả "
    "nhà mình luôn quây quần đủ đầy bên mâm cơm. Cháu sẽ về sớm để gói bánh cùng bà, để lại được bà mắng yêu vì "
    "gói lệch góc, và để ôm bà thật chặt."
)
VERSE = (
    "Tháng Giêng nắng ấm hiên nhà\nCháu về thăm ngoại, chuyện xa chuyện gần\n"
    "Mong cho ngoại khỏe muôn phần\nVườn lan mỗi sớm, bước chân thong dong"
)
# Titles of other occasions too: a template must carry any of them.
SAMPLES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi 2027", "Bà ngoại kính yêu,", SHORT, "Cháu Lan"),
    ("Chúc Mừng\nSinh Nhật", "", "Thương gửi Linh Chi,", MIDDLE, "Hội bạn thân"),
    ("Tri Ân\nThầy Cô", "Ngày Nhà giáo Việt Nam 20-11", "Kính thưa cô Hạnh,", LONG, "Tập thể lớp 12A1"),
    ("Chúc Mừng Ngày Quốc Tế Phụ Nữ", "8 tháng 3", "", MIDDLE, ""),
    ("Cảm Ơn", "", "Chị Hà thân mến,", SHORT, "Em Nam"),
    ("Trăm Năm\nHạnh Phúc", "Mừng lễ thành hôn", "", SHORT, "Gia đình Minh Anh"),
    ("Mừng Thọ", "Tám mươi xuân", "Ông bà ngoại kính yêu,", VERSE, "Các cháu"),
    ("Ấm Êm\nMái Ấm Mới", "", "", LONG, ""),
)


def cards(template: Template) -> Iterator[Card]:
    """Each palette in each format, with texts that turn through the samples."""
    turn = 0
    for shape in template.formats:
        for palette in template.palettes:
            for _ in range(COLUMNS // len(template.palettes)):
                title, kicker, opening, body, signature = SAMPLES[turn % len(SAMPLES)]
                yield Card(template.id, shape, palette, title, kicker, opening, body, signature)
                turn += 1


def sheet(renderer: Renderer, templates: list[Template]) -> QImage:
    """Small pictures of every card, a row for each template and format."""
    rows: list[list[QImage]] = []
    for template in templates:
        small = [
            renderer.image(card).scaledToWidth(CELL, Qt.TransformationMode.SmoothTransformation)
            for card in cards(template)
        ]
        rows += [small[i : i + COLUMNS] for i in range(0, len(small), COLUMNS)]
    height = GAP + sum(max(image.height() for image in row) + GAP for row in rows)
    out = QImage(GAP + COLUMNS * (CELL + GAP), height, QImage.Format.Format_RGB32)
    out.fill(Qt.GlobalColor.white)
    p, y = QPainter(out), GAP
    for row in rows:
        for i, image in enumerate(row):
            p.drawImage(GAP + i * (CELL + GAP), y, image)
        y += max(image.height() for image in row) + GAP
    p.end()
    return out


def main(arguments: list[str]) -> int:
    if not arguments:
        print("Cách dùng: python -m app.cards.sheet TỆP.png [MẪU…]", file=sys.stderr)
        return 2
    application = QGuiApplication.instance() or with_application()
    try:
        renderer = make_renderer(assets_dir())
        wanted = arguments[1:] or list(renderer.templates)
        chosen = [renderer.templates[name] for name in wanted if name in renderer.templates]
        path = Path(arguments[0])
        kind = "jpg" if path.suffix.lower() in (".jpg", ".jpeg") else "png"
        write_whole(path, image_bytes(sheet(renderer, chosen), kind, 90 if kind == "jpg" else PNG_QUALITY))
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
