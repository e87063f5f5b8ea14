"""One part of an .xlsx file: unpacked piece by piece, nothing kept, and looked at on the way.

zipfile itself would believe the declared size and cut a longer part off there; another reader may
not. Hence the unpacking of our own.
"""

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipInfo

from .refusals import refused
from .signatures import encoding_by_mark


class Part(NamedTuple):
    """One entry of the archive; where it begins, and where its packed content starts and ends."""

    entry: ZipInfo
    begin: int
    start: int
    end: int


# --- Text ----------------------------------------------------------------------------------------

OVERLAP = 100  # characters that are seen twice, so that no word is cut in two unnoticed
XML_NAMES = (".xml", ".rels", ".vml")
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}?\?>")
ENCODING = re.compile(r"""encoding\s*=\s*["']([^"']*)""")
ENCODINGS = {"utf-8", "utf8", "utf-16"}
STRICT = "http://purl.oclc.org/ooxml/"
WORKBOOK_ROOT = re.compile(r"<(?:[\w.-]+:)?workbook\s")


def texts(data: bytes, part: Part) -> Iterator[str]:
    """The text of an XML part in overlapping chunks, checked; nothing of any other part.

    Whatever the part is, it is unpacked to its end and compared with its size and checksum.
    Raises Refused, or zlib.error where the packed bytes make no sense.
    """
    chunks = _chunks(_unpacked(data, part))
    first = next(chunks, b"")
    if not _is_xml(part.entry.filename, first):
        for _ in chunks:
            pass
        return
    decoder = codecs.getincrementaldecoder(encoding_by_mark(first))()
    text = ""
    for number, chunk in enumerate(chain([first], chunks)):
        text = text[-OVERLAP:] + _decoded(decoder, chunk)
        if number == 0:
            _require_modern(text[:4096])
        _require_harmless(text)
        yield text
    _decoded(decoder, b"", final=True)


def _is_xml(name: str, beginning: bytes) -> bool:
    """By its name or by its first character: the package may call any part a worksheet."""
    return name.lower().endswith(XML_NAMES) or beginning.lstrip(BEFORE_XML)[:1] == b"<"


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise refused("encoding") from error


def _require_modern(head: str) -> None:
    """A usual encoding, and no strict OOXML, which openpyxl opens as a book without sheets."""
    if head.startswith("<?xml"):
        declaration = DECLARATION.match(head)
        encoding = declaration and ENCODING.search(declaration[0])
        if not declaration or (encoding and encoding[1].lower() not in ENCODINGS):
            raise refused("encoding")
    if STRICT in head and WORKBOOK_ROOT.search(head):
        raise refused("strict")


def _require_harmless(text: str) -> None:
    if "\0" in text:  # none in XML: this is UTF-32, or no text
        raise refused("encoding")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused("doctype")


# --- Bytes ---------------------------------------------------------------------------------------

PIECE = 2048  # packed bytes at a time: at most 2 MiB unpacked
CHUNK = 64 * 1024  # unpacked bytes at a time, at least


def _unpacked(data: bytes, part: Part) -> Iterator[bytes]:
    """The part's content in small pieces, as long and with the checksum that the directory says."""
    size = checksum = 0
    for piece in _inflated(data, part):
        size += len(piece)
        if size > part.entry.file_size:
            raise refused("wrong_size")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != part.entry.file_size:
        raise refused("wrong_size")
    if checksum != part.entry.CRC:
        raise refused("checksum")


def _inflated(data: bytes, part: Part) -> Iterator[bytes]:
    packed = (data[at : min(at + PIECE, part.end)] for at in range(part.start, part.end, PIECE))
    if part.entry.compress_type == ZIP_STORED:
        yield from packed
        return
    inflator = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        yield inflator.decompress(piece)
        if inflator.unused_data:
            raise refused("wrong_size")
    if not inflator.eof:
        raise refused("damaged")


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes; every chunk but the last has a useful length."""
    held = b""
    for piece in pieces:
        held += piece
        if len(held) >= CHUNK:
            yield held
            held = b""
    if held:
        yield held
