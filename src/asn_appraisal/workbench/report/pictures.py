"""Pictures as SVG with alternative text, drawn by Altair and vl-convert; no browser, no network."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import vl_convert
from attrs import frozen

#: Worst to best; told apart by people who see few colours, and every level is named as well.
PALETTE = ("#a6432d", "#d98b5f", "#d9c58b", "#7fa8b5", "#2f6f8f")
_BEFORE, _AFTER, _LINE = "#9aa5ab", "#2f6f8f", "#2f6f8f"
_UP, _SAME, _DOWN = "#2f6f8f", "#9aa5ab", "#a6432d"
_WIDTH = 560


@frozen
class Picture:
    """Gambar: an SVG, and what it shows in words."""

    svg: str
    #: What a reader who does not see it is told.
    alt: str

    @property
    def source(self) -> str:
        """Return the picture as the address of an image."""
        data = base64.b64encode(self.svg.encode()).decode()
        return f"data:image/svg+xml;base64,{data}"


def drawn(chart: Any, words: str) -> Picture:
    """Draw a chart."""
    styled = chart.configure_view(stroke=None).configure_axis(
        labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=260
    )
    return Picture(vl_convert.vegalite_to_svg(styled.to_json()), words)


def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that reads better on a colour.

    >>> ink_on("#ffffff"), ink_on("#2f6f8f")
    ('#1d2629', '#ffffff')
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#1d2629" if 299 * red + 587 * green + 114 * blue > 140_000 else "#ffffff"  # noqa: PLR2004


def _chart(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Begin a chart of rows that it carries itself."""
    data: Any = alt.Data
    return alt.Chart(data(values=list(rows)))


def colour_of(order: int, count: int) -> str:
    """Return the colour of a level: the palette stretched over the scale."""
    if count < 2:  # noqa: PLR2004 - one level has no direction
        return PALETTE[-1]
    return PALETTE[round(order * (len(PALETTE) - 1) / (count - 1))]


def bars(
    counts: Mapping[str, Sequence[int]], series: Sequence[str], axis: str, words: str
) -> Picture:
    """Draw how many people are at each level, in one or two series side by side."""
    rows = [
        {"level": level, "series": series[at], "people": number}
        for level, numbers in counts.items()
        for at, number in enumerate(numbers)
    ]
    base = _chart(rows).encode(
        x=alt.X("level:N", sort=list(counts), title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("people:Q", title=axis, axis=alt.Axis(values=_whole_ticks(rows), format="d")),
        xOffset=alt.XOffset("series:N", sort=list(series)),
    )
    colours = [_BEFORE, _AFTER][-len(series) :]
    legend = alt.Legend(title=None, orient="top") if len(series) > 1 else None
    scale = alt.Scale(domain=list(series), range=colours)
    bar = base.mark_bar().encode(color=alt.Color("series:N", scale=scale, legend=legend))
    label = base.mark_text(dy=-6, fontSize=12).encode(text="people:Q")
    return drawn((bar + label).properties(width=_WIDTH, height=190), words)


def _whole_ticks(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return about five marks: there are no half people."""
    most = max((row["people"] for row in rows), default=0)
    return list(range(0, most + 1, max(1, most // 5)))


def lines(points: Sequence[tuple[str, float, float]], axes: tuple[str, str], words: str) -> Picture:
    """Draw straight pieces: (piece, x, y), two points a piece; where it jumps, a piece ends."""
    rows = [{"piece": piece, "x": x, "y": y} for piece, x, y in points]
    chart = _chart(rows).encode(
        x=alt.X("x:Q", title=axes[0]), y=alt.Y("y:Q", title=None), detail="piece:N"
    )
    title = alt.TitleParams(axes[1], anchor="start", fontSize=12, fontWeight="normal")
    drawing = chart.mark_line(color=_LINE, strokeWidth=2.5) + chart.mark_point(
        color=_LINE, size=22, filled=True
    )
    return drawn(drawing.properties(width=_WIDTH, height=210, title=title), words)


def strip(spans: Sequence[tuple[str, float, float, str]], axis: str, words: str) -> Picture:
    """Draw the bands of a number as a strip: (level, from, to, colour)."""
    rows = [
        {"level": level, "from": low, "to": high, "middle": (low + high) / 2, "colour": colour}
        for level, low, high, colour in spans
    ]
    odd = "indexof(datum.odd, 'y') >= 0"
    for at, row in enumerate(rows):  # neighbours' names stand at two heights, and do not meet
        row["odd"] = "y" if at % 2 else "n"
    edges = sorted({edge for _, low, high, _ in spans for edge in (low, high)})
    base = _chart(rows)
    x = alt.X(
        "from:Q", title=axis, axis=alt.Axis(values=edges, grid=False), scale=alt.Scale(nice=False)
    )
    bar = base.mark_bar(height=34, stroke="white").encode(
        x=x, x2="to:Q", color=alt.Color("colour:N", scale=None)
    )
    names = [
        base.transform_filter(odd if is_odd else f"!({odd})")
        .mark_text(fontSize=11, dy=-42 if is_odd else -27)
        .encode(x="middle:Q", text="level:N")
        for is_odd in (True, False)
    ]
    return drawn(alt.layer(bar, *names).properties(width=_WIDTH, height=100), words)


def flow(
    counts: Mapping[tuple[str, str], int],
    levels: tuple[Sequence[str], Sequence[str]],
    sides: tuple[str, str],
    words: str,
) -> Picture:
    """Draw who goes from which level to which: the wider the band, the more people."""
    before, after = levels
    places = (_places(before), _places(after))
    rows: list[dict[str, Any]] = []
    for (first, last), people in counts.items():
        if not people:
            continue
        start, end = places[0][first], places[1][last]
        colour = _SAME if start == end else _UP if end > start else _DOWN
        way = f"{first} {last}"
        shared = {"way": way, "people": people, "colour": colour}
        rows += [{"x": 0.0, "y": start, **shared}, {"x": 1.0, "y": end, **shared}]
    most = max((row["people"] for row in rows), default=1)
    base = _chart(rows)
    x, y = _hidden("x", [-0.45, 1.45]), _hidden("y", [-0.12, 1.12])
    size = alt.StrokeWidth(
        "people:Q", legend=None, scale=alt.Scale(domain=[0, most], range=[1, 22])
    )
    band = base.mark_line(opacity=0.75, strokeCap="round").encode(
        x=x, y=y, detail="way:N", strokeWidth=size, color=alt.Color("colour:N", scale=None)
    )
    numbers = (
        _chart(_numbers_on(rows))
        .mark_text(fontSize=12, fontWeight="bold", stroke="white", strokeWidth=3, strokeOffset=0)
        .encode(x=x, y=y, text="people:Q")
    )
    clear = numbers.mark_text(fontSize=12, fontWeight="bold")
    labelled = _labels(before, places[0], 0.0, "right") + _labels(after, places[1], 1.0, "left")
    heads = [{"x": 0.0, "text": sides[0]}, {"x": 1.0, "text": sides[1]}]
    head = (
        _chart([{**each, "y": 1.1} for each in heads])
        .mark_text(fontSize=12, fontStyle="italic")
        .encode(x=x, y=y, text="text:N")
    )
    drawing = band + numbers + clear + labelled + head
    return drawn(drawing.properties(width=_WIDTH, height=60 + 48 * max(map(len, levels))), words)


def _labels(levels: Sequence[str], places: Mapping[str, float], x: float, align: str) -> Any:
    rows = [{"x": x, "y": places[level], "level": level} for level in levels]
    side: Any = align
    return (
        _chart(rows)
        .mark_text(align=side, dx=-16 if x == 0 else 16, fontSize=12)
        .encode(x=_hidden("x", [-0.45, 1.45]), y=_hidden("y", [-0.12, 1.12]), text="level:N")
    )


def _numbers_on(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return where the number of each band stands: on it, and not where bands begin alike."""
    found: list[dict[str, Any]] = []
    begun: dict[float, int] = {}
    for first, last in zip(rows[::2], rows[1::2], strict=True):
        at = 0.2 + 0.2 * begun.get(first["y"], 0)
        begun[first["y"]] = begun.get(first["y"], 0) + 1
        y = first["y"] + (last["y"] - first["y"]) * at
        found.append({"x": at, "y": y, "people": first["people"]})
    return found


def _hidden(name: str, domain: Sequence[float]) -> Any:
    """Return a place without an axis, alike in every layer."""
    channel = alt.X if name == "x" else alt.Y
    return channel(f"{name}:Q", axis=None, scale=alt.Scale(domain=list(domain)))


def _places(levels: Sequence[str]) -> dict[str, float]:
    """Return the height of each level: the worst at the bottom."""
    return {level: at / max(1, len(levels) - 1) for at, level in enumerate(levels)}
