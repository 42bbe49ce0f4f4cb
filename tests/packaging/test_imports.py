"""What importing the package does not do."""

import subprocess
import sys

import pytest

PROBE = """
import importlib, pkgutil, sys
import pow_options
for module in pkgutil.walk_packages(pow_options.__path__, "pow_options."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("package", ["numpy", "clingo", "hypothesis", "pytest"])
def test_no_module_needs_an_optional_package(package: str):
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert package not in done.stdout.split()
