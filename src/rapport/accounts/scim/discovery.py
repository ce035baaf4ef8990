"""What the service says of itself: its capabilities, its resource types and their schemas."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from scim2_models import (
    URI,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ETag,
    Filter,
    Meta,
    Pagination,
    Patch,
    Reference,
    Resource,
    ResourceType,
    Schema,
    ServiceProviderConfig,
    Sort,
)

from rapport.accounts.scim.lists import MOST, USUAL
from rapport.accounts.scim.resources import Group, User

NO_BULK = Bulk(supported=False, max_operations=0, max_payload_size=0)


def service_config(base: str) -> ServiceProviderConfig:
    """What can be asked for here."""
    return ServiceProviderConfig(
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{base}/ServiceProviderConfig"),
        patch=Patch(supported=True),
        bulk=NO_BULK,
        filter=Filter(supported=True, max_results=MOST),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=True),
        etag=ETag(supported=True),
        pagination=Pagination(cursor=False, index=True, default_page_size=USUAL, max_page_size=MOST),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name=_("Provisioning token"),
                description=_("A token of the workspace, made by an administrator, as Authorization: Bearer rps_…"),
                primary=True,
            )
        ],
    )


def resource_types(base: str) -> list[ResourceType]:
    """Users and groups."""
    return [described_type(kind, base) for kind in (User, Group)]


def described_type(kind: type[Resource[Any]], base: str) -> ResourceType:
    """One resource type with its address."""
    found = ResourceType.from_resource(kind)
    found.endpoint = Reference[URI](f"/{kind.__name__}s")
    found.description = kind.__doc__
    found.meta = Meta(resource_type="ResourceType", location=f"{base}/ResourceTypes/{found.id}")
    return found


def schemas(base: str) -> list[Schema]:
    """The schemas of the two."""
    return [located(schema, base) for schema in plain_schemas()]


@lru_cache(maxsize=1)
def plain_schemas() -> tuple[Schema, ...]:
    """Made once: declarations do not change while the server runs."""
    return tuple(kind.to_schema() for kind in (User, Group))


def located(schema: Schema, base: str) -> Schema:
    """With the address under which it is answered."""
    meta = Meta(resource_type="Schema", location=f"{base}/Schemas/{schema.id}")
    return schema.model_copy(update={"meta": meta})
