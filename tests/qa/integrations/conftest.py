import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from embeddings.indexing.update import index_paths
from qa.retrieval.retriever import Retriever

PARAGRAPH = "全市生产总值达到9111亿元，增长5.1%，城镇新增就业21万人，新建成保障性住房1000套。"
REPORTS = {
    "2019南京": """2019年南京市政府工作报告
各位代表：
一、2018年工作回顾
{shared}
建成区绿化覆盖率达到45%，长江岸线整治全面完成，软件业务收入增长15%。
二、2019年工作安排
今年的主要预期目标是：生产总值增长7.5%左右，居民消费价格涨幅控制在3%以内。
""",
    "2019苏州": """2019年苏州市政府工作报告
各位代表：
一、2018年工作回顾
工业总产值突破三万亿元，古城保护示范区建设加快，太湖水质持续改善。
{shared}
新引进外资项目980个，自贸片区挂牌运行，昆曲评弹传承发展。
二、2019年工作安排
确保生产总值增长6%，进出口保持稳定，高水平全面建成小康社会。
""",
    "2020南京": """2020年南京市政府工作报告
各位代表：
一、2019年工作回顾
全市生产总值达到14030亿元，建成轨道交通4号线，城镇新增就业25万人。
二、2020年工作安排
生产总值增长预期目标为5%以上，新开工建设地铁线路三条，改造老旧小区150个。
""",
}


@pytest.fixture(scope="session")
def two_places_index(tmp_path_factory):
    """An index of three reports; Nanjing's and Suzhou's of 2019 have one paragraph in common."""
    folder = tmp_path_factory.mktemp("two-places")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text.format(shared=PARAGRAPH), encoding="utf-8")
    directory = folder / "index"
    index_paths([folder], directory)
    return directory


class AwaitedRetriever(Retriever):
    """Searches only once somebody else has run: for ever, if the search holds the event loop."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.released = threading.Event()

    def retrieve(self, *arguments, **options):
        assert self.released.wait(20), "the event loop was held"
        return super().retrieve(*arguments, **options)


@pytest.fixture
def awaited_retriever(seed_index):
    return AwaitedRetriever.open(seed_index)


@pytest.fixture
def awaited():
    """Run a coroutine to its end in a thread of its own: a browser's loop may run in this one."""

    def run(coroutine):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, coroutine).result()

    return run
