"""Who may speak to the server, and how it says no: keys, host names, OpenAI's error JSON."""

from __future__ import annotations

import hmac
import ipaddress
import sys
import traceback
from collections.abc import Awaitable, Callable

from aiohttp import web

from inference.errors import InferenceError
from inference.server.engine import QueueFull
from inference.server.wire import BadRequest

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def error(status: int, message: str, kind: str, code: str | None = None, param: str | None = None) -> web.Response:
    body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    headers = {"Retry-After": "1"} if status in (429, 503) else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return web.json_response(body, status=status, headers=headers)


def guard(key: str, host: str) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """A middleware that lets nothing through without the key, except /healthz."""
    expected = b"Bearer " + key.encode()

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        # A web page can point its own name at 127.0.0.1 (DNS rebinding); an address typed as such can not be rebound.
        if not _known_host(request.headers.get("Host", ""), host):
            return error(403, "Tên máy chủ trong yêu cầu không được chấp nhận.", "permission_error", "bad_host")
        if request.path != "/healthz":
            given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, expected):
                return error(401, "Khóa truy cập sai hoặc thiếu.", "authentication_error", "invalid_api_key")
        return await _answer(request, handler)

    return middleware


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except BadRequest as bad:
        return error(bad.status, bad.message, "invalid_request_error", bad.code, bad.param)
    except InferenceError as fault:
        return error(400, f"{fault.what} {fault.hint}".strip(), "invalid_request_error")
    except QueueFull:
        return error(429, "Máy chủ đang bận, hàng đợi đã đầy.", "rate_limit_error", "queue_full")
    except web.HTTPRequestEntityTooLarge:
        return error(413, "Yêu cầu quá lớn.", "invalid_request_error", "too_large")
    except web.HTTPException as refused:
        message = {404: "Không có đường dẫn này.", 405: "Đường dẫn này không nhận phương thức đó."}.get(
            refused.status, refused.reason
        )
        return error(refused.status, message, "invalid_request_error")
    except ConnectionResetError:
        raise
    except Exception:  # noqa: BLE001 — the boundary of the server: one bad request must not show its insides
        traceback.print_exc(file=sys.stderr)
        return error(500, "Máy chủ gặp lỗi ngoài dự kiến.", "server_error")


def _known_host(header: str, bound: str) -> bool:
    name = header.rsplit(":", 1)[0] if not header.endswith("]") else header
    name = name.strip("[]").lower()
    if name in ("localhost", bound.lower()):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
