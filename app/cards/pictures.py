"""The person's own pictures: taken in from any file as plain sRGB of a sensible size, kept by what they contain."""

import hashlib
import io
import re
import struct
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.errors import UserError
from app.faults import reason
from app.files import write_whole

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")
MOST_BYTES = 80 * 2**20
MOST_PIXELS = 150_000_000  # a 150-megapixel camera's picture
LONGEST = 3600  # pixels of a side that are kept: an A5 at 300 dpi has 2,480
JPEG_QUALITY = 90
DIGEST = re.compile(r"[0-9a-f]{64}")
# What Pillow raises for files that are broken, cut short or made to hurt.
BROKEN = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, KeyError, IndexError, struct.error, OverflowError,
    ZeroDivisionError, AttributeError, MemoryError, RuntimeError, Image.DecompressionBombError,
)  # fmt: skip
NO_PICTURE = UserError("Tệp này không phải là ảnh mà chương trình mở được.", "Hãy chọn ảnh JPEG, PNG, WebP, GIF, BMP hoặc TIFF.")
UNREADABLE = UserError("Không đọc được ảnh này.", "Tệp bị hỏng hoặc bị cắt; hãy mở ảnh bằng chương trình khác rồi lưu lại.")


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
        raise UserError("Tệp ảnh lớn quá 80 MB.", "Hãy lưu ảnh nhỏ lại rồi thử lần nữa.")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"avif"):
        raise UserError("Chưa mở được ảnh HEIC và AVIF.", "Hãy lưu ảnh thành JPEG (trên iPhone: Cài đặt, Camera, Tương thích nhất).")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of harmless oddities; what matters raises
            return _taken(data)
    except UnidentifiedImageError as fault:
        raise NO_PICTURE from fault
    except BROKEN as fault:
        raise UNREADABLE from fault


def check_kept(data: bytes) -> None:
    """UserError unless these bytes are a picture as take_in() makes them: JPEG or PNG, no larger than is kept, whole."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
                if max(image.size) > LONGEST or getattr(image, "n_frames", 1) > 1:
                    raise UNREADABLE
                image.load()
    except BROKEN as fault:
        raise UNREADABLE from fault


def take_in_file(path: Path) -> Taken:
    """The same for a file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("Tệp ảnh lớn quá 80 MB.", "Hãy lưu ảnh nhỏ lại rồi thử lần nữa.")
        return take_in(path.read_bytes())
    except OSError as fault:
        raise UserError(f"Không mở được “{path.name}”: {reason(fault)}.", "Hãy chọn ảnh khác.") from fault


def _taken(data: bytes) -> Taken:
    with Image.open(io.BytesIO(data), formats=KINDS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise UserError("Ảnh có quá nhiều điểm ảnh (trên 150 triệu).", "Hãy thu ảnh nhỏ lại rồi thử lần nữa.")
        moving = getattr(image, "n_frames", 1) > 1
        image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded no larger than needed
        plain = _plain(image)
    plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    if plain.mode == "RGBA":
        plain.save(out, "PNG", compress_level=6)
    else:
        plain.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    kept = out.getvalue()
    note = "ảnh động: chỉ lấy hình đầu tiên" if moving else ""
    return Taken(hashlib.sha256(kept).hexdigest(), kept, plain.width, plain.height, note)


def _plain(image: Image.Image) -> Image.Image:
    """The first frame, upright, as RGB or (if anything shows through) RGBA in sRGB."""
    image.load()
    image = ImageOps.exif_transpose(image)
    profile, see_through = image.info.get("icc_profile"), image.has_transparency_data
    if image.mode in ("I", "F", "I;16", "I;16B", "I;16L"):
        image = _eight_bits(image)
    elif image.mode in ("P", "PA", "1", "L", "LA", "La"):
        image = image.convert("RGBA" if see_through else "RGB")
    image = _managed(image, profile)
    image = image.convert("RGBA" if see_through else "RGB")
    if see_through and image.getextrema()[3][0] == 255:
        image = image.convert("RGB")
    image.info.clear()
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of sixteen bits or more: its own range is spread over eight bits when it exceeds them."""
    grey = np.asarray(image, dtype=np.float32)
    top = 65535.0 if image.mode.startswith("I;16") or float(grey.max(initial=0)) > 255 else 255.0
    return Image.fromarray((np.clip(np.nan_to_num(grey) / top, 0, 1) * 255).astype(np.uint8)).convert("RGB")


def _managed(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Through the file's colour profile, when it has one that fits; else as it is (CMYK by plain arithmetic)."""
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert("RGB") if image.mode == "CMYK" else image
    return image.convert("RGB") if image.mode in ("CMYK", "YCbCr", "LAB", "HSV") else image


class Pictures:
    """A folder of pictures named by their digest. Without one (`folder` None) they live in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, bytes] = {}
        self.image = lru_cache(maxsize=24)(self._image)

    def add(self, taken: Taken) -> str:
        """Keep a picture; returns its name. UserError when it can not be written."""
        self.put(taken.digest, taken.data)
        return taken.digest

    def put(self, digest: str, data: bytes) -> None:
        """The same for bytes that are known to be a picture of this name."""
        if self._folder is None:
            self._held[digest] = data
        elif self.data(digest) is None:
            write_whole(self._file(digest), data, make_folder=True)
        self.image.cache_clear()  # it may have been missing until now

    def data(self, digest: str) -> bytes | None:
        """The picture's file, or None when it is not here or not itself any more."""
        held = self._held.get(digest)
        if held is None and self._folder is not None and DIGEST.fullmatch(digest):
            try:
                held = self._file(digest).read_bytes()
            except OSError:
                return None
        return held if held is not None and hashlib.sha256(held).hexdigest() == digest else None

    def size(self, digest: str) -> tuple[int, int] | None:
        """The picture's width and height in pixels."""
        image = self.image(digest, LONGEST)
        return (image.width(), image.height()) if image else None

    def sweep(self, used: Iterable[str]) -> int:
        """Delete what no card shows any more; returns how many."""
        if self._folder is None or not self._folder.is_dir():
            return 0
        keep, gone = set(used), 0
        for file in self._folder.iterdir():
            if DIGEST.fullmatch(file.name) and file.name not in keep:
                file.unlink(missing_ok=True)
                gone += 1
        return gone

    def _file(self, digest: str) -> Path:
        assert self._folder is not None and DIGEST.fullmatch(digest)
        return self._folder / digest

    def _image(self, digest: str, longest: int) -> QImage | None:
        """The picture, no smaller than needed to be shown `longest` pixels long (in steps, so that few sizes are kept)."""
        data = self.data(digest)
        if data is None:
            return None
        image = QImage.fromData(data)
        if image.isNull():
            return None
        size = next((step for step in (512, 1024, 2048) if step >= longest * 1.5), LONGEST)
        if max(image.width(), image.height()) > size:
            image = image.scaled(QSize(size, size), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
