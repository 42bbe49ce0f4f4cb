"""The graph of a pack: what is in it, what is cut out of it, and that no text of a pack breaks a format."""

import io
import os
import re
import subprocess
import sys

import networkx as nx
import pytest

from pow_options import api
from pow_options.law import load_pack
from pow_options.law.condition import names
from tests.cli.running import run
from tests.law.packs import TABLE, conclusion, fact, question, rule, tiny

HOSTILE = 'x"]; } --> end %% `b` <script>&lt;\\" {state} # | "]\nclick a "javascript:x"\u202e\ufffe\u2028'
KEYWORDS = ("end", "graph", "subgraph", "node", "edge", "class", "style", "click", "default", "digraph", "strict")


# --- reading the formats back ---------------------------------------------------------------------------------

_DOT = re.compile(r'\s+|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<mark>->|[{}\[\]=,;])')


def dot_statements(text):
    """The statements of a DOT file as lists of tokens; fails on anything the language does not have."""
    tokens, at = [], 0
    while at < len(text):
        match = _DOT.match(text, at)
        assert match, f"not DOT: {text[at : at + 40]!r}"
        if match.lastgroup:
            tokens.append(match.group())
        at = match.end()
    assert tokens[:3] == ["digraph", "rules", "{"]
    assert tokens[-1] == "}"
    statements: list[list[str]] = [[]]
    for item in tokens[3:-1]:
        if item == ";":
            statements.append([])
        else:
            statements[-1].append(item)
    assert not statements.pop()
    return statements


def read_dot(text):
    found_nodes, found_edges = set(), []
    for statement in dot_statements(text):
        if statement[1:2] == ["->"]:
            found_edges.append((statement[0][1:-1], statement[2][1:-1]))
        elif statement[0].startswith('"'):
            found_nodes.add(statement[0][1:-1])
    return found_nodes, sorted(found_edges)


_NAME = r"((?:fact|conclusion|rule|route)_[a-z0-9_]+)"
_SHAPES = {"fact": ("([", "])"), "conclusion": ("{{", "}}"), "rule": ("[", "]"), "route": ("[[", "]]")}


def read_mermaid(text):
    """Nodes and edges of a flowchart, keys spelled as in the graph; fails on a line of any other form."""
    comment, head, *lines = text.splitlines()
    assert re.match(r"%% [^{]", comment)
    assert head == "flowchart LR"
    found_nodes, found_edges = set(), []
    for line in lines:
        label = r'"((?:[^"<`\[\]{}|\\&%]|<br>)*)"'
        edge = re.fullmatch(rf"  {_NAME} (-->|==>|-\.->|-\.-)\|{label}\| {_NAME}", line)
        if edge:
            found_edges.append((key(edge[1]), key(edge[4])))
            continue
        node = re.fullmatch(rf"  {_NAME}([\[({{]+){label}([\])}}]+)", line)
        assert node, f"neither node nor edge: {line}"
        assert (node[2], node[4]) == _SHAPES[node[1].partition("_")[0]]
        found_nodes.add(key(node[1]))
    return found_nodes, sorted(found_edges)


def key(name):
    kind, _, rest = name.partition("_")
    return kind + ":" + re.sub(r"__|_h", lambda m: "_" if m[0] == "__" else "-", rest)


def read_graphml(text):
    # The declaration of the encoding is left out in text; networkx reads bytes.
    graph = nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)
    return set(graph.nodes), sorted((a, b) for a, b in graph.edges()), graph


# --- the bundled pack -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack():
    return load_pack()


def test_nodes_are_the_names_rules_and_routes_of_the_pack(pack):
    graph = api.rules_graph(pack)
    found = {kind: [n.id for n in graph.nodes if n.kind == kind] for kind in ("fact", "conclusion", "rule", "route")}
    assert found == {
        "fact": list(pack.facts),
        "conclusion": list(pack.conclusions),
        "rule": list(pack.rules),
        "route": list(pack.routes()),
    }


def test_edges_are_those_the_rules_say(pack):
    expected = set()
    for item in pack.rules.values():
        me, law = f"rule:{item.id}", item.rule
        for kind, condition in (("when", item.when), ("unless", item.unless), ("condition", item.condition)):
            for name in names(condition) if condition is not None else ():
                home = "fact" if name.name in pack.facts else "conclusion"
                expected.add((f"{home}:{name.name}", me, kind))
        if law.conclude is not None:
            head = re.sub(r"\(\w+\)$", "", law.conclude)
            verb = "concludes_not" if head.startswith("not ") else "concludes"
            expected.add((me, f"conclusion:{head.removeprefix('not ')}", verb))
        expected |= {(me, f"route:{route}", law.verb) for route in law.routes}
        expected |= {(me, f"rule:{other.rule}", "overrides") for other in law.overrides if other.rule}
        first = list(pack.rules).index
        for other in law.contested_with:
            a, b = sorted((item.id, other), key=first)
            expected.add((f"rule:{a}", f"rule:{b}", "contested_with"))
    expected |= {(f"rule:{s.superior}", f"rule:{s.inferior}", "overrides") for s in pack.superiority}
    expected |= {(f"fact:{r.needs}", f"route:{n}", "needs") for n, (_, r) in pack.routes().items() if r.needs}
    assert {(e.source, e.target, e.kind) for e in api.rules_graph(pack).edges} == expected


def test_an_override_says_under_which_reading(pack):
    edges = [e for e in api.rules_graph(pack).edges if e.kind == "overrides"]
    assert [(e.source, e.target, e.reading) for e in edges] == [
        (
            f"rule:{s.superior}",
            f"rule:{s.inferior}",
            {q: (p,) if isinstance(p, str) else p for q, p in s.entry.reading.items()},
        )
        for s in pack.superiority
    ]
    assert any(e.reading for e in edges)


@pytest.mark.parametrize("about", [(), ("wishes",)])
def test_every_format_has_the_same_nodes_and_edges(pack, about):
    graph = api.rules_graph(pack, about)
    expected = {n.key for n in graph.nodes}, sorted((e.source, e.target) for e in graph.edges)
    assert read_dot(api.render(graph, "dot")) == expected
    assert read_mermaid(api.render(graph, "mermaid")) == expected
    nodes, edges, drawn = read_graphml(api.render(graph, "graphml"))
    assert (nodes, edges) == expected
    kinds = sorted((a, b, fields["kind"]) for a, b, fields in drawn.edges(data=True))
    assert kinds == sorted((e.source, e.target, e.kind) for e in graph.edges)


@pytest.mark.parametrize("form", ["dot", "mermaid", "graphml", "json"])
def test_same_bytes_whatever_the_order_of_hashes(form):
    code = f"import sys; from pow_options import api; sys.stdout.write(api.render(api.rules_graph(), {form!r}))"
    made = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


# --- a pack made for it ---------------------------------------------------------------------------------------
#
#   a -> base -> p -> bar -> stay          u -> other -> q -> lone -> free
#   b -> lift (over bar) -> stay           lone and bar collide, unresolved


@pytest.fixture
def small(tmp_path):
    return tiny(
        tmp_path,
        [
            rule("base", when="a", conclude="p"),
            rule("bar", when="p", forbid=["stay"], contested_with=["law-lone"]),
            rule("lift", when="b", permit=["stay"], over=[{"rule": "law-bar", "reading": {"why": "x"}}]),
            rule("other", when="u", conclude="not q"),
            rule("lone", when="q", unless="v", oblige=["free"]),
        ],
        conclusions={"p": conclusion(), "q": conclusion()},
        questions=[question("why")],
    )


LEFT = {"fact:a", "rule:law-base", "conclusion:p", "rule:law-bar", "route:stay"}
RIGHT = {"fact:u", "fact:v", "rule:law-other", "conclusion:q", "rule:law-lone", "route:free"}


@pytest.mark.parametrize(
    ("about", "depth", "expected"),
    [
        (["law-bar"], None, LEFT | {"fact:b", "rule:law-lift"}),
        (["law-bar"], 0, {"rule:law-bar"}),
        (["law-bar"], 1, {"conclusion:p", "rule:law-lift", "rule:law-bar", "route:stay"}),
        (["p"], None, LEFT),  # what overrides the bar does not bear on p
        (["a"], 2, {"fact:a", "rule:law-base", "conclusion:p"}),
        (["b"], None, {"fact:b", "rule:law-lift", "rule:law-bar", "route:stay"}),
        (["law-lone"], None, RIGHT),  # a collision carries no influence
        (["not q(destination)"], 1, {"rule:law-other", "conclusion:q", "rule:law-lone"}),
        (["a", "u"], 1, {"fact:a", "rule:law-base", "fact:u", "rule:law-other"}),
        (["route:free", "free"], None, RIGHT),
    ],
)
def test_a_cone_is_what_bears_on_it_and_what_it_bears_on(small, about, depth, expected):
    graph = api.rules_graph(small, about, depth=depth)
    assert {n.key for n in graph.nodes} == expected
    whole = api.rules_graph(small)
    assert graph.edges == tuple(e for e in whole.edges if {e.source, e.target} <= expected)


def test_the_small_pack_has_the_edges_written_above_it(small):
    edges = {(e.source, e.target, e.kind) for e in api.rules_graph(small).edges if e.kind != "needs"}
    assert edges == {
        ("fact:a", "rule:law-base", "when"),
        ("rule:law-base", "conclusion:p", "concludes"),
        ("conclusion:p", "rule:law-bar", "when"),
        ("rule:law-bar", "route:stay", "forbid"),
        ("fact:b", "rule:law-lift", "when"),
        ("rule:law-lift", "route:stay", "permit"),
        ("rule:law-lift", "rule:law-bar", "overrides"),
        ("fact:u", "rule:law-other", "when"),
        ("rule:law-other", "conclusion:q", "concludes_not"),
        ("conclusion:q", "rule:law-lone", "when"),
        ("fact:v", "rule:law-lone", "unless"),
        ("rule:law-lone", "route:free", "oblige"),
        ("rule:law-bar", "rule:law-lone", "contested_with"),
    }


def test_a_collision_is_drawn_once_and_without_direction(tmp_path):
    pack = tiny(
        tmp_path,
        [
            rule("one", forbid=["stay"], contested_with=["law-two"]),
            rule("two", oblige=["stay"], contested_with=["law-one"]),
        ],
    )
    found = [e for e in api.rules_graph(pack).edges if e.kind == "contested_with"]
    assert [(e.source, e.target) for e in found] == [("rule:law-one", "rule:law-two")]
    assert "dir=none" in api.render(api.rules_graph(pack), "dot")


# --- strangers ------------------------------------------------------------------------------------------------


@pytest.fixture
def hostile(tmp_path):
    words = {word: fact(question=HOSTILE) for word in KEYWORDS}
    routes = TABLE | {"end": ("detaining_power", {"name": HOSTILE}), "graph": ("detaining_power", {"name": "<b>"})}
    rules = [
        rule(word, title=HOSTILE, article=f"<b> {HOSTILE}", when=f"{word} and says_so", forbid=["end"])
        for word in KEYWORDS
    ]
    return tiny(
        tmp_path,
        [*rules, rule("a-b", when="a", conclude="says_so"), rule("a_b", when="b", conclude="not says_so")],
        facts=words,
        conclusions={"says_so": conclusion(says=HOSTILE, denies=HOSTILE)},
        routes=routes,
    )


def test_no_text_of_a_pack_breaks_a_format(hostile):
    graph = api.rules_graph(hostile)
    expected = {n.key for n in graph.nodes}, sorted((e.source, e.target) for e in graph.edges)
    assert {"rule:law-a-b", "rule:law-a_b"} <= expected[0]
    assert read_dot(api.render(graph, "dot")) == expected
    assert read_mermaid(api.render(graph, "mermaid")) == expected
    nodes, edges, drawn = read_graphml(api.render(graph, "graphml"))
    assert (nodes, edges) == expected
    # What can be seen of the text comes back as it was; what cannot is spelled out.
    assert drawn.nodes["fact:end"]["label"].startswith('x"]; } --> end %% `b` <script>&lt;\\" {state} # | "]\\nclick')
    assert "\\u202e\\ufffe\\u2028" in drawn.nodes["fact:end"]["label"]


@pytest.mark.parametrize("form", ["dot", "mermaid"])
def test_no_invisible_character_is_printed(hostile, form):
    text = api.render(api.rules_graph(hostile), form)
    assert not set(text) & set("\u202e\u2028\ufffe\r\t")


# --- the command ----------------------------------------------------------------------------------------------


def test_dot_is_what_is_printed_and_written(tmp_path):
    shown = run("rules", "graph", "cat-3-1")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == api.render(api.rules_graph(about=["cat-3-1"]), "dot")
    assert run("rules", "graph", "cat-3-1", "-o", str(tmp_path / "law.dot")) == (0, "", "")
    assert (tmp_path / "law.dot").read_text(encoding="utf-8") == shown.out


def test_a_drawing_too_large_for_mermaid_is_said_to_be(pack):
    ran = run("rules", "graph", "--format", "mermaid")
    assert ran.status == 0
    assert f"note: {len(api.rules_graph(pack).edges)} edges" in ran.err
    assert run("rules", "graph", "cat-3-1", "--depth", "1", "--format", "mermaid").err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["cat-3-2"],
            "error: `cat-3-2` is no rule, fact, conclusion or route of this pack\nhint: did you mean `cat-3-1`?\n",
        ),
        (["--depth", "1"], "error: steps are counted from something\n"),
        (["wishes", "--depth", "-1"], "error: `-1` is not a number of steps\n"),
        (["wishes", "--depth", "many"], "error: `many` is not a number of steps\n"),
        (["wishes", "--depth", "1", "--depth", "2"], "error: `--depth` is given 2 times\n"),
        (["--format", "text"], "error: `text` is not a format\n"),
    ],
)
def test_a_wrong_question_is_told(arguments, message):
    ran = run("rules", "graph", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(message)
