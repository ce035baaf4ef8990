"""How one file writes its values: the order of day and month and the decimal sign, decided once per column."""

from collections.abc import Mapping, Sequence
from itertools import chain, islice

from babel import Locale, UnknownLocaleError

from rapport.features.importing.choices import DateOrder, DecimalSign, Options, stored_mapping
from rapport.features.importing.models import Import
from rapport.features.importing.reading import read_rows
from rapport.fields.text_forms import detect_date_order, detect_decimal_sign
from rapport.kernel.context import Context
from rapport.schema.field_type import TextForms
from rapport.schema.registry import registry

SAMPLE_ROWS = 5_000
NUMBERS = frozenset(["number", "percent", "rating", "money"])
DATES = frozenset(["date", "date_time"])


class Forms:
    """The forms of each column, from the first rows of the file, the options and the person's locale. A column that
    leaves doubt is read like the other columns of the file."""

    def __init__(
        self, context: Context, options: Options, kinds: Mapping[int, str], rows: Sequence[Sequence[str]]
    ) -> None:
        self.context, self.options, self.rows = context, options, rows
        self.home_order = order_of(context.locale)
        self.numbers = [column for column, kind in kinds.items() if kind in NUMBERS]
        self.dates = [column for column, kind in kinds.items() if kind in DATES]

    @classmethod
    def of_file(cls, context: Context, options: Options, imported: Import) -> "Forms":
        """The forms of an import's file. The same rows every time, so that a resumed job reads alike."""
        described = registry.object(imported.object)
        kinds = {placed.column: described.fields[placed.field].kind for placed in stored_mapping(imported.mapping)}
        with read_rows(imported) as reading:
            return cls(context, options, kinds, [cells for _, cells in islice(reading.rows, SAMPLE_ROWS)])

    def of(self, column: int, kind: str) -> TextForms:
        """The forms of one column, whose field has this kind."""
        return TextForms(
            date_order=self.date_order(column) if kind in DATES else self.home_order,
            decimal=self.decimal(column) if kind in NUMBERS else None,
            currency=self.options.currency,
            time_zone=self.context.time_zone,
        )

    def date_order(self, column: int) -> DateOrder:
        """As chosen, as the column or the file shows, or as the person writes dates."""
        return (
            self.options.date_order
            or detect_date_order(self._cells(column))
            or detect_date_order(chain.from_iterable(map(self._cells, self.dates)))
            or self.home_order
        )

    def decimal(self, column: int) -> DecimalSign | None:
        """As chosen, or as the column or the file shows; None leaves it to each text: `1.234` is below two."""
        return (
            self.options.decimal
            or detect_decimal_sign(self._cells(column))
            or detect_decimal_sign(chain.from_iterable(map(self._cells, self.numbers)))
        )

    def _cells(self, column: int) -> list[str]:
        return [row[column] for row in self.rows if column < len(row) and row[column].strip()]


def order_of(locale: str) -> DateOrder:
    """How people of a locale write a date: `en-US` -> mdy, `de` -> dmy, `ja` -> ymd."""
    try:
        pattern = Locale.parse(locale.replace("-", "_")).date_formats["short"].pattern.lower()
    except (ValueError, UnknownLocaleError):
        return "dmy"
    first = min("dmy", key=pattern.find)
    return "ymd" if first == "y" else "mdy" if first == "m" else "dmy"
