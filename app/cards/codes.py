"""QR codes: drawn as squares of ink on a white ground with the quiet zone that readers need."""

from functools import lru_cache

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.errors import UserError

QUIET = 4  # modules of white all round (ISO/IEC 18004)


@lru_cache(maxsize=32)
def matrix(content: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules, the quiet zone included. UserError when the content is empty or too long."""
    if not content.strip():
        raise UserError("Chưa có gì để làm mã QR.", "Hãy dán một đường dẫn, số điện thoại hoặc lời nhắn.")
    try:
        code = segno.make_qr(content, error="m", boost_error=True)
    except segno.DataOverflowError as fault:
        raise UserError("Nội dung dài quá, không vừa một mã QR.", "Hãy rút ngắn còn dưới 1.000 chữ, hoặc dùng đường dẫn.") from fault
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))


def paint_code(p: QPainter, box: QRectF, content: str, color: str) -> None:
    """The code as large as fits in the middle of `box`, in whole device pixels a module where there is room."""
    rows = matrix(content)
    side = min(box.width(), box.height())
    module = side / len(rows)
    module = float(int(module)) if module >= 3 else module
    left, top = box.center().x() - module * len(rows) / 2, box.center().y() - module * len(rows) / 2
    p.fillRect(QRectF(left, top, module * len(rows), module * len(rows)), Qt.GlobalColor.white)
    ink = QPainterPath()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                ink.addRect(QRectF(left + x * module, top + y * module, module, module))
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing, module != int(module))
    p.fillPath(ink, QColor(color))
    p.restore()
