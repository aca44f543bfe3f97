import pytest
from starlette.formparsers import MultiPartException

from ui.page.access.upload_guard import UploadGuard
from ui.page.access.upload_quota import UploadQuota


@pytest.fixture
def answered(awaited):
    """Return the status of a request; its body is never read where it is refused."""

    def ask(path, method="POST", *, allowed, headers=()):
        sent = []

        async def application(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive():
            raise AssertionError("the body was read")

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        awaited(UploadGuard(application, allowed=allowed)(scope, receive, send))
        return sent[0]["status"]

    return ask


def test_files_are_taken_only_where_the_library_may_be_changed(answered):
    assert answered("/gradio_api/upload", allowed=False) == 403
    assert answered("/reports/gradio_api/upload/", allowed=False) == 403
    assert answered("/gradio_api/upload", allowed=True) == 200


def test_everything_else_passes(answered):
    assert answered("/gradio_api/queue/join", allowed=False) == 200
    assert answered("/gradio_api/upload_progress", "GET", allowed=False) == 200


@pytest.mark.parametrize("boundary", [b"x" * 5_000, b"x" * 257])
def test_a_form_that_no_browser_writes_is_refused_before_it_is_read(answered, boundary):
    kind = (b"content-type", b"multipart/form-data; boundary=" + boundary)
    assert answered("/gradio_api/upload", allowed=True, headers=[kind]) == 400


@pytest.fixture
def uploaded(awaited):
    """Return the body that an application could read, and the answer, of an upload in parts."""

    def send_parts(body, *, size=50, ends=None, headers=(), **options):
        read, answered = [], []
        parts = [body[start : start + size] for start in range(0, len(body), size)][:ends]

        async def application(scope, receive, send):
            for _ in range(len(parts) + (ends is not None)):
                read.append((await receive())["body"])

        async def receive():
            if not parts:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": parts.pop(0), "more_body": True}

        async def send(message):
            answered.append(message)

        kind = (b"content-type", b"multipart/form-data; boundary=x")
        scope = {"type": "http", "method": "POST", "path": "/gradio_api/upload"}
        scope |= {"headers": [kind, *headers], "client": ("192.0.2.1", 5)}
        awaited(UploadGuard(application, allowed=True, **options)(scope, receive, send))
        return b"".join(read), answered

    return send_parts


def form(*names):
    part = '--x\r\nContent-Disposition: form-data; name="files"; filename="{}"\r\n\r\n报告\r\n'
    return ("".join(map(part.format, names)) + "--x--\r\n").encode()


def test_files_of_formats_that_are_read_are_taken(uploaded):
    body = form("报告.txt", "2020.PDF", "a/b/报告.docx")
    assert uploaded(body) == (body, [])


@pytest.mark.parametrize("name", ["run.sh", "报告.txt.exe", "", "state.json", ".txt", "报告"])
def test_other_files_are_refused_by_their_names_before_they_are_kept(uploaded, name):
    with pytest.raises(MultiPartException) as refused:
        uploaded(form("报告.txt", name))
    assert "不是可读取的格式" in refused.value.message


def test_more_files_than_may_be_added_at_once_are_refused(uploaded):
    with pytest.raises(MultiPartException, match="100"):
        uploaded(form(*["报告.txt"] * 101))


def test_a_client_that_leaves_has_its_files_deleted(uploaded):
    with pytest.raises(MultiPartException):  # upon which Gradio deletes what it has stored
        uploaded(form("报告.txt"), ends=2)


def test_more_than_the_quota_is_refused_before_or_while_it_is_read(uploaded):
    body = form("报告.txt", "其他报告.txt")
    quota = UploadQuota(person=200_000 + 2 * len(body) - 1, everybody=10_000_000)
    assert uploaded(body, quota=quota)[1] == []
    with pytest.raises(MultiPartException, match="一小时"):
        uploaded(body, quota=quota)
    read, answered = uploaded(body, quota=quota)
    assert (read, answered[0]["status"]) == (b"", 429)
    long = (b"content-length", b"200000")
    fresh = UploadQuota(person=150_000, everybody=10_000_000)
    assert uploaded(body, quota=fresh, headers=[long])[1][0]["status"] == 429


def test_bytes_are_counted_by_login_where_there_are_logins_and_by_address_elsewhere(uploaded):
    def statuses(**options):
        quota = UploadQuota(person=150_000, everybody=10_000_000)
        cookies = [b"access-token-1=li", b"access-token-1=wang", b"access-token-1=li"]
        answers = [
            uploaded(form("报告.txt"), quota=quota, headers=[(b"cookie", cookie)], **options)[1]
            for cookie in cookies
        ]
        return [answered[0]["status"] if answered else 200 for answered in answers]

    assert statuses(login=True) == [200, 200, 429]
    assert statuses() == [200, 429, 429]
