"""A refusal as a company reads it: the ledger's own sentence, unless that one is written for an administrator."""

from django.utils.translation import gettext as _

from qifu.organisations.refusals import Refused


def plainly(refusal: Refused) -> str:
    if refusal.code != "year_not_loaded":
        return str(refusal)
    return _(
        "The date by which you are owed an answer cannot be counted at present, so nothing was stored. Please call the "
        "hotline, or try again later; what you typed is kept."
    )
