"""A file becomes records: matched, linked, created or updated, and every row that is not says why."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.features.importing.effective import Obstacle, obstacles
from rapport.features.importing.listing import get_import, list_imports, list_rows
from rapport.features.importing.now import run_import_now
from rapport.features.importing.outcome import Summary
from tests.records.desks import Desk

Write = Callable[..., Path]


def counts(summary: Summary) -> dict[str, int]:
    return {status: count for status, count in summary.counts.items() if count}


def problems(desk: Desk, status: str = "failed") -> dict[int, str]:
    imports, _ = list_imports(desk.context)
    rows, _ = list_rows(desk.context, imports[0].id, status=status)
    return {row.row: row.problems[0]["detail"] for row in rows}


def test_people_with_their_companies(acme: Desk, write_file: Write) -> None:
    acme.create("company", name="Northwind Labs", website="northwind.example")
    path = write_file(
        "Full name,E-mail,Company,Tags",
        "Elif Aydın,elif@northwind.example,Northwind Labs,vip; partner",
        "Jonas Berg,jonas@fjord.example,Fjord Shipping,",
        "Mara Ivanova,mara@fjord.example,fjord shipping,",
        "Ada Site,ada@northwind.example,northwind.example,",
    )
    summary = run_import_now(acme.context, "person", path)
    assert counts(summary) == {"created": 4}
    assert summary.also_created == {"company": 1}
    people = {p["name"]: p for p in acme.list("person", sort="name")["records"]}
    assert people["Elif Aydın"]["tags"] == ["vip", "partner"]
    assert people["Elif Aydın"]["company"] == people["Ada Site"]["company"]
    assert people["Jonas Berg"]["company"] == people["Mara Ivanova"]["company"]
    assert people["Jonas Berg"]["company"]["title"] == "Fjord Shipping"
    assert people["Jonas Berg"]["created_by"]["kind"] == "import"


def test_existing_records_are_found_however_they_are_written(acme: Desk, write_file: Write) -> None:
    acme.create("person", first_name="Elif", email="Elif@Northwind.example", job_title="Buyer")
    path = write_file(
        "First name,Email,Job title",
        "Elif,ELIF@northwind.EXAMPLE,Head of buying",
        "Jonas,jonas@fjord.example,Captain",
        "Elif,elif@northwind.example,",
        "Jonas,Jonas@fjord.example,Admiral",
    )
    summary = run_import_now(acme.context, "person", path)
    assert counts(summary) == {"updated": 2, "created": 1, "unchanged": 1}
    found = acme.list("person", sort="email", fields="email,job_title")["records"]
    assert [(p["email"], p["job_title"]) for p in found] == [
        ("Elif@Northwind.example", "Head of buying"),
        ("jonas@fjord.example", "Admiral"),
    ]


def test_modes(acme: Desk, write_file: Write) -> None:
    acme.create("person", first_name="Elif", email="elif@northwind.example")
    path = write_file(
        "Last name,Email",
        "Aydın,elif@northwind.example",
        "Berg,jonas@fjord.example",
        "Berg,jonas@fjord.example",
        "Nobody,",
    )
    assert counts(run_import_now(acme.context, "person", path, mode="update")) == {"updated": 1, "skipped": 3}
    assert "only updates" in problems(acme, "skipped")[3]
    assert "no email" in problems(acme, "skipped")[5]
    assert counts(run_import_now(acme.context, "person", path, mode="create")) == {"created": 2, "skipped": 2}
    skipped = problems(acme, "skipped")
    assert "already one with this email" in skipped[2]
    assert "An earlier row of this file" in skipped[4]


def test_one_bad_cell_fails_its_row_alone(acme: Desk, write_file: Write) -> None:
    path = write_file(
        "Name,Website,Industry,Annual revenue,Employees,Owner",
        'Good,good.example,Software,"€1.234,50",12,Acme Owner',
        "Bad site,not a site,Software,1,1,",
        "Bad choice,b.example,Alchemy,1,1,",
        "Bad number,c.example,Retail,1,many,",
        "Bad owner,d.example,Retail,1,1,Ghost",
        ",e.example,Retail,1,1,",
        'Also good,f.example,retail,"USD 2.000,00","1.200",olga@acme.test',
        "Too,g.example,Retail,1,1,,one cell too many",
    )
    summary = run_import_now(acme.context, "company", path)
    assert counts(summary) == {"created": 2, "failed": 6}
    found = problems(acme)
    assert "not a web address" in found[3]
    assert "Alchemy" in found[4]
    assert "many" in found[5]
    assert "Ghost" in found[6]
    assert "Name" in found[7]
    assert "7 cells" in found[9]
    good, also = acme.list("company", sort="-annual_revenue")["records"][::-1]
    assert good["annual_revenue"] == {"amount": "1234.5", "currency": "EUR"}
    assert also["annual_revenue"] == {"amount": "2000", "currency": "USD"}
    assert also["employees"] == 1200
    assert also["owner"]["name"] == "Acme Owner"


def test_deals_with_stages_amounts_and_dates(acme: Desk, write_file: Write) -> None:
    path = write_file(
        "Title,Organization,Value,Currency,Pipeline,Stage,Status,Expected close date,Contact person",
        "Rollout,Northwind,1200,USD,Sales,Proposal,open,01/02/2027,Elif Aydın",
        "Renewal,Northwind,300,EUR,sales,Negotiation,won,13/02/2027,",
        "Trial,Fjord,,,,,,,",
        "Odd,Fjord,1,,Marketing,Proposal,,,",
        "Odder,Fjord,1,,,Sleeping,,,",
        name="deals.csv",
    )
    summary = run_import_now(acme.context, "deal", path)
    assert counts(summary) == {"created": 3, "failed": 2}, problems(acme)
    assert "no pipeline “Marketing”" in problems(acme)[5]
    assert "The stages are: Qualified" in problems(acme)[6]
    deals = {d["name"]: d for d in acme.list("deal")["records"]}
    assert deals["Rollout"]["amount"] == {"amount": "1200", "currency": "USD"}
    assert deals["Rollout"]["close_on"] == "2027-02-01"
    assert deals["Rollout"]["stage"]["label"] == "Proposal"
    assert [p["title"] for p in deals["Rollout"]["people"]] == ["Elif Aydın"]
    assert deals["Renewal"]["stage"]["label"] == "Won"
    assert deals["Trial"]["stage"]["label"] == "Qualified"


def test_an_address_is_joined_from_its_columns_and_merged(acme: Desk, write_file: Write) -> None:
    acme.create("company", name="Fjord", address={"street": "Pier 1", "city": "Bergen"})
    path = write_file("Name,Street,City,Zip,Country", "Fjord,,Oslo,0150,Norway", "New,Main 1,,,")
    assert counts(run_import_now(acme.context, "company", path)) == {"updated": 1, "created": 1}
    fjord = acme.list("company", sort="name")["records"][0]
    assert fjord["address"] == {
        "street": "Pier 1", "city": "Oslo", "region": None, "postal_code": "0150", "country": "Norway",
    }  # fmt: skip


def test_a_linked_record_is_not_made_for_a_row_that_fails(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Email,Company", "Ann,not an email,Ghost Ltd", "Bob,bob@real.example,Real Ltd")
    summary = run_import_now(acme.context, "person", path)
    assert counts(summary) == {"created": 1, "failed": 1}
    assert summary.also_created == {"company": 1}
    assert [c["name"] for c in acme.list("company")["records"]] == ["Real Ltd"]


def test_a_linked_record_that_may_not_be_made_is_a_reason(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Email,Company", "Ann,ann@x.example,Ghost Ltd")
    summary = run_import_now(acme.context, "person", path, options={"create": []})
    assert counts(summary) == {"failed": 1}
    assert "no company “Ghost Ltd”" in problems(acme)[2]


def test_unknown_values_can_be_left_out(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Industry,Owner,Employees", "A,Alchemy,Ghost,5", "B,Retail,,x", "C,Retail,Acme Owner,1")
    summary = run_import_now(acme.context, "company", path, options={"unknown": "empty"})
    assert counts(summary) == {"created": 2, "failed": 1}
    [first] = [c for c in acme.list("company")["records"] if c["name"] == "A"]
    assert (first["industry"], first["employees"]) == (None, 5)
    assert [(r.status, r.field, r.count) for r in summary.reasons.values() if r.status == "created"] == [
        ("created", "industry", 1), ("created", "owner", 1),
    ]  # fmt: skip
    people = write_file("Name,Email,Company", "Ann,ann@x.example,Ghost Ltd")
    options = {"unknown": "empty", "create": []}
    assert counts(run_import_now(acme.context, "person", people, options=options)) == {"created": 1}
    assert acme.list("person")["records"][0]["company"] is None


def test_several_matches_are_named(acme: Desk, write_file: Write) -> None:
    for _ in range(2):
        acme.create("company", name="Twin")
    path = write_file("Name,Employees", "twin,5")
    assert counts(run_import_now(acme.context, "company", path)) == {"failed": 1}
    assert "2 companies have this name: Twin (" in problems(acme)[2]
    path = write_file("Name,Email,Company", "Ann,ann@x.example,Twin")
    assert counts(run_import_now(acme.context, "person", path)) == {"failed": 1}
    assert "2 companies are called “Twin”" in problems(acme)[2]


def test_parents_and_their_subsidiaries_in_any_order(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Parent company", "Leaf,Branch", "Branch,Root", "Root,", "Ring A,Ring B", "Ring B,Ring A")
    summary = run_import_now(acme.context, "company", path)
    found = {c["name"]: c["parent"] and c["parent"]["title"] for c in acme.list("company")["records"]}
    assert found["Leaf"] == "Branch"
    assert found["Branch"] == "Root"
    assert found["Root"] is None
    assert len(found) == 5
    assert summary.failed == 0


def test_keep_fills_only_what_is_empty(acme: Desk, write_file: Write) -> None:
    acme.create("person", first_name="Elif", email="elif@northwind.example", job_title="Buyer")
    path = write_file("Email,Job title,Phone", "elif@northwind.example,Intern,+47 22 33 44 55")
    assert counts(run_import_now(acme.context, "person", path, options={"keep": True})) == {"updated": 1}
    [elif_] = acme.list("person")["records"]
    assert (elif_["job_title"], elif_["phone"]) == ("Buyer", "+47 22 33 44 55")


def test_more_rows_than_a_batch_with_duplicates_between_batches(acme: Desk, write_file: Write) -> None:
    lines = [f"P{n},p{n % 700}@x.example,Company {n % 30}" for n in range(1_300)]
    path = write_file("Name,Email,Company", *lines)
    dry = run_import_now(acme.context, "person", path, dry_run=True)
    assert counts(dry) == {"created": 700, "updated": 600}
    assert dry.also_created == {"company": 30}
    assert acme.list("person")["records"] == []
    assert acme.list("company")["records"] == []
    done = run_import_now(acme.context, "person", path)
    assert counts(done) == counts(dry)
    assert done.also_created == dry.also_created
    assert acme.list("person", count=True)["total"]["count"] == 700


def test_dates_that_can_be_read_in_two_ways_are_pointed_out(acme: Desk, write_file: Write) -> None:
    doubtful = write_file("Name,Close date", "A,01/02/2027", "B,03/04/2027")
    run_import_now(acme.context, "deal", doubtful, dry_run=True)
    [found] = doubts(acme)
    assert (found.column, found.blocking) == (1, False)
    assert "month, day, year" in found.detail
    run_import_now(acme.context, "deal", doubtful, options={"date_order": "dmy"})
    assert {d["close_on"] for d in acme.list("deal")["records"]} == {"2027-02-01", "2027-04-03"}
    for sure in ("13/02/2027", "2027-02-03", "3 Feb 2027"):
        run_import_now(acme.context, "deal", write_file("Name,Close date", f"A,{sure}"), dry_run=True)
        assert doubts(acme) == []


def doubts(at: Desk) -> list[Obstacle]:
    last = get_import(at.context, list_imports(at.context)[0][0].id)
    return [obstacle for obstacle in obstacles(at.context, last) if obstacle.code == "date-order"]


def test_what_a_batch_changes_is_locked_before_it_takes_numbers(acme: Desk, write_file: Write) -> None:
    """Else an edit of one of the records, which takes its number after its lock, and the import wait for each other."""
    acme.create("company", name="Fjord Nord")
    path = write_file("Name,Parent company", "Fjord Holding,", "Fjord Nord,Fjord Holding")
    with CaptureQueriesContext(connection) as captured:
        run_import_now(acme.context, "company", path, match=["name"])
    texts = [query["sql"] for query in captured]
    locked = next(at for at, text in enumerate(texts) if "FOR NO KEY UPDATE" in text)
    assert locked < next(at for at, text in enumerate(texts) if "feed_position" in text)
    found = {company["name"]: company["parent"] for company in acme.list("company")["records"]}
    assert found["Fjord Nord"]["title"] == "Fjord Holding"
