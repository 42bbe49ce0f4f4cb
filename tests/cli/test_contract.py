"""The contract of the command line: verbs, flags, streams, exit statuses, keys and closed lists of the JSON.

Spelt out here rather than taken from the code: whoever calls the command relies on these words.
"""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import pow_options.api
import pow_options.cli.common
from pow_options.cli import app
from tests.cli.running import COMMAND, plain_environment, run, start
from tests.law.packs import rule, tiny

EXAMPLES = ("history/ordinary-prisoner", "kursk/soldier-a", "kursk/soldier-b")
STATUSES = {"required", "open", "open_if", "contested", "barred"}
OUTCOMES = {
    "applied",
    "lifted",
    "overridden",
    "defeated",
    "not_established",
    "may_apply",
    "not_binding",
    "reading_not_chosen",
    "switched_off",
    "collides",
}
VERBS = {"conclude", "oblige", "forbid", "permit", "excuse", "require", "support", "oppose"}
OPTIONS = ["detaining_power", "power_served", "state_of_origin", "third_state"]
FACT_KEY = re.compile(r"[a-z][a-z0-9_]*(\([A-Z][A-Z0-9]{2,7}\))?")
DIGEST = re.compile(r"[0-9a-f]{64}")
PACK = Path(__file__).resolve().parents[1] / "golden" / "pack"

CASE = """\
schema: pow-options/case/1
id: a-case
title: {title}
roles: {{detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}}
facts: {{hostilities: active}}
"""


def keys(of: dict[str, Any], expected: str) -> None:
    assert set(of) == set(expected.split())


def document(*arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--format", "json")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def case_file(folder: Path, title: str = "A case", name: str = "case.yaml", more: str = "") -> Path:
    path = folder / name
    path.write_text(CASE.format(title=title) + more, encoding="utf-8")
    return path


# --- every verb answers, and what it answers is data on standard output ----------------------------------------

# The search over all cases of the bundled law takes half a minute; how the verb answers is the same for a small pack.
SMALL = Path(tempfile.mkdtemp(prefix="pow-options-")) / "tiny"
tiny(
    SMALL.parent,
    [
        rule("r", when="a", forbid=["stay"]),
        rule("s", when="b and u and v and admits(destination)", support=["stay"]),
    ],
)

ANSWERED = {
    "assess": ["assess"],
    "why": ["why", "KOR"],
    "why --full": ["why", "KOR", "--full"],
    "rules list": ["rules", "list"],
    "rules show": ["rules", "show", "cat-3-1"],
    "rules check": ["rules", "check", "--pack", str(SMALL)],
    "case new": ["case", "new"],
    "case check": ["case", "check", "kursk/soldier-b"],
    "case schema": ["case", "schema"],
    "version": ["--version"],
    "help": ["--help"],
}


@pytest.mark.parametrize("words", ANSWERED.values(), ids=ANSWERED)
def test_verb_answers(words: list[str]):
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("words", ANSWERED.values(), ids=ANSWERED)
def test_same_words_same_bytes(words: list[str]):
    assert run(*words) == run(*words)


@pytest.mark.parametrize(
    "words", [w for name, w in ANSWERED.items() if name not in {"case new", "case schema", "version", "help"}]
)
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_every_answer_has_every_format(words: list[str], form: str):
    ran = run(*words, "--format", form)
    assert ran.status == 0
    assert (ran.out.startswith("{"), ran.out.startswith("# ")) == (form == "json", form == "markdown")


@pytest.mark.parametrize("verb", [[], ["assess"], ["why"], ["rules"], ["rules", "list"], ["case"], ["case", "new"]])
def test_help_of_every_verb(verb: list[str]):
    ran = run(*verb, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Usage: pow-options")


@pytest.mark.parametrize("words", [[], ["rules"], ["case"]])
def test_no_verb_shows_the_help_as_a_fault(words: list[str]):
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: pow-options")


@pytest.mark.parametrize("example", EXAMPLES)
def test_bundled_examples_are_found_by_name(example: str):
    assert run("assess", example).status == 0
    assert run("case", "check", example).status == 0


# --- the case -------------------------------------------------------------------------------------------------------


def test_default_case_is_said():
    ran = run("assess")
    assert "kursk/soldier-a" in ran.out
    assert "No case was named" in ran.out
    assert "No case was named" not in run("assess", "kursk/soldier-a").out


@pytest.mark.parametrize("words", [["assess"], ["why", "KOR"]])
def test_default_case_is_said_beside_json(words: list[str]):
    ran = run(*words, "--format", "json")
    assert json.loads(ran.out)["case"]["id"] == "kursk-soldier-a"
    assert ran.err == "note: No case was named; this is the bundled example kursk/soldier-a.\n"


def test_case_is_a_path_if_it_exists(tmp_path: Path):
    case_file(tmp_path, name="mine")
    ran = run("assess", "mine", cwd=tmp_path)
    assert ran.status == 0
    assert "a-case" in ran.out


def test_a_file_goes_before_an_example_of_that_name(tmp_path: Path):
    (tmp_path / "kursk").mkdir()
    case_file(tmp_path / "kursk", name="soldier-a")
    assert "(a-case)" in run("assess", "kursk/soldier-a", cwd=tmp_path).out


# --- options and flags ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "state"), [("third_state", "KOR"), ("detaining_power", "UKR"), ("power_served", "RUS")]
)
def test_option_is_an_id_or_its_state(option: str, state: str):
    by_id, by_state = document("why", option), document("why", state)
    assert by_id == by_state
    assert by_id["root"] == f"option:{option}"


def test_as_of_and_law_on():
    default = document("assess", "kursk/soldier-a")
    assert (default["as_of"], default["law_on"]) == ("2026-05-13", "2026-05-13")
    earlier = document("assess", "kursk/soldier-a", "--as-of", "2025-01-20")
    assert (earlier["as_of"], earlier["law_on"]) == ("2025-01-20", "2025-01-20")
    older = document("assess", "kursk/soldier-a", "--as-of", "2025-01-20", "--law-on", "1953-06-30")
    assert (older["as_of"], older["law_on"]) == ("2025-01-20", "1953-06-30")


@pytest.mark.parametrize("written", ["wishes:KOR=wants", "wishes(KOR)=wants", " wishes:KOR = wants "])
def test_if_with_a_state_in_either_spelling(written: str):
    assert document("assess", "kursk/soldier-a", "--if", written)["assumed"] == {"wishes(KOR)": "wants"}


def test_if_is_repeatable():
    found = document(
        "assess", "--if", "hostilities=ceased", "--if", "wishes:PRK=refuses", "--if", "status_doubted=false"
    )
    assert found["assumed"] == {"hostilities": "ceased", "wishes(PRK)": "refuses", "status_doubted": "false"}


def test_if_may_make_a_fact_unknown_or_fix_a_conclusion():
    assert document("assess", "--if", "hostilities=unknown")["assumed"] == {"hostilities": "unknown"}
    ran = run("assess", "--if", "prisoner_of_war=false")
    assert ran.status == 0
    assert "assumed" in ran.out


def test_if_is_said():
    assert "hostilities = ceased" in run("assess", "--if", "hostilities=ceased").out
    assert "hostilities = ceased" in run("why", "UKR", "--if", "hostilities=ceased").out


def test_reading_is_repeatable_and_shown():
    found = document("assess", "--reading", "will=irrelevant", "--reading", "article_118=displaces")
    assert found["readings"]["will"] == "irrelevant"
    assert found["readings"]["article_118"] == "displaces"


def test_pack_flag():
    ran = run("rules", "list", "--pack", str(PACK), "--format", "json")
    assert [row["id"] for row in json.loads(ran.out)["rules"]] == ["custom-1", "custom-2"]


def test_without_switches_a_rule_off():
    found = run("why", "PRK", "--without", "cat-3-1", "--full").out
    assert "switched off" in found


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--as-of", "2025-01-20"),
        ("--law-on", "2025-01-20"),
        ("--pack", "rules"),
        ("--format", "json"),
        ("-o", "file"),
        ("--output", "file"),
    ],
)
@pytest.mark.parametrize("verb", [["assess"], ["why", "KOR"]])
def test_single_valued_flag_given_twice(flag: str, value: str, verb: list[str], tmp_path: Path):
    ran = run(*verb, flag, value, flag, value, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "2 times" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("flag", ["--id", "--title", "--third-state"])
def test_single_valued_flag_of_case_new_given_twice(flag: str):
    assert run("case", "new", flag, "KOR", flag, "KOR").status == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--as-of", "yesterday"],
        ["--as-of", "2025-1-2"],
        ["--as-of", "2025-02-30"],
        ["--as-of", "2025-01-20T00:00"],
        ["--as-of", "\u0662\u0660\u0662\u0665-\u0660\u0661-\u0662\u0660"],
        ["--law-on", ""],
        ["--if", "hostilities"],
        ["--if", "=ceased"],
        ["--if", "hostilities="],
        ["--if", "nonsense=true"],
        ["--if", "hostilities=perhaps"],
        ["--if", "wishes=wants"],
        ["--if", "hostilities:KOR=active"],
        ["--if", "wishes:ZZZ=wants"],
        ["--if", "wishes:KOR=wants", "--if", "wishes(KOR)=refuses"],
        ["--if", "Hostilities=ceased"],
        ["--reading", "will"],
        ["--reading", "will=nonsense"],
        ["--reading", "nonsense=forbids"],
        ["--reading", "will=forbids", "--reading", "will=irrelevant"],
        ["--format", "xml"],
        ["--without", "nonsense"],
        ["--nonsense"],
        ["one", "two"],
    ],
    ids=" ".join,
)
def test_malformed_flag_is_a_fault_of_usage(words: list[str]):
    ran = run("assess", *words)
    assert (ran.status, ran.out) == (2, "")
    assert re.match(r"error: [^\n]+\n(hint: [^\n]+\n)?\Z", ran.err)


def test_usage_is_told_before_any_file_is_read():
    assert run("assess", "nowhere.yaml", "--as-of", "a", "--as-of", "b").status == 2
    assert run("assess", "nowhere.yaml", "--if", "x").status == 2
    assert run("assess", "nowhere.yaml", "--format", "xml").status == 2


# --- what is missing or bad -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["assess", "nowhere.yaml"],
        ["assess", "nowhere"],
        ["assess", ""],
        ["why", "KOR", "nowhere.yaml"],
        ["case", "check", "nowhere.yaml"],
        ["case", "check", "nowhere"],
        ["assess", "--pack", "nowhere"],
        ["rules", "list", "--pack", "nowhere"],
        ["rules", "show", "cat-3-1", "--pack", "nowhere"],
        ["rules", "check", "--pack", "nowhere"],
        ["assess", "../../etc/passwd"],
        ["assess", "a" * 5000],
        ["assess", "--pack", "a" * 5000],
        ["assess", "-o", "nowhere/answer.txt"],
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_missing_file(words: list[str], tmp_path: Path):
    ran = run(*words, cwd=tmp_path)
    assert (ran.status, ran.out) == (3, "")
    assert "Traceback" not in ran.err
    assert "error: " in ran.err


def test_bad_case_and_bad_pack(tmp_path: Path):
    path = str(case_file(tmp_path, more="fakts: {}\n"))
    for words in (["assess", path], ["why", "KOR", path]):
        assert run(*words).status == 3
    checked = run("case", "check", path)
    assert (checked.status, checked.err) == (1, "")
    assert f"{path}:6:1: error: unknown key `fakts`" in checked.out.replace("\n   ", " ")
    pack = tmp_path / "pack"
    (pack / "law").mkdir(parents=True)
    assert run("assess", "--pack", str(pack)).status == 3
    assert run("rules", "list", "--pack", str(pack)).status == 3
    assert run("rules", "check", "--pack", str(pack)).status == 1


def test_checks_tell_diagnostics_in_the_form_of_the_contract(tmp_path: Path):
    path = case_file(tmp_path, more="fakts: {}\n")
    told = run("case", "check", str(path)).out
    hint = "hint: known keys: `facts`, `id`, `parties`, `questions`, `roles`, `schema`, `statements` and `title`"
    assert f"{path}:6:1: error: unknown key `fakts`\n{hint}\n" in told


def test_all_faults_of_a_case_file_in_one_run(tmp_path: Path):
    path = case_file(
        tmp_path,
        more="fakts: {}\nstatements:\n  - {id: one, fact: whishes(KOR), value: wants, "
        "known_on: 2025-01-20, source: a letter, grade: B2}\n",
    )
    told = run("assess", str(path)).err
    assert "`fakts`" in told
    assert "`whishes`" in told


@pytest.mark.parametrize("words", [["assess", "nowhere.yaml"], ["assess", "--if", "x=y"], ["bogus"], ["why"]])
def test_diagnostics_go_to_standard_error(words: list[str]):
    ran = run(*words)
    assert ran.out == ""
    assert ran.err.endswith("\n")


# --- writing to a file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [w for name, w in ANSWERED.items() if name not in {"version", "help"}])
def test_output_goes_to_the_file_instead(words: list[str], tmp_path: Path):
    target = tmp_path / "answer.txt"
    ran = run(*words, "-o", str(target))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert target.read_bytes().decode("utf-8") == run(*words).out
    assert list(tmp_path.iterdir()) == [target]


def test_failing_keeps_what_was_there(tmp_path: Path):
    target = tmp_path / "answer.txt"
    target.write_text("mine", encoding="utf-8")
    for words in (["nowhere.yaml"], ["--if", "x=y"], ["--pack", "nowhere"], ["--format", "xml"]):
        assert run("assess", *words, "-o", str(target)).status in {2, 3}
        assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_interrupted_writing_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "answer.txt"
    target.write_text("mine", encoding="utf-8")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    assert run("assess", "-o", str(target)).status == 130
    assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_output_is_no_directory_and_no_device(tmp_path: Path):
    assert run("assess", "-o", str(tmp_path)).status == 3
    assert run("assess", "-o", "/dev/null").status == 3


def test_new_case_never_replaces_a_file(tmp_path: Path):
    target = tmp_path / "case.yaml"
    target.write_text("mine", encoding="utf-8")
    assert run("case", "new", "-o", str(target)).status == 2
    assert target.read_text(encoding="utf-8") == "mine"


def test_new_case_can_be_checked_and_assessed(tmp_path: Path):
    target = tmp_path / "case.yaml"
    roles = ["--detaining-power", "UKR", "--power-served", "RUS", "--state-of-origin", "PRK", "--third-state", "KOR"]
    assert run("case", "new", *roles, "--id", "mine", "--title", 'He said "no": #1 {x}', "-o", str(target)).status == 0
    assert run("case", "check", str(target)).status == 0
    found = document("assess", str(target))
    assert found["case"]["title"] == 'He said "no": #1 {x}'
    assert found["assumed"] == {}


def test_new_case_bound_to_nobody_waits_for_its_roles(tmp_path: Path):
    target = tmp_path / "case.yaml"
    assert run("case", "new", "-o", str(target)).status == 0
    checked = run("case", "check", str(target))
    assert checked.status == 1
    assert "1 fault" in checked.out
    assert "somebody detains him: `detaining_power` cannot be `none`" in checked.out.replace("\n   ", " ")


# --- as a process ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_light_flags_load_nothing_heavy(flag: str):
    code = (
        "import sys\n"
        "from pow_options.cli import main\n"
        f"try: main([{flag!r}])\n"
        "except SystemExit as left: assert left.code == 0\n"
        "heavy = {'pydantic', 'networkx', 'numpy', 'yaml', 'rich', 'clingo'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=20)
    assert done.returncode == 0, done.stderr.decode()


def test_assess_loads_no_library_of_analysis():
    code = (
        "import sys\n"
        "from pow_options.cli import main\n"
        "try: main(['assess'])\n"
        "except SystemExit as left: assert left.code == 0\n"
        "assert not {'networkx', 'numpy', 'clingo'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=20)
    assert done.returncode == 0, done.stderr.decode()


def test_version():
    ran = start("--version", timeout=5)
    assert ran.status == 0
    assert re.fullmatch(r"pow-options \d+\.\d+\.\d+\n", ran.out)


def test_python_m():
    done = subprocess.run(
        [sys.executable, "-m", "pow_options", "assess", "kursk/soldier-b"], capture_output=True, check=False, timeout=30
    )
    assert done.returncode == 0
    assert done.stdout.decode("utf-8") == run("assess", "kursk/soldier-b").out
    assert (
        subprocess.run(
            [sys.executable, "-m", "pow_options", "bogus"], capture_output=True, check=False, timeout=30
        ).returncode
        == 2
    )


def test_command_needs_only_what_it_declares():
    # A module that only a development tool brings must not be imported: a fresh installation lacks it.
    code = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in {'click', 'numpy', 'clingo', 'hypothesis', 'pytest', 'grimp'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from pow_options.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    for words, status in ((["assess"], 0), (["bogus"], 2), (["assess", "nowhere"], 3)):
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False, timeout=30)
        assert done.returncode == status, done.stderr.decode()


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}])
def test_plain_text_to_what_is_no_terminal(environment: dict[str, str]):
    ran = start("assess", "kursk/soldier-a", environment=environment)
    assert "\x1b" not in ran.out
    assert ran.out == run("assess", "kursk/soldier-a").out


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "COLUMNS": "40"}, {"TZ": "Asia/Seoul", "PYTHONHASHSEED": "7"}])
def test_surroundings_change_nothing(environment: dict[str, str]):
    assert start("why", "RUS", environment=environment).out == run("why", "RUS").out


def test_nothing_depends_on_where_it_is_called(tmp_path: Path):
    assert run("assess", cwd=tmp_path) == run("assess")


@pytest.mark.parametrize("words", [["why", "KOR", "--full"], ["assess"], ["rules", "list"]])
def test_reader_that_goes_away_is_no_fault(words: list[str]):
    begun = subprocess.Popen(
        [str(COMMAND), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment()
    )
    assert begun.stdout is not None
    assert begun.stderr is not None
    begun.stdout.close()
    told = begun.stderr.read()
    begun.stderr.close()
    assert (begun.wait(timeout=30), told) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_told():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([str(COMMAND), "assess"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (3, b"error: the system refuses: no space left on device\n")


def test_closed_streams_are_no_fault():
    for closing, words, status in ((">&-", "assess", 0), ("2>&-", "assess nowhere", 3), (">&- 2>&-", "bogus", 2)):
        done = subprocess.run(
            ["/bin/sh", "-c", f"'{COMMAND}' {words} {closing}"], capture_output=True, check=False, timeout=30
        )
        assert done.returncode == status, done.stderr.decode()


def test_interrupt(monkeypatch: pytest.MonkeyPatch):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pow_options.api, "assess", stopped)
    ran = run("assess")
    assert (ran.status, ran.out) == (130, "")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "fault", [RuntimeError("the\x1b[31m roof fell in"), RecursionError(), MemoryError(), KeyError("x")]
)
def test_internal_fault(fault: Exception, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.delenv("POW_OPTIONS_DEBUG", raising=False)
    monkeypatch.setattr(pow_options.api, "assess", broken)
    ran = run("assess")
    assert (ran.status, ran.out) == (5, "")
    assert re.match(r"error: internal fault: [^\n]*\nhint: [^\n]*POW_OPTIONS_DEBUG[^\n]*\n\Z", ran.err)
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_internal_fault_can_be_looked_into(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POW_OPTIONS_DEBUG", "1")
    monkeypatch.setattr(app, "_misused", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        run("bogus")


def test_names_with_stray_bytes_are_told_visibly():
    done = subprocess.run(
        [os.fsencode(COMMAND), b"assess", b"\xff\x1b[31m"], capture_output=True, check=False, timeout=30
    )
    assert done.returncode == 3
    assert done.stderr.startswith(b"\\udcff\\x1b[31m:1:1: error: ")


# --- text of strangers ----------------------------------------------------------------------------------------------

HOSTILE = {
    "a format string": "{destination} {0} {x!r} %s %(x)s {{",
    "a bidi override": "A case \u202e\u2066evil\u2069",
    "invisible characters": "A\u200b\u200d\ufeffcase".replace("\ufeff", ""),
}


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_title_of_a_stranger_is_shown_and_harms_nothing(title: str, form: str, tmp_path: Path):
    path = case_file(tmp_path, json.dumps(title, ensure_ascii=False))
    ran = run("assess", str(path), "--format", form)
    assert ran.status == 0, ran.err
    first = ran.out.splitlines()[0]
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u2069]", ran.out)
    if title.isascii() and form == "text":
        assert first == f"{title} (a-case)"
    assert json.loads(run("assess", str(path), "--format", "json").out)["case"]["title"] == title


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "![x](http://example.org/x)",
        "`code` **bold** _it_ # head | cell",
        "A\\<b>",
        "&lt;b&gt; &amp;",
    ],
)
def test_title_of_a_stranger_is_no_markup(title: str, tmp_path: Path):
    path = case_file(tmp_path, json.dumps(title))
    written = run("assess", str(path), "--format", "markdown").out.splitlines()[0]
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    tokens = parser.parse(written)
    inline = tokens[1].children
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert "".join(token.content for token in inline) == f"{title} (a-case)"


def test_id_of_a_stranger_in_flags_is_escaped():
    for words in (["why", "\x1b[31mKOR"], ["rules", "show", "\u202eabc"], ["assess", "--without", "\x07"], ["\x1b[2J"]):
        ran = run(*words)
        assert ran.status == 2
        assert re.fullmatch("[\n\x20-\x7e…]+", ran.err), words


# --- JSON of assess -------------------------------------------------------------------------------------------------


def assert_assessment(found: dict[str, Any]) -> None:
    keys(
        found,
        "schema case as_of law_on pack readings assumed options duties ranking unknown disputed diagnostics",
    )
    assert found["schema"] == "pow-options/assessment/1"
    keys(found["case"], "id title sha256")
    keys(found["pack"], "version sha256")
    assert DIGEST.fullmatch(found["case"]["sha256"])
    assert DIGEST.fullmatch(found["pack"]["sha256"])
    for day in (found["as_of"], found["law_on"]):
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)
    # Options that coincide share a rank.
    distinct = [item["rank"] for item in found["options"] if item["distinct"]]
    assert distinct == list(range(1, len(distinct) + 1))
    assert [item["rank"] for item in found["options"]] == sorted(item["rank"] for item in found["options"])
    rules = {row["id"] for row in document("rules", "list")["rules"]}
    for option in found["options"]:
        assert_option(option, rules)
    for duty in found["duties"]:
        keys(duty, "rule says")
        assert duty["rule"] in rules
    ids = {key for option in found["options"] for key in (option["id"], option["state"])}
    for pair in found["ranking"]:
        keys(pair, "above below criterion says")
        assert {pair["above"], pair["below"]} <= ids
    for fact in (*found["unknown"], *found["disputed"], *found["assumed"]):
        assert FACT_KEY.fullmatch(fact)
    assert len(set(found["unknown"])) == len(found["unknown"])


def assert_option(option: dict[str, Any], rules: set[str]) -> None:
    keys(
        option,
        "id state rank status route distinct same_as only_lawful settled turns_on says conditions reasons routes",
    )
    assert option["id"] in OPTIONS
    assert re.fullmatch("[A-Z]{3}", option["state"])
    assert option["status"] in STATUSES
    assert type(option["distinct"]) is bool
    assert type(option["only_lawful"]) is bool
    assert option["settled"] in {True, False, None}
    assert (option["same_as"] is None) is option["distinct"]
    assert_waits(option, rules)
    if option["distinct"]:
        assert option["route"] == option["routes"][0]["id"]
        assert option["status"] == option["routes"][0]["status"]
        assert option["conditions"] == option["routes"][0]["conditions"]
    for route in option["routes"]:
        keys(route, "id status duty reach rival_duty conditions reasons")
        assert route["status"] in STATUSES
        assert route["reach"] in {"in", "out", "unknown"}
        if route["duty"] is not None:
            keys(route["duty"], "rule suspended_by")
            assert {route["duty"]["rule"], *route["duty"]["suspended_by"]} <= rules
        assert set(route["rival_duty"]) <= rules
        assert_waits(route, rules)


def assert_waits(of: dict[str, Any], rules: set[str]) -> None:
    for item in of["conditions"]:
        keys(item, "rule condition facts says")
        assert item["rule"] in rules
        for fact in item["facts"]:
            keys(fact, "fact value who")
            assert FACT_KEY.fullmatch(fact["fact"])
    for item in of["reasons"]:
        keys(item, "rule article verb outcome by says")
        assert {item["rule"], *item["by"]} <= rules
        assert item["verb"] in VERBS
        assert item["outcome"] in OUTCOMES
        assert not re.search(r"\{[a-z_]+\}", item["says"]), "a slot was not filled"


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--as-of", "2025-01-20"],
        ["--if", "hostilities=ceased"],
        ["--reading", "article_118=ihl_absolute", "--reading", "will=irrelevant", "--if", "hostilities=ceased"],
        ["--law-on", "1953-06-30"],
    ],
    ids=" ".join,
)
def test_assessment_as_json(example: str, flags: list[str]):
    if example.startswith("history") and "--as-of" in flags:
        flags = []
    assert_assessment(document("assess", example, *flags))


def test_option_whose_role_coincides():
    found = document("assess", "history/ordinary-prisoner")
    same = [option for option in found["options"] if not option["distinct"]]
    assert [(option["id"], option["same_as"]) for option in same] == [("state_of_origin", "power_served")]


# --- JSON of why ----------------------------------------------------------------------------------------------------

NODES = {
    "option": "option state status says ranking because",
    "route": "route name status reach duty suspended_by under conditions because",
    "rule": "rule instrument article title says verb head binds domestic outcome by why_not when unless condition "
    "priorities authority open_norm because",
    "conclusion": "conclusion value possible assumed says because",
    "fact": "fact value nature question who ground standard weighed because",
    "statement": "statement fact value said_on known_on source grade derived_from setting url judged_by note",
    "reading": "question asks chosen positions holders",
}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("option", ["detaining_power", "third_state", "power_served", "state_of_origin"])
@pytest.mark.parametrize("full", [[], ["--full"]], ids=["", "full"])
def test_trace_as_json(example: str, option: str, full: list[str]):
    ran = run("why", option, example, *full, "--format", "json")
    if ran.status == 2 and example.startswith("history"):
        pytest.skip("the role is bound to nobody")
    assert ran.status == 0
    found = json.loads(ran.out)
    keys(found, "schema case as_of law_on pack readings assumed without full root nodes")
    assert found["schema"] == "pow-options/trace/1"
    assert found["full"] is bool(full)
    nodes = {node["id"]: node for node in found["nodes"]}
    assert len(nodes) == len(found["nodes"]), "an id stands twice"
    assert nodes[found["root"]]["kind"] == "option"
    reached = {found["root"]}
    for node in found["nodes"]:
        assert {"kind", "id", *NODES[node["kind"]].split()} <= set(node)
        assert node["id"].startswith(f"{node['kind']}:")
        below = [*node.get("because", ()), *(f"statement:{item['statement']}" for item in node.get("weighed", ()))]
        for key in below:
            assert key in nodes, f"{node['id']} names {key}, which is not there"
        reached.update(below)
        if node["kind"] == "rule":
            assert node["outcome"] in OUTCOMES
            assert node["verb"] in VERBS
    assert reached == set(nodes), "a node nobody rests on"


@pytest.mark.parametrize("state", ["RUS", "PRK", "KOR"])
def test_trace_leaves_no_slot_open(state: str):
    assert not re.search(r"\{[a-z_]+\}", run("why", state).out)


def test_full_trace_holds_the_short_one():
    short, full = document("why", "PRK"), document("why", "PRK", "--full")
    assert {node["id"] for node in short["nodes"]} <= {node["id"] for node in full["nodes"]}


# --- JSON of rules and case -----------------------------------------------------------------------------------------


def test_rules_list_as_json():
    found = document("rules", "list")
    assert found["schema"] == "pow-options/rules/1"
    for row in found["rules"]:
        assert {"id", "instrument", "article", "binds", "verb", "routes", "reading", "checked"} <= set(row)
        assert row["id"].startswith(row["instrument"] + "-")
        assert row["verb"] in VERBS
        assert type(row["checked"]) is bool
    assert len({row["id"] for row in found["rules"]}) == len(found["rules"])


@pytest.mark.parametrize("rule", ["cat-3-1", "gc3-118-1-repatriation", "rok_constitution-2-2"])
def test_rules_show(rule: str):
    found = document("rules", "show", rule)
    assert found["id"] == rule
    assert found["file"].startswith("rules/law/")
    text = run("rules", "show", rule).out
    assert found["article"] in text
    assert f"{found['file']}, line {found['line']}" in text.replace("\n   ", " ")


def test_case_schema_is_json_schema():
    found = json.loads(run("case", "schema").out)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(found["required"]) == {"schema", "id", "title", "roles"}


def test_streams_that_cannot_be_reconfigured_are_fine():
    assert not hasattr(io.StringIO(), "reconfigure")
    assert run("--version").status == 0


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_work_is_shown_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch):
    elsewhere, terminal = io.StringIO(), Terminal()
    for stream in (elsewhere, terminal):
        monkeypatch.setattr(sys, "stderr", stream)
        with pow_options.cli.common.working():
            pass
    assert elsewhere.getvalue() == ""
    assert "looking at every answer" in terminal.getvalue()
