"""Which label of the form a text is, however it is written, and which it is not."""

import pytest

from statistics.form.indicators import ACTION_KEYS, COLUMN_KEYS
from statistics.workbooks.reading.labels import ACTION, CATEGORY, COLUMN, TOTAL, Label, recognise
from tests.statistics.workbooks.reading.filled_form import (
    ACTION_LABELS,
    CASES,
    CATEGORIES,
    HEADINGS,
)


@pytest.mark.parametrize(
    ("texts", "label"),
    [
        (
            ["立案（件）", "立案", "立案数", "立案件数（件）", "１．立案 (件)", "立 案\n（件数）"],
            (COLUMN, "filed"),
        ),
        (
            ["涉案金额（万元）", "涉案金额", "案值（万元）", "三、涉案金额【万元】"],
            (COLUMN, "value"),
        ),
        (["罚没款金额（人民币万元）", "罚没款", "罚没金额〔单位：万元〕"], (COLUMN, "penalty")),
        (["农村市场案件（件）", "农村市场", "农村市场案件数"], (COLUMN, "rural_market")),
        (["重点实体经济市场案件", "重点实体市场案件（件）"], (COLUMN, "key_market")),
        (["挽回外商投资企业经济损失（万元）"], (COLUMN, "foreign_recovered")),
        (
            ["开展执法行动（次）", "开展执法行动次数", "一、开展执法行动（次数）"],
            (ACTION, "actions"),
        ),
        (["出动执法人员（人次）", "出动执法人员（人/次）"], (ACTION, "officers")),
        (["实体经济执法行动", "实体市场执法行动（次）"], (ACTION, "market_actions")),
        (
            ["辖区重点实体经济市场数量（个）", "重点实体经济市场数量", "重点实体市场数量（家）"],
            (ACTION, "key_markets"),
        ),
        (
            ["商标侵权案件", "（一）商标侵权案件", "1、商标侵权", "侵犯商标权"],
            (CATEGORY, "trademark"),
        ),
        (
            ["官方标志、特殊标志和奥林匹克标志案件", "官方标志,特殊标志及奥林匹克标志"],
            (CATEGORY, "official_sign"),
        ),
        (
            ["其他专利案件", "其他专利案件（4）", "其他专利案件（见注4）"],
            (CATEGORY, "other_patent"),
        ),
        (["合计", "合 计", "总计", "合计（件）"], (TOTAL, "合计")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value[1],
)
def test_a_label_is_known_however_it_is_written(texts, label):
    assert {(found.kind, found.key) for found in map(recognise, texts)} == {label}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "立案（去年同期）",
            "立案（本期新增）",
            "上年立案",
            "本期立案（件）",
            "新增立案",
            "结案率",
        ),
        *("商标侵权案件（上年）", "其中：电商领域案件", "其中商标侵权案件", "商标案件小计"),
        *("罚款金额（万元）", "移送公安机关案件（件）", "农村案件", "重点案件", "实体案件"),
        *("金额", "案件", "件", "万元", "（件）", "", " ", "开展执法行动：46", "立案（件）10"),
        "(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。",
    ],
)
def test_what_may_be_another_figure_is_no_label(text):
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("涉案金额（元）", "元"),
        ("涉案金额【单位:亿元】", "亿元"),
        ("出动执法人员（人／次）", "人次"),
        ("立案（起数）", "起"),
        ("立案（累计）", ""),
        ("立案", ""),
    ],
)
def test_the_unit_is_read_as_it_is_written(text, unit):
    assert recognise(text).unit == unit


def test_all_labels_of_the_form_are_different():
    labels = [recognise(text) for text in [*ACTION_LABELS, *HEADINGS, *CATEGORIES]]
    assert labels == [
        *map(Label, [ACTION] * 5, ACTION_KEYS, ["次", "人次", "次", "人次", "个"]),
        *map(Label, [COLUMN] * 11, COLUMN_KEYS, [text[-3:-1].strip("（") for text in HEADINGS]),
        *map(Label, [CATEGORY] * 8, CASES),
    ]
