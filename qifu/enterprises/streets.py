from qifu.enterprises.forms.register import PLACES
from qifu.organisations.import_lines import plain
from qifu.organisations.models import District, Unit

ENDINGS = ("办事处", "街道办事处", "街道", "管委会", "管理委员会")


class Streets:
    """A district's streets and zones by every way in which people write them: 码头, 码头街道, 码头街道办事处, 临江区码头街道."""

    def __init__(self, district: District) -> None:
        units = list(Unit.objects.filter(district=district, kind__in=PLACES, active=True))
        self.names = "、".join(unit.short_name for unit in units)
        self._by_name: dict[str, Unit] = {}
        for unit in units:
            for name in (unit.name, unit.short_name):
                for form in self._forms(name, district.name):
                    self._by_name.setdefault(form, unit)
        self._district = plain(district.name)

    def find(self, typed: str) -> Unit | None:
        name = plain(typed)
        return self._by_name.get(name) or self._by_name.get(name.removeprefix(self._district))

    @staticmethod
    def _forms(name: str, district: str) -> set[str]:
        whole = plain(name)
        short = {whole, whole.removeprefix(plain(district))}
        short |= {form.removesuffix(ending) for form in short for ending in ENDINGS}
        return {form for form in short if len(form) > 1}
