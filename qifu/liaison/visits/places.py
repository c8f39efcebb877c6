"""Companies and key projects as one types them: Q000012 is an enterprise, P34 a project."""

from qifu.enterprises.models import Enterprise, Project
from qifu.enterprises.search import search
from qifu.liaison.visits.planning import Place
from qifu.organisations.actors import Actor
from qifu.organisations.models import District

MOST = 10


class NoSuchPlace(Exception):
    """Neither a company nor a project of the district."""


def code_of(enterprise: Enterprise, project: Project | None) -> str:
    return f"P{project.pk}" if project else enterprise.number


def place_of(said: str, district: District) -> Place:
    said = said.strip()
    if said[:1] in "Pp" and said[1:].isdecimal():
        projects = Project.objects.filter(district=district, pk=int(said[1:])).select_related("enterprise")
        if project := projects.first():
            return Place(project.enterprise, project)
    rows = Enterprise.objects.filter(district=district).select_related("merged_into")
    found = rows.filter(number=said.upper()).first() or rows.filter(name=said, merged_into=None).first()
    if found is None:
        raise NoSuchPlace
    return Place(found.survivor)


def words_of(said: str, district: District) -> str:
    try:
        return str(place_of(said, district)) if said else ""
    except NoSuchPlace:
        return said


def suggestions(typed: str, by: Actor) -> list[dict[str, str]]:
    """Companies first, then projects whose name holds what is typed."""
    companies = [
        {
            "value": row.number,
            "text": row.name,
            "hint": " · ".join(filter(None, (row.number, str(row.street or "")))),
        }
        for row in search(typed, by)
    ]
    projects = Project.objects.filter(district=by.district, name__icontains=typed).select_related(
        "enterprise"
    )
    return companies + [
        {"value": f"P{row.pk}", "text": row.name, "hint": row.enterprise.name} for row in projects[:MOST]
    ]
