import json

from ui.page.access.audit import AuditLog


def test_audit_log_appends_who_did_what_for_its_owner_alone(tmp_path):
    log = AuditLog(tmp_path / "data" / "audit.jsonl")
    log.write("add", user="li", address="192.0.2.1", titles=["2017年兰州市政府工作报告"])
    log.write("forget", user=None, address="192.0.2.2", titles=[])
    lines = [json.loads(line) for line in log.path.read_text("utf-8").splitlines()]
    assert [(line["action"], line["user"], line["reports"]) for line in lines] == [
        ("add", "li", ["2017年兰州市政府工作报告"]),
        ("forget", None, []),
    ]
    assert log.path.stat().st_mode & 0o077 == 0
