"""Settings that hold for every test: repeatable random tests, and long ones only on request."""

import os

import pytest
from hypothesis import HealthCheck, settings

LONG = os.environ.get("POW_OPTIONS_LONG") == "1"

# The same examples on every run and machine: a failure seen once is seen by everybody. No deadline, as a
# busy machine is not a fault of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None)

# New examples on every run, many of them; the printed blob replays the one that failed.
settings.register_profile(
    "long",
    deadline=None,
    max_examples=5_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

settings.load_profile("long" if LONG else "repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `long` unless it was asked for."""
    if LONG:
        return
    skip = pytest.mark.skip(reason="long; run with POW_OPTIONS_LONG=1")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
