"""What of static/ is younger than Chromium 79 and Firefox 78, of which no build can be had."""

import pytest

from tools import floor
from tools.floor import ages, scripts, styles

pytestmark = pytest.mark.skipif(
    not ages.is_here(), reason="the table of features' ages is not here; `make test` fetches it"
)


@pytest.fixture(scope="module")
def known():
    return ages.known()


def test_nothing_that_is_served_is_too_young():
    assert floor.found() == []


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("const a = b?.c;", [(1, "?.", "Chrome 80")]),
        ("const a = b ? .5 : c ? d.e : 1;", []),
        ("\na = `${b ?? c}`; // ?? is no use of it", [(2, "??", "Chrome 80")]),
        ("a ||= '?.'", [(1, "||=", "Chrome 85")]),
        ("class A { #b = 1 }", [(1, "#b", "Firefox 90")]),
        ('export * as a from "./a.js";', [(1, "export * as", "Firefox 80")]),
        ("list.at(-1)", [(1, ".at(", "Chrome 92")]),
        ("text.replaceAll('a', 'b')", [(1, ".replaceAll(", "Chrome 85")]),
        ("text.replace(/a/g, 'b').padStart(3)", []),
        ("structuredClone(a)", [(1, "structuredClone", "Chrome 98")]),
        ("Object.hasOwn(a, 'b')", [(1, ".hasOwn(", "Chrome 93")]),
        ("AbortSignal.timeout(1)", [(1, ".timeout(", "Chrome 124")]),
        ("box.addEventListener('beforeinput', f)", [(1, "'beforeinput'", "Firefox 87")]),
        ("box.addEventListener('input', f)", []),
        ("dialog.showModal()", [(1, ".showModal(", "Firefox 98")]),
        ("form.requestSubmit(button)", []),
    ],
)
def test_what_a_script_uses(script, found, known):
    assert [*scripts.used(script, known)] == found


def test_a_submissions_button_is_too_young(known):
    assert [what for _, what, _ in scripts.used("event.submitter", known)] == [".submitter"]


def test_of_other_peoples_scripts_only_what_stops_them_being_read(known):
    assert [*scripts.syntax_used("a?.b.at(1)", known)] == [(1, "?.", "Chrome 80")]


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("a { display: revert }", [(1, "display: revert", "Chrome 84")]),
        ("a {\n  color: red;\n  inset: 0;\n}", [(3, "inset", "Chrome 87")]),
        ("a { width: min(1px, 2px); color: color-mix(in srgb, red, blue) }",
         [(1, "color: color-mix", "Chrome 111")]),
        ("a:has(b) { top: 0 }", [(1, ":has", "Chrome 105")]),
        ("b, a:not(:is(c)) { top: 0 }", [(1, ":is beside selectors that all know", "Chrome 88")]),
        ("a:focus-visible, b:focus { top: 0 }",
         [(1, ":focus-visible beside selectors that all know", "Chrome 86")]),
        ("a:focus-visible { top: 0 }", [(1, ":focus-visible", "Chrome 86")]),
        ("@media print { a { aspect-ratio: 1 } }", [(1, "aspect-ratio", "Chrome 88")]),
        ("@container (width > 1px) { a { top: 0 } }", [(1, "@container", "Chrome 105")]),
        ("a { -webkit-print-color-adjust: exact; print-color-adjust: exact }", []),
        ("a { display: grid; gap: 1px }", []),
    ],
)  # fmt: skip
def test_what_a_style_uses(style, found, known):
    assert [*styles.used(style, known)] == found


def test_gaps_of_what_is_no_grid(known):
    style = (
        "a { display: flex; gap: 1px }\nb, c > d { row-gap: 1px }\ne { display: grid; gap: 1px }"
    )
    assert [*styles.flex_gaps(style, known)] == [
        (1, "a", "Chrome 84"),
        (2, "b", "Chrome 84"),
        (2, "c > d", "Chrome 84"),
    ]
