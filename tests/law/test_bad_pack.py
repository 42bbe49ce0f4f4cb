"""A pack with one fault is refused at the line and column of the fault, and with nothing else said.

Each case is a copy of the bundled rules with one edit or one added file. Where the fault is, is found by looking
for the faulty text in the edited file.
"""

from __future__ import annotations

import pytest

from pow_options.law import load_pack
from pow_options.source import InvalidData
from tests.law.packs import Fault, add, copied, edit, faults, law, norm, place, placed

EXTRA, HOME = "law/extra.yaml", "law/home.yaml"
OWN_FACT = "a fact is stated in a case; declare a conclusion of another name"
BINDS = "use one of `detaining_power`, `power_served`, `state_of_origin`, `third_state`"
BINDS_KOR = "write `binds: KOR`; on other States' acts it can conclude, support or oppose"
ALLOWED = (
    "allowed: a conclusion over its opposite; on a shared route forbid over oblige, oblige over forbid, "
    "permit over forbid, excuse over oblige, and each of these over require"
)
VCLT = "a State's law lifts no international duty or bar (VCLT Art. 27)"
ORDERS = "a rule of international law, or of another State, does not rest on it"
SLOTS = "use one of {detaining_power}, {power_served}, {state_of_origin}, {third_state}, {destination}, {bound}"
UNKNOWN_STATE = "use its ISO 3166-1 alpha-3 code, or declare it in `states.yaml`"
OVER = "{{rule: {}, ground: it prevails, source: made up}}"

# One rule of a new instrument: the lines of the rule, and the fault.
RULES: dict[str, tuple[list[str], Fault]] = {
    "unknown fact": (
        ['when: "prisoner_of_war and hostilitys == active"', "forbid: [return]"],
        Fault(
            EXTRA, "hostilitys", "`hostilitys` is not a fact or conclusion of this pack", "did you mean `hostilities`?"
        ),
    ),
    "unknown fact in unless": (
        ["when: in_enemy_hands", 'unless: "not (in_enemy_hands or qqq)"', "forbid: [return]"],
        Fault(EXTRA, "qqq", "`qqq` is not a fact or conclusion of this pack", "declare it in `facts.yaml`"),
    ),
    "unknown fact in a requirement": (
        ['require: {condition: "admit(destination)", on: [return]}'],
        Fault(EXTRA, "admit(", "`admit` is not a fact or conclusion of this pack", "did you mean `admits`?"),
    ),
    "after an escape": (
        ['when: "in_enemy_hands \\x61nd qqq"', "forbid: [return]"],
        Fault(EXTRA, "qqq", "`qqq` is not a fact or conclusion of this pack", "declare it in `facts.yaml`"),
    ),
    "on the second line of a condition": (
        ["when: >-", "  in_enemy_hands", "  and qqq", "forbid: [return]"],
        Fault(EXTRA, "qqq", "`qqq` is not a fact or conclusion of this pack", "declare it in `facts.yaml`"),
    ),
    "wrong value": (
        ['when: "hostilities == activ"', "forbid: [return]"],
        Fault(EXTRA, 'activ"', "`activ` is not a value of `hostilities`", "did you mean `active`?"),
    ),
    "wrong value, far": (
        ['when: "wishes(destination) in [wants, zzz]"', "forbid: [return]"],
        Fault(EXTRA, "zzz", "`zzz` is not a value of `wishes`", "use one of `wants`, `accepts`, `none`, `refuses`"),
    ),
    "a value of a fact of yes or no": (
        ['when: "in_enemy_hands == yes"', "forbid: [return]"],
        Fault(EXTRA, 'yes"', "`yes` is not a value of `in_enemy_hands`", "use one of `true`, `false`"),
    ),
    "not asked per State": (
        ['when: "hostilities(destination) == active"', "forbid: [return]"],
        Fault(EXTRA, "hostilities(", "`hostilities` is not asked per State", "write `hostilities`"),
    ),
    "asked per State": (
        ['when: "admits"', "forbid: [return]"],
        Fault(EXTRA, 'admits"', "`admits` is asked per State", "write `admits(destination)`, or name a role"),
    ),
    "not a question of yes or no": (
        ['when: "hostilities"', "forbid: [return]"],
        Fault(EXTRA, 'hostilities"', "`hostilities` is not a question of yes or no", "write `hostilities == ...`"),
    ),
    "no order": (
        ['when: "hostilities >= active"', "forbid: [return]"],
        Fault(EXTRA, "hostilities >=", "`hostilities` has no order", "use `==`, `!=` or `in`"),
    ),
    "no date": (
        ['when: "days_since(hostilities) > 3"', "forbid: [return]"],
        Fault(EXTRA, "hostilities)", "`hostilities` is not a date", "`days_since` takes a date fact"),
    ),
    "a conclusion compared": (
        ['when: "prisoner_of_war == true"', "forbid: [return]"],
        Fault(
            EXTRA,
            "prisoner_of_war ==",
            "`prisoner_of_war` is a conclusion and is not compared",
            "write `prisoner_of_war` or `not prisoner_of_war`",
        ),
    ),
    "condition that cannot be read": (
        ['when: "in_enemy_hands &"', "forbid: [return]"],
        Fault(
            EXTRA,
            '&"',
            "`&` has no meaning in a condition",
            "conditions are made of names, and, or, not, ==, !=, in",
        ),
    ),
    "a State in a condition": (
        ['when: "admits(KOR)"', "forbid: [return]"],
        Fault(
            EXTRA,
            "KOR",
            "`KOR` is not a role",
            "a condition names roles, not States: "
            "detaining_power, power_served, state_of_origin, third_state, destination, bound",
        ),
    ),
    "unknown route": (
        ["forbid: [handover, retrun]"],
        Fault(EXTRA, "retrun", "there is no route `retrun`", "did you mean `return`?"),
    ),
    "unknown route of a requirement": (
        ["require: {condition: in_enemy_hands, on: [retrun]}"],
        Fault(EXTRA, "retrun", "there is no route `retrun`", "did you mean `return`?"),
    ),
    "unknown question": (
        ["reading: {wil: forbids}", "forbid: [return]"],
        Fault(EXTRA, "wil:", "`wil` is not a contested question of this pack", "did you mean `will`?"),
    ),
    "unknown position": (
        ["reading: {will: forbid}", "forbid: [return]"],
        Fault(EXTRA, "forbid}", "`forbid` is not a position of `will`", "did you mean `forbids`?"),
    ),
    "two verbs": (
        ["forbid: [return]", "permit: [handover]"],
        Fault(EXTRA, "id: extra-1", "a rule has exactly one verb; this one has `forbid`, `permit`"),
    ),
    "no verb": (
        ["when: in_enemy_hands"],
        Fault(EXTRA, "id: extra-1", "a rule has exactly one verb; this one has none"),
    ),
    "duty without forbid": (
        ["oblige: [return]", "duty: true"],
        Fault(EXTRA, "id: extra-1", "`duty` goes with `forbid` only"),
    ),
    "a fact concluded": (
        ['conclude: "not admits(destination)"'],
        Fault(EXTRA, "admits", "`admits` is a fact; rules do not conclude facts", OWN_FACT),
    ),
    "unknown conclusion": (
        ['conclude: "real_rusk(destination)"'],
        Fault(EXTRA, "real_rusk", "`real_rusk` is not a conclusion of this pack", "did you mean `real_risk`?"),
    ),
    "a conclusion that is per State": (
        ['conclude: "real_risk"'],
        Fault(EXTRA, "real_risk", "`real_risk` is concluded per State", "write `real_risk(destination)`"),
    ),
    "two conclusions": (
        ['conclude: "prisoner_of_war and active_hostilities"'],
        Fault(EXTRA, "prisoner_of_war", "a rule concludes one name, or `not` and one name"),
    ),
    "an unknown slot": (
        ["forbid: [return]"],
        Fault(EXTRA, '"it is so"', "`{state}` is not a slot", SLOTS),
    ),
    "an unknown declaration": (
        ["only_for: rok_118_1", "forbid: [return]"],
        Fault(EXTRA, "rok_118_1", "`rok_118_1` is not a declaration listed with this instrument"),
    ),
    "contested with nobody": (
        ["forbid: [return]", "contested_with: [extra-2]"],
        Fault(EXTRA, "extra-2", "there is no rule `extra-2`", "did you mean `extra-1`?"),
    ),
    "an override of nothing": (
        ["forbid: [return]", f"overrides: [{OVER.format('extra-2')}]"],
        Fault(EXTRA, "extra-2", "there is no rule `extra-2`", "did you mean `extra-1`?"),
    ),
    "an override under an unknown position": (
        ["forbid: [return]", f"overrides: [{OVER.format('extra-1')[:-1]}, reading: {{will: never}}}}]"],
        Fault(EXTRA, "never}", "`never` is not a position of `will`"),
    ),
    "a State bound by international law": (
        ["forbid: [return]"],
        Fault(EXTRA, "KOR", "international law binds a role, not `KOR` by name", BINDS),
    ),
    "a conclusion of a domestic order": (
        ['when: "in_enemy_hands and rok_national"', "forbid: [return]"],
        Fault(
            EXTRA,
            "rok_national",
            "`rok_national` is a conclusion of the law of KOR, which this rule may not read",
            ORDERS,
        ),
    ),
    "a conclusion of a domestic order as a requirement": (
        ["require: {condition: rok_national, on: [release_and_travel]}"],
        Fault(
            EXTRA,
            "rok_national",
            "`rok_national` is a conclusion of the law of KOR, which this rule may not read",
            ORDERS,
        ),
    ),
    "a domestic conclusion drawn by international law": (
        ["conclude: rok_national"],
        Fault(
            EXTRA,
            "rok_national",
            "`rok_national` belongs to the order `KOR`, this rule to `international`",
            "a rule concludes what belongs to its own order",
        ),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_one_faulty_rule(tmp_path, name):
    lines, expected = RULES[name]
    root = copied(tmp_path)
    text = law(norm("extra-1", *lines, binds="KOR" if name.startswith("a State bound") else "detaining_power"))
    if name == "an unknown slot":
        text = text.replace('"it is so"', '"it is so in {state}"')
        expected = expected._replace(marker='"it is so in')
    if name == "an override under an unknown position":
        text += norm("extra-2", "oblige: [return]")
        text = text.replace("rule: extra-1", "rule: extra-2")
    add(root, EXTRA, text)
    assert faults(root) == placed(root, [expected])


def test_the_bundled_pack_and_its_copy_have_no_fault(tmp_path):
    root = copied(tmp_path)
    assert faults(root) == []
    assert load_pack(root).sha256 == load_pack().sha256
    add(root, EXTRA, law(norm("extra-1", "forbid: [return]")))
    assert faults(root) == []
    assert load_pack(root).sha256 != load_pack().sha256


def test_a_wrong_position_among_several(tmp_path):
    root = copied(tmp_path)
    add(root, EXTRA, law(norm("extra-1", "reading: {will: [forbids, discretio]}", "forbid: [return]")))
    message = "`discretio` is not a position of `will`"
    assert faults(root) == placed(root, [Fault(EXTRA, "discretio", message, "did you mean `discretion`?")])


# --- names of rules and files ---------------------------------------------------------------------


def test_a_rule_not_named_for_its_instrument(tmp_path):
    root = copied(tmp_path)
    add(root, EXTRA, law(norm("other-1", "forbid: [return]")))
    message = "`other-1` does not start with the id of its instrument"
    assert faults(root) == placed(root, [Fault(EXTRA, "other-1", message, "call it `extra-...`")])


def test_a_rule_id_taken_in_another_file(tmp_path):
    # `extra` comes before `extra_more`, and the second rule is at fault.
    root = copied(tmp_path)
    add(root, EXTRA, law(norm("extra-1", "forbid: [return]")))
    add(root, "law/extra_more.yaml", law(norm("extra-1", "permit: [return]"), name="extra_more"))
    line, _ = place(root, EXTRA, "extra-1")
    message = f"the rule id `extra-1` is taken: {root}/{EXTRA}, line {line}"
    expected = Fault("law/extra_more.yaml", "extra-1", message, "give each rule an id of its own")
    assert faults(root) == placed(root, [expected])


def test_an_instrument_in_two_files(tmp_path):
    root = copied(tmp_path)
    add(root, EXTRA, law())
    add(root, HOME, law())
    assert faults(root) == placed(
        root,
        [
            Fault(
                HOME, "extra", "the instrument `extra` stands in a file of another name", "call the file `extra.yaml`"
            ),
            Fault(HOME, "extra", f"the instrument `extra` is already in {root}/{EXTRA}", "one file per instrument"),
        ],
    )


# --- cycles ---------------------------------------------------------------------------------------

DECLARED = "{per_state: true, order: international, says: so, denies: not so}"
RESTS = "give the input and the conclusion different names, as in `risk_within(...)` and `real_risk(...)`"


def with_loops(tmp_path, *rules: str):
    root = copied(tmp_path)
    edit(root, "facts.yaml", "\nconclusions:\n", "", f"  loop_a: {DECLARED}\n  loop_b: {DECLARED}\n")
    add(root, EXTRA, law(*rules))
    return root


def test_a_circle_of_conclusions(tmp_path):
    root = with_loops(
        tmp_path,
        norm("extra-1", 'when: "in_enemy_hands and loop_b(destination)"', 'conclude: "loop_a(destination)"'),
        norm("extra-2", 'unless: "loop_a(destination)"', 'conclude: "not loop_b(destination)"'),
    )
    # The first way of letting roles coincide is all in one, and the group is called by its first role.
    circle = "`loop_a(detaining_power)` <- `loop_b(detaining_power)` <- `loop_a(detaining_power)`"
    expected = Fault(EXTRA, '"loop_a(destination)"\n  - id', f"a conclusion rests on itself: {circle}", RESTS)
    assert faults(root) == placed(root, [expected])


def test_a_circle_that_appears_only_when_roles_coincide(tmp_path):
    rule = 'when: "loop_a(power_served)"', 'conclude: "loop_a(third_state)"'
    root = with_loops(tmp_path / "bad", norm("extra-1", *rule))
    circle = "`loop_a(detaining_power)` <- `loop_a(detaining_power)`"
    expected = Fault(EXTRA, '"loop_a(third_state)"', f"a conclusion rests on itself: {circle}", RESTS)
    assert faults(root) == placed(root, [expected])
    # Comparisons between roles are decided before (section 4): kept apart there is no circle.
    apart = 'when: "power_served != third_state and loop_a(power_served)"'
    root = with_loops(tmp_path / "good", norm("extra-1", apart, rule[1]))
    assert faults(root) == []


def test_a_circle_that_needs_two_of_three_roles(tmp_path):
    # The chain origin -> served -> third closes only where the State of origin is the third State.
    apart = "power_served != third_state and power_served != state_of_origin and "
    root = with_loops(
        tmp_path,
        norm("extra-1", f'when: "{apart}loop_a(state_of_origin)"', 'conclude: "loop_a(power_served)"'),
        norm("extra-2", f'when: "{apart}loop_a(power_served)"', 'conclude: "loop_a(third_state)"'),
    )
    (found,) = faults(root)
    assert found[3].startswith("a conclusion rests on itself: `loop_a(")
    assert found[1:3] in {place(root, EXTRA, f'"loop_a({role})"\n') for role in ("power_served", "third_state")}


CIRCLE = "superiority runs in a circle: `extra-1` over `extra-2` over `extra-1`"
NOT_BOTH = "one of these must not prevail"


def circle(tmp_path, first: str = "{}", second: str = "{}"):
    root = copied(tmp_path)
    entry = "overrides: [{{rule: {}, ground: it prevails, source: made up, reading: {}}}]"
    one = norm("extra-1", "forbid: [return]", entry.format("extra-2", first))
    two = norm("extra-2", "oblige: [return]", entry.format("extra-1", second))
    add(root, EXTRA, law(one, two))
    return root


UNDER = [
    ("{}", "{}", ""),
    ("{will: forbids}", "{}", " (under will=forbids)"),
    ("{will: [discretion, forbids]}", "{will: discretion}", " (under will=discretion)"),
]


@pytest.mark.parametrize(("first", "second", "under"), UNDER)
def test_a_circle_of_superiority(tmp_path, first, second, under):
    root = circle(tmp_path, first, second)
    (found,) = faults(root)
    assert found[:3] == (EXTRA, *place(root, EXTRA, "[{rule: extra-2"))
    assert found[3].startswith(CIRCLE)
    assert found[4] == NOT_BOTH
    assert under.strip(" ()").removeprefix("under ") in found[3]


@pytest.mark.parametrize(("first", "second", "under"), UNDER)
def test_a_circle_names_the_readings_it_turns_on(tmp_path, first, second, under):
    (found,) = faults(circle(tmp_path, first, second))
    assert found[3] == CIRCLE + under


def test_overrides_under_readings_that_exclude_each_other_make_no_circle(tmp_path):
    assert faults(circle(tmp_path, "{will: forbids}", "{will: discretion}")) == []


def test_rules_that_hold_under_different_readings_make_no_circle(tmp_path):
    root = copied(tmp_path)
    one = norm("extra-1", "reading: {will: forbids}", "forbid: [return]", f"overrides: [{OVER.format('extra-2')}]")
    two = norm("extra-2", "reading: {will: irrelevant}", "oblige: [return]", f"overrides: [{OVER.format('extra-1')}]")
    add(root, EXTRA, law(one, two))
    assert faults(root) == []


# --- domestic law ---------------------------------------------------------------------------------


@pytest.mark.parametrize("binds", ["detaining_power", "UKR", "third_state"])
def test_law_of_one_state_binds_no_other(tmp_path, binds):
    root = copied(tmp_path)
    add(root, HOME, law(norm("home-1", "forbid: [return]", binds=binds), name="home", kind="domestic"))
    message = f"law of KOR cannot bind `{binds}`: domestic law binds its own State only"
    assert faults(root) == placed(root, [Fault(HOME, f"binds: {binds}", message, BINDS_KOR, len("binds: "))])


def test_domestic_law_draws_no_international_conclusion(tmp_path):
    root = copied(tmp_path)
    add(root, HOME, law(norm("home-1", "conclude: prisoner_of_war", binds="KOR"), name="home", kind="domestic"))
    message = "`prisoner_of_war` belongs to the order `international`, this rule to `KOR`"
    hint = "a rule concludes what belongs to its own order"
    assert faults(root) == placed(root, [Fault(HOME, "prisoner_of_war", message, hint)])


def test_domestic_law_reads_international_conclusions(tmp_path):
    root = copied(tmp_path)
    rule = norm("home-1", "when: prisoner_of_war", "conclude: rok_national", binds="KOR")
    add(root, HOME, law(rule, name="home", kind="domestic"))
    assert faults(root) == []


def test_domestic_law_prevails_over_no_international_rule(tmp_path):
    root = copied(tmp_path)
    over = f"overrides: [{OVER.format('extra-1')}]"
    add(root, EXTRA, law(norm("extra-1", "oblige: [return]")))
    add(root, HOME, law(norm("home-1", "forbid: [return]", over, binds="KOR"), name="home", kind="domestic"))
    message = "law of KOR does not prevail over `extra-1`, which is not its own law"
    assert faults(root) == placed(root, [Fault(HOME, "extra-1", message, VCLT)])


def test_domestic_law_prevails_over_no_international_instrument(tmp_path):
    root = copied(tmp_path)
    over = "overrides: [{instrument: extra, ground: it prevails, source: made up}]"
    add(root, EXTRA, law(norm("extra-1", "oblige: [return]")))
    add(root, HOME, law(norm("home-1", "forbid: [return]", over, binds="KOR"), name="home", kind="domestic"))
    message = "law of KOR does not prevail over `extra`, which is not its own law"
    assert faults(root) == placed(root, [Fault(HOME, "instrument: extra", message, "VCLT Art. 27", 12)])


def test_domestic_law_prevails_over_its_own(tmp_path):
    root = copied(tmp_path)
    one = norm("home-1", "forbid: [return]", f"overrides: [{OVER.format('home-2')}]", binds="KOR")
    two = norm("home-2", "oblige: [return]", binds="KOR")
    add(root, HOME, law(one, two, name="home", kind="domestic"))
    assert faults(root) == []


# --- overrides ------------------------------------------------------------------------------------

VERB = {
    "conclude": 'conclude: "real_risk(destination)"',
    "deny": 'conclude: "not real_risk(destination)"',
    "deny_other": 'conclude: "not risk_torture(destination)"',
    "oblige": "oblige: [return]",
    "forbid": "forbid: [return]",
    "permit": "permit: [return]",
    "excuse": "excuse: [return]",
    "require": "require: {condition: in_enemy_hands, on: [return]}",
    "support": "support: [return]",
    "oppose": "oppose: [return]",
}
# Section 3, *Allowed pairs*; everything else is refused. Permits, excuses, supports cannot be overridden.
ALLOWED_PAIRS = {
    ("conclude", "deny"),
    ("deny", "conclude"),
    ("forbid", "oblige"),
    ("oblige", "forbid"),
    ("permit", "forbid"),
    ("excuse", "oblige"),
    ("forbid", "require"),
    ("oblige", "require"),
    ("permit", "require"),
    ("excuse", "require"),
}


@pytest.mark.parametrize("superior", VERB)
def test_only_the_allowed_pairs(tmp_path, superior):
    root = copied(tmp_path)
    below = [other for other in VERB if other != superior]
    overrides = ["overrides:", *(f"  - {OVER.format('extra-' + other)}" for other in below)]
    rules = [norm("extra-superior", VERB[superior], *overrides)]
    rules += [norm(f"extra-{other}", VERB[other]) for other in below]
    add(root, EXTRA, law(*rules))
    verb = superior.replace("deny_other", "conclude").replace("deny", "conclude")
    expected = []
    for other in below:
        if (superior, other) not in ALLOWED_PAIRS:
            does = other.replace("deny_other", "conclude").replace("deny", "conclude")
            message = f"a rule that `{verb}`s does not prevail over `extra-{other}`, which `{does}`s"
            expected.append(Fault(EXTRA, f"rule: extra-{other},", message, ALLOWED, len("rule: ")))
    assert faults(root) == placed(root, expected)


def test_an_override_needs_a_shared_route(tmp_path):
    root = copied(tmp_path)
    one = norm("extra-1", "permit: [handover]", f"overrides: [{OVER.format('extra-2')}]")
    add(root, EXTRA, law(one, norm("extra-2", "forbid: [return]")))
    message = "this rule and `extra-2` act on no route in common; neither can prevail over the other"
    assert faults(root) == placed(root, [Fault(EXTRA, "rule: extra-2", message, ALLOWED, len("rule: "))])


def test_an_instrument_named_whole_is_its_rules_in_allowed_pairs(tmp_path):
    root = copied(tmp_path)
    over = "overrides: [{instrument: extra, ground: it prevails, source: made up}]"
    add(root, EXTRA, law(*(norm(f"extra-{verb}", line) for verb, line in VERB.items())))
    add(root, HOME, law(norm("home-1", "permit: [return, handover]", over), name="home"))
    assert faults(root) == []
    pairs = {item.inferior for item in load_pack(root).superiority if item.superior == "home-1"}
    assert pairs == {"extra-forbid", "extra-require"}


def test_an_override_names_a_rule_or_an_instrument(tmp_path):
    root = copied(tmp_path)
    entry = "overrides: [{rule: extra-2, instrument: extra, ground: it prevails, source: made up}]"
    add(root, EXTRA, law(norm("extra-1", "forbid: [return]", entry), norm("extra-2", "oblige: [return]")))
    message = "an override names either a `rule` or an `instrument`"
    assert faults(root) == placed(root, [Fault(EXTRA, "{rule: extra-2", message)])


def test_an_override_of_what_the_pack_does_not_hold_is_a_warning(tmp_path):
    # A pack without an instrument still loads; the override does nothing there.
    root = copied(tmp_path)
    entries = ["overrides:", f"  - {OVER.format('absent-1')}"]
    entries += ["  - {instrument: nowhere, ground: it prevails, source: made up}"]
    add(root, EXTRA, law(norm("extra-1", "forbid: [return]", *entries)))
    assert faults(root) == []
    pack = load_pack(root)
    found = [(d.line, d.column, d.message, d.severity) for d in pack.warnings if d.file.endswith(EXTRA)]
    assert found == [
        (
            *place(root, EXTRA, "absent-1"),
            "`absent-1` belongs to no instrument of this pack; the override does nothing",
            "warning",
        ),
        (
            *place(root, EXTRA, "nowhere"),
            "this pack holds no instrument `nowhere`; the override does nothing",
            "warning",
        ),
    ]
    assert not any(item.superior == "extra-1" for item in pack.superiority)


# --- heads of instruments -------------------------------------------------------------------------

HEADS: dict[str, tuple[str, list[str], list[Fault]]] = {
    "undeclared party": (
        "treaty",
        ["parties: {UKR: {in_force: 2000-01-01}, QQQ: {in_force: 2000-01-01}}"],
        [Fault(EXTRA, "QQQ", "`QQQ` is not a State this pack knows", UNKNOWN_STATE)],
    ),
    "undeclared State making a declaration": (
        "treaty",
        [
            "declarations:",
            "  - {id: d, by: QQQ, kind: reservation, on: 2000-01-01, article: a, says: s, authority: [",
            "      {source: s, checked: false}]}",
        ],
        [Fault(EXTRA, "QQQ", "`QQQ` is not a State this pack knows", UNKNOWN_STATE)],
    ),
    "custom with parties": (
        "custom",
        ["parties: {UKR: {in_force: 2000-01-01}}"],
        [Fault(EXTRA, "kind: custom", "only a treaty has parties; this is of kind `custom`", "", len("kind: "))],
    ),
    "custom of a State": (
        "custom",
        ["state: KOR"],
        [
            Fault(
                EXTRA,
                "kind: custom",
                "`state` says whose law a domestic instrument is, and belongs to no other kind",
                "",
                len("kind: "),
            )
        ],
    ),
    "a date that is none": (
        "treaty",
        ["adopted: 2025-02-30"],
        [Fault(EXTRA, "2025-02-30", "`2025-02-30` is not a date of the form YYYY-MM-DD")],
    ),
    "a kind that is none": (
        "treatise",
        [],
        [
            Fault(
                EXTRA,
                "treatise",
                "`kind` must be one of `treaty`, `custom`, `practice` or `domestic`, not `treatise`",
                "did you mean `practice`?",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_one_faulty_head(tmp_path, name):
    kind, head, expected = HEADS[name]
    root = copied(tmp_path)
    add(root, EXTRA, law(kind=kind, head=head))
    found = faults(root)
    if name == "a kind that is none":  # which word is nearest is no matter of this test
        expected = [item._replace(hint=found[0][4]) for item in expected]
    assert found == placed(root, expected)


@pytest.mark.parametrize(("kind", "date"), [("custom", "emerged: 1949-08-12"), ("domestic", "in_force: 1950-10-21")])
def test_an_instrument_without_a_date(tmp_path, kind, date):
    root = copied(tmp_path)
    add(root, EXTRA, law(kind=kind).replace(f"  {date}\n", ""))
    message = f"an instrument of kind `{kind}` has a date `{date.partition(':')[0]}`"
    assert faults(root) == placed(root, [Fault(EXTRA, "id: extra", message)])


def test_a_treaty_may_leave_its_date_to_those_of_its_parties(tmp_path):
    root = copied(tmp_path)
    add(root, EXTRA, law(kind="treaty").replace("  in_force: 1950-10-21\n", ""))
    assert faults(root) == []


# --- vocabulary, options, readings, ranking -------------------------------------------------------


def test_a_foreign_route_that_is_not_guarded(tmp_path):
    root = copied(tmp_path)
    edit(root, "options.yaml", "- id: return\n", "guarded: true", "guarded: false # here")
    message = "a route is guarded exactly if its destination is not the Detaining Power"
    assert faults(root) == placed(root, [Fault("options.yaml", "false # here", message)])


def test_a_route_at_home_that_is_guarded(tmp_path):
    root = copied(tmp_path)
    edit(root, "options.yaml", "- id: internment\n", "guarded: false", "guarded: true # here")
    message = "a route is guarded exactly if its destination is not the Detaining Power"
    assert faults(root) == placed(root, [Fault("options.yaml", "true # here", message)])


def test_a_route_that_needs_no_such_fact(tmp_path):
    root = copied(tmp_path)
    edit(root, "options.yaml", "- id: return\n", "needs: admits", "needs: admitts")
    message = "`admitts` is not a fact of type `bool` that is asked per State"
    assert faults(root) == placed(root, [Fault("options.yaml", "admitts", message, "did you mean `admits`?")])


def test_a_wrong_default(tmp_path):
    root = copied(tmp_path)
    edit(root, "readings.yaml", "- id: will\n", "default: unsettled", "default: unsetled")
    message = "`unsetled` is not a position of `will`"
    assert faults(root) == placed(root, [Fault("readings.yaml", "unsetled", message, "did you mean `unsettled`?")])


def test_a_class_that_is_missing(tmp_path):
    root = copied(tmp_path)
    edit(root, "ranking.yaml", "measure: status\n", ", [barred]]", "]")
    message = "no class holds `barred`"
    assert faults(root) == placed(root, [Fault("ranking.yaml", "[[required]", message)])


def test_a_value_in_two_classes(tmp_path):
    root = copied(tmp_path)
    edit(root, "ranking.yaml", "measure: status\n", "[barred]]", "[barred], [open]]")
    (found,) = faults(root)
    assert found[:4] == ("ranking.yaml", *place(root, "ranking.yaml", "[[required]"), "`open` does not fit here")


def test_a_limit_on_no_route(tmp_path):
    root = copied(tmp_path)
    edit(root, "ranking.yaml", "on_routes: [handover, ", "return", "retrun")
    message = "there is no route `retrun`"
    (found,) = faults(root)
    assert (found[3], found[4]) == (message, "did you mean `return`?")
    assert found[1] == place(root, "ranking.yaml", "retrun")[0]


def test_a_name_that_is_a_fact_and_a_conclusion(tmp_path):
    root = copied(tmp_path)
    edit(
        root,
        "facts.yaml",
        "\nconclusions:\n",
        "",
        "  in_enemy_hands: {order: international, says: s, denies: d} # here\n",
    )
    line = "in_enemy_hands: {order"
    assert faults(root) == placed(
        root,
        [Fault("facts.yaml", line, "`in_enemy_hands` is both a fact and a conclusion", "a name is one or the other")],
    )


def test_a_name_that_means_something_else(tmp_path):
    root = copied(tmp_path)
    entry = "  destination: {type: bool, kind: finding, question: q, who: w, standard: {default: C3}}\n"
    edit(root, "facts.yaml", "\nfacts:\n", "", entry)
    expected = Fault("facts.yaml", "destination: {", "`destination` has a meaning of its own in conditions")
    assert faults(root) == placed(root, [expected])


def test_a_value_without_a_standard(tmp_path):
    root = copied(tmp_path)
    entry = "  made_up: {type: bool, kind: finding, question: q, who: w, standard: {'true': C3}}\n"
    edit(root, "facts.yaml", "\nfacts:\n", "", entry)
    message = "no standard of proof for `false`"
    hint = "give one for each value, or a `default`"
    assert faults(root) == placed(root, [Fault("facts.yaml", "{'true': C3}", message, hint)])


def test_never_speaks_of_facts(tmp_path):
    root = copied(tmp_path)
    edit(root, "facts.yaml", "\nnever:\n", "", '  - {when: "in_enemy_hands and prisoner_of_war", because: b}\n')
    (found,) = faults(root)
    assert found[:4] == (
        "facts.yaml",
        *place(root, "facts.yaml", 'prisoner_of_war",'),
        "`prisoner_of_war` is not a fact of this pack",
    )


# --- several files --------------------------------------------------------------------------------


def test_all_faults_of_all_files_at_once(tmp_path):
    root = copied(tmp_path)
    edit(root, "options.yaml", "- id: return\n", "needs: admits", "needs: admitts")
    edit(root, "readings.yaml", "- id: will\n", "default: unsettled", "default: unsetled")
    rules = [norm("extra-1", "when: qqq", "forbid: [retrun]"), norm("extra-2", 'when: "a &"', "forbid: [return]")]
    add(root, EXTRA, law(*rules))
    add(root, HOME, law(norm("home-1", "forbid: [return]"), name="home", kind="domestic"))
    made_of = "conditions are made of names, and, or, not, ==, !=, in"
    bound = "law of KOR cannot bind `detaining_power`: domestic law binds its own State only"
    needs = "`admitts` is not a fact of type `bool` that is asked per State"
    assert faults(root) == placed(
        root,
        [
            Fault("options.yaml", "admitts", needs, "did you mean `admits`?"),
            Fault("readings.yaml", "unsetled", "`unsetled` is not a position of `will`", "did you mean `unsettled`?"),
            Fault(EXTRA, "qqq", "`qqq` is not a fact or conclusion of this pack", "declare it in `facts.yaml`"),
            Fault(EXTRA, "retrun", "there is no route `retrun`", "did you mean `return`?"),
            Fault(EXTRA, '&"', "`&` has no meaning in a condition", made_of),
            Fault(HOME, "detaining_power", bound, BINDS_KOR),
        ],
    )


def test_faults_of_form_and_of_substance_in_different_files(tmp_path):
    # What stands in a file that cannot be read is not called unknown elsewhere.
    root = copied(tmp_path)
    add(root, EXTRA, law(norm("extra-1", "forbid: [return]", "permit: [return]")))
    over = f"overrides: [{OVER.format('extra-1')}]"
    add(root, HOME, law(norm("home-1", "oblige: [return]", over), norm("home-2", "forbid: [retrun]"), name="home"))
    assert faults(root) == placed(
        root,
        [
            Fault(EXTRA, "id: extra-1", "a rule has exactly one verb; this one has `forbid`, `permit`"),
            Fault(HOME, "retrun", "there is no route `retrun`", "did you mean `return`?"),
        ],
    )


def test_a_file_that_is_missing(tmp_path):
    root = copied(tmp_path)
    (root / "ranking.yaml").unlink()
    assert faults(root) == [("ranking.yaml", 1, 1, "no such file", "")]


def test_no_directory(tmp_path):
    with pytest.raises(InvalidData) as caught:
        load_pack(tmp_path / "nowhere")
    (found,) = caught.value.diagnostics
    assert (found.file, found.message) == (str(tmp_path / "nowhere"), "no such rule directory")


def test_no_law(tmp_path):
    root = copied(tmp_path)
    for file in (root / "law").iterdir():
        file.unlink()
    (found,) = faults(root)
    assert found == ("law", 1, 1, "the pack holds no law", "put one file per instrument there")
