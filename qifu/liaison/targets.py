"""Which companies a letter, a questionnaire, a circular goes to: by what the register knows of them, or named one by one.

What was chosen is kept as it was chosen (`Target.as_json`), so that the page says later whom it was for, and in what words.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from qifu.enterprises.industries import SECTIONS
from qifu.enterprises.models import Enterprise
from qifu.enterprises.models.enterprise import SIZES
from qifu.enterprises.querysets import EnterpriseQuerySet
from qifu.lib.credit_code import LENGTH, normalise
from qifu.lib.names import name_key
from qifu.organisations.models import District, Unit


@dataclass(frozen=True)
class Target:
    """Empty says everyone. `named` are numbers of the register; with them the rest is not asked."""

    streets: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    above_scale: bool = False
    key: bool = False
    restructured: bool = False
    named: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        kept: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return cls(**kept)

    @property
    def as_json(self) -> dict[str, Any]:
        """Only what narrows."""
        return {name: value for name, value in asdict(self).items() if value}

    def enterprises(self, district: District) -> EnterpriseQuerySet:
        rows = Enterprise.objects.filter(district=district).present()
        if self.named:
            return rows.filter(number__in=self.named)
        said: dict[str, object] = {
            "street__in": self.streets,
            "section__in": self.sections,
            "size__in": self.sizes,
            "above_scale": self.above_scale,
            "key": self.key,
            "restructured": self.restructured,
        }
        return rows.filter(**{name: value for name, value in said.items() if value})

    def in_words(self) -> str:
        if self.named:
            return _("%(count)s companies named one by one") % {"count": len(self.named)}
        streets = Unit.objects.filter(pk__in=self.streets).values_list("short_name", flat=True)
        sizes = {value: str(label) for value, label in SIZES}
        parts = [
            "、".join(streets) if self.streets else "",
            "、".join(str(SECTIONS[letter]) for letter in self.sections if letter in SECTIONS),
            "、".join(sizes[size] for size in self.sizes if size in sizes),
            _("Above scale") if self.above_scale else "",
            _("Key enterprise") if self.key else "",
            _("Restructured") if self.restructured else "",
        ]
        return " · ".join(part for part in parts if part) or _("All enterprises of the register")


@dataclass(frozen=True)
class Named:
    """What became of a list that somebody pasted: the numbers of the register, and the lines that name nobody or several."""

    numbers: tuple[str, ...]
    unknown: tuple[str, ...]
    several: tuple[str, ...]


def named_in(text: str, district: District) -> Named:
    """One company a line, by number, credit code or whole name; a thousand lines are three queries."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    found = _found(lines, district)
    numbers = [number for line in lines for number in found[line] if len(found[line]) == 1]
    return Named(
        tuple(dict.fromkeys(numbers)),
        tuple(line for line in lines if not found[line]),
        tuple(line for line in lines if len(found[line]) > 1),
    )


def _found(lines: Iterable[str], district: District) -> dict[str, list[str]]:
    codes = {line: normalise(line) for line in lines}
    keys = {line: name_key(line) for line in lines}
    rows = Enterprise.objects.filter(district=district).select_related("merged_into")
    by: dict[str, set[str]] = {}
    for condition, column in (
        (Q(number__in=codes.values()), "number"),
        (Q(credit_code__in=[code for code in codes.values() if len(code) == LENGTH]), "credit_code"),
        (Q(name_key__in=[key for key in keys.values() if key]), "name_key"),
    ):
        for row in rows.filter(condition):
            by.setdefault(getattr(row, column), set()).add(row.survivor.number)
    return {line: sorted(by.get(codes[line], set()) or by.get(keys[line], set())) for line in lines}
