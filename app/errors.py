"""The one exception for the world's faults: shown to the person, never as a traceback."""


class UserError(Exception):
    """A fault outside the program (file, model, network, disk, input).

    what: one Vietnamese sentence that says what happened; hint: what to do about it.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()
