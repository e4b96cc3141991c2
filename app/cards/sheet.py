"""Contact sheets. `python -m app.cards.sheet` makes the one of all designs that is kept under assets/.

`python -m app.cards.sheet OUT.jpg [ID…]` makes a working one: each palette in each authored format, with texts by turns.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from app.cards.card import Card
from app.cards.export import PNG_QUALITY, image_bytes
from app.cards.formats import AUTHORED
from app.cards.making import with_application
from app.cards.render import Renderer, make_renderer
from app.cards.schema import Template
from app.errors import UserError
from app.files import write_whole
from app.knowledge import load_knowledge
from app.paths import assets_dir

CELL, GAP, COLUMNS = 270, 14, 8
NAME = 34  # pixels under each design of the collection
MOST_BYTES = 1_900_000
QUALITIES = (90, 84, 78, 70, 60)

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
WISH = "Chúc bạn luôn bình an, mỗi sớm mai thức dậy đều có một niềm vui nho nhỏ đang chờ."
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
    for shape in filter(AUTHORED.__contains__, template.formats):
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


def collection(renderer: Renderer, assets: Path) -> QImage:
    """Every design once, in its first palette, with the title of the occasion it suits best and its own name under it."""
    occasions, headers = load_knowledge(assets).occasions, renderer.templates.headers
    height = round(CELL * 1.25) + NAME + GAP
    rows = -(-len(headers) // COLUMNS)
    out = QImage(GAP + COLUMNS * (CELL + GAP), GAP + rows * height, QImage.Format.Format_RGB32)
    out.fill(Qt.GlobalColor.white)
    with QPainter(out) as p:
        p.setFont(renderer.fonts.font("ui_medium", 15))
        p.setPen(QColor("#3a3a3a"))
        for place, header in enumerate(headers.values()):
            best = next(iter(header.occasions))
            opening = "Thương gửi bạn," if occasions[best].title else ""
            card = Card(header.id, title=occasions[best].title, opening=opening, body=WISH, signature="Minh Anh")
            x, y = GAP + place % COLUMNS * (CELL + GAP), GAP + place // COLUMNS * height
            # Painted at twice the size and shrunk, as a small text of its own would be set larger.
            picture = renderer.image(card, 2 * CELL / 1080).scaledToWidth(CELL, Qt.TransformationMode.SmoothTransformation)
            p.drawImage(x, y, picture)
            p.drawText(QRectF(x, y + picture.height(), CELL, NAME), Qt.AlignmentFlag.AlignCenter, header.label)
    return out


def small_jpeg(image: QImage) -> bytes:
    """The best JPEG under the limit of what is kept in the repository."""
    for quality in QUALITIES:
        data = image_bytes(image, "jpg", quality)
        if len(data) <= MOST_BYTES:
            break
    return data


def main(arguments: list[str]) -> int:
    application = QGuiApplication.instance() or with_application()
    try:
        renderer = make_renderer(assets_dir())
        if not arguments:
            kept = assets_dir() / "screenshots" / "designs.jpg"
            write_whole(kept, small_jpeg(collection(renderer, assets_dir())))
            print(kept)
            return 0
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
