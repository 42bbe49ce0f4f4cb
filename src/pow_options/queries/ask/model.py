"""What was understood of a question, and the answer under it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pow_options.assessment import AssessmentData


class Understood(BaseModel):
    """One fact a question supposes, and the words it was taken from."""

    model_config = ConfigDict(frozen=True)

    fact: str
    value: str
    words: str


class Spelling(BaseModel):
    """A word that was read as another, which it seems to be misspelt for."""

    model_config = ConfigDict(frozen=True)

    word: str
    read_as: str


class Asked(BaseModel):
    """A question in plain English: what it was understood to suppose, and the assessment under that.

    ``asked`` are the words taken for what is asked, which suppose nothing.
    """

    model_config = ConfigDict(frozen=True)

    schema_: Literal["pow-options/ask/1"] = Field(default="pow-options/ask/1", alias="schema")
    question: str
    understood: tuple[Understood, ...]
    asked: tuple[str, ...]
    spelling: tuple[Spelling, ...]
    assessment: AssessmentData
