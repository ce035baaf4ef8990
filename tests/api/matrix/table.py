"""The expectations of `operations.txt` and `addresses.txt`: one line each, and a column for everybody who may ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
COLUMNS = (
    "stranger", "elsewhere", "owner", "admin", "manager", "salesperson", "support", "marketing", "read_only",
    "token_view", "token_role", "gone",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What one operation answers to everybody; `whose` is "own", "theirs", or "-" where nobody owns anything."""

    operation: str
    whose: str
    answers: dict[str, str]

    def __str__(self) -> str:
        cells = "".join(f"{self.answers.get(column, '?'):<{len(column) + 1}}" for column in COLUMNS)
        return f"{self.operation:<32} {self.whose:<6} {cells}".rstrip()


def lines(name: str) -> Iterator[list[str]]:
    """The words of each line, without notes."""
    for line in (FOLDER / name).read_text().splitlines():
        words = line.partition("#")[0].split()
        if words:
            yield words


def read_rows() -> list[Row]:
    """The table of operations; its first line names the columns."""
    heading, *rest = lines("operations.txt")
    assert heading == ["operation", "whose", *COLUMNS]
    for words in rest:
        assert len(words) == len(heading), f"This line has not one word for each column: {' '.join(words)}"
    return [Row(words[0], words[1], dict(zip(COLUMNS, words[2:], strict=True))) for words in rest]
