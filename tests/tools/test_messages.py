"""locale/: what is installed is what stands in the sources, and the compiler reads them right."""

import gettext
import io

import pytest

from tools.messages import LOCALE, compile_messages, read

SOURCES = sorted(LOCALE.rglob("*.po"))
WORDS = """# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

# another
msgid "Home"
msgstr "工作台"

msgid ""
"a long “one”, "
"\\"quoted\\""
msgstr ""
"第一行\\n"
"第二行"

msgid "%(n)s result"
msgid_plural "%(n)s results"
msgstr[0] "找到 %(n)s 条"
"""


def catalogue() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compile_messages(WORDS)))


def test_the_sources_are_those_of_the_pages_and_of_the_scripts():
    assert [path.relative_to(LOCALE).as_posix() for path in SOURCES] == [
        "zh_Hans/LC_MESSAGES/django.po",
        "zh_Hans/LC_MESSAGES/djangojs.po",
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_is_installed_was_compiled_from_the_source(path):
    source = path.read_text(encoding="utf-8")
    assert path.with_suffix(".mo").read_bytes() == compile_messages(source)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_text_stands_twice_or_is_empty(path):
    source = path.read_text(encoding="utf-8")
    texts = read(source)
    assert len(texts) == source.count('\nmsgid "')
    assert all(texts.values())


def test_python_reads_a_text():
    assert catalogue().gettext("Home") == "工作台"
    assert catalogue().gettext("Away") == "Away"


def test_a_text_on_several_lines():
    assert catalogue().gettext('a long “one”, "quoted"') == "第一行\n第二行"


def test_a_plural_has_one_form():
    words = catalogue()
    for number in (1, 2):
        assert words.ngettext("%(n)s result", "%(n)s results", number) == "找到 %(n)s 条"
