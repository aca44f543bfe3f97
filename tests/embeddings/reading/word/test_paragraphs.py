from embeddings.reading.document import HIDDEN
from embeddings.reading.superscripts import NOTE_MARK


def run(text, properties="", inner=""):
    text = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}{inner}</w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'


def test_read_paragraph_glues_no_lowered_digit_to_a_figure(docx_lines, p):
    runs = run("减排CO") + run("2", LOWERED) + run("21.5万吨，PM") + run("2.5", LOWERED)
    assert docx_lines(p(runs=runs + run("浓度29微克。"))) == ["减排CO₂21.5万吨，PM2.5浓度29微克。"]


def test_read_paragraph_keeps_hyphens_and_symbols(docx_lines, p):
    runs = run("涨幅2") + run("", inner="<w:noBreakHyphen/>") + run("3%，提高0")
    runs += run("", inner='<w:sym w:font="Symbol" w:char="F02E"/>') + run("6个百分点，")
    runs += run("", inner='<w:sym w:font="Symbol" w:char="F0B3"/>') + run("95%。")
    runs += run("软", inner="<w:softHyphen/>") + run("件")
    assert docx_lines(p(runs=runs)) == ["涨幅2-3%，提高0.6个百分点，≥95%。软件"]


def test_read_paragraph_leaves_out_hidden_and_struck_text_and_tells_it(docx_document, p):
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    runs = run("完成投资512亿元") + run("（内部498亿元）", "<w:vanish/>")
    runs += run("（口径一）", '<w:rStyle w:val="Secret"/>') + run("25亿元", "<w:strike/>")
    runs += run("36亿元", '<w:strike w:val="0"/>') + run("。")
    document = docx_document(p(runs=runs), styles=styles)
    assert [line.text for line in document.lines] == ["完成投资512亿元36亿元。"]
    assert [(change.rule, change.before) for change in document.changes] == [
        (HIDDEN, "（内部498亿元）"),
        (HIDDEN, "（口径一）"),
        (HIDDEN, "25亿元"),
    ]


def test_read_paragraph_takes_note_marks_off_and_keeps_powers(docx_document, p):
    runs = run("建成园区") + run("1", RAISED) + run("2个、社区") + run("[25]", RAISED)
    runs += run("5个，面积3.6万m") + run("2", RAISED) + run("，库容2×10") + run("4", RAISED)
    runs += run("立方米。")
    document = docx_document(p(runs=runs))
    assert [line.text for line in document.lines] == [
        "建成园区2个、社区5个，面积3.6万m²，库容2×10⁴立方米。"
    ]
    assert [(change.rule, change.before) for change in document.changes] == [
        (NOTE_MARK, "1"),
        (NOTE_MARK, "[25]"),
    ]


def test_read_paragraph_reads_equations(docx_lines, p):
    def math(inner):
        return f"<m:oMath>{inner}</m:oMath>"

    def part(name, text):
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    runs = run("增长") + math("<m:r><m:t>13.5%</m:t></m:r>") + run("，占")
    runs += math(f"<m:f>{part('num', '2')}{part('den', '3')}</m:f>") + run("，共")
    runs += math(f"<m:r><m:t>2×</m:t></m:r><m:sSup>{part('e', '10')}{part('sup', '4')}</m:sSup>")
    runs += run("吨。")
    assert docx_lines(p(runs=runs)) == ["增长13.5%，占2/3，共2×10⁴吨。"]


def test_read_paragraph_keeps_the_characters_of_ruby_and_drops_the_pinyin(docx_lines, p):
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>bó</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>亳</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert docx_lines(p(runs=ruby + run("州市增长6%。"))) == ["亳州市增长6%。"]


def test_read_paragraph_reads_content_controls_and_smart_tags(docx_lines, p):
    runs = (
        f"<w:smartTag>{run('青岚市')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{run('增长')}"
        f"</w:sdtContent></w:sdt><w:ins>{run('6%')}</w:ins><w:del><w:r><w:delText>5%</w:delText>"
        f"</w:r></w:del>{run('。')}"
    )
    assert docx_lines(p(runs=runs)) == ["青岚市增长6%。"]
