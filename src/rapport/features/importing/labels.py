"""Labels of columns and fields made comparable, and the words other systems use for each kind of field."""

import re

from rapport.kernel.text import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGNS = re.compile(r"[^\w]+|_")
_SPELLINGS = (
    (re.compile(r"\be ?mails?\b"), "email"),
    (re.compile(r"\bzip postal code\b|\bpostal zip code\b|\bzip code\b|\bpost ?code\b|\bzip\b"), "postal code"),
    (re.compile(r"\b(state province|state region|province state|state|province|county)\b"), "region"),
    (re.compile(r"\bcountry region\b"), "country"),
    (re.compile(r"\btelephone\b|\btel\b|\bphone numbers?\b"), "phone"),
    (re.compile(r"\borganisation\b"), "organization"),
    (re.compile(r"\bno\b|\bnr\b|\bnum\b"), "number"),
)


def plain(label: str) -> str:
    """`E-mail 1 - Value` -> `email 1 value`, `MailingPostalCode` -> `mailing postal code`."""
    words = " ".join(_SIGNS.sub(" ", fold(_CAMEL.sub(" ", label))).split())
    for spelling, word in _SPELLINGS:
        words = spelling.sub(word, words)
    return words


def is_identifier(label: str) -> bool:
    """Whether a column holds another system's ids, which mean nothing here."""
    words = plain(label).split()
    return bool(words) and (words[-1] in {"id", "ids", "guid", "uuid"} or words[0] == "id")


# Words for a kind, whatever object the field is on; what fits one object only stands at the field as a synonym.
BY_KIND: dict[str, tuple[str, ...]] = {
    "email": (
        "email",
        "email address",
        "primary email",
        "work email",
        "business email",
        "email work",
        "email 1 value",
        "email 1 address",
        "email 1",
        "contact email",
        "mail",
        "courriel",
        "correo electronico",
        "correo",
        "e post",
        "adresse email",
    ),
    "phone": (
        "phone",
        "business phone",
        "work phone",
        "office phone",
        "phone work",
        "phone 1 value",
        "phone 1",
        "company main phone",
        "main phone",
        "primary phone",
        "mobile phone",
        "mobile",
        "phone mobile",
        "cell phone",
        "cell",
        "home phone",
        "phone home",
        "telefon",
        "telefono",
        "telefone",
        "rufnummer",
        "handy",
    ),
    "url": (
        "website",
        "website url",
        "web site",
        "web page",
        "url",
        "homepage",
        "web",
        "domain",
        "domain name",
        "company domain name",
        "website 1 value",
        "webseite",
        "internetseite",
        "site web",
        "sitio web",
    ),
    "user": (
        "owner",
        "assigned to",
        "responsible",
        "account manager",
        "sales rep",
        "salesperson",
        "besitzer",
        "inhaber",
    ),
    "stage": ("stage", "pipeline stage", "phase", "status"),
    "tags": ("tags", "labels", "label", "categories", "tag", "group membership", "keywords"),
}

# The parts of a compound value that may each have a column of their own.
BY_PART: dict[tuple[str, str], tuple[str, ...]] = {
    ("address", "street"): ("street", "street address", "address line 1", "address 1", "strasse", "rue", "calle"),
    ("address", "city"): ("city", "town", "locality", "stadt", "ort", "ville", "ciudad", "citta"),
    ("address", "region"): ("region", "bundesland", "provincia", "departement"),
    ("address", "postal_code"): ("postal code", "plz", "postleitzahl", "code postal", "codigo postal", "cap"),
    ("address", "country"): ("country", "land", "pays", "pais", "paese"),
    ("money", "currency"): ("currency", "currency code", "currency iso code", "wahrung", "devise", "moneda"),
    ("stage", "pipeline"): ("pipeline", "sales pipeline", "pipeline name"),
    ("stage", "status"): ("status",),
}
FULL_NAMES = (
    "full name",
    "name",
    "contact name",
    "display name",
    "nom complet",
    "vollstandiger name",
    "nombre completo",
)
ADDRESS_PREFIXES = (
    "",
    "address",
    "mailing",
    "billing",
    "business",
    "work",
    "primary",
    "address 1",
    "postal",
    "office",
    "company",
    "shipping",
    "home",
    "other",
)
