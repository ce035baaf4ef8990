"""Text that a spreadsheet would take for a formula, made harmless by an apostrophe; and back again on import."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guard(text: str) -> str:
    """`=1+1` -> `'=1+1`. One more apostrophe before those already there, so that `unguard` finds the very text."""
    return f"'{text}" if _FORMULA.match(text) else text


def guard_apostrophes(text: str) -> str:
    """As `guard`, for cells that are typed as text and so are harmless by themselves: only what `unguard` would eat."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """The text before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text
