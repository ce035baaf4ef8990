"""The API's reference page, made from the OpenAPI document: `make docs` writes it, a test keeps it current."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

HEAD = """# The API, version 1

*Made from the table of routes by `make docs`; the same as OpenAPI is in [openapi.json](openapi.json) and at
`/api/v1/openapi.json` of every running Rapport.*

All addresses begin with `/api/v1`. Sign in with a session cookie (and send `X-CSRFToken`) or send
`Authorization: Bearer rpt_...`, made by `rapport token create --user EMAIL --name NAME`. Who belongs to several
workspaces names one with `X-Workspace`. Errors are `application/problem+json` and name the field and the fix. How
values, filters, cursors and change sets work: [architecture](../architecture.md).
"""


def page(document: Mapping[str, Any]) -> str:
    """The whole page as Markdown."""
    return HEAD + "".join(section(tag, document) for tag in tags(document)) + schemas(document)


def tags(document: Mapping[str, Any]) -> list[str]:
    """The groups of operations, in the order in which they first appear."""
    return list(dict.fromkeys(tag for _, _, found in operations(document) for tag in found["tags"]))


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(method, path, operation) of all."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def section(tag: str, document: Mapping[str, Any]) -> str:
    """One group."""
    found = [block(method, path, one) for method, path, one in operations(document) if tag in one["tags"]]
    return f"\n## {tag}\n" + "".join(found)


def block(method: str, path: str, operation: Mapping[str, Any]) -> str:
    """One operation: what it does, what it needs, takes and answers."""
    lines = [f"\n### `{method} {path}`", f"{operation['summary']}. {operation['description']}", ""]
    for one in operation["parameters"]:
        if one["in"] != "path":
            help_text = one.get("description", "")
            lines.append(f"- `{one['name']}` ({one['in']}, {kind(one['schema'])}): {help_text}".rstrip(": "))
    body = operation.get("requestBody")
    if body:
        ((content_type, content),) = body["content"].items()
        shown = "" if content_type == "application/json" else f" ({content_type})"
        lines.append(f"- body{shown}: {kind(content['schema'])}")
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            content = next(iter(answer.get("content", {}).values()), None)
            lines.append(f"- answers {status}" + (f": {kind(content['schema'])}" if content else ""))
    refusals = ", ".join(s for s in operation["responses"] if not s.startswith("2"))
    return "\n".join([*lines, f"- refuses with {refusals}", ""])


def kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " / ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}"
    if schema.get("type") == "object" and schema.get("properties"):
        return "{ " + ", ".join(f"{name}: {kind(one)}" for name, one in schema["properties"].items()) + " }"
    named = schema.get("format") or schema.get("const") or schema.get("type") or "any value"
    return " or ".join(named) if isinstance(named, list) else str(named)


def schemas(document: Mapping[str, Any]) -> str:
    """The records and what is written of them."""
    parts = ["\n## Records\n"]
    for name, schema in document["components"]["schemas"].items():
        parts.append(f"\n### {name}\n{schema.get('description', '')}\n")
        parts.append("\n| field | value | meaning |\n| --- | --- | --- |\n")
        for key, one in schema.get("properties", {}).items():
            meaning = ". ".join(text.rstrip(".") for text in (one.get("title"), one.get("description")) if text)
            parts.append(f"| `{key}` | {kind(one).replace('|', '/')} | {meaning} |\n")
    return "".join(parts)


def main() -> None:
    """Prints the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    import django  # noqa: PLC0415 - the settings come first

    django.setup()
    from rapport.api.urls import openapi_document  # noqa: PLC0415 - needs the apps

    print(page(orjson.loads(openapi_document())), end="")  # noqa: T201 - this is the command's output


if __name__ == "__main__":
    main()
