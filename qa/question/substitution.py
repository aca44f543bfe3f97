"""Which word of the last question a new word stands in for: 城镇 for 农村."""

__all__ = ["overlap", "parallel", "shared_ending"]

# Words that stand in for each other: 城镇…呢？ after a question about 农村.
_PARALLEL: tuple[tuple[str, ...], ...] = (
    ("城镇", "农村", "城市", "乡村", "城乡", "城里", "乡下"),
    ("进出口", "进口", "出口"),
    ("东部", "中部", "西部", "东北"),
    ("中央", "地方"),
    ("基本建成", "新开工", "建成", "竣工", "开工", "新建", "改建", "扩建", "投产", "在建"),
    ("第一产业", "第二产业", "第三产业", "服务业", "工业", "农业"),
    ("小学", "初中", "高中", "大学", "幼儿园"),
    ("高速公路", "高速铁路", "农村公路", "铁路", "公路", "高铁", "机场", "地铁"),
    ("粮食", "棉花", "油料", "小麦", "稻谷", "玉米", "大豆", "钢", "煤", "原油", "电"),
    ("男", "女"),
    ("国有", "民营", "外资", "集体", "私营", "个体"),
    ("职工", "居民", "农民"),
    ("钢铁", "煤炭", "煤电"),
    ("养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险"),
)


def shared_ending(new: str, before: str) -> tuple[int, int] | None:
    """Return where a word of the last question ends like `new`: 集中供养 for 分散供养."""
    for size in range(min(4, len(new) - 1), 1, -1):
        at = before.rfind(new[-size:])
        length = len(new)
        if at + size >= length and at >= 0:
            start = at + size - length
            return (max(0, start), at + size) if before[start:at].strip() else (at, at + size)
    return None


def parallel(new: str, before: str) -> tuple[int, int] | None:
    """Return where the last question has a word parallel to `new`: 粮食 for 棉花."""
    for group in _PARALLEL:
        if new in group:
            for other in sorted(group, key=len, reverse=True):
                at = before.find(other)
                if other != new and at >= 0:
                    return at, at + len(other)
    return None


def overlap(new: str, word: str) -> float:
    """Return the share of a word's characters that a new one has."""
    return len(set(new) & set(word)) / (len(word) + 0.01)
