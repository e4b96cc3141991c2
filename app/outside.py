"""Everything that may leave this machine: the network as the settings allow it, its log, keys, the server elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.connections import Connections
from app.keys import Keys
from app.settings import Settings
from inference.network import Network

HUB_KEY = "huggingface.co"  # the name of the hub's token in the keyring


class Outside:
    """settings() is asked each time: a switch works at once."""

    def __init__(self, home: Path, settings: Callable[[], Settings], keys: Keys | None = None) -> None:
        self._settings = settings
        self.keys = keys or Keys()
        self.connections = Connections(home / "logs" / "connections.jsonl")
        self.network = self._network()

    def _network(self, authority: str = "") -> Network:
        return Network(lambda: self._settings().offline, self.connections.add, Path(authority) if authority else None)

    @property
    def server_host(self) -> str:
        """Where words go, or "" while they stay on this machine."""
        settings = self._settings()
        used = settings.server.used and settings.server.url and not settings.offline
        return (urlsplit(settings.server.url).hostname or settings.server.url) if used else ""

    def writer(self) -> Callable[[], Any] | None:
        """Makes a client of the server elsewhere; None while the model here writes."""
        if not self.server_host:
            return None
        server = self._settings().server

        def make() -> Any:
            from inference.remote import remote_client

            return remote_client(server.url, self.keys.get(server.url), self._network(server.authority), server.model)

        return make

    def attempt(self, url: str, key: str, authority: str) -> Any:
        """Try a connection; for a thread."""
        from inference.remote import try_connection

        return try_connection(url, key, self._network(authority))

    def hub(self) -> Any:
        """The hub that models are fetched from."""
        from inference.models.hub import HUB, Hub

        from inference.remote import address

        hub = self._settings().hub
        return Hub(self.network, address(hub) if hub else HUB, self.keys.get(HUB_KEY))
