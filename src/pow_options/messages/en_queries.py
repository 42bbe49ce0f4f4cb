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
