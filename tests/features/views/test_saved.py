"""Who finds which saved view."""

from dataclasses import replace

from rapport.features.views import saved
from rapport.kernel.context import Grant, Reach
from tests.records.desks import Desk


def test_a_shared_view_of_records_that_one_may_not_see_is_not_listed(acme: Desk) -> None:
    saved.create_view(acme.context, {"object": "deal", "label": "Takeovers", "shared": True})
    saved.create_view(acme.context, {"object": "person", "label": "Board members", "shared": True})
    reader = acme.colleague("read_only").context
    assert [view["label"] for view in saved.list_views(reader)] == ["Takeovers", "Board members"]
    blind = replace(reader, grants={"*": Grant(view=Reach.ALL), "deal": Grant()})
    assert [view["label"] for view in saved.list_views(blind)] == ["Board members"]
    assert saved.list_views(blind, "deal") == []


def test_the_views_of_others_take_no_place_in_one_s_list(acme: Desk) -> None:
    colleague = acme.colleague("salesperson").context
    for n in range(saved.MOST):
        saved.create_view(colleague, {"object": "deal", "label": f"Mine {n}"})
    saved.create_view(acme.context, {"object": "deal", "label": "The owner's", "position": 9})
    assert [view["label"] for view in saved.list_views(acme.context)] == ["The owner's"]
