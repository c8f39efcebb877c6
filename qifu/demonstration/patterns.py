"""The ways an appeal can go. Each pattern writes one course; `filed` of the course is the appeal's age today."""

from collections.abc import Callable

from qifu.demonstration import speech
from qifu.demonstration.course import ANSWER_WITHIN, Course, pick

Pattern = Callable[[Course], None]


def plain(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.in_time())
    c.finish()


def late(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.due + 1 + c.n % 6, late=True)
    c.finish(pick(("fair", "happy", "unhappy"), c.n))


def rated(c: Course) -> None:
    """The contact rates on the portal before anyone rings."""
    c.open()
    c.take_up()
    c.deliver(c.in_time())
    c.finish(by="contact")


def no_answer_first(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.in_time())
    c.later(1).ring_in_vain()
    c.finish()


def extended(c: Course) -> None:
    c.open()
    c.take_up()
    more = ask_extension(c)
    c.do("approve_extension", "office", pick(speech.APPROVALS, c.n), c.lead, days=more)
    c.deliver(c.due + more - 1)
    c.finish()


def extension_refused(c: Course) -> None:
    c.open()
    c.take_up()
    more = ask_extension(c)
    c.do("refuse_extension", "office", pick(speech.REFUSALS, c.n), c.lead, days=more)
    c.deliver(c.due + c.n % 2, late=bool(c.n % 2))
    c.finish()


def ask_extension(c: Course) -> int:
    """At least one working day before due; half of the clock more."""
    more = ANSWER_WITHIN[c.cast.complexity] * 3 // 5
    c.on(c.due - 2).do("ask_extension", "officer", c.say(c.cast.words.matter.extension), c.lead, days=more)
    return more


def disputed_upheld(c: Course) -> None:
    c.open(lead=c.cast.words.matter.mistaken)
    object_to(c, c.cast.words.matter.objection)
    c.do("uphold", "office", pick(speech.UPHELD, c.n), c.lead, rightful=c.cast.lead if c.n % 2 else "")
    c.assign()
    c.take_up()
    c.deliver(c.in_time())
    c.finish()


def disputed_overruled(c: Course) -> None:
    c.open()
    object_to(c, c.cast.words.matter.reluctant)
    c.do("overrule", "office", c.say(c.cast.words.matter.overruling), c.lead)
    c.take_up()
    c.deliver(c.in_time())
    c.finish()


def object_to(c: Course, ground: str) -> None:
    c.later(c.n % 2).do("object", "head", c.say(ground), c.lead)


def waited(c: Course) -> None:
    c.open()
    c.take_up()
    c.do("wait", "officer", c.say(c.cast.words.matter.missing), c.lead)
    pause = 2 + c.n % 3
    resumer = "contact" if c.cast.account else "officer"
    note = speech.RESUMED_BY_COMPANY if c.cast.account else pick(speech.RESUMED, c.n)
    c.later(pause).do("resume", resumer, note, "" if c.cast.account else c.lead)
    c.deliver(c.in_time() + pause)
    c.finish()


def sent_back(c: Course) -> None:
    c.open()
    c.take_up()
    c.work_until(c.in_time() - 1)
    whole = c.cast.words.matter.reply
    c.submit(whole[: whole.rstrip("。").rindex("。") + 1])  # the draft lacks its last sentence
    c.do("send_back", "head", pick(speech.SEND_BACKS, c.n), c.lead)
    c.later(1).submit()
    c.answer()
    c.finish()


def redone(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.in_time())
    redo(c, pick(speech.REDO_REASONS, c.n))
    c.finish(pick(("happy", "fair"), c.n))


def redone_twice(c: Course) -> None:
    c.open()
    c.take_up()
    c.deliver(c.in_time())
    redo(c, pick(speech.REDO_REASONS, c.n))
    redo(c, speech.SECOND_REDO)
    c.finish(pick(("fair", "happy"), c.n))


def redo(c: Course, reason: str) -> None:
    """An unhappy follow-up, a new clock, another answer."""
    c.later(1).hear("unhappy", by="inspector")
    c.do("redo", "inspector", reason, c.lead)
    answer_again(c)


def answer_again(c: Course) -> None:
    said = pick(speech.RETURNS, c.n + len(c.steps))
    c.later(1).do("contact", "officer", said, c.lead, way="visit", whom="企业负责人")
    c.later(2).submit(c.cast.words.matter.again)
    c.answer()


def reopened(c: Course) -> None:
    plain(c)
    by_company = bool(c.cast.account) or c.n % 3 != 0
    note = pick(speech.REOPENINGS[:2], c.n) if by_company else speech.REOPENINGS[2]
    c.later(2 + c.n % 3).do("reopen", "contact" if by_company else "inspector", note)
    answer_again(c)
    c.finish("fair")


def told(c: Course) -> None:
    """A question, answered by telling: at once, or when the desk has asked the unit."""
    matter = c.cast.words.matter
    c.register()
    desk = "operator" if c.cast.channel == "hotline" else "office"
    c.later(c.n % 2).do("tell", desk, category=matter.category, reply=c.cast.words.reply(matter.reply, c.n))


def declined(c: Course) -> None:
    matter = c.cast.words.matter
    c.register()
    c.later(1 + c.n % 2).do("decline", "office", matter.explanation, ground=matter.ground)


def declined_then_reviewed(c: Course) -> None:
    declined(c)
    c.later(2).do("ask_review", "contact", c.say(c.cast.words.matter.review_reason))
    c.later(1)


def withdrawn(c: Course) -> None:
    reach = c.n % 3
    c.register()
    if reach:
        c.accept()
    if reach == 2:
        c.assign()
        c.sign()
    c.later(1).do("withdraw", "contact", pick(speech.WITHDRAWALS, c.n))


def merged(c: Course) -> None:
    c.register()
    c.later(1).do("merge", "office", speech.MERGED)


def split(c: Course) -> None:
    c.register()
    c.accept()
    c.do("split", "office", speech.SPLIT)
    c.assign()
    c.take_up()
    c.deliver(c.in_time())
    c.finish()


def child(c: Course) -> None:
    """What a split leaves: accepted already, and assigned on its own."""
    c.assign()
    c.take_up()
    c.deliver(c.in_time())
    c.finish()


def listed(c: Course) -> None:
    """On the long-term list. Most reviews lie ahead; every sixth is overdue."""
    review = c.filed - 3 if c.n % 6 == 0 else c.filed + 8 + c.n * 7 % 60
    put_on_list(c, review)


def listed_then_done(c: Course) -> None:
    put_on_list(c, review=45)
    c.on(45).do("review_listed", "office", pick(speech.REVIEWS, c.n), c.lead)
    c.deliver(58)
    c.finish(pick(("happy", "fair"), c.n))


def put_on_list(c: Course, review: int) -> None:
    c.open()
    c.take_up()
    c.work_until(9 + c.n % 6)
    role = "leader" if c.n % 3 == 0 else "office"
    if c.n % 3 == 1:
        plan = c.say(c.cast.words.matter.plan)
        c.do("ask_listing", "head", speech.ASKED_LISTING, c.lead, plan=plan, review=max(review, c.day + 5))
        c.later(1)
    c.do("comment", "office", speech.LISTED, c.lead)
    c.do(
        "list",
        role,
        c.say(c.cast.words.matter.plan),
        c.lead,
        leader=c.cast.leader,
        review=max(review, c.day + 5),
    )
