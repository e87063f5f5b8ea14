"""Files that nobody should have to open: what people upload by mistake, and what does harm.

`HOSTILE` holds those that the gate refuses. A key is the gate's code, or the code, a colon and what
is special about this one; beside it a file name and a function that makes the bytes.
`PAST_THE_GATE` holds sound packages whose contents try to hurt or to fool the reader behind it.
"""

import codecs
import gzip
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook

MIB = 1024 * 1024
CHUNK = 64 * 1024  # what the gate looks at in one go, where a part is not compressed
SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
STYLES, STRINGS, LINKS = "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# --- Packages ------------------------------------------------------------------------------------


@cache
def good() -> bytes:
    """A small sound workbook with text and numbers."""
    book = Workbook()
    book.active.title = "统计表"
    book.active.append(["2021年知识产权执法数据统计表", None, 46, 15.54])
    book.active.merge_cells("A2:C2")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def good_parts() -> tuple[tuple[str, bytes], ...]:
    """Name and content of each part of the good workbook, in its order."""
    with ZipFile(io.BytesIO(good())) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def part(name: str) -> bytes:
    """This part of the good workbook."""
    return dict(good_parts())[name]


def packed(parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip file of these parts; the same parts give the same bytes."""
    target = io.BytesIO()
    with ZipFile(target, "w", method, compresslevel=9) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, content)
    return target.getvalue()


def with_parts(changes: Mapping[str, bytes | None], method: int = ZIP_DEFLATED) -> bytes:
    """The good workbook with some parts changed, added or (None) left out."""
    parts = dict(good_parts()) | dict(changes)
    kept = {name: content for name, content in parts.items() if content is not None}
    return packed(kept, method)


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """The good workbook, one passage of one part rewritten."""
    before = part(name)
    assert old in before
    return with_parts({name: before.replace(old, new)})


def renamed(old: str, new: str) -> bytes:
    """The good workbook with one more part, called `new`: zipfile itself would not write it."""
    assert len(old) == len(new)
    data = with_parts({old: XML + b"<x/>"})
    assert data.count(old.encode()) == 2  # its own header and the directory
    return data.replace(old.encode(), new.encode())


# Where a field stands in an entry of the directory, and how it is written.
FIELDS = {
    "flags": (8, "<H"),
    "method": (10, "<H"),
    "checksum": (16, "<I"),
    "packed_size": (20, "<I"),
    "size": (24, "<I"),
    "offset": (42, "<I"),
}
DIRECTORY_ENTRY = 46  # bytes, then the name


def declared(data: bytes, name: str, **fields: int) -> bytes:
    """The zip file, its directory saying something else about one part."""
    entry = data.rindex(name.encode()) - DIRECTORY_ENTRY
    assert data[entry : entry + 4] == b"PK\x01\x02"
    changed = bytearray(data)
    for field, value in fields.items():
        position, form = FIELDS[field]
        struct.pack_into(form, changed, entry + position, value)
    return bytes(changed)


def stated(data: bytes, name: str, field: str) -> int:
    """What the directory says about one part."""
    position, form = FIELDS[field]
    entry = data.rindex(name.encode()) - DIRECTORY_ENTRY
    return struct.unpack_from(form, data, entry + position)[0]


def typed(content_type: str, name: str) -> bytes:
    """A package whose main part has this content type."""
    types = f'<Types><Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return packed({TYPES: XML + types.encode(), name: XML + b"<x/>"})


# --- OLE2 compound files -------------------------------------------------------------------------


def ole(*names: str, stream: bytes = b"") -> bytes:
    """As much of a compound file as the gate looks at: header, one stream, directory of names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + b"\x3e\0\x03\0\xfe\xff\x09\0"
    entries = b"".join(map(_ole_entry, ("Root Entry", *names)))
    return header.ljust(512, b"\xff") + stream.ljust(1024, b"\0") + entries.ljust(1024, b"\0")


def _ole_entry(name: str) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded))).ljust(128, b"\0")


BOF_97 = b"\x09\x08\x10\0\0\x06\x05\0\xbb\x0d\xcc\x07\n\0\0\0\x06\x03\0\0"
BOF_95 = b"\x09\x08\x08\0\0\x05\x05\0" + bytes(4)
WRITE_PROTECTED = b"\x86\0\0\0"
PASSWORD = b"\x2f\0\x36\0" + bytes(0x36)


def xls() -> bytes:
    """What the gate takes for an .xls; no reader would get far."""
    return ole("Workbook", "\x05SummaryInformation", stream=BOF_97 + b"\xe1\0\x02\0\xb0\x04")


# --- What people upload by mistake ---------------------------------------------------------------


def lock_file() -> bytes:
    """What Excel keeps beside an open workbook: who has it open, in GBK and in UTF-16."""
    name = "王科员"
    narrow = name.encode("gbk")
    wide = struct.pack("<H", len(name)) + name.ljust(54).encode("utf-16-le")
    return bytes([len(narrow)]) + narrow.ljust(54) + wide


TABLE = "<table><tr><td>立案（件）</td><td>46</td></tr></table>"
CSV = "报送单位,立案（件）,结案（件）\r\n川汇区市场监督管理局,46,40\r\n"
TSV = CSV.replace(",", "\t")
XML_2003 = (
    '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
WEB_PAGE = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    f"<meta name=ProgId content=Excel.Sheet></head><body>{TABLE}</body></html>"
)
WEB_ARCHIVE = (
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    'Content-Type: multipart/related; boundary="----=_NextPart"\r\n\r\n'
)


def open_document(kind: str) -> bytes:
    """An OpenDocument file: its type comes first and is not compressed."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", f"application/vnd.oasis.opendocument.{kind}", compress_type=ZIP_STORED
        )
        archive.writestr("content.xml", "<office:document-content/>")
    return target.getvalue()


def photograph() -> bytes:
    """As large as photographs are, so that its size must not be the first complaint."""
    return b"\xff\xd8\xff\xe1\x00\x18Exif\0\0" + bytes(range(256)) * 16 * 1024


MISTAKES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("统计表.xlsx", lambda: b""),
    "lock_file": ("~$统计表.xlsx", lock_file),
    "lock_file:renamed": ("统计表.xlsx", lock_file),
    "lock_file:empty": ("C:\\报表\\~$统计表.xlsx", lambda: b""),
    "lock_file:libreoffice": (".~lock.统计表.xlsx#", lambda: b",wang,PC,01.07.2021 09:00,;"),
    "pdf": ("统计表.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "pdf:named .xlsx, after an empty line": ("统计表.xlsx", lambda: b"\r\n%PDF-1.4\n1 0 obj\n"),
    "ofd": ("统计表.ofd", lambda: packed({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b""})),
    "image:jpeg": ("微信图片_20210628.jpg", photograph),
    "image:png": ("统计表.png", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "image:gif": ("统计表.gif", lambda: b"GIF89a\x01\0\x01\0"),
    "image:bmp": ("统计表.bmp", lambda: b"BM\x36\n\x0e\0\0\0\0\0\x36\0\0\0"),
    "image:tiff": ("扫描件.tif", lambda: b"II*\0\x08\0\0\0"),
    "image:tiff, big-endian": ("扫描件.tif", lambda: b"MM\0*\0\0\0\x08"),
    "image:webp": ("统计表.webp", lambda: b"RIFF\x24\0\0\0WEBPVP8 "),
    "image:heic": ("IMG_0628.HEIC", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    "html": ("统计表.xls", lambda: TABLE.encode()),
    "html:GBK": ("统计表.xls", lambda: TABLE.encode("gbk")),
    "html:UTF-8 mark": ("统计表.xls", lambda: codecs.BOM_UTF8 + TABLE.encode()),
    "html:UTF-16": ("统计表.xls", lambda: TABLE.encode("utf-16")),
    "html:UTF-16, no mark": ("统计表.xls", lambda: TABLE.encode("utf-16-be")),
    "html:space and comment": ("统计表.xls", lambda: f"\r\n <!-- 导出\n -->\n{TABLE}".encode()),
    "html:XHTML": ("统计表.xls", lambda: f'<?xml version="1.0"?>\n<html>{TABLE}'.encode()),
    "html:doctype": ("统计表.xls", lambda: f"<!DOCTYPE html>\n<html>{TABLE}</html>".encode()),
    "html:Excel's web page": ("统计表.htm", lambda: WEB_PAGE.encode("gbk")),
    "html:single file": ("统计表.mht", lambda: WEB_ARCHIVE.encode()),
    "xml_spreadsheet": ("统计表.xls", lambda: XML_2003.encode()),
    "xml_spreadsheet:UTF-8 mark": ("统计表.xml", lambda: codecs.BOM_UTF8 + XML_2003.encode()),
    "xml_spreadsheet:UTF-16": ("统计表.xml", lambda: XML_2003.encode("utf-16")),
    "text": ("统计表.csv", lambda: CSV.encode("gbk")),
    "text:UTF-8": ("统计表.csv", lambda: CSV.encode()),
    "text:UTF-8 mark": ("统计表.xlsx", lambda: codecs.BOM_UTF8 + CSV.encode()),
    "text:UTF-16": ("统计表.txt", lambda: TSV.encode("utf-16")),
    "text:TSV named .xls": ("统计表.xls", lambda: TSV.encode("gbk")),
    "text:long, a character cut in two": ("统计表.csv", lambda: b"," + CSV.encode() * 50_000),
    "rtf": ("统计表.rtf", lambda: b"{\\rtf1\\ansi\\ansicpg936 46}"),
    "word": ("统计表.doc", lambda: ole("1Table", "WordDocument")),
    "word:.docx": (
        "统计表.docx",
        lambda: typed(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "word/document.xml",
        ),
    ),
    "word:.docm": (
        "统计表.docm",
        lambda: typed(
            "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"
        ),
    ),
    "slides": ("汇报.ppt", lambda: ole("Current User", "PowerPoint Document")),
    "slides:.pptx": (
        "汇报.pptx",
        lambda: typed(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "ppt/presentation.xml",
        ),
    ),
    "ods": ("统计表.ods", lambda: open_document("spreadsheet")),
    "ods:named .xlsx": ("统计表.xlsx", lambda: open_document("spreadsheet-template")),
    "odf": ("统计表.odt", lambda: open_document("text")),
    "rar": ("报表.rar", lambda: b"Rar!\x1a\x07\x01\0\x33\x92\xb5\xe5"),
    "rar:old": ("报表.rar", lambda: b"Rar!\x1a\x07\0\xcf\x90\x73"),
    "7z": ("报表.7z", lambda: b"7z\xbc\xaf\x27\x1c\0\x04"),
    "gz": ("统计表.xlsx.gz", lambda: gzip.compress(good(), mtime=0)),
    "archive": ("报表.zip", lambda: packed({"川汇区.xlsx": good(), "淮阳区.xlsx": good()})),
    "archive:stored": ("报表.zip", lambda: packed({"川汇区.xlsx": good()}, ZIP_STORED)),
    "archive:of a folder": ("报表.zip", lambda: packed({"报表/": b"", "报表/统计表.xls": xls()})),
    "archive:empty": ("报表.zip", lambda: packed({})),
    "no_workbook": ("图.vsdx", lambda: typed("application/vnd.ms-visio.drawing.main+xml", "v.xml")),
    "no_workbook:OLE": ("邮件.msg", lambda: ole("__substg1.0_0037001F")),
    "no_workbook:OLE, cut off": ("统计表.xls", lambda: xls()[:700]),
    "no_workbook:OLE with the word in its text": (
        "邮件.msg",
        lambda: ole("__nameid", stream="Workbook\0".encode("utf-16-le")),
    ),
    "no_workbook:OLE with an entry out of line": (
        "邮件.msg",
        lambda: ole("__nameid", stream=b"\0\0" + _ole_entry("Workbook")),
    ),
    "unknown": ("统计表.xlsx", lambda: b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff"),
    "unknown:zeros": ("统计表.xlsx", lambda: bytes(4096)),
}

# --- Workbooks that cannot be read ---------------------------------------------------------------


def with_type(content_type: str) -> bytes:
    """The good workbook whose workbook part has another content type."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return replaced(TYPES, plain, content_type.encode())


def strict() -> bytes:
    """The workbook part as Excel's "Strict Open XML" has it."""
    return part(BOOK).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")


UNREADABLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "encrypted": ("统计表.xlsx", lambda: ole("EncryptionInfo", "EncryptedPackage")),
    "encrypted:.xls": ("统计表.xls", lambda: ole("Workbook", stream=BOF_97 + PASSWORD)),
    "encrypted:.xls, write-protected": (
        "统计表.xls",
        lambda: ole("Workbook", stream=BOF_97 + WRITE_PROTECTED + PASSWORD),
    ),
    "encrypted:.xls of Excel 95": ("统计表.xls", lambda: ole("Book", stream=BOF_95 + PASSWORD)),
    "zip_encrypted": ("统计表.xlsx", lambda: declared(good(), SHEET, flags=0x1)),
    "zip_encrypted:strongly": ("统计表.xlsx", lambda: declared(good(), SHEET, flags=0x41)),
    "drm": ("统计表.xlsx", lambda: b"%TSD-Header-###%" + bytes(4096)),
    "drm:E-SafeNet": ("统计表.xlsx", lambda: b"b\x14#e\x88\0\x10\0E-SafeNet\0\0\0LOCK" + bytes(99)),
    "drm:E-SafeNet, older": ("统计表.xlsx", lambda: b"\n\x02\0\x01E-SafeNet\0\0\0" + bytes(99)),
    "xlsb": (
        "统计表.xlsb",
        lambda: typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"),
    ),
    "strict": ("统计表.xlsx", lambda: with_parts({BOOK: strict()})),
    "strict:with a prefix": (
        "统计表.xlsx",
        lambda: with_parts(
            {BOOK: b'<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}
        ),
    ),
    "strict:workbook elsewhere": (
        "统计表.xlsx",
        lambda: with_parts({BOOK: None, "book/main.xml": strict()}),
    ),
    "macros": ("统计表.xlsm", lambda: with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
    "macros:in another folder": ("统计表.xlsx", lambda: with_parts({"a/b/VBAPROJECT.BIN": b""})),
    "macros:.xlsm": (
        "统计表.xlsm",
        lambda: with_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "macros:.xltm": (
        "统计表.xltm",
        lambda: with_type("application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ),
    "macros:project under another name": (
        "统计表.xlsx",
        lambda: replaced(
            TYPES,
            b"</Types>",
            b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            b"</Types>",
        ),
    ),
    "macros:Excel 4": ("统计表.xlsx", lambda: with_parts({"xl/macrosheets/sheet1.xml": XML})),
    "macros:.xls": ("统计表.xls", lambda: ole("Workbook", "_VBA_PROJECT_CUR", "VBA")),
}

# --- Packages made to do harm --------------------------------------------------------------------


def bomb(size: int) -> bytes:
    """The good workbook with a sheet of `size` bytes, nearly all of them spaces."""
    return with_parts({SHEET: part(SHEET).ljust(size)})


def nested() -> bytes:
    """A part within a part: the directory lists both, and unpacks the inner one's bytes twice."""
    inner = packed({"xl/inner.xml": XML + b"<x/>"})
    header_and_content = inner[: inner.index(b"PK\x01\x02")]
    data = with_parts({"xl/outer.xml": header_and_content}, ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = bytearray(inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")])
    struct.pack_into("<I", entry, 42, data.index(header_and_content))
    directory = data[start:end] + entry
    count = data[:start].count(b"PK\x03\x04")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def overlong() -> bytes:
    """The directory says that one part goes on into the next."""
    size = stated(good(), BOOK, "packed_size")
    return declared(good(), BOOK, packed_size=size + 200)


def garbled() -> bytes:
    """The first bytes of a part's packed content are no deflate stream."""
    data = bytearray(good())
    at = data.index(SHEET.encode()) + len(SHEET)
    data[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(data)


def followed_by_more() -> bytes:
    """After the end of a part's deflate stream, within its packed size, stands something else."""
    content = XML + b"<x/>"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(content) + packer.flush() + b"more"
    data = with_parts({"xl/extra.xml": stream}, ZIP_STORED)
    return declared(
        data, "xl/extra.xml", method=ZIP_DEFLATED, size=len(content), checksum=zlib.crc32(content)
    )


def cut_off(content: bytes = XML + b"<x/>") -> bytes:
    """The end of a part's deflate stream is missing; size and checksum are right."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    data = with_parts({"xl/extra.xml": stream}, ZIP_STORED)
    return declared(
        data, "xl/extra.xml", method=ZIP_DEFLATED, size=len(content), checksum=zlib.crc32(content)
    )


def hidden_end() -> bytes:
    """The directory declares a short part, with the checksum of that much; more is packed."""
    content = XML + b"<x/>"
    data = with_parts({"xl/extra.xml": content.ljust(5 * MIB)})
    return declared(data, "xl/extra.xml", size=len(content), checksum=zlib.crc32(content))


def entities(encoding: str) -> bytes:
    """A billion laughs, in this encoding."""
    lol = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    text = f'<?xml version="1.0"?><!DOCTYPE s [{lol}]><sst xmlns="{MAIN}">&b;</sst>'
    return with_parts({STRINGS: mark + text.encode(encoding)})


def late_doctype(before: int) -> bytes:
    """A DOCTYPE behind this many bytes of comment; a short one is not compressed."""
    comment = b"<!--" + b"x" * before + b"-->"
    doctype = b'<!DOCTYPE s SYSTEM "file:///etc/passwd">'
    return with_parts(
        {STRINGS: comment + doctype + b"<sst/>"}, ZIP_STORED if before < MIB else ZIP_DEFLATED
    )


def declaring(encoding: str) -> bytes:
    """A part that is plain ASCII and claims another encoding, in which it means something else."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><sst>+ADwAIQ-DOCTYPE</sst>'
    return with_parts({STRINGS: text.encode()})


HARMFUL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "too_large": ("统计表.xlsx", lambda: good() + bytes(2 * MIB + 1 - len(good()))),
    "too_large:OLE": ("统计表.xls", lambda: xls().ljust(2 * MIB + 1, b"\0")),
    "too_large:unknown": ("统计表.xlsx", lambda: bytes(2 * MIB + 1)),
    "too_many_parts": (
        "统计表.xlsx",
        lambda: with_parts({f"xl/{at}.xml": b"" for at in range(301 - len(good_parts()))}),
    ),
    "part_too_large": ("统计表.xlsx", partial(bomb, 12 * MIB + 1)),
    "part_too_large:says so": (
        "统计表.xlsx",
        lambda: declared(good(), SHEET, size=12 * MIB + 1),
    ),
    "unpacks_too_large": (
        "统计表.xlsx",
        lambda: with_parts({f"xl/{at}.xml": b" " * 12 * MIB for at in "ab"}),
    ),
    "damaged": ("统计表.xlsx", lambda: good()[:-100]),
    "damaged:half": ("统计表.xlsx", lambda: good()[: len(good()) // 2]),
    "damaged:four bytes": ("统计表.xlsx", lambda: good()[:4]),
    "damaged:no deflate stream": ("统计表.xlsx", garbled),
    "damaged:deflate stream cut off": ("统计表.xlsx", cut_off),
    "damaged:later version of zip": (
        "统计表.xlsx",
        lambda: good().replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
    ),
    "damaged:junk that ends like a zip": ("统计表.xlsx", lambda: b"\0\1" * 50 + b"PK\5\6" * 9),
    "checksum": ("统计表.xlsx", lambda: declared(good(), SHEET, checksum=1)),
    "checksum:of a picture": (
        "统计表.xlsx",
        lambda: declared(with_parts({"xl/media/a.png": b"\x89PNG"}), "xl/media/a.png", checksum=1),
    ),
    "directory": ("统计表.xlsx", lambda: declared(good(), SHEET, offset=0x7FFFFFFF)),
    "directory:into another part": ("统计表.xlsx", lambda: declared(good(), SHEET, offset=0)),
    "directory:into a part's content": (
        "统计表.xlsx",
        lambda: declared(good(), SHEET, offset=good().index(SHEET.encode()) + 10),
    ),
    "directory:another name": (
        "统计表.xlsx",
        lambda: good().replace(SHEET.encode(), b"xl/worksheets/sheet9.xml", 1),
    ),
    "directory:last part goes on": (
        "统计表.xlsx",
        lambda: declared(good(), TYPES, packed_size=stated(good(), TYPES, "packed_size") + 9),
    ),
    "wrong_size:smaller": ("统计表.xlsx", lambda: declared(good(), SHEET, size=10)),
    "wrong_size:larger": ("统计表.xlsx", lambda: declared(good(), SHEET, size=100_000)),
    "wrong_size:hides its end": ("统计表.xlsx", hidden_end),
    "wrong_size:something follows": ("统计表.xlsx", followed_by_more),
    "overlapping": ("统计表.xlsx", overlong),
    "overlapping:one in another": ("统计表.xlsx", nested),
    "compression": ("统计表.xlsx", lambda: with_parts({}, ZIP_BZIP2)),
    "compression:LZMA": ("统计表.xlsx", lambda: with_parts({}, ZIP_LZMA)),
    "compression:unheard of": ("统计表.xlsx", lambda: declared(good(), SHEET, method=97)),
    "duplicate_names": ("统计表.xlsx", lambda: renamed("xl/worksheets/sheet9.xml", SHEET)),
    "duplicate_names:other case": (
        "统计表.xlsx",
        lambda: renamed("xl/worksheets/sheet9.xml", "xl/Worksheets/SHEET1.XML"),
    ),
    "duplicate_names:backslash": (
        "统计表.xlsx",
        lambda: renamed("xl/worksheets/sheet9.xml", "xl\\worksheets\\sheet1.xml"),
    ),
    "unsafe_name": ("统计表.xlsx", lambda: renamed("xl/evil.xml", "../evil.xml")),
    "unsafe_name:in the middle": ("统计表.xlsx", lambda: renamed("xl/__/a.xml", "xl/../a.xml")),
    "unsafe_name:absolute": ("统计表.xlsx", lambda: renamed("_etc/cron.d", "/etc/cron.d")),
    "unsafe_name:drive": ("统计表.xlsx", lambda: renamed("C_/evil.dll", "C:/evil.dll")),
    "unsafe_name:backslashes": ("统计表.xlsx", lambda: renamed("xl__evil.xml", "..\\..\\ev.xml")),
    "unsafe_name:share": ("统计表.xlsx", lambda: renamed("__server_share", "\\\\server\\share")),
    "unsafe_name:NUL": ("统计表.xlsx", lambda: renamed("xl/evil.xml_.png", "xl/evil.xml\0.png")),
    "unsafe_name:the same place": ("统计表.xlsx", lambda: renamed("__xl/a.xml", "./xl/a.xml")),
    "unsafe_name:twice the slash": ("统计表.xlsx", lambda: renamed("xl/_a.xml", "xl//a.xml")),
    "unsafe_name:empty": ("统计表.xlsx", lambda: with_parts({"": b""})),
    "doctype": ("统计表.xlsx", partial(entities, "utf-8")),
    "doctype:UTF-16, little-endian": ("统计表.xlsx", partial(entities, "utf-16-le")),
    "doctype:UTF-16, big-endian": ("统计表.xlsx", partial(entities, "utf-16-be")),
    "doctype:UTF-16 without a mark": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: "<!DOCTYPE s [<!ENTITY a ''>]><sst/>".encode("utf-16-le")}),
    ),
    "doctype:in the content types": (
        "统计表.xlsx",
        lambda: replaced(TYPES, b"<Types", b"<!DOCTYPE Types><Types"),
    ),
    "doctype:in relationships": ("统计表.xlsx", lambda: with_parts({LINKS: b"<!DOCTYPE r><r/>"})),
    "doctype:in a part that is not called XML": (
        "统计表.xlsx",
        lambda: with_parts({"xl/sheet.bin": b"\n<!DOCTYPE s SYSTEM 'http://example.org/'><s/>"}),
    ),
    "doctype:entity alone": ("统计表.xlsx", lambda: with_parts({STRINGS: b"<!ENTITY a ''>"})),
    "doctype:far behind": ("统计表.xlsx", partial(late_doctype, 3 * MIB)),
    "doctype:cut in two": ("统计表.xlsx", partial(late_doctype, CHUNK - len("<!---->") - 4)),
    "encoding": ("统计表.xlsx", lambda: with_parts({STRINGS: "<sst>立案</sst>".encode("gbk")})),
    "encoding:declared GBK": ("统计表.xlsx", partial(declaring, "GBK")),
    "encoding:declared UTF-7": ("统计表.xlsx", partial(declaring, "UTF-7")),
    "encoding:declaration without end": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: b'<?xml version="1.0"' + b" " * 9999 + b"?><sst/>"}),
    ),
    "encoding:UTF-32": ("统计表.xlsx", lambda: with_parts({STRINGS: "<sst/>".encode("utf-32")})),
    "encoding:NUL": ("统计表.xlsx", lambda: with_parts({STRINGS: b"<sst>\0</sst>"})),
    "encoding:last character cut off": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: "<sst/>案".encode()[:-1]}),
    ),
    "encoding:a picture called .xml": (
        "统计表.xlsx",
        lambda: with_parts({"xl/media/a.xml": b"\x89PNG\r\n"}),
    ),
    "encoding:a picture called .XML": (
        "统计表.xlsx",
        lambda: with_parts({"xl/media/a.XML": b"\x89PNG\r\n"}),
    ),
}

HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = MISTAKES | UNREADABLE | HARMFUL

# --- Past the gate -------------------------------------------------------------------------------


def sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    """The good workbook with a sheet of these rows."""
    text = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>'
    return with_parts({SHEET: XML + f"{text}{after}</worksheet>".encode()})


def cell(inner: str, *, address: str = "A1", **attributes: str) -> bytes:
    """The good workbook with a sheet of one cell."""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return sheet(f'<row r="1"><c r="{address}"{written}>{inner}</c></row>')


def number(digits: str) -> bytes:
    return cell(f"<v>{digits}</v>")


def text(content: str) -> bytes:
    return cell(f"<is><t>{content}</t></is>", t="inlineStr")


def merges(*ranges: str) -> bytes:
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return sheet('<row r="1"/>', after=f"<mergeCells>{merged}</mergeCells>")


def many_strings() -> bytes:
    """A table of strings as long as a part may be."""
    start, end = f'<sst xmlns="{MAIN}">'.encode(), b"</sst>"
    item = b"<si><t>a</t></si>"
    room = 12 * MIB - len(start) - len(end)
    return with_parts({STRINGS: start + item * (room // len(item)) + end})


def many_styles(count: int) -> bytes:
    start, end = f'<styleSheet xmlns="{MAIN}"><cellXfs>', "</cellXfs></styleSheet>"
    return with_parts({STYLES: (start + "<xf/>" * count + end).encode()})


def many_sheets(count: int) -> bytes:
    """So many sheets, which all are the same part."""
    sheets = "".join(
        f'<sheet name="表{at}" sheetId="{at}" r:id="rId1"/>' for at in range(1, count + 1)
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return with_parts({BOOK: XML + book.encode()})


def links(*targets: tuple[str, str]) -> bytes:
    """A list of relationships: what kind, and to which part."""
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return XML + f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'.encode()


def circular() -> bytes:
    """The workbook is its own sheet, and the sheet's drawing is the sheet."""
    book = links(("worksheet", "/xl/workbook.xml"), ("worksheet", "/xl/worksheets/sheet1.xml"))
    own = links(("drawing", "/xl/worksheets/sheet1.xml"), ("worksheet", "/xl/workbook.xml"))
    return with_parts({LINKS: book, "xl/worksheets/_rels/sheet1.xml.rels": own})


def external() -> bytes:
    """A workbook that wants figures from a file on somebody's server."""
    names = {"xl/externalLinks/externalLink1.xml": "externalLink+xml"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}{end}"/>' for name, end in names.items()
    )
    listed = part(LINKS).replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{OFFICE}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>'.encode(),
    )
    target = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath"'
        ' Target="file:///\\\\192.0.2.1\\share\\a.xlsx" TargetMode="External"/></Relationships>'
    )
    link = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1">'
        '<sheetNames><sheetName val="a"/></sheetNames></externalBook></externalLink>'
    )
    book = part(BOOK).replace(
        b"</sheets>",
        f'</sheets><externalReferences><externalReference xmlns:r="{OFFICE}" r:id="rId99"/>'
        "</externalReferences>".encode(),
    )
    return with_parts(
        {
            TYPES: part(TYPES).replace(b"</Types>", f"{types}</Types>".encode()),
            BOOK: book,
            LINKS: listed,
            "xl/externalLinks/externalLink1.xml": XML + link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": XML + target.encode(),
            SHEET: XML
            + f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>[1]a!A1</f><v>7</v>'
            "</c></row></sheetData></worksheet>".encode(),
        }
    )


def dated(serial: str) -> bytes:
    """A cell of this number, formatted as a date."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders>'
        "<border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>"
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    rows = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return with_parts({STYLES: styles.encode(), SHEET: body.encode()})


def every_error() -> bytes:
    errors = ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "?")
    cells = "".join(f'<c t="e"><v>{error}</v></c>' for error in errors)
    return sheet(f'<row r="1">{cells}</row>')


def long_texts(count: int) -> bytes:
    """Cells of 32,767 characters, the most that Excel allows."""
    one = f'<c t="inlineStr"><is><t>{"案" * 32_767}</t></is></c>'
    return sheet(f'<row r="1">{one * count}</row>')


PAST_THE_GATE: dict[str, Callable[[], bytes]] = {
    # Much
    "12 MiB of strings": many_strings,
    "two million styles": partial(many_styles, 2_000_000),
    "2,000 sheets": partial(many_sheets, 2_000),
    "300,000 merges": lambda: merges(*(f"A{row}:B{row}" for row in range(1, 300_001))),
    "a million cells in a row": lambda: sheet(f'<row r="1">{"<c><v/></c>" * 1_000_000}</row>'),
    "a million rows": lambda: sheet("<row/>" * 1_000_000),
    "one formula of 8 MB": lambda: cell(f"<f>{'1+' * 4_000_000}1</f><v>1</v>"),
    "100 texts of 32,767 characters": partial(long_texts, 100),
    "nested a million deep": lambda: sheet("<a>" * 1_000_000 + "</a>" * 1_000_000),
    "nested a million deep and never closed": lambda: sheet("<a>" * 1_000_000),
    "an attribute of 10 MB": lambda: cell("<v>1</v>", t="n" * 10_000_000),
    "a comment of 11 MB": lambda: sheet("<!--" + "-  " * 3_800_000 + "-->"),
    # Wide
    "a merge of the whole sheet": partial(merges, "A1:XFD1048576"),
    "a merge of what no sheet has": partial(merges, "A1:ZZZZZ99999999"),
    "a merge that is no range": partial(merges, "A1:A1:A1"),
    "a merge upside down": partial(merges, "C3:A1"),
    "dimension too small": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c></row>',
        before='<dimension ref="A1"/>',
    ),
    "dimension too large": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'
    ),
    "columns without end": lambda: sheet(
        "", before='<cols><col min="1" max="2147483647" width="9"/></cols>'
    ),
    "a cell in the last corner": lambda: sheet(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "cell ZZZZ99999999": partial(cell, "<v>1</v>", address="ZZZZ99999999"),
    "cell without a row": partial(cell, "<v>1</v>", address="A"),
    "cell that is no address": partial(cell, "<v>1</v>", address="一"),
    "row 0": lambda: sheet('<row r="0"><c><v>1</v></c></row>'),
    "row -1": lambda: sheet('<row r="-1"><c><v>1</v></c></row>'),
    "row 10^30": lambda: sheet(f'<row r="1{"0" * 30}"><c><v>1</v></c></row>'),
    "row that is no number": lambda: sheet('<row r="一"><c><v>1</v></c></row>'),
    "the same cell twice": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row><row r="1"/>'
    ),
    "rows backwards": lambda: sheet(
        '<row r="9"><c r="B9"><v>1</v></c><c r="A9"><v>2</v></c></row><row r="1"/>'
    ),
    # Odd values
    "1E309": partial(number, "1E309"),
    "-1E309": partial(number, "-1E309"),
    "1E-400": partial(number, "1E-400"),
    "1E999999999": partial(number, "1E999999999"),
    "NaN": partial(number, "NaN"),
    "Infinity": partial(number, "Infinity"),
    "10,000 digits": partial(number, "9" * 10_000),
    "10,000 decimals": partial(number, "0." + "1" * 10_000),
    "a number that is none": partial(number, "四十六"),
    "an empty number": partial(number, ""),
    "a boolean": partial(cell, "<v>1</v>", t="b"),
    "a boolean that is none": partial(cell, "<v>maybe</v>", t="b"),
    "every error": every_error,
    "an unknown type": partial(cell, "<v>1</v>", t="x"),
    "date 99999999": partial(dated, "99999999"),
    "date -1": partial(dated, "-1"),
    "date 60": partial(dated, "60"),  # 29 February 1900, which Excel believes in
    "date 1E300": partial(dated, "1E300"),
    "an ISO date that is none": partial(cell, "<v>2021-13-45T99:99:99</v>", t="d"),
    "string 999999999": partial(cell, "<v>999999999</v>", t="s"),
    "string -1": partial(cell, "<v>-1</v>", t="s"),
    "string without a number": partial(cell, "<v>一</v>", t="s"),
    "style 999999999": partial(cell, "<v>1</v>", s="999999999"),
    "style -1": partial(cell, "<v>1</v>", s="-1"),
    "control characters, escaped": partial(text, "_x0000_46_x0007_"),
    "control characters, by number": partial(text, "&#0;46&#7;"),
    "control characters, raw": partial(text, "46\x07\x1b"),
    "hidden characters": partial(text, "\u202e64\u200b\ufeff"),
    "half a character": partial(text, "&#xD800;"),
    "a script": partial(text, "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "a formula": partial(cell, "<f>HYPERLINK(&quot;http://example.org&quot;)</f><v>46</v>"),
    "a formula without a value": partial(cell, "<f>SUM(A2:A9)</f>"),
    # Parts that lack or lie
    "no sheet part": partial(with_parts, {SHEET: None}),
    "no styles": partial(with_parts, {STYLES: None}),
    "no strings": partial(with_parts, {STRINGS: None}),
    "no workbook part": partial(with_parts, {BOOK: None}),
    "no relationships": partial(with_parts, {LINKS: None, "_rels/.rels": None}),
    "no theme": partial(with_parts, {"xl/theme/theme1.xml": None}),
    "an empty sheet part": partial(with_parts, {SHEET: b""}),
    "an empty workbook part": partial(with_parts, {BOOK: b""}),
    "a workbook without sheets": lambda: with_parts({BOOK: f'<workbook xmlns="{MAIN}"/>'.encode()}),
    "XML that breaks off": lambda: with_parts({SHEET: part(SHEET)[:200]}),
    "a sheet in no namespace": lambda: replaced(SHEET, MAIN.encode(), b"urn:x"),
    "a sheet that is a picture": partial(with_parts, {SHEET: b"<svg/>"}),
    "circular relationships": circular,
    "relationships that leave the package": lambda: with_parts(
        {LINKS: links(("worksheet", "../../../../../etc/passwd"))}
    ),
    "relationships to another machine": lambda: with_parts(
        {LINKS: links(("worksheet", "http://192.0.2.1/sheet.xml"))}
    ),
    "an external link": external,
}
