"""The error for faults of the world (files, networks, memory), worded for the person who reads it."""

from __future__ import annotations

import errno

REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không được phép truy cập",
    errno.EPERM: "không được phép truy cập",
    errno.EROFS: "nơi này chỉ cho đọc",
    errno.EISDIR: "đây là một thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có một tệp trùng tên",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên dài quá",
    errno.ENOMEM: "không đủ bộ nhớ",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
    errno.ELOOP: "liên kết trỏ vòng quanh",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}
IN_USE = (32, 33)  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION; as errno they look like EACCES


class InferenceError(Exception):
    """`what` is one clear Vietnamese sentence; `hint` says what the person can do (may be empty)."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what if not hint else f"{what} {hint}")
        self.what = what
        self.hint = hint


class Refused(InferenceError):
    """A server does not take this one request (too long, or with a parameter that it does not know); others it may."""


def reason(fault: OSError) -> str:
    """What the operating system refuses, as a Vietnamese phrase; its own words where it is a rare one."""
    if getattr(fault, "winerror", 0) in IN_USE:
        return "một chương trình khác đang dùng tệp này"
    return REASONS.get(fault.errno or 0, fault.strerror or str(fault))
