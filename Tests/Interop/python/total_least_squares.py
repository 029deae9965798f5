#!/usr/bin/env python3
"""Total capacity by approximate weighted total least squares, from the sums over the observations.

Usage: total_least_squares.py FILE

Each line of FILE is an object with `forgetting` and `observations`, a list of [change of the state
of charge, its deviation, charge, its deviation], the newest last. Prints the capacity and its
deviation for each, as a list.

Plett's cost (J. Power Sources 196, 2011) is summed observation by observation and its slope is
followed to zero; no sums are kept and no quartic is formed, as the product does.
"""

import json
import sys

import numpy
from scipy.optimize import brentq


def fit(forgetting, observations):
    x, sx, y, sy = numpy.array(observations, dtype=float).T
    scale = sx.mean() / sy.mean()
    y, sy = y * scale, sy * scale
    age = forgetting ** numpy.arange(len(x))[::-1]

    def cost(q):
        # The distance of a point to the line, along the direction that the deviations favour.
        return (age * (y - q * x) ** 2 * (q * q / sx**2 + 1 / sy**2)).sum() / (q * q + 1) ** 2

    def slope(q):
        residual = y - q * x
        weight = q * q / sx**2 + 1 / sy**2
        whole = (q * q + 1) ** 2
        terms = (-2 * x * residual * weight + residual**2 * 2 * q / sx**2) / whole
        terms -= residual**2 * weight * 4 * q * (q * q + 1) / whole**2
        return (age * terms).sum()

    grid = numpy.geomspace(1e-4, 1e4, 4001)
    slopes = numpy.array([slope(q) for q in grid])
    places = numpy.nonzero((slopes[:-1] < 0) & (slopes[1:] >= 0))[0]
    lows = [brentq(slope, grid[i], grid[i + 1], xtol=1e-15, rtol=8.9e-16) for i in places]
    best = min(lows, key=cost)
    step = 1e-30
    curvature = slope(best + 1j * step).imag / step
    return [best / scale, (2 / curvature) ** 0.5 / scale]


for line in open(sys.argv[1]):
    case = json.loads(line)
    print(json.dumps(fit(case["forgetting"], case["observations"])))
