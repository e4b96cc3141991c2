"""Undo for what is chosen in a form rather than typed: the pair, and details added, taken away or told what they are for."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack


class FormHistory(QObject):
    """Typing has its own undo in each field; a field without any left hands Ctrl+Z on to the form, and so here."""

    def __init__(self, form: Any, labels: Mapping[str, str]) -> None:
        """form: has input(key), `changed`, `undo_asked` and `redo_asked`; labels: what a change is called, by key.

        Each of these inputs has choice() -> (scope, chosen) and set_choice(chosen); a choice is not brought back into
        another scope: the pair of one recipient is none for the next.
        """
        super().__init__(form)
        self._form, self._labels = form, labels
        self.stack = QUndoStack(self)
        self.moving = self.moved = False
        self._last: dict[str, Any] = {}
        self.begin()
        form.changed.connect(self._changed)
        form.undo_asked.connect(self.undo)
        form.redo_asked.connect(self.redo)

    def begin(self) -> None:
        """What stands in the form now is not undone any further."""
        self.stack.clear()
        self._last = {key: self._form.input(key).choice() for key in self._labels}

    def undo(self) -> None:
        """Take back the last change that can still be."""
        self.moved = False
        while self.stack.canUndo() and not self.moved:
            self.stack.undo()

    def redo(self) -> None:
        """Make again what was taken back."""
        self.moved = False
        while self.stack.canRedo() and not self.moved:
            self.stack.redo()

    def put(self, key: str, scope: Any, chosen: Any) -> bool:
        """Set a choice, if its scope is still there."""
        there = self._form.input(key).choice()[0] == scope
        if there:
            self.moving = self.moved = True
            self._form.input(key).set_choice(chosen)
            self.moving = False
            self._last[key] = self._form.input(key).choice()
        return there

    def _changed(self, key: str) -> None:
        if key not in self._labels or self.moving:
            return
        (former, before), (scope, after) = self._last[key], self._form.input(key).choice()
        self._last[key] = scope, after
        if scope == former and before != after:
            self.stack.push(_Change(self, self._labels[key], key, scope, before, after))


class _Change(QUndoCommand):
    def __init__(self, history: FormHistory, label: str, key: str, scope: Any, before: Any, after: Any) -> None:
        super().__init__(label)
        self._history, self._key, self._scope = history, key, scope
        self._before, self._after = before, after

    def undo(self) -> None:
        self.setObsolete(not self._history.put(self._key, self._scope, self._before))

    def redo(self) -> None:
        self.setObsolete(not self._history.put(self._key, self._scope, self._after))
