"""English words for timelines and comparisons. Templates only."""

from __future__ import annotations

TIMELINE_TITLE = "{case} ({id}): the ranking as it became known"
TIMELINE_DATES = (
    "At each date what was known by then counts, under the law of {law}, by rule pack {version} ({digest}). What the "
    "case settles under `facts` has no date and is taken to hold throughout: at dates before he was held too, when "
    "only what bears on him later was known."
)
EACH_DATE = "that date"
COMPARE_TITLE = "{left} against {right}"
SIDE = "{title} ({id}), as of {as_of}, under the law of {law_on}"
PACK = "By rule pack {version} ({digest})."
SAME = "Both give the same result."
ASSUMED = "assumed in both, not established: {what}"
SWITCHED_OFF = "switched off in both: {rules}"
SUPPOSED = "assumed, not established: {what}"
OFF = "switched off: {rules}"
HEADINGS = {
    "picture": "Picture",
    "table": "Table",
    "results": "Results",
    "because": "What explains the difference",
    "facts": "What differs",
    "moved": "What moved",
    "changed": "What the hypothesis changes",
}
SYMBOLS = {"required": "!", "open": "+", "open_if": "~", "contested": "?", "barred": "x"}
SIGNS = "! required   + lawful now   ~ lawful once its conditions are met   ? contested   x barred"
BOTH_BARRED = "; it is barred as before, and the order of what is barred opens nothing"
FIRST = "the first date: there is nothing to compare with"
NO_STATEMENTS = "The case records no statement; it is judged as of {date}, the day up to which the law was recorded."
LEGEND = SIGNS + "; the numbers stand for the dates of the table; not to scale"
RANK = "rank"
COLUMNS = ("", "date", "new", "moved", "ranking")
KNOWN = "became known"
RANKING = "ranking"
MOVED = "moved"
NOTHING_CHANGED = "no rank, status, condition or criterion: only reasons, if anything"
NOTHING_MOVED = "nothing moved"
RANKED_THEN = "{rank}. {state} {status}"
STATEMENT = "{fact} = {value}; {source}; said {said}; grade {grade}; [{use}]"
MOVES = {
    "rank": "{option} from rank {before} to {after}{criterion}",
    "route": "{option} is now shown by {after}, before by {before}",
    "status": "{route}: from {before} to {after}{by}",
    "conditions": "{route}: conditions from {before} to {after}{by}",
    "criterion": "{route}: {name} from {before} to {after}{by}",
    "duty": "{route}: duty from {before} to {after}",
    "reasons": "{route}: reasons{by}",
}
BY = ", by {rules}"
DECIDED = ", decided by {criterion}"
MORE = "{shown} and {n} more"
BECAUSE = "it moved because of"
EXPLAINS = "Put into the first, these alone give the result of the second:"
COMPLETE = "No smaller part of what differs does; every smaller part was tried."
BOUNDED = "None of them can be left out; not every other part of what differs was tried, so a smaller one may exist."
DIFFERENCE = "{before} -> {after}{statements}"
RESTS = " (rests on {before} / {after})"
NOTHING = "nothing"
KINDS = {
    "roles": "who plays which role",
    "as_of": "the day from which periods are counted",
    "law_on": "the day whose law counts",
}
PICTURE_SAYS = "The options by rank at each date something became known: {ends}."
ENDS = "{state} {first} at first and {last} at last"

REQUIRE_TITLE = "What would make {state} {status}, or better: {case}"
FLIP_TITLE = "What would put another option before {state}: {case}"
UNKNOWNS_TITLE = "What is unknown and what hangs on it: {case} ({id})"
READINGS_TITLE = "The options by readings of contested law: {case} ({id})"
KEPT = "What is established stays as it is; only what is unknown is answered."
REVISED = "What is established may be changed too, hypotheses excepted."
NOW = "{state} is now {status}."
SETS = "The smallest sets"
SIZE = "Facts in each: {n}. Each set was run again; no smaller one does it."
ALL_SETS = "These are all of that size."
MORE_SETS = "There are more of that size than shown, or the search was given up; see `--max`."
ALREADY = "It is so already."
IMPOSSIBLE = "No answers to what is unknown give it. In the way, whatever they are:"
GIVEN_UP = "The search was given up before anything was found."
NO_FLIP = "No change of these facts puts another option first."
COMMON = "in every set"
ONE_SET = "set {n}"
NO_MORE = "and nothing more"
FINDING = "{value} (now {was}); to be found by {who}"
DECISION = "{value} (now {was}); for {who} to decide"
UNDER = "Under the readings {readings}"
ANY = "of the case"
HIS_WORD = ", were his own word, and how he was asked, other than recorded"
THEN_FIRST = "{state} comes first"
LOOKED = "Unknown facts that the law or the ranking reads: {n}. Of these {idle} can move the status of no option."
ALL_COMPLETIONS = "All completions were looked at."
BOUNDS = {
    "size": "Not all completions were looked at: there is more to hold than the bound allows.",
    "ranking": "Not all completions were looked at: some routes stand level until their conditions are counted.",
}
CAN_BE = "Not settled: it can be {statuses}."
SHARE = "decides {share} of all completions; for {who}"
MORE_FACTS = "{n} more facts can move it; `--format json` lists them"
IDLE = "What cannot matter to any status"
ALL_READINGS = "Contested questions that some rule reads: {n}; every combination of their positions was looked at."
ROBUST = "Robust: it has this status under every combination of readings."
TURNS = "Not robust: it turns on {questions}."
ALONE = "taken alone, these change it"
NONE_ALONE = "no single reading changes it"
TURN = "{status}; held by {holders}"
TOGETHER = "every combination, what does not matter left out"
MORE_ROWS = "There are more rows than shown; see `--max`."
YES = "yes"
NO = "no"
INTERVIEWED = "Answers given in an interview, as of {as_of} under the law of {law_on}."
ANSWERED = "an answer given in an interview"
INTERVIEWEE = "whoever answered"
NOT_KNOWN = "Asked and not known: {facts}"
ASKING = "{number}. {asks}"
ASKING_WHY = "   It decides {share} of what is open, and can move {moves}. To be answered by {who}."
CHOICE = "   {number}) {value}{means}"
HOW_TO_ANSWER = {
    "bool": "   yes, no, ? (I don't know), back or stop: ",
    "enum": "   a number or a word of these, ? (I don't know), back or stop: ",
    "date": "   a day as YYYY-MM-DD, ? (I don't know), back or stop: ",
    "number": "   a number, ? (I don't know), back or stop: ",
}
NOT_AN_ANSWER = "   `{given}` is no answer to this."
NOTHING_TO_TAKE_BACK = "   There is nothing to take back."
TAKEN_BACK = "   Taken back: {fact}."
OVER = "Nothing further can change a status or the order. Questions asked: {asked}; of them not known: {open}."
STOPPED = "Stopped. Questions asked: {asked}; what was not asked can still change the answer."
WHICH_STATE = "{role}: a State code, or none: "
NO_SUCH_STATE = "   `{given}` is not a State this pack knows.{hint}"
STANDS = "It stands so: {ranking}."
INTERVIEW_GIVEN_UP = (
    "Given up after {asked} questions: what can still matter takes more to work out than the budget allows. "
    "The case holds the answers so far."
)
WORKING = "looking at every answer there can be"
