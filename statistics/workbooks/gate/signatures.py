"""What a file is, told from its first bytes; its name does not matter.

People upload what they have: a photograph of the table, a CSV, a web page that some other system
calls .xls. Each is named for what it is, so that the clerk knows what to do about it.
"""

import codecs
import re

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ZIP_END = b"PK\x05\x06"  # stands near the end of every zip file, whatever stands before it
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, WPS .et, .doc, and anything with a password

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),  # JPEG
    (b"GIF8", "image"),
    (b"II*\x00", "image"),  # TIFF
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
)
# BMP, WebP, and what iPhones take photographs in.
IMAGES = re.compile(rb"BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(heic|heix|hevc|mif1|msf1|avif)", re.DOTALL)

# Programs that encrypt every document of an office, so that it cannot be read outside.
DRM = re.compile(rb"%TSD-Header-###%|b\x14#e|.{0,32}E-SafeNet", re.DOTALL)

BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)

BEFORE_THE_ROOT = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|meta|title|style|script|link|body|table|div|center|p)\b)",
    re.IGNORECASE,
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
HEAD = 64 * 1024  # bytes that are enough to tell text from anything else


def foreign_kind(data: bytes) -> str | None:
    """The code in refusals.SENTENCES of a file that is no zip and no OLE; None: not known."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, kind in BEGINNINGS:
        if start.startswith(beginning):
            return kind
    if IMAGES.match(data):
        return "image"
    if DRM.match(data):
        return "drm"
    text = _text(data[:HEAD])
    return None if text is None else _kind_of_text(text)


def encoding_by_mark(data: bytes) -> str:
    """How text that begins with these bytes is encoded: by its byte order mark, else UTF-8."""
    for mark, encoding in BYTE_ORDERS:
        if data.startswith(mark):
            return encoding
    return "utf-8"


def _text(head: bytes) -> str | None:
    """The beginning of a file as text; None when it is none."""
    for encoding in (encoding_by_mark(head), "gb18030"):
        try:
            # The last character may be cut in two.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if not CONTROLS.search(text):
            return text
    return None


def _kind_of_text(text: str) -> str:
    head = text[:8192]
    if HTML.match(head, BEFORE_THE_ROOT.match(head).end()) or _is_web_archive(head.lower()):
        return "html"
    return "xml_spreadsheet" if "schemas-microsoft-com:office:spreadsheet" in head else "text"


def _is_web_archive(head: str) -> bool:
    """Excel's "single file web page": an e-mail message with the page in it."""
    return "mime-version:" in head and "multipart/related" in head
