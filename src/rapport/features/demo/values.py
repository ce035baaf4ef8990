"""Believable values by kind of field, for what an object's own sample leaves open; and their stored form."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from rapport.records.samples import Draw
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

WORDS = (
    "autumn", "bridge", "careful", "certain", "corner", "daily", "early", "even", "fair", "final", "first", "further",
    "general", "good", "large", "late", "light", "long", "main", "new", "open", "plain", "quick", "quiet", "ready",
    "round", "second", "short", "simple", "small", "spring", "steady", "summer", "whole", "winter", "yearly",
)  # fmt: skip
STREETS = ("Harbour Street", "Station Road", "Mill Lane", "Market Square", "Park Avenue", "Church Street", "High Road")
PLACES = (
    ("Berlin", "10115", "Germany", "+4930"),
    ("Paris", "75002", "France", "+331"),
    ("Madrid", "28004", "Spain", "+3491"),
    ("London", "EC1A 1BB", "United Kingdom", "+4420"),
    ("Wien", "1010", "Austria", "+431"),
    ("Milano", "20121", "Italy", "+3902"),
    ("København", "1050", "Denmark", "+45"),
    ("Warszawa", "00-001", "Poland", "+4822"),
    ("Amsterdam", "1012", "Netherlands", "+3120"),
    ("Lisboa", "1100-148", "Portugal", "+35121"),
    ("Zürich", "8001", "Switzerland", "+4144"),
    ("Stockholm", "111 21", "Sweden", "+468"),
)
CURRENCY = "EUR"
FILLED = 0.7


def phrase(draw: Draw, least: int, most: int) -> str:
    """Some words that mean little."""
    count = least + int((most - least + 1) * draw.random.random())
    return " ".join(draw.one_of(WORDS) for _word in range(count)).capitalize()


def phone(draw: Draw) -> str:
    """A number with its country."""
    prefix = draw.common(PLACES)[3]
    return f"{prefix} {10**6 * draw.random.randint(20, 89) + draw.random.randrange(10**6)}"


def address(draw: Draw) -> dict[str, Any]:
    """A street in a town."""
    city, code, country, _prefix = draw.common(PLACES)
    street = f"{draw.one_of(STREETS)} {1 + int(120 * draw.random.random())}"
    return {"street": street, "city": city, "region": None, "postal_code": code, "country": country}


def bounded(draw: Draw, spec: FieldSpec, low: int, high: int) -> int:
    """A whole number within the field's bounds."""
    least, most = spec.options.get("min"), spec.options.get("max")
    return draw.random.randint(low if least is None else int(least), high if most is None else int(most))


def linked(draw: Draw, spec: FieldSpec) -> Any:
    """An earlier record of the target."""
    found = draw.earlier(spec.options["target"])
    return found.id if found else None


def first_stage(draw: Draw, spec: FieldSpec) -> Any:
    """Any stage of the pipeline that demands nothing."""
    free = [stage for stage in draw.stages[spec.options["pipeline"]] if not stage["required_fields"]]
    return draw.one_of(free)["id"]


BY_KIND: Mapping[str, Callable[[Draw, FieldSpec], Any]] = {
    "text": lambda draw, _spec: phrase(draw, 2, 3),
    "long_text": lambda draw, _spec: f"{phrase(draw, 6, 14)}.",
    "email": lambda draw, _spec: f"{draw.one_of(WORDS)}.{draw.one_of(WORDS)}@mail.example",
    "phone": lambda draw, _spec: phone(draw),
    "url": lambda draw, _spec: f"https://{draw.one_of(WORDS)}-{draw.one_of(WORDS)}.example",
    "number": lambda draw, spec: bounded(draw, spec, 1, 1000),
    "percent": lambda draw, spec: bounded(draw, spec, 0, 100),
    "rating": lambda draw, spec: bounded(draw, spec, 1, 5),
    "money": lambda draw, _spec: draw.amount(2_500, 1.0),
    "date": lambda draw, _spec: (draw.now + draw.days(-120, 90)).date(),
    "date_time": lambda draw, _spec: draw.now + draw.days(-120, 90),
    "checkbox": lambda draw, _spec: draw.chance(0.5),
    "choice": lambda draw, spec: draw.common(spec.options["choices"]).value,
    "multi_choice": lambda draw, spec: [draw.common(spec.options["choices"]).value],
    "tags": lambda draw, _spec: [draw.one_of(WORDS)],
    "address": lambda draw, _spec: address(draw),
    "user": lambda draw, _spec: draw.member().id,
    "link": linked,
    "links": lambda draw, spec: [found] if (found := linked(draw, spec)) else None,
    "stage": first_stage,
}


def fill(draw: Draw, object_type: ObjectType, values: dict[str, Any]) -> dict[str, Any]:
    """The values, and one by its kind for each field that was left out; some of these stay empty."""
    sharing = object_type.sharing
    if sharing and sharing.private:
        values.setdefault(sharing.private, False)
    for spec in object_type.writable:
        make = BY_KIND.get(spec.kind)
        if spec.key not in values and make is not None:
            needed = spec.required or spec.key == object_type.title
            values[spec.key] = make(draw, spec) if needed or draw.chance(FILLED) else None
    if sharing and sharing.team:
        owner = values.get(sharing.owner)
        values[sharing.team] = next((member.team for member in draw.members if member.id == owner), None)
    return stored(object_type, values)


def stored(object_type: ObjectType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Short forms as the write door would store them."""
    made: dict[str, Any] = {}
    for key, value in values.items():
        spec = object_type.fields[key]
        if value is None:
            made[key] = None
        elif spec.kind == "money":
            made[key] = (Decimal(value), CURRENCY)
        elif spec.kind == "phone":
            made[key] = (value, value.replace(" ", ""))
        elif spec.kind in {"email", "url"}:
            made[key] = (value, spec.type.normalise(value, spec, ""))  # type: ignore[attr-defined]  # the matched kinds have it
        elif spec.kind in {"number", "percent"}:
            made[key] = Decimal(value)
        else:
            made[key] = value
    return made
