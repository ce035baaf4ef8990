"""Which rows a reach covers, as SQL."""

from rapport.access.decide import owners_within
from rapport.kernel.context import Context, Reach
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType


def scope_conditions(
    object_type: ObjectType, reach: Reach, context: Context, source: Source, params: Params
) -> list[str]:
    """Nothing for `all`; `own` and `team` go by the sharing's owner field; objects without one are hidden from them."""
    owners = owners_within(context, reach)
    if owners is None:
        return []
    if not owners or object_type.sharing is None:
        return ["false"]
    owner = object_type.fields[object_type.sharing.owner]
    return [f"{source.column(owner.column)} = ANY({params.add(list(owners))}::uuid[])"]
