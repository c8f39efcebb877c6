"""Knowledge is found by pieces of words. All that knows how stands here and in `KnowledgePiece`.

index(entry)                               # after its words changed
search("停水了怎么办", district)              # the best first
"""

from collections import Counter, defaultdict
from datetime import date
from math import log

from django.db.models import Count

from qifu.liaison.hotline.models import KnowledgeEntry, KnowledgePiece
from qifu.lib.word_pieces import pieces
from qifu.organisations.models import District

ENOUGH = 5
ASKED = 120  # pieces of a text that are looked up
TELLING = 16  # of these, the rarest
IN_QUESTION, IN_ANSWER = 3, 1


def index(entry: KnowledgeEntry) -> None:
    weights = dict.fromkeys(pieces(entry.answer), IN_ANSWER) | dict.fromkeys(
        pieces(entry.question), IN_QUESTION
    )
    KnowledgePiece.objects.filter(entry=entry).delete()
    KnowledgePiece.objects.bulk_create(
        KnowledgePiece(district_id=entry.district_id, piece=piece, entry=entry, weight=weight)
        for piece, weight in weights.items()
    )


def search(
    text: str, district: District, *, today: date | None = None, limit: int = ENOUGH
) -> list[KnowledgeEntry]:
    """Only what is offered. A piece that many entries share says little; one that few have says much."""
    asked = pieces(text)[:ASKED]
    rows = KnowledgePiece.objects.filter(district=district, piece__in=asked)
    counts = dict(rows.values_list("piece").annotate(Count("pk")).order_by())
    telling = dict(sorted(counts.items(), key=lambda found: (found[1], found[0]))[:TELLING])
    if not telling:
        return []
    scores: Counter[int] = Counter()
    hits: dict[int, int] = defaultdict(int)
    found = rows.filter(piece__in=telling).values_list("entry", "piece", "weight")
    most = max(counts.values()) + 1
    for entry, piece, weight in found:
        scores[entry] += round(100 * weight * log(1 + most / telling[piece]))
        hits[entry] += 1
    least = 2 if len(asked) > 3 else 1  # of a sentence, one piece alone is chance
    ranked = [pk for pk, _score in scores.most_common() if hits[pk] >= least]
    offered = KnowledgeEntry.objects.offered(today).select_related("unit").in_bulk(ranked)
    return [offered[pk] for pk in ranked if pk in offered][:limit]
