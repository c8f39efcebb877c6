"""The letters to print: few at once, many in the background."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from qifu.liaison.letters import printing
from qifu.liaison.letters.merging import to_print
from qifu.liaison.letters.views.scope import letter_or_404
from qifu.lib.uploads import KINDS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import Role


@signed_in(Role.OFFICE)
@require_POST
def print_letters(request: Request, pk: int, form: str) -> HttpResponse:
    letter = letter_or_404(request, pk)
    if form not in (printing.DOCX, printing.PDF) or request.post is None:
        raise Http404
    printing.check(letter, form, request.actor)
    if letter.listed > printing.AT_ONCE:
        return redirect("job", printing.ask(letter, form, request.post).pk)
    rows = to_print(letter)
    with TemporaryDirectory(prefix="qifu-letter-") as folder:
        path = Path(folder) / f"letters.{form}"
        printing.write_file(letter, rows, form, path)
        content = path.read_bytes()
    printing.note(letter, len(rows), request.actor)
    named = content_disposition_header(True, printing.name_of(letter, form)) or "attachment"
    return HttpResponse(
        content, content_type=KINDS[form].content_type, headers={"Content-Disposition": named}
    )
