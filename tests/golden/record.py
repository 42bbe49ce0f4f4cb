"""Records anew what the commands print: ``python -m tests.golden.record [NAME ...]``. Read the difference."""

import sys
import tempfile
from pathlib import Path

from tests.golden.recorded import BAD, GOOD, records


def main(names: list[str]) -> None:
    """Record the named directories, or all."""
    for record in records(GOOD) + records(BAD):
        if names and record.folder.name not in names:
            continue
        with tempfile.TemporaryDirectory() as place:
            record.write(record.run(Path(place)))


if __name__ == "__main__":
    main(sys.argv[1:])
