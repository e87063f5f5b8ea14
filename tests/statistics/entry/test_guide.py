"""填报说明: GET /guide/."""

import pytest

from tests import cast, html

pytestmark = pytest.mark.django_db

NOTES = [
    "(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。",
    "(2) 挽回经济损失：指侵权行为被查处后，权利人避免受到的直接和间接损失，"
    "以及通过调解或诉讼获得的赔偿。",
    "(3) 电商领域案件：指按照有关知识产权法律法规对电商平台经营者或平台内经营者"
    "给予行政处罚的案件。",
    "(4) 其他专利案件：指由市场监管部门作出的对专利侵权行为责令立即停止侵权、"
    "没收侵权产品等处理(处罚)的案件。",
]


def accounts():
    return [
        cast.clerk(cast.unit()),
        cast.reviewer(),
        cast.auditor(),
        cast.administrator(),
        cast.without_unit(),
    ]


@pytest.mark.parametrize("number", range(5))
def test_everybody_signed_in_reads_it(client, number):
    client.force_login(accounts()[number])
    response = client.get("/guide/")
    assert response.status_code == 200
    assert [heading.text for heading in html.read(response).all("h2")] == [
        "填报内容",
        "指标释义",
        "填报技巧",
        "审核与说明",
        "报送之后",
    ]


def test_it_has_the_notices_definitions_word_for_word(client):
    client.force_login(cast.clerk(cast.unit()))
    assert html.read(client.get("/guide/")).find("ol", class_="notes").texts == NOTES


def test_a_visitor_is_sent_to_sign_in(client):
    response = client.get("/guide/")
    assert (response.status_code, response["location"]) == (302, "/accounts/login/?next=/guide/")


def test_it_is_only_read(client):
    client.force_login(cast.clerk(cast.unit()))
    response = client.post("/guide/")
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")
