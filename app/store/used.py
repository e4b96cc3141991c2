"""Never the same text twice to the same person: what they were given, in memory for every thread and in the store for good."""

from collections.abc import Iterable
from datetime import date

from app.store.store import Store, UsedText
from app.writing.brief import Brief
from app.writing.used import mark, person


class Used:
    """Written on the store's thread; of() may be asked on any. Without a store it lasts as long as the program."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._texts: dict[str, dict[str, UsedText]] = {}  # by person and mark; the inner ones are replaced, never changed
        for text in store.used() if store else ():
            self._texts.setdefault(text.person, {})[text.mark] = text

    def of(self, brief: Brief) -> frozenset[str]:
        """The marks of all texts that the brief's recipient was given."""
        return frozenset(self._texts.get(person(brief), ()))

    def any(self) -> bool:
        """Whether there is anything to forget."""
        return any(self._texts.values())

    def remember(self, brief: Brief, texts: Iterable[str], *, sent: bool) -> None:
        """These words (as written, as edited, the library's template) went to the brief's recipient, or were chosen for them.

        A choice takes the place of an earlier one for the same day that was never sent. Nothing is remembered while
        nobody is named. UserError when the store can not be written.
        """
        who, today = person(brief), date.today().isoformat()
        if not who:
            return
        known = self._texts.get(who, {})
        kept = {each: text for each, text in known.items() if text.sent or text.occasion != brief.occasion}
        for each in map(mark, filter(str.strip, texts)):
            former = known.get(each)
            kept[each] = UsedText(who, each, brief.occasion, sent or bool(former and former.sent), today)
        self._keep(who, kept)

    def forget(self, brief: Brief | None = None) -> list[UsedText]:
        """Forget what the brief's recipient was given, or everybody; returns what restore() takes back."""
        people = [person(brief)] if brief else list(self._texts)
        gone = [text for who in people for text in self._texts.get(who, {}).values()]
        for who in people:
            self._keep(who, {})
        return gone

    def restore(self, texts: Iterable[UsedText]) -> None:
        """Remember again what was forgotten."""
        for text in texts:
            self._keep(text.person, {**self._texts.get(text.person, {}), text.mark: text})

    def _keep(self, who: str, texts: dict[str, UsedText]) -> None:
        if texts == self._texts.get(who, {}):
            return
        self._texts[who] = texts
        if self._store:
            self._store.keep_used(who, texts.values())
