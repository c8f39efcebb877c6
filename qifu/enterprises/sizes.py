"""How an enterprise's size class came about, in words: its sector, the bounds, and which fact decided."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.enterprises.models import Enterprise
from qifu.enterprises.models.enterprise import SIZES
from qifu.lib.size_class import ABOVE_SCALE, RULES, Sector, sector_of

SECTORS = {
    Sector.FARMING: pgettext_lazy("sector", "farming"),
    Sector.INDUSTRY: pgettext_lazy("sector", "industry"),
    Sector.CONSTRUCTION: pgettext_lazy("sector", "construction"),
    Sector.WHOLESALE: pgettext_lazy("sector", "wholesale"),
    Sector.RETAIL: pgettext_lazy("sector", "retail"),
    Sector.TRANSPORT: pgettext_lazy("sector", "transport"),
    Sector.STORAGE: pgettext_lazy("sector", "storage"),
    Sector.POST: pgettext_lazy("sector", "post"),
    Sector.LODGING: pgettext_lazy("sector", "lodging"),
    Sector.CATERING: pgettext_lazy("sector", "catering"),
    Sector.TELECOM: pgettext_lazy("sector", "telecommunication and internet"),
    Sector.SOFTWARE: pgettext_lazy("sector", "software and information technology"),
    Sector.REAL_ESTATE: pgettext_lazy("sector", "real-estate development"),
    Sector.PROPERTY: pgettext_lazy("sector", "property management"),
    Sector.LEASING: pgettext_lazy("sector", "leasing and business services"),
    Sector.OTHER: pgettext_lazy("sector", "other trades"),
}
FACTS = {
    "staff": gettext_lazy("staff"),
    "revenue": gettext_lazy("revenue (10k yuan)"),
    "assets": gettext_lazy("assets (10k yuan)"),
}


def explain_size(enterprise: Enterprise) -> str:
    if not enterprise.industry:
        return _("No size class: the industry code is not known.")
    sector = sector_of(enterprise.industry)
    if sector is None:
        return _(
            "No size class: the 2017 rule does not cover the industry %(code)s, or the code is too short."
        ) % {"code": enterprise.industry}
    missing = [str(FACTS[fact]) for fact in RULES[sector] if getattr(enterprise, fact) is None]
    bounds = "; ".join(_bounds(fact, enterprise, sector) for fact in RULES[sector])
    said = _("Rule of 2017, sector %(sector)s. Lower bounds of large/medium/small: %(bounds)s.") % {
        "sector": SECTORS[sector],
        "bounds": bounds,
    }
    if missing:
        return said + " " + _("No size class: missing are %(facts)s.") % {"facts": ", ".join(missing)}
    return (
        said + " " + _("All bounds must hold: %(size)s.") % {"size": dict(SIZES)[enterprise.size or "micro"]}
    )


def _bounds(fact: str, enterprise: Enterprise, sector: Sector) -> str:
    value = getattr(enterprise, fact)
    return _("%(fact)s %(bounds)s, here %(value)s") % {
        "fact": FACTS[fact],
        "bounds": "/".join(str(bound) for bound in RULES[sector][fact]),
        "value": "—" if value is None else value,
    }


def explain_above_scale(enterprise: Enterprise) -> str:
    """The line is dated: what counts is the year of the facts."""
    sector = sector_of(enterprise.industry) if enterprise.industry else None
    if sector is None or enterprise.facts_year is None:
        return _("Not known: the industry code or the year of the facts is missing.")
    if sector is not Sector.INDUSTRY:
        return _("The line is drawn for industry only.")
    for since, threshold in ABOVE_SCALE:
        if enterprise.facts_year >= since:
            return _(
                "Industry, facts of %(year)s: the line is a revenue of %(threshold)s (10k yuan), since %(since)s."
            ) % {
                "year": enterprise.facts_year,
                "threshold": threshold,
                "since": since,
            }
    return _("Not known: there was no such line in %(year)s.") % {"year": enterprise.facts_year}
