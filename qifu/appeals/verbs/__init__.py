"""What each step does to clocks, assignments, answers: one function a verb, found by its name.

An effect changes the appeal's attributes and the rows that hang on it; `advancing` checks before and stores after.
"""

from qifu.appeals.verbs import (
    anytime,
    asking,
    assigning,
    closing,
    extending,
    following_up,
    handling,
    intake,
    joining,
)

EFFECTS = {
    **intake.EFFECTS,
    **joining.EFFECTS,
    **assigning.EFFECTS,
    **handling.EFFECTS,
    **extending.EFFECTS,
    **following_up.EFFECTS,
    **closing.EFFECTS,
    **anytime.EFFECTS,
    **asking.EFFECTS,
}
