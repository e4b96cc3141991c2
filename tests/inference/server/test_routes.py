"""The routes over an engine that a test holds in its hand: who gets in, when the server is ready, what has an end."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from inference.server import connections, http, reading
from inference.server.connections import Connections
from inference.server.http import Routes
from inference.server.keys import Keys, make
from inference.server.readiness import Pulse
from tests.inference.server.stub_engine import IDLE, StubEngine
from tests.inference.server.test_keys import Clock

BEARER = {"Authorization": "Bearer k"}
BODY = {"prompt": "xin chào", "max_tokens": 100}
PATH = "/v1/completions"


def served(routes: Routes, talk: Callable[[TestClient], Awaitable[None]], keys: Keys | str = "k") -> None:
    async def run() -> None:
        server = TestServer(routes.application(keys, "127.0.0.1"))
        async with TestClient(server) as client:
            await asyncio.wait_for(talk(client), 20)

    asyncio.run(run())


async def code(response: ClientResponse) -> tuple[int, str]:
    return response.status, (await response.json())["error"]["code"]


async def until(true: Callable[[], object]) -> None:
    while not true():
        await asyncio.sleep(0)


# Who gets in


def test_every_route_there_is_wants_the_key_but_one() -> None:
    """Read off the router: a route that is added later is asked, too."""
    asked = []

    async def talk(client: TestClient) -> None:
        for route in client.app.router.routes():
            path = route.resource.canonical.replace("{name}", "x")
            for headers in ({}, {"Authorization": "Bearer sai"}, {"Authorization": "k"}, {"Authorization": "Basic k"}):
                response = await client.request(route.method, f"{path}?key=k&api_key=k", headers=headers)
                asked.append((path, response.status))

    served(Routes(StubEngine()), talk)
    assert {path for path, status in asked if status != 401} == {"/healthz"}
    assert {status for path, status in asked if path == "/healthz"} == {200} and len(asked) >= 4 * 12


@pytest.mark.parametrize("path", ["//healthz", "/healthz/", "/x/../v1/models", "/healthz%2f..%2fmetrics", "/healthz%00", "/"])
def test_a_path_in_disguise_opens_nothing(path: str) -> None:
    async def talk(client: TestClient) -> None:
        raw = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" % path.encode()
        assert (await _raw(client, raw)).startswith(b"HTTP/1.1 401")

    served(Routes(StubEngine()), talk)


async def _raw(client: TestClient, data: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(data)
    answer = await reader.read()
    writer.close()
    return answer


def test_whoever_asks_with_curl_can_read_the_answer() -> None:
    async def talk(client: TestClient) -> None:
        assert "Khóa truy cập sai hoặc thiếu." in (await (await client.get("/readyz")).read()).decode()
        half = await client.post(PATH, data=b'{"prompt": "a", "model": "\\ud83d"}', headers=BEARER)
        assert half.status == 404 and "“?”" in (await half.read()).decode()

    served(Routes(StubEngine()), talk)


def test_two_keys_in_one_request_are_none() -> None:
    async def talk(client: TestClient) -> None:
        for names in (["Bearer k", "Bearer k"], ["Bearer sai", "Bearer k"], ["Bearer k", "Bearer sai"]):
            lines = b"".join(b"Authorization: %s\r\n" % name.encode() for name in names)
            raw = b"GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + lines + b"\r\n"
            assert (await _raw(client, raw)).startswith(b"HTTP/1.1 401")

    served(Routes(StubEngine()), talk)


@pytest.mark.parametrize(
    ("name", "status"),
    [("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:80", 200), ("AI.vn", 200), ("ai.vn.:443", 200), ("evil.vn", 403), ("ai.vn.evil.vn", 403), ("", 403)],
)  # fmt: skip
def test_it_answers_to_its_own_names_only(name: str, status: int) -> None:
    async def run() -> None:
        async with TestClient(TestServer(Routes(StubEngine()).application("k", "127.0.0.1", ["ai.vn"]))) as client:
            assert (await client.get("/healthz", headers={"Host": name})).status == status

    asyncio.run(run())


# Readiness


def test_ready_is_who_has_loaded_stepped_and_still_steps() -> None:
    engine, clock = StubEngine(), Clock()
    routes = Routes()
    routes._pulse = Pulse(30.0, clock)

    async def talk(client: TestClient) -> None:
        async def asked() -> tuple[int, str]:
            response = await client.get("/readyz", headers=BEARER)
            return (200, "") if response.status == 200 else await code(response)

        assert await asked() == (503, "loading")
        assert await code(await client.post(PATH, json=BODY, headers=BEARER)) == (503, "loading")
        assert await (await client.get("/healthz")).json() == {"status": "loading"}
        routes.open(engine)
        assert len(engine.jobs[0].prompt) == engine.jobs[0].max_tokens == 1  # it is given something to step for
        assert await asked() == (503, "not_stepped")
        engine.becomes(steps=1)
        assert await asked() == (200, "")
        clock.now += 1000  # nothing to do is no fault
        assert await asked() == (200, "")
        engine.becomes(sequences_active=2)
        clock.now += 31
        assert await asked() == (503, "engine_hung")
        engine.becomes(steps=2)
        assert await asked() == (200, "")
        engine.becomes(sequences_active=0, jobs_waiting=1)
        clock.now += 31
        assert await asked() == (503, "engine_hung")
        engine.becomes(jobs_waiting=0, step_seconds=31.0)
        assert await asked() == (503, "engine_hung")
        engine.becomes(step_seconds=0.0, alive=False)
        assert await asked() == (503, "engine_dead")
        assert (await client.get("/healthz")).status == 503
        engine.becomes(alive=True)
        routes.drain()
        response = await client.get("/readyz", headers=BEARER)
        assert response.headers["Retry-After"] == "1" and await code(response) == (503, "draining")
        assert await code(await client.post(PATH, json=BODY, headers=BEARER)) == (503, "draining")

    served(routes, talk)


# Limits


def test_a_key_has_its_streams_and_tells_when_they_are_used_up() -> None:
    engine = StubEngine()

    async def talk(client: TestClient) -> None:
        first = asyncio.create_task(client.post(PATH, json=BODY | {"n": 2}, headers={"Authorization": "Bearer một"}))
        await until(lambda: 1 in engine.jobs)
        refused = await client.post(PATH, json=BODY, headers={"Authorization": "Bearer một"})
        assert refused.headers["Retry-After"] == "1" and await code(refused) == (429, "too_many_streams")
        never = await client.post(PATH, json=BODY | {"n": 3}, headers={"Authorization": "Bearer một"})
        assert never.status == 400 and (await never.json())["error"]["param"] == "n"
        other = asyncio.create_task(client.post(PATH, json=BODY, headers={"Authorization": "Bearer hai"}))
        await until(lambda: 2 in engine.jobs)  # another key is not in its way
        engine.write(1, "a", last=True)
        engine.write(2, "b", last=True)
        assert (await first).status == (await other).status == 200
        again = asyncio.create_task(client.post(PATH, json=BODY, headers={"Authorization": "Bearer một"}))
        await until(lambda: 3 in engine.jobs)
        engine.write(3, "c", last=True)
        assert (await again).status == 200

    served(Routes(engine), talk, Keys([make("a", "một", streams=2), make("b", "hai", streams=1)]))


def test_a_key_has_its_tokens_a_minute() -> None:
    engine, clock = StubEngine(), Clock()

    async def talk(client: TestClient) -> None:
        one = asyncio.create_task(client.post(PATH, json={"prompt": "12345678", "max_tokens": 9}, headers=BEARER))
        await until(lambda: 1 in engine.jobs)
        engine.write(1, "x" * 52, last=True)  # 8 + 52 tokens of 60
        assert (await one).status == 200
        refused = await client.post(PATH, json={"prompt": "1234"}, headers=BEARER)
        assert await code(refused) == (429, "tokens_per_minute") and 1 <= int(refused.headers["Retry-After"]) <= 4
        clock.now += int(refused.headers["Retry-After"])
        later = await client.post(PATH, json={"prompt": "1234"}, headers=BEARER)
        assert later.headers["Retry-After"] == "3"  # it now knows how long the prompt is
        clock.now += 3
        last = asyncio.create_task(client.post(PATH, json={"prompt": "1234"}, headers=BEARER))
        await until(lambda: 2 in engine.jobs)
        engine.write(2, "x", last=True)
        assert (await last).status == 200

    served(Routes(engine), talk, Keys([make("a", "k", tokens_per_minute=60)], clock=clock))


def test_a_full_queue_is_429_and_costs_the_key_nothing() -> None:
    engine = StubEngine()
    keys = Keys([make("a", "k", 2, 60)], clock=Clock())

    async def talk(client: TestClient) -> None:
        engine.full = True
        for _ in range(20):
            refused = await client.post(PATH, json=BODY, headers=BEARER)
            assert refused.headers["Retry-After"] == "1" and await code(refused) == (429, "queue_full")
        keys.find("k").check(2, 60)

    served(Routes(engine), talk, keys)


def test_a_body_that_does_not_come_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SLOWEST_BODY", 0.0)

    async def talk(client: TestClient) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
        writer.write(b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer k\r\nContent-Length: 9\r\n\r\n{" % PATH.encode())
        assert b"408" in await reader.readline()
        writer.close()

    served(Routes(StubEngine()), talk)


def test_a_compressed_body_is_not_unpacked() -> None:
    async def talk(client: TestClient) -> None:
        response = await client.post(PATH, data=b"x", headers=BEARER | {"Content-Encoding": "gzip"})
        assert response.status in (400, 415)

    served(Routes(StubEngine()), talk)


# Ends


def test_what_runs_when_time_is_over_ends_with_an_error_that_is_seen() -> None:
    engine = StubEngine()
    routes = Routes(engine)

    async def talk(client: TestClient) -> None:
        stream = await client.post(PATH, json=BODY | {"stream": True, "n": 2}, headers=BEARER)
        whole = asyncio.create_task(client.post(PATH, json=BODY, headers=BEARER))
        await until(lambda: 2 in engine.jobs)
        engine.write(1, "abc")
        await stream.content.readline()
        routes.drain()
        assert routes.busy
        routes.abort()  # the engine does not say a word to it, as one that hangs would not
        events = [json.loads(line[6:]) for line in (await stream.content.read()).split(b"\n") if line.startswith(b"data: {")]
        ends = [event["choices"][0]["finish_reason"] for event in events[:-1] if event["choices"][0]["finish_reason"]]
        assert ends == ["error", "error"] and events[-1]["error"]["code"] == "draining"
        assert await code(await whole) == (503, "draining")
        assert {1, 2} <= set(engine.cancelled) and not routes.busy

    served(routes, talk)


def crowded(most: int, talk: Callable[[StubEngine, Connections, Clock, int], Awaitable[None]], **settings: object) -> None:
    """Through our own connections."""
    engine, clock = StubEngine(), Clock()

    async def run() -> None:
        runner = web.AppRunner(Routes(engine).application("k", "127.0.0.1"), handler_cancellation=True)
        await runner.setup()
        doors = Connections(runner.server, most, {"access_log": None, **settings}, clock)
        door = await asyncio.get_running_loop().create_server(doors, "127.0.0.1", 0)
        await asyncio.wait_for(talk(engine, doors, clock, door.sockets[0].getsockname()[1]), 20)
        door.close()
        await runner.cleanup()

    asyncio.run(run())


async def _deaf_reader(port: int) -> socket.socket:
    """Asks for a stream and reads none of it."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", port))
    body = json.dumps(BODY | {"stream": True}).encode()
    head = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer k\r\nContent-Length: {len(body)}\r\n\r\n"
    deaf.sendall(head.encode() + body)
    return deaf


def test_who_does_not_read_loses_his_seat() -> None:
    async def talk(engine: StubEngine, doors: Connections, clock: Clock, port: int) -> None:
        deaf = await _deaf_reader(port)
        await until(lambda: 1 in engine.jobs)
        while not any(one.writing_paused for one in doors._server.connections):
            engine.write(1, "x" * 2000)
            await asyncio.sleep(0.002)
        doors.look()
        clock.now += connections.STALLED - 1
        doors.look()
        assert 1 not in engine.cancelled
        clock.now += 2
        doors.look()
        await until(lambda: 1 in engine.cancelled)
        await until(lambda: not doors._server.connections)
        deaf.close()

    crowded(10, talk)


def test_what_nobody_reads_does_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LOOK", 0.001)

    async def talk(engine: StubEngine, doors: Connections, clock: Clock, port: int) -> None:
        deaf = await _deaf_reader(port)
        await until(lambda: 1 in engine.jobs)
        written = 0
        while 1 not in engine.cancelled:
            engine.write(1, "x" * 1000)
            written += 1000
            await asyncio.sleep(0.002)
        assert written * 200 > http.MOST_UNREAD
        deaf.close()

    monkeypatch.setattr(http, "MOST_UNREAD", 1 << 20)
    crowded(10, talk)


def test_one_connection_too_many_is_told_so() -> None:
    async def talk(engine: StubEngine, doors: Connections, clock: Clock, port: int) -> None:
        kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        await until(lambda: len(doors._server.connections) == 2)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 503") and json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "too_many_connections"
        writer.close()
        kept[0][1].close()
        await until(lambda: len(doors._server.connections) == 1)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).startswith(b"HTTP/1.1 200")
        writer.close()
        kept[1][1].close()

    crowded(2, talk)


@pytest.mark.parametrize("begun", [b"", b"GET /hea", b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_a_request_that_never_gets_whole_has_an_end(begun: bytes) -> None:
    async def talk(engine: StubEngine, doors: Connections, clock: Clock, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        assert await reader.read() == b""
        writer.close()

    crowded(10, talk, keepalive_timeout=0.05)


def test_bytes_that_are_no_request_are_not_said_back(capsys: pytest.CaptureFixture[str]) -> None:
    async def talk(engine: StubEngine, doors: Connections, clock: Clock, port: int) -> None:
        for bad in (b"\x16\x03BIMAT\r\n\r\n", b"GET /" + b"BIMAT" * 4000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nBIMAT\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(bad)
            answer = await reader.read()
            assert b" 400 " in answer and b"BIMAT" not in answer and b"aiohttp" not in answer
            writer.close()

    crowded(10, talk)
    assert "BIMAT" not in "".join(capsys.readouterr())


def test_an_idle_engine_never_stalls() -> None:
    clock = Clock()
    pulse = Pulse(30.0, clock)
    for _ in range(5):
        clock.now += 100
        assert pulse.fault(IDLE) == "not_stepped"
