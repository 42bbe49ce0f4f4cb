"""English words for scenarios and their coverage."""

from __future__ import annotations

STATUS = "expected `{name}` to be {wanted}; it is {got}"
NOBODY = "expected `{name}` to be {wanted}; nobody plays the role it leads to"
STATUS_BY = {
    "required": "required by {rules}",
    "barred": "barred by {rules}",
    "open_if": "it waits for {rules}",
    "contested": "it turns on {questions}",
    "collision": "a prohibition and a duty collide ({rules})",
    "open": "nothing bars it and nothing obliges it",
}
BY_ROUTE = "{says} (its best route, `{route}`)"
RULE = "expected `{rule}` to be {wanted}; it is {got}"
RULE_NOWHERE = "expected `{rule}` to be {wanted}; it arises nowhere here"
RULE_DROPPED = "no route or State of this scenario is one it ranges over; compare the roles in its `when`"
OUTCOME = {
    "applied": "applied",
    "lifted": "lifted",
    "overridden": "overridden",
    "defeated": "defeated",
    "not_established": "not established",
    "may_apply": "pending (`may_apply`)",
    "not_binding": "not binding",
    "reading_not_chosen": "off (`reading_not_chosen`)",
    "switched_off": "switched off",
    "collides": "in collision (`collides`)",
}
KEPT = {
    "applied": "it applies",
    "defeated": "its exception holds: {stand}",
    "may_apply": "it may still apply: {stand}",
    "by": "{outcome} by {by}",
    "switched_off": "it is switched off, or its conclusion is assumed",
}
AND = " and "
OR = " or "
PLACE = "{place}: {why}"
MORE = "{n} more"
CONCLUSION = "expected `{conclusion}` to be {wanted}; it is {got}"
ABSENT = "expected `{conclusion}` to be {wanted}; no role is bound to that State, so nothing concludes it"
NO_RULE_FOR = "no rule for it arises here"
DUTY_MISSING = "expected the duty `{rule}`; it is not among the duties of the case"
DUTY_OF = "expected the duty of `{route}` to be {wanted}; it is {got}"
NO_DUTY = "none"
REACH_OF = "expected `{route}` to be {wanted}; it is {got}"
REACH = {"in": "in reach", "out": "out of reach", "unknown": "of unknown reach"}
NO_ROUTE = "expected `{route}` to have {wanted}; nobody plays the role it leads to"
CONDITION = "expected `{rule}` among the conditions of `{route}`; it is not there"
CONDITIONS_ARE = "it waits for {rules}"
NO_CONDITIONS = "it waits for nothing"
TURNS_ON = "expected `{option}` to turn on {wanted}; it turns on {got}"
NOTHING = "nothing"
TOO_MANY = "the scenario leaves too many readings open: {why}"
CHOOSE = "choose positions under `readings`"

KIND = {
    "applied": "applied, and expected to be",
    "set_aside": "overridden or lifted",
    "not_binding": "not binding",
    "not_established": "not established",
    "defeated": "defeated by its own exception",
    "reading_not_chosen": "reading not chosen",
    "overrides": "overrides that take effect",
    "positions": "positions taken",
    "questions": "questions some rule reads",
}
NOT_SHOWN = {
    "applied": "no scenario expects `{subject}` to be applied",
    "set_aside": "no scenario shows `{subject}` overridden or lifted",
    "not_binding": "no scenario shows `{subject}` not binding",
    "not_established": "no scenario shows `{subject}` not established",
    "defeated": "no scenario shows `{subject}` defeated by its `unless`",
    "reading_not_chosen": "no scenario shows `{subject}` under another reading",
    "overrides": "no scenario shows this override take effect: {subject}",
    "positions": "no scenario takes the position `{subject}`",
    "questions": "no rule reads the question `{subject}`",
}
GAP = {
    "applied": "give facts that establish its `when`, and expect `rules: {{{rule}: applied}}`",
    "applied_unnamed": "it applies in `{scenario}`, which does not expect it: add `{rule}: applied` under `rules`",
    "set_aside": "let it apply together with one of {rules}",
    "not_binding_treaty": "bind the role to a State that is no Party, or set `law_on` before the treaty binds it",
    "not_binding_custom": "set `law_on` before it emerged, {on}",
    "not_binding_practice": "set `law_on` before it emerged, {on}",
    "not_binding_domestic": "set `law_on` before it was law, {on}, or let another State carry the route out",
    "not_established": "leave open, or deny, what it starts from: {when}",
    "not_established_require": "it takes facts that refute what it starts from: {when}",
    "defeated": "establish its `when` together with its exception: {unless}",
    "reading_not_chosen": "take another position under `readings`: {readings}",
    "overrides": "let `{rule}` apply together with {rules}{under}",
    "overrides_several": "let `{rule}` apply together with one of {rules}{under}",
    "positions": "write `readings: {{{question}: {position}}}` in a scenario that turns on it",
    "questions": "let the `reading` of a rule or override name it, or drop it",
}
UNDER = ", with `readings: {{{reading}}}`"
GAP_SEVERITY = "gap"
SHOWN = "{shown} of {wanted} ({percent})"
TITLE = "{subject}: {verdict}"
VERDICT = {
    (True, True): "all scenarios pass, coverage is complete",
    (True, False): "all scenarios pass, but coverage is incomplete",
    (True, None): "all scenarios asked for pass",
    (False, True): "scenarios fail",
    (False, False): "scenarios fail, and coverage is incomplete",
    (False, None): "scenarios fail",
}
NO_SCENARIOS = "no scenarios, so nothing of the law is shown"
NOT_JUDGED = "Only some scenarios were run, so coverage is not judged."
FAILING_SHOW_NOTHING = "A scenario that fails counts as showing nothing."
FAILED_HEADING = "Expectations that fail"
WARNINGS_HEADING = "Warnings"
COVERAGE_HEADING = "Coverage of the law by scenarios that pass"
GAPS_HEADING = "What no scenario shows"
