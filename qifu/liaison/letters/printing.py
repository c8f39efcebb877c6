"""The letters to print: one document, a page for each company; as PDF where LibreOffice is installed."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from qifu.appeals.lists.exporting import asker
from qifu.liaison.guards import check_office
from qifu.liaison.letters.merging import filled, same_for_all, to_print
from qifu.liaison.letters.models import Delivery, Letter
from qifu.lib.docx import paragraphs, pdf
from qifu.lib.docx.page import new_document
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor
from qifu.organisations.models import Job, LogKind, Post, UnitKind
from qifu.organisations.refusals import Refused

KIND = "print-letters"
AT_ONCE = 50
DOCX, PDF = "docx", "pdf"
Report = Callable[[int, int], None]


def write_docx(letter: Letter, rows: list[Delivery], path: Path, report: Report | None = None) -> None:
    same = same_for_all(letter)
    office = letter.district.units.filter(kind=UnitKind.OFFICE, active=True).first()
    document = new_document()
    for n, row in enumerate(rows, 1):
        officer = row.officer.name if row.officer else ""
        words = filled(letter, row.enterprise, officer, same)
        paragraphs.title(document, words.title, on_new_page=n > 1)
        paragraphs.blank(document)
        lines = [line.strip() for line in words.body.splitlines() if line.strip()]
        for place, line in enumerate(lines):
            is_addressee = place == 0 and line.endswith(("：", ":"))
            (paragraphs.flush if is_addressee else paragraphs.body)(document, line)
        paragraphs.blank(document)
        paragraphs.signature(document, office.name if office else letter.district.name)
        paragraphs.signature(document, _in_figures(letter))
        if report and (n % 20 == 0 or n == len(rows)):
            report(n, len(rows))
    document.save(str(path))


def _in_figures(letter: Letter) -> str:
    return f"{letter.dated_on.year}年{letter.dated_on.month}月{letter.dated_on.day}日"


def write_file(
    letter: Letter, rows: list[Delivery], form: str, path: Path, report: Report | None = None
) -> None:
    if form == DOCX:
        write_docx(letter, rows, path, report)
        return
    with TemporaryDirectory(prefix="qifu-letter-") as folder:
        document = Path(folder) / "letters.docx"
        write_docx(letter, rows, document, report)
        try:
            pdf.to_pdf(document, path)
        except pdf.NoPdf as error:
            raise Refused(
                _(
                    "The PDF could not be made (%(why)s). Fetch the DOCX and print it, or install LibreOffice on the server."
                )
                % {"why": error}
            ) from error


def check(letter: Letter, form: str, by: Actor) -> None:
    check_office(by, letter.district)
    if form == PDF and pdf.program() is None:
        raise Refused(
            _(
                "For PDF the server needs LibreOffice (Debian, Ubuntu: apt install libreoffice-writer). The DOCX needs nothing."
            )
        )
    if not letter.listed:
        raise Refused(_("The letter goes to nobody yet: choose the companies first."))


def name_of(letter: Letter, form: str) -> str:
    return f"{letter.title}.{form}"


def note(letter: Letter, count: int, by: Actor) -> None:
    """The pages name people: who took them out is on record."""
    what = _("Letters printed: %(title)s") % {"title": letter.title}
    log.write(LogKind.EXPORT, by=by, what=what, subject=letter, after={"count": count})


def ask(letter: Letter, form: str, post: Post) -> Job:
    title = _("Letters to print: %(title)s") % {"title": letter.title}
    return jobs.start(KIND, title=title, post=post, options={"letter": letter.pk, "form": form})


@jobs.kind(KIND)
def run(job: Job, report: Report) -> None:
    by = asker(job)
    letter = Letter.objects.visible_to(by).select_related("district").filter(pk=job.options["letter"]).first()
    if letter is None:
        raise Refused(_("This letter does not exist."))
    check(letter, job.options["form"], by)
    rows = to_print(letter)
    write_file(
        letter, rows, job.options["form"], jobs.output(job, name_of(letter, job.options["form"])), report
    )
    job.outcome = {"facts": [[_("Companies"), len(rows)]]}
    note(letter, len(rows), by)
