import pytest

from embeddings.reading.latex import without_latex


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("增长$5.8\\%$，", "增长5.8%，"),
        ("完成$1 8 4 6 . 3$ 亿元", "完成1846.3 亿元"),
        ("农田\\(23.6\\) 万亩", "农田23.6 万亩"),
        (
            "降至$2 9 \\mu \\mathrm { g } / \\mathrm { m } ^ { 3 }$。",
            "降至29μg/m³。",
        ),
        ("约$2 \\sim 3 \\%$", "约2～3%"),
        ("约$2~3\\%$", "约2～3%"),
        ("库容$3.2 \\times 10^{4}$方", "库容3.2×10⁴方"),
        ("占$\\frac{2}{3}$", "占2/3"),
        ("园区$^{1}$2个，3万m$^{2}$", "园区2个，3万m²"),
        ("气温$25^{\\circ}$", "气温25°"),
        ("出口$120亿、进口$80亿", "出口$120亿、进口$80亿"),
        ("价\\$5，价\\$6", "价\\$5，价\\$6"),
        ("增长$1.$2%，投资为26$1.$2亿元", "增长$1.$2%，投资为26$1.$2亿元"),
        ("$2\\unknown3$", "$2\\unknown3$"),
    ],
)
def test_without_latex_gives_plain_figures(text, shown):
    assert without_latex(text) == shown
