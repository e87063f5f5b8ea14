"""What a test does in a window, whichever browser it is."""

import json
import time
from collections.abc import Callable

# Starts what is named after it, which ends with us however we end (Linux: PR_SET_PDEATHSIG).
ENDS_WITH_US = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)
"""
PATIENCE = 180  # seconds: only a wrong answer is a failure, never a late one

# Brings an element into view and says where its middle is, once it is there and can be pressed.
FIND = """(selector => {
  const box = [...document.querySelectorAll(selector)].find((each) => each.offsetParent || each.offsetWidth);
  if (!box || box.disabled || document.readyState !== "complete") return null;
  box.scrollIntoView({block: "center"});
  const {left, top, width, height} = box.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})(%s)"""


class Window:
    """`goto`, `read`, `press_at`, `press`, `type`, `paste` and `pdf` are each browser's own."""

    read: Callable  # the value of an expression, read in the page

    def wait(self, expression: str):
        """Until it is true, or what it then says."""
        end = time.monotonic() + PATIENCE
        while not (said := self.read(expression)):
            assert time.monotonic() < end, f"never came true: {expression}"
            time.sleep(0.02)
        return said

    def click(self, selector: str) -> None:
        self.press_at(*self.wait(FIND % json.dumps(selector)))

    def fill(self, selector: str, text: str) -> None:
        self.wait(FIND % json.dumps(selector))
        self.read(f"document.querySelector({json.dumps(selector)}).focus()")
        self.type(text)

    def text(self, selector: str) -> str:
        """The text that is seen, in one line."""
        return " ".join(
            self.wait(f"(document.querySelector({json.dumps(selector)}) || {{}}).innerText").split()
        )

    def values(self, *names: str) -> list[str]:
        inputs = f"{json.dumps(names)}.map((name) => document.querySelector(`input[name='${{name}}']`).value)"
        return self.read(inputs)
