"""Charts as SVG: made without a browser or a network, each with its words beside it."""

from collections.abc import Sequence
from typing import Any

import altair as alt
from markupsafe import Markup

from steward.pack.pages import Chart, Section
from steward.pack.wording import words

# Told apart in grey and by the colour-blind; contrast of at least 3 to 1 on white and on the dark page.
COLOURS = ["#2a6f97", "#8a5a00", "#7a3e9d", "#3d7a4b", "#a23b4a"]
FONT = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"


def draw(section: Section, rows: Sequence[dict[str, Any]], languages: Sequence[str]) -> Markup:
    """Return the chart of a section as inline SVG with its text alternative, empty where it has no rows."""
    chart = section.chart
    if chart is None or not rows:
        return Markup("")
    heads = {column.name: column.head for column in section.columns}
    points = [
        {
            "category": _word(row[chart.category], languages),
            "series": " ".join(getattr(heads[name], language) for language in languages),
            "value": row[name],
            "order": place,
        }
        for row in rows
        for place, name in enumerate(chart.values)
        if isinstance(row[name], int)
    ]
    svg = _svg(chart, points)
    alternative = " ".join(getattr(chart.alternative, language) for language in languages)
    label = Markup('<svg role="img" aria-label="{}" ').format(alternative)
    # The SVG comes from a library, out of numbers and words of ours; it bears no script.
    return Markup('<div class="chart">{}</div>').format(Markup(svg.replace("<svg ", str(label), 1)))


def _svg(chart: Chart, points: list[dict[str, Any]]) -> str:
    import vl_convert

    base = alt.Chart(alt.InlineData(values=points), width=560)
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(range=COLOURS),
        legend=alt.Legend(orient="top", title=None, labelLimit=0, columns=2),
    )
    if chart.kind == "line":
        drawn = base.mark_line(point=True).encode(
            x=alt.X("category:O", title=None),
            y=alt.Y("sum(value):Q", title=None),
            color=colour,
            shape="series:N",
        )
    else:
        drawn = base.mark_bar().encode(
            y=alt.Y("category:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("sum(value):Q", title=None),
            color=colour,
            order="order:O",
        )
    styled = drawn.configure(font=FONT, background="transparent").configure_view(stroke=None)
    return str(vl_convert.vegalite_to_svg(styled.to_dict(), vl_version="6.4"))


def _word(value: Any, languages: Sequence[str]) -> str:
    found = words().get(str(value))
    return " ".join(getattr(found, language) for language in languages) if found else str(value)
