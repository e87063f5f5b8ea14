"""Compile locale/: `python -m tools.messages` writes a .mo beside every .po, without GNU gettext.

Both are in the repository, so that installing takes no compiler; tests/tools/test_messages.py sees
that they agree. A .po here has msgid, msgid_plural, msgstr and comments, each text on its lines.
"""

import re
import struct
from ast import literal_eval
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[0\])\s+((?:"[^\n]*"\s*)+)', re.MULTILINE)
MAGIC, HEADER = 0x950412DE, 28  # of a .mo, GNU gettext manual, "The Format of GNU MO Files"


def read(po: str) -> dict[str, str]:
    """Texts by what they translate; a plural's key is both forms with a NUL between them."""
    texts, key = {}, ""
    for word, quoted in ENTRY.findall(po):
        text = "".join(literal_eval(line) for line in quoted.split("\n") if line.strip())
        match word:
            case "msgid":
                key = text
            case "msgid_plural":
                key += f"\0{text}"
            case _:
                texts[key] = text
    return texts


def compile_messages(po: str) -> bytes:
    """The .mo of a .po: header, a table of keys, a table of texts, then both, each ended by NUL."""
    pairs = sorted((key.encode(), text.encode()) for key, text in read(po).items())
    keys, texts = ([pair[side] for pair in pairs] for side in (0, 1))
    at, table, content = HEADER + 16 * len(pairs), [], b""
    for text in (*keys, *texts):
        table += [len(text), at + len(content)]
        content += text + b"\0"
    header = (MAGIC, 0, len(pairs), HEADER, HEADER + 8 * len(pairs), 0, 0)
    return struct.pack(f"<7I{len(table)}I", *header, *table) + content


if __name__ == "__main__":
    for path in LOCALE.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compile_messages(path.read_text(encoding="utf-8")))
