"""JSON Schemas of imports."""

from rapport.api.schemas import ACTOR, COUNT, FLAG, ID, MOMENT, TEXT, Schema, list_of, nullable, record_of
from rapport.features.importing.models import State
from rapport.features.importing.outcome import STATUSES

WORD = nullable(TEXT)
NUMBER: Schema = {"type": "integer"}
PLACED = record_of({"column": COUNT, "field": TEXT, "part": TEXT})
LABELLED = {"field": TEXT, "label": TEXT}
MODE: Schema = {"enum": ["create", "update", "both"]}
DATE_ORDER: Schema = {"enum": ["dmy", "mdy", "ymd", None]}
DECIMAL: Schema = {"enum": [".", ",", None]}
STATUS: Schema = {"enum": list(STATUSES)}
OPTION_PARTS = {
    "mode": MODE, "match": list_of(TEXT), "create": list_of(TEXT), "date_order": DATE_ORDER, "decimal": DECIMAL,
    "currency": TEXT, "keep": FLAG, "unknown": {"enum": ["fail", "empty"]},
}  # fmt: skip
CORRECTIONS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "object", "additionalProperties": WORD},
}
REASON = record_of(
    {"status": STATUS, "code": TEXT, "field": WORD, "detail": TEXT, "count": COUNT, "row": NUMBER}
)  # fmt: skip
SUMMARY = record_of({
    "of": {"enum": ["check", "run"]}, "rows": COUNT, **dict.fromkeys(STATUSES, COUNT),
    "also_created": list_of(record_of({"object": TEXT, "label": TEXT, "count": COUNT})), "reasons": list_of(REASON),
})  # fmt: skip
KEPT = record_of({"object": TEXT, "id": ID, "title": nullable(TEXT), "field": TEXT, "reason": TEXT})
OUTLINE_PARTS: Schema = {
    "id": ID, "object": TEXT, "state": {"enum": [str(state) for state in State]},
    "file": record_of({"name": TEXT, "size": COUNT}),
    "progress": record_of({"done": COUNT, "total": nullable(COUNT)}),
    "summary": nullable(SUMMARY), "failure": WORD, "change_set": nullable(ID),
    "undo": record_of({
        "possible": FLAG, "until": nullable(MOMENT), "undone": nullable(COUNT), "kept": list_of(KEPT),
    }),
    "created_by": ACTOR, "created_at": MOMENT, "started_at": nullable(MOMENT), "finished_at": nullable(MOMENT),
}  # fmt: skip
OUTLINE = record_of(OUTLINE_PARTS)
GUESS = record_of({"field": WORD, "part": TEXT, "confidence": {"type": "number", "minimum": 0, "maximum": 1}})
PROBLEM_PARTS = {"column": nullable(COUNT), "field": WORD, "code": TEXT, "detail": TEXT}
IMPORT = record_of({
    **OUTLINE_PARTS,
    "source": record_of({
        "format": {"enum": ["csv", "xlsx"]}, "encoding": TEXT, "delimiter": TEXT, "sheet": TEXT,
        "sheets": list_of(TEXT), "header": FLAG,
    }),
    "columns": list_of(record_of({
        "index": COUNT, "name": TEXT, "samples": list_of(TEXT), "unsure_dates": FLAG, "guess": GUESS,
    })),
    "sample": list_of(record_of({"row": NUMBER, "cells": list_of(TEXT)})),
    "targets": list_of(record_of({
        "field": TEXT, "part": TEXT, "label": TEXT, "kind": TEXT, "required": FLAG, "several": FLAG,
    })),
    "mapping": list_of(PLACED),
    "options": record_of(OPTION_PARTS),
    "match_fields": list_of(record_of({**LABELLED, "mapped": FLAG})),
    "create_fields": list_of(record_of(LABELLED)),
    "corrections": CORRECTIONS,
    "problems": list_of(record_of({**PROBLEM_PARTS, "blocking": FLAG})),
    "notes": list_of(TEXT),
})  # fmt: skip
ROW = record_of({
    "row": NUMBER, "status": STATUS, "id": nullable(ID), "title": WORD,
    "changes": list_of(record_of({"field": TEXT, "label": TEXT, "before": TEXT, "after": TEXT})),
    "problems": list_of(record_of(PROBLEM_PARTS)),
    "cells": list_of(TEXT),
})  # fmt: skip
UPLOAD = record_of(
    {
        "object": TEXT, "file": {"type": "string", "contentMediaType": "application/octet-stream"}, "encoding": TEXT,
        "delimiter": TEXT, "sheet": TEXT,
    },
    ("object", "file"),
)  # fmt: skip
CHANGES = record_of(
    {
        "source": record_of(
            {"encoding": nullable(TEXT), "delimiter": nullable(TEXT), "sheet": nullable(TEXT),
             "header": nullable(FLAG)}, (),
        ),
        "mapping": list_of(record_of({"column": COUNT, "field": TEXT, "part": TEXT}, ("column", "field"))),
        "options": record_of(OPTION_PARTS, ()),
        "corrections": CORRECTIONS,
    },
    (),
)  # fmt: skip
