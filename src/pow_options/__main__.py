"""``python -m pow_options``."""

from pow_options.cli import main

if __name__ == "__main__":
    main()
