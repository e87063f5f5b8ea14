"""Names what of the pages is younger than the floor; exit code 1 if there is any."""

import sys

from . import found

if __name__ == "__main__":
    lines = found()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.exit(bool(lines))
