"""English words of the rulebook and of the graph of a pack. Templates only, as in ``en``."""

from __future__ import annotations

SLOTS = {
    "detaining_power": "the Detaining Power",
    "power_served": "the Power he served",
    "state_of_origin": "his State of origin",
    "third_state": "the third State",
    "destination": "the destination",
    "bound": "the State it binds",
    "state": "the State",
}
"""What stands for a State where no case says which."""

EDGES = {
    "when": "read in when",
    "unless": "read in unless",
    "condition": "read in its condition",
    "needs": "needed to be received",
    "concludes": "concludes",
    "concludes_not": "concludes not",
    "oblige": "obliges",
    "forbid": "forbids",
    "permit": "permits",
    "excuse": "excuses",
    "require": "requires",
    "support": "speaks for",
    "oppose": "speaks against",
    "overrides": "prevails over",
    "contested_with": "collides with, unresolved",
}
GRAPH_TITLE = "Rules of pack {version} ({digest})"
GRAPH_ABOUT = ": what bears on {about}, and on what it bears"
GRAPH_DEPTH = ", at most {n} away"
GRAPH_LARGE = (
    "{edges} edges; most Mermaid viewers draw {most} at most. Name rules or facts, or give --depth, to narrow it"
)

MADE = "<!-- Made from the rules by `pow-options rules book`; what is changed here by hand is lost. -->"
"""First line of every page, by which a page made before is told from one written by hand."""
STALE = "{file} was made for a book this pack no longer has; it is left as it is"

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAY = "{day} {month} {year}"
LINK = "[{text}]({target})"
CHECKED = "checked"
NOT_CHECKED = "**NOT CHECKED**"
SOURCE = "{source} ({mark}){note}"
AND = " and "
OR = ", or "

BOOK_TITLE = "The law in this pack"
BOOK_HEAD = (
    "{title}, version {version}, as of {recorded}. These pages are made from the rules that the tool applies: what "
    "they say is what it does. They need no knowledge of the program, and are not legal advice."
)
BOOK_READING = (
    "Every rule is one legal effect of one provision, in our own words, with its source. *Checked* means that the "
    "source was read; **NOT CHECKED** marks general knowledge and inference. A rule applies when all it asks for is "
    "*established*: what is unknown is neither true nor false. *Unless* puts the burden on whoever asserts the "
    "exception. A prohibition that may apply keeps a way to another State closed until it is ruled out."
)
BOOK_CAVEATS = "Left out so far, or not tested:"
SEE = "See also: {links}."
BY_HAND = "Written by hand beside these pages: {links}."
READINGS_TITLE = "Contested questions"
TERMS_TITLE = "Facts and conclusions"
INSTRUMENTS = "Instruments"
INSTRUMENTS_HEAD = (
    "*Checked* and NOT CHECKED count citations, of rules and of what they prevail over; dates are those of Parties.",
    "| Instrument | Short | Kind | In force | Rules | Checked | NOT CHECKED | Dates checked | Not encoded |",
    "|---|---|---|---|---:|---:|---:|---:|---:|",
)
TOTAL = "**Together**"
OF = "{n} of {all}"
WAYS = "The destinations and the ways there"
WAYS_HEAD = (
    "Law attaches to ways, not to destinations.",
    "| Destination | Way | Carried out by | Keeps him in custody | Can be undone |",
    "|---|---|---|---|---|",
)
EFFECTS_TITLE = "What a rule can do"
KIND = {
    "treaty": "treaty",
    "custom": "customary law",
    "practice": "practice",
    "domestic": "domestic law of {state}",
}
YES_NO = {True: "yes", False: "no"}
UNDO = {"fully": "fully", "partly": "partly", "never": "never"}
EFFECT = {
    "conclude": "draws a conclusion that other rules read",
    "oblige": "obliges: this way must be taken",
    "forbid": "forbids this way",
    "duty": "forbids this way; its sentence is listed among the duties of the case",
    "permit": "lifts the prohibitions and requirements it prevails over, and no others",
    "excuse": "lifts the duties and requirements it prevails over, and no others",
    "before": "this way waits until the condition is met",
    "throughout": "the duty goes with this way and does not close it",
    "support": "speaks for this way, in the ranking only",
    "oppose": "speaks against this way, in the ranking only",
}
EFFECT_NAMES = {
    "conclude": "conclude",
    "oblige": "oblige",
    "forbid": "forbid",
    "duty": "forbid, as a duty",
    "permit": "permit",
    "excuse": "excuse",
    "before": "require, before the act",
    "throughout": "require, throughout",
    "support": "support",
    "oppose": "oppose",
}

INSTRUMENT_TITLE = "{short}: {title}"
ADOPTED = "adopted {on}"
IN_FORCE = "in force {on}"
EMERGED = "taken to have emerged by {on}"
EMERGED_SHORT = "emerged by {on}"
BETWEEN = "It binds only where all of these are bound by it: {roles}."
DOMESTIC = "It decides what {state} itself may do, binds nobody else, and lifts no international duty."
SOURCES = "Sources"
PARTIES = "Parties"
PARTIES_HEAD = ("| State | Bound from | Until | Source |", "|---|---|---|---|")
NOT_PARTIES = "Not Parties: {states}."
OPEN_ONLY = "Open only to: {states}."
NOT_LOOKED_UP = "A State named nowhere here was not looked up; what this law means for it is unknown."
DECLARATIONS = "Declarations and reservations"
DECLARED = "{kind} of {state} to {article}, {on}"
DECLARATION_KIND = {"declaration": "Declaration", "reservation": "Reservation"}
WITHDRAWN = "withdrawn {on}"
DECLARES = "{state} {says}"
RULES = "Rules"
NO_RULES = "No rule of it is encoded."
NOT_ENCODED = "What is not encoded"
NOT_ENCODED_NONE = "Nothing is listed."

RULE_ID = "Rule `{id}`. It binds {who}."
WHO_DOMESTIC = "{state} alone (its domestic law)"
ONLY_FOR = "Only where {who} has made the {kind} of {state} to {article} ({link})."
NOT_FOR = "Not where {who} has made the {kind} of {state} to {article} ({link})."
HERE = "see above"
READING = "**Only on a reading**: that {positions} ({question}; {default})."
READING_SHORT = "only on the reading that {positions} ({contested}; {default})"
READING_LINK = "contested"
DEFAULT = {
    "yes": "the default",
    "no": "not the default",
    "unsettled": "left unsettled, so every position is run",
}
LEAD = {
    "when": {"all": "**When** all of this is established:", "any": "**When** at least one of these is established:"},
    "unless": {
        "all": "**Unless** all of this is established:",
        "any": "**Unless** at least one of these is established:",
    },
    "condition": {
        "all": "**What must be established** for the ways below:",
        "any": "**What must be established** for the ways below, at least one of these:",
    },
    "throughout": {
        "all": "**What is owed throughout** on the ways below:",
        "any": "**What is owed throughout** on the ways below, at least one of these:",
    },
}
ONE = {"when": "**When** this is established:", "unless": "**Unless** this is established:"}
ALWAYS = "**When**: always."
AS_WRITTEN = "As written: `{text}`"
GROUP = {"all": "all of this:", "any": "at least one of these:"}
TRUTH = {True: "(always)", False: "(never)"}
ANSWER = "*{question}* {answer}"
BOOL_ANSWER = {True: "**Yes**", False: "**No**"}
ANSWERS = "**{values}**"
ANSWERS_NOT = "**not: {values}**"
MOST_OTHERS = 4
"""As many other values of a fact are named where one is excluded; of more, the one excluded is."""
SAME = {True: "{left} is {right}", False: "{left} is not {right}"}
COMPARED = {
    "==": "{value}",
    "!=": "other than {value}",
    "<": "less than {value}",
    "<=": "at most {value}",
    ">": "more than {value}",
    ">=": "at least {value}",
}
COMPARED_DATE = {
    "==": "on {value}",
    "!=": "not on {value}",
    "<": "before {value}",
    "<=": "on or before {value}",
    ">": "after {value}",
    ">=": "on or after {value}",
}
DAYS_AGO = "days since then: {compared}"
CONCLUDES = "**Then** {says}."
ROUTES_HEAD = ("| Way | Leads to | Effect | Can be set aside by |", "|---|---|---|---|")
NOBODY = "–"
PREVAILS = "**Prevails over**"
YIELDS = "**Yields to**"
GROUND = "{ground}{reading}. Source: {source}."
WHOLE = "all rules of {instrument} it can prevail over ({rules})"
WHOLE_NONE = "all rules of {instrument} it can prevail over (none so far)"
CONTESTED = "**Collides with**, no rule saying which prevails: {rules}."
OPEN_NORM = "**Left to judgement**: {text}"
RULE_NOT_ENCODED = "**Not encoded**: {text}"
NOTE = "**Note**: {text}"
RULE_SOURCES = "**Sources**"

READINGS_HEAD = (
    "Where the law is contested, each position is a reading. A rule, or the precedence of one rule over another, may "
    "hold on some readings only. An unsettled question is run under every position, and the answer says what turns "
    "on it."
)
DEFAULT_IS = "Default: {default}."
UNSETTLED = "unsettled, so every position is run"
POSITION = "**{says}** (`{id}`{default})"
POSITION_DEFAULT = ", the default"
HELD_BY = "Held by: {holders}."
AUTHORITY = "Authority: {sources}."
HOLDS_RULES = "Rules that hold on this reading: {rules}."
HOLDS_OVERRIDES = "Precedence on this reading: {pairs}."
OVER = "{superior} over {inferior}"
HOLDS_NOTHING = "No rule depends on it."
TERMS_HEAD = "What rules read. A fact is found, judged or decided by somebody; a conclusion is drawn by rules alone."
FACTS = "Facts"
CONCLUSIONS = "Conclusions"
FACT_KIND = {
    "finding": "A finding",
    "judgement": "A judgement",
    "decision": "A decision",
}
FACT_WHO = "{kind}. Answered by {who}."
FACT_ANSWER = "{means} (`{value}`)"
FACT_PARTIES = "Read from the Parties to {instrument}."
FACT_ABOUT = "It counts only if it comes from the same voice as the answer to *{question}*"
READ_BY = "Read by: {rules}."
READ_BY_NOBODY = "No rule reads it."
CONCLUDED_BY = "Concluded by: {rules}."
DENIED_BY = "The opposite: {denies}. Concluded by: {rules}."
ORDER = "In the law of {state} only."
