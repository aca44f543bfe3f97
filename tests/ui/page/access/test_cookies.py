from ui.page.access.cookies import request_cookies, site_only


def test_site_only_holds_a_cookie_to_this_site():
    header = "access-token-1=abc; HttpOnly; Path=/; SameSite=none; Secure"
    held = site_only(header, secure=False)
    assert "SameSite=Lax" in held
    assert "none" not in held
    assert {"HttpOnly", "Secure", "Path=/"} <= {part.strip() for part in held.split(";")}


def test_site_only_adds_secure_behind_tls_alone():
    header = "access-token-unsecure-1=abc; HttpOnly; Path=/; SameSite=lax"
    assert "Secure" in site_only(header, secure=True)
    assert "Secure" not in site_only(header, secure=False)


def test_request_cookies_are_read_from_every_header_that_is_well_formed():
    headers = [
        (b"Cookie", b"access-token-1=abc; theme=dark"),
        (b"cookie", b"a[]=1; access-token-1=forged"),
        (b"accept", b"language=en"),
        (b"cookie", b"language=zh"),
    ]
    read = request_cookies({"headers": headers})
    assert read == {"access-token-1": "abc", "theme": "dark", "language": "zh"}
