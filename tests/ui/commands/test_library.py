import json


def test_reports_lists_and_shows_one(govreport):
    status, out, err = govreport("reports")
    assert status == 0
    assert "2017年兰州市政府工作报告" in out
    assert "政府工作报告  " in out.splitlines()[2]
    assert "共 1 份" in err
    status, out, _ = govreport("reports", "2017年兰州市政府工作报告")
    assert status == 0
    assert "年份：2017" in out
    assert "种类：政府工作报告" in out
    assert "一、" in out


def test_reports_lists_who_delivered_them_and_when(govreport, tmp_path):
    text = "2026年云岭市政府工作报告\n——2026年1月8日在云岭市第五届人民代表大会第一次会议上\n"
    text += "云岭市市长　周明远\n各位代表：\n一、2025年工作回顾\n地区生产总值增长6.3%。\n"
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    index = str(tmp_path / "index")
    govreport("index", str(tmp_path / "1.txt"), "--index", index)
    _, out, _ = govreport("reports", "--index", index)
    assert all(said in out for said in ("报告人", "市长 周明远", "2026-01-08"))


def test_reports_json(govreport):
    status, out, _ = govreport("reports", "--json")
    (report,) = json.loads(out)
    assert status == 0
    assert report["title"] == "2017年兰州市政府工作报告"
    assert (report["year"], report["region"]) == (2017, "兰州")
    assert report["file"] == "000_06042aab8e8de241.txt"


def test_reports_edit_corrects_a_field(govreport, tmp_path, seeds):
    index = str(tmp_path / "index")
    govreport("index", str(seeds), "--index", index)
    title = "2017年兰州市政府工作报告"
    status, _, err = govreport("reports", title, "--edit", "issuer=兰州市", "--index", index)
    assert status == 0
    assert "已更正" in err
    _, out, _ = govreport("reports", title, "--json", "--index", index)
    assert json.loads(out)[0]["issuer"] == "兰州市"
    govreport("reports", title, "--edit", "kind=统计公报", "--index", index)
    _, out, _ = govreport("reports", title, "--json", "--index", index)
    assert json.loads(out)[0]["kind"] == "communique"
    status, _, err = govreport("reports", title, "--edit", "kind=诗", "--index", index)
    assert status == 2
    status, _, err = govreport("reports", title, "--edit", "colour=red", "--index", index)
    assert status == 2
    assert "year" in err


def test_verify_passes_and_finds_damage(govreport, tmp_path, seeds):
    index = tmp_path / "index"
    govreport("index", str(seeds), "--index", str(index))
    assert govreport("verify", "--index", str(index))[0] == 0
    victim = max((p for p in index.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    victim.write_bytes(content)
    status, out, err = govreport("verify", "--index", str(index))
    assert status == 1
    assert out.strip() or err.strip()
