"""What of the letters a request may touch; outside of it a thing does not exist."""

from django.shortcuts import get_object_or_404

from qifu.liaison.letters.models import Delivery, Letter
from qifu.organisations.http import Request


def letter_or_404(request: Request, pk: int) -> Letter:
    rows = Letter.objects.visible_to(request.actor).select_related("district")
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def delivery_or_404(request: Request, pk: int, row: int) -> Delivery:
    rows = Delivery.objects.visible_to(request.actor).for_detail()
    found: Delivery = get_object_or_404(rows, pk=row, letter=pk)
    return found
