"""Folding: how text is compared, in Python exactly as `rapport_fold` compares it in SQL for common letters."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents and with single spaces: `Žofie  ÅBERG` -> `zofie aberg`."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).lower().split())
