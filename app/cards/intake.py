"""Takes in a picture file from anywhere: what is kept is upright, plain sRGB of a sensible size, and says nothing of its maker."""

import hashlib
import io
import re
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError

from app.errors import UserError
from app.faults import reason
from app.files import read_regular

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")
MOST_BYTES = 80 * 2**20
MOST_PIXELS = 100_000_000  # takes 0.8 GB while it is read
MOST_IN_JPEG = 160_000_000  # a 150-megapixel camera's picture: JPEG is made smaller as it is read
LONGEST = 3600  # pixels of a side that are kept: an A5 at 300 dpi has 2,480
MOST_KEPT = 16 * 2**20  # bytes of what is kept: a picture with transparency that would take more is made smaller
JPEG_QUALITY = 90
_one_at_a_time = threading.Lock()  # a large picture takes much memory while it is read, and warnings are the process's own
ORIENTATION = 0x0112  # the EXIF tag
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
# What Pillow raises for files that are broken, cut short or made to hurt.
BROKEN = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, KeyError, IndexError, struct.error, OverflowError,
    ZeroDivisionError, AttributeError, MemoryError, RuntimeError, AssertionError, Image.DecompressionBombError,
)  # fmt: skip
FOREIGN = (  # where in the file, what stands there, what to say, what to do
    (4, rb"ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", "Chưa mở được ảnh HEIC.", "Hãy lưu ảnh thành JPEG (trên iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất)."),
    (4, rb"ftyp(avif|avis)", "Chưa mở được ảnh AVIF.", "Hãy lưu ảnh thành JPEG hoặc PNG."),
    (4, rb"ftyp", "Tệp này là video, không phải là ảnh.", "Hãy chụp màn hình một khung hình, hoặc chọn ảnh khác."),
    (0, rb"\s*%PDF", "Tệp này là PDF, không phải là ảnh.", "Hãy lưu trang cần dùng thành ảnh JPEG hoặc PNG."),
    (0, rb"(\xef\xbb\xbf)?\s*<(\?xml[^>]*>\s*(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<)?svg\b", "Chưa mở được ảnh SVG.", "Hãy lưu ảnh thành PNG."),
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A picture as it is kept. note: what was left out, in a Vietnamese phrase, or ''."""

    digest: str
    data: bytes
    width: int
    height: int
    note: str = ""


def take_in(data: bytes) -> Taken:
    """A picture file's bytes as the app keeps them: upright, sRGB, eight bits, no metadata. UserError says what is wrong."""
    if len(data) > MOST_BYTES:
        raise _too_large()
    if not data:
        raise UserError("Tệp này rỗng, không có ảnh nào.", "Hãy chọn ảnh khác.")
    for start, magic, what, hint in FOREIGN:
        if re.match(magic, data[start : start + 2000], re.DOTALL):
            raise UserError(what, hint)
    with _one_at_a_time, _reading():
        return _taken(data)


def take_in_file(path: Path) -> Taken:
    """The same for a file."""
    try:
        data = read_regular(path, MOST_BYTES)
    except OSError as fault:
        raise UserError(f"Không mở được “{path.name}”: {reason(fault)}.", "Hãy chọn ảnh khác.") from fault
    if data is None:
        raise _too_large()
    return take_in(data)


def check_kept(data: bytes) -> int:
    """How many pixels a picture has; UserError unless it is as take_in() makes them: JPEG or PNG, no larger, whole."""
    with _one_at_a_time, _reading(), Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        if max(image.size) > LONGEST or getattr(image, "is_animated", False):
            raise ValueError("not as we keep them")
        image.load()
        return image.width * image.height


@contextmanager
def _reading() -> Iterator[None]:
    """Pillow's warnings are silent (it warns of harmless oddities; what matters raises), its faults are told to the person."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as fault:
        raise UserError(
            "Tệp này không phải là ảnh mà chương trình mở được.", "Hãy chọn ảnh JPEG, PNG, WebP, GIF, BMP hoặc TIFF."
        ) from fault
    except BROKEN as fault:
        raise UserError(
            "Không đọc được ảnh này: tệp bị hỏng hoặc bị cắt.", "Hãy mở ảnh bằng chương trình khác rồi lưu lại."
        ) from fault


def _too_large() -> UserError:
    return UserError("Tệp ảnh lớn quá 80 MB.", "Hãy lưu ảnh nhỏ lại rồi thử lần nữa.")


def _taken(data: bytes) -> Taken:
    with Image.open(io.BytesIO(data), formats=KINDS) as image:
        if image.width * image.height > (MOST_IN_JPEG if image.format in ("JPEG", "MPO") else MOST_PIXELS):
            raise UserError("Ảnh có quá nhiều điểm ảnh (trên 100 triệu).", "Hãy thu ảnh nhỏ lại rồi thử lần nữa.")
        note = _left_out(image)
        image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded no larger than needed
        plain = _plain(image)
    kept = _written(plain)
    while len(kept) > MOST_KEPT:
        plain = plain.resize((max(1, plain.width * 3 // 4), max(1, plain.height * 3 // 4)), Image.Resampling.LANCZOS)
        kept = _written(plain)
    return Taken(hashlib.sha256(kept).hexdigest(), kept, plain.width, plain.height, note)


def _left_out(image: Image.Image) -> str:
    """What is in the file besides its first picture; a phone's JPEG may hold a second one that nobody misses."""
    if image.format in ("JPEG", "MPO") or not getattr(image, "is_animated", False):
        return ""
    return "tệp có nhiều trang: chỉ lấy trang đầu" if image.format == "TIFF" else "ảnh động: chỉ lấy hình đầu tiên"


def _written(plain: Image.Image) -> bytes:
    out = io.BytesIO()
    if plain.mode == "RGBA":
        plain.save(out, "PNG", compress_level=6)
    else:
        plain.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return out.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """The first frame, upright and no larger than is kept, as RGB or (if anything shows through) RGBA in sRGB."""
    turn = TURNS.get(_orientation(image))  # before it is loaded: a TIFF is turned by Pillow as it is loaded, and says so
    is_tiff = image.format == "TIFF"
    image.load()
    profile, see_through = image.info.get("icc_profile"), image.has_transparency_data
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image, see_through = _eight_bits(image), False
    wanted = "RGBA" if see_through else "RGB"
    if image.mode not in ("CMYK", "LAB", wanted):
        image = image.convert(wanted)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _managed(image, profile)
    if turn is not None and not is_tiff:
        image = image.transpose(turn)
    if image.mode == "RGBA" and image.getextrema()[3][0] == 255:
        image = image.convert("RGB")
    image.info.clear()
    return image


def _orientation(image: Image.Image) -> int:
    """As the camera was held; EXIF that is broken costs nobody the picture."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return 1


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of sixteen bits or more, or of fractions: white is the next of 1, 255 and 65,535 that holds all of it."""
    grey = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((grey >> 8).astype(np.uint8))
    values = np.nan_to_num(grey.astype(np.float32), copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    most = float(values.max(initial=0))
    top = next((white for white in ((1.0,) if image.mode == "F" else ()) + (255.0, 65535.0) if most <= white), most)
    values *= 255 / top
    return Image.fromarray(np.clip(values, 0, 255, out=values).astype(np.uint8))


def _managed(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Through the file's colour profile, when it has one that fits; else as it is (CMYK by plain arithmetic)."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        if profile and image.mode != "LAB":
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        elif image.mode == "LAB":
            source = ImageCms.createProfile("LAB")
        else:
            return image.convert(mode)
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert(mode)
