"""Whether a rule binds: each reason why it does not, on the day before, on the day and after (section 3)."""

from __future__ import annotations

from datetime import date

import pytest

from pow_options.grounding import NotBinding, bound_state, ground, party
from tests.law.packs import AUTHORITY, ROLES, instrument, rule, tiny

DAY = date(2000, 1, 1)
BEFORE, AFTER = date(1999, 12, 31), date(2000, 1, 2)


def made(tmp_path, law, *, law_on=DAY, roles=None, rule_id="law2-f"):
    """Why the rule of an instrument does not bind, by route."""
    pack = tiny(tmp_path, laws=[law])
    grounded = ground(pack, {**ROLES, **(roles or {})}, law_on=law_on, as_of=law_on)
    return {i.route: i.not_binding for i in grounded.instances.values() if i.rule.id == rule_id}


def one(tmp_path, law, **parts):
    (found,) = made(tmp_path, law, **parts).values()
    return found


def law(*, given=None, **head):
    parts = {"forbid": ["stay"], **(given or {})}
    return instrument("law2", [{**rule("f", **parts), "id": "law2-f"}], **head)


TREATY = {"kind": "treaty", "in_force": "1950-10-21"}
BOTH = {"UKR": {"in_force": "1955-02-03"}, "RUS": {"in_force": "1954-11-10"}}


def test_a_treaty_in_force_between_both_sides(tmp_path):
    between = ["detaining_power", "power_served"]
    assert one(tmp_path, law(**TREATY, parties=BOTH, between=between)) is None


def test_nobody_plays_the_role_it_binds(tmp_path):
    given = {"binds": "third_state", "forbid": ["stay"]}
    assert one(tmp_path, law(given=given), roles={"third_state": "none"}) == NotBinding("nobody")


@pytest.mark.parametrize(
    ("law_on", "expected"),
    [(BEFORE, NotBinding("not_in_force", "", "2000-01-01")), (DAY, None), (AFTER, None)],
)
def test_a_treaty_not_yet_in_force(tmp_path, law_on, expected):
    treaty = law(kind="treaty", in_force="2000-01-01", parties={"UKR": {"in_force": "1990-01-01"}})
    assert one(tmp_path, treaty, law_on=law_on) == expected


def test_a_state_that_is_no_party(tmp_path):
    assert one(tmp_path, law(**TREATY, parties={"RUS": BOTH["RUS"]})) == NotBinding("not_a_party", "UKR")


@pytest.mark.parametrize(
    ("law_on", "expected"),
    [(BEFORE, NotBinding("not_yet_a_party", "UKR", "2000-01-01")), (DAY, None), (AFTER, None)],
)
def test_a_state_that_is_not_yet_a_party(tmp_path, law_on, expected):
    treaty = law(**TREATY, parties={"UKR": {"in_force": "2000-01-01"}})
    assert one(tmp_path, treaty, law_on=law_on) == expected


@pytest.mark.parametrize(
    ("law_on", "expected"),
    [
        (BEFORE, None),
        (DAY, NotBinding("no_longer_a_party", "UKR", "2000-01-01")),
        (AFTER, NotBinding("no_longer_a_party", "UKR", "2000-01-01")),
    ],
)
def test_a_state_that_has_left(tmp_path, law_on, expected):
    treaty = law(**TREATY, parties={"UKR": {"in_force": "1990-01-01", "until": "2000-01-01"}})
    assert one(tmp_path, treaty, law_on=law_on) == expected


def test_the_other_side_counts_where_a_treaty_binds_between_parties_only(tmp_path):
    alone = {"UKR": BOTH["UKR"]}
    between = ["detaining_power", "power_served"]
    assert one(tmp_path / "1", law(**TREATY, parties=alone)) is None
    assert one(tmp_path / "2", law(**TREATY, parties=alone, between=between)) == NotBinding("not_a_party", "RUS")
    treaty = law(**TREATY, parties=BOTH, between=between)
    nobody = one(tmp_path / "3", treaty, roles={"power_served": "none"})
    assert nobody == NotBinding("no_other_side")


@pytest.mark.parametrize("kind", ["custom", "practice"])
@pytest.mark.parametrize(
    ("law_on", "expected"), [(BEFORE, NotBinding("not_yet_emerged", "", "2000-01-01")), (DAY, None)]
)
def test_custom_has_an_emergence_date(tmp_path, kind, law_on, expected):
    assert one(tmp_path, law(kind=kind, emerged="2000-01-01"), law_on=law_on) == expected


# Routes carried out by Ukraine and by the ROK.
ACTORS = {
    "stay": ("detaining_power", {}),
    "travel": ("third_state", {"actor": "third_state"}),
    "handover": ("power_served", {}),
    "return": ("state_of_origin", {}),
}


def domestic(tmp_path, verb="forbid", law_on=DAY, roles=None):
    parts = {"binds": "KOR", verb: ["stay", "travel"]}
    own = instrument(
        "law2", [{**rule("f", **parts), "id": "law2-f"}], kind="domestic", state="KOR", in_force="2000-01-01"
    )
    pack = tiny(tmp_path, laws=[own], routes=ACTORS)
    grounded = ground(pack, {**ROLES, **(roles or {})}, law_on=law_on, as_of=law_on)
    return {i.route: i.not_binding for i in grounded.instances.values()}


def test_domestic_law_not_yet_made(tmp_path):
    not_yet = NotBinding("not_yet_law", "KOR", "2000-01-01")
    assert domestic(tmp_path, law_on=BEFORE) == {"stay": not_yet, "travel": not_yet}


@pytest.mark.parametrize("verb", ["forbid", "oblige", "permit", "excuse"])
def test_domestic_law_decides_only_on_what_its_own_state_does(tmp_path, verb):
    assert domestic(tmp_path, verb) == {"stay": NotBinding("not_its_act", "KOR"), "travel": None}


@pytest.mark.parametrize("verb", ["support", "oppose"])
def test_elsewhere_it_can_speak_for_or_against(tmp_path, verb):
    assert domestic(tmp_path, verb) == {"stay": None, "travel": None}


def test_once_its_state_detains_it_decides(tmp_path):
    # All ROK law is without effect on lawfulness while Ukraine detains; it is not once the ROK detains (section 3).
    roles = {"detaining_power": "KOR", "third_state": "UKR"}
    assert domestic(tmp_path, roles=roles) == {"stay": None, "travel": NotBinding("not_its_act", "KOR")}


def declared(key, by="UKR", withdrawn=None):
    entry = {"id": "said", "by": by, "kind": "declaration", "on": "2000-01-01", "withdrawn": withdrawn}
    entry |= {"article": "Art. 1", "says": "not so", "authority": AUTHORITY}
    return law(given={key: "said"}, **TREATY, parties=BOTH, declarations=[entry])


MADE, NOT_MADE = NotBinding("declaration_made", "UKR"), NotBinding("declaration_not_made", "UKR")


@pytest.mark.parametrize(
    ("key", "law_on", "by", "withdrawn", "expected"),
    [
        ("only_for", BEFORE, "UKR", None, NOT_MADE),
        ("only_for", DAY, "UKR", None, None),
        ("only_for", DAY, "RUS", None, NOT_MADE),
        ("only_for", AFTER, "UKR", "2000-01-02", NOT_MADE),
        ("not_for", BEFORE, "UKR", None, None),
        ("not_for", DAY, "UKR", None, MADE),
        ("not_for", DAY, "RUS", None, None),
        ("not_for", AFTER, "UKR", "2000-01-02", None),
    ],
)
def test_declarations(tmp_path, key, law_on, by, withdrawn, expected):
    assert one(tmp_path, declared(key, by, withdrawn), law_on=law_on) == expected


@pytest.mark.parametrize(
    ("state", "law_on", "expected"),
    [
        ("UKR", date(1955, 2, 3), True),
        ("UKR", date(1955, 2, 2), False),
        ("KOR", DAY, None),  # not listed is not known, rather than no Party
        ("UKR", date(1950, 1, 1), False),
    ],
)
def test_the_table_of_parties(tmp_path, state, law_on, expected):
    pack = tiny(tmp_path, laws=[law(**TREATY, parties=BOTH)])
    assert party(pack.instruments["law2"], state, law_on) is expected


def test_the_state_a_rule_binds(tmp_path):
    own = instrument(
        "law2",
        [{**rule("f", binds="KOR", forbid=["stay"]), "id": "law2-f"}],
        kind="domestic",
        state="KOR",
        in_force="2000-01-01",
    )
    pack = tiny(tmp_path, [rule("g", binds="power_served", forbid=["stay"])], laws=[own])
    assert bound_state(pack.rules["law2-f"], ROLES) == "KOR"
    assert bound_state(pack.rules["law-g"], ROLES) == "RUS"
    assert bound_state(pack.rules["law-g"], {**ROLES, "power_served": "none"}) == "none"
