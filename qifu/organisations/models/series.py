"""Numbers that never clash: one counter per district, kind and year. Gaps are allowed here."""

from django.db import connection, models

from qifu.organisations.models.district import District


class NumberSeries(models.Model):
    district = models.ForeignKey(District, models.PROTECT)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "kind", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"

    @classmethod
    def take(cls, district_id: int, kind: str, year: int, count: int = 1) -> int:
        """Take `count` numbers and return the first.

        Called outside the transaction that uses them, the row is locked for the blink of this statement only, and
        writers do not queue behind one another's commits. A transaction that then fails leaves a gap.
        """
        sql = (
            "INSERT INTO organisations_numberseries (district_id, kind, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (district_id, kind, year) DO UPDATE SET last = organisations_numberseries.last + %s RETURNING last"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [district_id, kind, year, count, count])
            return int(cursor.fetchone()[0]) - count + 1

    @classmethod
    def next_in(cls, district_id: int, kind: str, year: int, count: int = 1) -> int:
        """As `take`, for official series, which may have no gaps: inside the transaction that uses the numbers.

        Its row stays locked until that transaction ends, so the next one waits and continues where this one has ended.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("A number without gaps is taken inside the transaction that uses it.")
        return cls.take(district_id, kind, year, count)
