"""Uses that are younger than the floor and meant; each with its reason."""

# Not the browser's: properties and methods of objects of our own and of Chart.js.
OURS = {
    ".actions", ".adopt(", ".at", ".changed(", ".entry", ".login", ".retry(", ".show(", ".since", ".unit",
    ".watch(",
    ".animation", ".fontFamily", ".locale", ".destroy(", ".resize(",
}  # fmt: skip

MEANT = {
    ".showModal": "history.js asks for it, and leaves the link to the page of the series",
    ".showModal(": "history.js has asked for it",
    ":focus-visible": "takes a frame away, which stands without it",
    "text-underline-offset": "a line is a little lower",
    "break-after: avoid": "a heading may stand alone at the foot of a sheet",
    "page-break-after: avoid": "the same in older words",
    "color-adjust": "what Firefox before 97 calls print-color-adjust",
    "height: fit-content": "-moz-fit-content stands before it",
}
