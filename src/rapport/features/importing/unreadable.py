"""The refusal of a file that cannot be imported."""

from rapport.kernel.errors import FieldError, Invalid


def unreadable(code: str, detail: str) -> Invalid:
    """A refusal that names the file: a stable code and a sentence that says what to do."""
    return Invalid(detail, [FieldError("file", code, detail)])
