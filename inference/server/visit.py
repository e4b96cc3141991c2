"""One request from its arrival to its end: named, timed, counted and written down, without its texts."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from inference.server.allowance import Allowance
from inference.server.log import Write
from inference.server.metrics import Meters

HEADER = "X-Request-Id"
NAME = "loihay"
CLIENT_GONE = 499  # nginx's number for it
_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(slots=True)
class Visit:
    """What is known of a request; the counts are tokens."""

    id: str
    began: float = field(default_factory=time.perf_counter)
    allowance: Allowance | None = None  # whose key it came with
    prompt: int = 0
    generated: int = 0
    cached: int = 0
    reason: str = ""  # why its candidates ended


VISIT = web.RequestKey("visit", Visit)  # where a request carries it


def attendant(meters: Meters, write: Write) -> Callable[..., Awaitable[web.StreamResponse]]:
    """The outermost middleware."""

    @web.middleware
    async def middleware(request: web.Request, handler: Callable[..., Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        given = request.headers.get(HEADER, "")
        visit = request[VISIT] = Visit(given if _GIVEN.fullmatch(given) else secrets.token_hex(8))
        status = CLIENT_GONE
        try:
            response = await handler(request)
            status = response.status
            return response
        except (asyncio.CancelledError, ConnectionError):
            visit.reason = visit.reason or "client_gone"
            raise
        finally:
            _note(request, visit, status, meters, write)

    return middleware


def _note(request: web.Request, visit: Visit, status: int, meters: Meters, write: Write) -> None:
    resource = request.match_info.route.resource
    route = resource.canonical if resource else "-"  # the pattern: a path that somebody made up may be a text
    key = visit.allowance.name if visit.allowance else ""
    seconds = time.perf_counter() - visit.began
    meters.request(route, status, key)
    if visit.prompt:
        meters.requests.add(seconds)
    method = request.method if resource else "-"
    write(
        {
            "id": visit.id, "key": key, "method": method, "route": route, "status": status, "prompt": visit.prompt,
            "generated": visit.generated, "cached": visit.cached, "seconds": round(seconds, 4), "reason": visit.reason,
        }
    )  # fmt: skip


async def sign(request: web.Request, response: web.StreamResponse) -> None:
    """Before an answer's headers go out: the request's name among them, the versions of what runs here not."""
    response.headers["Server"] = NAME
    visit = request.get(VISIT)
    if visit is not None:
        response.headers[HEADER] = visit.id
