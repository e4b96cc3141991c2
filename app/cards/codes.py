"""QR codes: drawn as squares of ink on a white ground with the quiet zone that readers need."""

from functools import lru_cache

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.errors import UserError

CRISP = 3  # device pixels of a module from which one more or less is not seen
QUIET = 4  # modules of white all round (ISO/IEC 18004)


@lru_cache(maxsize=32)
def matrix(content: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules, the quiet zone included. UserError when the content is empty or too long."""
    if not content.strip():
        raise UserError("Chưa có gì để làm mã QR.", "Hãy dán một đường dẫn, số điện thoại hoặc lời nhắn.")
    try:
        code = segno.make_qr(content, error="m", boost_error=True)
    except (segno.DataOverflowError, UnicodeError) as fault:
        raise UserError("Nội dung dài quá, không vừa một mã QR.", "Hãy rút ngắn còn dưới 1.000 chữ, hoặc dùng đường dẫn.") from fault
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))


def paint_code(p: QPainter, box: QRectF, content: str, color: str) -> None:
    """The code as large as fits in the middle of `box`, its edges on whole device pixels where there is room.

    Content that no code can hold shows as an empty white square.
    """
    side = min(box.width(), box.height())
    left, top = box.center().x() - side / 2, box.center().y() - side / 2
    p.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.white)
    try:
        rows = matrix(content)
    except UserError:
        return
    module = side / len(rows)
    sharp = module >= CRISP
    edges = [round(i * module) if sharp else i * module for i in range(len(rows) + 1)]
    left, top = (round(left), round(top)) if sharp else (left, top)
    ink = QPainterPath()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                ink.addRect(QRectF(left + edges[x], top + edges[y], edges[x + 1] - edges[x], edges[y + 1] - edges[y]))
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing, not sharp)
    p.fillPath(ink, QColor(color))
    p.restore()
