"""Theories made by hand, with the answers derived on paper from the text of the semantics; see `building`."""

from __future__ import annotations

from typing import Any

from tests.differential import conditions as c
from tests.differential.building import AFTER, BEFORE, CUSTOM, ON_THE_DAY, Case, make, rule
from tests.differential.conditions import both, either, eq, holds, ne, no

DECLARED = {
    "kind": "declaration",
    "article": "Art. 1",
    "says": "it declares",
    "authority": [{"source": "made up", "checked": False}],
}


def _literal_cases() -> list[Case]:
    team = [
        rule("t1", conclude="p", over=["s1"]),
        rule("t2", conclude="p", over=["s2"]),
        rule("s1", conclude="not p"),
        rule("s2", conclude="not p"),
    ]
    return [
        # p and not p attack one another and neither is proved; so the rule for not q has no ground, and
        # nothing blocks q. (Ambiguity propagation would leave q unproved too.)
        Case(
            "ambiguity is blocked",
            make(
                "ambiguity",
                [
                    rule("1", conclude="p"),
                    rule("2", conclude="not p"),
                    rule("3", conclude="q"),
                    rule("4", conclude="not q", when=holds("p")),
                ],
            ),
            {},
            {"p": "000000", "q": "101100"},
        ),
        # Each rule for not p is overridden by some rule for p, though by none both.
        Case("team defeat", make("team", team), {}, {"p": "101100"}),
        # Now nothing overrides s2: p is blocked; not p is blocked by t1, which nothing overrides.
        Case(
            "team one short",
            make("short", [team[0], rule("t2", conclude="p"), *team[2:]]),
            {},
            {"p": "000000"},
        ),
        # t1 alone overrides s1, but t1 does not apply (a is false): t2 and s1 block one another.
        Case(
            "an override counts only if it applies",
            make(
                "idle",
                [
                    rule("t1", conclude="p", when=holds("a"), over=["s1"]),
                    rule("t2", conclude="p"),
                    rule("s1", conclude="not p"),
                ],
                {"a": False},
            ),
            {},
            {"p": "000000"},
        ),
        # u unknown: `unless: u` does not defeat, so p; u may yet be true, so not surely. `when: not u` needs
        # proof, so not q; u may yet be false, so q is possible. `u or not u` is not established in strong
        # Kleene logic.
        Case(
            "unless and when",
            make(
                "unless",
                [
                    rule("1", conclude="p", unless=holds("u")),
                    rule("2", conclude="q", when=no(holds("u"))),
                    rule("3", conclude="r", when=either(holds("u"), no(holds("u")))),
                ],
            ),
            {},
            {"p": "100100", "q": "000100", "r": "000100"},
        ),
        # a true defeats rule 1; b false: `unless` is not established, `not b` is.
        Case(
            "unless established",
            make(
                "defeat",
                [
                    rule("1", conclude="p", unless=holds("a")),
                    rule("2", conclude="q", when=no(holds("b")), unless=holds("b")),
                ],
                {"a": True, "b": False},
            ),
            {},
            {"p": "000000", "q": "101100"},
        ),
        # Rule 2 may apply (u); where it does rule 1 overrides it, and rule 1 surely applies: p surely, not p
        # never. Rule 4 may apply and nothing overrides it: q as things stand, not surely; not q never, rule 3
        # attacks surely.
        Case(
            "bounds under attack",
            make(
                "attack",
                [
                    rule("1", conclude="p", over=["2"]),
                    rule("2", conclude="not p", when=holds("u")),
                    rule("3", conclude="q"),
                    rule("4", conclude="not q", when=holds("u")),
                ],
            ),
            {},
            {"p": "101100", "q": "100100"},
        ),
        # Rule 1 may apply and overrides rule 2, which surely applies: not p as things stand, but only
        # possibly; p possibly. Then q reads `not p`, r reads `p` unknown in its `unless`.
        Case(
            "bounds run through layers",
            make(
                "layers",
                [
                    rule("1", conclude="p", when=holds("u"), over=["2"]),
                    rule("2", conclude="not p"),
                    rule("3", conclude="q", when=no(holds("p"))),
                    rule("4", conclude="r", unless=holds("p")),
                ],
            ),
            {},
            {"p": "010101", "q": "100100", "r": "100100"},
        ),
        # k is low or mid: `in [low, mid]` and `!= high` are established, `== low` is open, `== high` refuted.
        Case(
            "values still possible",
            make(
                "enum",
                [
                    rule("1", conclude="p", when=both(c.among("k", ("low", "mid")), ne("k", "high"))),
                    rule("2", conclude="q", when=eq("k", "low")),
                    rule("3", conclude="r", when=no(eq("k", "high"))),
                    rule("4", conclude="c(bound)", when=eq("k", "high")),
                ],
                {"k": "low mid"},
            ),
            {},
            {"p": "101100", "q": "000100", "r": "101100", "c(UKR)": "000000"},
        ),
        # r1 to r4 spell out strong Kleene on a true, b false, u and v unknown; each disjunct must be
        # established.
        Case(
            "truth tables",
            make(
                "kleene",
                [
                    rule(
                        "1",
                        conclude="p",
                        when=both(either(holds("u"), holds("a")), either(holds("a"), holds("u"))),
                    ),
                    rule(
                        "2",
                        conclude="q",
                        when=no(either(holds("b"), both(holds("u"), holds("b")), holds("b"))),
                    ),
                    rule(
                        "3",
                        conclude="r",
                        when=both(no(both(holds("b"), holds("u"))), no(both(holds("u"), holds("b")))),
                    ),
                    rule("4", conclude="c(bound)", when=either(holds("u"), holds("b"))),
                    rule("5", conclude="d(bound)", when=either(both(holds("u"), holds("b")), no(holds("a")))),
                ],
                {"a": True, "b": False},
            ),
            {},
            {"p": "101100", "q": "101100", "r": "101100", "c(UKR)": "000100", "d(UKR)": "000000"},
        ),
        # Rule 1 has an instance for RUS, rule 2 one for KOR; both speak of p, so the one overrides the other.
        Case(
            "instances for different States meet on one literal",
            make(
                "meet",
                [
                    rule("1", conclude="p", when=holds("w_s", "destination")),
                    rule("2", conclude="not p", when=eq("k_s", "low", "destination"), over=["1"]),
                ],
                {
                    **{f"w_s({s})": s == "RUS" for s in ("UKR", "RUS", "PRK", "KOR")},
                    **{f"k_s({s})": "low" if s == "KOR" else "high" for s in ("UKR", "RUS", "PRK", "KOR")},
                },
            ),
            {},
            {"p": "010011"},
        ),
        # Rule 1 concludes c of each destination where w holds: RUS and KOR. Rule 2 denies c of the third
        # State: KOR is blocked. Rule 3 denies d of each destination but is overridden on RUS alone, where
        # rule 4 speaks.
        Case(
            "literals are ground",
            make(
                "ground",
                [
                    rule("1", conclude="c(destination)", when=holds("w_s", "destination")),
                    rule("2", conclude="not c(third_state)"),
                    rule("3", conclude="not d(destination)"),
                    rule("4", conclude="d(power_served)", over=["3"]),
                ],
                {"w_s(RUS)": True, "w_s(KOR)": True, "w_s(UKR)": False},
            ),
            {},
            {
                "c(RUS)": "101100",
                "c(KOR)": "000000",
                "c(PRK)": "000100",
                "c(UKR)": "000000",
                "d(RUS)": "101100",
                "d(KOR)": "010011",
            },
        ),
    ]


def _route_cases() -> list[Case]:
    on = ["stay", "home"]
    forbid, oblige = rule("f", forbid=on), rule("o", oblige=on)
    return [
        Case("no law", make("empty", []), dict.fromkeys(("stay", "third", "hand", "home", "fly"), "open")),
        Case("forbidden", make("forbid", [forbid]), {"stay": "barred", "home": "barred", "third": "open"}),
        Case("obliged", make("oblige", [oblige]), {"stay": "required", "home": "required", "hand": "open"}),
        # The permit overrides f, not g: g still stands.
        Case(
            "a permit lifts what it overrides",
            make(
                "permit",
                [forbid, rule("g", forbid=["home"]), rule("p", permit=on, over=["f"])],
            ),
            {"stay": "open", "home": "barred"},
        ),
        Case(
            "an excuse lifts what it overrides",
            make(
                "excuse",
                [oblige, rule("n", oblige=["home"]), rule("e", excuse=on, over=["o"])],
            ),
            {"stay": "open", "home": "required"},
        ),
        Case("collision", make("collide", [forbid, oblige]), {"stay": "contested", "home": "contested"}),
        Case(
            "forbid prevails",
            make("shut", [rule("f", forbid=on, over=["o"]), oblige]),
            {"stay": "barred", "home": "barred"},
        ),
        Case(
            "oblige prevails",
            make("duty", [forbid, rule("o", oblige=on, over=["f"])]),
            {"stay": "required", "home": "required"},
        ),
        # f overrides o, nothing overrides n, n overrides nothing: neither proved nor beaten.
        Case(
            "a second oblige keeps up the collision",
            make("second", [rule("f", forbid=on, over=["o"]), oblige, rule("n", oblige=on)]),
            {"stay": "contested", "home": "contested"},
        ),
        # f overrides o, n overrides f, g overrides n: g stands and answers n; f, overridden by n, stands too
        # and answers o. Every oblige is overridden by a standing forbid: proved. Superiority is not
        # transitive.
        Case(
            "teams of forbids",
            make(
                "teams",
                [
                    rule("f", forbid=on, over=["o"]),
                    oblige,
                    rule("n", oblige=on, over=["f"]),
                    rule("g", forbid=on, over=["n"]),
                ],
            ),
            {"stay": "barred", "home": "barred"},
        ),
        # o, overridden by f, still stands, but n overrides f, and nothing overrides n: beaten, and required.
        Case(
            "a forbid beaten by another oblige",
            make("beaten", [rule("f", forbid=on, over=["o"]), oblige, rule("n", oblige=on, over=["f"])]),
            {"stay": "required", "home": "required"},
        ),
        # A permit over f alone: the oblige stays without opponent.
        Case(
            "a lifted forbid does not collide",
            make("lifted", [rule("f", forbid=on, over=["o"]), oblige, rule("p", permit=on, over=["f"])]),
            {"stay": "required", "home": "required"},
        ),
        # Condition false: not lawful yet, though obliged. `throughout` never changes the status.
        Case(
            "require",
            make(
                "require",
                [
                    oblige,
                    rule("q", on=["home"], condition=holds("a")),
                    rule("t", on=["stay", "third"], condition=holds("a"), timing="throughout"),
                ],
                {"a": False},
            ),
            {"home": "open_if", "stay": "required", "third": "open"},
            missing={"home": {"base-q"}, "stay": set()},
        ),
        # An excuse over o and q: o does not stand, q is lifted.
        Case(
            "an excuse lifts a requirement too",
            make(
                "excuse require",
                [
                    oblige,
                    rule("q", on=on, condition=holds("u")),
                    rule("e", excuse=on, over=["o", "q"]),
                ],
            ),
            {"stay": "open", "home": "open"},
        ),
        # The text says a rule that applies lifts; only of an oblige does it say that it must stand. So f,
        # lifted by the permit, still lifts q.
        Case(
            "a lifted forbid lifts a requirement",
            make(
                "odd",
                [
                    rule("f", forbid=on, over=["q"]),
                    rule("p", permit=on, over=["f"]),
                    rule("q", on=on, condition=holds("u")),
                ],
            ),
            {"stay": "open", "home": "open"},
        ),
        # law `other` named whole: its forbid and its require are lifted, that of `base` is not.
        Case(
            "a whole instrument",
            make(
                "whole",
                [
                    rule("f", law="other", forbid=[*on, "hand"]),
                    rule("q", law="other", on=on, condition=holds("u")),
                    rule("g", forbid=["stay"]),
                    rule("p", permit=on, over=[{"instrument": "other"}]),
                ],
                laws={"other": CUSTOM},
            ),
            {"stay": "barred", "home": "open", "hand": "barred"},
        ),
        Case(
            "a whole instrument, literals",
            make(
                "whole literals",
                [
                    rule("1", conclude="p", over=[{"instrument": "other"}]),
                    rule("1", law="other", conclude="not p"),
                    rule("2", law="other", conclude="not q"),
                    rule("2", conclude="q"),
                ],
                laws={"other": CUSTOM},
            ),
            {},
            {"p": "101100", "q": "000000"},
        ),
    ]


def _bound_cases() -> list[Case]:
    on = ["stay", "home"]
    unsure = {"stay": "open", "home": "open_if"}
    met = [
        rule("1", conclude="p", unless=holds("u")),
        rule("q", on=on, condition=holds("p")),
    ]
    return [
        # u unknown: the forbid does not apply as things stand but may: the guarded route waits, the other
        # does not.
        Case(
            "a prohibition may apply",
            make("may", [rule("f", forbid=on, when=holds("u"))]),
            unsure,
            missing={"home": {"base-f"}, "stay": set()},
        ),
        Case(
            "a duty does not hide it",
            make("may duty", [rule("f", forbid=on, when=holds("u")), rule("o", oblige=on)]),
            {"stay": "required", "home": "open_if"},
        ),
        Case(
            "refuted",
            make("refuted", [rule("f", forbid=on, when=holds("u"))], {"u": False}),
            dict.fromkeys(on, "open"),
        ),
        # f stands as things stand (its `unless` is unknown): barred, guarded or not.
        Case(
            "barred comes first",
            make("first", [rule("f", forbid=on, unless=holds("u"))]),
            dict.fromkeys(on, "barred"),
        ),
        # The permit lifts f as things stand, but its `unless` may come true.
        Case(
            "a permit with an unknown unless",
            make("permit unless", [rule("f", forbid=on), rule("p", permit=on, unless=holds("u"), over=["f"])]),
            unsure,
        ),
        # o overrides f as things stand; it may be excused, so it does not surely stand.
        Case(
            "an oblige that may be excused",
            make(
                "may be excused",
                [
                    rule("f", forbid=on),
                    rule("o", oblige=on, over=["f"]),
                    rule("e", excuse=on, when=holds("u"), over=["o"]),
                ],
            ),
            {"stay": "required", "home": "open_if"},
            missing={"home": {"base-f"}},
        ),
        # Excused for certain: o does not stand, f does.
        Case(
            "an oblige that is excused",
            make(
                "is excused",
                [
                    rule("f", forbid=on),
                    rule("o", oblige=on, over=["f"]),
                    rule("e", excuse=on, over=["o"]),
                ],
            ),
            dict.fromkeys(on, "barred"),
        ),
        # The same of a requirement that o lifts.
        Case(
            "an oblige that may be excused, over a requirement",
            make(
                "lifting",
                [
                    rule("q", on=on, condition=holds("a")),
                    rule("o", oblige=on, over=["q"]),
                    rule("e", excuse=on, when=holds("u"), over=["o"]),
                ],
                {"a": False},
            ),
            {"stay": "required", "home": "open_if"},
        ),
        # f may apply; where it does, o, which surely stands, overrides it. g may apply and nothing answers
        # it.
        Case(
            "surely overridden",
            make(
                "sure",
                [
                    rule("f", forbid=["home", "hand"], when=holds("u")),
                    rule("g", forbid=["hand"], when=holds("u")),
                    rule("o", oblige=["home", "hand"], over=["f"]),
                ],
            ),
            {"home": "required", "hand": "open_if"},
            missing={"hand": {"base-g"}},
        ),
        # A requirement applies unless its `when` is refuted, and is unmet unless its condition is
        # established.
        Case(
            "require, when unknown",
            make("when", [rule("q", on=on, when=holds("u"), condition=holds("a"))], {"a": False}),
            dict.fromkeys(on, "open_if"),
        ),
        Case(
            "require, unless unknown",
            make("unless u", [rule("q", on=on, unless=holds("u"), condition=holds("v"))]),
            dict.fromkeys(on, "open_if"),
        ),
        Case(
            "require, when refuted",
            make("when f", [rule("q", on=on, when=holds("a"), condition=holds("v"))], {"a": False}),
            dict.fromkeys(on, "open"),
        ),
        Case(
            "require, unless established",
            make("unless t", [rule("q", on=on, unless=holds("a"), condition=holds("v"))], {"a": True}),
            dict.fromkeys(on, "open"),
        ),
        # p is proved as things stand, not surely: met on the unguarded route only.
        Case("met, but not surely", make("met", met), unsure),
        # `when: p` refuted as things stand (not p is proved), not surely.
        Case(
            "refuted, but not surely",
            make(
                "unsurely",
                [
                    rule("1", conclude="not p", unless=holds("u")),
                    rule("q", on=on, when=holds("p"), condition=holds("v")),
                ],
            ),
            unsure,
        ),
    ]


def _reading_cases() -> list[Case]:
    on = ["stay", "home"]
    under_x = rule("f", forbid=on, reading={"one": "x"})
    lifted = [
        rule("f", forbid=on),
        rule("p", permit=on, over=[{"rule": "base-f", "reading": {"one": ["x", "y"]}}]),
    ]
    return [
        Case(
            "barred under one reading",
            make("one", [under_x], asks={"one": "unsettled"}),
            dict.fromkeys(on, "contested"),
        ),
        Case("settled, rule chosen", make("x", [under_x], asks={"one": "x"}), dict.fromkeys(on, "barred")),
        Case("settled, rule not chosen", make("y", [under_x], asks={"one": "y"}), dict.fromkeys(on, "open")),
        # Lifted under x and y, barred under z.
        Case(
            "override under a reading",
            make("over", lifted, asks={"one": "unsettled"}),
            dict.fromkeys(on, "contested"),
        ),
        Case("override, settled at y", make("over y", lifted, asks={"one": "y"}), dict.fromkeys(on, "open")),
        Case("override, settled at z", make("over z", lifted, asks={"one": "z"}), dict.fromkeys(on, "barred")),
        # x: f alone, barred. y, z: g alone, barred. Barred under all.
        Case(
            "barred under every reading",
            make(
                "all",
                [under_x, rule("g", forbid=on, reading={"one": ["y", "z"]})],
                asks={"one": "unsettled"},
            ),
            dict.fromkeys(on, "barred"),
        ),
        # stay: required under x, open else: open. home: required under x, waits under y, open under z:
        # open_if.
        Case(
            "the least favourable",
            make(
                "least",
                [
                    rule("o", oblige=on, reading={"one": "x"}),
                    rule("q", on=["home"], condition=holds("u"), reading={"one": "y"}),
                ],
                asks={"one": "unsettled"},
            ),
            {"stay": "open", "home": "open_if"},
        ),
        # x: collision; y: barred; z: open. And: x: collision, else open. And: x: waits, else required.
        Case(
            "a collision under one reading",
            make(
                "mixed",
                [
                    rule("f", forbid=["stay", "home", "hand"], reading={"one": "x"}),
                    rule("o", oblige=["stay", "home"], reading={"one": "x"}),
                    rule("n", oblige=["hand", "third"], over=["f"]),
                    rule("g", forbid=["stay"], reading={"one": "y"}),
                    rule("q", on=["third"], condition=holds("u"), reading={"one": "x"}),
                ],
                asks={"one": "unsettled"},
            ),
            {"stay": "contested", "home": "contested", "hand": "required", "third": "open_if", "fly": "open"},
        ),
        # The collision stays one though q waits too.
        Case(
            "a collision that waits",
            make(
                "waiting",
                [rule("f", forbid=on), rule("o", oblige=on), rule("q", on=on, condition=holds("u"))],
            ),
            dict.fromkeys(on, "contested"),
        ),
        # f under one=x and two=y only. o over f there: required in that world, as in all others.
        Case(
            "two questions",
            make(
                "two",
                [
                    rule("f", forbid=[*on, "hand"], reading={"one": "x", "two": "y"}),
                    rule("o", oblige=on, over=["f"]),
                ],
                asks={"one": "unsettled", "two": "unsettled"},
            ),
            {"stay": "required", "home": "required", "hand": "contested"},
        ),
        # Superiority turns with the reading: under x f prevails, else o does: barred in some worlds.
        Case(
            "superiority turns",
            make(
                "turn",
                [
                    rule("f", forbid=on, over=[{"rule": "base-o", "reading": {"one": "x"}}]),
                    rule("o", oblige=on, over=[{"rule": "base-f", "reading": {"one": ["y", "z"]}}]),
                ],
                asks={"one": "unsettled"},
            ),
            dict.fromkeys(on, "contested"),
        ),
    ]


def _binding_cases() -> list[Case]:
    every = ["stay", "third", "hand", "home", "fly"]
    gone = {"third_state": "none"}
    treaty = {
        "kind": "treaty",
        "in_force": "1950-10-21",
        "parties": {
            "UKR": {"in_force": ON_THE_DAY, "until": None},
            "PRK": {"in_force": BEFORE, "until": ON_THE_DAY},
            "RUS": {"in_force": BEFORE, "until": AFTER},
            "KOR": {"in_force": AFTER},
        },
        "declarations": [
            {"id": "said", "by": "UKR", "on": ON_THE_DAY, "withdrawn": None, **DECLARED},
            {"id": "unsaid", "by": "UKR", "on": BEFORE, "withdrawn": ON_THE_DAY, **DECLARED},
        ],
    }
    laws = {"treaty": treaty}

    def whole(name: str, expected: str, **parts: Any) -> Case:
        made = make(name, [rule("f", law="treaty", forbid=["stay"], **parts)], laws=laws)
        return Case(f"treaty: {name}", made, {"stay": expected})

    def party(role: str, digits: str) -> Case:
        made = make(role, [rule("1", law="treaty", binds=role, conclude="p")], laws=laws)
        return Case(f"treaty binds {role}", made, {}, {"p": digits})

    def other_treaty(name: str, between: list[str], expected: str, **more: object) -> Case:
        changed = {"treaty": {**treaty, "between": between, **more}}
        return Case(name, make(name, [rule("f", law="treaty", forbid=["stay"])], laws=changed), {"stay": expected})

    domestic = {"kind": "domestic", "state": "UKR", "in_force": BEFORE}
    return [
        # A rule binds the State bound to its role, on the routes that State carries out.
        Case(
            "who is bound",
            make("actor", [rule("f", forbid=every, binds="state_of_origin")]),
            {**dict.fromkeys(every, "open"), "fly": "barred"},
        ),
        # The third State is the captor itself: the rule binds it as captor; `third` is a route of the same
        # State.
        Case(
            "roles coincide, actor",
            make("same actor", [rule("f", forbid=every, binds="third_state")], roles={"third_state": "UKR"}),
            {**dict.fromkeys(every, "barred"), "fly": "open"},
        ),
        # A conclusion has no such limit.
        Case(
            "conclusions bind anywhere",
            make("p", [rule("1", binds="third_state", conclude="p")]),
            {},
            {"p": "101100"},
        ),
        # State of origin and Power served are both RUS: c(RUS) is one atom, which rules 1 and 2 contest; the
        # forbid reads c of the route's destination and `destination == power_served` holds on `home` too.
        Case(
            "roles coincide, atoms",
            make(
                "same atom",
                [
                    rule("1", conclude="c(power_served)"),
                    rule("2", conclude="not c(state_of_origin)"),
                    rule("f", forbid=["hand", "home"], when=("same", "destination", "power_served")),
                ],
                roles={"state_of_origin": "RUS"},
            ),
            {"hand": "barred", "home": "barred"},
            {"c(RUS)": "000000"},
        ),
        Case(
            "roles apart, atoms",
            make(
                "apart",
                [
                    rule("1", conclude="c(power_served)"),
                    rule("2", conclude="not c(state_of_origin)"),
                    rule("f", forbid=["hand", "home"], when=("same", "destination", "power_served")),
                ],
            ),
            {"hand": "barred", "home": "open"},
            {"c(RUS)": "101100", "c(PRK)": "010011"},
        ),
        # No third State: no such route; a rule bound to it is off, and nothing is concluded of it. What a
        # condition asks of it is false, so the exception of f fails and the prohibition stands (docs/semantics.md);
        # the comparison of it with the destination is false, so g stays and h's `when` fails.
        Case(
            "bound to none",
            make(
                "none",
                [
                    rule("e", forbid=["hand"], binds="third_state"),
                    rule("f", forbid=["hand"], unless=holds("w_s", "third_state")),
                    rule("g", forbid=["stay"], when=("differ", "destination", "third_state")),
                    rule("h", forbid=["home"], when=("same", "destination", "third_state")),
                    rule("1", conclude="c(third_state)"),
                    rule("2", conclude="p", binds="third_state"),
                ],
                roles=gone,
            ),
            {"stay": "barred", "hand": "barred", "home": "open", "fly": "open"},
            {"p": "000000"},
        ),
        Case(
            "none is none",
            make(
                "none twice",
                [rule("f", forbid=["stay"], when=("same", "third_state", "power_served"))],
                roles={**gone, "power_served": "none"},
            ),
            {"stay": "barred", "home": "open", "fly": "open"},
        ),
        # An `unless` on the destination makes a `conclude` range: one instance, for KOR, survives its
        # `unless`.
        Case(
            "destination in the unless alone",
            make(
                "ranging",
                [rule("1", conclude="p", when=holds("a"), unless=("differ", "destination", "third_state"))],
                {"a": True},
            ),
            {},
            {"p": "101100"},
        ),
        Case(
            "destination, and no third State",
            make(
                "not ranging",
                [rule("1", conclude="p", when=holds("a"), unless=("differ", "destination", "third_state"))],
                {"a": True},
                roles=gone,
            ),
            {},
            {"p": "000000"},
        ),
        # UKR from the day itself; PRK until that day, so no longer; RUS until the next; KOR from the next.
        party("detaining_power", "101100"),
        party("state_of_origin", "000000"),
        party("power_served", "101100"),
        party("third_state", "000000"),
        whole("a declaration made", "barred", only_for="said"),
        whole("a declaration not made", "open", not_for="said"),
        whole("a declaration withdrawn", "open", only_for="unsaid"),
        whole("no longer declared", "barred", not_for="unsaid"),
        other_treaty("between Parties", ["detaining_power", "power_served"], "barred"),
        other_treaty("between, one left", ["detaining_power", "state_of_origin"], "open"),
        other_treaty("treaty not in force", [], "open", in_force=AFTER),
        # Custom that emerges the day after does not bind.
        Case(
            "custom to come",
            make(
                "to come",
                [rule("f", law="new", forbid=["stay"])],
                laws={"new": {"kind": "custom", "emerged": AFTER}},
            ),
            {"stay": "open"},
        ),
        # Practice binds from its emergence, a treaty without a date of its own from the Party's.
        Case(
            "practice",
            make(
                "practice",
                [rule("f", law="use", forbid=["stay"])],
                laws={"use": {"kind": "practice", "emerged": BEFORE}},
            ),
            {"stay": "barred"},
        ),
        Case(
            "treaty without a date",
            make(
                "undated",
                [rule("f", law="pact", forbid=["stay"])],
                laws={"pact": {"kind": "treaty", "parties": {"UKR": {"in_force": BEFORE}}}},
            ),
            {"stay": "barred"},
        ),
        # The captor's own law bars what the captor carries out, not what the State of origin does.
        Case(
            "domestic law",
            make("domestic", [rule("f", law="home", binds="UKR", forbid=every)], laws={"home": domestic}),
            {**dict.fromkeys(every, "barred"), "fly": "open"},
        ),
        # A permit that does not bind lifts nothing.
        Case(
            "a permit not binding",
            make(
                "unbinding",
                [rule("f", forbid=every), rule("p", permit=every, binds="power_served", over=["f"])],
            ),
            {"stay": "barred", "hand": "barred"},
        ),
    ]


CASES = [*_literal_cases(), *_route_cases(), *_bound_cases(), *_reading_cases(), *_binding_cases()]
