import re
import shutil
from importlib import metadata, util

import pytest

from ui.commands import diagnostics as doctor
from ui.commands.diagnostics import Health, examine
from ui.config import find_places
from ui.i18n.messages import keys, message


def by_subject(places):
    return {finding.subject: finding for finding in examine(places)}


def test_examine_finds_a_working_installation_good(seed_index):
    findings = by_subject(find_places(seed_index))
    assert findings["model"].health is Health.GOOD
    assert findings["libraries"].health is Health.GOOD
    assert findings["index"].health is Health.GOOD
    assert findings["index"].values["reports"] == 1
    assert findings["index"].values["years"] == "2017–2017"


def test_examine_changes_nothing(tmp_path):
    examine(find_places(tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []


def test_examine_no_index_is_missing_with_what_to_run(tmp_path):
    finding = by_subject(find_places(tmp_path / "none"))["index"]
    assert finding.health is Health.MISSING
    assert "govreport index" in message(finding.remedy)


def test_examine_damaged_index_is_told(seed_index, tmp_path):
    damaged = tmp_path / "index"
    shutil.copytree(seed_index, damaged)
    (damaged / "CURRENT").write_text("rubbish", encoding="utf-8")
    finding = by_subject(find_places(damaged))["index"]
    assert finding.health is Health.MISSING
    assert finding.found == "doctor.index_bad"
    assert str(damaged) in str(finding.values["reason"])


def test_examine_missing_library_is_named(monkeypatch, seed_index):
    found = util.find_spec
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "rjieba" else found(name))
    finding = by_subject(find_places(seed_index))["libraries"]
    assert finding.health is Health.MISSING
    assert finding.values["names"] == "rjieba"


def test_examine_missing_optional_library_is_a_note(monkeypatch, seed_index):
    found = util.find_spec
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "mcp" else found(name))
    assert by_subject(find_places(seed_index))["optional"].health is Health.NOTE


def test_examine_needed_libraries_are_dependencies_of_the_project():
    try:
        wanted = metadata.requires("govreport-qa") or []
    except metadata.PackageNotFoundError:
        pytest.skip("govreport-qa is not installed here")
    # a fresh installation has no extras
    names = {re.match(r"[\w.-]+", one)[0] for one in wanted if "extra ==" not in one}
    modules = {name.removesuffix("-cpu") for name in names}
    assert not set(doctor.NEEDED) - modules
    assert not set(doctor.FORMATS.values()) - names


def test_examine_half_a_language_model_is_told(monkeypatch, seed_index):
    monkeypatch.setenv("GOVREPORT_LLM_MODEL", "qwen3")
    assert by_subject(find_places(seed_index))["language_model"].found == "doctor.llm_half"


def test_examine_language_model_shows_neither_key_nor_address(monkeypatch, seed_index):
    monkeypatch.setenv("GOVREPORT_LLM_MODEL", "qwen3")
    monkeypatch.setenv("GOVREPORT_LLM_BASE_URL", "http://user:secret@host/v1")
    monkeypatch.setenv("GOVREPORT_LLM_API_KEY", "secret")
    finding = by_subject(find_places(seed_index))["language_model"]
    assert finding.health is Health.GOOD
    assert "secret" not in str(finding)


def test_every_message_of_a_finding_exists(seed_index, tmp_path):
    for places in (find_places(seed_index), find_places(tmp_path / "none")):
        for finding in examine(places):
            assert {f"doctor.{finding.subject}", finding.found} <= keys()
            for language in ("zh", "en"):
                message(finding.found, language, **finding.values)
                if finding.remedy:
                    message(finding.remedy, language, **finding.values)
