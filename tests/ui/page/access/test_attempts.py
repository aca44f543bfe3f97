from ui.page.access.attempts import Attempts


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_attempts_first_failures_cost_nothing():
    attempts = Attempts(Clock())
    for _ in range(4):
        attempts.failed("li", "192.0.2.1")
    assert attempts.seconds_to_wait("li", "192.0.2.1") == 0


def test_attempts_wait_doubles_with_each_further_failure_up_to_a_quarter_of_an_hour():
    clock = Clock()
    attempts = Attempts(clock)
    waits = []
    for _ in range(16):
        attempts.failed("li", "192.0.2.1")
        waits.append(attempts.seconds_to_wait("li", "192.0.2.1"))
    assert waits[4:8] == [1, 2, 4, 8]
    assert waits[-1] == 900
    clock.now += 900
    assert attempts.seconds_to_wait("li", "192.0.2.1") == 0


def test_attempts_count_an_address_over_all_names():
    attempts = Attempts(Clock())
    for number in range(6):
        attempts.failed(f"name{number}", "192.0.2.1")
    assert attempts.seconds_to_wait("another", "192.0.2.1") == 2
    assert attempts.seconds_to_wait("name1", "192.0.2.2") == 0  # nobody locks out somebody else


def test_attempts_success_forgets_the_name_but_not_the_address():
    attempts = Attempts(Clock())
    for _ in range(5):
        attempts.failed("li", "192.0.2.1")
    attempts.succeeded("li", "192.0.2.1")
    assert attempts.seconds_to_wait("wang", "192.0.2.1") == 1


def test_attempts_are_forgotten_after_an_hour():
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(10):
        attempts.failed("li", "192.0.2.1")
    clock.now += 3601
    attempts.failed("li", "192.0.2.1")
    assert attempts.seconds_to_wait("li", "192.0.2.1") == 0


def test_attempts_remember_a_bounded_number():
    attempts = Attempts(Clock())
    for number in range(6_000):
        attempts.failed(str(number), f"address{number}")
    assert len(attempts._failures) == 10_000
