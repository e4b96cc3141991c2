"""How the server ends: nobody new is let in, what runs may end, and nothing waits for ever."""

import json
import signal
import socket
from pathlib import Path

import httpx2
import pytest

from tests.inference.server.network import PATH, Server

LONG = {"prompt": "a", "stream": True, "ignore_eos": True}


@pytest.mark.parametrize("signals", [1, 2])
def test_the_end_comes_when_the_time_is_over_or_it_is_asked_twice(model: Path, signals: int) -> None:
    drain = "0" if signals == 1 else "600"
    server = Server(model, "--context", "65536", "--parallel", "1", "--drain", drain, LOIHAY_KEY="k")
    key = {"Authorization": "Bearer k"}
    url = f"http://127.0.0.1:{server.port}"
    with httpx2.Client(headers=key, trust_env=False) as client, client.stream("POST", url + PATH, json=LONG) as answer:
        lines = answer.iter_lines()
        next(lines)
        server.process.send_signal(signal.SIGTERM)
        if signals == 2:
            until_closed(server.port)
            server.process.send_signal(signal.SIGTERM)
            with pytest.raises(httpx2.HTTPError):
                list(lines)
        else:
            events = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
            assert events[-2]["choices"][0]["finish_reason"] == "error" and events[-1]["error"]["code"] == "draining"
    assert server.end(asked=False)[0] == (0 if signals == 1 else 128 + signal.SIGTERM)


def until_closed(port: int) -> None:
    """Waits until nobody new is let in."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return


def test_while_it_drains_it_takes_nothing_new(model: Path) -> None:
    server = Server(model, "--context", "65536", "--parallel", "2", "--drain", "600", LOIHAY_KEY="k")
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", headers={"Authorization": "Bearer k"}, trust_env=False) as client:
        assert client.get("/v1/models").status_code == 200  # this connection stays open
        with httpx2.stream(
            "POST", f"http://127.0.0.1:{server.port}{PATH}", json=LONG, headers={"Authorization": "Bearer k"}, trust_env=False
        ) as answer:
            lines = answer.iter_lines()
            next(lines)
            server.process.send_signal(signal.SIGTERM)
            while client.get("/readyz").status_code == 200:
                pass
            refused = client.post(PATH, json={"prompt": "a"})
            assert refused.status_code == 503 and refused.json()["error"]["code"] == "draining"
            with pytest.raises(httpx2.ConnectError):
                httpx2.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False)
    code, said = server.end(asked=False)  # the client left: there is nothing to wait for
    assert code == 0 and "Traceback" not in said
