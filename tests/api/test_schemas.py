"""The published JSON Schemas say what the models say. ``python -m tests.api.test_schemas`` writes them anew."""

import json
from pathlib import Path

import pytest

from pow_options import api

FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "v1"


def text(name: str) -> str:
    return json.dumps(api.json_schema(api.SCHEMAS[name], name), indent=2, sort_keys=True) + "\n"


@pytest.mark.parametrize("name", sorted(api.SCHEMAS))
def test_schema_is_in_step(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text(name), "run python -m tests.api.test_schemas"


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(api.SCHEMAS)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for schema in sorted(api.SCHEMAS):
        (FOLDER / f"{schema}.json").write_text(text(schema), encoding="utf-8")
