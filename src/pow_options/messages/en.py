"""English words. Templates only; which of them is used is decided elsewhere."""

from __future__ import annotations

NOT_ADVICE = "This is not legal advice."

STATUS = {
    "required": "required",
    "open": "open",
    "open_if": "open if",
    "contested": "contested",
    "barred": "barred",
}
STATUS_MEANS = {
    "required": "required by law",
    "open": "lawful now",
    "open_if": "lawful once its conditions are met",
    "contested": "contested in law",
    "barred": "barred by law",
}
OUTCOME = {
    "applied": "applied",
    "lifted": "lifted by {by}",
    "overridden": "overridden by {by}",
    "defeated": "defeated by its own exception",
    "not_established": "not established",
    "may_apply": "may apply",
    "not_binding": "not binding",
    "reading_not_chosen": "reading not chosen",
    "switched_off": "switched off",
    "collides": "collides with {by}",
}
NOT_BINDING = {
    "nobody": "nobody plays the role it binds",
    "not_in_force": "the instrument enters into force on {on} only",
    "not_a_party": "{state} is not listed as a Party",
    "not_yet_a_party": "{state} is bound from {on} only",
    "no_longer_a_party": "{state} has not been bound since {on}",
    "no_other_side": "there is no Party on the other side",
    "not_yet_law": "it is law in {state} from {on} only",
    "not_yet_emerged": "it had not emerged before {on}",
    "declaration_not_made": "{state} has not made the declaration it depends on",
    "declaration_made": "{state} has made a declaration that excludes it",
    "not_its_act": "{state}, which it binds, does not carry this route out",
}
VERB = {
    "conclude": "concludes",
    "oblige": "obliges",
    "forbid": "forbids",
    "permit": "permits",
    "excuse": "excuses",
    "require": "requires",
    "support": "speaks for it",
    "oppose": "speaks against it",
}
USE = {
    "used": "used",
    "too_late": "not known yet",
    "too_weak": "too weak",
    "same_voice": "a copy",
    "outweighed": "outweighed",
    "disputed": "disputed",
    "other_word": "about another word of his",
    "settled": "not weighed: settled in the case",
    "assumed": "not weighed: fixed by hypothesis",
}
WHY_USE = {
    "used": "it meets the standard of proof ({standards}) and nothing outweighs it",
    "too_late": "it became known on {known} only, after {as_of}",
    "too_weak": "its grade, {grade}, is below the standard of proof ({standards})",
    "same_voice": "it is of one origin ({group}) with {by}, and one origin is one voice",
    "newer": "{by} was said later than {said}, and what was said last counts",
    "better": "{by} is better evidence",
    "stands": "evidence of risk ({by}) stands until it is answered later by evidence at least as good",
    "answered": "{by} answers it, later and by better evidence",
    "disputed": "it meets the standard of proof, and so does evidence to the contrary as good as it",
    "other_word": "how he was asked then says nothing of {by}",
    "settled": "the case settles this under `facts`",
    "assumed": "a hypothesis fixes this",
}
UNGRADED = "none given, so {grade}"
MACHINE_GRADED = "{grade} as of all text made by a machine"
NONE_GIVEN = "none given"
FACT_GROUND = {
    "settled": "settled in the case",
    "assumed": "assumed (hypothesis)",
    "parties": "from the table of Parties",
    "nothing": "nothing recorded",
}
OPTION_SAYS = {
    "required": "{route}: required. {why}",
    "open": "{route}: lawful now{how}.",
    "open_if": "{route}: lawful once {count} met.",
    "contested": "{route}: contested, {why}.",
    "barred": "{route}: barred. {why}",
}
NOT_FORBIDDEN = ", nothing forbids it"
PERMITTED = ", permitted by {rules}"
ONE_CONDITION = "1 condition is"
CONDITIONS = "{n} conditions are"
FROM_RULES = "{n} conditions, from {rules} rules, are"
BOTH_BARRED = "; both are barred, and their order opens neither"
ON_READING = ", on the reading {readings}"
COLLISION = "a prohibition and a duty collide ({rules})"
TURNS = "it turns on {questions}"
RESTS = " It rests on the reading {readings}."
JUDGEMENTS = " It rests on judgements: {judged}."
JUDGEMENT = "{fact}, by {by}"
AUTHOR = "the author of the case alone"
SUPPOSED = "hypothesis"
AND = " / by "
READ_FROM = "{of} is {value}"
NOT_COUNTED = "{of} is {raw}, which does not count here: {why}"
NOT_SHOWN = "{what} is not established"
ROUTE_FIELD = {
    "custodial": "this route keeps him in custody",
    "guarded": "this route leads to another State",
    "lasting": "this route frees him for good",
}
UNDRAWN = "not shown either way: {says}"
NOT_KEPT = " (this is not kept: {facts})"
PENDING = "to be ruled out: that {says}"
RANKED = {
    "status": "{above} stands above {below}: {a} before {b}",
    "reach": "{above} {says}; {below} is out of reach",
    "value": "{above} {says}: {a} before {b}",
    "readiness": "{above} {says}: {a} before {b}",
    "route_field": "{above} {says}",
    "missing_count": "{above} {says}: {a} against {b}",
    "reasons": "{above} {says}: {a} before {b}",
    "table_order": "{above} {says}",
}
MEASURED = {
    "nothing_missing": "nothing is missing",
    "unknown_only": "only unknown conditions are missing",
    "some_false": "a condition is known to be false",
    "support_only": "reasons for it only",
    "none": "none",
    "mixed": "reasons on both sides",
    "oppose_only": "reasons against it only",
    "unknown": "unknown",
    "open_if": "open if",
}
NOTES = {
    "not_applicable": "{option} is not applicable: the role is bound to nobody",
    "coincides": "{option} coincides with {other}; its routes are shown there",
    "two_required": "more than one option is required: {options}",
    "all_barred": "every option is barred: {options}",
    "only_lawful": "only one option is not barred: {option}",
    "assumed": "assumed, not established: {what}",
    "undated": "no statement of the case is dated; it is judged as of {date}, when the law of this pack was recorded",
    "collision": "conclusions collide, so neither is drawn: {atom} ({rules})",
    "switched_off": "switched off: {rules}",
    "never": "these facts cannot hold together: {facts} ({because})",
    "law_date": "on the law date {date} these do not bind {state}, or not yet or no longer: {instruments}",
    "before_record": "{date} lies before anything this case records was known ({first})",
    "after_law": "{date} lies after {recorded}, the day up to which the law of this pack was recorded",
    "pack": "{says}",
    "caveat": "{says}",
    "case": "{says}",
}
HEADINGS = {
    "short": "In short",
    "order": "Why this order",
    "duties": "Duties that name no one route",
    "readings": "Contested law",
    "unknown": "What is not known and can matter",
    "notes": "Notes",
    "why": "Why",
}
LABELS = {
    "unsettled": "run under every position",
    "chosen": "taken as",
    "other_routes": "other routes of this option",
    "duty": "duty",
    "rival_duty": "another option is required by",
    "reach": "reach",
    "waits": "conditions",
    "oblige": "required by",
    "forbid": "forbidden by",
    "permit": "permitted by",
    "excuse": "duty excused by",
    "met": "conditions met",
    "support": "speaks for it",
    "oppose": "speaks against it",
    "throughout": "goes with it throughout",
    "set_aside": "set aside",
    "awaited": "awaited by the conditions above",
    "unknown": "further",
    "disputed": "disputed",
}
NOTHING = "none"
DATES = "Judged as of {as_of}, under the law of {law_on}, by rule pack {version} ({digest})."
SAID_BETWEEN = "The statements it counts on were made between {first} and {last}."
SAID_ON = "The statements it counts on were made on {first}."
TAKEN = "readings taken that are not the pack's own: {readings}"
OPTION_HEADING = "{rank}. {code} - {name} ({state}): {status}"
SAME_AS = "Coincides with {other}; see there."
ONLY_LAWFUL = "It is the only option that is not barred."
TURNS_ON = "Its status turns on unsettled law: {questions}."
SETTLED = {
    True: "Settled: nothing unknown can change this status.",
    False: "Not settled: what is unknown can change this status.",
    None: "Whether what is unknown can change this status was not decided.",
}
SUSPENDED = "suspended by {by}"
DUTY = "required once nothing stands in the way"
DUTY_NOW = "it is to be done now"
REACH_SAYS = {
    "out": "whoever must receive him refuses",
    "unknown": "whether he would be received is not known",
}
FACT_STATE = "{facts}; for {who}"
SEVERAL = "{n} rules wait for the same answer"
BARRED_WAITS = "were it not barred: {count} also to be met (see `why`)"
MORE_UNKNOWN = "{n} more facts can move another status or the ranking; `--format json` lists them"
REASON_KINDS = ("oblige", "forbid", "permit", "excuse", "met", "throughout", "set_aside", "support", "oppose")
WHY_TITLE = "Why {state} is {status}: {case}"
SEE_ABOVE = "(see above)"
ASSUMED = "(assumed, its rules are set aside)"
ASK = "{question} To be answered by {who}."
OWN_JUDGEMENT = "; a judgement, made by the author of the case"
DOMESTIC = "domestic law of {state}; it binds nobody else"
UNCHECKED = "(not checked at the source)"
HELD_BACK = "without {statement} this way would be free: what it outweighs or speaks for would count"
JUDGED_BY = "{fact} is {value}, in the judgement of {by}"
GENERATED = "made by a machine"
DISPUTES = "contradicts {statement}"
TRANSLATED = "translated {how}"
PREVAILS = "{superior} prevails over {inferior}: {ground} ({source})"
SAID = "said {said}, known {known}"
UNDATED = "on an unknown day"
JUDGED = "judged by {by}"
LABELS |= {
    "under": "status under each combination of readings",
    "measures": "how the ranking sees this route",
    "reading": "reading",
    "if": "if",
    "unless": "unless",
    "condition": "condition",
    "scope": "scope",
    "under_reading": "under",
    "priority": "priority",
    "source": "source",
    "judgement": "left to judgement",
    "grade": "grade",
    "held_by": "held back by one statement",
    "judged": "rests on judgement",
    "statement": "statement",
    "note": "note",
}
EXAMPLE_TAKEN = "No case was named; this is the bundled example {name}."
RULES_TITLE = "{n} rules, pack {version} ({digest})"
RULE_ROW = "{article}, {title}: {verb}{routes}{reading}{mark}"
SOUND = "no faults"
WARNINGS = ", {n} warnings"
ONE_WARNING = ", 1 warning"
FAULTY = "{n} faults"
ONE_FAULT = "1 fault"
LABELS |= {
    "instrument": "instrument",
    "binds": "binds",
    "only_for": "only for those who made",
    "not_for": "not for those who made",
    "not_encoded": "not encoded",
    "contested_with": "contested with",
    "prevails_over": "prevails over",
    "yields_to": "yields to",
    "file": "file",
}
