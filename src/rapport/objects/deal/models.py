"""Deals: possible sales on their way through a pipeline."""

from rapport.fields.checkbox import Checkbox
from rapport.fields.choice import Choice, Option, Tags
from rapport.fields.computed import Computed, DaysSince, Share
from rapport.fields.date import Date, DateTime
from rapport.fields.link import Link, Links
from rapport.fields.money import Money
from rapport.fields.number import Percent, Rating
from rapport.fields.stage import PipelineStage
from rapport.fields.team import TeamLink
from rapport.fields.text import LongText, Text
from rapport.fields.user import UserLink
from rapport.objects import keys
from rapport.records.declaration import Record
from rapport.schema.field_spec import Weight
from rapport.schema.shape import Board, Import, PipelineSeed, Sharing, StageSeed, Table, View

OPEN = {"field": "stage.group", "op": "eq", "value": "open"}
MINE = {"field": "owner", "op": "eq", "value": "me"}
SOURCES = (
    Option("referral", "Referral", "green"),
    Option("website", "Website", "blue"),
    Option("event", "Event", "violet"),
    Option("outbound", "Outbound", "orange"),
    Option("partner", "Partner", "cyan"),
    Option("advertising", "Advertising", "pink"),
    Option("other", "Other", "gray"),
)
LOST_REASONS = (
    Option("price", "Price", "orange"),
    Option("competitor", "Chose a competitor", "red"),
    Option("no_budget", "No budget", "yellow"),
    Option("no_decision", "No decision", "gray"),
    Option("timing", "Bad timing", "blue"),
    Option("missing_feature", "Something is missing", "violet"),
    Option("other", "Other", "gray"),
)


class Deal(Record, key=keys.DEAL, plural="deals"):
    """A possible sale to one company, moving through a pipeline."""

    name = Text(
        required=True,
        search=Weight.A,
        synonyms=(
            "title",
            "deal name",
            "opportunity name",
            "opportunity",
            "subject",
            "titel",
            "betreff",
            "bezeichnung",
            "geschäft",
            "verkaufschance",
        ),
    )
    company = Link(
        keys.COMPANY,
        back="Deals",
        synonyms=(
            "company name",
            "account name",
            "organization",
            "organization name",
            "associated company",
            "firma",
            "unternehmen",
            "kunde",
        ),
    )
    stage = PipelineStage(
        "sales", required=True, synonyms=("deal stage", "status", "opportunity stage", "verkaufsphase")
    )
    amount = Money(
        min=0, synonyms=("value", "deal value", "expected revenue", "budget", "betrag", "wert", "auftragswert", "summe")
    )
    close_on = Date(
        label="Close date",
        synonyms=(
            "close date",
            "closing date",
            "expected close date",
            "expected closing",
            "abschlussdatum",
            "abschluss",
            "erwarteter abschluss",
        ),
        help="The day we expect the signature.",
    )
    owner = UserLink(default=UserLink.ME, synonyms=("deal owner", "opportunity owner", "assigned to"))
    weighted = Computed(
        Share("amount", percent="stage.probability"), label="Weighted", help="Amount times the stage's probability."
    )
    people = Links(
        keys.PERSON,
        back="Deals",
        label="People",
        synonyms=("contacts", "contact", "contact person", "contact name", "ansprechpartner", "kontakt"),
    )
    source = Choice(*SOURCES, synonyms=("lead source", "deal source", "original source", "quelle", "herkunft"))
    priority = Rating(max=3, synonyms=("priorität",))
    discount = Percent(synonyms=("rabatt", "nachlass"))
    lost_reason = Choice(
        *LOST_REASONS, label="Lost because", synonyms=("lost reason", "closed lost reason", "verlustgrund")
    )
    stage_since = DateTime(read_only=True, label="In stage since")
    days_in_stage = Computed(DaysSince("stage_since"), label="Days in stage")
    closed_at = DateTime(read_only=True, label="Closed")
    tags = Tags(synonyms=("labels", "label", "schlagwörter", "stichwörter"))
    description = LongText(
        search=Weight.D, synonyms=("notes", "about", "bemerkung", "bemerkungen", "notiz", "notizen", "beschreibung")
    )
    team = TeamLink(default=TeamLink.MINE, synonyms=("territory", "sales team", "vertriebsteam"))
    private = Checkbox(help="Only the owner sees a private record, and those it is shared with.")

    class Shape:
        title = "name"
        subtitle = "company"
        icon = "deals"
        nav_group = "Sales"
        avatar = "company"
        avatar_field = "company"
        table = Table(
            "name", "company", "stage", "amount", "close_on", "owner", "priority", "days_in_stage", "source",
            "created_at", sort="-amount",
        )  # fmt: skip
        facts = (
            "company", "amount", "weighted", "close_on", "owner", "team", "people", "source", "priority", "discount",
            "lost_reason", "days_in_stage", "closed_at", "tags", "description", "private",
        )  # fmt: skip
        board = Board(
            lanes="stage",
            card=("company", "name", "amount", "owner", "close_on", "days_in_stage"),
            total="amount",
            weighted="weighted",
        )
        views = (
            View("open", "Open deals", filter=OPEN, sort="-amount", layout="board"),
            View("mine", "My deals", filter={"and": [OPEN, MINE]}, sort="close_on", layout="board"),
            View(
                "closing",
                "Closing this month",
                filter={"and": [
                    OPEN, {"field": "close_on", "op": "within", "value": {"from": 0, "to": 0, "unit": "month"}}
                ]},
                sort="close_on",
            ),
            View(
                "won",
                "Won this quarter",
                filter={"and": [
                    {"field": "stage.group", "op": "eq", "value": "won"},
                    {"field": "closed_at", "op": "within", "value": {"from": 0, "to": 0, "unit": "quarter"}},
                ]},
                sort="-closed_at",
            ),
            View("all", "All deals"),
        )  # fmt: skip
        imports = Import(match_on=("name",))
        sharing = Sharing(owner="owner", team="team", private="private")
        indexes = (("stage", "amount"), ("stage", "close_on"), ("owner", "amount"))
        pipelines = (
            PipelineSeed("sales", "Sales", (
                StageSeed("Qualified", "indigo", probability=20, target_days=14),
                StageSeed("Discovery", "blue", probability=35, target_days=14),
                StageSeed("Proposal", "violet", probability=55, target_days=14),
                StageSeed("Negotiation", "orange", probability=75, target_days=14),
                StageSeed("Verbal yes", "green", probability=90, target_days=10),
                StageSeed("Won", "teal", group="won", probability=100),
                StageSeed("Lost", "red", group="lost", probability=0, required_fields=("lost_reason",)),
            )),
        )  # fmt: skip
