"""What stands in somebody's way on a page: what axe finds, what sticks out of a narrow screen."""

from axe_playwright_python.sync_playwright import Axe

# axe would load style sheets once more, inline, and so break the policy that pages are held to.
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,
}


def complaints(page) -> list[str]:
    """What axe finds: WCAG 2 A and AA, and good practice."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


def sideways(page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
