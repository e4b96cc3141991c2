"""Pictures from anywhere: upright, sRGB, eight bits, without a word of their maker, or refused in a sentence; kept by content."""

import hashlib
import io
import os
import resource
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from app.cards.intake import LONGEST, MOST_BYTES, MOST_KEPT, check_kept, take_in, take_in_file
from app.cards.pictures import Pictures
from app.errors import UserError

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 170, 40), (30, 60, 200), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)  # top left, top right, bottom left, bottom right


def four(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """Wider than tall, each quarter of its own colour."""
    image, (w, h) = Image.new("RGB", size), size
    draw = ImageDraw.Draw(image)
    for color, box in zip(CORNERS, ((0, 0), (w // 2, 0), (0, h // 2), (w // 2, h // 2)), strict=True):
        draw.rectangle((*box, box[0] + w // 2, box[1] + h // 2), fill=color)
    return image


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def kept(data: bytes) -> Image.Image:
    """The picture as it is kept, after what must be so of every one."""
    taken = take_in(data)
    image = Image.open(io.BytesIO(taken.data))
    image.load()
    assert image.format in ("JPEG", "PNG") and image.mode in ("RGB", "RGBA") and image.size == (taken.width, taken.height)
    assert max(image.size) <= LONGEST and not image.getexif() and not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert taken.digest == hashlib.sha256(taken.data).hexdigest() == take_in(data).digest
    assert check_kept(taken.data) == taken.width * taken.height
    return image


def near(a: object, b: object, within: int = 12) -> bool:
    return bool(np.abs(np.asarray(a, int)[:3] - np.asarray(b, int)[:3]).max() <= within)


def corners(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    w, h = image.size
    return tuple(image.getpixel(at) for at in ((w // 4, h // 4), (3 * w // 4, h // 4), (w // 4, 3 * h // 4), (3 * w // 4, 3 * h // 4)))


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        take_in(data)
    assert caught.value.what.endswith(".") and caught.value.hint
    return caught.value.what


UPRIGHT = {  # EXIF orientation: how the upright picture must be turned to be stored so
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_upright(orientation: int, kind: str) -> None:
    turn, exif = UPRIGHT[orientation], Image.Exif()
    exif[0x0112] = orientation
    stored = four() if turn is None else four().transpose(turn)
    how = {"JPEG": {"quality": 95}, "WEBP": {"lossless": True}}.get(kind, {})
    image = kept(saved(stored, kind, exif=exif, **how))
    assert image.size == (48, 32) and all(near(a, b, 20) for a, b in zip(corners(image), CORNERS, strict=True))


def test_broken_exif_costs_nobody_the_picture() -> None:
    data = bytearray(saved(four(), "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08" + b"\xff" * 60))
    assert near(corners(kept(bytes(data)))[0], RED, 20)


def test_where_and_by_whom_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Hãng máy ảnh", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 50.0, 3.0)})
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Nguyễn Văn A")
    for data in (saved(four(), "JPEG", exif=exif, comment=b"nha A"), saved(four(), "PNG", exif=exif, pnginfo=text, dpi=(300, 300)), saved(four(), "WEBP", exif=exif, xmp=b"<x>nha A</x>")):
        kept(data)
        taken = take_in(data).data
        assert all(word not in taken for word in (b"Exif", b"GPS", b"nha A", b"Nguy", b"ICC_PROFILE", b"iCCP", b"eXIf"))


def test_cmyk_comes_as_rgb() -> None:
    data = saved(four().convert("CMYK"), "JPEG", quality=95)
    assert all(near(a, b, 25) for a, b in zip(corners(kept(data)), CORNERS, strict=True))


def test_cmyk_with_a_profile_that_does_not_fit_comes_by_plain_arithmetic() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for wrong in (profile, profile[:200], b"no profile"):
        data = saved(four().convert("CMYK"), "TIFF", icc_profile=wrong)
        assert all(near(a, b, 25) for a, b in zip(corners(kept(data)), CORNERS, strict=True))


def wide_gamut(gamma: float = 2.2) -> bytes:
    """A profile with the primaries of Adobe RGB (1998), adapted to D50 (its specification, annex B)."""
    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"wide\0" + bytes(78)
    tags = {
        b"desc": text + bytes(-len(text) % 4), b"cprt": b"text\0\0\0\0none", b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947), b"gXYZ": xyz(0.20528, 0.62567, 0.06087), b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    offset, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += name + struct.pack(">II", offset + len(body), len(value))
        body += value
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s12s4s4sI4sIQI", size, b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp", b"\0\0\0\0", 0, b"none", 0, 0, 0)
    head += fixed(0.9642) + fixed(1.0) + fixed(0.8249) + b"lcms" + bytes(128 - len(head) - 16)
    return head[:128] + struct.pack(">I", len(tags)) + table + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_colours_of_a_wide_gamut_are_converted(kind: str) -> None:
    """Adobe RGB (200, 100, 50) is sRGB (228, 100, 41) by the published matrices."""
    plain = Image.new("RGB", (16, 16), (200, 100, 50))
    how = {"JPEG": {"quality": 98, "subsampling": 0}, "WEBP": {"lossless": True}}.get(kind, {})
    color = kept(saved(plain, kind, icc_profile=wide_gamut(), **how)).getpixel((8, 8))
    assert near(color, (229, 100, 42), 6) and not near(color, (200, 100, 50), 15)


def test_transparency_survives_a_profile() -> None:
    image = kept(saved(Image.new("RGBA", (16, 16), (200, 100, 50, 90)), "PNG", icc_profile=wide_gamut()))
    assert image.mode == "RGBA" and image.getpixel((3, 3))[3] == 90 and near(image.getpixel((3, 3)), (229, 100, 42), 6)


def png16(color: int, channels: int, pixel: tuple[int, ...], size: tuple[int, int] = (5, 4), depth: int = 16) -> bytes:
    """A PNG of sixteen bits a channel, which Pillow does not write. color: its colour type."""
    line = b"\0" + struct.pack(f">{channels}H", *pixel) * size[0]
    parts = ((b"IHDR", struct.pack(">IIBBBBB", *size, depth, color, 0, 0, 0)), (b"IDAT", zlib.compress(line * size[1])), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)


@pytest.mark.parametrize(
    ("color", "pixel", "mode", "seen"),
    [
        (0, (32768,), "RGB", (128, 128, 128)), (0, (200,), "RGB", (0, 0, 0)), (2, (65535, 32768, 0), "RGB", (255, 128, 0)),
        (6, (65535, 0, 32768, 32768), "RGBA", (255, 0, 128, 128)), (6, (65535, 0, 32768, 65535), "RGB", (255, 0, 128)),
        (4, (40000, 20000), "RGBA", (156, 156, 156, 78)),
    ],
)  # fmt: skip
def test_sixteen_bits_become_eight(color: int, pixel: tuple[int, ...], mode: str, seen: tuple[int, ...]) -> None:
    image = kept(png16(color, len(pixel), pixel))
    assert image.mode == mode and np.abs(np.array(image.getpixel((2, 2))) - seen).max() <= 3


def test_grey_of_floats_spreads_over_its_range() -> None:
    ramp = np.linspace(0, 1, 64, dtype=np.float32)[None].repeat(8, 0)
    for white in (1, 255, 65535, 3.4e30):
        grey = np.asarray(kept(saved(Image.fromarray(ramp * np.float32(white)), "TIFF")))[4, :, 0]
        assert grey[0] < 4 and grey[-1] > 251 and near([grey[32]] * 3, [130] * 3)
    holes = ramp.copy()
    holes[0, 0], holes[1, 1], holes[2, 2] = np.nan, np.inf, -np.inf
    assert near(kept(saved(Image.fromarray(holes), "TIFF")).getpixel((63, 5)), (255, 255, 255))


def test_few_colours_and_what_shows_through() -> None:
    one = Image.new("1", (20, 10))
    one.paste(1, (10, 0, 20, 10))
    assert near(kept(saved(one, "PNG")).getpixel((15, 5)), (255, 255, 255)) and near(kept(saved(one, "TIFF")).getpixel((2, 5)), (0, 0, 0))
    palette = four().convert("P", palette=Image.Palette.ADAPTIVE, colors=8)
    clear = kept(saved(palette, "PNG", transparency=palette.getpixel((40, 4))))
    assert clear.mode == "RGBA" and clear.getpixel((40, 4))[3] == 0 and clear.getpixel((4, 4))[3] == 255
    assert near(clear.getpixel((4, 4)), RED)
    grey = kept(saved(Image.new("LA", (9, 9), (70, 130)), "PNG"))
    assert grey.getpixel((4, 4)) == (70, 70, 70, 130)
    keyed = kept(saved(Image.new("RGB", (9, 9), (1, 2, 3)), "PNG", transparency=(1, 2, 3), icc_profile=wide_gamut()))
    assert keyed.getpixel((4, 4))[3] == 0
    assert kept(saved(Image.new("RGBA", (9, 9), (70, 130, 10, 255)), "PNG")).format == "JPEG"  # nothing shows through


def test_lab_is_seen_in_its_colours() -> None:
    lab = ImageCms.profileToProfile(four(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB")
    assert lab and all(near(a, b, 20) for a, b in zip(corners(kept(saved(lab, "TIFF"))), CORNERS, strict=True))


@pytest.mark.parametrize(("kind", "note"), [("GIF", "ảnh động"), ("WEBP", "ảnh động"), ("PNG", "ảnh động"), ("TIFF", "nhiều trang")])
def test_the_first_of_several_frames_is_taken_and_told(kind: str, note: str) -> None:
    frames = [four().quantize() if kind == "GIF" else four(), *(Image.new("RGB", (48, 32), c) for c in ("#000000", "#ffff00"))]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], **({"lossless": True} if kind == "WEBP" else {}))
    assert near(corners(kept(data))[0], RED, 30) and near(corners(kept(data))[2], BLUE, 30)
    assert note in take_in(data).note and not take_in(saved(four(), "PNG")).note


def test_a_phones_second_picture_in_a_jpeg_is_not_missed() -> None:
    data = saved(four(), "MPO", save_all=True, append_images=[four((24, 16))], quality=95)
    assert near(corners(kept(data))[0], RED, 20) and take_in(data).note == ""


def test_progressive_and_large_jpegs_are_made_smaller() -> None:
    image = kept(saved(four((5200, 2600)), "JPEG", progressive=True))
    assert image.size == (3600, 1800) and all(near(a, b, 20) for a, b in zip(corners(image), CORNERS, strict=True))


def test_a_thread_of_pixels_stays_a_picture() -> None:
    assert kept(saved(Image.new("RGB", (9000, 1), "#ff0000"), "PNG")).size == (3600, 1)


def test_noise_that_shows_through_is_kept_small_enough_to_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cards.intake.MOST_KEPT", 40_000)
    assert MOST_KEPT < 24 * 2**20
    noise = np.random.default_rng(7).integers(0, 256, (200, 300, 4), np.uint8)
    taken = take_in(saved(Image.fromarray(noise), "PNG"))
    assert len(taken.data) <= 40_000 and taken.width / taken.height == pytest.approx(1.5, abs=0.05)


def bomb(side: int, color: int = 0, depth: int = 1) -> bytes:
    """A PNG of side × side pixels that unpacks from a few kilobytes. The last lines are missing: nobody should get so far."""
    packed = zlib.compress(bytes((side * depth + 7) // 8 + 1) * min(side, 2000), 9)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", side, side, depth, color, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)


@pytest.mark.parametrize("side", [10_001, 13_500, 65_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_unpacks(side: int) -> None:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    if side == 2**31 - 1:
        data = bomb(8)[:16] + struct.pack(">II", side, side) + bomb(8)[24:]
    else:
        data = bomb(side)
    refused(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000 and time.process_time() - started < 2


def test_more_bytes_than_anybody_sends_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "a.jpg"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UserError, match="80 MB"):
        take_in_file(large)
    assert "80 MB" in refused(bytes(MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"), (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"), (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isom", "video"), (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"), (b"<svg/>", "SVG"),
        (b"%PDF-1.7\n", "PDF"), ("Chúc mừng năm mới".encode(), "không phải là ảnh"), (b"", "rỗng"), (b"\0" * 5000, "không phải là ảnh"),
        (b"8BPS\0\x01" + b"\0" * 60, "không phải là ảnh"), (saved(four(), "JPEG")[:-300], "hỏng"), (saved(four((300, 300)), "PNG")[:200], "hỏng"),
        (saved(four(), "ICO"), "không phải là ảnh"), (saved(four(), "JPEG2000"), "không phải là ảnh"),
    ],
)  # fmt: skip
def test_what_can_not_be_opened_is_refused_in_a_clear_sentence(data: bytes, word: str) -> None:
    assert word in refused(data)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong")
    for path, word in ((tmp_path, "thư mục"), (tmp_path / "khong-co.png", "không có"), (tmp_path / "ong", "tệp thường"), (Path("/dev/zero"), "tệp thường")):
        with pytest.raises(UserError, match=word):
            take_in_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / "a.png").chmod(0)
    with pytest.raises(UserError, match="không được phép"):
        take_in_file(tmp_path / "a.png")


# The folder


def test_pictures_are_kept_by_what_they_contain(tmp_path: Path) -> None:
    pictures, taken = Pictures(tmp_path / "anh"), take_in(saved(four(), "JPEG"))
    assert pictures.add(taken) == taken.digest and pictures.size(taken.digest) == (48, 32)
    (tmp_path / "anh" / taken.digest).write_bytes(taken.data[:-1] + b"x")
    again = Pictures(tmp_path / "anh")
    assert again.data(taken.digest) is None and again.size(taken.digest) is None and again.image(taken.digest, 10) is None
    again.add(taken)  # what was damaged is written anew
    assert again.size(taken.digest) == (48, 32) and again.image(taken.digest, 10)
    assert again.data("../../etc/passwd") is None


def test_a_picture_is_as_sharp_as_it_is_shown(tmp_path: Path) -> None:
    pictures, taken = Pictures(), take_in(saved(four((3000, 2000)), "JPEG"))
    pictures.add(taken)
    widths = [pictures.image(taken.digest, longest).width() for longest in (100, 341, 342, 1300, 2900)]
    assert widths == [512, 512, 1024, 2048, 3000]
    assert pictures.image(taken.digest, 100) is pictures.image(taken.digest, 300)


def test_only_what_no_card_shows_is_swept_away_and_nothing_young(tmp_path: Path) -> None:
    pictures, files = Pictures(tmp_path), {}
    for name, color in (("used", "red"), ("old", "green"), ("young", "blue"), ("again", "white")):
        files[name] = pictures.add(take_in(saved(Image.new("RGB", (8, 8), color), "PNG")))
    (tmp_path / ".0123456789ab.part").write_bytes(b"half")
    (tmp_path / "ghi-chu.txt").write_text("của tôi")
    for file in tmp_path.iterdir():
        if file.name != files["young"]:
            os.utime(file, (1, 1))
    pictures.put(files["again"], pictures.data(files["again"]))
    assert pictures.sweep([files["used"]]) == 2
    assert {file.name for file in tmp_path.iterdir()} == {files["used"], files["young"], files["again"], "ghi-chu.txt"}
    assert Pictures(tmp_path / "nowhere").sweep([]) == 0 and Pictures().sweep([]) == 0
