"""Every seed role, action and object, on one's own record and on somebody else's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rapport.accounts.roles import SEED_ROLES, SeedRole
from rapport.kernel.context import Actor, Context, Grant, Reach
from rapport.kernel.errors import Forbidden, Invalid, NotFound, Refusal
from rapport.records.history import feed, history
from rapport.records.operation import Create, Delete, Restore, Update
from rapport.records.page import record_page
from rapport.records.read import find_ids, stream
from rapport.records.search import search
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from rapport.schema.view import ViewDescription
from tests.every_object.oracle import ids
from tests.every_object.samples import Samples
from tests.records.desks import Desk, id_of


def owned_by(samples: Samples, object_type: ObjectType, desk: Desk, n: int) -> dict[str, Any]:
    owner = {object_type.sharing.owner: str(desk.user.id)} if object_type.sharing else {}
    return samples.create(object_type, n, **owner)


def without_links(object_type: ObjectType, values: dict[str, Any]) -> dict[str, Any]:
    """For those who see their own records only: what the samples link to is somebody else's."""
    return {key: value for key, value in values.items() if object_type.fields[key].kind not in {"link", "links"}}


def allowed(reach: Reach, object_type: ObjectType, *, own: bool) -> bool:
    return reach is Reach.ALL or (reach in {Reach.OWN, Reach.TEAM} and own and object_type.sharing is not None)


def attempt(act: Callable[[], Any]) -> bool:
    """Whether it was done; a refusal must be one of rights."""
    try:
        act()
    except (Forbidden, NotFound):
        return False
    except Invalid as refused:
        assert {error.code for error in refused.errors} == {"forbidden"}  # noqa: PT017 - any other is a failure
        return False
    return True


@pytest.mark.parametrize("role", SEED_ROLES, ids=lambda role: role.key)
@pytest.mark.parametrize("own", [True, False], ids=["own", "other's"])
def test_a_seed_role_does_what_it_may(object_type: ObjectType, samples: Samples, role: SeedRole, own: bool) -> None:
    desk = samples.desk.colleague(role.key)
    grant = desk.context.grants.get(object_type.key) or role.grant
    owner = desk if own else samples.desk.colleague("manager")
    record = owned_by(samples, object_type, owner, 1)
    gone = owned_by(samples, object_type, owner, 2)
    samples.desk.delete(object_type.key, gone)
    name = {object_type.sharing.owner: str(owner.user.id)} if object_type.sharing else {}
    values = without_links(object_type, samples.values(object_type, 3)) | name
    changed = without_links(object_type, samples.values(object_type, 4)) | name
    if owner.user.id == desk.user.id:
        own = True
    for act, reach in (
        (lambda: desk.read(object_type.key, record), grant.view),
        (lambda: history(desk.context, object_type.key, id_of(record)), grant.view),
        (lambda: record_page(desk.context, object_type.key, id_of(record)), grant.view),
        (lambda: desk.create(object_type.key, **values), grant.create),
        (lambda: desk.update(object_type.key, record, **changed), grant.edit),
        (lambda: desk.restore(object_type.key, gone), grant.delete),
        (lambda: desk.delete(object_type.key, record), grant.delete),
    ):
        before = feed(samples.desk.context, after=None)["next"]
        assert attempt(act) == allowed(reach, object_type, own=own), (role.key, reach)
        if not allowed(reach, object_type, own=own):
            assert feed(samples.desk.context, after=None)["next"] == before


@pytest.mark.parametrize("reach", [Reach.OWN, Reach.TEAM, Reach.NONE])
def test_who_sees_their_own_sees_nothing_else_anywhere(object_type: ObjectType, samples: Samples, reach: Reach) -> None:
    desk = samples.desk.colleague("salesperson")
    grant = Grant(view=reach, create=Reach.ALL, edit=Reach.ALL, delete=Reach.ALL)
    context: Context = replace(desk.context, grants={"*": grant})
    other = owned_by(samples, object_type, samples.desk.colleague("manager"), 1)
    mine = owned_by(samples, object_type, desk, 1)
    start = "0"
    sees_mine = allowed(reach, object_type, own=True)
    seen = {mine["id"]} if sees_mine else set()
    reader = replace_desk(desk, context)
    if reach is Reach.NONE:
        for refused in (
            lambda: reader.list(object_type.key), lambda: reader.query(object_type.key, aggregates=[{"fn": "count"}]),
            lambda: reader.read(object_type.key, mine), lambda: list(stream(context, ViewDescription(object_type.key))),
        ):  # fmt: skip
            with pytest.raises(Forbidden):
                refused()
    else:
        assert set(ids(reader.list(object_type.key)["records"])) == seen
        counted = reader.query(object_type.key, aggregates=[{"fn": "count"}])["aggregates"]["count"]
        assert counted == len(seen)
        assert {r["id"] for page in stream(context, ViewDescription(object_type.key)) for r in page} == seen
        title = object_type.title
        found = find_ids(context, object_type.key, title, [mine[title]])
        assert {str(each) for each in found.get(0, [])} == seen
    for act in (
        lambda: reader.read(object_type.key, other), lambda: history(context, object_type.key, id_of(other)),
        lambda: record_page(context, object_type.key, id_of(other)), lambda: reader.delete(object_type.key, other),
        lambda: reader.update(object_type.key, other, **samples.values(object_type, 2)),
    ):  # fmt: skip
        with pytest.raises((NotFound, Forbidden)):
            act()
    assert {str(hit["id"]) for hit in search(context, str(mine[object_type.title]), object_key=object_type.key)} <= seen
    told = {str(c["id"]) for c in feed(context, after=start)["changes"] if c["object"] == object_type.key}
    assert told == seen


def replace_desk(desk: Desk, context: Context) -> Desk:
    return Desk(desk.workspace_id, desk.user, context)


def another(samples: Samples, target: str, now: Any) -> str:
    """A record to link to that is not linked already: what stands there may stay."""
    return next(found for n in range(9) if (found := samples.target(target, n)) != (now or {}).get("id"))


def test_links_lead_only_to_what_one_may_see(object_type: ObjectType, samples: Samples) -> None:
    record = samples.create(object_type, 1)
    for spec in object_type.fields.values():
        target = spec.options.get("target")
        if spec.kind != "link" or target == object_type.key:
            continue
        hidden = replace(samples.desk.context, grants={"*": Grant(*[Reach.ALL] * 4), str(target): Grant()})
        reader = replace_desk(samples.desk, hidden)
        for view in (
            {"fields": [f"{spec.key}.created_at"]}, {"sort": f"{spec.key}.created_at"},
            {"filter": {"field": f"{spec.key}.created_at", "op": "not_empty"}},
        ):  # fmt: skip
            with pytest.raises(Refusal):
                reader.list(object_type.key, **view)
        with pytest.raises(Refusal):
            reader.update(object_type.key, record, **{spec.key: another(samples, str(target), record[spec.key])})


def test_who_creates_only_their_own_cannot_create_for_others(object_type: ObjectType, samples: Samples) -> None:
    if object_type.sharing is None:
        return
    grant = Grant(view=Reach.ALL, create=Reach.OWN)
    context = replace(samples.desk.context, grants={"*": grant})
    values = samples.values(object_type, 1)
    other = {object_type.sharing.owner: str(samples.desk.colleague("manager").user.id)}
    with pytest.raises(Invalid):
        write(context, object_type.key, [Create(values | other)])
    mine = {object_type.sharing.owner: str(samples.desk.user.id)}
    assert write(context, object_type.key, [Create(values | mine)]).record["id"]


def test_undoing_one_s_own_creation_needs_no_right_to_delete(object_type: ObjectType, samples: Samples) -> None:
    desk = samples.desk.colleague("salesperson")
    name = {object_type.sharing.owner: str(desk.user.id)} if object_type.sharing else {}
    values = without_links(object_type, samples.values(object_type, 1)) | name
    outcome = write(desk.context, object_type.key, [Create(values)])
    assert outcome.change_set is not None
    assert undo(desk.context, outcome.change_set).undone == 1
    with pytest.raises(NotFound):
        desk.read(object_type.key, outcome.record)


def test_nobody_undoes_for_others_without_the_word(object_type: ObjectType, samples: Samples) -> None:
    outcome = write(samples.desk.context, object_type.key, [Create(samples.values(object_type, 1))])
    assert outcome.change_set is not None
    with pytest.raises(Forbidden):
        undo(samples.desk.colleague("marketing").context, outcome.change_set)
    assert samples.desk.read(object_type.key, outcome.record)


def test_a_job_without_a_user_owns_nothing(object_type: ObjectType, samples: Samples) -> None:
    record = samples.create(object_type, 1)
    system = Actor("system", None, "Nightly")
    context = replace(samples.desk.context, user_id=None, actor=system)
    if object_type.sharing is not None:
        reader = replace_desk(samples.desk, context)
        mine = {"field": object_type.sharing.owner, "op": "eq", "value": "me"}
        assert reader.list(object_type.key, filter=mine)["records"] == []
        values = {k: v for k, v in samples.values(object_type, 2).items() if k != object_type.sharing.owner}
        made = write(context, object_type.key, [Create(values)]).record
        assert made[object_type.sharing.owner] is None
        assert made["created_by"] == {"kind": "system", "id": None, "label": "Nightly"}
    own = replace(context, grants={"*": Grant(Reach.OWN, Reach.OWN, Reach.OWN, Reach.OWN)})
    with pytest.raises((NotFound, Forbidden)):
        write(own, object_type.key, [Update(id_of(record), samples.values(object_type, 3))])
    for operation in (Delete(id_of(record)), Restore(id_of(record))):
        with pytest.raises((NotFound, Forbidden)):
            write(own, object_type.key, [operation])
