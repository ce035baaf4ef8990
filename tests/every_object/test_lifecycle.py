"""Every object from its creation to its history: what goes in comes out, and every write leaves its trace."""

from typing import Any
from uuid import UUID

import pytest

from rapport.kernel.errors import Conflict, NotFound, StaleVersion
from rapport.records.bulk import bulk
from rapport.records.history import feed, history
from rapport.records.operation import Create, Update
from rapport.records.search import search
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from tests.every_object.oracle import key_of
from tests.every_object.samples import Samples
from tests.records.desks import Desk, id_of

KEPT_AS_TYPED = {"text", "long_text", "email", "phone", "choice", "date"}


def agrees(spec: FieldSpec, sent: Any, answered: Any, desk: Desk) -> bool:
    """Whether an answer says what was written; a rule may empty a field, never alter it."""
    if answered in (None, []) or (answered is False and not sent):
        return True
    if spec.kind in KEPT_AS_TYPED:
        return bool(answered == sent)
    if spec.kind == "url":
        return bool(answered.endswith(sent))
    sent = str(desk.user.id) if sent == "me" else sent
    if spec.kind == "address":
        return bool({k: v for k, v in answered.items() if v} == sent)
    return bool(key_of(spec.kind, sent) == key_of(spec.kind, answered))


def newest(desk: Desk, object_type: ObjectType, record: Any) -> dict[str, Any]:
    return history(desk.context, object_type.key, id_of(record))["changes"][0]


def test_what_is_written_is_read(object_type: ObjectType, samples: Samples) -> None:
    for n in range(12):
        values = samples.values(object_type, n)
        made = samples.desk.create(object_type.key, **values)
        for spec in object_type.writable:
            assert agrees(spec, values[spec.key], made[spec.key], samples.desk), (spec.key, values[spec.key], made)
        assert samples.desk.read(object_type.key, made) == made
        assert made["version"] == 1
        assert made["created_by"] == made["updated_by"] == samples.desk.context.actor.as_json()


def test_each_field_is_changed_and_emptied(object_type: ObjectType, samples: Samples) -> None:
    record = samples.create(object_type, 0)
    for spec in object_type.writable:
        for n in (1, 2, 3):
            value = samples.value(spec, n)
            changed = samples.desk.update(object_type.key, record, **{spec.key: value})
            assert agrees(spec, value, changed[spec.key], samples.desk), (spec.key, value, changed[spec.key])
            assert changed == samples.desk.read(object_type.key, record)
        if not spec.required:
            emptied = write(
                samples.desk.context, object_type.key, [Update(id_of(record), {spec.key: None})], partial=True
            )
            if emptied.results[0].status != "failed":
                assert emptied.record[spec.key] in (None, [], False), spec.key


def test_the_same_values_again_change_nothing(object_type: ObjectType, samples: Samples) -> None:
    for n in range(5):
        values = samples.values(object_type, n)
        record = samples.desk.create(object_type.key, **values)
        short = write(samples.desk.context, object_type.key, [Update(id_of(record), values)])
        whole = {spec.key: short.record[spec.key] for spec in object_type.writable}
        again = write(samples.desk.context, object_type.key, [Update(id_of(record), whole)])
        assert (again.results[0].status, again.change_set, again.record) == ("unchanged", None, short.record)


def test_deleted_restored_and_listed(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    assert desk.delete(object_type.key, record)["deleted_at"]
    with pytest.raises(NotFound):
        desk.read(object_type.key, record)
    with pytest.raises(NotFound):
        desk.update(object_type.key, record, **samples.values(object_type, 2))
    assert record["id"] not in [r["id"] for r in desk.list(object_type.key)["records"]]
    assert record["id"] in [r["id"] for r in desk.list(object_type.key, deleted=True)["records"]]
    restored = desk.restore(object_type.key, record)
    same = {key: value for key, value in restored.items() if key not in {"version", "updated_at"}}
    assert same == {key: value for key, value in record.items() if key not in {"version", "updated_at"}}
    assert desk.read(object_type.key, record) == restored


def test_history_says_what_changed(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    changed = desk.update(object_type.key, record, **samples.values(object_type, 2))
    desk.delete(object_type.key, record)
    desk.restore(object_type.key, record)
    found = history(desk.context, object_type.key, id_of(record))["changes"]
    assert [change["kind"] for change in found] == ["restore", "delete", "update", "create"]
    said = {field["field"]: (field["before"], field["after"]) for field in found[2]["fields"]}
    assert said == {key: (record[key], changed[key]) for key in object_type.recorded if record[key] != changed[key]}
    created = {field["field"]: field["after"] for field in found[3]["fields"]}
    assert created == {key: record[key] for key in object_type.recorded if record[key] not in (None, [], False)}
    assert all(change["change_set"]["actor"] == desk.context.actor.as_json() for change in found)
    first = history(desk.context, object_type.key, id_of(record), limit=3)
    rest = history(desk.context, object_type.key, id_of(record), limit=3, cursor=first["next"])
    assert first["changes"] + rest["changes"] == found
    assert rest["next"] is None


def state(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in {"version", "updated_at", "updated_by"}}


def test_undo_puts_back_the_state_before(object_type: ObjectType, samples: Samples) -> None:
    desk = samples.desk
    for n in range(6):
        record = samples.create(object_type, n)
        outcome = write(desk.context, object_type.key, [Update(id_of(record), samples.values(object_type, n + 1))])
        assert outcome.change_set is not None
        undone = undo(desk.context, outcome.change_set)
        assert (undone.undone, undone.kept) == (1, ())
        assert state(desk.read(object_type.key, record)) == state(record)
        assert undone.change_set is not None
        undo(desk.context, undone.change_set)
        assert state(desk.read(object_type.key, record)) == state(outcome.record)
        with pytest.raises(Conflict):
            undo(desk.context, undone.change_set)


def test_undo_of_creating_deleting_and_restoring(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    creation = UUID(str(newest(desk, object_type, record)["change_set"]["id"]))
    undo(desk.context, creation)
    with pytest.raises(NotFound):
        desk.read(object_type.key, record)
    gone = newest(desk, object_type, record)
    assert (gone["kind"], gone["change_set"]["source"]) == ("delete", "undo")
    undo(desk.context, gone["change_set"]["id"])
    assert state(desk.read(object_type.key, record)) == state(record)
    desk.delete(object_type.key, record)
    undo(desk.context, newest(desk, object_type, record)["change_set"]["id"])
    assert state(desk.read(object_type.key, record)) == state(record)


def test_undo_keeps_what_changed_later(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    outcome = write(desk.context, object_type.key, [Update(id_of(record), samples.values(object_type, 2))])
    later = desk.update(object_type.key, record, **samples.values(object_type, 3))
    assert outcome.change_set is not None
    undone = undo(desk.context, outcome.change_set)
    after = desk.read(object_type.key, record)
    kept = {each.field for each in undone.kept}
    for key in object_type.recorded:
        if outcome.record[key] == record[key]:
            assert after[key] == later[key]
        elif later[key] == outcome.record[key]:
            assert after[key] == record[key], key
        else:
            assert after[key] == later[key], key
            assert (key in kept) == (later[key] != record[key]), key
    made = samples.create(object_type, 5)
    creation = newest(desk, object_type, made)["change_set"]["id"]
    desk.update(object_type.key, made, **samples.values(object_type, 1))
    kept_whole = undo(desk.context, creation)
    assert (kept_whole.undone, [k.field for k in kept_whole.kept]) == (0, [""])
    assert desk.read(object_type.key, made)


def test_a_stale_version_names_the_fields(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    changed = desk.update(object_type.key, record, **samples.values(object_type, 2))
    with pytest.raises(StaleVersion) as stale:
        write(desk.context, object_type.key, [Update(id_of(record), samples.values(object_type, 3), version=1)])
    named = {error.field for error in stale.value.errors}
    assert named == {key for key in object_type.recorded if record[key] != changed[key]}
    assert desk.read(object_type.key, record) == changed
    fresh = [Update(id_of(record), samples.values(object_type, 3), version=changed["version"])]
    assert write(desk.context, object_type.key, fresh).record["version"] == changed["version"] + 1


def test_search_finds_and_forgets(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    searched = [
        spec for spec in object_type.fields.values() if spec.search and spec.kind == "text" and not spec.read_only
    ]
    wrote = {spec.key: f"Zyx{at}quatsch Ünïque" for at, spec in enumerate(searched)}
    assert wrote or object_type.title_spec.read_only
    record = desk.update(object_type.key, record, **wrote)
    for at in range(len(searched)):
        for text in (f"zyx{at}qua", f"ZYX{at}QUATSCH unique", "ünique"):
            found = search(desk.context, text, object_key=object_type.key)
            assert [str(hit["id"]) for hit in found] == [record["id"]], text
    assert search(desk.context, "zyxnothing") == []
    desk.delete(object_type.key, record)
    assert search(desk.context, "zyx0qua") == []
    desk.restore(object_type.key, record)
    assert bool(searched) == bool(search(desk.context, "zyx0qua"))


def test_the_feed_tells_each_write_once(object_type: ObjectType, samples: Samples) -> None:
    desk, values = samples.desk, samples.values(object_type, 1)
    start = feed(desk.context, after=None)["next"]
    record = desk.create(object_type.key, **values)
    desk.update(object_type.key, record, **samples.values(object_type, 2))
    desk.delete(object_type.key, record)
    told, cursor = [], start
    while page := feed(desk.context, after=cursor, limit=1)["changes"]:
        told += page
        cursor = feed(desk.context, after=cursor, limit=1)["next"]
    mine = [(change["object"], change["kind"]) for change in told if str(change["id"]) == record["id"]]
    assert mine == [(object_type.key, kind) for kind in ("create", "update", "delete")]


def test_bulk_does_all_it_can(object_type: ObjectType, samples: Samples) -> None:
    desk = samples.desk
    first, second = samples.create(object_type, 1), samples.create(object_type, 2)
    outcome = bulk(desk.context, object_type.key, [
        {"op": "create", "values": samples.values(object_type, 3)},
        {"op": "update", "id": first["id"], "values": samples.values(object_type, 4)},
        {"op": "delete", "id": second["id"]},
        {"op": "update", "id": second["id"], "values": {}},
        {"op": "create", "values": {"no_such_field": 1}},
        {"op": "update", "id": first["id"], "version": 99, "values": {}},
        "nonsense", {"op": ["update"]}, {"op": "update", "id": 7}, {"op": "upsert", "values": {}},
    ])  # fmt: skip
    assert [r.status for r in outcome.results] == ["created", "updated", "deleted", *["failed"] * 7]
    assert all(result.errors for result in outcome.results[3:])
    assert outcome.change_set is not None
    undone = undo(desk.context, outcome.change_set)
    assert (undone.undone, undone.kept) == (3, ())
    assert state(desk.read(object_type.key, first)) == state(first)
    assert state(desk.read(object_type.key, second)) == state(second)


def test_one_refused_write_stores_none_of_its_request(object_type: ObjectType, samples: Samples) -> None:
    desk, record = samples.desk, samples.create(object_type, 1)
    good = Update(id_of(record), samples.values(object_type, 2))
    before = feed(desk.context, after=None)["next"]
    with pytest.raises(Exception, match="no_such_field"):
        write(desk.context, object_type.key, [good, Create({"no_such_field": 1})])
    assert desk.read(object_type.key, record) == record
    assert feed(desk.context, after=None)["next"] == before
