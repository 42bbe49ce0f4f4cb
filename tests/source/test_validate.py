"""What does not fit a model is said in the user's terms, at places counted by hand."""

import re
import subprocess
import sys
from datetime import date
from enum import Enum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pow_options.source import InvalidData, parse, validate


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConditionError(ValueError):
    def __init__(self, message, hint, offset):
        super().__init__(message)
        self.hint, self.offset = hint, offset


class Grade(Enum):
    A1 = "A1"
    B2 = "B2"


class Oblige(Strict):
    verb: Literal["oblige"]
    routes: tuple[str, ...] = Field(min_length=1)


class Require(Strict):
    verb: Literal["require"]
    timing: Literal["before", "throughout"] = "before"


class Place(Strict):
    lat: float
    lon: float


class Named(Strict):
    name: str


class Model(Strict):
    id: str = Field("x", max_length=5, pattern="^[a-z]*$")
    title: str | None = None
    grade: Grade = Grade.A1
    kind: Literal["treaty", "custom", "practice"] = "treaty"
    on: date | None = None
    count: int = Field(0, ge=0)
    share: float = 0.0
    flag: bool = False
    value: bool | str | list[str] = "x"
    rules: list[Annotated[Oblige | Require, Field(discriminator="verb")]] = []
    roles: dict[Annotated[str, Field(pattern="^[a-z_]+$")], str] = {}
    where: Place | Named | None = None
    when: str = "true"
    if_: str | None = Field(None, alias="if")
    start: date | None = None
    end: date | None = None

    @field_validator("when")
    @classmethod
    def known(cls, value):
        if "bad" in value:
            raise ConditionError("unknown fact `bad`", "did you mean `bed`?", value.index("bad"))
        return value

    @model_validator(mode="after")
    def ordered(self):
        if self.start and self.end and self.end < self.start:
            raise ValueError("the end is before the start")
        return self


class Versioned(Strict):
    schema_: Literal["pow-options/law/1"] = Field(alias="schema")
    roles: dict[str, str]


def faults(text, model=Model, path=()):
    with pytest.raises(InvalidData) as caught:
        validate(model, parse(text.encode(), "f"), path)
    return [(d.line, d.column, d.message, d.hint) for d in caught.value.diagnostics]


QUOTES = "put it in quotes if it is text"
KNOWN = (
    "known keys: `count`, `end`, `flag`, `grade`, `id`, `if`, `kind`, `on`, `roles`, `rules`, `share`, "
    "`start`, `title`, `value`, `when` and `where`"
)

BAD = {
    "unknown key, near": ("id: a\nwhne: x\n", 2, 1, "unknown key `whne`", "did you mean `when`?"),
    "unknown key, alias near": ("iff: a\n", 1, 1, "unknown key `iff`", "did you mean `if`?"),
    "unknown key, far": ("zzzzzz: a\n", 1, 1, "unknown key `zzzzzz`", KNOWN),
    "field name is no key": ("if_: a\n", 1, 1, "unknown key `if_`", "did you mean `if`?"),
    "list for text": ("when: [a]\n", 1, 7, "`when` must be text, not a list", ""),
    "mapping for text": ("when: {a: b}\n", 1, 7, "`when` must be text, not a mapping", ""),
    "number for text": ("title: 2020\n", 1, 8, "`title` must be text, not the number `2020`", QUOTES),
    "truth for text": ("title: true\n", 1, 8, "`title` must be text, not `true`", QUOTES),
    "empty for text": ("id: x\nwhen:\n", 2, 1, "`when` must be text, not empty", ""),
    "text for number": ("count: three\n", 1, 8, "`count` must be a whole number, not `three`", ""),
    "quoted number": ("count: '3'\n", 1, 8, "`count` must be a whole number, not `3`", ""),
    "decimals for whole number": (
        "count: 1.5\n",
        1,
        8,
        "`count` must be a whole number, not the number `1.5`",
        "",
    ),
    "number too small": ("count: -1\n", 1, 8, "`count` must be at least 0, not -1", ""),
    "text for share": ("share: half\n", 1, 8, "`share` must be a number, not `half`", ""),
    "yes is no truth value": (
        "flag: yes\n",
        1,
        7,
        "`flag` must be `true` or `false`, not `yes`",
        "write `true` or `false` without quotes",
    ),
    "list for truth": ("flag: []\n", 1, 7, "`flag` must be `true` or `false`, not a list", ""),
    "text for list": ("rules: x\n", 1, 8, "`rules` must be a list, not `x`", ""),
    "list for mapping": ("roles: [x]\n", 1, 8, "`roles` must be a mapping, not a list", ""),
    "word near": (
        "kind: treety\n",
        1,
        7,
        "`kind` must be one of `treaty`, `custom` or `practice`, not `treety`",
        "did you mean `treaty`?",
    ),
    "word far": (
        "kind: zzz\n",
        1,
        7,
        "`kind` must be one of `treaty`, `custom` or `practice`, not `zzz`",
        "",
    ),
    "list for word": (
        "kind: [a]\n",
        1,
        7,
        "`kind` must be one of `treaty`, `custom` or `practice`, not a list",
        "",
    ),
    "enumeration": (
        "grade: B3\n",
        1,
        8,
        "`grade` must be one of `A1` or `B2`, not `B3`",
        "",
    ),
    "no such day": ("on: 2025-02-30\n", 1, 5, "`2025-02-30` is not a date of the form YYYY-MM-DD", ""),
    "other form of date": (
        "on: 30 May 2025\n",
        1,
        5,
        "`30 May 2025` is not a date of the form YYYY-MM-DD",
        "",
    ),
    "short form of date": ("on: '2025-2-3'\n", 1, 5, "`2025-2-3` is not a date of the form YYYY-MM-DD", ""),
    "date with time": (
        "on: 2025-02-03T00:00:00\n",
        1,
        5,
        "`2025-02-03T00:00:00` is not a date of the form YYYY-MM-DD",
        "",
    ),
    "year for date": (
        "on: 2025\n",
        1,
        5,
        "`on` must be a date of the form YYYY-MM-DD, not the number `2025`",
        "",
    ),
    "seconds for date": ("on: '1577836800'\n", 1, 5, "`1577836800` is not a date of the form YYYY-MM-DD", ""),
    "text too long": ("id: abcdef\n", 1, 5, "`id` must be at most 5 characters long", ""),
    "form of text": (
        "id: A-1\n",
        1,
        5,
        "`A-1` is not valid for `id`",
        "it must match the pattern `^[a-z]*$`",
    ),
    "form of key": (
        "roles: {a: x, B: y}\n",
        1,
        15,
        "`B` is not allowed as a key here",
        "it must match the pattern `^[a-z_]+$`",
    ),
    "entry of a mapping": ("roles:\n  a: 1\n", 2, 6, "`a` must be text, not the number `1`", QUOTES),
    "no alternative fits": (
        "value: {a: b}\n",
        1,
        8,
        "`value` must be `true` or `false`, text or a list, not a mapping",
        "",
    ),
    "the alternative that is near": (
        "value: [a, 1]\n",
        1,
        12,
        "entry 2 of `value` must be text, not the number `1`",
        QUOTES,
    ),
    "no such verb": (
        "rules:\n  - verb: oblig\n",
        2,
        11,
        "`verb` must be one of `oblige` or `require`, not `oblig`",
        "did you mean `oblige`?",
    ),
    "no verb": ("rules:\n  - routes: [a]\n", 2, 5, "key `verb` is missing", ""),
    "missing under a verb": ("rules:\n  - verb: oblige\n", 2, 5, "key `routes` is missing", ""),
    "empty list under a verb": (
        "rules:\n  - verb: oblige\n    routes: []\n",
        3,
        13,
        "`routes` must not be empty",
        "",
    ),
    "unknown key under a verb": (
        "rules:\n  - {verb: require, timng: before}\n",
        2,
        21,
        "unknown key `timng`",
        "did you mean `timing`?",
    ),
    "key of the other verb": (
        "rules:\n  - {verb: require, routes: [a]}\n",
        2,
        21,
        "unknown key `routes`",
        "known keys: `timing` and `verb`",
    ),
    "no rule at all": ("rules: [x]\n", 1, 9, "entry 1 of `rules` must be a mapping, not `x`", ""),
    "missing in the nearest shape": ("where: {lat: 1.5}\n", 1, 8, "key `lon` is missing", ""),
    "no shape": ("where: x\n", 1, 8, "`where` must be a mapping, not `x`", ""),
    "error with offset": ("when: >\n  a and\n  not bad\n", 3, 7, "unknown fact `bad`", "did you mean `bed`?"),
    "error of the whole": (
        "# x\nstart: 2020-01-02\nend: 2020-01-01\n",
        2,
        1,
        "the end is before the start",
        "",
    ),
    "list at the top": ("- a\n", 1, 1, "the file must be a mapping, not a list", ""),
    "text at the top": ("a word\n", 1, 1, "the file must be a mapping, not `a word`", ""),
}


@pytest.mark.parametrize("name", BAD)
def test_refused(name):
    text, line, column, message, hint = BAD[name]
    assert faults(text) == [(line, column, message, hint)]


def test_all_faults_in_one_run():
    text = """\
schema: pow-options/law/2
role:
  a: b
"""
    assert faults(text, Versioned) == [
        (1, 1, "key `roles` is missing", ""),
        (1, 9, "`schema` must be `pow-options/law/1`, not `pow-options/law/2`", ""),
        (2, 1, "unknown key `role`", "did you mean `roles`?"),
    ]


def test_part_of_a_document():
    text = "rules:\n  - {verb: oblige, routes: [a]}\n  - {verb: oblige, routes: [2]}\n  - x\n"
    assert validate(Oblige, parse(text.encode(), "f"), ("rules", 0)).routes == ("a",)
    assert faults(text, Oblige, ("rules", 1)) == [
        (3, 29, "entry 1 of `routes` must be text, not the number `2`", QUOTES)
    ]
    assert faults(text, Oblige, ("rules", 2)) == [(4, 5, "entry 3 of `rules` must be a mapping, not `x`", "")]


def test_good_data_becomes_the_model():
    text = """\
id: abc
title: "2020"
grade: B2
on: 2025-02-28
share: 1
flag: true
value: "true"
rules:
  - {verb: oblige, routes: [a, b]}
roles: {a: "1577836800"}
where: {lat: 1, lon: 2.5}
if: "1577836800"
"""
    model = validate(Model, parse(text.encode(), "f"))
    assert model.on == date(2025, 2, 28)
    assert model.grade is Grade.B2
    assert model.share == 1.0
    assert model.value == "true"
    assert model.rules == [Oblige(verb="oblige", routes=("a", "b"))]
    assert model.roles == {"a": "1577836800"}
    assert model.if_ == "1577836800"


@pytest.mark.parametrize("name", BAD)
def test_no_word_of_the_library_or_the_language_is_shown(name):
    leaks = r"pydantic|Input|NoneType|dict|\bstr\b|\bint\b|boolean|string|Oblige|Require|Place|Named|Model|ctx"
    for _, _, message, hint in faults(BAD[name][0]):
        assert not re.search(leaks, message + hint)
        assert not message.endswith(".")


def test_faults_are_bounded():
    found = faults("".join(f"k{i}: 1\n" for i in range(3_000)))
    assert len(found) == 100
    assert found[-1][2] == "2901 more faults are not shown"


def test_reading_does_not_import_pydantic():
    code = "import pow_options.source, sys; sys.exit('pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
