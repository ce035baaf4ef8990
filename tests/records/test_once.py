"""What must happen once, however often and in whatever spelling it is sent."""

from datetime import timedelta

import pytest

from rapport.kernel import clock
from rapport.records import idempotency
from rapport.records.bulk import bulk
from tests.records.desks import Desk


def test_an_answer_is_kept_for_a_day_and_then_forgotten(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(idempotency.Answer(201, {}, body) for body in (b"first", b"second"))

    def sent() -> bytes:
        return idempotency.once(acme.context, "key", "print", lambda: next(answers)).body

    assert [sent(), sent()] == [b"first", b"first"]
    idempotency.forget_old()
    assert sent() == b"first"
    monkeypatch.setattr(idempotency, "now", lambda: clock.now() + timedelta(days=1, minutes=1))
    idempotency.forget_old()
    assert sent() == b"second"


@pytest.mark.parametrize(
    ("match", "one", "other"),
    [
        ("phone", "+43 316 123 456", "+43316123456"), ("email", "Zoe@MÜNCHEN.example", "zoe@xn--mnchen-3ya.example"),
        ("job_title", "Chef de Gare", "CHEF  DE GÂRE"),
    ],
)  # fmt: skip
def test_two_upserts_of_one_request_in_two_spellings(acme: Desk, match: str, one: str, other: str) -> None:
    operations = [
        {"op": "upsert", "match": match, "values": {"first_name": "Zoë", match: text}} for text in (one, other)
    ]
    results = bulk(acme.context, "person", operations).results
    assert [result.status for result in results] == ["created", "failed"]
    assert results[1].errors[0].code == "twice"
