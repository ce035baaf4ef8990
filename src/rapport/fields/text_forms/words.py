"""Yes and no, web addresses and lists, as people write them."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rapport.schema.field_type import ValueProblem

_YES_WORDS = """
1 true t yes y on x ✓ ✔ ☑ ja j wahr oui o vrai si sí s verdadero sim verdadeiro sì vero tak prawda ano pravda kyllä
да д はい 是 checked active
"""
_NO_WORDS = """
0 false f no n off ✗ ✘ ☐ - nein falsch non faux falso não nao nee onwaar nej nei usant falskt nie fałsz ne nepravda ei
нет いいえ 否 unchecked inactive
"""
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?=//|[^\d])", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}(?:[:/?#]|$))(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,62}\.?", re.IGNORECASE)
_LOCAL = re.compile(r"(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])", re.IGNORECASE | re.ASCII)
_TAIL = re.compile(r"(:[0-9]{1,5})?([/?#]\S*)?")


def parse_bool(text: str) -> bool:
    """Yes or no in the common languages."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueProblem(
        "checkbox", _("“%(text)s” is neither yes nor no; write yes or no.") % {"text": text.strip()[:40]}
    )


def parse_url(text: str) -> str:
    """A web address; a bare domain (`acme.com/about`) gets `https://`. Only http and https are taken."""
    address = text.strip()
    scheme = _SCHEME.match(address)
    rest = address[scheme.end() :].removeprefix("//") if scheme else address.removeprefix("//")
    word = scheme["scheme"].lower() if scheme else "https"
    host = _HOST.match(rest) or (_LOCAL.match(rest) if scheme else None)
    if word not in {"http", "https"} or not host or not _TAIL.fullmatch(rest, host.end()):
        raise ValueProblem(
            "url",
            _("“%(address)s” is not a web address; write it like https://example.com.") % {"address": address[:60]},
        )
    return f"{word}://{host[0].lower()}{rest[host.end() :]}"


def split_list(text: str) -> list[str]:
    """The parts of a cell that holds several values, without repeats: by line, `;` or `|`, else by comma.
    A part with a separator of its own stands in double quotes."""
    parts = _split(text, ";|\n")
    if len(parts) == 1 and not text.lstrip().startswith('"'):
        parts = _split(text, ",")
    return list(dict.fromkeys(part for part in parts if part))


def join_list(parts: Iterable[str]) -> str:
    """Several values as one text from which `split_list` finds them again."""
    return "; ".join(quoted(part, ";|\n,") for part in parts)


def quoted(part: str, signs: str) -> str:
    """The part between double quotes where one of the signs, or a quote, would be misread."""
    if '"' in part or any(sign in part for sign in signs):
        return '"' + part.replace('"', '""') + '"'
    return part


def split_parts(text: str, sign: str) -> list[str]:
    """The parts between one sign, empty ones too; a part with the sign itself stands in double quotes."""
    return _split(text, sign)


def _split(text: str, signs: str) -> list[str]:
    piece = re.compile(rf'\s*(?:"((?:[^"]|"")*)"\s*(?=[{signs}]|$)|([^{signs}]*))(?:[{signs}]|$)')
    parts, at = [], 0
    while at < len(text):
        match = piece.match(text, at)
        if not match or match.end() == at:
            break
        parts.append((match[1].replace('""', '"') if match[1] is not None else match[2]).strip())
        at = match.end()
    return parts
