"""Writes loops of pictures as GIF, APNG (both of one palette) and WebP, each frame as nothing but what changed."""

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
BLOCK = 16  # pixels of a side: a macroblock of VP8
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
    """An animated WebP that repeats for ever (RFC 9649): after the first frame only blocks in which something changed.

    libwebp's own encoder of animations leaves small changes out: a slow glow then breaks into rectangles.
    """
    out, before = io.BytesIO(), None
    for number in range(count):
        now = paint(number)
        left, top, part = (0, 0, now) if before is None else changed_blocks(before, now)
        height, width = part.shape[:2]
        place = _three(left // 2) + _three(top // 2) + _three(width - 1) + _three(height - 1) + _three(delay_ms)
        over = b"\0" if number else b"\2"  # laid over what is there, but for the first
        out.write(_riff(b"ANMF", place + over + _webp_frame(part, quality)))
        spent(number + 1, out.tell())
        before = now
    flags = 0x12 | (0x04 if xmp else 0)  # animation, alpha, XMP
    head = _riff(b"VP8X", bytes((flags, 0, 0, 0)) + _three(size[0] - 1) + _three(size[1] - 1)) + _riff(b"ANIM", bytes(6))
    return _riff(b"RIFF", b"WEBP" + head + out.getvalue() + (_riff(b"XMP ", xmp) if xmp else b""))


def changed_blocks(before: np.ndarray, now: np.ndarray) -> tuple[int, int, np.ndarray]:
    """Left, top and RGBA pixels of the least rectangle of blocks that differ; blocks in it that do not are clear."""
    height, width = now.shape[:2]
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    differs = np.pad((now != before).any(-1), ((0, rows * BLOCK - height), (0, columns * BLOCK - width)))
    blocks = differs.reshape(rows, BLOCK, columns, BLOCK).any((1, 3))
    blocks[0, 0] |= not blocks.any()
    down, along = np.flatnonzero(blocks.any(1)), np.flatnonzero(blocks.any(0))
    top, left = int(down[0]) * BLOCK, int(along[0]) * BLOCK
    box = slice(top, (int(down[-1]) + 1) * BLOCK), slice(left, (int(along[-1]) + 1) * BLOCK)
    mask = blocks.repeat(BLOCK, 0).repeat(BLOCK, 1)[:height, :width]
    return left, top, np.dstack([now[box], np.where(mask[box], np.uint8(255), np.uint8(0))])


def _webp_frame(pixels: np.ndarray, quality: int) -> bytes:
    """A picture's chunks of image data."""
    still = io.BytesIO()
    Image.fromarray(pixels).save(still, "WEBP", quality=quality, method=3)
    data, at, kept = still.getvalue(), 12, b""
    while at < len(data):
        end = at + 8 + (size := struct.unpack_from("<I", data, at + 4)[0]) + size % 2
        kept += data[at:end] if data[at : at + 4] in (b"ALPH", b"VP8 ", b"VP8L") else b""
        at = end
    return kept


def _riff(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _three(number: int) -> bytes:
    return number.to_bytes(3, "little")


def _table(palette: Image.Image) -> bytes:
    colours: Sequence[Any] = palette.getpalette() or []
    return bytes(colours[: TRANSPARENT * 3]).ljust(768, b"\0")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
