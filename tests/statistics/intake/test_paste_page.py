"""…/paste/: where a block with words in it goes. A whole table is read as a workbook is."""

import pytest

from statistics.form.indicators import CELLS
from statistics.workbooks import layout
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/reports/411602/2021/q2/paste/"
UNIT, TIME = "报送单位：川汇区市场监督管理局", "统计时间：2021年1月1日至6月30日"


@pytest.fixture
def client(client):
    cast.open_period()
    client.force_login(cast.clerk(cast.unit()))
    return client


def sheet(figures=(), unit=UNIT, time=TIME, **words) -> str:
    cells = layout.HEADINGS | {layout.UNIT_NAME: unit, layout.STATISTICS_TIME: time}
    cells |= {layout.FIGURES[name]: text for name, text in dict(figures).items()} | words
    rows = [[cells.get(f"{letter}{row}", "") for letter in layout.LETTERS] for row in range(1, 16)]
    return "\r\n".join("\t".join(f'"{text}"' for text in row) for row in rows)


def paste(client, text, start="trademark-filed", entry="cumulative") -> dict:
    response = client.post(URL, {"text": text, "start": start, "entry": entry})
    assert response.status_code == 200
    return response.json()


def test_a_block_without_labels(client):
    assert paste(client, "1\t2\n3\t4") == {"labelled": False}


def test_a_part_of_the_table(client):
    assert paste(client, "立案\t移送司法机关案件\n5\t2", start="patent_agency-closed") == {
        "labelled": True,
        "texts": {"patent_agency-filed": "5", "patent_agency-transferred": "2"},
        "problems": [],
    }


def test_the_whole_table(client):
    figures = {"actions": "46", "trademark-filed": "1,234", "other_patent-value": "3.50"}
    answer = paste(client, sheet(figures))
    assert answer["problems"] == []
    assert answer["texts"] == dict.fromkeys(CELLS, "") | {
        "actions": "46", "trademark-filed": "1234", "other_patent-value": "3.5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            {"unit": "报送单位：淮阳区市场监督管理局"},
            "粘贴的表写的报送单位是“淮阳区市场监督管理局”，不是川汇区市场监督管理局。"
            "请核对是否复制错了表。",
        ),
        (
            {"time": "统计时间：2021年1月1日至3月31日"},
            "粘贴的表是2021年一季度的统计表，不是2021年二季度的。请核对是否复制错了表或报告期。",
        ),
        (
            {"time": "统计时间：2021年4月1日至6月30日"},
            "统计时间从2021年4月1日开始，本表应填2021年1月1日起的累计数。"
            "请改填累计数并改正统计时间。",
        ),
    ],
)
def test_another_table(client, words, sentence):
    answer = paste(client, sheet({"actions": "46"}, **words))
    assert answer == {"labelled": True, "texts": {}, "problems": [sentence]}


def test_what_is_no_figure_in_a_whole_table_is_named_and_left_as_it_was(client):
    answer = paste(client, sheet({"trademark-filed": "约12", "trademark-closed": "3"}))
    assert answer["problems"] == [
        "商标侵权案件 · 立案（件）：“约12”不是数字，此格应填以件计的整数，例如 12；没有就留空。"
    ]
    assert "trademark-filed" not in answer["texts"]
    assert answer["texts"]["trademark-closed"] == "3"


def test_a_total_that_is_not_the_sum(client):
    answer = paste(client, sheet({"trademark-filed": "12"}, B14="13"))
    assert answer["problems"] == [
        "“立案”的合计为 13 件，各类别相加为 12 件，差额 1 件。"
        "请核对合计和各类别的数字，改正后再粘贴。"
    ]
    assert not {name for name in answer["texts"] if name.endswith("-filed")}


def test_while_increments_are_typed(client):
    answer = paste(client, sheet({"actions": "46"}), entry="increment")
    assert (answer["texts"], answer["problems"]) == (
        {},
        [
            "粘贴的是整张统计表，表中应为 1 月 1 日起的累计数，而本页现按当期新增填写，没有填入。"
            "请先改为按累计数填写，再粘贴；确是当期新增的，请只复制数字。"
        ],
    )


def test_two_tables(client):
    answer = paste(client, f"{sheet()}\r\n{sheet()}")
    assert answer["texts"] == {}
    assert len(answer["problems"]) == 1


def test_too_much(client):
    answer = paste(client, "立案\t1\n" * 50_000)
    assert answer["problems"] == [
        "粘贴的内容过多，没有填入。请只复制统计表的区域，或者改用“导入表格”。"
    ]


@pytest.mark.parametrize("text", ["", '"', '"\t"\n"', "\x00\t立案\n1\t2", "立案\t" * 300])
def test_odd_texts_are_no_fault(client, text):
    assert set(paste(client, text, start="nothing")) >= {"labelled"}


def test_nothing_is_stored(client):
    paste(client, sheet({"actions": "46"}))
    report = cast.report(cast.open_period())
    assert (report.version, report.figures.is_empty) == (1, True)
