"""A card as a file (PNG, JPEG, PDF with real text) or on the clipboard; files appear whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.cards.card import Card
from app.cards.render import Renderer, Scene
from app.errors import UserError
from app.faults import reason

PNG_QUALITY = 80  # Qt's "quality" is zlib effort: 80 writes in about 80 ms what the default does in 400
JPEG_QUALITY = 92
DOTS_PER_METRE = 11811  # 300 dpi
PAGE_MM = 120.0  # the width of a PDF card; 4:5 is then 120 × 150 mm
PDF_DPI = 300
FORMATS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".pdf": "pdf"}


def export(card: Card, path: Path, renderer: Renderer, *, scale: float = 1.0, quality: int | None = None) -> None:
    """Writes the card by the suffix of `path`, replacing a file that is there.

    scale: 1 is 1080 pixels wide (a PDF is always 300 dpi); quality: JPEG's, or PNG's in Qt's sense.
    Raises UserError for an unknown suffix, a folder in the way, a place that cannot be written, a full disk.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"Chưa lưu được kiểu tệp “{path.suffix or path.name}”.", "Hãy dùng đuôi .png, .jpg hoặc .pdf.")
    if path.is_dir():
        raise UserError(f"“{path.name}” đang là một thư mục.", "Hãy chọn tên tệp khác.")
    if kind == "pdf":
        data = pdf_bytes(card, renderer)
    elif kind == "png":
        data = image_bytes(renderer.image(card, scale), "png", PNG_QUALITY if quality is None else quality)
    else:
        data = image_bytes(renderer.image(card, scale), "jpg", JPEG_QUALITY if quality is None else quality)
    write_whole(path, data)


def image_bytes(image: QImage, kind: str, quality: int) -> bytes:
    """The image encoded, with its density and colour space and nothing about this machine."""
    image.setDotsPerMeterX(DOTS_PER_METRE)
    image.setDotsPerMeterY(DOTS_PER_METRE)
    buffer = _buffer()
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        raise UserError("Không tạo được ảnh của thiệp.", "Hãy thử cỡ ảnh nhỏ hơn.")
    return buffer.data().data()


def pdf_bytes(card: Card, renderer: Renderer) -> bytes:
    """One page: the card as the preview shows it at 300 dpi, under the same words invisible, to select and search."""
    scene = renderer.scene(card)
    height = PAGE_MM * scene.shape.height / scene.shape.width
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DPI)
    page = QPageSize(QSizeF(PAGE_MM, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(_file_title(scene, card))
    writer.setCreator("Lời Hay")
    picture = renderer.image(card, PAGE_MM / 25.4 * PDF_DPI / scene.shape.width)
    with QPainter(writer) as p:
        width = writer.width()
        density = width / scene.shape.width
        p.drawImage(QRectF(0, 0, width, writer.height()), picture)
        p.scale(density, density)
        _words(p, scene, renderer)
    return buffer.data().data()


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


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the target and renames over it; a failure leaves the old file and nothing else."""
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):  # it may never have come to be
            part.unlink()
        raise _explained(error, path) from error


def _explained(error: OSError, path: Path) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("Ổ đĩa đã đầy nên chưa lưu được thiệp.", "Hãy xóa bớt tệp hoặc chọn ổ khác.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UserError(f"Không có thư mục “{path.parent}”.", "Hãy tạo thư mục ấy, hoặc chọn chỗ khác.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"Không được phép ghi vào “{path.parent}”.", "Hãy chọn thư mục khác.")
    if error.errno == errno.ENAMETOOLONG:
        return UserError("Tên tệp dài quá.", "Hãy chọn một tên ngắn hơn.")
    return UserError(f"Không lưu được “{path.name}”: {reason(error)}.", "Hãy chọn chỗ khác.")


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
