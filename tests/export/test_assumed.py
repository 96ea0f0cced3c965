"""A scenario, a hedge's width and an opened claim: in the link, in the picture, and in the data."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import export
from geo.catalog import load
from geo.compare.verdicts import judge
from geo.countries import countries
from geo.errors import InputError
from geo.export import link
from geo.export.options import Options, View
from geo.export.selection import select
from geo.measure.board import Board, Way
from geo.measure.scenario import BASE, REGIMES, SERVICES, Scenario, scenario
from geo.model import PASSAGES
from geo.parameters import WIDTHS, parameters
from geo.view import permalink
from tests.export.drawn import page_of, texts

CATALOG = load().catalog
MODEL = {n: p for n, p in parameters().model.items() if n not in {"draws", "seed"} and p.mode > 0}
NO_SUEZ = scenario(closures=["suez"], regime="congested")
NO_RUSSIA = scenario(closures=["Russia", "caspian"])

scenarios = st.builds(
    lambda shut, regime, service, times: scenario(
        closures=shut,
        regime=regime,
        service=service,
        overrides=[(name, float(f"{MODEL[name].mode * by:.8g}")) for name, by in times.items()],
    ),
    st.sets(st.sampled_from([*countries(), *PASSAGES, "caspian"]), max_size=6),
    st.sampled_from(REGIMES),
    st.sampled_from(SERVICES),
    st.dictionaries(st.sampled_from(sorted(MODEL)), st.floats(0.5, 2), max_size=4),
)


def _head(view):
    return json.loads(export.render(CATALOG, ".geojson", view, sha256="ab"))


def _texts(view, **options):
    return texts(page_of(select(CATALOG, view, Options(**options), sha256="0" * 64)))


@given(
    assumed=scenarios,
    hedges=st.sampled_from(list(WIDTHS)),
    unit=st.sampled_from(["feu", "tonne"]),
    claim=st.none() | st.sampled_from(list(CATALOG.claims)),
)
def test_what_is_assumed_is_read_back_from_the_link(assumed, hedges, unit, claim):
    view = View(scenario=assumed, hedges=hedges, unit=unit, claim=claim)
    found, _, notices = link.read(link.parse(link.address(view, Options(), CATALOG)), CATALOG)
    assert (found.scenario, found.hedges, found.unit, found.claim) == (assumed, hedges, unit, claim)
    assert not notices


def test_a_pages_address_gives_its_scenario_and_its_hedges():
    choices = permalink.usual(CATALOG) | {
        "close": ["suez"],
        "close-more": ["TM"],
        "regime": "calm",
        "service": "wagonload",
        "set:ferry.wait_days": 4.0,
        "hedges": "narrow",
        "claim": "corridor-length",
        "draw": ["russia"],
        "judge": True,
    }
    view, _, notices = link.read(permalink.write(choices, CATALOG), CATALOG)
    assert view.scenario == Scenario(
        ("TM", "suez"), "calm", "wagonload", (("ferry.wait_days", 4.0),)
    )
    assert (view.hedges, view.claim) == ("narrow", "corridor-length")
    assert not notices


def test_a_scenarios_link_leads_to_its_page():
    usual = link.address(View(), Options(base="https://x.org"), CATALOG)
    assumed = link.address(View(scenario=NO_SUEZ), Options(base="https://x.org"), CATALOG)
    assert usual == "https://x.org/"
    assert assumed == "https://x.org/scenario?close=suez&judge=1&regime=congested"


def test_figures_are_those_of_the_scenarios_board():
    view = View(routes=("sea-suez",), metric="duration", scenario=NO_SUEZ)
    row = next(row for row in _head(view)["routes"] if row["shown"])
    way = Way(row["route"], row["variant"], row["from"], row["to"])
    slow, usual = Board(CATALOG, NO_SUEZ), Board(CATALOG)
    assert row["duration_days_p50"] == pytest.approx(slow.band(way, "duration").mid, abs=1e-3)
    assert row["duration_days_p50"] > 1.2 * usual.band(way, "duration").mid
    assert "keeps out of Suez" in row["note"]
    assert row["fault"] is None


def test_measurements_under_another_scenario_are_not_used():
    board = Board(CATALOG)
    view = View(routes=("sea-suez",), scenario=NO_SUEZ)
    found = select(CATALOG, view, board=board)
    assert found.board.scenario == NO_SUEZ
    assert (
        found.band("sea-suez", "distance").mid > 1.2 * board.band(Way("sea-suez"), "distance").mid
    )
    assert select(CATALOG, View(), board=board).board is board


def test_a_closed_route_says_why_in_the_data():
    content = _head(View(routes=("russia", "china-khorgos"), scenario=NO_RUSSIA))
    rows = {row["route"]: row for row in content["routes"] if row["shown"]}
    assert rows["russia"]["distance_km"] is None
    assert "lies in Russia, which is closed" in rows["russia"]["fault"]
    assert rows["china-khorgos"]["fault"] is None
    assert {f["properties"].get("route") for f in content["features"]} == {None, "china-khorgos"}
    assert content["waybill"]["scenario"]["closures"] == ["RU", "caspian"]
    assert content["scenario"] == "Russia and the Caspian closed"


def test_the_way_chosen_stays_shown_when_it_is_closed_and_another_variant_is_named():
    view = View(routes=("middle-corridor",), scenario=scenario(closures=["Georgia"]))
    found = select(CATALOG, view)
    assert found.shown_way("middle-corridor").variant == "poti"
    assert "middle-corridor" in found.closed


def test_a_picture_states_the_scenario_and_marks_what_is_closed():
    told = _texts(View(scenario=NO_RUSSIA, metric="duration"), subtitle="Ours")
    assert "Scenario: Russia and the Caspian closed." in told
    assert "Ours" in told
    assert "closed" in told
    assert any("Russia" in text and "which is closed" in text for text in told)
    assert not [text for text in _texts(View(metric="duration")) if "cenario" in text]


def test_a_picture_of_closed_routes_alone_still_shows_where_they_would_run():
    usual, shut = (
        export.render(CATALOG, ".png", View(routes=("russia",), scenario=assumed))
        for assumed in (BASE, NO_RUSSIA)
    )
    assert usual != shut
    assert "closed" in _texts(View(routes=("russia",), scenario=NO_RUSSIA))


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        (BASE, "base case"),
        (NO_SUEZ, "Suez closed, congested year"),
        (
            scenario(closures=["iran", "ru", "cape"]),
            "Iran, Russia and the Cape of Good Hope closed",
        ),
        (scenario(service="wagonload"), "single wagons by rail"),
        (scenario(overrides=[("ferry.wait_days", 5)]), "wait for the ferry 5 days (usually 1)"),
        (
            scenario(overrides=[("rail.base_usd_per_feu.cn", 500)]),
            "rail rate (fixed part, China) 500 USD/FEU (usually 97)",
        ),
    ],
)
def test_metadata_describe_the_scenario(assumed, words):
    content = _head(View(routes=("china-khorgos",), scenario=assumed))
    assert content["scenario"] == content["waybill"]["scenario"]["words"] == words


def test_verdicts_follow_the_hedges_and_the_file_says_so():
    changed = 0
    for metric in ("distance", "duration", "cost"):
        for width in ("narrow", "wide"):
            content = _head(View(metric=metric, hedges=width))
            assert content["hedges"] == content["waybill"]["hedges"] == width
            board = Board(CATALOG)
            for row in content["claims"]:
                usual, asked = (judge(board, row["claim"], w) for w in ("usual", width))
                assert row["asserted_low"] == (asked.asserted and asked.asserted.low)
                assert row["verdict"] == asked.word
                changed += asked.asserted != usual.asserted
    assert changed > 5
    assert "Words such as “about” are read strictly." in _texts(View(hedges="narrow"))


def test_verdicts_follow_the_scenario():
    usual, closed = (
        {row["claim"]: row for row in _head(View(scenario=assumed))["claims"]}
        for assumed in (BASE, scenario(closures=["Russia"]))
    )
    assert usual["russia-detour"]["verdict"] == "depends"
    assert "Russia, which is closed" in closed["russia-detour"]["sentence"]


def test_cost_of_a_tonne_is_a_containers_by_its_load():
    view = View(routes=("china-khorgos",), metric="cost", unit="tonne")
    row = next(row for row in _head(view)["routes"] if row["shown"])
    figure = f"{row['cost_usd_per_tonne_p50']:.0f}"
    told = _texts(view)
    assert "USD per tonne (range)" in told
    assert figure in told
    assert row["cost_usd_per_tonne_p50"] < row["cost_usd_per_feu_p50"] / 5


def test_an_opened_claim_stands_first_whatever_its_quantity():
    days = next(k for k, claim in CATALOG.claims.items() if claim.metric == "duration")
    found = select(CATALOG, View(claim=days))
    assert next(iter(found.claims)) == days
    assert len(found.claims) == 1 + len(select(CATALOG, View()).claims)
    hidden = tuple(s for s in CATALOG.sources if s != CATALOG.claims[days].source)
    assert days not in select(CATALOG, View(claim=days, sources=hidden)).claims
    assert "Claims: what the articles assert, what is measured" in _texts(View(claim=days))


def test_unknown_claim_is_refused():
    with pytest.raises(InputError, match="no claim 'gone'"):
        select(CATALOG, View(claim="gone"))


def test_every_kind_of_file_of_a_scenario_is_made_and_tells_it():
    view = View(routes=("russia", "sea-suez"), scenario=scenario(closures=["ru", "suez"]))
    archive = zipfile.ZipFile(io.BytesIO(export.render(CATALOG, ".zip", view)))
    names = archive.namelist()
    assert {name.rsplit(".", 1)[1] for name in names} >= {s[1:] for s in export.SUFFIXES} - {"zip"}
    assert all("scenario" in name for name in names if not name.endswith("README.txt"))
    (readme,) = (name for name in names if name.endswith("README.txt"))
    assert "scenario: Russia and Suez closed" in archive.read(readme).decode()
    (page,) = (name for name in names if name.endswith(".html"))
    html = archive.read(page).decode()
    assert "<p>Scenario: Russia and Suez closed.</p>" in html
    assert "keeps out of Suez" in html
    (table,) = (name for name in names if name.endswith(".csv"))
    lines = list(csv.DictReader(io.StringIO(archive.read(table).decode("utf-8-sig"))))
    assert {"about": "scenario", "text": "Russia and Suez closed"}.items() <= next(
        line for line in lines if line["about"] == "scenario"
    ).items()
