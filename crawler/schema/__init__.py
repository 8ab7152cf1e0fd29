"""The JSON Schema of the items, as part of the package."""

import json
from importlib.resources import files
from typing import Any


def article_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one line of items, `warta-article/1`."""
    text = files(__name__).joinpath("article-1.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
