"""Links: an export's state as a query and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.catalog import load
from geo.errors import InputError
from geo.export import link
from geo.export.options import LANGS, LOOKS, MAX_TITLE, PAGES, SCALES, Options, View, box

CATALOG = load().catalog
ROUTES = list(CATALOG.routes)
SOURCES = list(CATALOG.sources)

subsets = st.sets(st.sampled_from(ROUTES), min_size=1).map(
    lambda found: tuple(route for route in ROUTES if route in found)
)
titles = st.none() | st.text(min_size=1, max_size=MAX_TITLE).filter(
    lambda text: not any("\ud800" <= c <= "\udfff" for c in text)
)


@given(
    routes=subsets,
    hidden=st.sets(st.sampled_from(SOURCES)),
    metric=st.sampled_from(["distance", "duration", "cost"]),
    options=st.builds(
        Options,
        page=st.sampled_from(PAGES),
        look=st.sampled_from(LOOKS),
        lang=st.sampled_from(LANGS),
        scale=st.sampled_from(SCALES),
        extent=st.sampled_from(["fitted", "whole", "46,35,90.5,56", "170,20,-120,60"]),
        graticule=st.booleans(),
        title=titles,
        subtitle=titles,
    ),
)
def test_what_is_written_is_read_back(routes, hidden, metric, options):
    sources = tuple(source for source in SOURCES if source not in hidden)
    view = View(
        routes=routes if len(routes) < len(ROUTES) else None,
        sources=sources if hidden else None,
        metric=metric,
        variants={route: r.first_variant for route, r in CATALOG.routes.items() if r.variants},
    )
    found, drawn, notices = link.read(link.parse(link.address(view, options, CATALOG)), CATALOG)
    assert (found, drawn) == (view, options)
    assert not notices


def test_untouched_view_needs_no_query():
    assert link.write(View(), Options(), CATALOG) == ""
    assert link.address(View(), Options(base="https://x.org/y"), CATALOG) == "https://x.org/y/"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("nonsense=1", "nonsense=1"),
        ("route=gone", "route=gone"),
        ("routes=gone.russia", "routes=gone"),
        ("look=pink", "look=pink"),
        ("extent=1,2,3", "extent=1,2,3"),
        ("extent=nan,0,10,10", "extent=nan"),
        ("title=" + "x" * 200, "title=xxx"),
        ("to=atlantis", "to=atlantis"),
        ("route=land-bridge&to=new-york", "no route shown goes there"),
        ("without=nobody", "without=nobody"),
    ],
)
def test_unknown_and_outdated_values_are_left_out_and_told(query, told):
    _, options, notices = link.read(link.parse(f"?{query}"), CATALOG)
    assert len(notices) == 1
    assert told in notices[0]
    assert options == Options()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/export?route=russia&look=dark",
        "http://localhost:8501/?route=russia&look=dark#x",
        "?route=russia&look=dark",
        " route=russia&look=dark ",
    ],
)
def test_address_or_its_query_alone_will_do(address):
    view, options, notices = link.read(link.parse(address), CATALOG)
    assert view.routes == ("russia",)
    assert options.look == "dark"
    assert not notices


def test_address_without_query_is_the_whole():
    assert link.parse("https://example.org/export") == {}


def test_endless_link_is_refused():
    with pytest.raises(InputError, match="at most"):
        link.parse("?title=" + "x" * 10_000)


def test_what_is_no_address_is_refused():
    with pytest.raises(InputError, match="no address"):
        link.parse("http://[bad")


@pytest.mark.parametrize("base", ["javascript:alert(1)", "example.org", "http://" + "x" * 300])
def test_base_must_be_an_address(base):
    with pytest.raises(InputError, match="--base-url or WAYBILL_BASE_URL"):
        _ = Options(base=base).address


def test_environment_names_the_base(monkeypatch):
    monkeypatch.setenv("WAYBILL_BASE_URL", "https://maps.example.org/waybill")
    assert Options().address == "https://maps.example.org/waybill/"


def test_box_over_the_antimeridian_runs_east():
    assert box("170,20,-120,60") == (170, 20, 240, 60)


@pytest.mark.parametrize(
    "extent", ["1,2,3", "a,b,c,d", "0,0,inf,10", "10,60,20,50", "0,0,0.1,9", "-170,0,170,60"]
)
def test_box_that_is_none_says_how_to_write_one(extent):
    with pytest.raises(InputError, match="west,south,east,north"):
        box(extent)
