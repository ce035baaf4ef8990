"""Fills a workspace: time goes by in windows, and in each the objects get their share of records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from secrets import randbits
from typing import Any
from uuid import UUID

from rapport.accounts.impersonate import context_of
from rapport.accounts.scope import in_workspace
from rapport.features.demo.values import fill, phrase, stored
from rapport.kernel.clock import now
from rapport.kernel.context import Actor
from rapport.kernel.ids import id_of_moment
from rapport.records.history import feed
from rapport.records.past import Act, Life, Past
from rapport.records.pipelines import list_stages
from rapport.records.samples import Draw, Known, Member, Sample, Sampler, samplers
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

SEED = 20_261_124
MONTHS = 18
SMALL = 2_000
CHUNK = 1_000
SETTLED_SMALL, SETTLED_LARGE = 0.72, 0.9
FULL_STORY = 0.05
PLAIN_SHARE = 0.3


def plain_sampler(object_type: ObjectType) -> Sampler:
    """For an object without a sample of its own: every field by its kind."""

    def make(draw: Draw) -> Sample:
        return Sample(draw.moment(), {object_type.title: phrase(draw, 2, 3)})

    return Sampler(make, PLAIN_SHARE, (), None)


def in_order() -> list[ObjectType]:
    """All objects, those that are pointed at before those that point."""
    left, order = dict(registry.objects()), []
    while left:
        free = [key for key, o in left.items() if not targets(o) & left.keys()] or [next(iter(left))]
        order += [left.pop(key) for key in free]
    return order


def targets(object_type: ObjectType) -> set[str]:
    """The other objects that this one's links point at."""
    found = {str(s.options["target"]) for s in object_type.fields.values() if s.kind in {"link", "links"}}
    return found - {object_type.key}


def windows(records: int) -> int:
    """How many stretches the time is cut into: each is written at once for small demos, in chunks for large ones."""
    return max(MONTHS * 2, -(-records // CHUNK))


def fill_workspace(workspace_id: UUID, members: Sequence[Member], records: int) -> Iterator[tuple[int, int]]:
    """Makes the records, in order of time; yields (records made, windows left) after each commit."""
    small = records <= SMALL
    draw = first_draw(workspace_id, members, records, small=small)
    count, made = windows(records), 0
    step = (draw.now - draw.start) / count
    makers = [(o, samplers().get(o.key) or plain_sampler(o)) for o in in_order()]
    past = Past(workspace_id, together=not small, why="" if small else "Imported from the former system")
    for at in range(count):
        draw.since, draw.until = draw.start + step * at, draw.start + step * (at + 1)
        with in_workspace(workspace_id):
            for object_type, sampler in makers:
                wanted = round(records * sampler.share)
                number = wanted * (at + 1) // count - wanted * at // count
                lives = live(draw, object_type, sampler, number, whole=small)
                if lives:
                    past.write(object_type.key, lives)
                made += len(lives)
            if not small or at == count - 1:
                past.close()
        yield made, count - at - 1


def first_draw(workspace_id: UUID, members: Sequence[Member], records: int, *, small: bool) -> Draw:
    """Chance with a seed that follows from what is there: the same first demo each time it is made on the same day, and
    other records when it is filled up."""
    moment = now().replace(microsecond=0)
    start = moment - timedelta(days=MONTHS * 30.4)
    context = context_of(workspace_id, members[0].id)
    there = int(feed(context, after=None, limit=1)["next"])
    stages: dict[str, list[Mapping[str, Any]]] = {}
    for kind, stage in list_stages(context):
        stages.setdefault(kind, []).append({**stage, "id": UUID(str(stage["id"]))})
    return Draw(
        random=Random(SEED + records + there),  # noqa: S311 - believable, not secret
        now=moment, since=start, until=moment, start=start,
        settled=SETTLED_SMALL if small else SETTLED_LARGE,
        members=members, stages=stages,
    )  # fmt: skip


def live(draw: Draw, object_type: ObjectType, sampler: Sampler, number: int, *, whole: bool) -> list[Life]:
    """Some new records of one object, oldest first. Only some of a large demo get their whole story."""
    lives = []
    for _one in range(number):
        sample = sampler.make(draw)
        if sample.later and not (whole or draw.chance(FULL_STORY)):
            sample = shortened(sample)
        values = fill(draw, object_type, sample.values)
        record_id = id_of_moment(sample.at, randbits(74))
        actor = actor_of(draw, object_type, values)
        later = [Act(at, actor, stored(object_type, changed)) for at, changed in sample.later]
        lives.append(Life(record_id, [Act(sample.at, actor, values), *later]))
        remember(draw, object_type, sampler, record_id, sample)
    return sorted(lives, key=lambda life: life.acts[0].at)


def actor_of(draw: Draw, object_type: ObjectType, values: Mapping[str, Any]) -> Actor:
    """Whoever owns a record has written it."""
    owner = values.get(object_type.sharing.owner) if object_type.sharing else None
    name = next((member.name for member in draw.members if member.id == owner), None)
    return Actor("user", owner, name) if name else Actor("system", None, "Rapport")


def shortened(sample: Sample) -> Sample:
    """The same end without the way there."""
    values = dict(sample.values)
    for _at, changed in sample.later:
        values |= changed
    return replace(sample, values=values, later=[])


def remember(draw: Draw, object_type: ObjectType, sampler: Sampler, record_id: UUID, sample: Sample) -> None:
    """What later records may build on."""
    kept = tuple(sample.values.get(key) for key in sampler.remembers)
    draw.known.setdefault(object_type.key, []).append(Known(record_id, sample.at, kept))
    above = sample.values.get(sampler.under) if sampler.under else None
    if above is not None:
        draw.linked.setdefault((object_type.key, above), []).append(record_id)
