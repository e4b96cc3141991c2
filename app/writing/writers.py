"""Who writes: the server elsewhere if it is to be used, the model on this machine when that fails."""

from collections.abc import Callable, Iterator
from typing import Any

from app.writing.compose import Beyond, Restarted, Started
from inference.errors import InferenceError

Compose = Callable[[Any], Iterator[Any]]


def with_fallback(compose: Compose, remote: Callable[[], Any] | None, local: Any, host: str) -> Iterator[Any]:
    """The events of compose(client), first with the remote client.

    Where that fails, it is said in one sentence and the local client writes every candidate anew. remote() makes the
    client (and may fail too); local is None while there is no model here, and then the fault is raised.
    """
    if remote is None:
        yield from compose(local)
        return
    begun: list[int] = []
    client = None
    try:
        client = remote()
        for event in compose(client):
            if isinstance(event, Started):
                begun.append(event.slot)
            yield event
        return
    except InferenceError as fault:
        if local is None:
            raise
        reason = f"{fault.what} Mô hình trên máy này viết thay."
    finally:
        if client is not None:
            client.close()
    yield Beyond(reason)
    for slot in dict.fromkeys(begun):
        yield Restarted(slot, f"{host} không trả lời")
    yield from compose(local)
