"""Three described objects to guess against."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType
from rapport.schema.object_type import ObjectType
from rapport.schema.shape import Table


@dataclass(frozen=True)
class Option:
    value: str
    label: str


def kind(name: str) -> FieldType:
    return cast("FieldType", type(name, (FieldType,), {"kind": name})())


def described(key: str, label: str, plural: str, *fields: FieldSpec) -> ObjectType:
    return ObjectType(
        key,
        plural,
        label,
        plural.capitalize(),
        "",
        key,
        MappingProxyType({f.key: f for f in fields}),
        "name",
        Table(sort=""),
    )


def spec(key: str, of: str, *synonyms: str, label: str = "", **options: Any) -> FieldSpec:
    return FieldSpec(
        key,
        kind(of),
        label or key.replace("_", " ").capitalize(),
        (key,),
        synonyms=synonyms,
        options=MappingProxyType(options),
    )


TITLE = ("title", "position", "role", "organization title", "organization 1 title")
COMPANY = (
    "account name",
    "account",
    "organization",
    "organization name",
    "organization 1 name",
    "employer",
    "firma",
    "société",
)
NAMES = ("account name", "organization name", "organization")
DEAL_NAMES = ("title", "opportunity name", "opportunity", "subject")
PERSON = described(
    "person",
    "Person",
    "people",
    spec("first_name", "text", "given name", "vorname", "prénom"),
    spec("last_name", "text", "family name", "surname", "nachname", "nom"),
    spec("email", "email"),
    spec("phone", "phone"),
    spec("company", "link", *COMPANY, target="company"),
    spec("job_title", "text", *TITLE),
    spec("owner", "user", "contact owner", "lead owner"),
    spec("address", "address"),
    spec("tags", "tags"),
)
COMPANY_TYPE = described(
    "company",
    "Company",
    "companies",
    spec("name", "text", *NAMES),
    spec("website", "url"),
    spec("phone", "phone"),
    spec("industry", "choice", choices=(Option("software", "Software"), Option("retail", "Retail"))),
    spec("employees", "number", "number of employees", "headcount", "size"),
    spec("annual_revenue", "money", "revenue", "turnover"),
    spec("address", "address", "billing address"),
    spec("owner", "user", "account owner", "organization owner"),
    spec("tags", "tags", "organization label"),
    spec("about", "long_text", "description"),
)
DEAL = described(
    "deal",
    "Deal",
    "deals",
    spec("name", "text", *DEAL_NAMES),
    spec("company", "link", "account name", "organization", "organization name", target="company"),
    spec("stage", "stage", pipeline="sales"),
    spec("amount", "money", "value", "deal value"),
    spec("close_on", "date", "close date", "closing date", "expected close date"),
    spec("owner", "user", "opportunity owner"),
)
OBJECTS = {found.key: found for found in (PERSON, COMPANY_TYPE, DEAL)}
