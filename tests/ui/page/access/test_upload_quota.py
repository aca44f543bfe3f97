from ui.page.access.upload_quota import UploadQuota


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_person_sends_so_much_an_hour_and_others_are_not_stopped_by_it():
    clock = Clock()
    quota = UploadQuota(person=1_000_000, everybody=10_000_000, clock=clock)
    assert quota.admits("li", 500_000)
    assert quota.takes("li", 500_000)
    assert not quota.admits("li", 500_000)
    assert not quota.takes("li", 400_001)
    assert quota.takes("wang", 400_001)
    clock.now += 3599
    assert not quota.admits("li", 500_000)
    clock.now += 1
    assert quota.admits("li", 500_000)


def test_all_together_send_so_much_an_hour():
    clock = Clock()
    quota = UploadQuota(person=1_000_000, everybody=2_500_000, clock=clock)
    assert all(quota.takes(name, 800_000) for name in ("li", "wang", "zhao"))
    assert not quota.takes("sun", 800_000)
    clock.now += 3600
    assert quota.takes("sun", 800_000)


def test_requests_count_however_small_they_are():
    quota = UploadQuota(person=1_000_000, everybody=10_000_000, clock=Clock())
    assert [quota.admits("li", 10) for _ in range(11)] == [True] * 10 + [False]
