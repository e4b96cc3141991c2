"""Damages bytes and JSON values in the ways that break readers: seeded, so that what broke one can be broken again."""

import io
from random import Random
from typing import Any

from PIL import Image, ImageDraw

NUMBERS = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 3.5, -1e9, 1e308, 2**63, 10**30, "", "x", "a" * 64, "\0", "\u202e\u2066abc", "🎉" * 4000, "\x01\x1b[31m\x7f",
    "a\u0301" * 3000, "\n" * 4000, "﷽" * 200, "../../x", [], {}, [[]], {"kind": "text"}, ["x"] * 300, {"x": 0, "y": 0, "width": 5, "height": 20000},
    {"x": -20000, "y": 20000, "width": 20000, "height": 20000, "turn": 45}, "#000000", "@ink", "@khong_co", "heart", "tet", "vuong", 20000, 4, 0.0011,
)  # fmt: skip


def mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """The bytes after one to four accidents."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        at, length = random.randrange(len(out) or 1), random.choice((1, 2, 4, 8, 30, 200))
        match random.randrange(8):
            case 0:
                for _ in range(random.choice((1, 3, 20))):
                    spot = random.randrange(len(out) or 1)
                    out[spot : spot + 1] = bytes([random.randrange(256)])
            case 1:
                del out[at:]
            case 2:
                other = random.randrange(len(out) or 1)
                out[at : at + length], out[other : other + length] = out[other : other + length], out[at : at + length]
            case 3:
                out[at : at + 4] = random.choice(NUMBERS).to_bytes(4, random.choice(("big", "little")))
            case 4:
                out[at:at] = out[:length] if random.random() < 0.5 else random.randbytes(length)
            case 5:
                del out[at : at + length]
            case 6:
                foreign = random.choice(others)
                cut = random.randrange(len(foreign) or 1)
                out[at:] = foreign[cut:]
            case 7:
                out[at : at + 2] = random.choice(NUMBERS).to_bytes(4, "little")[:2]
    return bytes(out)


def mutated_values(random: Random, values: Any) -> Any:
    """JSON values with one of them, somewhere, another one."""
    if isinstance(values, dict) and values and random.random() < 0.9:
        key = random.choice(list(values))
        return {**values, key: mutated_values(random, values[key])}
    if isinstance(values, list) and values and random.random() < 0.9:
        at = random.randrange(len(values))
        return [*values[:at], mutated_values(random, values[at]), *values[at + 1 :]]
    return random.choice(VALUES)


def pictures() -> dict[str, list[bytes]]:
    """Small valid pictures of every kind that is opened, by their format."""
    image = Image.frombytes("RGB", (40, 30), Random(1).randbytes(3600))
    ImageDraw.Draw(image).ellipse((5, 5, 30, 25), fill="#cc2233")
    clear, few = image.copy(), image.quantize(16)
    clear.putalpha(Image.linear_gradient("L").resize(image.size))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "x"
    frames = [image.rotate(90 * i) for i in range(3)]

    def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
        out = io.BytesIO()
        picture.copy().save(out, kind, **how)
        return out.getvalue()

    return {
        "JPEG": [saved(image, "JPEG", exif=exif), saved(image, "JPEG", progressive=True), saved(image.convert("CMYK"), "JPEG"), saved(image.convert("L"), "JPEG", restart_marker_blocks=2),
                 saved(image, "MPO", save_all=True, append_images=[f.copy() for f in frames])],
        "PNG": [saved(image, "PNG", exif=exif), saved(few, "PNG", transparency=3), saved(clear, "PNG"), saved(image.convert("I;16"), "PNG"), saved(image.convert("1"), "PNG"),
                saved(image, "PNG", save_all=True, append_images=[f.copy() for f in frames])],
        "WEBP": [saved(image, "WEBP"), saved(clear, "WEBP", lossless=True, exif=exif), saved(image, "WEBP", save_all=True, append_images=[f.copy() for f in frames])],
        "GIF": [saved(few, "GIF"), saved(few, "GIF", save_all=True, append_images=[f.copy() for f in frames], transparency=2), saved(few, "GIF", interlace=1)],
        "BMP": [saved(image, "BMP"), saved(few, "BMP"), saved(image.convert("1"), "BMP")],
        "TIFF": [saved(image, "TIFF", compression=c) for c in ("raw", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")]
                + [saved(image.convert("1"), "TIFF", compression="group4"), saved(image.convert("F"), "TIFF"), saved(image, "TIFF", save_all=True, append_images=[f.copy() for f in frames], exif=exif)],
    }  # fmt: skip
