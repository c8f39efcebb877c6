"""Addresses that only their receiver knows: signed, so that none can be guessed or counted up, and without a row of their own.

    answers = PersonalLinks("qifu.questionnaires.answer")
    token = answers.token(reply.pk, reply.generation)
    pk, generation = answers.read(token)        # raises NoSuchLink, or Expired when it was good once

A row that is to make its old links useless counts a generation up.
"""

from dataclasses import dataclass
from datetime import timedelta

import segno
from django.core import signing


class NoSuchLink(Exception):
    """It was never a good one."""


class Expired(Exception):
    """It was a good one once."""


@dataclass(frozen=True)
class PersonalLinks:
    salt: str
    good_for: timedelta | None = None

    def token(self, *facts: int) -> str:
        return signing.dumps(list(facts), salt=self.salt)

    def read(self, token: str) -> tuple[int, ...]:
        try:
            return tuple(signing.loads(token, salt=self.salt, max_age=self.good_for))
        except signing.SignatureExpired as error:
            raise Expired from error
        except (signing.BadSignature, ValueError) as error:
            raise NoSuchLink from error


def qr_code(address: str) -> str:
    """An SVG to stand in a page, dark on white in either theme. `address` is the whole one, with https://."""
    return str(segno.make(address, error="m").svg_inline(scale=4, border=2, light="#fff"))
