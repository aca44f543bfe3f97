import pytest

from ui.page.access.passwords import hash_password, is_hash, matches


def test_hash_password_is_salted_and_matches_its_password_alone():
    one, other = hash_password("黄河铁桥"), hash_password("黄河铁桥")
    assert one != other
    assert is_hash(one)
    assert matches("黄河铁桥", one)
    assert not matches("黄河铁桥 ", one)
    assert not matches(one, one)  # whoever reads the file cannot log in with what is in it


def test_matches_agrees_with_the_vector_of_rfc_7914():
    # section 12: scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1), its first 32 bytes
    stored = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
    assert matches("pleaseletmein", stored)
    assert not matches("pleaseletmeout", stored)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "secret",
        "$scrypt$",
        "$scrypt$ln=0,r=8,p=1$a$b",
        "$scrypt$ln=30,r=8,p=1$aaaa$bbbb",  # more work than a login may cost
    ],
)
def test_is_hash_takes_nothing_else_for_one(stored):
    assert not is_hash(stored)


def test_matches_takes_a_plain_password_as_it_is():
    assert matches("secret: with colon", "secret: with colon")
    assert not matches("secret", "secret: with colon")
