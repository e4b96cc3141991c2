"""Who may use the server: a file of keys, each a name, a salted hash and limits. `python -m inference.server.keys add FILE NAME`."""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import re
import secrets
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inference.arguments import Parser, speak_vietnamese
from inference.errors import InferenceError, reason
from inference.server.allowance import Allowance

FROM_ENVIRONMENT = "LOIHAY_KEY"
LONGEST_NAME, LONGEST_KEY = 64, 512  # letters
STREAMS, TOKENS_PER_MINUTE = 8, 60_000
FIELDS = {"name", "salt", "hash", "streams", "tokens_per_minute", "created"}
HEAD = "# Khóa của máy chủ Lời Hay: chỉ có mã băm. Thêm, bỏ: python -m inference.server.keys\n"


@dataclass(frozen=True, slots=True)
class Key:
    """`digest` is SHA-256 of salt and key. That is enough, and no slow hash as for passwords is needed: keys are 256 random bits
    that nobody can try out. The salt keeps two files from telling that they hold the same key. None is no limit."""

    name: str
    salt: bytes
    digest: bytes
    streams: int | None = None
    tokens_per_minute: int | None = None
    created: str = ""


def make(name: str, secret: str, streams: int | None = None, tokens_per_minute: int | None = None) -> Key:
    salt = secrets.token_bytes(16)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Key(name, salt, _digest(salt, secret), streams, tokens_per_minute, created)


def _digest(salt: bytes, secret: str) -> bytes:
    return hashlib.sha256(salt + secret.encode("utf-8", "surrogateescape")).digest()


class Keys:
    """The keys in force, of the environment and of the file, with what each has used. Lives on the event loop."""

    def __init__(self, keys: Iterable[Key] = (), *, secret: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        """secret: the key that came in the environment, which nothing limits."""
        self._clock = clock
        self._own = (make(FROM_ENVIRONMENT, secret),) if secret else ()
        self._entries: list[tuple[Key, Allowance]] = []
        self.replace(keys)

    def replace(self, keys: Iterable[Key]) -> None:
        """Other keys in the file; who stays keeps what it has used."""
        known = {key.digest: allowance for key, allowance in self._entries}
        entries = []
        for key in (*self._own, *keys):
            allowance = known.get(key.digest)
            if allowance is None:
                allowance = Allowance(key.name, key.streams, key.tokens_per_minute, self._clock)
            else:
                allowance.allow(key.streams, key.tokens_per_minute)
            entries.append((key, allowance))
        self._entries = entries

    def find(self, secret: str) -> Allowance | None:
        """Whose key it is. Takes as long whoever it is: every hash is compared, each in constant time."""
        if len(secret) > LONGEST_KEY:
            return None
        found = None
        for key, allowance in self._entries:
            if hmac.compare_digest(_digest(key.salt, secret), key.digest):
                found = allowance
        return found

    def __len__(self) -> int:
        return len(self._entries)


def read(path: Path) -> tuple[Key, ...]:
    """The file's keys. Raises InferenceError, which quotes nothing of it but a name."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InferenceError(f"Không đọc được tệp khóa {path.name}: {reason(error)}.") from error
    except ValueError as error:  # of TOML and of UTF-8
        place = re.search(r"at line (\d+)", str(error))
        where = f" ở dòng {place[1]}" if place else ""
        raise InferenceError(f"Tệp khóa {path.name} hỏng{where}.", "Hãy sửa lại, hoặc chọn một tệp mới.") from error
    rows = table.pop("key", [])
    if table or not isinstance(rows, list):  # what `add` would lose
        raise InferenceError(f"{path.name} không hợp lệ: tệp khóa chỉ có các mục [[key]].", "Hãy chọn tệp khác.")
    keys = tuple(_key(row, f"{path.name} có khóa thứ {number}") for number, row in enumerate(rows, 1))
    if len({key.name for key in keys}) < len(keys):
        raise InferenceError(f"Tệp khóa {path.name} có hai khóa cùng tên.", "Hãy bỏ bớt một khóa.")
    return keys


def _key(row: Any, what: str) -> Key:
    """Fields that nobody knows are refused: a limit with a typing error in its name would be none."""
    try:
        name, salt, digest = row["name"], bytes.fromhex(row["salt"]), bytes.fromhex(row["hash"])
        limits = [row.get("streams"), row.get("tokens_per_minute")]
        sound = all(limit is None or (type(limit) is int and limit > 0) for limit in limits) and set(row) <= FIELDS
        if _is_name(name) and len(digest) == 32 and sound:
            return Key(name, salt, digest, *limits, str(row.get("created", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    raise InferenceError(
        f"Tệp khóa {what} không hợp lệ.",
        "Mỗi khóa cần name, salt và hash, có thể thêm streams và tokens_per_minute (số nguyên dương).",
    )


def _is_name(name: str) -> bool:
    """It becomes a label of the metrics and a word of the log."""
    return 0 < len(name) <= LONGEST_NAME and name != FROM_ENVIRONMENT and all(c.isalnum() or c in "._-" for c in name)


def write(path: Path, keys: Sequence[Key]) -> None:
    """The whole file at once, for its owner's eyes only; whoever reads it sees the old one or the new one. Raises InferenceError."""
    edit(path, lambda: keys)


def edit(path: Path, keys: Callable[[], Sequence[Key]]) -> None:
    """As `write`, of what `keys` says while nobody else can write. Raises InferenceError."""
    path = Path(os.path.realpath(path))  # a link stays one
    new = path.with_name(path.name + ".new")
    try:
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InferenceError("Đang có chương trình khác ghi tệp khóa.", f"Nếu không phải, hãy xóa {new.name}.") from error
    except OSError as error:
        raise InferenceError(f"Không ghi được tệp khóa {path.name}: {reason(error)}.") from error
    try:
        with open(file, "w", encoding="utf-8") as out:
            out.write(HEAD + "".join(map(_toml, keys())))
            out.flush()
            _keep_owner(file, path)
            os.fsync(file)
        os.replace(new, path)
    except BaseException as error:  # once it is replaced, what bears the name `new` is another one's
        new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InferenceError(f"Không ghi được tệp khóa {path.name}: {reason(error)}.") from error
        raise


def _keep_owner(file: int, path: Path) -> None:
    """An administrator adds keys to the file of the user that the server runs as, who must still be able to read it."""
    if os.name == "posix" and path.exists():
        before = path.stat()
        if (before.st_uid, before.st_gid) != (os.fstat(file).st_uid, os.fstat(file).st_gid):
            os.fchown(file, before.st_uid, before.st_gid)


def _toml(key: Key) -> str:
    row = {"name": key.name, "salt": key.salt.hex(), "hash": key.digest.hex(), "streams": key.streams}
    row |= {"tokens_per_minute": key.tokens_per_minute, "created": key.created}
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in row.items() if value is not None)
    return "\n[[key]]\n" + "\n".join(lines) + "\n"


def too_open(path: Path) -> bool:
    """Whether others than its owner may read or write the file."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def main(arguments: list[str] | None = None) -> int:
    speak_vietnamese()
    given = _parser().parse_args(arguments)
    try:
        return given.run(given)
    except InferenceError as fault:
        print(fault, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="inference.server.keys", description="Khóa truy cập của máy chủ Lời Hay.")
    commands = parser.add_subparsers(required=True, metavar="add|list|remove")
    for name, run, text in (("add", _add, "thêm một khóa và in nó ra, một lần"), ("list", _list, "liệt kê"), ("remove", _remove, "bỏ")):
        command = commands.add_parser(name, help=text)
        command.add_argument("file", type=Path, help="tệp khóa")
        command.set_defaults(run=run)
        if run is not _list:
            command.add_argument("name", help="tên khóa: chữ, số, dấu chấm và gạch")
        if run is _add:
            command.add_argument("--streams", type=_positive, default=STREAMS, help="số câu viết cùng lúc")
            command.add_argument("--tokens-per-minute", type=_positive, default=TOKENS_PER_MINUTE, help="từ tố mỗi phút, cả lời nhắc")
    return parser


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 10**12):
        raise argparse.ArgumentTypeError("cần một số nguyên dương")
    return int(text)


def _add(given: argparse.Namespace) -> int:
    if not _is_name(given.name):
        raise InferenceError("Tên khóa không hợp lệ.", f"Dùng chữ, số, dấu chấm và gạch, nhiều nhất {LONGEST_NAME}.")
    secret = "lh-" + secrets.token_urlsafe(32)

    def more() -> Sequence[Key]:
        keys = read(given.file) if given.file.exists() else ()
        if any(key.name == given.name for key in keys):
            raise InferenceError(f"Đã có khóa tên {given.name}.", "Hãy chọn tên khác, hoặc bỏ khóa cũ trước.")
        return [*keys, make(given.name, secret, given.streams, given.tokens_per_minute)]

    edit(given.file, more)
    print(secret)
    print("Hãy cất khóa này ngay: nó không được giữ ở đâu cả.", file=sys.stderr)
    return 0


def _list(given: argparse.Namespace) -> int:
    keys = read(given.file)
    for key in keys:
        streams, tokens = (limit or "không giới hạn" for limit in (key.streams, key.tokens_per_minute))
        print(f"{key.name}\tcùng lúc: {streams}\ttừ tố mỗi phút: {tokens}\ttạo: {key.created}")
    if not keys:
        print("Tệp này chưa có khóa nào.", file=sys.stderr)
    return 0


def _remove(given: argparse.Namespace) -> int:
    def fewer() -> Sequence[Key]:
        keys = read(given.file)
        left = [key for key in keys if key.name != given.name]
        if len(left) == len(keys):
            raise InferenceError(f"Không có khóa nào tên {given.name}.", "Hãy xem: python -m inference.server.keys list.")
        return left

    edit(given.file, fewer)
    print(f"Đã bỏ khóa {given.name}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
