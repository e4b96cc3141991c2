"""Secrets in the desktop's keyring; where there is none they last as long as the program."""

import logging
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)
SERVICE = "Lời Hay"


class Keys:
    """Keys by what they open: the address of a server, or a hub. Nothing of them is ever logged."""

    def __init__(self, ring: Any = None) -> None:
        """ring: a keyring backend (the desktop's own when None)."""
        self._ring, self._asked = ring, ring is not None
        self._held: dict[str, str] = {}

    def get(self, name: str) -> str:
        """The key, or ""."""
        if name in self._held:
            return self._held[name]
        ring = self._keyring()
        found = ""
        if ring is not None:
            try:
                found = ring.get_password(SERVICE, name) or ""
            except Exception as fault:  # backends raise whatever their desktop does
                log.warning("keyring: %s", type(fault).__name__)
        return found

    def put(self, name: str, key: str) -> bool:
        """Keep a key ("" forgets it); False if it lasts only as long as the program."""
        self._held[name] = key
        ring = self._keyring()
        if ring is None:
            return not key
        try:
            if key:
                ring.set_password(SERVICE, name, key)
            else:
                with suppress(Exception):  # there was none
                    ring.delete_password(SERVICE, name)
            return True
        except Exception as fault:  # locked, refused, no desktop
            log.warning("keyring: %s", type(fault).__name__)
            return False

    def _keyring(self) -> Any:
        """The desktop's keyring, or None where it has none that keeps anything."""
        if not self._asked:
            self._asked = True
            try:
                import keyring

                found = keyring.get_keyring()
                self._ring = found if getattr(found, "priority", 0) > 0 else None
            except Exception as fault:
                log.warning("keyring: %s", type(fault).__name__)
        return self._ring
