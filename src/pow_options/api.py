"""The public functions, and the Result a caller holds."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, PrivateAttr

from pow_options.assessment import AssessmentData, Evaluation, OptionResult, Status
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
from pow_options.cases import Case, CaseFile, load_case, parse_case
from pow_options.cases import scaffold as case_scaffold
from pow_options.cases.model import spell
from pow_options.explain import Trace, build, formats
from pow_options.explain.formats.outline import Outline
from pow_options.law import Pack, load_pack
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
from pow_options.law.phrases import PhrasesFile
from pow_options.messages import en, en_ask, en_queries
from pow_options.queries import (
    Comparison,
    Flips,
    Question,
    Readings,
    Requirement,
    Timeline,
    Unknowns,
    UsageError,
    a_day,
    question,
)
from pow_options.queries import compare as compare_answers
from pow_options.queries import flip as flips_of
from pow_options.queries import readings as readings_of
from pow_options.queries import require as requirement_of
from pow_options.queries import timeline as timeline_of
from pow_options.queries import unknowns as unknowns_of
from pow_options.queries.answers import flips_outline, readings_outline, requirement_outline, unknowns_outline
from pow_options.queries.ask import Asked, understand
from pow_options.queries.ask.outline import understood as understood_part
from pow_options.queries.asking import normal_key
from pow_options.queries.diagrams import MAX_NODES
from pow_options.queries.interview import Interview
from pow_options.queries.moving import Move, look, moves, places
from pow_options.queries.outlines import changes, comparison_outline, timeline_outline, timeline_points, timeline_says
from pow_options.source import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Result(AssessmentData):
    """An assessment, with the evaluation it was read off from, so that it can be explained.

    Frozen and comparable; ``result["KOR"]`` and ``result["third_state"]`` give an option.
    """

    _evaluation: Evaluation = PrivateAttr()
    _asked: Question = PrivateAttr()

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

    @property
    def changed(self) -> tuple[Move, ...]:
        """What the hypotheses change against the case as it stands; nothing where there are none."""
        if not self._asked.assume:
            return ()
        as_it_stands = replace(self._asked, assume={}).at(self._evaluation.as_of, self._evaluation.law_on)
        return moves(look(as_it_stands), look(self._evaluation))


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
    asked = question(case, law, assume=assume, readings=readings, without=without)
    evaluation = asked.asked(as_of, law_on)
    data = run(evaluation)
    result = Result.model_construct(**{name: getattr(data, name) for name in AssessmentData.model_fields})
    result._evaluation = evaluation  # noqa: SLF001 - set once, here
    result._asked = asked  # noqa: SLF001 - as above
    return result


class Answer(Asked):
    """What a question was understood to suppose, and the result under it, which can be explained like any other."""

    _result: Result = PrivateAttr()

    @property
    def result(self) -> Result:
        """The assessment with the evaluation it was read off from."""
        return self._result

    def _repr_html_(self) -> str:
        """Return what was understood and the assessment as a block of text for a notebook."""
        return f"<pre>{html.escape(render(self))}</pre>"


def ask(  # noqa: PLR0913 - those of `assess`, and the question
    question: str,
    case: Case | str = "kursk/soldier-a",
    law: Pack | None = None,
    *,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Answer:
    """Answer a question in plain English: what it supposes, and the assessment under that.

    Args:
        question: ``"what options are open if the war ends and he refuses to go home?"``.
        case: a case, or the path or name of one.
        law: the pack; the bundled one if left out.
        as_of: as for ``assess``, and so are the rest.
        law_on: the date whose law counts.
        assume: facts fixed by hypothesis besides those the question supposes.
        readings: positions of contested questions, by question.
        without: ids of rules to switch off.

    Raises:
        InvalidData: if the case does not fit the vocabulary of the pack.
        NotUnderstood: if any word of the question is not understood, or it contradicts itself.
        UsageError: if a date, fact, value, reading or rule is not one, or ``assume`` contradicts the question.
    """
    pack = load_pack() if law is None else law
    record = load_case(case, pack) if isinstance(case, str) else case
    reading = understand(question, pack, record.roles)
    given = {normal_key(key): spell(value) for key, value in (assume or {}).items()}
    for item in reading.understood:
        if given.setdefault(item.fact, item.value) != item.value:
            message = en_ask.FLAG_DIFFERS.format(fact=item.fact, asked=item.value, given=given[item.fact])
            raise UsageError(message, en_ask.GIVE_ONE)
    result = assess(record, pack, as_of=as_of, law_on=law_on, assume=given, readings=readings, without=tuple(without))
    answer = Answer(
        question=question,
        understood=reading.understood,
        asked=reading.asked,
        spelling=reading.spelling,
        assessment=result,
    )
    answer._result = result  # noqa: SLF001 - set once, here
    return answer


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


def timeline(
    case: Case | str,
    law: Pack | None = None,
    *,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Timeline:
    """Return the ranking of a case at every date something became known, and what moved it.

    Arguments and errors are those of ``assess``; the law is that of each date, unless ``law_on`` names one.
    """
    asked = question(case, law, assume=assume, readings=readings, without=without)
    return timeline_of(asked, None if law_on is None else a_day(law_on, "law_on"))


def compare(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case | str,
    other: Case | str | None = None,
    law: Pack | None = None,
    *,
    as_of: Sequence[date | str] = (),
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Comparison:
    """Return what differs between two cases, or two dates of one, and what of it explains the different result.

    Args:
        case: the first case.
        other: the second; the same case if left out, which then needs two dates.
        law: the pack; the bundled one if left out.
        as_of: a date for each, or one for both (default: the newest of each case).
        law_on: the date whose law counts for both (default: the as-of date of each).
        assume: facts, or conclusions, fixed by hypothesis in both.
        readings: positions of contested questions, by question.
        without: ids of rules to switch off.

    Raises:
        InvalidData: if a case does not fit the vocabulary of the pack.
        UsageError: if there are not two things to compare, or a date, fact, value, reading or rule is not one.
    """
    days = tuple(as_of)
    if len(days) > 2:  # noqa: PLR2004 - there are two sides
        raise UsageError(f"{len(days)} as-of dates are given for two sides", "give one for both, or one for each")
    if other is None and len(days) != 2:  # noqa: PLR2004 - there are two sides
        raise UsageError("there is one thing to compare", "name a second case, or give two as-of dates")
    pack = load_pack() if law is None else law
    switched_off = tuple(without)
    sides: list[Question] = [
        question(item, pack, assume=assume, readings=readings, without=switched_off)
        for item in (case, case if other is None else other)
    ]
    left, right = (side.asked(day, law_on) for side, day in zip(sides, _two(days), strict=True))
    return compare_answers(left, right)


def _two(days: tuple[date | str, ...]) -> tuple[date | str | None, date | str | None]:
    """Return the dates of the two sides: those given, one for both, or those of the cases."""
    if not days:
        return None, None
    return days[0], days[-1]


def require(  # noqa: PLR0913 - one argument per thing that can be varied
    option: str,
    case: Case | str,
    law: Pack | None = None,
    *,
    status: str = "open",
    revise: bool = False,
    most: int = 10,
    budget: int | None = None,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Requirement:
    """Return the smallest sets of facts that give an option a status or a better one, or what makes it impossible.

    Args:
        option: an option id, or the State bound to it.
        case: a case, or the path or name of one.
        law: the pack; the bundled one if left out.
        status: ``required``, ``open``, ``open_if``, ``contested`` or ``barred``.
        revise: whether established facts may be changed too; otherwise they are kept.
        most: how many sets to return, 1 or more.
        budget: how many nodes the decision diagrams may have before the search is given up (default: 2,000,000).
        as_of: as in ``assess``.
        law_on: as in ``assess``.
        assume: as in ``assess``.
        readings: as in ``assess``.
        without: as in ``assess``.

    Raises:
        InvalidData: if the case does not fit the vocabulary of the pack.
        UsageError: if an option, status, number, date, fact, value, reading or rule is not one.
    """
    if status not in set(Status):
        raise UsageError(f"`{status}` is not a status", nearest(status, Status) or "statuses: " + ", ".join(Status))
    asked = question(case, law, assume=assume, readings=readings, without=without)
    evaluation = asked.asked(as_of, law_on)
    known = {o.state: o.option.id for o in reversed(evaluation.ground.options) if o.routes}
    known |= {o.option.id: o.option.id for o in evaluation.ground.options if o.routes}
    if option not in known:
        message = f"`{option}` is neither an option of this case nor a State bound to one"
        raise UsageError(message, nearest(option, known) or "options: " + ", ".join(sorted(known)))
    return requirement_of(
        asked, evaluation, known[option], Status(status), revise=revise, most=_most(most), budget=_budget(budget)
    )


def flip(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case | str,
    law: Pack | None = None,
    *,
    revise: bool = False,
    most: int = 10,
    budget: int | None = None,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Flips:
    """Return the smallest changes of facts that put another option first.

    Arguments and errors are those of ``require``.
    """
    asked = question(case, law, assume=assume, readings=readings, without=without)
    return flips_of(asked.asked(as_of, law_on), revise=revise, most=_most(most), budget=_budget(budget))


def unknowns(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case | str,
    law: Pack | None = None,
    *,
    budget: int | None = None,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Unknowns:
    """Return what is settled whatever is unknown, and which unknown facts can still move which option.

    Arguments and errors are those of ``assess``, and ``budget`` is that of ``require``.
    """
    asked = question(case, law, assume=assume, readings=readings, without=without)
    return unknowns_of(asked.asked(as_of, law_on), budget=_budget(budget))


def readings(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case | str,
    law: Pack | None = None,
    *,
    most: int = 64,
    budget: int | None = None,
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    assume: Mapping[str, Any] | None = None,
    without: Iterable[str] = (),
) -> Readings:
    """Return the options under every combination of readings of contested law, reduced to what matters.

    Args:
        case: a case, or the path or name of one.
        law: the pack; the bundled one if left out.
        most: how many rows to return of each option, 1 or more.
        budget: as in ``require``.
        as_of: as in ``assess``.
        law_on: as in ``assess``.
        assume: as in ``assess``.
        without: as in ``assess``.

    Raises:
        InvalidData: if the case does not fit the vocabulary of the pack.
        UsageError: if a number, date, fact, value or rule is not one.
    """
    asked = question(case, law, assume=assume, without=without)
    return readings_of(asked, asked.asked(as_of, law_on), most=_most(most), budget=_budget(budget))


def interview(  # noqa: PLR0913 - one argument per thing that can be varied
    law: Pack | None = None,
    *,
    roles: Mapping[str, str | None],
    case_id: str = "interview",
    title: str = "A prisoner of war",
    as_of: date | str | None = None,
    law_on: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    budget: int | None = None,
) -> Interview:
    """Begin an interview: ``next()`` gives what to ask, ``answer()`` takes it, ``case()`` writes it down.

    Args:
        law: the pack; the bundled one if left out.
        roles: the State code, or ``none``, of each role.
        case_id: the id of the case.
        title: its title.
        as_of: the day the answers are of (default: the day up to which the law of the pack was recorded).
        law_on: the date whose law counts (default: ``as_of``).
        readings: positions of contested questions, by question.
        budget: as in ``require``, for each question anew.

    Raises:
        UsageError: if a role, State, date, reading or number is not one.
    """
    pack = load_pack() if law is None else law
    empty = parse_case(case_new(pack, roles=roles, case_id=case_id, title=title), "interview")
    asked = question(empty, pack, readings=readings)
    evaluation = asked.asked(as_of, law_on)
    return Interview(asked, evaluation.as_of, evaluation.law_on, budget=_budget(budget))


def standing(talk: Interview) -> str:
    """Return in a sentence how an interview's options stand."""
    ranking = ", ".join(f"{item.rank}. {item.state} {en.STATUS[item.status]}" for item in places(talk.evaluation()))
    return en_queries.STANDS.format(ranking=ranking)


def _most(number: int) -> int:
    if number < 1:
        raise UsageError(f"`{number}` is not a number of answers", "use 1 or more")
    return number


def _budget(number: int | None) -> int:
    if number is None:
        return MAX_NODES
    if number < 1:
        raise UsageError(f"`{number}` is not a number of nodes", "use 1 or more")
    return number


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
    "ask": Asked,
    "assessment": AssessmentData,
    "case": CaseFile,
    "check": Report,
    "compare": Comparison,
    "facts": FactsFile,
    "flip": Flips,
    "graph": PackGraph,
    "impact": Impact,
    "law": LawFile,
    "options": OptionsFile,
    "pack": PackFile,
    "phrases": PhrasesFile,
    "ranking": RankingFile,
    "readings": ReadingsFile,
    "reading-matrix": Readings,
    "require": Requirement,
    "rule": Card,
    "rules": Listing,
    "scenarios": ScenarioFile,
    "states": StatesFile,
    "test": ScenarioReport,
    "timeline": Timeline,
    "trace": Trace,
    "unknowns": Unknowns,
}
"""The data formats, by the name of their schema file."""


def render(answer: BaseModel, form: str = "text", notes: Sequence[str] = ()) -> str:
    """Return an answer as ``text``, ``markdown`` or ``json``; ``notes`` are lines to show first (not in JSON).

    A graph has no words: it is given as ``dot``, which is also its ``text``, ``mermaid``, ``graphml`` or ``json``. A
    timeline is also given as ``html``, a page that needs nothing else, and as ``svg``, its picture alone.

    Raises:
        UsageError: if there is no such form.
    """
    if form == "json":
        return answer.model_dump_json(by_alias=True, indent=2) + "\n"
    if isinstance(answer, PackGraph):
        return _drawn(answer, form)
    if isinstance(answer, Timeline) and form in {"markdown", "html", "svg"}:
        return _pictured(answer, form, notes)
    writers = {"text": formats.text, "markdown": formats.markdown}
    if form not in writers:
        raise UsageError(f"`{form}` is not a format", "use `text`, `markdown` or `json`")
    if isinstance(answer, (Result, Answer)):
        return writers[form](_assessed(answer, notes))
    for kind, asked in _ANSWERS.items():
        if isinstance(answer, kind):
            return writers[form](asked(answer, notes))
    for kind, told in _REPORTS.items():
        if isinstance(answer, kind):
            return writers[form](told(answer))
    raise UsageError("there are no words for this answer", "use `json`")


_ANSWERS: Mapping[type[BaseModel], Callable[..., Outline]] = {
    Comparison: comparison_outline,
    Flips: flips_outline,
    Readings: readings_outline,
    Requirement: requirement_outline,
    Timeline: timeline_outline,
    Trace: formats.trace,
    Unknowns: unknowns_outline,
}
"""What puts answers about a case into words; each takes lines to show first."""

_REPORTS: Mapping[type[BaseModel], Callable[..., Outline]] = {
    Card: outlines.card,
    Impact: impact_outline,
    Listing: outlines.listing,
    Report: outlines.report,
    ScenarioReport: scenario_outline,
}
"""What puts answers about the law, and about files, into words."""


def _with_changes(answer: Result, outline: Outline) -> Outline:
    """Put what the hypotheses change after what stands in short."""
    if not answer.assumed:
        return outline
    section = changes(answer.changed)
    return Outline(outline.title, (*outline.sections[:2], section, *outline.sections[2:]))


def _assessed(answer: Result | Answer, notes: Sequence[str]) -> Outline:
    if isinstance(answer, Result):
        return _with_changes(answer, formats.assessment(answer, answer.evaluation, notes))
    whole = _assessed(answer.result, notes)
    return Outline(whole.title, (understood_part(answer), *whole.sections))


def _pictured(answer: Timeline, form: str, notes: Sequence[str]) -> str:
    from pow_options.queries import picture  # noqa: PLC0415 - only where it is used

    if form == "svg":
        return picture.svg(answer, timeline_says(answer, notes))
    if form == "html":
        return picture.page(answer, timeline_says(answer, notes), formats.text(Outline("", timeline_points(answer))))
    text = formats.markdown(timeline_outline(answer, notes))
    return picture.in_markdown(answer, text)


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
