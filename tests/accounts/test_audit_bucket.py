"""Anchors in a bucket: a real server that speaks S3, on loopback."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from rapport.accounts.audit import anchor_places
from rapport.accounts.audit.anchors import anchor, file_of, read_anchors, states, unreachable
from rapport.accounts.audit.upkeep import adopt, check
from rapport.accounts.audit.verify import verify
from rapport.kernel.errors import Conflict
from rapport.kernel.ids import new_id
from rapport.platform import bucket as buckets
from rapport.platform.bucket import read_bucket
from tests.accounts.chains import grow, owning
from tests.platform.test_settings import refusal

pytestmark = pytest.mark.django_db(transaction=True)
KEY, SECRET = "an-access-key", "a-secret-key"


class Server:
    """The bucket, and its own client to look into it."""

    def __init__(self) -> None:
        self.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
        self.moto.start()
        _host, self.port = self.moto.get_host_and_port()
        self.url = f"s3+http://{KEY}:{SECRET}@127.0.0.1:{self.port}/anchors/rapport"
        self.client = boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{self.port}", aws_access_key_id=KEY, aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )  # fmt: skip
        self.client.create_bucket(Bucket="anchors")

    def keys(self) -> list[str]:
        return [each["Key"] for each in self.client.list_objects_v2(Bucket="anchors").get("Contents", ())]

    def empty(self) -> None:
        for key in self.keys():
            self.client.delete_object(Bucket="anchors", Key=key)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    server = Server()
    yield server
    server.moto.stop()


def use(monkeypatch: pytest.MonkeyPatch, settings: Any, url: str) -> None:
    """From now on the anchors go to this bucket as well."""
    with_bucket = SimpleNamespace(data_dir=settings.RAPPORT.data_dir, bucket_url=SecretStr(url))
    monkeypatch.setattr(anchor_places.settings, "RAPPORT", with_bucket)


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Server]:
    use(monkeypatch, settings, running.url)
    monkeypatch.setattr(buckets, "PATIENCE", 1)
    yield running
    running.empty()


def test_each_note_is_an_object_of_its_own_and_both_places_have_it(server: Server) -> None:
    w = new_id()
    grow(w, 3)
    assert anchor(w)
    assert not anchor(w), "Nothing new."
    grow(w, 2)
    assert anchor(w)
    assert [each.seq for each in read_anchors(w)] == [3, 5, 3, 5]
    keys = server.keys()
    assert len(keys) == 2
    assert all(key.startswith(f"rapport/audit/{w}/") for key in keys)
    assert verify(w, read_anchors(w)).problem == ""
    assert [(s.kind, s.ok, s.at is not None) for s in states(w)] == [("file", True, True), ("bucket", True, True)]
    assert SECRET not in str(states(w))


def test_a_tail_that_was_cut_off_is_betrayed_by_the_bucket_alone(server: Server) -> None:
    w = new_id()
    grow(w, 3)
    older = owned_head(w)
    grow(w, 3)
    assert anchor(w)
    file_of(w).unlink()
    with owning(w) as hands:
        hands.execute("DELETE FROM audit_entry WHERE workspace_id = %s AND seq > 3", (w,))
        hands.execute(
            "UPDATE audit_head SET base_seq = %s, base_hash = %s, seq = %s, hash = %s, mac = %s"
            " WHERE workspace_id = %s", (*older, w),
        )  # fmt: skip
    assert verify(w).problem == ""
    assert next(check(w)).verdict.problem
    assert not anchor(w), "A shorter chain is noted nowhere."


def owned_head(w: Any) -> tuple[Any, ...]:
    with owning(w) as hands:
        found = hands.execute(
            "SELECT base_seq, base_hash, seq, hash, mac FROM audit_head WHERE workspace_id = %s", (w,)
        )
        return tuple(found.fetchone() or ())


def test_an_object_that_rapport_did_not_write_is_found(server: Server) -> None:
    w = new_id()
    grow(w, 3)
    assert anchor(w)
    server.client.put_object(Bucket="anchors", Key=server.keys()[0], Body=b'{"seq": 1, "hash": "00", "mac": "00"}')
    assert "was not written by this Rapport" in next(check(w)).verdict.problem


def test_a_bucket_that_is_down_is_told_and_loses_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    w = new_id()
    grow(w, 3)
    with monkeypatch.context() as down:
        use(down, settings, f"s3+http://{KEY}:{SECRET}@127.0.0.1:1/anchors/rapport")
        assert anchor(w), "The file has its note."
        assert not anchor(w)
        assert [each.seq for each in read_anchors(w)] == [3]
        assert [(s.kind, s.ok) for s in states(w)] == [("file", True), ("bucket", False)]
        [problem] = unreachable()
        assert "127.0.0.1:1/anchors/rapport" in problem
        assert SECRET not in problem
    assert unreachable() == []
    assert anchor(w), "It is tried again."
    assert [each.seq for each in read_anchors(w)] == [3, 3]
    assert all(s.ok for s in states(w))


def test_signing_anew_begins_anew_in_the_bucket_too(
    server: Server, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    w = new_id()
    grow(w, 3)
    assert anchor(w)
    adopt(w)
    assert read_anchors(w) == []
    assert len(server.keys()) == 2, "Nothing is removed."
    assert anchor(w)
    assert verify(w, read_anchors(w)).problem == ""
    with monkeypatch.context() as down:
        use(down, settings, f"s3+http://{KEY}:{SECRET}@127.0.0.1:1/anchors/rapport")
        with pytest.raises(Conflict):
            adopt(w)


def test_the_address_of_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = read_bucket("s3://my-bucket/some/folder?region=eu-central-1")
    assert (aws.bucket, aws.folder, aws.region, aws.endpoint) == ("my-bucket", "some/folder", "eu-central-1", None)
    own = read_bucket("s3+https://key:s%2Fecret@minio.internal:9000/b")
    assert (own.endpoint, own.bucket, own.folder, own.secret) == ("https://minio.internal:9000", "b", "", "s/ecret")
    for wrong in ("bucket", "https://b", "s3+https://host", "s3://key:hidden@b"):
        assert "hidden" not in refusal(monkeypatch, RAPPORT_BUCKET_URL=wrong)
