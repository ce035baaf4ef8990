"""Believable deals for demos: each moves through its pipeline, and most of them to its end."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import exp
from typing import Any

from rapport.objects import keys
from rapport.objects.deal.models import LOST_REASONS, SOURCES
from rapport.records.samples import Draw, Known, Sample, sample

SUBJECTS = (
    "rollout, 3 sites", "pilot to contract", "annual plan", "support tier", "migration", "renewal + seats",
    "framework deal", "data add-on", "onboarding package", "second region", "premium plan", "training days",
    "integration", "security review", "mobile licences", "analytics module",
)  # fmt: skip
WEIGHTS = (37, 24, 16, 11, 6)
TAGS = ("tender", "upsell", "multi-year", "competitor in", "reference", "quick win")
NOTES = (
    "Budget is confirmed for the next quarter. The decision maker joins the meeting on Thursday.",
    "They compare us with two others. Price matters less than a date for going live.",
    "Security wants single sign-on and an audit export before anybody signs.",
    "Waiting for the revised quote with the two-year option.",
)


def stages_until(stages: Sequence[Mapping[str, Any]], last: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The open stages on the way to this one."""
    return [stage for stage in stages if stage["group"] == "open" and stage["position"] < last["position"]]


def last_stage(draw: Draw, made: datetime) -> Mapping[str, Any]:
    """Where the deal stands today: the older, the more likely it is over."""
    stages = draw.stages["sales"]
    age, whole = draw.now - made, draw.now - draw.start
    if draw.chance(exp(-age / (whole * (1 - draw.settled)))):
        still = [stage for stage in stages if stage["group"] == "open"]
        return draw.random.choices(still, WEIGHTS[: len(still)])[0]
    won = draw.chance(0.36)
    return next(stage for stage in stages if stage["group"] == ("won" if won else "lost"))


@sample(keys.DEAL)
def believable_deal(draw: Draw) -> Sample:
    """A deal with a company, a way through the stages, and an end."""
    company = draw.earlier(keys.COMPANY)
    made = draw.moment(company.at if company else None)
    last = last_stage(draw, made)
    amount, subject = draw.amount(14_000, 0.95), draw.common(SUBJECTS)
    values = {
        "name": f"{company.values[0].split(' ')[0]} {subject}" if company else subject.capitalize(),
        "company": company.id if company else None,
        "amount": amount if draw.chance(0.97) else None,
        "owner": company.values[2] if company and draw.chance(0.8) else draw.member().id,
        "people": people_of(draw, company),
        "source": draw.common(SOURCES).value if draw.chance(0.9) else None,
        "priority": draw.one_of((1, 2, 2, 3)) if draw.chance(0.6) else None,
        "discount": draw.one_of((5, 10, 10, 15)) if draw.chance(0.15) else None,
        "lost_reason": None,
        "closed_at": None,
        "tags": [draw.one_of(TAGS)] if draw.chance(0.2) else None,
        "description": draw.one_of(NOTES) if draw.chance(0.25) else None,
    }
    later = way(draw, made, last)
    first = later.pop(0)
    closed = later[-1][0] if later and last["group"] != "open" else None
    values |= first[1] | {"close_on": close_date(draw, closed)}
    return Sample(made, values, later)


def people_of(draw: Draw, company: Known | None) -> list[Any] | None:
    """One to three of the company's people."""
    there = draw.linked.get((keys.PERSON, company.id)) if company else None
    return there[: 1 + int(3 * draw.random.random())] if there and draw.chance(0.8) else None


def way(draw: Draw, made: datetime, last: Mapping[str, Any]) -> list[tuple[datetime, dict[str, Any]]]:
    """When the deal entered which stage: through all of them or past some, within the time there was."""
    passed = [stage for stage in stages_until(draw.stages["sales"], last) if draw.chance(0.75)]
    stops = [*passed, last]
    if last["group"] != "open" and not passed:
        stops.insert(0, draw.stages["sales"][0])
    room = min(draw.now - made, draw.days(30, 120))
    if last["group"] == "open":
        # Whoever looks after an open deal has moved it not long ago.
        room = max(draw.now - made - draw.days(1, 26), timedelta(0))
    cuts = sorted(draw.random.random() for _stop in stops[2:])
    cuts = [*cuts, 1.0 if last["group"] == "open" else 0.97][: len(stops) - 1]
    moments = [made, *(made + room * cut for cut in cuts)]
    steps: list[tuple[datetime, dict[str, Any]]] = []
    for moment, stage in zip(moments, stops, strict=True):
        values: dict[str, Any] = {"stage": stage["id"], "stage_since": moment}
        if stage["group"] != "open":
            values["closed_at"] = moment
        if stage["group"] == "lost":
            values["lost_reason"] = draw.common(LOST_REASONS).value
        steps.append((moment, values))
    return steps


def close_date(draw: Draw, closed: datetime | None) -> Any:
    """Near the day it was closed; of open deals, soon or a little overdue."""
    if closed is not None:
        return (closed + draw.days(-6, 10)).date()
    return (draw.now + draw.days(-9, 85)).date() if draw.chance(0.95) else None
