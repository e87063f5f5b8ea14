"""A page as a browser without JavaScript has it: what stands where, and what its forms would post.

page = html.read(response)
page.find("h1").text
page.find("form", id="table-form").values["trademark-filed"]
"""

from collections.abc import Iterator
from html.parser import HTMLParser

EMPTY = {"br", "col", "hr", "img", "input", "link", "meta"}  # elements that have no end tag
INLINE = {"a", "abbr", "b", "code", "em", "label", "output", "small", "span", "strong", "time"}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None" = None):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def __iter__(self) -> Iterator["Element"]:
        """All elements within, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """Elements within, by tag and attributes; `class_` means: among its classes."""
        return [element for element in self if element._matches(tag, wanted)]

    def find(self, tag: str = "", **wanted: str) -> "Element":
        """The only such element."""
        (element,) = self.all(tag, **wanted)
        return element

    def _matches(self, tag, wanted) -> bool:
        if tag and tag != self.tag:
            return False
        classes = self.attributes.get("class", "").split()
        return all(
            value in classes if name == "class_" else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    @property
    def text(self) -> str:
        """What stands in it, white space collapsed; a space where a box begins or ends."""
        return " ".join(self._texts().split())

    def _texts(self) -> str:
        texts = (child if isinstance(child, str) else child._texts() for child in self.children)
        edge = "" if self.tag in INLINE else " "
        return f"{edge}{''.join(texts)}{edge}"

    @property
    def texts(self) -> list[str]:
        """The text of each element right within this one: a row's cells, a list's items."""
        return [child.text for child in self.children if isinstance(child, Element)]

    @property
    def values(self) -> dict[str, str]:
        """What a form posts when no button is pressed, without the CSRF token."""
        inputs = [element for element in self.all("input") if "name" in element]
        sent = [
            each for each in inputs if "checked" in each or each.attributes.get("type") != "radio"
        ]
        values = {element["name"]: element.attributes.get("value", "") for element in sent}
        values.pop("csrfmiddlewaretoken", None)
        return values


class _Reader(HTMLParser):
    """Builds the tree; a tag that is closed in the wrong place is an error of the page."""

    def __init__(self):
        super().__init__()
        self.open = self.root = Element("", {})

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes}, self.open)
        self.open.children.append(element)
        if tag not in EMPTY:
            self.open = element

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag != self.open.tag:
            raise ValueError(f"</{tag}> closes <{self.open.tag}>, line {self.getpos()[0]}")
        self.open = self.open.parent

    def handle_data(self, data):
        self.open.children.append(data)


def read(source) -> Element:
    """The page of a response, or of HTML text; a response is read once."""
    if isinstance(source, str):
        return _parse(source)
    if not hasattr(source, "element"):
        source.element = _parse(source.content.decode())
    return source.element


def _parse(text: str) -> Element:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open is not reader.root:
        raise ValueError(f"<{reader.open.tag}> is never closed")
    return reader.root
