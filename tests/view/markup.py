"""Read markup as a browser does, and rows to draw it from."""

from __future__ import annotations

from html.parser import HTMLParser

EVIL = "\"><script>alert(1)</script><img src=x onerror='a()'> javascript:a() & ' onclick=\"a()"
TAGS = {
    *("table", "thead", "tbody", "tr", "th", "td", "button", "small", "span", "i", "div", "dl"),
    *("dt", "dd", "section", "h2", "p", "b", "svg", "polygon", "polyline", "circle", "title"),
    *("text", "line", "details", "summary", "blockquote", "bdi", "mark", "ul", "li", "a", "code"),
}
ATTRIBUTES = {
    *(
        "class",
        "aria-label",
        "aria-current",
        "scope",
        "data-head",
        "data-pick",
        "style",
        "title",
        "role",
    ),
    *("tabindex", "type", "viewbox", "points", "fill", "fill-opacity", "stroke", "stroke-width"),
    *("data-label", "data-verdict", "cx", "cy", "r", "x", "y", "text-anchor", "dominant-baseline"),
    *("x1", "x2", "y1", "y2", "stroke-dasharray", "stroke-linejoin", "stroke-opacity", "width"),
    *("height", "aria-hidden", "colspan", "href", "target", "rel"),
}


class Read(HTMLParser):
    """What a browser makes of some markup: elements with attributes, and the text."""

    def __init__(self, markup):
        super().__init__()
        self.elements = []
        self.open = []
        self.text = ""
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def of(self, name):
        """Attributes of the elements of a class."""
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]

    def named(self, tag):
        """Attributes of the elements of a tag."""
        return [attributes for name, attributes in self.elements if name == tag]


def read(markup):
    """Read markup in which each element is closed, and only known ones are used."""
    found = Read(markup)
    assert not found.open
    assert {tag for tag, _ in found.elements} <= TAGS
    assert {key for _, attributes in found.elements for key in attributes} <= ATTRIBUTES
    return found


def place(attributes):
    """Left edge and width of a mark, in percent."""
    style = dict(part.split(":") for part in attributes["style"].split(";"))
    return tuple(float(style[key].rstrip("%")) for key in ("left", "width") if key in style)


def bar(low=None, high=None, every=(None, None), near=(None, None), **other):
    """A row of bars."""
    return {
        "label": "label",
        "note": "note",
        "colour": "#123456",
        "low": low,
        "high": high,
        "all low": every[0],
        "all high": every[1],
        "near low": near[0],
        "near high": near[1],
        "sentence": "sentence",
    } | other


def route(**other):
    """A row of the list of routes."""
    return {
        "id": "north",
        "colour": "#123456",
        "route": "North",
        "way": "Here – There",
        "value": "1,000",
        "range": "900 to 1,100",
        "claims": "1 claim",
        "legs": [{"mode": "rail", "km": 750}, {"mode": "sea", "km": 250}],
    } | other


def claim(**other):
    """A row of claims."""
    keys = ("verdict", "claim", "about", "asserted", "measured", "source", "date", "words", "flags")
    return {key: key for key in keys} | other


def step(km, low, days, high, what="rail"):
    """A point of a consignment's way."""
    return {"km": km, "low": low, "days": days, "high": high, "step": what}
