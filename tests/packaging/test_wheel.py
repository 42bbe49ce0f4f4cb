"""The installed package works without the checkout: law, examples and schemas travel inside the wheel.

Every run of the command is made from an empty folder, so nothing is found by the accident of where it began.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("packaging")

ROOT = Path(__file__).resolve().parents[2]
CASE = "kursk/soldier-a"
SHIPPED = ("rules", "examples", "schemas")


@dataclass(frozen=True)
class Tool:
    """A way to start `pow-options`: the command, and the environment it is started in."""

    command: tuple[str, ...]
    env: dict[str, str]

    def run(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run the command in `cwd` and return what it wrote, as text."""
        return subprocess.run(
            [*self.command, *arguments],
            cwd=cwd,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


def clean_environment() -> dict[str, str]:
    """Return the environment without what would let Python find the checkout or colour the output."""
    dropped = ("PYTHON", "VIRTUAL_ENV", "FORCE_COLOR", "CLICOLOR", "COVERAGE", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "NO_COLOR": "1", "PYTHONUTF8": "1"}


def succeed(command: list[str], cwd: Path = ROOT) -> None:
    """Run a step of the build and show all it wrote if it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"


def shipped_files() -> set[str]:
    """Return the files of the checkout that users need, as paths from its root."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in SHIPPED
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".json"}
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build a wheel with the builder that the development tools brought, so no package is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q"]
    succeed([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)])
    built = list(folder.glob("*.whl"))
    assert len(built) == 1, built
    return built[0]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    """Build a source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    succeed([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)])
    built = list(folder.glob("*.tar.gz"))
    assert len(built) == 1, built
    return built[0]


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel: Path) -> Tool:
    """Install the wheel into a new environment that borrows the packages it depends on, and nothing else.

    A folder named in a `.pth` file is searched last and its own `.pth` files are not read, so the packages of
    this environment are found there and its editable install of the checkout is not.
    """
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = {"base": str(home), "platbase": str(home)}
    scheme = "nt" if os.name == "nt" else "posix_prefix"
    scripts = Path(sysconfig.get_path("scripts", scheme, vars=paths))
    packages = Path(sysconfig.get_path("purelib", scheme, vars=paths))
    python = scripts / Path(sys.executable).name
    if not python.exists():
        python = scripts / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    succeed([*pip, "install", "-q", "--no-deps", "--no-index", str(wheel)])
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "zz_borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    found = subprocess.run(
        [str(python), "-c", "import pow_options; print(pow_options.__file__)"],
        cwd=home,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(home), "the checkout was found, not the wheel"
    return Tool((str(scripts / "pow-options"),), clean_environment())


@pytest.fixture(scope="module")
def checkout() -> Tool:
    """Run the package from the checkout, as somebody does who has not installed it."""
    env = {**clean_environment(), "PYTHONPATH": str(ROOT / "src")}
    return Tool((sys.executable, "-m", "pow_options"), env)


def answer(tool: Tool, cwd: Path) -> tuple[str, dict[str, Any]]:
    """Return the assessment of soldier A as the bytes printed and as data."""
    done = tool.run("assess", CASE, "--format", "json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(done.stdout)


def test_wheel_holds_the_law_the_examples_and_the_schemas(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    missing = {f"pow_options/_data/{name}" for name in shipped_files()} - names
    assert not missing
    assert "pow_options/_data/rules/pack.yaml" in names
    assert f"pow_options/_data/examples/{CASE}.yaml" in names
    assert "pow_options/py.typed" in names


def test_wheel_holds_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"pow_options", "pow_options-0.1.0.dist-info"}


def test_sdist_holds_what_the_wheel_is_made_of(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped_files() <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"} <= names
    assert "src/pow_options/__init__.py" in names


@pytest.mark.parametrize("kind", ["installed", "checkout"])
def test_version(kind: str, request, tmp_path: Path):
    tool: Tool = request.getfixturevalue(kind)
    done = tool.run("--version", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("kind", ["installed", "checkout"])
def test_assess_a_bundled_case_by_name(kind: str, request, tmp_path: Path):
    tool: Tool = request.getfixturevalue(kind)
    _, result = answer(tool, tmp_path)
    assert result["schema"] == "pow-options/assessment/1"
    assert result["case"]["id"] == "kursk-soldier-a"
    assert {option["id"] for option in result["options"]} == {
        "detaining_power",
        "third_state",
        "power_served",
        "state_of_origin",
    }


def test_the_wheel_and_the_checkout_give_the_same_bytes(installed: Tool, checkout: Tool, tmp_path: Path):
    elsewhere = tmp_path / "a folder with a space"
    elsewhere.mkdir()
    assert answer(installed, elsewhere)[0] == answer(checkout, tmp_path)[0]


def test_a_missing_case_is_invalid_data_and_no_traceback(installed: Tool, tmp_path: Path):
    done = installed.run("assess", "nowhere.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "nowhere.yaml" in done.stderr
    assert "Traceback" not in done.stderr
