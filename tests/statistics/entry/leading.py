"""Being led back to the table's page by a refusal, as a browser is."""


def led_back(response):
    """The page that a refused post leads to, opened."""
    assert response.status_code == 303
    return response.client.get(response["location"])
