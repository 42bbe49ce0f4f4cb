import os
import stat
from pathlib import Path

import pytest

from pow_options.source import InvalidData, examples_dir, resources, rules_dir, write_whole


def refused(path, text="new"):
    with pytest.raises(InvalidData) as caught:
        write_whole(path, text)
    (found,) = caught.value.diagnostics
    assert (found.file, found.line, found.column) == (str(path), 1, 1)
    return found.message


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def installed(tmp_path):
    package = tmp_path / "site-packages" / "pow_options"
    for name in ("rules", "examples"):
        (package / "_data" / name).mkdir(parents=True)
    return package


@pytest.fixture
def checkout(tmp_path):
    package = tmp_path / "repo" / "src" / "pow_options"
    package.mkdir(parents=True)
    for name in ("rules", "examples"):
        (tmp_path / "repo" / name).mkdir()
    return package


def test_found_in_an_installation(installed, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", installed)
    assert rules_dir() == installed / "_data" / "rules"
    assert examples_dir() == installed / "_data" / "examples"


def test_found_in_a_checkout(checkout, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", checkout)
    assert rules_dir() == checkout.parents[1] / "rules"
    assert examples_dir() == checkout.parents[1] / "examples"


def test_a_folder_near_an_installation_is_not_taken_for_ours(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "pow_options"
    package.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    with pytest.raises(InvalidData) as caught:
        rules_dir()
    assert "the bundled `rules` are missing from this installation" in str(caught.value)


def test_the_package_under_test_knows_where_it_is():
    assert resources._PACKAGE.name == "pow_options"
    assert (resources._PACKAGE / "source" / "resources.py").is_file()


def test_writes_a_new_file_with_ordinary_permissions(tmp_path):
    old = os.umask(0o022)
    try:
        write_whole(tmp_path / "a.txt", "é\n")
    finally:
        os.umask(old)
    assert (tmp_path / "a.txt").read_bytes() == "é\n".encode()
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644
    assert names(tmp_path) == ["a.txt"]


def test_replaces_a_file_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_writes_through_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_stood_there_stays_where_writing_fails(tmp_path, monkeypatch, step):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    assert refused(path) == "file cannot be written: no space left on the disk"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_an_interruption_leaves_no_draft(tmp_path, monkeypatch):
    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "new")
    assert names(tmp_path) == []


def test_what_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path) == "this is a directory, not a file"
    assert refused(tmp_path / "pipe") == "this is not a regular file"
    assert refused(Path("/dev/null")) == "this is not a regular file"
    assert refused(tmp_path / "none" / "a") == "file cannot be written: no such directory"
    assert refused(tmp_path / "file" / "a") == "file cannot be written: no such directory"
    assert refused(tmp_path / ("x" * 300)) == "file cannot be written: its name is too long"
    assert refused(tmp_path / "a\x00b") == "this cannot be the name of a file"
    assert refused(tmp_path / "a", "\ud800") == "text cannot be written as UTF-8"
    assert not (tmp_path / "a").exists()
