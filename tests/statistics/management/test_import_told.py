"""manage.py import_workbooks tells a line for each file, to people and to programs."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from statistics.management.commands.import_workbooks import Progress
from tests.statistics.intake import mailed
from tests.statistics.management.importing import PERIOD, run

pytestmark = pytest.mark.django_db


LEFT = [
    "需处理  淮阳.xlsx  淮阳区市场监督管理局",
    "    统计表!G3  实体经济执法行动：现填 4 次，应不超过开展执法行动 3 次，多 1 次。"
    "前者是后者的一部分，请核对两格中填错的一个。",
    "不能导入  照片.xlsx",
    "    这是图片，无法读取其中的数字，应上传 Excel 工作簿。"
    "请上传填数用的工作簿（*.xlsx），不要上传照片或截图。",
]


def test_a_line_for_each_file_its_problems_and_the_sum(mixed):
    assert run(mixed) == [
        "已导入  川汇区.xlsx  川汇区市场监督管理局",
        *LEFT,
        "已导入 1，需处理 1，不能导入 1",
    ]


def test_the_second_time_it_says_that_nothing_has_changed(mixed):
    run(mixed)
    assert run(mixed)[0] == "没有变化  川汇区.xlsx  川汇区市场监督管理局"


def test_a_dry_run_says_what_could_be_imported(mixed):
    assert run(mixed, "--dry-run") == [
        "可导入  川汇区.xlsx  川汇区市场监督管理局",
        *LEFT,
        "试运行，没有保存：可导入 1，需处理 1，不能导入 1",
    ]


def test_submitting_is_told_too(mixed):
    assert run(mixed, "--dry-run", "--submit")[0].startswith("可导入并代报  川汇区.xlsx")
    assert run(mixed, "--submit")[0].startswith("已导入并代报  川汇区.xlsx")


def test_json_for_programs(mixed):
    assert json.loads("\n".join(run(mixed, "--json"))) == [
        {"file": "川汇区.xlsx", "unit": "411602", "status": "imported", "problems": []},
        {
            "file": "淮阳.xlsx",
            "unit": "411603",
            "status": "needs_attention",
            "problems": [
                {
                    "code": "A1",
                    "message": LEFT[1].split("  ")[-1],
                    "sheet": "统计表",
                    "cell": "G3",
                    "found": "现填 4 次",
                    "expected": "应不超过开展执法行动 3 次",
                    "name": "market_actions",
                    "is_note": False,
                }
            ],
        },
        {
            "file": "照片.xlsx",
            "unit": None,
            "status": "refused",
            "problems": [
                {
                    "code": "image",
                    "message": LEFT[3].strip(),
                    "sheet": "",
                    "cell": "",
                    "found": "",
                    "expected": "",
                    "name": "",
                    "is_note": False,
                }
            ],
        },
    ]


def test_json_comes_an_element_a_line_in_plain_chinese(mixed):
    first, *elements, last = run(mixed, "--json")
    assert (first, last) == ("[", "]")
    assert [json.loads(element.removesuffix(","))["file"] for element in elements] == [
        "川汇区.xlsx", "淮阳.xlsx", "照片.xlsx"
    ]  # fmt: skip
    assert elements[0].startswith('{"file": "川汇区.xlsx"')


def test_what_no_one_can_see_in_a_name_is_shown(tmp_path, period, table):
    mailed.folder(tmp_path, {"川汇区\u202exslx.\x1b[2J.xlsx": table})
    assert run(tmp_path)[0] == "已导入  川汇区□xslx.□[2J.xlsx  川汇区市场监督管理局"


class Terminal(StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_wiped_off(mixed):
    out, screen = StringIO(), Terminal()
    call_command("import_workbooks", str(mixed), *PERIOD, "--json", stdout=out, stderr=screen)
    steps = screen.getvalue().split("\r")[1:]
    assert steps == [
        "读取 [##########--------------------] 1/3",
        "读取 [####################----------] 2/3",
        "读取 [##############################] 3/3",
        "\x1b[K",
    ]
    assert len(json.loads(out.getvalue())) == 3


def test_progress_is_silent_elsewhere():
    stream = StringIO()
    Progress(1, stream)()
    assert stream.getvalue() == ""
