"""Bodies as members of a gzip file."""

import gzip

import pytest

from embeddings.index.stored.compression import compressed, plain, plain_size

BODY = '{"report_id":"0123456789ab","text":"预计今年生产总值增长5%左右。"}\n'.encode()


def test_bodies_are_members_of_a_gzip_file():
    members = [bytes(compressed(BODY)), bytes(compressed(BODY[:9] + b"\n"))]
    assert gzip.decompress(b"".join(members)) == BODY + BODY[:9] + b"\n"
    assert compressed(members[0]) is members[0]
    for stored in (BODY, memoryview(BODY), members[0], memoryview(members[0])):
        assert plain(stored) == BODY
        assert plain_size(stored) == len(BODY)


def test_damaged_member_is_a_value_error():
    member = bytearray(compressed(BODY))
    member[20] ^= 0xFF
    with pytest.raises(ValueError, match="Error"):
        plain(bytes(member))
