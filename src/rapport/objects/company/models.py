"""Companies: the organisations we deal with."""

from rapport.fields.address import Address
from rapport.fields.checkbox import Checkbox
from rapport.fields.choice import Choice, MultiChoice, Option, Tags
from rapport.fields.email import Email
from rapport.fields.link import Link
from rapport.fields.money import Money
from rapport.fields.number import Number
from rapport.fields.phone import Phone
from rapport.fields.team import TeamLink
from rapport.fields.text import LongText, Text
from rapport.fields.url import Url
from rapport.fields.user import UserLink
from rapport.objects import keys
from rapport.records.declaration import Record
from rapport.schema.field_spec import Weight
from rapport.schema.shape import Import, Sharing, Table, View

INDUSTRIES = (
    Option("software", "Software", "blue"),
    Option("manufacturing", "Manufacturing", "orange"),
    Option("retail", "Retail", "pink"),
    Option("health", "Health", "green"),
    Option("finance", "Finance", "indigo"),
    Option("education", "Education", "cyan"),
    Option("media", "Media", "grape"),
    Option("energy", "Energy", "yellow"),
    Option("logistics", "Logistics", "teal"),
    Option("construction", "Construction", "lime"),
    Option("hospitality", "Hospitality", "red"),
    Option("public", "Public sector", "violet"),
    Option("services", "Professional services", "blue"),
    Option("other", "Other", "gray"),
)
RELATIONS = (
    Option("prospect", "Prospect", "blue"),
    Option("customer", "Customer", "green"),
    Option("partner", "Partner", "violet"),
    Option("supplier", "Supplier", "orange"),
    Option("competitor", "Competitor", "red"),
)


class Company(Record, key=keys.COMPANY, plural="companies"):
    """An organisation: a customer, a prospect, a partner or a supplier."""

    name = Text(
        required=True,
        search=Weight.A,
        synonyms=(
            "company name",
            "account name",
            "organization name",
            "organization",
            "account",
            "firma",
            "firmenname",
            "unternehmen",
        ),
    )
    website = Url(
        domain=True,
        search=Weight.B,
        synonyms=("domain", "company domain name", "web site", "url", "homepage"),
        help="A bare domain such as example.com is enough; companies are matched by it.",
    )
    industry = Choice(*INDUSTRIES, synonyms=("sector", "branch", "branche"))
    relations = MultiChoice(*RELATIONS, label="Relations", synonyms=("type", "company type", "account type"))
    owner = UserLink(
        default=UserLink.ME, synonyms=("company owner", "account owner", "organization owner", "assigned to")
    )
    phone = Phone(search=Weight.C, synonyms=("phone number", "telephone", "main phone"))
    email = Email(search=Weight.B, label="Email", synonyms=("email address", "e-mail"))
    employees = Number(
        min=0, synonyms=("number of employees", "headcount", "size", "staff", "mitarbeiter", "mitarbeiterzahl")
    )
    annual_revenue = Money(min=0, synonyms=("revenue", "turnover", "yearly revenue", "umsatz", "jahresumsatz"))
    parent = Link(
        keys.COMPANY, back="Subsidiaries", label="Parent company", synonyms=("parent account", "muttergesellschaft")
    )
    address = Address(synonyms=("billing address", "office address", "mailing address"))
    tags = Tags(synonyms=("labels", "label", "organization label", "schlagwörter"))
    about = LongText(
        search=Weight.D,
        synonyms=("description", "notes", "bemerkung", "bemerkungen", "notiz", "notizen", "beschreibung"),
    )
    team = TeamLink(default=TeamLink.MINE, synonyms=("territory", "sales team"))
    private = Checkbox(help="Only the owner sees a private record, and those it is shared with.")

    class Shape:
        title = "name"
        subtitle = "website"
        icon = "building"
        nav_group = "Relationships"
        avatar = "company"
        table = Table(
            "name", "industry", "relations", "owner", "website", "phone", "employees", "annual_revenue", "created_at",
            sort="name",
        )  # fmt: skip
        facts = (
            "website", "industry", "relations", "owner", "team", "phone", "email", "employees", "annual_revenue",
            "parent", "address", "tags", "about", "private",
        )  # fmt: skip
        views = (
            View("all", "All companies"),
            View("mine", "My companies", filter={"field": "owner", "op": "eq", "value": "me"}),
            View("customers", "Customers", filter={"field": "relations", "op": "has_any", "value": ["customer"]}),
        )
        imports = Import(match_on=("website", "name"))
        sharing = Sharing(owner="owner", team="team", private="private")
