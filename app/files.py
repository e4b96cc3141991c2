"""Reads plain files, writes them whole or not at all, and says in one sentence why one could not be written."""

import errno
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from app.errors import UserError
from app.faults import reason


PART = re.compile(r"\.[0-9a-f]{12}\.part")  # the name of a file that is not whole yet


def read_regular(path: Path, most: int) -> bytes | None:
    """A file's bytes; None when it has more than `most`. OSError also for what is no plain file (reading a pipe never ends)."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        directory = stat.S_ISDIR(found.st_mode)
        raise IsADirectoryError(errno.EISDIR, "") if directory else OSError(errno.EINVAL, "đây không phải là tệp thường")
    with path.open("rb") as file:
        data = file.read(most + 1)
    return None if len(data) > most else data


def write_whole(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """Writes beside the target and renames over it; a failure leaves the old file and nothing else."""
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):  # it may never have come to be
            part.unlink()
        raise _explained(error, path) from error


def _explained(error: OSError, path: Path) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("Ổ đĩa đã đầy nên chưa lưu được tệp.", "Hãy xóa bớt tệp hoặc chọn ổ khác.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UserError(f"Không có thư mục “{path.parent}”.", "Hãy tạo thư mục ấy, hoặc chọn chỗ khác.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"Không được phép ghi vào “{path.parent}”.", "Hãy chọn thư mục khác.")
    if error.errno == errno.ENAMETOOLONG:
        return UserError("Tên tệp dài quá.", "Hãy chọn một tên ngắn hơn.")
    return UserError(f"Không lưu được “{path.name}”: {reason(error)}.", "Hãy chọn chỗ khác.")
