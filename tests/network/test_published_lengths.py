"""The networks against lengths that others published; never against our own output."""

import numpy as np
import pytest

from geo.network.published import errors, measure, published, quantiles

ROWS = {record.id: record for record in published()}
# Lanes of the source cut over the shoals off Jiangsu, where ships keep 90 km off the coast.
KNOWN_SEA_MISS = {"S010"}


@pytest.mark.parametrize("calibrated", [True, False], ids=["all rows", "independent rows only"])
def test_rail_errors_stay_within_the_bars(calibrated):
    found = errors("rail", calibrated=calibrated)
    median, ninth, most = quantiles(list(found.values()))
    assert len(found) >= 50
    assert median <= 0.015
    assert ninth <= 0.04
    assert most <= 0.08


def test_sea_errors_stay_within_the_bars():
    found = errors("sea")
    median, ninth, _ = quantiles(list(found.values()))
    assert len(found) >= 40
    assert median <= 0.013
    assert ninth <= 0.04
    assert {row for row, error in found.items() if abs(error) > 0.08} <= KNOWN_SEA_MISS


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("R001", id="Moscow-Vladivostok by the old kilometre posts"),
        pytest.param("R061", id="Lianyungang-Alashankou by the Longhai and Lanxin lines"),
        pytest.param("R062", id="Lianyungang-Khorgos"),
        pytest.param("R100", id="Baku-Kars"),
        pytest.param("S064", id="Lianyungang-Rotterdam through Suez"),
    ],
)
def test_lengths_that_the_routes_stand_on_are_within_3_percent(row):
    record = ROWS[row]
    assert measure(record).distance_km == pytest.approx(record.distance_km, rel=0.03)


def test_every_row_left_out_says_why():
    assert all(bool(record.reason) != record.use for record in ROWS.values())


def test_rail_has_no_common_bias():
    assert abs(np.mean(list(errors("rail", calibrated=False).values()))) <= 0.01


def test_points_up_to_5_km_off_still_find_their_line():
    random = np.random.default_rng(20240601)
    found = []
    for record in published():
        if record.mode != "rail" or not record.use or record.distance_km < 200:
            continue
        turn = random.uniform(0, 2 * np.pi, len(record.points))
        off = 5 * np.sqrt(random.uniform(size=len(record.points)))
        lat = np.array([point[1] for point in record.points])
        step = np.column_stack([np.cos(turn) / np.cos(np.radians(lat)), np.sin(turn)])
        moved = np.array(record.points) + step * (off / 111.3)[:, None]
        path = measure(type(record)(**{**_fields(record), "points": tuple(map(tuple, moved))}))
        found.append(path.distance_km / record.distance_km - 1)
    median, ninth = quantiles(found, (0.5, 0.9))
    assert median <= 0.02
    assert ninth <= 0.06


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
