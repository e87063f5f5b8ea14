"""A person's browser, as far as the server notices: it keeps cookies and takes compressed answers."""

import gzip
import json
from collections.abc import Callable
from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from units.models import User


class Browser(Client):
    """Signed in as `username`; every answer has to be the expected one."""

    def __init__(self, username: str):
        super().__init__(headers={"accept-encoding": "gzip, br"})
        self.force_login(User.objects.get(username=username))

    def see(self, address: str) -> bytes:
        """The answer as it was sent, to the last byte."""
        response = self.get(address)
        assert response.status_code == 200, f"{response.status_code} {address}"
        return b"".join(response)

    def send(self, address: str, body: str) -> None:
        # A person reads each message once; here they would pile up.
        self.cookies.pop("messages", None)
        response = self.post(address, body, content_type="application/x-www-form-urlencoded")
        assert response.status_code in {302, 303}, f"{response.status_code} {address}"

    def save(self, address: str, body: str) -> dict:
        """As the page's script does."""
        form = "application/x-www-form-urlencoded"
        asks = {"accept": "application/json"}
        response = self.post(address, body, content_type=form, headers=asks)
        assert response.status_code == 200, f"{response.status_code} {address}"
        body = response.content
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        return json.loads(gzip.decompress(body) if is_packed else body)

    def form(self, address: str) -> dict[str, str]:
        """What pressing the page's button unchanged would send."""
        reader = FormReader()
        reader.feed(gzip.decompress(self.see(address)).decode())
        return reader.fields


class FormReader(HTMLParser):
    """The fields of a page with their values, as a browser would send them."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}
        self._name = None  # of the select or the textarea that we are in

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "input" and _is_sent(values):
            self.fields[values["name"]] = values.get("value") or ""
        elif tag in {"select", "textarea"}:
            self._name = values["name"]
            self.fields[self._name] = ""
        elif tag == "option" and "selected" in values:
            self.fields[self._name] = values["value"]

    def handle_data(self, text):
        if self._name and self.lasttag == "textarea":
            self.fields[self._name] += text.strip()

    def handle_endtag(self, tag):
        if tag in {"select", "textarea"}:
            self._name = None


def _is_sent(values: dict[str, str]) -> bool:
    if "name" not in values or values.get("type") in {"submit", "button", "file"}:
        return False
    return values.get("type") not in {"checkbox", "radio"} or "checked" in values


def count_queries(work: Callable) -> int:
    """Queries to the database; `work` has run before, so a process's own caches are filled."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)
