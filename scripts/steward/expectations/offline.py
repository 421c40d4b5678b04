"""Data Docs that ask nobody outside for a style sheet, a script or a logo."""

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

OUTSIDE = (
    re.compile(r"<link\b[^>]*href=[\"'](?:https?:)?//[^>]*>", re.IGNORECASE),
    re.compile(r"<script\b[^>]*src=[\"'](?:https?:)?//[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<img\b[^>]*src=[\"'](?:https?:)?//[^>]*>", re.IGNORECASE),
    re.compile(r"<iframe\b.*?</iframe>", re.IGNORECASE | re.DOTALL),
    # A link fetches nothing until it is followed; without its address the text stays.
    re.compile(r"(?<=<a )[^>]*href=[\"'](?:https?:)?//[^\"']*[\"']", re.IGNORECASE),
    re.compile(r"@import\s+url\([^)]*\);?", re.IGNORECASE),
)
STYLE = """\
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8886; }
.fa-check-circle::before { content: "\\25CF "; color: #1f6b3a; }
.fa-times::before { content: "\\25B2 "; color: #a3161f; }
.d-none, .modal, .navbar-toggler { display: none; }
</style>
</head>"""


def make_offline(folder: Path) -> None:
    """Take out of every page whatever is fetched from elsewhere, and put a small style sheet in."""
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for pattern in OUTSIDE:
            text = pattern.sub("", text)
        path.write_text(text.replace("</head>", STYLE, 1), encoding="utf-8")


ROW = Markup(
    '<tr><th scope="row"><a href="{link}">{name}</a></th><td>{holds} / {all}</td><td>{verdict}</td></tr>'
)
PAGE = Markup(
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>数据期望 Data expectations</title></head>'
    '<body><h1>数据期望 <span lang="en">Data expectations</span></h1><table><thead><tr>'
    '<th scope="col">套件与数据 suite and data</th><th scope="col">成立 hold</th><th scope="col">结果 result</th>'
    "</tr></thead><tbody>{rows}</tbody></table></body></html>"
)


def write_index(folder: Path, verdicts: Mapping[str, tuple[int, int]]) -> None:
    """Write the first page, for the one that comes with the site lists nothing without a script from outside.

    `verdicts` has, by the name of a suite over a frame, how many expectations hold and how many there are.
    """
    rows = []
    for name, (holds, number) in sorted(verdicts.items()):
        found = sorted((folder / "validations").glob(f"{name}/**/*.html"))
        link = found[-1].relative_to(folder).as_posix() if found else "#"
        verdict = "● 通过 pass" if holds == number else "▲ 不通过 fail"
        rows.append(ROW.format(link=link, name=name, holds=holds, all=number, verdict=verdict))
    (folder / "index.html").write_text(PAGE.format(rows=Markup("").join(rows)), encoding="utf-8")
