"""`parse(show(x)) == x` for each type of field, over values that hypothesis makes up."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.fields.address import PARTS, Address
from rapport.fields.checkbox import Checkbox
from rapport.fields.choice import Choice, MultiChoice, Option, Tags
from rapport.fields.date import Date, DateTime
from rapport.fields.declared import Declared
from rapport.fields.email import Email
from rapport.fields.money import Money, currencies
from rapport.fields.number import Number, Percent, Rating, plain
from rapport.fields.phone import Phone
from rapport.fields.text import LongText, Text
from rapport.fields.url import Url
from rapport.kernel.context import Actor, Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, TextForms, ValueProblem

NOBODY = UUID(int=1)
CONTEXT = Context(NOBODY, NOBODY, Actor("user", NOBODY, "Test"), {}, currency="EUR", locale="en-GB")


class NoReferences:
    """None of these types looks anything up."""

    def title(self, object_key: str, record_id: UUID) -> str | None:
        raise AssertionError(object_key)

    def user(self, user_id: UUID) -> str | None:
        raise AssertionError(user_id)

    def stages(self, pipeline: str) -> Mapping[UUID, Mapping[str, Any]]:
        raise AssertionError(pipeline)


CLEANING = Cleaning(CONTEXT, NoReferences())
OPTIONS = (
    Option("new", "New"),
    Option("in_work", "In work; almost"),
    Option("q", 'Said "done", done'),
    Option("e", "Élan|b"),
)
words = st.text(max_size=60)
amounts = st.decimals(min_value=-(10**11), max_value=10**11 - 1, places=4, allow_nan=False)
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))
labels = st.sampled_from([option.value for option in OPTIONS])


def spec_of(field: Declared) -> FieldSpec:
    field.name = "value"
    return field.spec()


CASES: dict[str, tuple[Declared, st.SearchStrategy[Any], Callable[[Any], Any]]] = {
    "text": (Text(), words, str),
    "long_text": (LongText(), words, str),
    "email": (Email(), st.emails(), lambda s: s[0]),
    "phone": (Phone(), st.from_regex(r"\+?[0-9 ()/-]{3,20}", fullmatch=True), lambda s: s[0]),
    "url": (Url(), st.from_regex(r"(https?://)?[a-z]{2,9}\.(com|example)(/[a-z?=]{0,9})?", fullmatch=True), lambda s: s[0]),
    "number": (Number(), amounts, float),
    "percent": (Percent(min=-200, max=200), st.decimals(-200, 200, places=4, allow_nan=False), float),
    "rating": (Rating(max=7), st.integers(1, 7), int),
    "money": (
        Money(), st.fixed_dictionaries({"amount": amounts.map(str), "currency": st.sampled_from(sorted(currencies()))}),
        lambda s: {"amount": plain(s[0]), "currency": s[1]},
    ),
    "date": (Date(), st.dates().map(date.isoformat), date.isoformat),
    "date_time": (DateTime(), moments.map(datetime.isoformat), datetime.isoformat),
    "checkbox": (Checkbox(), st.booleans(), bool),
    "choice": (Choice(*OPTIONS), labels, str),
    "multi_choice": (MultiChoice(*OPTIONS), st.lists(labels), list),
    "tags": (Tags(), st.lists(st.text(max_size=20), max_size=8), list),
    "address": (Address(), st.dictionaries(st.sampled_from(PARTS), words), dict),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_what_is_shown_is_read_again(kind: str) -> None:
    field, values, answered = CASES[kind]
    spec = spec_of(field)
    assert spec.kind == kind

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(values)
    def goes_round(value: Any) -> None:
        try:
            stored = spec.type.clean(value, spec, CLEANING)
        except ValueProblem as refused:
            assert refused.detail  # noqa: PT017 - what is refused need not come back
            return
        if stored is None:
            return
        shown = spec.type.show(answered(stored), spec)
        back = spec.type.parse(shown, spec, TextForms(date_order="dmy", decimal=".", currency="EUR"))
        assert spec.type.clean(back, spec, CLEANING) == stored, (value, stored, shown, back)

    goes_round()


@pytest.mark.parametrize("kind", CASES)
def test_nothing_is_shown_as_nothing(kind: str) -> None:
    spec = spec_of(CASES[kind][0])
    assert spec.type.show(None, spec) == ""


@pytest.mark.parametrize("kind", CASES)
def test_what_is_stored_comes_back_from_its_columns(kind: str) -> None:
    field, values, _answered = CASES[kind]
    spec = spec_of(field)

    @settings(max_examples=50, deadline=None, derandomize=True, database=None)
    @given(values)
    def goes_round(value: Any) -> None:
        try:
            stored = spec.type.clean(value, spec, CLEANING)
        except ValueProblem:
            return
        columns = [getattr(c, "obj", c) for c in spec.type.to_columns(stored, spec)]
        if stored is not None and spec.kind != "checkbox":
            assert len(columns) == len(spec.columns)
            assert spec.type.from_columns(columns, spec) == stored

    goes_round()


@pytest.mark.parametrize(
    "text", ["1e1000000", "-1e1000000", "1e-1000000", "NaN", "sNaN", "Infinity", "9999999999999999.99999", "1" * 40]
)
def test_numbers_out_of_reach_are_refused_in_words(text: str) -> None:
    for field in (Number(), Percent(max=None), Money()):
        spec = spec_of(field)
        try:
            stored = spec.type.clean(text, spec, CLEANING)
        except ValueProblem as refused:
            assert "digits" in refused.detail or "number" in refused.detail  # noqa: PT017 - or it is nought
            continue
        assert (stored[0] if isinstance(stored, tuple) else stored) == Decimal(0)


def test_a_number_survives_json() -> None:
    spec = spec_of(Number())
    for text in ("12345678901.2345", "-999999999999999", "0.0001", "123456789012345"):
        stored = spec.type.clean(text, spec, CLEANING)
        assert Decimal(str(float(stored))) == stored
    with pytest.raises(ValueProblem, match="at most 15 digits"):
        spec.type.clean("1234567890123.4567", spec, CLEANING)
