import pytest

from embeddings.errors import InputError
from embeddings.index.qdrant.location import QdrantLocation


@pytest.mark.parametrize(
    ("text", "url", "name"),
    [
        ("qdrant://localhost:6333/reports", "http://localhost:6333", "reports"),
        ("qdrant://qdrant/reports-2", "http://qdrant:6333", "reports-2"),
        ("qdrants://q.example.org:443/a_b/", "https://q.example.org:443", "a_b"),
        ("qdrant://[::1]:7000/x", "http://[::1]:7000", "x"),
    ],
)
def test_address_says_where_and_what(text, url, name):
    assert QdrantLocation.parse(text) == QdrantLocation(url=url, name=name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reports",
        "http://localhost:6333/reports",
        "qdrant://localhost:6333",
        "qdrant:///reports",
        "qdrant://localhost:x/reports",
        "qdrant://localhost/a/b",
        "qdrant://localhost/a b",
        "qdrant://key@localhost/reports",
        "qdrant://localhost/reports?key=1",
    ],
)
def test_address_of_another_form_is_refused(text):
    with pytest.raises(InputError, match="no address of an engine"):
        QdrantLocation.parse(text)
