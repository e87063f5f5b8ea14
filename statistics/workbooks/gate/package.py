"""An .xlsx file as a zip package: what a reader would trip over is refused beforehand.

The directory is the one that zipfile finds, because openpyxl will go by the same.
"""

import struct
import zlib
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from .parts import Part, texts
from .refusals import in_mb, refused

MAX_PARTS = 300
MAX_PART = 12 * 1024 * 1024  # bytes, unpacked
MAX_UNPACKED = 24 * 1024 * 1024  # bytes, all parts together

CONTENT_TYPES = "[Content_Types].xml"
DIRECTORY_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = struct.Struct("<4s22xHH")  # signature, length of the name, length of extra fields
IS_ENCRYPTED = 0x1 | 0x40 | 0x2000  # zip's own password; strong encryption; hidden directory
IS_UTF8 = 0x800

# Whatever zipfile and zlib say of a broken file; test_any_bytes.py looks for more.
BROKEN = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,  # also NotImplementedError
    ValueError,  # also UnicodeDecodeError
)


def require_workbook(data: bytes) -> None:
    """Raise Refused unless this zip holds a workbook without macros that is sound throughout."""
    count = data.count(DIRECTORY_ENTRY)
    if count > MAX_PARTS:  # counted before zipfile takes the time to read them
        raise refused("too_many_parts", count=count, limit=MAX_PARTS)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(data, archive)
        _require_spreadsheet(data, parts)
        for part in parts:
            for _ in texts(data, part):
                pass
    except BROKEN as error:
        raise refused("damaged") from error


# --- The directory -------------------------------------------------------------------------------


def _parts(data: bytes, archive: ZipFile) -> list[Part]:
    """The parts of the package, if names, sizes and places are in order; nothing is unpacked."""
    entries = archive.infolist()
    _require_package(data, [entry.filename for entry in entries])
    _require_different_names(entries)
    for entry in entries:
        _require_modest(entry)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise refused("unpacks_too_large", size=in_mb(unpacked), limit=in_mb(MAX_UNPACKED))
    parts = [_part(data, entry) for entry in entries]
    _require_apart(parts, archive.start_dir)
    return parts


def _require_package(data: bytes, names: list[str]) -> None:
    """Other kinds of zip are named for what they are: they lack the list of content types."""
    if CONTENT_TYPES in names:
        return
    beginning = data[:256]  # where OpenDocument has its type, not compressed
    if b"opendocument.spreadsheet" in beginning:
        raise refused("ods")
    if b"opendocument" in beginning:
        raise refused("odf")
    raise refused("ofd" if "OFD.xml" in names else "archive")


def _require_different_names(entries: list[ZipInfo]) -> None:
    names = {entry.orig_filename.replace("\\", "/").casefold() for entry in entries}
    if len(names) < len(entries):
        raise refused("duplicate_names")


def _require_modest(entry: ZipInfo) -> None:
    if not _is_plain_name(entry):
        raise refused("unsafe_name")
    if entry.flag_bits & IS_ENCRYPTED:
        raise refused("zip_encrypted")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # all that the format allows
        raise refused("compression")
    if entry.file_size > MAX_PART:
        raise refused("part_too_large", size=in_mb(entry.file_size), limit=in_mb(MAX_PART))


def _is_plain_name(entry: ZipInfo) -> bool:
    """Relative, without detours, and the same to everybody: zipfile cuts a name at NUL."""
    name = entry.orig_filename
    steps = name.removesuffix("/").split("/")
    return (
        name == entry.filename
        and not any(step in ("", ".", "..") for step in steps)
        and not any(character in name for character in "\\:")
    )


def _part(data: bytes, entry: ZipInfo) -> Part:
    """Where the entry stands, if its own header says the same as the directory."""
    begin = entry.header_offset
    if not 0 <= begin <= len(data) - LOCAL_HEADER.size:
        raise refused("directory")
    signature, name_length, extra_length = LOCAL_HEADER.unpack_from(data, begin)
    named = begin + LOCAL_HEADER.size
    start = named + name_length + extra_length
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & IS_UTF8 else "cp437")
    if signature != b"PK\x03\x04" or data[named : named + name_length] != name:
        raise refused("directory")
    return Part(entry, begin, start, start + entry.compress_size)


def _require_apart(parts: list[Part], directory: int) -> None:
    """No two parts share bytes: shared ones unpack to many times the size of the file."""
    in_order = sorted(parts, key=lambda part: part.begin)
    if any(part.end > following.begin for part, following in pairwise(in_order)):
        raise refused("overlapping")
    if in_order[-1].end > directory:
        raise refused("directory")


# --- What the package is -------------------------------------------------------------------------

BINARY = "ms-excel.sheet.binary.macroenabled.main"
WORKBOOKS = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroenabled.main+xml",
    "ms-excel.template.macroenabled.main+xml",
    "ms-excel.addin.macroenabled.main+xml",
)
MACROS = ("macroenabled", "vbaproject", "macrosheet")
OTHERS = {
    "wordprocessingml": "word",
    "ms-word.": "word",
    "presentationml": "slides",
    "ms-powerpoint.": "slides",
}
MARKERS = (BINARY, *WORKBOOKS, *MACROS, *OTHERS)


def _require_spreadsheet(data: bytes, parts: list[Part]) -> None:
    """Go by the list of content types, as every reader does, wherever the workbook's part is."""
    named = _named_types(data, parts)
    if BINARY in named:
        raise refused("xlsb")
    if named.isdisjoint(WORKBOOKS):
        raise refused(next((OTHERS[kind] for kind in OTHERS if kind in named), "no_workbook"))
    names = "\n".join(part.entry.filename.lower() for part in parts)
    if not named.isdisjoint(MACROS) or "vbaproject.bin" in names or "macrosheets/" in names:
        raise refused("macros")


def _named_types(data: bytes, parts: list[Part]) -> set[str]:
    types = next(part for part in parts if part.entry.filename == CONTENT_TYPES)
    lines = (text.lower() for text in texts(data, types))
    return {marker for line in lines for marker in MARKERS if marker in line}
