class Refused(Exception):
    """A verb that may not be done now. `str` is a whole sentence for the person who pressed: what, why, what to do."""

    def __init__(self, sentence: str, code: str = "refused") -> None:
        super().__init__(sentence)
        self.code = code
