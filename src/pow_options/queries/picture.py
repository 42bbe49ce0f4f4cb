"""A timeline as SVG, and as a page of HTML with it. Nothing is fetched, run or styled from elsewhere."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pow_options.messages import en, en_queries
from pow_options.source import escape

from .chart import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .timeline import Timeline

STEP, ROW, LEFT, TOP, NARROWEST = 64, 56, 60, 40, 620
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""Told apart by colour-blind people too (Okabe and Ito, 2008); State and sign say the same without colour."""


def svg(data: Timeline, says: Sequence[str] = ()) -> str:
    """Return the picture: a line for every option through its ranks, with the sign of its status at every date.

    ``says`` are lines to stand below it: its dates, what is supposed, and that it is no advice.
    """
    options = list(dict.fromkeys(item.id for point in data.points for item in point.options))
    ranks = max(item.rank for point in data.points for item in point.options)
    width = max(LEFT * 2 + STEP * (len(data.points) - 1), NARROWEST)
    lines = [line for item in says for line in textwrap.wrap(escape(item), width // 6)]
    height = TOP + ROW * ranks + 70 + 14 * len(lines)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": "sans-serif",
            "font-size": "12",
        },
    )
    ET.SubElement(root, "title").text = escape(f"{data.case.title} ({data.case.id})")
    ET.SubElement(root, "desc").text = escape(_says(data))
    ET.SubElement(root, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    for index, point in enumerate(data.points):
        x, y = LEFT + STEP * index, TOP + ROW * ranks
        turned = {"x": str(x), "y": str(y), "transform": f"rotate(-45 {x} {y})", "text-anchor": "end"}
        ET.SubElement(root, "text", {**turned, "fill": "#333333"}).text = point.date
    for place, option in enumerate(options):
        colour = COLOURS[place % len(COLOURS)]
        found = [(i, item) for i, point in enumerate(data.points) for item in point.options if item.id == option]
        spots = [(LEFT + STEP * index, TOP + ROW * (item.rank - 1), item) for index, item in found]
        line = " ".join(f"{x},{y}" for x, y, _ in spots)
        ET.SubElement(root, "polyline", {"points": line, "fill": "none", "stroke": colour, "stroke-width": "3"})
        for x, y, item in spots:
            at = {"cx": str(x), "cy": str(y), "r": "11", "fill": "#ffffff", "stroke": colour, "stroke-width": "2"}
            circle = ET.SubElement(root, "circle", at)
            ET.SubElement(circle, "title").text = f"{item.state}: {en.STATUS[item.status]}"
            sign = {"x": str(x), "y": str(y + 4), "text-anchor": "middle", "font-weight": "bold"}
            ET.SubElement(root, "text", sign).text = en_queries.SYMBOLS[item.status]
        for (x, y, item), shift, anchor in ((spots[0], -18, "end"), (spots[-1], 18, "start")):
            end = {"x": str(x + shift), "y": str(y + 4), "text-anchor": anchor, "fill": colour, "font-weight": "bold"}
            ET.SubElement(root, "text", end).text = item.state
    for index, line in enumerate(lines):
        below = {"x": "8", "y": str(TOP + ROW * ranks + 76 + 14 * index), "fill": "#333333", "font-size": "11"}
        ET.SubElement(root, "text", below).text = line
    legend = {"x": "8", "y": "16", "fill": "#333333", "font-size": "11"}
    ET.SubElement(root, "text", legend).text = en_queries.SIGNS
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _says(data: Timeline) -> str:
    """Return the picture in words, for those who do not see it."""
    first, last = data.points[0], data.points[-1]
    then = {item.id: item for item in last.options}
    ends = "; ".join(
        en_queries.ENDS.format(
            state=item.state,
            first=f"{en.STATUS[item.status]} in rank {item.rank}",
            last=f"{en.STATUS[then[item.id].status]} in rank {then[item.id].rank}",
        )
        for item in first.options
        if item.id in then
    )
    return en_queries.PICTURE_SAYS.format(ends=ends)


def in_markdown(data: Timeline, text: str) -> str:
    """Return a timeline in Markdown with its picture as SVG where the picture of characters stands."""
    before, heading, after = text.partition(f"\n## {en_queries.HEADINGS['picture']}\n")
    return f"{before}{heading}\n{svg(data)}{after}"


def page(data: Timeline, paragraphs: tuple[str, ...], details: str) -> str:
    """Return one page of HTML that needs nothing else: the picture, a table, and the details as text."""
    title = html.escape(escape(f"{data.case.title} ({data.case.id})"))
    head, *rows = cells(data)
    said = "".join(f"<p>{html.escape(escape(item))}</p>\n" for item in paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        "<style>body{font-family:sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}"
        "svg{max-width:100%;height:auto}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .5rem;"
        "text-align:left;vertical-align:top}pre{white-space:pre-wrap}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{said}{svg(data)}"
        f"<table>\n<thead>{_row(head, 'th')}</thead>\n<tbody>\n"
        + "".join(_row(row, "td") + "\n" for row in rows)
        + f"</tbody>\n</table>\n<pre>{html.escape(details)}</pre>\n</body>\n</html>\n"
    )


def _row(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(escape(cell))}</{tag}>" for cell in row) + "</tr>"
