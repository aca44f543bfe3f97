"""Files made to take long are read or refused in time, each for its own reason."""

from benchmarks.safety.odd_files import measure


def test_odd_files_are_told_by_what_is_wrong_with_them():
    told = measure(["columns.csv", "nested 5000 deep.html", "years.txt"])
    assert told["columns.csv"]["outcome"] == "refused: table_too_wide"
    assert told["nested 5000 deep.html"]["outcome"] == "refused: web_nested"
    assert told["years.txt"]["outcome"].startswith("read: 1 reports")
    assert all(told[name]["in_time"] for name in list(told)[1:])
