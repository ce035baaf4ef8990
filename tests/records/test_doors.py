"""The two doors: what goes in comes out, for the reader alone, and every write leaves its trace."""

from tests.records.desks import Desk


def test_a_deal_through_its_life(acme: Desk) -> None:
    company = acme.create("company", name="Northwind Labs", website="northwind.example")
    person = acme.create(
        "person", first_name="Elif", last_name="Aydın", email="Elif@Northwind.example", company=company
    )
    deal = acme.create(
        "deal", name="Rollout, 3 sites", company=company, amount=18000, people=[person["id"]], close_on="2026-12-01"
    )
    assert person["name"] == "Elif Aydın"
    assert deal["amount"] == {"amount": "18000", "currency": "EUR"}
    assert deal["company"] == {"id": company["id"], "title": "Northwind Labs"}
    assert deal["people"] == [{"id": person["id"], "title": "Elif Aydın"}]
    assert deal["stage"]["label"] == "Qualified"
    assert deal["owner"] == {"id": str(acme.user.id), "name": "Acme Owner"}
    assert acme.read("deal", deal) == deal
    assert [d["id"] for d in acme.list("deal", sort="-amount", count=True)["records"]] == [deal["id"]]
