"""How the bytes of a text file become characters."""

import codecs
from typing import IO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from rapport.features.importing.unreadable import unreadable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_WESTERN_SHARE = 0.25
# Python's encodings that no file has: some refuse every byte, some make halves of symbols, which no text may hold.
_OF_NO_FILE = frozenset(["undefined", "idna", "punycode", "utf-7", "unicode-escape", "raw-unicode-escape"])


def detect_encoding(file: IO[bytes]) -> str:
    """The name of the file's encoding, from its mark, its zeros, or whether all of it is UTF-8; else one of the
    older ones, which in the west is Windows-1252. Leaves the file at its beginning."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            file.seek(0)
            return name
    name = _by_zeros(sample) or ("utf-8" if _is_utf8(file) else _older(sample, file))
    file.seek(0)
    return name


def check_encoding(name: str) -> str:
    """The encoding a person named, by its usual name; refuses an unknown one."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        info = None
    if info is None or info.name in _OF_NO_FILE or not getattr(info, "_is_text_encoding", True):
        raise unreadable(
            "encoding",
            _("There is no encoding “%(name)s”; use for example utf-8 or windows-1252.") % {"name": name[:40]},
        )
    return info.name


def _by_zeros(sample: bytes) -> str | None:
    """UTF-16 without a mark: most of every second byte is zero, in text of western letters."""
    pairs = len(sample) // 2
    if pairs and sample[1::2].count(0) > pairs * 0.4 and sample[0::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if pairs and sample[0::2].count(0) > pairs * 0.4 and sample[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return None


def _is_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _older(sample: bytes, file: IO[bytes]) -> str:
    """Damaged UTF-8 stays UTF-8; a text of mostly non-western letters is asked of `charset_normalizer`."""
    file.seek(0)
    while sample.isascii() and (block := file.read(_BLOCK)):
        sample = block
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) - broken > 4 * broken:
        return "utf-8"
    high = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004 - beyond ASCII
    letters = sum(65 <= (byte & 0xDF) <= 90 for byte in sample)  # noqa: PLR2004 - A to Z
    if high > _WESTERN_SHARE * (high + letters):
        best = from_bytes(sample[:_SAMPLE]).best()
        if best is not None:
            return best.encoding
    return "cp1252"
