"""What the operating system refuses, said in Vietnamese."""

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
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}


def reason(fault: OSError) -> str:
    """The reason as a Vietnamese phrase; the system's own words where it is a rare one."""
    return REASONS.get(fault.errno or 0, fault.strerror or str(fault))
