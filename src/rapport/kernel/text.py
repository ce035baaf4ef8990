"""Folding: how text is compared, in Python exactly as `rapport_fold` compares it in SQL for common letters."""

import unicodedata

# Letters that Unicode does not take apart, as PostgreSQL's unaccent writes them.
LETTERS = str.maketrans({
    "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "\u0131": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n",
})  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents and with single spaces: `Žofie  ÅBERG` -> `zofie aberg`."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).lower().split())
