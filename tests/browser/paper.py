"""What a page looks like on paper: printed as people do, and read with poppler.

printed = paper.print_page(page)
printed.lies, printed.text, printed.beyond_the_edge
"""

import re
import shutil
import subprocess
from functools import cached_property
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

A4_LYING = (842, 595)  # points
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"


class Printed:
    """A PDF's pages and words."""

    def __init__(self, pdf: bytes):
        self.pdf = pdf
        self.pages = [*ElementTree.fromstring(self._read("-bbox")).iter(PAGE)]

    def _read(self, how: str) -> str:
        if (reader := shutil.which("pdftotext")) is None:
            pytest.skip("poppler (pdftotext) is not installed")
        done = subprocess.run(
            [reader, how, "-", "-"], input=self.pdf, check=True, capture_output=True
        )
        return re.sub("[\x00-\x08\x0b\x0e-\x1f]", "", done.stdout.decode())

    @property
    def sizes(self) -> set[tuple[int, int]]:
        """Width and height of the pages, in whole points."""
        return {
            tuple(round(float(page.get(side))) for side in ("width", "height"))
            for page in self.pages
        }

    @cached_property
    def text(self) -> str:
        """All of it in the order of the page, without white space: lines break where they may."""
        return squeezed(self._read("-raw"))

    @property
    def words(self) -> list[list[str]]:
        """What is printed without a space or a break in it, page by page."""
        return [[word.text or "" for word in page.iter(WORD)] for page in self.pages]

    @property
    def beyond_the_edge(self) -> list[str]:
        """Words that the paper does not hold whole."""
        return [
            word.text
            for page in self.pages
            for word in page.iter(WORD)
            if not 0
            <= float(word.get("xMin"))
            <= float(word.get("xMax"))
            <= float(page.get("width"))
        ]


def print_page(page: Page) -> Printed:
    return Printed(page.pdf(prefer_css_page_size=True))


def squeezed(text: str) -> str:
    return "".join(text.split())
