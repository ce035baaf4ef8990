"""A bucket of S3 or of what speaks like it, through django-storages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HOW = "write it as s3://bucket/folder?region=eu-central-1, or s3+https://key:secret@host:9000/bucket/folder"
PATIENCE = 5


class Unreachable(Exception):  # noqa: N818 - a state of the bucket, which callers tell
    """The bucket does not answer, or refuses."""


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """Where a bucket is. Without keys those of the machine are taken, as AWS' own tools do."""

    bucket: str
    folder: str
    endpoint: str | None
    region: str | None
    key: str | None
    secret: str | None

    @property
    def shown(self) -> str:
        """The address without secrets."""
        place = f"{self.endpoint}/{self.bucket}" if self.endpoint else f"s3://{self.bucket}"
        return f"{place}/{self.folder}".rstrip("/")


def read_bucket(url: str) -> BucketAddress:
    """The address from a setting. Raises `ValueError` with how to write it."""
    parts = urlsplit(url)
    region = parse_qs(parts.query).get("region", [None])[0]
    if parts.scheme == "s3" and parts.hostname and "@" not in parts.netloc:
        return BucketAddress(parts.netloc, parts.path.strip("/"), None, region, None, None)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme not in {"s3+https", "s3+http"} or not parts.hostname or not bucket:
        raise ValueError(HOW)
    keys = [unquote(part) if part else None for part in (parts.username, parts.password)]
    endpoint = f"{parts.scheme.removeprefix('s3+')}://{parts.netloc.rpartition('@')[2]}"
    return BucketAddress(bucket, folder.strip("/"), endpoint, region or "us-east-1", keys[0], keys[1])


class Bucket:
    """Objects by name. Every call raises `Unreachable` instead of waiting long."""

    def __init__(self, address: BucketAddress) -> None:
        self.address = address
        self.storage = opened(address)

    def put(self, name: str, content: bytes) -> None:
        """Stores one object under a name that has none yet."""
        with telling():
            self.storage.bucket.put_object(Key=self.key(name), Body=content)

    def first(self, folder: str, most: int) -> Iterator[bytes]:
        """The content of the first objects of a folder, by name."""
        with telling():
            for found in self.storage.bucket.objects.filter(Prefix=self.key(folder) + "/").limit(most):
                yield found.get()["Body"].read()

    def folders(self, folder: str) -> list[str]:
        """The names of the folders within a folder."""
        with telling():
            pages = self.storage.connection.meta.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.address.bucket, Prefix=self.key(folder) + "/", Delimiter="/"
            )
            return [each["Prefix"].split("/")[-2] for page in pages for each in page.get("CommonPrefixes", ())]

    def key(self, name: str) -> str:
        """The name within the bucket."""
        return f"{self.address.folder}/{name}".lstrip("/")


@lru_cache(maxsize=4)
def opened(address: BucketAddress) -> Any:
    """The storage, made at the first use: most processes never need it."""
    from botocore.config import Config  # noqa: PLC0415 - as above
    from storages.backends.s3 import S3Storage  # noqa: PLC0415 - as above

    patient = Config(connect_timeout=PATIENCE, read_timeout=PATIENCE, retries={"total_max_attempts": 2})
    return S3Storage(
        access_key=address.key, secret_key=address.secret, bucket_name=address.bucket, endpoint_url=address.endpoint,
        region_name=address.region, client_config=patient, default_acl=None,
    )  # fmt: skip


@contextmanager
def telling() -> Iterator[None]:
    """Says in one sentence what the bucket says."""
    from boto3.exceptions import Boto3Error  # noqa: PLC0415 - as above
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise Unreachable(str(error)) from error
