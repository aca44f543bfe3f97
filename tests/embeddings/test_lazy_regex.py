import re
import subprocess
import sys
from pathlib import Path

from embeddings.lazy_regex import lazy_regex

ROOT = Path(__file__).parents[2]


def test_lazy_regex_is_compiled_at_its_first_match(monkeypatch):
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile_(*given))
    years = lazy_regex(r"(?P<year>\d{4})年")
    assert (years.pattern, compiled) == (r"(?P<year>\d{4})年", [])
    assert years.search("2016年")["year"] == "2016"
    assert years.sub("", "2016年兰州") == "兰州"
    assert dict(years.groupindex) == {"year": 1}
    assert compiled == [(r"(?P<year>\d{4})年", 0)]


def test_lazy_regex_takes_flags():
    assert lazy_regex("gdp", re.IGNORECASE).fullmatch("GDP")


def test_every_lazy_pattern_compiles():
    # in a process of its own, whose objects no command has frozen
    code = (
        "import gc, re, qa.assistant; from embeddings.lazy_regex import lazy_regex; "
        "kind = type(lazy_regex('')); "
        "made = [one for one in gc.get_objects() if type(one) is kind]; "
        "print(len([re.compile(one.pattern, one.flags) for one in made]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    assert int(done.stdout) > 400


def test_modules_of_a_question_compile_no_pattern_by_themselves():
    code = (
        "import re, sys; "
        "known = re.compile; made = []; "
        "re.compile = lambda *given, **more: made.append(sys._getframe(1).f_globals['__name__']) "
        "or known(*given, **more); "
        "import qa.assistant; "
        "print(sorted({one for one in made if one.split('.')[0] in ('embeddings', 'qa')}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    # a few are matched meanwhile: tables are built
    assert done.stdout.decode().strip() in ("[]", "['embeddings.lazy_regex']")
