"""The public functions, and the Result a caller holds."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, PrivateAttr

from pow_options.assessment import AssessmentData, Evaluation, OptionResult, evaluate
from pow_options.assessment import assess as run
from pow_options.audit import (
    Card,
    Impact,
    Influence,
    Listing,
    PackGraph,
    Report,
    UnknownNodeError,
    case_report,
    impact_outline,
    influence,
    outlines,
    pack_report,
)
from pow_options.audit import card as rule_card
from pow_options.audit import impact as rule_impact
from pow_options.audit import listing as rule_listing
from pow_options.audit import pack_graph as rule_graph
from pow_options.audit.scenarios import ScenarioFile, ScenarioReport, load_scenarios, scenario_report
from pow_options.audit.scenarios import outline as scenario_outline
from pow_options.cases import Case, CaseFile, check_case, load_case, split_key
from pow_options.cases import scaffold as case_scaffold
from pow_options.cases.model import spell
from pow_options.explain import Trace, build, formats
from pow_options.grounding import TooManyWorldsError
from pow_options.law import UNSETTLED, Pack, load_pack
from pow_options.law.condition import ROLES
from pow_options.law.model import (
    FactsFile,
    LawFile,
    OptionsFile,
    PackFile,
    RankingFile,
    ReadingsFile,
    StatesFile,
)
from pow_options.law.names import value_fault, values_hint
from pow_options.source import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_KEY = re.compile(r"([a-z][a-z0-9_]*)(?:\(([A-Z0-9]+)\)|:([A-Z0-9]+))?")


class UsageError(ValueError):
    """A question was put wrongly: an unknown fact, reading, rule, option or date; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what is wrong and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class Result(AssessmentData):
    """An assessment, with the evaluation it was read off from, so that it can be explained.

    Frozen and comparable; ``result["KOR"]`` and ``result["third_state"]`` give an option.
    """

    _evaluation: Evaluation = PrivateAttr()

    def __getitem__(self, option: str) -> OptionResult:
        """Return the option with this id, or the first whose role is bound to this State.

        Raises:
            UsageError: if there is none.
        """
        for item in self.options:
            if option in {item.id, item.state}:
                return item
        known = sorted({key for item in self.options for key in (item.id, item.state)})
        message = f"`{option}` is neither an option of this case nor a State bound to one"
        raise UsageError(message, nearest(option, known) or "options: " + ", ".join(known))

    def _repr_html_(self) -> str:
        """Return the assessment as a block of text for a notebook."""
        return f"<pre>{html.escape(render(self))}</pre>"

    def __eq__(self, other: object) -> bool:
        """Whether two assessments say the same, whatever they were read off from."""
        if not isinstance(other, AssessmentData):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in AssessmentData.model_fields)

    def __hash__(self) -> int:
        """Return a hash that equal assessments share."""
        return hash((self.case.sha256, self.pack.sha256, self.as_of, self.law_on))

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation the assessment was read off from."""
        return self._evaluation


def assess(
    case: Case | str,
    law: Pack | None = None,
    *,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Result:
    """Rank the four options for a case.

    Args:
        case: a case, or the path or name of one.
        law: the pack; the bundled one if left out.
        as_of: the date whose knowledge counts (default: the newest ``known_on`` of the case, or, for a case without
            statements, the day the law of the pack was recorded).
        law_on: the date whose law counts (default: ``as_of``).
        assume: facts, or conclusions, fixed by hypothesis: ``{"hostilities": "ceased", "wishes:KOR": "wants"}``.
        readings: positions of contested questions, by question.
        without: ids of rules to switch off.

    Raises:
        InvalidData: if the case does not fit the vocabulary of the pack.
        UsageError: if a date, fact, value, reading or rule is not one.
    """
    pack = load_pack() if law is None else law
    record = load_case(case, pack) if isinstance(case, str) else case
    check_case(record, pack)
    day, dated_by = _as_of(record, pack, as_of)
    switched_off = tuple(without)
    for rule in switched_off:
        if rule not in pack.rules:
            raise UsageError(f"there is no rule `{rule}`", nearest(rule, pack.rules))
    try:
        evaluation = evaluate(
            record,
            pack,
            as_of=day,
            law_on=_day(law_on, "law_on") if law_on is not None else day,
            dated_by=dated_by,
            assume=_assumed(assume or {}, record, pack),
            readings=_readings(readings or {}, pack),
            without=switched_off,
        )
    except TooManyWorldsError as error:
        raise UsageError(str(error), "choose positions for some of the questions") from None
    data = run(evaluation)
    result = Result.model_construct(**{name: getattr(data, name) for name in AssessmentData.model_fields})
    result._evaluation = evaluation  # noqa: SLF001 - set once, here
    return result


def why(result: Result, option: str, *, full: bool = False) -> Trace:
    """Explain one option of a result, down to articles and statements.

    Args:
        result: what ``assess`` returned.
        option: an option id, or the State bound to it.
        full: every rule that was looked at, with the reason why it did not apply.

    Raises:
        UsageError: if there is no such option.
    """
    return build(result, result.evaluation, result[option], full=full)


def rules_list(law: Pack | None = None) -> Listing:
    """Return every rule of a pack (the bundled one if left out) as a row."""
    return rule_listing(load_pack() if law is None else law)


def rules_show(rule: str, law: Pack | None = None) -> Card:
    """Return one rule with all that is recorded of it.

    Raises:
        UsageError: if there is no such rule.
    """
    pack = load_pack() if law is None else law
    if rule not in pack.rules:
        raise UsageError(f"there is no rule `{rule}`", nearest(rule, pack.rules) or "see `pow-options rules list`")
    return rule_card(pack, rule)


def rules_check(directory: str | None = None) -> Report:
    """Return the faults and warnings of the pack in a directory, or of the bundled one.

    Of a pack that loads all cases are searched for rules that can never apply and rules that can collide with no
    priority; each such collision comes with a case that shows it.
    """
    return pack_report(directory)


def rules_graph(law: Pack | None = None, about: Sequence[str] = (), *, depth: int | None = None) -> PackGraph:
    """Return what depends on what in a pack: facts, conclusions, rules and routes.

    Args:
        law: the pack; the bundled one if left out.
        about: ids to which the graph is cut down, with what influences them and what they influence.
        depth: how many steps away from them to go.

    Raises:
        UsageError: if an id is not in the pack, or the depth cannot be one.
    """
    if depth is not None and depth < 0:
        raise UsageError(f"`{depth}` is not a number of steps", "use 0 or more")
    if depth is not None and not about:
        raise UsageError("steps are counted from something", "name a rule, fact, conclusion or route")
    try:
        return rule_graph(load_pack() if law is None else law, about, depth)
    except UnknownNodeError as error:
        message = f"`{error.asked}` is no rule, fact, conclusion or route of this pack"
        raise UsageError(message, error.hint or "see `pow-options rules list`") from None


def rules_book(law: Pack | None = None, *, beside: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the rulebook, the law of a pack as pages in Markdown for readers of law, by file name.

    Args:
        law: the pack; the bundled one if left out.
        beside: titles of pages written by hand in the same directory, by file name; the index links to them.
    """
    from pow_options.audit.rulebook import rulebook  # noqa: PLC0415 - only where it is used

    return rulebook(load_pack() if law is None else law, beside)


def rules_test(directory: str | None = None, names: Iterable[str] = ()) -> ScenarioReport:
    """Run the scenarios of the pack in a directory, or of the bundled one, and say how much of the law they show.

    Args:
        directory: a rule directory; its scenarios are in ``scenarios/``.
        names: ids of scenarios, or names of scenario files; if there are any, only those are run, and coverage is
            not judged.

    Raises:
        InvalidData: if the pack or its scenarios are at fault.
        UsageError: if a name is neither.
    """
    pack = load_pack(directory)
    suite = load_scenarios(pack, directory)
    wanted: set[str] = set()
    asked = tuple(names)
    for name in asked:
        found = suite.named(name)
        if not found:
            known = [*(item.scenario.id for item in suite.setups), *suite.files]
            hint = nearest(name, known) or "scenario files: " + (", ".join(suite.files) or "none")
            raise UsageError(f"`{name}` is neither a scenario nor a scenario file of this pack", hint)
        wanted.update(item.scenario.id for item in found)
    chosen = [item for item in suite.setups if item.scenario.id in wanted] if asked else None
    return scenario_report(pack, directory, suite, chosen)


def rules_impact(rule: str, directory: str | None = None) -> Impact:
    """Return what changes in the bundled cases and the scenarios of a pack when a rule is switched off.

    Where nothing does: whether anything can in any case at all.

    Raises:
        InvalidData: if the pack or its scenarios are at fault.
        UsageError: if there is no such rule.
    """
    pack = load_pack(directory)
    if rule not in pack.rules:
        raise UsageError(f"there is no rule `{rule}`", nearest(rule, pack.rules) or "see `pow-options rules list`")
    return rule_impact(pack, rule, directory)


def rules_influence(directory: str | None = None, *, prove: bool = True) -> tuple[Influence, ...]:
    """Return, for every rule of a pack, one case or scenario in which it changes something.

    Args:
        directory: a rule directory; the bundled one if left out.
        prove: for a rule that changes nothing in any of them, ask whether it can in any case at all.

    Raises:
        InvalidData: if the pack or its scenarios are at fault.
    """
    return influence(load_pack(directory), directory, prove=prove)


def case_check(case: str, law: Pack | None = None) -> Report:
    """Return the faults and warnings of a case file, or of a bundled example."""
    return case_report(case, load_pack() if law is None else law)


def case_new(
    law: Pack | None = None,
    *,
    roles: Mapping[str, str | None] | None = None,
    case_id: str | None = None,
    title: str | None = None,
) -> str:
    """Return the text of a new case file in which nothing is answered.

    Args:
        law: the pack whose facts are listed; the bundled one if left out.
        roles: the State code, or ``none``, of each role; a role left out is ``none`` and waits to be bound.
        case_id: the id of the case.
        title: its title.

    Raises:
        UsageError: if a State is not one, or the id cannot be one.
    """
    pack = load_pack() if law is None else law
    bound = dict.fromkeys(ROLES, "none")
    for role, code in (roles or {}).items():
        if role not in ROLES:
            raise UsageError(f"`{role}` is not a role", nearest(role, ROLES) or "roles: " + ", ".join(ROLES))
        if code is None:
            continue
        if code != "none" and code not in pack.states:
            raise UsageError(f"`{code}` is not a State this pack knows", nearest(code, pack.states))
        bound[role] = code
    name = case_id or "new-case"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name):
        raise UsageError(f"`{name}` cannot be the id of a case", "use lower-case letters, digits and hyphens")
    return case_scaffold(pack, bound, case_id=name, title=title or "A prisoner of war")


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of case files."""
    return json_schema(CaseFile, "case")


def json_schema(model: type[BaseModel], name: str) -> dict[str, Any]:
    """Return the JSON Schema of a model under the name it has in ``schemas/v1``."""
    schema = model.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"schemas/v1/{name}.json",
        **schema,
    }


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "assessment": AssessmentData,
    "case": CaseFile,
    "check": Report,
    "facts": FactsFile,
    "graph": PackGraph,
    "impact": Impact,
    "law": LawFile,
    "options": OptionsFile,
    "pack": PackFile,
    "ranking": RankingFile,
    "readings": ReadingsFile,
    "rule": Card,
    "rules": Listing,
    "scenarios": ScenarioFile,
    "states": StatesFile,
    "test": ScenarioReport,
    "trace": Trace,
}
"""The data formats, by the name of their schema file."""


def render(answer: BaseModel, form: str = "text", notes: Sequence[str] = ()) -> str:
    """Return an answer as ``text``, ``markdown`` or ``json``; ``notes`` are lines to show first (not in JSON).

    A graph has no words: it is given as ``dot``, which is also its ``text``, ``mermaid``, ``graphml`` or ``json``.

    Raises:
        UsageError: if there is no such form.
    """
    if form == "json":
        return answer.model_dump_json(by_alias=True, indent=2) + "\n"
    if isinstance(answer, PackGraph):
        return _drawn(answer, form)
    writers = {"text": formats.text, "markdown": formats.markdown}
    if form not in writers:
        raise UsageError(f"`{form}` is not a format", "use `text`, `markdown` or `json`")
    match answer:
        case Result():
            outline = formats.assessment(answer, answer.evaluation, notes)
        case Trace():
            outline = formats.trace(answer, notes)
        case Listing():
            outline = outlines.listing(answer)
        case Card():
            outline = outlines.card(answer)
        case Report():
            outline = outlines.report(answer)
        case ScenarioReport():
            outline = scenario_outline(answer)
        case Impact():
            outline = impact_outline(answer)
        case _:
            raise UsageError("there are no words for this answer", "use `json`")
    return writers[form](outline)


def _drawn(answer: PackGraph, form: str) -> str:
    from pow_options.audit import graph_writers  # noqa: PLC0415 - only where it is used

    drawing = {
        "text": graph_writers.dot,
        "dot": graph_writers.dot,
        "mermaid": graph_writers.mermaid,
        "graphml": graph_writers.graphml,
    }
    if form not in drawing:
        raise UsageError(f"`{form}` is not a format of graphs", "use `dot`, `mermaid`, `graphml` or `json`")
    return drawing[form](answer)


def _day(value: date | str, name: str) -> date:
    if isinstance(value, date):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    message = f"`{value}` is not a date"
    raise UsageError(message, f"write {name.replace('_', '-')} as YYYY-MM-DD")


def _as_of(case: Case, pack: Pack, as_of: date | str | None) -> tuple[date, str]:
    if as_of is not None:
        return _day(as_of, "as_of"), "asked"
    return (case.newest, "case") if case.newest is not None else (pack.recorded_on, "pack")


def normal_key(key: str) -> str:
    """Return a fact key in its standard spelling: ``wishes:KOR`` becomes ``wishes(KOR)``.

    Raises:
        UsageError: if it is no fact key.
    """
    match = _KEY.fullmatch(key.strip())
    if match is None:
        message = f"`{key}` is not the name of a fact"
        raise UsageError(message, "write `fact=value`, or `fact:STATE=value` for a fact that is asked per State")
    name, state, colon = match.groups()
    code = state or colon
    return f"{name}({code})" if code else name


def _assumed(assume: Mapping[str, Any], case: Case, pack: Pack) -> dict[str, str]:
    out: dict[str, str] = {}
    states = {code for code in case.roles.values() if code != "none"}
    for given, value in assume.items():
        key = normal_key(given)
        name, state = split_key(key)
        entry = pack.facts.get(name) or pack.conclusions.get(name)
        if entry is None:
            known = {*pack.facts, *pack.conclusions}
            raise UsageError(f"`{name}` is not a fact of this pack", nearest(name, known))
        if entry.per_state != (state is not None):
            hint = f"write `{name}:KOR=...`" if entry.per_state else f"write `{name}=...`"
            raise UsageError(f"`{name}` is {'' if entry.per_state else 'not '}asked per State", hint)
        if state is not None and state not in states:
            message = f"no role of this case is bound to `{state}`"
            raise UsageError(message, "States of this case: " + ", ".join(sorted(states)))
        text = spell(value)
        fact = pack.facts.get(name)
        if fact is None:
            if text not in {"true", "false"}:
                raise UsageError(f"`{text}` is not a value of the conclusion `{name}`", "use `true` or `false`")
        elif text != "unknown":
            fault = value_fault(text, name, fact)
            if fault is not None:
                raise UsageError(fault, nearest(text, fact.values or ()) or values_hint(fact))
        if out.get(key, text) != text:
            raise UsageError(f"`{key}` is given two values")
        out[key] = text
    return out


def _readings(readings: Mapping[str, str], pack: Pack) -> dict[str, str]:
    for question, position in readings.items():
        if question not in pack.questions:
            message = f"`{question}` is not a contested question of this pack"
            raise UsageError(message, nearest(question, pack.questions) or "questions: " + ", ".join(pack.questions))
        known = (*pack.questions[question].position_ids, UNSETTLED)
        if position not in known:
            message = f"`{position}` is not a position of `{question}`"
            raise UsageError(message, nearest(position, known) or "positions: " + ", ".join(known))
    return dict(readings)
