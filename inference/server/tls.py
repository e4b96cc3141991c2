"""The server's certificate: read, tried out before anyone connects, and read again when it was renewed."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from inference.errors import InferenceError, reason

EXPIRED, NOT_YET = 10, 9  # X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.2 and later with the PEM files' certificate (its chain behind it) and key. Raises InferenceError in one clear sentence."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    load(context, certificate, key)
    return context


def load(context: ssl.SSLContext, certificate: Path, key: Path) -> None:
    """Connections from now on see these files. Nothing changes where they are no good: they are tried out apart."""
    trial = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _load(trial, certificate, key)
    _rehearse(trial, certificate)
    _load(context, certificate, key)


def is_everyones(key: Path) -> bool:
    """Whether all users may read or write it. A group may: that is how systems lend keys to servers (Debian's ssl-cert)."""
    return os.name == "posix" and bool(key.stat().st_mode & 0o007)


def _load(context: ssl.SSLContext, certificate: Path, key: Path) -> None:
    for path, what in ((certificate, "chứng chỉ"), (key, "khóa của chứng chỉ")):
        try:
            path.read_bytes()
        except OSError as error:
            raise InferenceError(f"Không đọc được tệp {what} {path.name}: {reason(error)}.") from error
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")  # else OpenSSL would ask for it at the terminal
    except ssl.SSLError as error:
        if error.reason in ("KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH"):
            raise InferenceError("Khóa và chứng chỉ TLS không thuộc về nhau.", f"{certificate.name}, {key.name}") from error
        if "ENCRYPTED" in key.read_text("ascii", "replace"):
            raise InferenceError(f"Khóa TLS {key.name} có mật khẩu.", "Hãy dùng khóa không mật khẩu, chỉ máy chủ đọc được.") from error
        raise InferenceError("Tệp TLS không phải PEM hợp lệ.", f"{certificate.name}, {key.name}") from error


def _rehearse(context: ssl.SSLContext, certificate: Path) -> None:
    """A handshake in memory with a client that trusts nothing but this certificate: so OpenSSL itself says whether it is in date."""
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname = False
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # the certificate itself may be where the chain ends
    trusting.load_verify_locations(certificate)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(back, there)
    server = context.wrap_bio(there, back, server_side=True)
    try:
        for _ in range(3):
            for side in (client, server):
                try:
                    side.do_handshake()
                except ssl.SSLWantReadError:
                    continue
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in (EXPIRED, NOT_YET):
            when = "đã hết hạn" if error.verify_code == EXPIRED else "chưa có hiệu lực"
            raise InferenceError(f"Chứng chỉ TLS {certificate.name} {when}.", "Hãy gia hạn rồi chạy lại.") from error
    except ssl.SSLError as error:
        raise InferenceError(f"Chứng chỉ TLS {certificate.name} không dùng được.", str(error.reason)) from error
