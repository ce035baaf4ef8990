"""Text forms: what people type, and that what cannot be read is refused with a sentence."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.fields.text_forms import (
    detect_date_order,
    detect_decimal_sign,
    parse_bool,
    parse_date,
    parse_datetime,
    parse_money,
    parse_number,
    parse_url,
    split_list,
)
from rapport.schema.field_type import ValueProblem

NUMBERS = {
    "1,234.56": "1234.56",
    "1.234,56": "1234.56",
    "1 234,56": "1234.56",
    "1\u202f234,56": "1234.56",
    "1'234.56": "1234.56",
    "1\u2019234.56": "1234.56",
    "12,34,567.89": "1234567.89",
    "1.234.567": "1234567",
    "(12)": "-12",
    "12-": "-12",
    "\u221212": "-12",
    "12%": "12",
    "12 %": "12",
    "(12%)": "-12",
    ".5": "0.5",
    "5.": "5",
    "0,5": "0.5",
    "1.2E+05": "120000",
    "\uff11\uff12": "12",
    "-0": "0",
    "1.234": "1.234",
    "1,234": "1234",
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    assert not parse_number(text).is_signed() or Decimal(value) < 0


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12 34", "--5", "1.2.3", "1,234,56", "nan", "Infinity", "9" * 90])
def test_not_a_number(text: str) -> None:
    with pytest.raises(ValueProblem, match="number"):
        parse_number(text)


def test_decimal_sign_settles_three_digits() -> None:
    assert parse_number("1.234", ",") == 1234
    assert parse_number("1,234", ",") == Decimal("1.234")
    assert parse_number("1,234", ".") == 1234
    assert parse_number("12,5", ".") == Decimal("12.5")


def test_decimal_sign_of_a_column() -> None:
    assert detect_decimal_sign(["1.234", "1.234,50", "7"]) == ","
    assert detect_decimal_sign(["€ 12,50"]) == ","
    assert detect_decimal_sign(["1,234", "1,234,567"]) == "."
    assert detect_decimal_sign(["1.234", "1,234"]) is None
    assert detect_decimal_sign([]) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("\u00a0", ","), ("", "."), ("", ",")]),
)
def test_number_written_in_any_style_is_read_back(value: Decimal, style: tuple[str, str]) -> None:
    group, sign = style
    text = f"{value:,.2f}".translate(str.maketrans({",": group, ".": sign}))
    assert parse_number(text, sign) == value
    assert parse_number(text) == value


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    for reader in (parse_number, parse_money, parse_date, parse_datetime, parse_bool, parse_url):
        with suppress(ValueProblem):
            reader(text)
    detect_date_order([text])
    detect_decimal_sign([text])
    split_list(text)


@given(st.text(alphabet="0123456789.,-/: TZ()+%€$kr'eEjanJ", max_size=24))
def test_no_near_miss_breaks_the_readers(text: str) -> None:
    for reader in (parse_number, parse_money, parse_date, parse_datetime, parse_url):
        with suppress(ValueProblem):
            reader(text)


MONEY = {
    "€1.234,50": ("1234.50", "EUR"),
    "12,50 €": ("12.50", "EUR"),
    "USD 1,234": ("1234", "USD"),
    "$12.50": ("12.50", "USD"),
    "-$5": ("-5", "USD"),
    "$-5": ("-5", "USD"),
    "$(5)": None,
    "($5)": ("-5", "USD"),
    "$12 CAD": ("12", "CAD"),
    "US $5": ("5", "USD"),
    "CAD$7": ("7", "CAD"),
    "12,-": ("12", None),
    "12,- €": ("12", "EUR"),
    "12-": ("-12", None),
    "R$ 1.000,00": ("1000.00", "BRL"),
    "Rs. 500": ("500", "INR"),
    "Rs.500": ("500", "INR"),
    "CHF 1'000.00": ("1000.00", "CHF"),
    "1.5 Fr.": ("1.5", "CHF"),
    "£1,000,000": ("1000000", "GBP"),
    "12 EUR USD": None,
    "12 foo": None,
    "€": None,
    "1,234 kr": None,
}


@pytest.mark.parametrize(("text", "expected"), MONEY.items())
def test_money(text: str, expected: tuple[str, str | None] | None) -> None:
    if expected is None:
        with pytest.raises(ValueProblem):
            parse_money(text)
    else:
        assert parse_money(text) == (Decimal(expected[0]), expected[1])


def test_home_settles_a_shared_sign() -> None:
    assert parse_money("1,234 kr", home="SEK") == (Decimal(1234), "SEK")
    assert parse_money("kr. 12,50", home="DKK") == (Decimal("12.50"), "DKK")
    assert parse_money("$12", home="CAD") == (Decimal(12), "CAD")
    assert parse_money("$12", home="EUR") == (Decimal(12), "USD")


@given(
    amount=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2),
    code=st.sampled_from(["EUR", "USD", "JPY", "CHF", "SEK"]),
    before=st.booleans(),
)
def test_money_written_with_its_code_is_read_back(amount: Decimal, code: str, *, before: bool) -> None:
    assert parse_money(f"{code} {amount:f}" if before else f"{amount:f} {code}") == (amount, code)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "2026/12/1",
        "20261201",
        "1.12.2026",
        "01/12/26",
        "1 Dec 2026",
        "Dec 1st, 2026",
        "1. Dezember 2026",
        "1er décembre 2026",
        "1 de diciembre de 2026",
        "Tuesday, 1 December 2026",
        "01-Dec-26",
        "2026年12月1日",
        "46357",
        "2026-12-01T23:30:00Z",
        "01/12/2026 10:30 PM",
    ],
)
def test_date(text: str) -> None:
    assert parse_date(text) == date(2026, 12, 1)


def test_order_of_day_and_month() -> None:
    assert parse_date("01/02/2026", "dmy") == date(2026, 2, 1)
    assert parse_date("01/02/2026", "mdy") == date(2026, 1, 2)
    assert parse_date("26/02/01", "ymd") == date(2026, 2, 1)
    assert parse_date("13/02/2026", "mdy") == parse_date("02/13/2026", "dmy") == date(2026, 2, 13)
    assert detect_date_order(["01/02/2026", "13/02/2026"]) == "dmy"
    assert detect_date_order(["01/02/2026", "2/13/26"]) == "mdy"
    assert detect_date_order(["2026-02-01"]) == "ymd"
    assert detect_date_order(["01/02/2026"]) is None
    assert detect_date_order(["13/02/2026", "02/13/2026"]) is None


@pytest.mark.parametrize("text", ["", "x", "31/02/2026", "Dec 2026", "99/99/99", "2026-13-40", "12", "1/2"])
def test_not_a_date(text: str) -> None:
    with pytest.raises(ValueProblem):
        parse_date(text)


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31)))
def test_date_written_in_any_style_is_read_back(day: date) -> None:
    for style in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%b %d, %Y", "%A, %d-%b-%Y", "%Y/%m/%d"):
        assert parse_date(day.strftime(style), "dmy") == day
    for style in ("%m/%d/%Y", "%m-%d-%y"):
        assert parse_date(day.strftime(style), "mdy") == day


def test_date_and_time() -> None:
    noon = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    for text in ("2026-12-01T12:00:00Z", "2026-12-01 07:00:00 -0500", "1/12/2026 12:00 PM", "1 Dec 2026, 12.00"):
        assert parse_datetime(text) == noon
    assert parse_datetime("1796126400") == parse_datetime("1796126400000") == noon
    assert parse_datetime("46357.5") == noon
    assert parse_datetime("2026-12-01 13:00", time_zone="Europe/Berlin") == noon
    assert parse_datetime("2026-12-01", time_zone="Europe/Berlin") == noon - timedelta(hours=13)


@pytest.mark.parametrize("text", ["2026-12-01T25:00", "2026-12-01 13:00 PM", "noon", "0001-01-01 00:00+05:00"])
def test_not_a_date_and_time(text: str) -> None:
    with pytest.raises(ValueProblem):
        parse_datetime(text)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year >= 1000))
def test_iso_moment_is_read_back(moment: datetime) -> None:
    assert parse_datetime(moment.isoformat()) == moment


def test_yes_and_no() -> None:
    assert all(parse_bool(word) for word in ("yes", "TRUE", "1", "Ja", "oui", " sí ", "✓", "да"))
    assert not any(parse_bool(word) for word in ("no", "False", "0", "Nein", "non", "não", "нет"))
    with pytest.raises(ValueProblem):
        parse_bool("perhaps")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("acme.com", "https://acme.com"),
        ("www.acme.co.uk/x?y=1#z", "https://www.acme.co.uk/x?y=1#z"),
        ("HTTP://Acme.COM/Path", "http://acme.com/Path"),
        ("//acme.de", "https://acme.de"),
        ("acme.com:8080/a", "https://acme.com:8080/a"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_url(text: str, url: str) -> None:
    assert parse_url(text) == url
    assert parse_url(url) == url


@pytest.mark.parametrize(
    "text", ["", "acme", "javascript:alert(1)", "mailto:a@b.de", "a b.com", "a@b.com", "ftp://x.de"]
)
def test_not_a_url(text: str) -> None:
    with pytest.raises(ValueProblem):
        parse_url(text)


def test_list_in_a_cell() -> None:
    assert split_list("a; b;a") == ["a", "b"]
    assert split_list("a, b") == ["a", "b"]
    assert split_list("a, b; c") == ["a, b", "c"]
    assert split_list('"x;""y""";z') == ['x;"y"', "z"]
    assert split_list("") == []
