"""Prints docs/reference/openapi.json: `python -m rapport.api.openapi_page`. A change of the API is seen in its diff."""

import os

import django
import orjson


def openapi_page() -> str:
    """The OpenAPI document as the server answers it, sorted so that a diff shows what changed."""
    from rapport.api.openapi import document  # noqa: PLC0415 - the models are there once Django is set up
    from rapport.api.urls import ROUTES  # noqa: PLC0415 - as above

    return (
        orjson.dumps(document(ROUTES), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS, default=str).decode() + "\n"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    django.setup()
    print(openapi_page(), end="")  # noqa: T201 - this is the command's output
