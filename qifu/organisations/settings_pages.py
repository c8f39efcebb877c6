"""Pages on which an administrator changes reference data: one description per kind of row, one set of views for all.

An app describes its rows and registers them from `ready()`, in a module of its own (here: own_settings.py):

    register(SettingsPage(
        name="categories",                      # /settings/categories/, and settings-list, -add, -edit in URLs
        title=_("Categories"), noun=_("Category"), lead=_("What appeals are about, in three levels."),
        model=Category, form=CategoryForm, right=Right.SETTINGS,
        columns=(Column(_("Code"), "code"), Column(_("Name"), "name")),
        order=("code",),                        # keys of the paging; the last one unique, none null
        search=("code", "name"), active="active",
    ))

`form` is a SettingsForm (forms/settings.py): it is given `actor`, fills `district`, narrows related choices to that
district and refuses a change made on an outdated page. Every change is logged with before and after, and the edit page
shows that history; the labels are the model fields' verbose names, so give each field one. Nothing is ever deleted:
name the column that switches a row off in `active`. Where saving is more than `row.save()`, give `store(row, actor)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qifu.organisations import log, navigation
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import ADMINISTRATORS, RIGHTS, Right

if TYPE_CHECKING:
    from qifu.organisations.forms.settings import SettingsForm


@dataclass(frozen=True)
class Column:
    """`value` is an attribute's name or a function of the row."""

    label: Promise
    value: str | Callable[[Any], object]

    def of(self, row: Model) -> object:
        if callable(self.value):
            return self.value(row)
        display = getattr(row, f"get_{self.value}_display", None)
        return display() if display else getattr(row, self.value)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page among the settings; by itself one that is no list of rows, as the calendar."""

    title: Promise
    lead: Promise
    right: Right
    url_name: str = "settings-list"
    position: int = 100

    @property
    def args(self) -> tuple[str, ...]:
        return ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args)


@dataclass(frozen=True, kw_only=True)
class SettingsPage(Place):
    name: str
    noun: Promise
    model: type[Model]
    form: "type[SettingsForm]"
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("pk",)
    search: tuple[str, ...] = ()
    active: str = ""
    kind: LogKind = LogKind.SETTING
    rows: Callable[[Actor], QuerySet[Any]] | None = None
    new: Callable[[Actor], Model] | None = None
    store: Callable[[Any, Actor], bool] | None = None
    related: tuple[str, ...] = ()  # select_related of the list
    add_url: str = ""  # the name of a page of one's own for adding
    addable: bool = True
    aside: str = ""  # a template beside the edit form, with `row`
    beside: Callable[[Any, Actor], dict[str, Any]] | None = None  # what that template needs

    def rows_for(self, actor: Actor) -> QuerySet[Any]:
        if self.rows:
            return self.rows(actor)
        return self.model._default_manager.filter(district=actor.district)

    def found(self, actor: Actor, words: str, state: str) -> QuerySet[Any]:
        rows = self.rows_for(actor).select_related(*self.related)
        if words and self.search:
            rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": words}) for name in self.search)))
        if self.active and state in STATES:
            rows = rows.filter(**{self.active: STATES[state]})
        return rows

    def new_for(self, actor: Actor) -> Model:
        return self.new(actor) if self.new else self.model(district=actor.district)

    def save(self, row: Model, actor: Actor) -> bool:
        """False when nothing differs."""
        if self.store:
            return self.store(row, actor)
        return log.save(row, by=actor, kind=self.kind, what=self.what(row))

    def what(self, row: Model) -> str:
        return _("%(kind)s: %(name)s") % {"kind": self.noun, "name": row}

    @property
    def args(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def url_to_add(self) -> str:
        return reverse(self.add_url) if self.add_url else reverse("settings-add", args=[self.name])


STATES = {"active": True, "inactive": False}
_places: list[Place] = []


def register(*places: Place) -> None:
    for place in places:
        _places.append(place)
        # The office has one entry, "All settings"; an administrator's menu names each page.
        roles = tuple(role for role in RIGHTS[place.right] if role in ADMINISTRATORS)
        navigation.register(
            navigation.Entry(
                place.title, place.url_name, roles, "settings", order=place.position, args=place.args
            )
        )


def find(name: str) -> SettingsPage | None:
    pages = (place for place in _places if isinstance(place, SettingsPage))
    return next((page for page in pages if page.name == name), None)


def open_to(actor: Actor) -> list[Place]:
    places = (place for place in _places if actor.may(place.right))
    return sorted(places, key=lambda place: place.position)
