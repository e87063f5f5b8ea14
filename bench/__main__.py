"""Measures everything and prints one table; exit code 1 when a bound is missed."""

import sys

from . import environment


def main() -> int:
    with environment.portal():
        from . import suite  # imports models, which need the environment

        results = suite.run()
    results.write()
    print(results.table())
    return 0 if results.all_ok else 1


if __name__ == "__main__":
    sys.exit(main())
