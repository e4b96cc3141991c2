"""Writes loops of pictures: GIF and APNG of one palette and nothing but what changes, WebP through Pillow. No files: bytes."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from PIL import GifImagePlugin, Image

Paint = Callable[[int], np.ndarray]  # the number of a frame: its pixels (H, W, 3) uint8
Spent = Callable[[int, int], None]  # frames done, bytes so far; may raise to stop
TRANSPARENT = 255  # the last place of a palette: "as it was"
SAMPLES = 6  # frames that the palette is made of
BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - 0.47
SOFTENED = 7.0  # levels of ordered dither: it stays where it is from frame to frame
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def palette_of(paint: Paint, count: int, colours: int) -> Image.Image:
    """A palette of at most 255 colours from several frames of `count`, as a picture that quantize() takes."""
    shown = [paint(i * count // SAMPLES) for i in range(SAMPLES if count >= SAMPLES else count)]
    many = Image.fromarray(np.vstack([frame[::3, ::3] for frame in shown]))
    settled = many.width * many.height // 50  # so few pixels changing their colour end the search: 0.5 s, not 3
    return many.quantize(min(colours, TRANSPARENT), Image.Quantize.MEDIANCUT, kmeans=settled)


def indexed(frame: np.ndarray, palette: Image.Image) -> np.ndarray:
    """The frame in the palette's colours, softened by an ordered dither. (H, W) uint8"""
    height, width = frame.shape[:2]
    pattern = np.tile(BAYER, (height // 4 + 1, width // 4 + 1))[:height, :width, None] * SOFTENED
    soft = np.clip(frame + pattern, 0, 255).astype(np.uint8)
    return np.asarray(Image.fromarray(soft).quantize(palette=palette, dither=Image.Dither.NONE))


def changes(paint: Paint, count: int, palette: Image.Image) -> Iterator[tuple[np.ndarray, int, int]]:
    """Each frame as the part that changed, with its left and top; what stayed as it was is TRANSPARENT."""
    before: np.ndarray | None = None
    for number in range(count):
        now = indexed(paint(number), palette)
        if before is None:
            yield now, 0, 0
        else:
            changed = now != before
            rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
            top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 1)
            left, right = (int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, 1)
            box = slice(top, bottom), slice(left, right)
            yield np.where(changed[box], now[box], np.uint8(TRANSPARENT)), left, top
        before = now


def gif_bytes(
    paint: Paint, size: tuple[int, int], count: int, delay_ms: int, colours: int, spent: Spent, xmp: bytes = b""
) -> bytes:
    """A GIF that repeats for ever. delay_ms: a multiple of ten, as GIF counts hundredths of a second."""
    assert delay_ms % 10 == 0
    palette = palette_of(paint, count, colours)
    out = io.BytesIO()
    out.write(b"GIF89a" + struct.pack("<HHBBB", *size, 0xF7, 0, 0) + _table(palette))
    out.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<HB", 0, 0))
    if xmp:  # as it is, then a ladder by which readers of blocks climb out of it (XMP specification part 3)
        out.write(b"\x21\xff\x0bXMP DataXMP" + xmp + b"\x01" + bytes(range(255, -1, -1)) + b"\x00")
    for number, (part, left, top) in enumerate(changes(paint, count, palette)):
        flags = 0x05 if number else 0x04  # leave it there; the transparent colour is used
        out.write(struct.pack("<BBBBHBB", 0x21, 0xF9, 4, flags, delay_ms // 10, TRANSPARENT, 0))
        out.write(b"".join(GifImagePlugin.getdata(Image.fromarray(part, "L"), (left, top))))
        spent(number + 1, out.tell())
    out.write(b";")
    return out.getvalue()


def apng_bytes(
    paint: Paint, size: tuple[int, int], count: int, delay_ms: int, colours: int, spent: Spent, xmp: bytes = b""
) -> bytes:
    """An animated PNG that repeats for ever (PNG 3rd edition, W3C 2025: acTL, fcTL, fdAT)."""
    palette = palette_of(paint, count, colours)
    out = io.BytesIO()
    out.write(PNG_SIGNATURE + _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 3, 0, 0, 0)))
    out.write(_chunk(b"acTL", struct.pack(">II", count, 0)) + _chunk(b"sRGB", b"\0"))
    if xmp:
        out.write(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    out.write(_chunk(b"PLTE", _table(palette)) + _chunk(b"tRNS", b"\xff" * TRANSPARENT + b"\0"))
    order = 0
    for number, (part, left, top) in enumerate(changes(paint, count, palette)):
        height, width = part.shape
        control = struct.pack(">IIIIIHHBB", order, width, height, left, top, delay_ms, 1000, 0, 1 if number else 0)
        data = zlib.compress(np.pad(part, ((0, 0), (1, 0))).tobytes(), 6)  # each row begins with its filter: none
        order += 1
        out.write(_chunk(b"fcTL", control))
        if number:
            data, order = struct.pack(">I", order) + data, order + 1
        out.write(_chunk(b"fdAT" if number else b"IDAT", data))
        spent(number + 1, out.tell())
    out.write(_chunk(b"IEND", b""))
    return out.getvalue()


def webp_bytes(
    paint: Paint, size: tuple[int, int], count: int, delay_ms: int, quality: int, spent: Spent, xmp: bytes = b""
) -> bytes:
    """An animated WebP that repeats for ever."""
    out = io.BytesIO()
    frames = _Painted(paint, size, count, spent)
    frames.save(
        out, "WEBP", save_all=True, duration=delay_ms, loop=0, quality=quality, method=3, kmin=9, kmax=count, xmp=xmp,
        background=(255, 255, 255, 255),
    )  # fmt: skip
    return out.getvalue()


class _Painted(Image.Image):
    """A picture of many frames for Pillow, each painted when it is sought: so a person can stop in the middle."""

    def __init__(self, paint: Paint, size: tuple[int, int], count: int, spent: Spent) -> None:
        super().__init__()
        self._paint, self._spent, self._at = paint, spent, 0
        self.n_frames = count
        self._size, self._mode = size, "RGB"
        self.seek(0)

    def seek(self, frame: int) -> None:
        self._at = frame
        self.im = Image.fromarray(self._paint(frame)).im
        self._spent(frame, 0)

    def tell(self) -> int:
        return self._at


def _table(palette: Image.Image) -> bytes:
    colours: Sequence[Any] = palette.getpalette() or []
    return bytes(colours[: TRANSPARENT * 3]).ljust(768, b"\0")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
