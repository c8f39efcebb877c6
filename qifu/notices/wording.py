"""The words of a notice: a district's own where it has written some, else the kind's preset."""

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.notices.kinds import Kind
from qifu.notices.models import Wording
from qifu.notices.rendering import Words, language_of, render, unknown_in
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind
from qifu.organisations.refusals import Refused


class Sayings:
    """One occasion in each language that somebody reads; the words are fetched once a language."""

    def __init__(self, kind: Kind, district: District, fields: dict[str, object]) -> None:
        self.kind, self.district, self.fields = kind, district, fields
        self._said: dict[str, Words] = {}

    def to(self, language: str) -> Words:
        language = language_of(language)
        if language not in self._said:
            words = words_in_force(self.district, self.kind, language)
            self._said[language] = render(words, self.fields, language)
        return self._said[language]


def in_force(district: District, kind: Kind, language: str) -> Wording | None:
    return Wording.objects.filter(district=district, kind=kind.name, language=language).first()


def said_by(own: Wording | None, kind: Kind, language: str) -> Words:
    return Words(own.title, own.body) if own else kind.preset(language)


def words_in_force(district: District, kind: Kind, language: str) -> Words:
    return said_by(in_force(district, kind, language), kind, language)


def newest_of(district: District) -> dict[tuple[str, str], Wording]:
    """Of each kind and language the version in force, where the district wrote one."""
    rows = Wording.objects.filter(district=district).order_by("version").select_related("by")
    return {(row.kind, row.language): row for row in rows}


def refuse_unknown(words: Words, kind: Kind) -> None:
    if unknown := unknown_in(words, kind.fields):
        raise Refused(
            _("This notice does not know %(unknown)s. The fields that it can fill are: %(fields)s.")
            % {"unknown": " ".join(unknown), "fields": " ".join(f"{{{name}}}" for name in kind.fields)}
        )


def version_in_force(own: Wording | None) -> int:
    """0 is the preset."""
    return own.version if own else 0


def write(kind: Kind, language: str, words: Words, *, seen: int, by: Actor) -> bool:
    """A new version; the earlier ones stay as what was said then. False when nothing differs.

    `seen` is the version that the writer had before their eyes.
    """
    refuse_unknown(words, kind)
    assert by.district is not None  # noqa: S101 - a right of signed-in people only
    with transaction.atomic():
        # The lock makes two people who save at once queue, so that each gets a version of their own.
        district = District.objects.select_for_update(no_key=True).get(pk=by.district.pk)
        now = in_force(district, kind, language)
        before = said_by(now, kind, language)
        if before == words:
            return False
        if version_in_force(now) != seen:
            raise Refused(
                _(
                    "Somebody else changed these words while you had them open. Open the page again, see what changed, and write anew."
                )
            )
        row = Wording.objects.create(
            district=district,
            kind=kind.name,
            language=language,
            version=seen + 1,
            title=words.title,
            body=words.body,
            by=by.user,
        )
        log.write(
            LogKind.SETTING,
            by=by,
            what=_("Wording of notices: %(kind)s") % {"kind": kind.label},
            subject=row,
            before={"title": before.title, "body": before.body},
            after={"title": words.title, "body": words.body},
        )
    return True
