"""What people can be told of. Each app registers its kinds from `AppConfig.ready()`:

    kinds.register(Kind(
        "order-issued", _("Supervision order issued"),
        fields=("number", "unit", "due"),
        zh=("督办单{number}已下达", "请{unit}于{due}前书面答复。"),
        en=("Supervision order {number} issued", "{unit} answers in writing by {due}."),
        samples={"number": "〔2026〕3号", "unit": "水务局", "due": "2026年9月18日"},
    ))

`zh` and `en` are the presets; a district may write its own words (Settings, Wording of notices). `samples` fill the
preview there. What a person reads in a preset is no gettext message, because its language is the reader's and not the page's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from qifu.notices.rendering import Words, unknown_in


@dataclass(frozen=True)
class Kind:
    name: str
    label: str | Promise
    fields: tuple[str, ...]
    zh: tuple[str, str]
    en: tuple[str, str]
    samples: Mapping[str, object] = field(default_factory=dict)

    def preset(self, language: str) -> Words:
        return Words(*(self.en if language == "en" else self.zh))

    @property
    def example(self) -> dict[str, object]:
        return {name: self.samples.get(name, f"〔{name}〕") for name in self.fields}


_kinds: dict[str, Kind] = {}


def register(*registered: Kind) -> None:
    for kind in registered:
        for language in ("zh-hans", "en"):
            if unknown := unknown_in(kind.preset(language), kind.fields):
                raise ValueError(f"The kind of notice {kind.name!r} names unknown fields: {unknown}.")
        _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def find(name: str) -> Kind | None:
    return _kinds.get(name)


def every() -> list[Kind]:
    return list(_kinds.values())


def choices() -> list[tuple[str, str]]:
    return [(kind.name, str(kind.label)) for kind in every()]
