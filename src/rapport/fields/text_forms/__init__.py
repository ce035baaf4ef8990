"""How people write values as text: numbers, money, dates, yes and no, addresses of web sites.

Everything here raises `ValueProblem` with a sentence. What one text alone cannot decide (the order of day and month,
the decimal sign) is decided once per column by a `detect_...` function and then passed in.
"""

from rapport.fields.text_forms.dates import detect_date_order, parse_date
from rapport.fields.text_forms.moments import parse_datetime
from rapport.fields.text_forms.money import parse_money
from rapport.fields.text_forms.numbers import detect_decimal_sign, parse_number
from rapport.fields.text_forms.words import join_list, parse_bool, parse_url, quoted, split_list, split_parts

__all__ = [
    "detect_date_order",
    "detect_decimal_sign",
    "join_list",
    "parse_bool",
    "parse_date",
    "parse_datetime",
    "parse_money",
    "parse_number",
    "parse_url",
    "quoted",
    "split_list",
    "split_parts",
]
