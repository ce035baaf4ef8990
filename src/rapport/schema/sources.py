"""Where a word of a declaration stands: file and line, for sentences about it."""

import inspect
import re
from functools import lru_cache

from rapport.schema.object_type import ObjectType


@lru_cache(maxsize=256)
def _lines(model: type) -> tuple[str, int, tuple[str, ...]]:
    try:
        lines, first = inspect.getsourcelines(model)
        return inspect.getsourcefile(model) or "", first, tuple(lines)
    except (OSError, TypeError):
        return "", 0, ()


def place_of(object_type: ObjectType, word: str, *near: str, after: str = "") -> str:
    """`file:line` of the line that has the word by itself, best one that has the words `near` it too, and after the
    line that has the text `after`; else of the declaration."""
    file, first, lines = _lines(object_type.model)
    start = next((at for at, line in enumerate(lines) if after in line), 0)
    for words in ((word, *near), (word,), near):
        standing = [re.compile(rf"(?<![A-Za-z0-9_]){re.escape(each)}(?![A-Za-z0-9_])") for each in words if each]
        for at in range(start, len(lines)):
            if standing and all(each.search(lines[at]) for each in standing):
                return f"{file}:{first + at}"
    return object_type.source_file
