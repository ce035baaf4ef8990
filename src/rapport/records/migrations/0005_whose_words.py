"""Each entry of search gets the words of whose it is: the ends of its owner's and its team's id.

Batch by batch, each committed by itself, so that it can be stopped and run again: entries that have the words are left alone.
Of a million entries it takes some minutes.
"""

from hashlib import blake2s
from typing import Any

from django.db import migrations

AT_ONCE = 5_000
STEP = """
WITH batch AS MATERIALIZED (
    SELECT record_id, array_remove(ARRAY[%(mark)s || right(replace(owner_id::text, '-', ''), 8),
                                         %(mark)s || right(replace(team_id::text, '-', ''), 8)], NULL) AS whose
      FROM search_entry WHERE workspace_id = %(w)s AND (%(after)s::uuid IS NULL OR record_id > %(after)s::uuid)
     ORDER BY record_id LIMIT %(most)s
), changed AS (
    UPDATE search_entry e SET words = e.words || array_to_tsvector(b.whose)
      FROM batch b WHERE e.workspace_id = %(w)s AND e.record_id = b.record_id
       AND NOT b.whose <@ tsvector_to_array(e.words)
)
SELECT max(record_id::text)::uuid FROM batch
"""


def mark(workspace_id: Any) -> str:
    """What stood before such words when this was written."""
    return blake2s(workspace_id.bytes, digest_size=3).hexdigest()[:5] + "@"


def add_words(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_workspace")
        for (workspace_id,) in cursor.fetchall():
            values = {"w": workspace_id, "after": None, "most": AT_ONCE, "mark": mark(workspace_id)}
            while True:
                cursor.execute(STEP, values)
                [values["after"]] = cursor.fetchone()
                if values["after"] is None:
                    break


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0004_access")]

    # The role that migrates sees no tenant's rows otherwise.
    operations = [
        migrations.RunSQL("ALTER TABLE search_entry NO FORCE ROW LEVEL SECURITY", ""),
        migrations.RunPython(add_words, migrations.RunPython.noop),
        migrations.RunSQL("ALTER TABLE search_entry FORCE ROW LEVEL SECURITY", ""),
    ]
