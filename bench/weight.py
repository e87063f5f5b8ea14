"""What goes over the wire when a clerk opens a page for the first time, compressed as it is sent."""

import gzip
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from . import data
from .browser import Browser
from .results import Results

TABLE = f"/reports/{data.code(1)}/{data.YEAR}/q{data.LATEST}/"
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
IN_STYLES = re.compile(r"""url\(\s*["']?(?!data:|["']?data:)([^"')]+)|@import\s+["']([^"']+)""")


def measure(results: Results, units: int) -> None:
    for name, address in {"table page": TABLE, "sign-in page": "/accounts/login/"}.items():
        sizes = _load(Browser(data.code(1)), address)
        kilobytes = sum(sizes.values()) / 1000
        results.figure(
            f"first visit, {name} ({len(sizes)} files)", units, kilobytes, " kB", at_most=120
        )


def _load(browser: Browser, address: str) -> dict[str, int]:
    """Bytes sent by address: the page and everything that it, its styles and scripts refer to."""
    sizes, waiting = {}, [address]
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        response = browser.get(address)
        assert response.status_code == 200, f"{response.status_code} {address}"
        sent = b"".join(response)
        sizes[address] = len(sent)
        is_compressed = response.headers.get("Content-Encoding") == "gzip"
        text = (gzip.decompress(sent) if is_compressed else sent).decode(errors="replace")
        waiting += [urljoin(address, other) for other in _referred(response, text)]
    return sizes


def _referred(response, text: str) -> list[str]:
    kind = response.headers["Content-Type"].partition(";")[0]
    if kind == "text/html":
        reader = References()
        reader.feed(text)
        return reader.addresses
    if kind == "text/javascript":
        return IMPORTED.findall(text)
    if kind == "text/css":
        return ["".join(found) for found in IN_STYLES.findall(text)]
    return []


class References(HTMLParser):
    """What a browser fetches to show a page."""

    def __init__(self):
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        name = {"link": "href", "script": "src", "img": "src"}.get(tag)
        if name in values:
            self.addresses.append(values[name])
