"""The rules that drop a line, and those that drop a line and all that follows it."""

import re

from embeddings.parsing.cleaning.rule import Rule

__all__ = ["CONTENTS", "LICENCE_TAIL", "LINE_RULES", "PAGE_MARK", "TAIL_RULES"]

CONTENTS = "contents"
LICENCE_TAIL = "licence-tail"  # the only tail recognised by its words alone
PAGE_MARK = "page-mark"  # the rule that shows that a sentence was cut in two

LINE_RULES = (
    Rule(
        name="wiki-placeholder",
        pattern=re.compile("^(?:'*粗体文字'*|'*斜体文字'*|\\[?编辑\\]?|\\[编辑\\])$"),
        reason="the wiki editor's placeholder text",
        example="粗体文字",
    ),
    Rule(
        name=PAGE_MARK,
        pattern=re.compile(
            "^(?:[-—―–－~～·]{1,3}\\s*[\\d０-９]{1,3}\\s*[-—―–－~～·]{1,3}"
            "|第\\s*\\d{1,3}\\s*页(?:\\s*[，,/]?\\s*共\\s*\\d{1,3}\\s*页)?)$"
        ),
        reason="the number of a printed page, which may stand within a sentence",
        example="— 12 —",
    ),
    Rule(
        name="page-tool",
        pattern=re.compile(
            "^(?![大中小]$)(?:[\\s|｜/·•【】\\[\\]()（）:：－-]*+"
            "(?:下载|打印(?:本页|此页)?|关闭(?:窗口|本页)?|(?:退出)?全屏|(?:加入)?收藏|复制链接|字号|字体|"
            "大|中|小|默认|分享[到至]?|转发|微信|(?:新浪|腾讯)?微博|QQ(?:空间)?|扫一扫(?:在手机打开当前页)?|"
            "返回(?:顶部|首页|列表)?|上一篇|下一篇|[繁简][體体]|无障碍(?:阅读)?|长者模式|语音播报|朗读|听全文|"
            "放大|缩小|首页|(?:我要)?纠错|评论|点赞|\\+|A[-+]?))++[\\s|｜/·•【】\\[\\]()（）:：－-]*+$",
            re.IGNORECASE,
        ),
        reason="buttons of the page around the report",
        example="【字体：大 中 小】 打印 分享",
    ),
    Rule(
        name="page-facts",
        pattern=re.compile(
            "^[\\s|｜]*+(?:信息来源|文章来源|来源|稿源|作者|发布时间|发布日期|发表时间|更新时间|成文日期|"
            "浏览次数|浏览量|阅读次数|阅读|点击数|点击量|点击|责任编辑|编辑|责编|审核|录入|发布机构|发布单位|索引号|"
            "文号|主题分类|信息分类|体裁分类|生成日期|有效性)\\s*+[:：][^。；，]*$"
        ),
        reason="source, time, counters and editor of the page, not of the report; in the first "
        "lines and the last ones only, and never with an amount",
        example="来源：市政府办公室 发布时间：2017-01-20 浏览次数：812",
        edge=True,
    ),
    Rule(
        name="breadcrumb",
        pattern=re.compile(
            "^(?:(?:您|你)?(?:现在|当前)?(?:的)?(?:所在)?位置\\s*(?:是)?\\s*[:：].{0,80}"
            "|首页\\s*[>＞»›/\\-].{0,80}|[^。，]{1,12}(?:\\s*[>＞»›]\\s*[^。，>＞»›]{1,20}){2,})$"
        ),
        reason="the site's path to the page",
        example="当前位置：首页 > 政务公开 > 政府工作报告",
    ),
    Rule(
        name="photo-caption",
        pattern=re.compile("^[（(]?[^，。；：\\d]{0,20}记者[^，。；：\\d]{1,12}摄(?:影)?[）)]?$"),
        reason="the line that names the photographer of a picture beside the report",
        example="新华社记者姚大伟摄",
    ),
    Rule(
        name="ruled-line",
        pattern=re.compile("^(?:(?:[-=_*~＊－][ \\t]*){3,}|[—―─━]{4,})$"),
        reason="a line drawn with signs separates parts and says nothing",
        example="- - -",
    ),
    Rule(
        name=CONTENTS,
        pattern=re.compile("^(?:目\\s*录|(?P<heading>.{2,60}?)(?:[.．…·]\\s?){3,}\\s*\\d{1,3})$"),
        reason="the table of contents repeats headings that stand further down",
        example="一、2016年工作回顾………………1",
    ),
    Rule(
        name="posted-at",
        pattern=re.compile(
            "^(?:19|20)\\d\\d[-年/.]\\d{1,2}[-月/.]\\d{1,2}日?\\s*"
            "(?:\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?|(?=来源|作者|浏览|点击|字号|【))[^。，]{0,60}$"
        ),
        reason="the time at which the page was put up, not that of the report",
        example="2017-01-20 10:23 来源：兰州日报",
    ),
)

TAIL_RULES = (
    Rule(
        name=LICENCE_TAIL,
        pattern=re.compile("^本作品(?:是|為|为)中[华華]人民共和[国國]的?"),
        reason="the wiki's licence note after the report, to the end of the file",
        example="本作品是中华人民共和国的",
    ),
    Rule(
        name="page-tail",
        pattern=re.compile(
            "^(?:相关(?:链接|阅读|新闻|文章|附件|推荐)|延伸阅读|推荐阅读|热点新闻|友情链接|网站地图|"
            "版权所有|扫一扫[^。]{0,20}|附件下载|分享到[:：]?|【(?:关闭|打印)[^。]{0,20}|"
            "上一篇[:：][^。]{0,60}|下一篇[:：][^。]{0,60})(?:[:：].{0,60})?$"
        ),
        reason="links and imprint of the page after the report, to the end of the file; not where "
        "an item of a list, a sentence or an amount follows",
        example="相关链接",
    ),
)
