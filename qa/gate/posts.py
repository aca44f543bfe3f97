# ruff: noqa: E501 (the word tables read better unbroken)
"""Holders of posts: only a name that a report's title block gives with the post and the place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold

__all__ = ["NamedPerson", "asked_post", "named_person", "speaker_of"]

_POST = r"(?:国家主席|国务院总理|副总理|总理|主席|总书记|省长|市长|县长|区长|州长|镇长|乡长|书记|局长|部长|厅长|主任|院长|行长|校长|秘书长|检察长|代表|负责人|领导|一把手|发言人|作者|报告人)"
_ASKED = lazy_regex(
    rf"谁(?:是|当|做|任|担任)?.{{0,12}}?(?P<post>{_POST})$|(?P<post2>{_POST})(?:现在|目前|当时|到底)?(?:是|叫)?(?:谁|什么名字|啥名字|什么|哪位|哪个人?|哪一位|姓什么|姓啥|的?(?:名字|姓名)(?:是什么|叫什么)?)$"
)
_FILLING = lazy_regex(
    r"现任|现在|目前|当时|当前|本届|上届|上一任|前任|时任|新任|的|咱们?|我们|你们|这届|那届|这位|那位|请问|一下|市委|省委|县委|区委|党委|党组|常务|市|省|县|区|国家|政府|人民|中国|中共|全国|国务院|报告|工作|里|中|是|当|在|任|谁|叫|哪位|年|届"
)
_REPORTING = frozenset(
    ("总理", "国务院总理", "省长", "市长", "县长", "区长", "州长", "报告人", "作者")
)
_TITLE_BLOCK = 400  # characters at the beginning of a report that name the speaker
_NAME = r"(?P<name>[\u4e00-\u9fff][ \u3000]?[\u4e00-\u9fff·]{1,5})"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A name at `start:end` of a report's text, with its post."""

    report: Report
    post: str
    name: str


def asked_post(text: str) -> str:
    """Return the post whose holder is asked for, if a text asks nothing else; else ""."""
    folded = re.sub(r"[?？。!！\s呢啊呀]+$", "", fold(text))
    match = _ASKED.search(folded)
    if match is None:
        return ""
    post = match["post"] or match["post2"]
    rest = _FILLING.sub("", folded[: match.start()])
    inside = _FILLING.sub("", match[0].replace(post, "", 1))
    left = re.sub(
        r"什么名字|啥名字|什么|哪个人?|姓什么|姓啥|名字|姓名|担|[\d〇一二三四五六七八九十]",
        "",
        rest + inside,
    )
    return post if len(left) <= 4 else ""


def named_person(post: str, reports: Iterable[Report]) -> NamedPerson | None:
    """Return the holder of `post` that the title block of the newest of `reports` names."""
    newest = sorted(reports, key=lambda report: -(report.year or 0))
    bound = (
        post
        if post not in ("报告人", "作者")
        else r"(?:国务院总理|总理|省长|市长|县长|区长|州长|主席|局长|厅长|部长|主任|院长|检察长)"
    )
    for report in newest:
        body = report.paragraphs[0].start if report.paragraphs else 0
        head = report.text[: min(_TITLE_BLOCK, max(body, 0))]
        match = re.search(
            rf"(?P<post>(?:代理?)?{bound})[ \u3000]*\n?[ \u3000]*{_NAME}[ \u3000]*(?:\n|$)", head
        )
        if match is not None:
            name = re.sub(r"[ \u3000]", "", match["name"])
            return NamedPerson(report=report, post=match["post"], name=name)
    return None


def speaker_of(report: Report) -> NamedPerson | None:
    """Return the speaker of a report, by its title block; None if that names nobody with a post."""
    return named_person("报告人", [report])
