"""English words for what is wrong with a pack that loads, and for what a rule changes."""

from __future__ import annotations

BOUND = (
    "Every case, whatever is known of its facts, within what the vocabulary rules out; {patterns} patterns of roles "
    "that coincide or are played by nobody; each of {states} States of the pack, or a party it does not list, in "
    "every role; the law of every day, by one day of each of {days} periods from {first} to {last}; {readings} "
    "combinations of readings. Days that have passed are counted from the day the law was recorded."
)
INCOMPLETE = "The search was given up in part: more may be wrong than is shown."
EXAMPLE_TITLE = "Made up, to show what the rules do"
EXAMPLE_PARTY = "a party that no instrument lists"
EXAMPLE_SOURCE = "made up"
CASE_SAYS = "{one} and {other} collide here, and nothing says which prevails."
CONFLICT = {
    "conclude": "`{one}` concludes `{on}` and `{other}` the opposite; both can apply, and nothing says which prevails",
    "act": "`{one}` forbids `{on}` and `{other}` obliges it; both can stand, and nothing says which prevails",
}
WHILE_UNKNOWN = " while something is unknown"
CONFLICT_HINT = "a case that shows it is below; say which prevails in `overrides`, or declare it in `contested_with`"
NOT_CONFIRMED = "the engine did not confirm the case found, which is a fault of this program; please report it"
UNDUE = "`{one}` and `{other}` are declared to collide, and cannot"
NEVER_APPLIES = "`{rule}` can never apply: {why}"
DEAD = {
    "nowhere": "its comparisons of roles hold for no pattern of roles",
    "never_met": "nothing can establish its `when`",
    "always_defeated": "its `unless` is established whenever its `when` is",
    "nobody_bound": "no State is bound by it on any day, or its readings exclude each other",
    "together": "what it needs never comes together",
}
DEAD_HINT = {
    "nowhere": "look at the comparisons between roles",
    "never_met": "look for values that exclude each other, conclusions that no rule draws, and `never` in `facts.yaml`",
    "always_defeated": "an exception that always holds leaves nothing of the rule",
    "nobody_bound": "look at `parties`, `only_for` and `not_for`, and at whose act its routes are",
    "together": "look at which States the instrument binds, and at which roles they must play",
}
UNUSED = {
    "fact": "nobody uses the fact `{name}`",
    "conclusion": "nobody reads the conclusion `{name}`",
    "question": "no rule reads the question `{name}`",
    "declaration": "no rule depends on the declaration `{name}`",
    "instrument": "the instrument `{name}` has no rules",
}
UNUSED_HINT = {
    "fact": "no rule, criterion or route reads it; take it out, or write the rule that does",
    "conclusion": "no rule or criterion reads it; take it out, or write the rule that does",
    "question": "name it under `reading` of a rule or an override, or take it out",
    "declaration": "name it under `only_for` or `not_for` of a rule, or say in its `note` why none does",
    "instrument": "write its rules, or say under `not_encoded` why it has none",
}
ANALYSIS = {
    "declared": "Collisions that are declared",
    "case": "Case: {one} and {other}",
    "citations": "Citations that were not checked",
    "bound": "What was looked at",
}
DECLARED = "{one} and {other}, on {on}"
CITED = "{unchecked_provisions} of {provisions} provisions, {unchecked} of {citations} citations"

# --- what a rule changes ---
MATTERS_SAYS = "{rule} changes the answer here: assess it with the rule and without."
CAN = "In none of these cases does it change anything, but in the one below it does."
CANNOT = (
    "Shown: it changes no status, condition, duty, reason or ranking in any case, whatever is known of its facts, "
    "within what the vocabulary rules out, for {patterns} patterns of roles, each of {states} States or a party "
    "no instrument lists in every role, the law of every day ({days} periods) and {readings} combinations of readings."
)
NOT_SHOWN = "Whether it changes anything in some other case was not shown."
MOVED = {
    "status": "status",
    "conditions": "conditions",
    "duty": "duty",
    "reasons": "reasons",
    "ranking": "order of the options",
    "criterion": "what decides the order",
    "duties": "duties that name no one route",
}
IMPACT = {
    "title": "Without {rule} ({article})",
    "looked": "Tried in {cases} bundled cases and {scenarios} scenarios; something moves in {moved}.",
    "skipped": "Not tried: {names}.",
    "case": "Bundled case {case}",
    "scenario": "Scenario {case}",
    "made_up": "Made-up case {case}",
    "elsewhere": "All other cases",
    "some_readings": "another under some of the readings run",
    "change": "{old} -> {new}",
}
