"""The ways of those that are open today: each takes its last step before today, wherever its age leaves it."""

from qifu.demonstration import patterns, speech
from qifu.demonstration.course import Course, pick


def now_registered(c: Course) -> None:
    c.register()


def now_accepted(c: Course) -> None:
    c.register()
    c.on(c.filed - 1).do("accept", "office", category=c.cast.words.matter.category)


def now_assigned(c: Course) -> None:
    c.register()
    c.accept()
    c.mark()
    c.on(c.filed - pick((2, 2, 3), c.n)).assign()


def now_disputed(c: Course) -> None:
    matter = c.cast.words.matter
    c.register()
    c.accept()
    c.on(c.filed - 2).assign(lead=matter.mistaken)
    c.do("object", "head", c.say(matter.objection or matter.reluctant), c.lead)


def now_handling(c: Course) -> None:
    c.open()
    c.take_up()
    notes = c.cast.words.matter.progress
    if notes and c.day + 1 < c.filed:
        c.on((c.day + c.filed) // 2).do("progress", "officer", c.say(notes[0]), c.lead)


def now_asking(c: Course) -> None:
    """An extension is asked for and not yet decided."""
    c.open()
    c.take_up()
    patterns.ask_extension(c)


def now_waiting(c: Course) -> None:
    c.open()
    c.take_up()
    c.do("wait", "officer", c.say(c.cast.words.matter.missing), c.lead)


def now_signing(c: Course) -> None:
    c.open()
    c.take_up()
    c.work_until(c.filed - 1)
    c.submit()


def now_answered(c: Course) -> None:
    """Answered; for a third of them the company has been heard and the office has yet to close, another third was called in vain,
    some of these on three days."""
    c.open()
    c.take_up()
    tries = 3 if c.n % 6 == 1 else 1
    c.deliver(c.filed - 1 - (tries if c.n % 3 == 1 else c.n % 3 == 0))
    if c.n % 3 == 0:
        c.later(1).hear(pick(("happy", "fair", "happy"), c.n))
    elif c.n % 3 == 1:
        for _try in range(tries):
            c.later(1).ring_in_vain()


def now_redoing(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.filed - 3)
    c.later(1).hear("unhappy", by="inspector")
    c.do("redo", "inspector", pick(speech.REDO_REASONS, c.n), c.lead)
