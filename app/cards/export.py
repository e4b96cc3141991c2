"""A card as a file (PNG, JPEG, PDF with real text) or on the clipboard; files appear whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.cards.card import Card
from app.cards.formats import PRINT_DPI
from app.cards.render import Renderer, Scene
from app.errors import UserError
from app.files import write_whole

PNG_QUALITY = 80  # Qt's "quality" is zlib effort: 80 writes in about 80 ms what the default does in 400
JPEG_QUALITY = 92
PAGE_MM = 120.0  # the width of a PDF card that has no paper size of its own; 4:5 is then 120 × 150 mm
MM_PER_INCH = 25.4
FORMATS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".pdf": "pdf"}


def export(card: Card, path: Path, renderer: Renderer, *, scale: float = 1.0, quality: int | None = None) -> None:
    """Writes the card by the suffix of `path`, replacing a file that is there.

    scale: 1 is 1080 pixels wide, or 300 dpi of a format for print (a PDF always is); quality: JPEG's, or PNG's in Qt's sense.
    Raises UserError for an unknown suffix, a folder in the way, a place that cannot be written, a full disk.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"Chưa lưu được kiểu tệp “{path.suffix or path.name}”.", "Hãy dùng đuôi .png, .jpg hoặc .pdf.")
    if path.is_dir():
        raise UserError(f"“{path.name}” đang là một thư mục.", "Hãy chọn tên tệp khác.")
    if kind == "pdf":
        data = pdf_bytes(card, renderer)
    else:
        usual = PNG_QUALITY if kind == "png" else JPEG_QUALITY
        image, dpi = picture(card, renderer, scale)
        data = image_bytes(image, kind, usual if quality is None else quality, dpi)
    write_whole(path, data)


def picture(card: Card, renderer: Renderer, scale: float) -> tuple[QImage, float]:
    """The card's pixels and their density in dots an inch: what is printed comes out in its own size at any scale."""
    shape = renderer.scene(card).shape
    if shape.mm is None:
        return renderer.image(card, scale), PRINT_DPI
    dpi = PRINT_DPI * scale
    return renderer.image(card, shape.mm[0] / MM_PER_INCH * dpi / shape.width), dpi


def image_bytes(image: QImage, kind: str, quality: int, dpi: float = PRINT_DPI) -> bytes:
    """The image encoded, with its density and colour space and nothing about this machine."""
    image.setDotsPerMeterX(round(dpi * 1000 / MM_PER_INCH))
    image.setDotsPerMeterY(round(dpi * 1000 / MM_PER_INCH))
    buffer = _buffer()
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        raise UserError("Không tạo được ảnh của thiệp.", "Hãy thử cỡ ảnh nhỏ hơn.")
    return buffer.data().data()


def pdf_bytes(card: Card, renderer: Renderer) -> bytes:
    """Each page as the preview shows it at 300 dpi, over the same words invisible, to select and search."""
    scenes = renderer.scenes(card)
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(PRINT_DPI)
    writer.setTitle(_file_title(scenes[0], card))
    writer.setCreator("Lời Hay")
    writer.setPageLayout(_paper(scenes[0]))
    with QPainter(writer) as p:
        for number, scene in enumerate(scenes):
            if number:
                writer.setPageLayout(_paper(scene))
                writer.newPage()
            shape = scene.shape
            picture = renderer.page(scene, _paper_mm(scene)[0] / MM_PER_INCH * PRINT_DPI / shape.width)
            p.save()
            p.drawImage(QRectF(0, 0, writer.width(), writer.height()), picture)
            p.scale(writer.width() / shape.width, writer.width() / shape.width)
            _words(p, scene, renderer)
            p.restore()
    return buffer.data().data()


def _paper_mm(scene: Scene) -> tuple[float, float]:
    shape = scene.shape
    return shape.mm or (PAGE_MM, PAGE_MM * shape.height / shape.width)


def _paper(scene: Scene) -> QPageLayout:
    size = QSizeF(*_paper_mm(scene))
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(page, upright, QMarginsF())


def _words(p: QPainter, scene: Scene, renderer: Renderer) -> None:
    """Every word where the picture shows it, in no colour, from the top of the card down."""
    p.setPen(QColor(0, 0, 0, 0))
    lines = []
    for title in scene.placed.title.lines:
        box = title.path.boundingRect()
        lines.append(
            (box.bottom() - box.height() * 0.25, box.left(), title.text, box.width(), round(box.height() * 0.6))
        )
    for run in scene.placed.runs:
        left, top, px = run.rect.left(), run.rect.top(), run.block.px
        lines += [(top + line.baseline, left + line.x, line.text, line.width, px) for line in run.block.lines]
    for y, x, text, width, px in sorted(lines):
        _line(p, renderer, text, x, y, width, px)


def _line(p: QPainter, renderer: Renderer, text: str, x: float, y: float, width: float, px: int) -> None:
    """One line, word by word, in the plain face stretched to the width that the picture's face takes.

    Script faces end words in alternate glyphs that a PDF cannot name ("Năm" would read "Nă"), letter-spaced words
    would read letter by letter, and Qt names the space a tab: readers find spaces by the gaps instead.
    """
    font = renderer.fonts.font("ui", max(1, px))
    metrics = QFontMetricsF(font)
    p.save()
    p.setFont(font)
    p.translate(x, y)
    p.scale(width / max(1.0, metrics.horizontalAdvance(text)), 1)
    words = text.split()
    for i, word in enumerate(words):
        p.drawText(QPointF(metrics.horizontalAdvance(" ".join([*words[:i], ""])), 0), word)
    p.restore()


def _file_title(scene: Scene, card: Card) -> str:
    words = " ".join(line.text for line in scene.placed.title.lines)
    return words or card.opening or "Thiệp chúc"


def clipboard_mime(card: Card, renderer: Renderer, text: str | None = None) -> QMimeData:
    """Image and words together: a picture program pastes the card, a text field pastes the greeting."""
    mime = QMimeData()
    mime.setImageData(renderer.image(card))
    words = "\n\n".join(part for part in (card.opening, card.body, card.signature) if part)
    mime.setText(words if text is None else text)
    return mime


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
