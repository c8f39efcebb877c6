class Unsent(Exception):
    """A message that did not leave. `str` says why; a `final` one will not leave by being tried again."""

    def __init__(self, sentence: str, *, final: bool = False) -> None:
        super().__init__(sentence)
        self.final = final
