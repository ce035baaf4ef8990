"""Values of every kind of field, so that one test serves every object."""

from collections.abc import Callable
from typing import Any

from rapport.accounts.teams import create_team
from rapport.features.metadata.objects import describe_objects
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from tests.records.desks import Desk

TEXTS = ["Alpha", "beta", "Äther", "50% off_now", "ALPHA", '-5 \\ O\'Neil "x"', "Ωmega", "🙂 smile", "alpha centauri"]
NUMBERS = ["-12.5", "0", "3", "3.25", "99999999.1234", "-0.0001", "3", "1000000"]
DATES = ["2026-01-31", "1999-12-31", "2026-01-31", "2030-06-15", "0101-01-01", "9999-12-31"]
MOMENTS = [
    "2026-01-31T09:30:00+00:00", "1999-12-31T23:59:59.5+02:00", "2026-01-31T09:30:00+00:00", "2040-01-01T00:00:00-11:00",
]  # fmt: skip
EMAILS = ["ann@example.com", "Ann@Example.com", "bo+x@sub.example.org", "zoë@exämple.de", "100%_ok@example.com"]
PHONES = ["+49 30 1234567", "+43 1 5860", "(202) 555-0143", "030 99", "+49301234567"]
URLS = ["example.com", "https://www.example.org/a?b=1", "http://Example.com/", "sub.example.net:8080/x"]
TAGS = [["red", "blue"], ["blue"], [], ["a, b", 'say "hi"'], ["Grün", "red"]]
ADDRESSES = [
    {"street": "Hauptstr. 1\n2. Stock", "city": "Köln", "postal_code": "50667", "country": "Germany"},
    {"city": "Paris"},
    {"street": "a|b", "region": "Île-de-France"},
]


def pick(values: list[Any], n: int) -> Any:
    """The nth value, round and round; every seventh time none at all."""
    return None if n % 7 == 6 else values[n % len(values)]


class Samples:
    """Writes records of any object at one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.targets: dict[str, list[str]] = {}
        self.teams: list[str] = []
        self.stages = {
            field["options"]["pipeline"]: field["options"]["stages"]
            for described in describe_objects(desk.context)["objects"]
            for field in described["fields"]
            if field["kind"] == "stage"
        }

    def values(self, object_type: ObjectType, n: int) -> dict[str, Any]:
        """A value for every field that can be written."""
        given = {spec.key: self.value(spec, n) for spec in object_type.writable}
        if object_type.sharing and object_type.sharing.private:
            given[object_type.sharing.private] = False
        for spec in object_type.writable:
            if spec.kind == "stage" or spec.required:
                given[spec.key] = self.value(spec, n - 1 if given[spec.key] is None else n)
        title = object_type.title
        if given.get(title, "") is None:
            given[title] = f"Record {n}"
        return self.needed(given)

    def needed(self, given: dict[str, Any]) -> dict[str, Any]:
        """No record is refused for want of a name: one text or email stays."""
        if not any(isinstance(value, str) for value in given.values()):
            given[next(iter(given))] = "Needed"
        return given

    def create(self, object_type: ObjectType, n: int, **over: Any) -> dict[str, Any]:
        """A record with a value in every field."""
        return self.desk.create(object_type.key, **self.values(object_type, n) | over)

    def many(self, object_type: ObjectType, count: int) -> list[dict[str, Any]]:
        """Records that differ, repeat and lack values."""
        return [self.create(object_type, n) for n in range(count)]

    def value(self, spec: FieldSpec, n: int) -> Any:
        """The nth sample of a field."""
        return VALUES[spec.kind](self, spec, n)

    def target(self, key: str, n: int) -> str:
        """A record to link to."""
        known = self.targets.setdefault(key, [])
        if len(known) < 3:
            object_type = registry.object(key)
            plain = {
                spec.key: self.value(spec, len(known))
                for spec in object_type.writable
                if spec.kind in {"text", "email"} or (spec.required and spec.kind != "link")
            }
            known.append(self.desk.create(key, **plain)["id"])
        return known[n % len(known)]

    def bounded(self, spec: FieldSpec, n: int) -> Any:
        low, high = spec.options.get("min"), spec.options.get("max")
        fit = [v for v in NUMBERS if (low is None or float(v) >= low) and (high is None or float(v) <= high)]
        return pick(fit, n)

    def money(self, spec: FieldSpec, n: int) -> Any:
        amount = self.bounded(spec, n)
        return amount and {"amount": amount, "currency": "USD" if n % 3 == 1 else "EUR"}

    def user(self, _spec: FieldSpec, n: int) -> Any:
        return pick(["me", str(self.desk.colleague("manager").user.id)], n)

    def team(self, _spec: FieldSpec, n: int) -> Any:
        while len(self.teams) < 2:
            self.teams.append(str(create_team(self.desk.workspace_id, name=f"Team {len(self.teams)}").id))
        return pick(self.teams, n)

    def stage(self, spec: FieldSpec, n: int) -> Any:
        return pick([str(stage["id"]) for stage in self.stages[spec.options["pipeline"]]], n)

    def link(self, spec: FieldSpec, n: int) -> Any:
        return pick([self.target(spec.options["target"], n)], n)

    def links(self, spec: FieldSpec, n: int) -> Any:
        return [self.target(spec.options["target"], n + i) for i in range(n % 3)]


def from_list(values: list[Any]) -> Callable[[Samples, FieldSpec, int], Any]:
    return lambda _samples, _spec, n: pick(values, n)


def choice(_samples: Samples, spec: FieldSpec, n: int) -> Any:
    return pick([option.value for option in spec.options["choices"]], n)


def multi_choice(_samples: Samples, spec: FieldSpec, n: int) -> Any:
    values = [option.value for option in spec.options["choices"]]
    return pick([values[:1], values[1:3], values[:2]], n)


VALUES: dict[str, Callable[[Samples, FieldSpec, int], Any]] = {
    "text": from_list(TEXTS),
    "long_text": from_list([*TEXTS, "line one\nline two"]),
    "email": from_list(EMAILS),
    "phone": from_list(PHONES),
    "url": from_list(URLS),
    "number": Samples.bounded,
    "percent": Samples.bounded,
    "money": Samples.money,
    "rating": lambda _s, spec, n: pick(list(range(1, spec.options["max"] + 1)), n),
    "date": from_list(DATES),
    "date_time": from_list(MOMENTS),
    "checkbox": from_list([True, False]),
    "choice": choice,
    "multi_choice": multi_choice,
    "tags": from_list(TAGS),
    "user": Samples.user,
    "team": Samples.team,
    "link": Samples.link,
    "links": Samples.links,
    "stage": Samples.stage,
    "address": from_list(ADDRESSES),
}
