"""Parsers that live on from test to test: starting one takes a hundred times as long as a file.

The portal gives each upload a process of its own and kills it afterwards. Nearly all tests ask what
becomes of a file, not of the process; those that do ask (workbooks/parser/test_sandbox.py) start
their own.
"""

from statistics.workbooks.parser.sandbox import Sandbox

_idle: list[tuple] = []  # processes that wait for a file, each with the line to it


class KeptSandbox(Sandbox):
    """Takes a process that is idle, if there is one, and leaves it idle when no file is under way."""

    def __enter__(self):
        self.is_free = True
        if _idle:
            self._process, self._line = _idle.pop()
        return self

    def __exit__(self, *error):
        if self._process is not None and self.is_free:
            _idle.append((self._process, self._line))
        else:
            self.close()

    def begin(self, data, sort):
        self.is_free = False
        super().begin(data, sort)

    def finish(self):
        try:
            return super().finish()
        finally:
            self.is_free = True


def let_go() -> None:
    for process, line in _idle:
        process.kill()
        process.wait()
        line.close()
    _idle.clear()
