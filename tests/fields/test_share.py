"""A share of money is exact in the record and has two decimals as text."""

from rapport.schema.registry import registry
from tests.records.desks import Desk, desk


def test_a_share_is_exact_and_its_text_is_rounded(db: None) -> None:
    acme: Desk = desk("Acme", "olga@acme.test")
    deal = acme.create("deal", name="Offer", amount="12345678901234.5678")
    assert deal["stage"]["probability"] == 20
    assert deal["weighted"] == {"amount": "2469135780246.91356", "currency": "EUR"}
    spec = registry.object("deal").fields["weighted"]
    assert spec.type.show(deal["weighted"], spec) == "2469135780246.91 EUR"
    assert spec.type.show(None, spec) == ""
