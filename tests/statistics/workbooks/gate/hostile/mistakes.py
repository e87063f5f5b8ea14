"""What people upload by mistake: another kind of file, whatever it is called."""

import codecs
import gzip
import io
import struct
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.statistics.workbooks.gate.hostile.containers import (
    _ole_entry,
    good,
    ole,
    packed,
    typed,
    xls,
)


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
