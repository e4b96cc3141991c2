"""A card as a file (PNG, JPEG, WebP, PDF with real text) or on the clipboard; files appear whole or not at all."""

import io
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.cards.card import Card
from app.cards.formats import PRINT_DPI
from app.cards.frames import frame_of, placing
from app.cards.kit import to_pixels
from app.cards.render import Renderer
from app.cards.scene import Scene
from app.cards.title import SetTitle
from app.cards.typeset import Run
from app.errors import UserError
from app.files import write_whole

PNG_QUALITY = 80  # Qt's "quality" is zlib effort: 80 writes in about 80 ms what the default does in 400
JPEG_QUALITY = 92
WEBP_QUALITY = 90
LEAST_QUALITY, LEAST_SCALE = 60, 0.35  # before a file that must be small gets fewer pixels, and before it is given up
PAGE_MM = 120.0  # the width of a PDF card that has no paper size of its own; 4:5 is then 120 × 150 mm
MM_PER_INCH = 25.4
MAKER = "Lời Hay"
FORMATS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".webp": "webp", ".pdf": "pdf"}
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="vi">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def export(
    card: Card, path: Path, renderer: Renderer, *, scale: float = 1.0, quality: int | None = None, most_bytes: int = 0
) -> None:
    """Writes the card by the suffix of `path`, replacing a file that is there.

    scale: 1 is 1080 pixels wide, or 300 dpi of a format for print (a PDF always is); quality: JPEG's and WebP's, or
    PNG's in Qt's sense; most_bytes: how large the file may be (JPEG, WebP): quality, then pixels are given up for it.
    Raises UserError for an unknown suffix, a folder in the way, a place that cannot be written, a full disk.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UserError(
            f"Chưa lưu được kiểu tệp “{path.suffix or path.name}”.", "Hãy dùng đuôi .png, .jpg, .webp hoặc .pdf."
        )
    if path.is_dir():
        raise UserError(f"“{path.name}” đang là một thư mục.", "Hãy chọn tên tệp khác.")
    if kind == "pdf":
        data = pdf_bytes(card, renderer)
    elif most_bytes and kind != "png":
        data = small_bytes(card, renderer, kind, most_bytes, scale)
    else:
        image, dpi = picture(card, renderer, scale)
        data = image_bytes(image, kind, quality, dpi, xmp_of(card, renderer))
    write_whole(path, data)


def small_bytes(card: Card, renderer: Renderer, kind: str, most_bytes: int, scale: float = 1.0) -> bytes:
    """The best picture that fits into so many bytes. UserError when even a small one does not."""
    while scale >= LEAST_SCALE:
        image, dpi = picture(card, renderer, scale)
        for quality in (95, 92, 88, 84, 78, 72, 66, LEAST_QUALITY):
            data = image_bytes(image, kind, quality, dpi, xmp_of(card, renderer))
            if len(data) <= most_bytes:
                return data
        scale *= 0.8
    raise UserError("Không thu được ảnh nhỏ đến thế.", "Hãy cho phép tệp lớn hơn một chút.")


def xmp_of(card: Card, renderer: Renderer) -> bytes:
    """The card's title, who signed it, its language, as an XMP packet (ISO 16684-1)."""
    title = _file_title(renderer.scene(card), card)
    return XMP.format(title=escape(title), author=escape(card.signature or MAKER), maker=MAKER).encode()


def picture(card: Card, renderer: Renderer, scale: float) -> tuple[QImage, float]:
    """The card's pixels and their density in dots an inch: what is printed comes out in its own size at any scale."""
    shape = renderer.scene(card).shape
    if shape.mm is None:
        return renderer.image(card, scale), PRINT_DPI
    dpi = PRINT_DPI * scale
    return renderer.image(card, shape.mm[0] / MM_PER_INCH * dpi / shape.width), dpi


def image_bytes(image: QImage, kind: str, quality: int | None = None, dpi: float = PRINT_DPI, xmp: bytes = b"") -> bytes:
    """The image encoded (kind: png, jpg or webp), with its density, what the packet says, and nothing about this machine."""
    if kind != "png":
        return _by_pillow(image, kind, quality, dpi, xmp)
    image.setDotsPerMeterX(round(dpi * 1000 / MM_PER_INCH))
    image.setDotsPerMeterY(round(dpi * 1000 / MM_PER_INCH))
    if xmp:
        image.setText("XML:com.adobe.xmp", xmp.decode())
    buffer = _buffer()
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(PNG_QUALITY if quality is None else quality)
    if not writer.write(image):
        raise UserError("Không tạo được ảnh của thiệp.", "Hãy thử cỡ ảnh nhỏ hơn.")
    return buffer.data().data()


def _by_pillow(image: QImage, kind: str, quality: int | None, dpi: float, xmp: bytes) -> bytes:
    """JPEG and WebP: Qt writes no XMP into them. Pixels are sRGB, which is what readers take an untagged picture for."""
    pixels = to_pixels(image)
    plain = Image.fromarray(pixels[..., 2::-1].copy())
    out = io.BytesIO()
    if kind == "jpg":
        plain.save(out, "JPEG", quality=quality or JPEG_QUALITY, subsampling=0, optimize=True, dpi=(dpi, dpi), xmp=xmp)
    else:
        plain.save(out, "WEBP", quality=quality or WEBP_QUALITY, method=4, xmp=xmp)
    return out.getvalue()


def pdf_bytes(card: Card, renderer: Renderer) -> bytes:
    """Each page as the preview shows it at 300 dpi, over the same words invisible, to select and search."""
    scenes = renderer.scenes(card)
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(PRINT_DPI)
    writer.setTitle(_file_title(scenes[0], card))
    writer.setCreator(MAKER)
    writer.setAuthor(card.signature or MAKER)
    writer.setDocumentXmpMetadata(QByteArray(xmp_of(card, renderer)))
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
    """Every word where the picture shows it, in no colour, from the top of the card down; then words in turned frames."""
    p.setPen(QColor(0, 0, 0, 0))
    placed, lines = scene.placed, []
    if "title" not in scene.own:
        lines += _title_lines(placed.title)
    lines += [line for run in placed.runs if run.field not in scene.own for line in _run_lines(run)]
    turned = []
    for item in scene.items:
        own, frame = renderer.own_text(scene, item), frame_of(scene, item)
        if own and frame:
            mine = _title_lines(own.title) if own.title else _run_lines(own.run) if own.run else []
            if frame.turn:
                turned.append((placing(frame), mine))
            else:
                lines += [(y + frame.y, x + frame.x, *rest) for y, x, *rest in mine]
    for y, x, text, width, px in sorted(lines):
        _line(p, renderer, text, x, y, width, px)
    for place, mine in turned:
        p.save()
        p.setTransform(place, True)
        for y, x, text, width, px in mine:
            _line(p, renderer, text, x, y, width, px)
        p.restore()


def _title_lines(title: SetTitle) -> list[tuple[float, float, str, float, int]]:
    """Baseline, left edge, text, width and size of each line."""
    boxes = [(line.text, line.path.boundingRect()) for line in title.lines]
    return [(b.bottom() - b.height() * 0.25, b.left(), text, b.width(), round(b.height() * 0.6)) for text, b in boxes]


def _run_lines(run: Run) -> list[tuple[float, float, str, float, int]]:
    left, top, px = run.rect.left(), run.rect.top(), run.block.px
    return [(top + line.baseline, left + line.x, line.text, line.width, px) for line in run.block.lines]


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
