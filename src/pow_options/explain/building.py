"""Building a trace from an evaluation: from the option down to the statements it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, fill, measured, outcomes, show
from pow_options.assessment.conditions import fill_slots
from pow_options.assessment.holding import holding
from pow_options.assessment.judging import facts_beneath, judges
from pow_options.assessment.ranking import ground_name
from pow_options.assessment.status import per_world
from pow_options.cases import split_key
from pow_options.messages import en
from pow_options.reasoning import Holds, Verb, atoms

from .evidence import fact_node, statement_node
from .trace import (
    ConclusionNode,
    Judged,
    Measure,
    Node,
    OptionNode,
    Priority,
    ReadingNode,
    RouteNode,
    RuleNode,
    Source,
    Trace,
    WorldStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.assessment import AssessmentData, Evaluation, OptionResult, RouteResult
    from pow_options.law.model import Authority, Counts
    from pow_options.reasoning import Formula, Rule

_ACTING = frozenset({Outcome.APPLIED, Outcome.LIFTED, Outcome.OVERRIDDEN, Outcome.COLLIDES, Outcome.DEFEATED})


def build(data: AssessmentData, evaluation: Evaluation, option: OptionResult, *, full: bool = False) -> Trace:
    """Return the trace of one option.

    With ``full`` every rule that was looked at is in it, with the reason why it did not apply; else the rules that
    acted, that were lifted, overridden or defeated, or that may still apply.
    """
    builder = _Builder(evaluation, full=full)
    ranked = tuple(item.says for item in data.ranking if option.id in {item.above, item.below})
    root = builder.option(option, ranked)
    return Trace(
        case=data.case,
        as_of=data.as_of,
        law_on=data.law_on,
        pack=data.pack,
        readings=data.readings,
        assumed=data.assumed,
        without=tuple(sorted(evaluation.without)),
        full=full,
        root=root,
        nodes=tuple(node for node in builder.nodes.values() if node is not None),
    )


class _Builder:
    """Collects nodes; a node is entered before what it rests on, so the order is that of reading."""

    def __init__(self, evaluation: Evaluation, *, full: bool) -> None:
        self.evaluation = evaluation
        self.full = full
        self.became = outcomes(evaluation)
        self.measured = measured(evaluation)
        self.held = holding(evaluation)
        self.nodes: dict[str, Node | None] = {}
        self.rules: dict[str, list[Rule]] = {}
        for rule in evaluation.ground.theory.rules:
            key = f"{'conclusion' if rule.verb is Verb.CONCLUDE else 'route'}:{rule.head}"
            self.rules.setdefault(key, []).append(rule)

    def option(self, option: OptionResult, ranked: tuple[str, ...]) -> str:
        key = f"option:{option.id}"
        self.nodes[key] = None
        because = tuple(self.route(item) for item in option.routes)
        self.nodes[key] = OptionNode(
            id=key,
            option=option.id,
            state=option.state,
            status=option.status,
            says=option.says,
            ranking=ranked,
            because=because,
        )
        return key

    def route(self, result: RouteResult) -> str:
        key = f"route:{result.id}"
        self.nodes[key] = None
        space = self.evaluation.worlds
        standing = self.evaluation.compiled.targets[result.id]
        statuses = per_world(self.evaluation.values, standing, len(space.combinations))
        under = tuple(
            WorldStatus(readings=dict(zip(space.open_questions, combination, strict=True)), status=status)
            for combination, status in zip(space.combinations, statuses, strict=True)
        )
        because = [self.rule(rule) for rule in self.shown(key)]
        measures = self.measures(result.id)
        because += [
            self.conclusion(m.of) if m.of in self.evaluation.compiled.literals else self.fact(m.of)
            for m in measures
            if m.of is not None
        ]
        self.nodes[key] = RouteNode(
            id=key,
            route=result.id,
            name=self.evaluation.ground.routes[result.id].route.name,
            status=result.status,
            reach=result.reach,
            duty=result.duty.rule if result.duty else None,
            suspended_by=result.duty.suspended_by if result.duty else (),
            under=under,
            conditions=result.conditions,
            held_by=self.held.get(result.id, ()),
            measures=measures,
            because=tuple(dict.fromkeys(because)),
        )
        return key

    def measures(self, route: str) -> tuple[Measure, ...]:
        """Return what each criterion makes of a route; where a value does not count there, with the reason."""
        found = []
        for criterion, mark in zip(self.evaluation.pack.criteria, self.measured[route].marks, strict=True):
            says = en.MEASURED.get(mark.value, mark.value)
            if mark.limit is not None:
                says = en.NOT_COUNTED.format(of=mark.of, raw=mark.raw, why=self.limit(mark.limit, route))
            elif mark.of is not None:
                says = en.READ_FROM.format(of=mark.of, value=mark.value)
            found.append(Measure(criterion=criterion.id, value=mark.value, of=mark.of, says=says))
        return tuple(found)

    def limit(self, limit: Counts, route: str) -> str:
        if limit.unless_route is not None:
            item = self.evaluation.ground.routes[route].route
            return ", ".join(en.ROUTE_FIELD[k] for k, v in limit.unless_route.items() if getattr(item, k) is v)
        atom = ground_name(self.evaluation, str(limit.only_if), route)
        return en.NOT_SHOWN.format(what=atom)

    def shown(self, head: str) -> Iterable[Rule]:
        rules = self.rules.get(head, [])
        if self.full:
            return rules
        kind, _, atom = head.partition(":")
        # What may still apply matters to a conclusion only while that is open.
        settled = kind == "conclusion" and self.evaluation.literal_value(atom) != "unknown"
        wanted = _ACTING if settled else _ACTING | {Outcome.MAY_APPLY}
        return [rule for rule in rules if self.became[rule.id].outcome in wanted]

    def rule(self, rule: Rule) -> str:
        key = f"rule:{rule.id}"
        if key in self.nodes:
            return key
        self.nodes[key] = None
        instance = self.evaluation.ground.instances[rule.id]
        law = instance.rule
        became = self.became[rule.id]
        premises = [*atoms(rule.when), *atoms(rule.unless), *atoms(rule.condition)]
        because = [self.conclusion(leaf.atom) if isinstance(leaf, Holds) else self.fact(leaf.atom) for leaf in premises]
        because += [self.reading(question) for question, _ in rule.guard]
        for item in self.evaluation.ground.superiors:
            if rule.id in {item.superior, item.inferior}:
                because += [self.reading(question) for question in item.source.entry.reading]
        self.nodes[key] = RuleNode(
            id=key,
            rule=law.id,
            instrument=law.instrument.title,
            article=f"{law.instrument.short} {law.rule.article}",
            title=law.rule.title,
            says=fill(self.evaluation, law.rule.says, rule.id),
            verb=law.rule.verb,
            head=rule.head if rule.positive else f"not {rule.head}",
            binds=instance.bound,
            domestic=law.domestic,
            outcome=became.outcome,
            by=tuple(f"rule:{item}" for item in became.by),
            why_not=why_not(self.evaluation, rule, became.outcome),
            when=show(rule.when),
            unless=None if law.unless is None else show(rule.unless),
            condition=show(rule.condition) if rule.verb is Verb.REQUIRE else None,
            priorities=self.priorities(rule),
            authority=_sources(law.rule.authority),
            open_norm=None if law.rule.open_norm is None else fill(self.evaluation, law.rule.open_norm, rule.id),
            because=tuple(dict.fromkeys(because)),
        )
        return key

    def priorities(self, rule: Rule) -> tuple[Priority, ...]:
        found = []
        for item in self.evaluation.ground.superiors:
            if rule.id not in {item.superior, item.inferior}:
                continue
            entry = item.source.entry
            reading = {q: (p,) if isinstance(p, str) else p for q, p in sorted(entry.reading.items())}
            found.append(
                Priority(
                    superior=item.source.superior,
                    inferior=item.source.inferior,
                    ground=entry.ground,
                    source=entry.source,
                    url=entry.url,
                    checked=entry.checked,
                    reading=reading,
                )
            )
        return tuple(found)

    def conclusion(self, atom: str) -> str:
        key = f"conclusion:{atom}"
        if key in self.nodes:
            return key
        self.nodes[key] = None
        name, state = split_key(atom)
        entry = self.evaluation.pack.conclusions[name]
        value = self.evaluation.literal_value(atom)
        truth = self.evaluation.compiled.literals[atom]
        possible = []
        if self.evaluation.bits(truth.established.high):
            possible.append("true")
        if self.evaluation.bits(truth.refuted.high):
            possible.append("false")
        if not self.evaluation.everywhere(truth.established.low) and not self.evaluation.everywhere(truth.refuted.low):
            possible.append("unknown")
        text = {"true": entry.says, "false": entry.denies}.get(value, en.UNDRAWN.format(says=entry.says))
        self.nodes[key] = ConclusionNode(
            id=key,
            conclusion=atom,
            value=value,
            possible=tuple(possible),
            assumed=atom in self.evaluation.assumed_conclusions,
            judged=self.judged(atom, value),
            says=self.slots(text, state),
            because=tuple(self.rule(rule) for rule in self.shown(key)),
        )
        return key

    def judged(self, atom: str, value: str) -> tuple[Judged, ...]:
        """Return the judgements a conclusion that is drawn rests on."""
        if value == "unknown" or atom in self.evaluation.assumed_conclusions:
            return ()
        carrying = [
            rule
            for rule in self.rules.get(f"conclusion:{atom}", [])
            if self.became[rule.id].outcome is Outcome.APPLIED and rule.positive == (value == "true")
        ]
        found = []
        for fact in facts_beneath(self.evaluation, carrying, applied=True):
            by = judges(self.evaluation, fact)
            if by and self.evaluation.pack.facts[split_key(fact)[0]].kind == "judgement":
                found.append(Judged(fact=fact, value=self.evaluation.fact_value(fact), by=by))
        return tuple(found)

    def fact(self, atom: str) -> str:
        key = f"fact:{atom}"
        if key not in self.nodes:
            self.nodes[key] = None
            name, state = split_key(atom)
            node = fact_node(self.evaluation, atom, self.slots(self.evaluation.pack.facts[name].question, state))
            self.nodes[key] = node
            for item in node.weighed:
                self.nodes.setdefault(f"statement:{item.statement}", statement_node(self.evaluation, item.statement))
        return key

    def reading(self, question: str) -> str:
        key = f"reading:{question}"
        if key not in self.nodes:
            entry = self.evaluation.pack.questions[question]
            self.nodes[key] = ReadingNode(
                id=key,
                question=question,
                asks=entry.question,
                chosen=self.evaluation.worlds.chosen[question],
                positions={item.id: item.says for item in entry.positions},
                holders={item.id: item.holders for item in entry.positions},
            )
        return key

    def slots(self, text: str, state: str | None) -> str:
        slots = {role: self.evaluation.state_name(code) for role, code in self.evaluation.case.roles.items()}
        return fill_slots(text, {**slots, "state": self.evaluation.state_name(state or "none")})


def _sources(authority: Iterable[Authority]) -> tuple[Source, ...]:
    return tuple(Source(source=a.source, url=a.url, checked=a.checked, note=a.note) for a in authority)


def why_not(evaluation: Evaluation, rule: Rule, outcome: Outcome) -> str | None:
    """Return why a ground rule does not bind, its reading is not chosen, or it is not established; else ``None``."""
    off = evaluation.ground.instances[rule.id].not_binding
    if off is not None:
        name = evaluation.state_name(off.state) if off.state else ""
        return en.NOT_BINDING[off.code].format(state=name, on=off.on)
    if outcome is Outcome.READING_NOT_CHOSEN:
        return ", ".join(f"{q} is {evaluation.worlds.chosen[q]}" for q, _ in rule.guard)
    if outcome is Outcome.NOT_ESTABLISHED:
        return stand(evaluation, rule.when)
    return None


def stand(evaluation: Evaluation, formula: Formula) -> str:
    """Return how the facts and conclusions of a formula stand."""
    literals = evaluation.compiled.literals
    leaves = dict.fromkeys(leaf.atom for leaf in atoms(formula))
    values = {a: evaluation.literal_value(a) if a in literals else evaluation.fact_value(a) for a in leaves}
    return "; ".join(f"{atom} is {value}" for atom, value in values.items())
