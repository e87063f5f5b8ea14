"""Sound packages whose contents try to hurt or to fool the reader behind the gate."""

from collections.abc import Callable
from functools import partial

from tests.statistics.workbooks.gate.hostile.containers import (
    BOOK,
    LINKS,
    MAIN,
    MIB,
    OFFICE,
    PACKAGE,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    XML,
    part,
    replaced,
    with_parts,
)


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
