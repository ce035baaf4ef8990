"""Every filter, sort and page of every object, against the same worked out in Python."""

from typing import Any

import pytest

from rapport.kernel.errors import Invalid
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.operators import OPERATORS
from tests.every_object.oracle import holds, ids
from tests.every_object.samples import Samples

COUNT, PAGED = 40, 22


def operands(spec: FieldSpec, op: str, samples: Samples) -> list[Any]:
    """What to compare with: values that are there and one that is not."""
    form = OPERATORS[op].value
    if form == "none":
        return [None]
    if spec.kind == "actor":
        values: list[Any] = ["user", "import"]
    elif spec.kind == "address":
        values = ["köln", "a|b", "Île", "nowhere"]
    elif spec.kind in {"tags", "multi_choice", "links"}:
        values = [value for n in range(1, 6) if (value := samples.value(spec, n))]
        return [*values, []] if form == "many" else values
    elif op in {"contains", "starts"}:
        values = ["al", "50%", "_", "\\", "ÄTHER", "@", "+", "zz"]
    elif spec.key in {"created_at", "updated_at", "deleted_at"} or spec.read_only:
        values = ["2026-01-31T09:30:00Z", "2999-01-01T00:00:00Z"] if spec.kind == "date_time" else ["Alpha"]
    else:
        values = [value for n in range(5) if (value := samples.value(spec, n)) is not None]
    if spec.kind == "user":
        values = [str(samples.desk.user.id) if value == "me" else value for value in values]
    if form == "range":
        return [[values[0], values[-1]], [values[-1], values[0]], [values[0], values[0]]]
    return [values, values[:1], []] if form == "many" else values


def test_every_operator_of_every_field(object_type: ObjectType, samples: Samples) -> None:
    made = samples.many(object_type, COUNT)
    tried = 0
    for spec in object_type.fields.values():
        kind = spec.kind
        for op in spec.type.operators:
            if op == "within" or kind == "computed" or (kind in {"phone", "url"} and op not in {"empty", "not_empty"}):
                continue
            for operand in operands(spec, op, samples):
                condition = {"field": spec.key, "op": op, **({} if operand is None else {"value": operand})}
                page = samples.desk.list(object_type.key, filter=condition, limit=200, count=True)
                # Targets of links may be records of the same object.
                every = samples.desk.list(object_type.key, limit=200)["records"]
                wanted = {r["id"] for r in every if holds(kind, op, r[spec.key], operand)}
                assert set(ids(page["records"])) == wanted, condition
                assert page["total"] == {"count": len(wanted), "exact": True}
                negated = samples.desk.list(object_type.key, filter={"not": condition}, limit=200)
                assert set(ids(negated["records"])) == {r["id"] for r in every} - wanted, condition
                tried += 1
    assert tried > len(object_type.fields)
    assert len(made) == COUNT


def test_phones_and_addresses_of_sites_are_found_however_they_are_written(
    object_type: ObjectType, samples: Samples
) -> None:
    for spec in object_type.writable:
        for typed, asked in {
            "phone": [("+49 30 1234567", "+49301234567"), ("(202) 555-0143", "202-555-0143")],
            "url": [("https://www.Example.org/", "example.org"), ("example.net", "HTTP://example.net")],
            "email": [("Ann.Lee@Example.com", "ann.lee@example.COM")],
        }.get(spec.kind, []):
            record = samples.create(object_type, 1, **{spec.key: typed})
            for op, value in (("eq", asked), ("in", [asked, "other"])):
                found = samples.desk.list(object_type.key, filter={"field": spec.key, "op": op, "value": value})
                assert record["id"] in ids(found["records"]), (spec.key, asked)
            apart = samples.desk.list(object_type.key, filter={"field": spec.key, "op": "ne", "value": asked})
            assert record["id"] not in ids(apart["records"])


def test_periods_hold_today_and_not_another_year(object_type: ObjectType, samples: Samples) -> None:
    record = samples.create(object_type, 1)
    for unit in ("day", "week", "month", "quarter", "year"):
        for (low, high), inside in {(0, 0): True, (-1, 0): True, (0, 1): True, (1, 2): False, (-3, -1): False}.items():
            value = {"from": low, "to": high, "unit": unit}
            found = samples.desk.list(object_type.key, filter={"field": "created_at", "op": "within", "value": value})
            assert (record["id"] in ids(found["records"])) == inside, value


def sortable(object_type: ObjectType) -> list[str]:
    own = [spec.key for spec in object_type.fields.values() if spec.type.sortable]
    far = [f"{spec.key}.{object_type.title}" for spec in object_type.fields.values() if spec.kind == "link"]
    return ["id", *own, *far]


def test_pages_of_every_sort_are_one_big_page(object_type: ObjectType, samples: Samples) -> None:
    samples.many(object_type, PAGED)
    everything = len(samples.desk.list(object_type.key, limit=200)["records"])
    for key in sortable(object_type):
        for sort in ([key], [f"-{key}"], [key, "-created_at"], [f"-{key}", object_type.title]):
            try:
                whole = samples.desk.list(object_type.key, sort=sort, limit=200)["records"]
            except Invalid as unknown:
                assert "no part" in unknown.detail, unknown.detail  # noqa: PT017 - a far title that another object lacks
                continue
            assert len(set(ids(whole))) == everything
            for size in (4,) if key != object_type.title else (1, 4):
                pages: list[dict[str, Any]] = []
                cursor = None
                while True:
                    page = samples.desk.list(object_type.key, sort=sort, limit=size, cursor=cursor)
                    pages += page["records"]
                    cursor = page["next"]
                    if cursor is None:
                        break
                    assert len(page["records"]) == size
                assert ids(pages) == ids(whole), (sort, size)


def test_every_sort_goes_by_value_and_puts_the_empty_last(object_type: ObjectType, samples: Samples) -> None:
    samples.many(object_type, COUNT)
    for spec in object_type.fields.values():
        if not spec.type.sortable or spec.kind in {"phone", "url"}:
            continue
        up, down = (
            samples.desk.list(object_type.key, sort=f"{sign}{spec.key}", limit=200)["records"] for sign in ("", "-")
        )
        for records in (up, down):
            empty = [record[spec.key] is None for record in records]
            assert empty == sorted(empty), spec.key
        keys = [order_key(spec, record[spec.key]) for record in up if record[spec.key] is not None]
        back = [order_key(spec, record[spec.key]) for record in down if record[spec.key] is not None]
        assert keys == list(reversed(back)), spec.key
        if spec.kind in {"number", "percent", "money", "rating", "date", "date_time", "stage"}:
            assert keys == sorted(keys), spec.key


def order_key(spec: FieldSpec, value: Any) -> Any:
    from tests.every_object.oracle import key_of

    if spec.kind == "stage":
        return value["position"]
    if spec.kind in {"link", "user", "team"}:
        return key_of("text", value.get("title") or value.get("name"))
    return key_of(spec.kind, value)


@pytest.mark.parametrize("direction", ["", "-"])
def test_groups_are_the_list_taken_apart(object_type: ObjectType, samples: Samples, direction: str) -> None:
    samples.many(object_type, COUNT)
    records = samples.desk.list(object_type.key, limit=200)["records"]
    sort = direction + object_type.title
    for spec in object_type.fields.values():
        if spec.kind not in {"stage", "user", "team", "link", "choice", "checkbox", "rating"}:
            continue
        answer = samples.desk.query(
            object_type.key, sort=sort, group={"by": spec.key, "limit": 2}, aggregates=[{"fn": "count"}]
        )
        groups = answer["groups"]
        assert sum(group["aggregates"]["count"] for group in groups) == len(records), spec.key
        values = [record[spec.key] for record in records]
        for group in groups:
            assert group["value"] in values, (spec.key, group["value"])
            assert values.count(group["value"]) == group["aggregates"]["count"]
            if group["key"] is None:
                continue
            condition = {"field": spec.key, "op": "eq", "value": group["value"]}
            lane = samples.desk.list(object_type.key, sort=sort, filter=condition, limit=200)["records"]
            assert ids(group["records"]) == ids(lane[:2]), spec.key
            if group["next"]:
                rest = samples.desk.list(
                    object_type.key, sort=sort, filter=condition, limit=200, cursor=group["next"]
                )["records"]  # fmt: skip
                assert ids(group["records"]) + ids(rest) == ids(lane)


def test_aggregates_add_up(object_type: ObjectType, samples: Samples) -> None:
    from decimal import Decimal

    samples.many(object_type, COUNT)
    records = samples.desk.list(object_type.key, limit=200)["records"]
    for spec in object_type.fields.values():
        if spec.kind not in {"money", "number", "percent", "rating"}:
            continue
        answer = samples.desk.query(object_type.key, aggregates=[
            {"fn": "count"}, *({"fn": fn, "field": spec.key} for fn in ("sum", "avg", "min", "max")),
        ])["aggregates"]  # fmt: skip
        assert answer["count"] == len(records)
        values: dict[str, list[Decimal]] = {}
        for record in records:
            value = record[spec.key]
            if value is not None:
                currency = value["currency"] if spec.kind == "money" else ""
                values.setdefault(currency, []).append(Decimal(str(value["amount"] if currency else value)))
        for fn, make in (("sum", sum), ("min", min), ("max", max)):
            said = answer[f"{fn}_{spec.key}"]
            if spec.kind == "money":
                assert {a["currency"]: Decimal(a["amount"]) for a in said} == {c: make(v) for c, v in values.items()}
            else:
                assert Decimal(str(said)) == make(values[""])
