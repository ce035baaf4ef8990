"""A person's full name and its parts."""

_PREFIX_WORDS = "mr mrs ms miss dr prof sir herr frau mme m sr sra dott ing"
_SUFFIX_WORDS = "jr sr ii iii iv phd md mba esq cpa"
_PARTICLE_WORDS = "van von der den de del della di da dos du la le ter ten zu zur bin al el st"
_PREFIXES, _SUFFIXES = frozenset(_PREFIX_WORDS.split()), frozenset(_SUFFIX_WORDS.split())
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def split_name(full: str) -> tuple[str, str]:
    """(first, last): `Ludwig van Beethoven` -> (`Ludwig`, `van Beethoven`), `Núñez, José` -> (`José`, `Núñez`);
    titles and degrees
    are left out; a single word is the first name."""
    text = " ".join(full.split())
    if text.count(",") >= 1:
        last, _, rest = text.partition(",")
        rest_words = [word for word in rest.replace(",", " ").split() if _bare(word) not in _SUFFIXES]
        if rest_words:
            return " ".join(_without_prefix(rest_words)), last.strip()
        text = last.strip()
    words = _without_prefix(text.split())
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        words.pop()
    if len(words) < 2:  # noqa: PLR2004 - no last name
        return " ".join(words), ""
    cut = next((i for i, word in enumerate(words[1:-1], start=1) if word.lower() in _PARTICLES), len(words) - 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _without_prefix(words: list[str]) -> list[str]:
    while len(words) > 1 and _bare(words[0]) in _PREFIXES and words[0][:1].isupper():
        words = words[1:]
    return words


def _bare(word: str) -> str:
    return word.strip(".,").lower()
