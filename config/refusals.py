class Refusal(SystemExit):
    """A start that cannot go on: one sentence for the person at the terminal, no traceback."""
