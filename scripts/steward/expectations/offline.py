"""Data Docs that ask nobody outside for a style sheet, a script or a logo."""

import re
from pathlib import Path

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
