"""Keys: their file, how they are found, and what each may use."""

import hmac
import os
import stat
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.server import keys
from inference.server.allowance import Allowance, Limited


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def add(file: Path, name: str, *options: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert keys.main(["add", str(file), name, *options]) == 0
    return capsys.readouterr().out.strip()


def test_an_added_key_is_found_and_stands_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "khóa.toml"
    secret = add(file, "lan", "--streams", "3", "--tokens-per-minute", "500", capsys=capsys)
    other = add(file, "máy-in", capsys=capsys)
    assert secret != other and secret not in file.read_text("utf-8") and other not in file.read_text("utf-8")
    known = keys.Keys(keys.read(file))
    lan = known.find(secret)
    assert (lan.name, lan.streams, lan.tokens_per_minute) == ("lan", 3, 500)
    assert known.find(other).name == "máy-in" and known.find(secret + "x") is None and known.find("") is None
    assert keys.main(["list", str(file)]) == 0
    listed = capsys.readouterr().out
    assert "lan" in listed and "máy-in" in listed and secret not in listed


def test_a_removed_key_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "keys"
    secret = add(file, "lan", capsys=capsys)
    known = keys.Keys(keys.read(file), secret="riêng")
    assert keys.main(["remove", str(file), "lan"]) == 0
    known.replace(keys.read(file))
    assert known.find(secret) is None and known.find("riêng").streams is None
    assert keys.main(["remove", str(file), "lan"]) == 1
    assert "Không có khóa nào tên lan" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "hai chữ", 'a"b', "x" * 65, "LOIHAY_KEY", "a\nb"])
def test_a_name_that_would_not_stand_in_a_log_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys.main(["add", str(tmp_path / "keys"), name]) == 1
    assert "Tên khóa không hợp lệ" in capsys.readouterr().err and not (tmp_path / "keys").exists()


def test_a_name_is_given_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(tmp_path / "keys", "lan", capsys=capsys)
    assert keys.main(["add", str(tmp_path / "keys"), "lan"]) == 1
    assert "Đã có khóa" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_the_file_is_its_owners_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "keys"
    add(file, "lan", capsys=capsys)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and not keys.too_open(file)
    file.chmod(0o640)
    assert keys.too_open(file)
    add(file, "an", capsys=capsys)
    assert not keys.too_open(file)


def test_two_writers_do_not_lose_a_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "keys"
    add(file, "lan", capsys=capsys)
    before = file.read_bytes()
    (tmp_path / "keys.new").touch()  # another one is writing
    assert keys.main(["add", str(file), "an"]) == 1
    assert "Đang có chương trình khác" in capsys.readouterr().err and file.read_bytes() == before


ROW = f'[[key]]\nname = "a"\nsalt = "00"\nhash = "{"00" * 32}"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key = MẬT", "hỏng"),
        (ROW.replace('hash = "00', 'hash = "'), "không hợp lệ"),
        (ROW + "streams = 0\n", "không hợp lệ"),
        (ROW + 'tokens_per_minute = "nhiều"\n', "không hợp lệ"),
        (ROW + "streams = true\n", "không hợp lệ"),
        ("key = 3", "không hợp lệ"),
        ('[[key]]\nname = "a"\n', "không hợp lệ"),
        (ROW + "stream = 3\n", "có khóa thứ 1 không hợp lệ"),
        (ROW + ROW.replace('"a"', '"b b"'), "có khóa thứ 2 không hợp lệ"),
        ("[[keys]]\n" + ROW, r"chỉ có các mục \[\[key\]\]"),
        (ROW + "MẬT MẬT", "hỏng ở dòng 5"),
        (ROW + ROW, "cùng tên"),
    ],
)
def test_a_broken_file_is_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "keys"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InferenceError, match=said) as raised:
        keys.read(file)
    assert "MẬT" not in str(raised.value)


def test_another_programs_file_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert keys.main(["add", str(file), "lan"]) == 1
    assert file.read_text("utf-8") == '[project]\nname = "x"\n' and [*tmp_path.iterdir()] == [file]
    assert "không hợp lệ" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_to_the_file_stays_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "link").symlink_to("keys")
    add(tmp_path / "link", "lan", capsys=capsys)
    assert (tmp_path / "link").is_symlink() and [key.name for key in keys.read(tmp_path / "keys")] == ["lan"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give files away")
def test_who_owned_the_file_still_owns_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(tmp_path / "keys", "lan", capsys=capsys)
    os.chown(tmp_path / "keys", 65534, 65534)
    add(tmp_path / "keys", "an", capsys=capsys)
    status = (tmp_path / "keys").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 65534, 0o600)


def test_nobody_writes_between_reading_and_writing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "keys"

    def meanwhile() -> list[keys.Key]:
        assert keys.main(["add", str(file), "an"]) == 1 and "Đang có chương trình khác" in capsys.readouterr().err
        return [keys.make("lan", "x")]

    keys.edit(file, meanwhile)
    assert [key.name for key in keys.read(file)] == ["lan"]


def test_no_file_and_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="Không đọc được"):
        keys.read(tmp_path / "không có")
    (tmp_path / "keys").write_bytes(b"\xff\xfe")
    with pytest.raises(InferenceError, match="hỏng"):
        keys.read(tmp_path / "keys")


def test_every_hash_is_compared_whoever_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """In constant time, and not only until one fits."""
    known = keys.Keys([keys.make("a", "một"), keys.make("b", "hai")], secret="ba")
    compared: list[tuple[bytes, bytes]] = []
    real = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append((a, b)) or real(a, b))
    for secret, name in (("một", "a"), ("hai", "b"), ("ba", "LOIHAY_KEY"), ("không", None), ("", None)):
        compared.clear()
        found = known.find(secret)
        assert (found.name if found else None) == name
        assert len(compared) == 3 and all(len(a) == len(b) == 32 for a, b in compared)


def test_a_key_of_endless_length_is_not_even_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = keys.Keys(secret="x" * 600)
    assert known.find("x" * 600) is None


def test_streams_at_once() -> None:
    lan = Allowance("lan", streams=3)
    lan.begin(2, 10)
    lan.begin(1, 10)
    with pytest.raises(Limited) as limited:
        lan.begin(1, 10)
    assert limited.value.code == "too_many_streams"
    lan.end(2, 5)
    lan.begin(2, 10)


def test_tokens_a_minute_and_when_to_come_back() -> None:
    clock = Clock()
    lan = Allowance("lan", tokens_per_minute=600, clock=clock)
    lan.begin(1, 100)
    lan.end(1, 600)  # ten a second come back: 100 too many were used
    with pytest.raises(Limited) as limited:
        lan.check(1, 50)
    assert limited.value.code == "tokens_per_minute" and limited.value.seconds == pytest.approx(15.0)
    clock.now += 14.9
    with pytest.raises(Limited):
        lan.check(1, 50)
    clock.now += 0.2
    lan.begin(1, 50)
    lan.end(1, -50)  # the engine did not take it
    lan.check(1, 50)


def test_the_bucket_does_not_overflow_and_one_long_prompt_can_pass() -> None:
    clock = Clock()
    lan = Allowance("lan", tokens_per_minute=600, clock=clock)
    clock.now += 10_000
    lan.begin(1, 5000)  # longer than a minute's tokens: it may when nothing else was used
    clock.now += 60
    with pytest.raises(Limited):
        lan.check()


def test_what_was_used_stays_used_when_the_file_is_read_again() -> None:
    clock = Clock()
    key = keys.make("lan", "một", 2, 600)
    known = keys.Keys([key], clock=clock)
    known.find("một").begin(2, 600)
    wider = keys.Key(key.name, key.salt, key.digest, 3, 600)
    known.replace([wider])
    lan = known.find("một")
    assert lan.streams == 3
    with pytest.raises(Limited, match="từ tố mỗi phút"):
        lan.begin(1, 10)
    with pytest.raises(Limited, match="cùng lúc"):
        lan.begin(2, 10)


def test_a_limit_that_comes_later_counts_from_then() -> None:
    lan = Allowance("lan", clock=Clock())
    lan.begin(1, 10_000)
    lan.allow(None, 600)
    lan.check(1, 600)
