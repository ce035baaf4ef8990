"""Which languages, time zones, currencies and themes there are, and the sentence when one is not."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies
from django.utils.translation import gettext as _

from rapport.kernel.errors import FieldError

THEMES = ("auto", "light", "dark")


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Every name of the time zone database."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    """Every three-letter code."""
    return frozenset(list_currencies())


def known_locale(locale: str) -> bool:
    """Whether it is a language such as `en`, `de` or `pt-BR`."""
    try:
        Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def problems(
    *, locale: str | None = None, time_zone: str | None = None, currency: str | None = None, theme: str | None = None
) -> list[FieldError]:
    """One error for each value that is given and not known; an empty locale or time zone means the workspace's."""
    found = []
    if locale and not known_locale(locale):
        found.append(FieldError("locale", "unknown", _("Choose a language such as en, de or pt-BR.")))
    if time_zone and time_zone not in time_zones():
        found.append(FieldError("time_zone", "unknown", _("Choose a time zone such as Europe/Prague.")))
    if currency is not None and currency not in currencies():
        found.append(FieldError("currency", "unknown", _("Choose a currency by its three letters, such as EUR.")))
    if theme is not None and theme not in THEMES:
        found.append(FieldError("theme", "unknown", _("Choose auto, light or dark.")))
    return found
