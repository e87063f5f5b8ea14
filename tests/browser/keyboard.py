"""A page by keyboard alone: from stop to stop, each of which must be seen."""

# The element that has the focus: how it is called, and whether an eye finds it.
STOP = """() => {
  const stop = document.activeElement;
  const style = getComputedStyle(stop);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const box = stop.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: stop.name || stop.textContent.trim(),
    isSeen: (hasOutline || style.boxShadow !== "none") && stop.contains(hit),
  };
}"""


def tab_to(page, name, *, most=120):
    """Press Tab until the stop called `name` has the focus; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        assert stop["isSeen"], f"nobody sees that the focus is on {stop['name']!r}"
        if stop["name"] == name:
            return
    raise AssertionError(f"{most} stops, and none is {name!r}")
