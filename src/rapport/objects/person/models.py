"""People: the human beings we talk to."""

from rapport.fields.address import Address
from rapport.fields.checkbox import Checkbox
from rapport.fields.choice import Tags
from rapport.fields.email import Email
from rapport.fields.link import Link
from rapport.fields.phone import Phone
from rapport.fields.team import TeamLink
from rapport.fields.text import LongText, Text
from rapport.fields.url import Url
from rapport.fields.user import UserLink
from rapport.objects import keys
from rapport.records.declaration import Record
from rapport.schema.field_spec import Weight
from rapport.schema.shape import Import, Sharing, Table, View


class Person(Record, key=keys.PERSON, plural="people"):
    """A person we deal with, at a company or on their own."""

    name = Text(read_only=True, search=Weight.A, label="Name", help="First and last name, or else the email.")
    first_name = Text(max_length=120, synonyms=("given name", "forename", "vorname", "prénom", "nombre"))
    last_name = Text(max_length=120, synonyms=("family name", "surname", "nachname", "nom", "apellido"))
    email = Email(
        search=Weight.B, synonyms=("email address", "e-mail", "primary email", "e-mail 1 value", "e-mail address")
    )
    phone = Phone(search=Weight.C, synonyms=("phone number", "telephone", "business phone", "phone 1 value"))
    mobile = Phone(
        search=Weight.C,
        label="Mobile phone",
        synonyms=("mobile", "cell", "cell phone", "handy", "mobil", "mobiltelefon"),
    )
    company = Link(
        keys.COMPANY,
        back="People",
        synonyms=(
            "company name", "account name", "account", "organization", "organization name", "organization 1 name",
            "employer", "firma", "unternehmen", "société", "associated company",
        ),
    )  # fmt: skip
    job_title = Text(
        synonyms=(
            "title",
            "position",
            "role",
            "organization title",
            "organization 1 title",
            "funktion",
            "berufsbezeichnung",
        )
    )
    owner = UserLink(default=UserLink.ME, synonyms=("contact owner", "lead owner", "person owner", "assigned to"))
    email_opt_out = Checkbox(label="Opted out of email", synonyms=("email opt out", "unsubscribed", "do not email"))
    linkedin = Url(label="LinkedIn", synonyms=("linkedin url", "linkedin profile"))
    address = Address(synonyms=("mailing address", "home address", "business address"))
    tags = Tags(synonyms=("labels", "label", "group membership", "categories", "schlagwörter"))
    about = LongText(
        search=Weight.D,
        synonyms=("description", "notes", "bemerkung", "bemerkungen", "notiz", "notizen", "beschreibung"),
    )
    team = TeamLink(default=TeamLink.MINE, synonyms=("territory", "sales team"))
    private = Checkbox(help="Only the owner sees a private record, and those it is shared with.")

    class Shape:
        title = "name"
        subtitle = "email"
        label_plural = "People"
        icon = "users"
        nav_group = "Relationships"
        avatar = "person"
        table = Table(
            "name", "company", "job_title", "email", "phone", "owner", "tags", "created_at", sort="name",
        )  # fmt: skip
        facts = (
            "first_name", "last_name", "company", "job_title", "email", "phone", "mobile", "owner", "team",
            "email_opt_out", "linkedin", "address", "tags", "about", "private",
        )  # fmt: skip
        views = (
            View("all", "All people"),
            View("mine", "My people", filter={"field": "owner", "op": "eq", "value": "me"}),
            View(
                "new",
                "New this month",
                filter={"field": "created_at", "op": "within", "value": {"from": 0, "to": 0, "unit": "month"}},
                sort="-created_at",
            ),
        )
        imports = Import(match_on=("email", "phone", "name"))
        sharing = Sharing(owner="owner", team="team", private="private")
