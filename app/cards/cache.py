"""Finished layers, kept while there is room: least recently used go first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from PySide6.QtGui import QImage


class Layers:
    """An LRU of images bounded by bytes, shared by threads. Two threads may both make a missing layer: harmless."""

    def __init__(self, budget: int) -> None:
        self._budget, self._bytes = budget, 0
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], QImage]) -> QImage:
        with self._lock:
            if (known := self._images.get(key)) is not None:
                self._images.move_to_end(key)
                return known
        image = make()
        with self._lock:
            if key not in self._images:
                self._images[key] = image
                self._bytes += image.sizeInBytes()
                while self._bytes > self._budget and len(self._images) > 1:
                    self._bytes -= self._images.popitem(last=False)[1].sizeInBytes()
        return image

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._images

    @property
    def size(self) -> int:
        """Bytes held."""
        with self._lock:
            return self._bytes
