"""manage.py verify_editions of issued totals: the sum of the editions they name, or the unit or cell."""

import pytest

from statistics.models import Edition
from statistics.models.edition import digest_of
from statistics.models.issued_total import sha256_of
from statistics.record.verification import verify
from tests import cast
from tests.behind import alter
from tests.statistics.admin.totals.issued_pages import altered
from tests.statistics.admin.totals.issued_year import ENDED, HEIR, afterwards, carried_total

pytestmark = pytest.mark.django_db
TOTAL = "2030年二季度汇总表 第 1 号"


@pytest.fixture
def total():
    return carried_total()


def faults(total) -> list[tuple[str, str]]:
    """Of the issued total: code and sentence; those of the reports are told beside them."""
    return [(each.code, each.message) for each in verify() if each.row == total]


def reissued(total, content, **values) -> None:
    """Altered by somebody who puts both digests in order as well."""
    total.content, total.digest = content, digest_of(content)
    for name, value in values.items():
        setattr(total, name, value)
    event_digest = digest_of(total.event_content)
    altered(total, content=content, digest=total.digest, event_digest=event_digest, **values)


def test_what_happens_afterwards_is_no_fault(total):
    """A unit that ended, whose stock was left out; a carried one; corrections; other names."""
    assert list(verify()) == []
    afterwards(total)
    assert list(verify()) == []


def test_figures_that_its_editions_do_not_add_up_to(total):
    figures = total.content["figures"] | {"trademark-filed": "99", "key_markets": "7"}
    reissued(total, total.content | {"figures": figures})
    assert faults(total) == [
        ("issued_sum", f"{TOTAL}：辖区重点实体经济市场数量发布的是“7”，计入的各版本相加为“5”。"),
        ("issued_sum", f"{TOTAL}：商标侵权案件 · 立案发布的是“99”，计入的各版本相加为“32”。"),
    ]


def test_a_member_whose_stock_would_count_twice(total):
    members = [each | {"without_stock": False} for each in total.members]
    reissued(total, total.content | {"members": members})
    assert faults(total) == [
        ("issued_sum", f"{TOTAL}：辖区重点实体经济市场数量发布的是“5”，计入的各版本相加为“7”。")
    ]


def test_an_edition_whose_content_alone_was_altered(total):
    edition = cast.report(total.period, HEIR).editions.get(number=2)
    alter(Edition.objects.filter(pk=edition.pk), content={"figures": "none"})
    assert [code for code, _ in faults(total)] == ["member_altered"]


def test_a_member_s_edition_that_is_lost(total):
    edition = Edition.objects.get(report__unit__code=ENDED, number=2)
    alter(Edition.objects.filter(pk=edition.pk), number=7)
    assert faults(total) == [("member_missing", f"{TOTAL}：{ENDED}县市场监督管理局第2版已不存在。")]


@pytest.mark.parametrize(
    "values",
    [
        {"issued_by_name": "别人"},
        {"note": "另一说明"},
        {"workbook": b"another", "workbook_sha256": sha256_of(b"another")},
    ],
)
def test_who_issued_it_and_with_which_workbook(total, values):
    altered(total, **values)
    assert [code for code, _ in faults(total)] == ["issued_event_altered"]
