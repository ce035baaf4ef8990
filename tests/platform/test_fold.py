"""`rapport_fold` in SQL and `fold` in Python agree."""

import pytest
from django.db import connection

from rapport.kernel.text import fold


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["Žofie  ÅBERG", " Anna\tMaria ", "François", "İstanbul", "e\u0301tude", "日本", "a\u00a0b", "Ёлка", ""],
)
def test_both_fold_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rapport_fold(%s)", [text])
        assert cursor.fetchone()[0] == fold(text)


@pytest.mark.django_db
def test_an_index_may_use_it_whatever_the_search_path_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT provolatile, proisstrict, proparallel FROM pg_proc WHERE proname = 'rapport_fold'")
        assert cursor.fetchall() == [("i", True, "s")]
        cursor.execute("SET LOCAL search_path TO ''")
        cursor.execute("SELECT public.rapport_fold('Łukasz')")
        assert cursor.fetchone()[0] == "lukasz"
