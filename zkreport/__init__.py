"""The project: settings, addresses, the admin site, security headers.

One of its apps is called `statistics`, and so is a module of the standard library that Django's
SQLite backend imports. Our folder has no `__init__.py`, so it never hides that module; instead
the module is lent our folder as its package path, and `statistics.models` is found there.
See docs/decisions/0001-the-name-statistics.md.
"""

from pathlib import Path

import statistics

__version__ = "0.1.0"

statistics.__path__ = [str(Path(__file__).resolve().parent.parent / "statistics")]
