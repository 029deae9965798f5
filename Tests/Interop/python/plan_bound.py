"""Bounds the cost of a recall plan from below, with scipy's HiGHS.

Usage: python plan_bound.py INSTANCE

INSTANCE is a JSON file as Tests/PlanningTests/FleetJSON.swift writes it. The linear programme lets
packs be split between sites, sites between centres, and loads be part of a load; it keeps all
capacities, and leaves lateness out. No plan that places every pack can cost less.

A pack may go to any site. As that is millions of variables, the programme starts with the sites
near each pack and takes in every other pair that could lower the cost, until there is none: the
optimum is that of the whole programme. Distances are worked out here, apart from the planner.

Prints "bound <fen> <rounds> <variables>"; exits 1 if there is no solution, 2 on wrong usage, 3 if
scipy is missing.

Install the packages with: pip install scipy==1.17.1
"""

import json
import sys

try:
    import numpy as np
    from scipy import sparse
    from scipy.optimize import linprog
except ImportError as error:
    print(f"scipy is missing: {error}")
    sys.exit(3)

NEAR = 16  # sites for each pack in the first round
ADDED = 4  # more of them in each round after
MOST_ROUNDS = 60
UNPLACED = 1e9  # fen for a pack that no site takes: more than any way through the network
CONDITIONS = 2  # 0 sound, 1 damaged


def vectors(places):
    latitude, longitude = np.radians(np.array(places, dtype=float) / 1e6).T
    level = np.cos(latitude)
    return np.stack(
        [level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)], axis=1
    )


def road_metres(instance, starts, ends):
    """Metres by road from each start to each end."""
    squares = np.zeros((len(starts), len(ends)))
    for axis in range(3):
        squares += (starts[:, axis : axis + 1] - ends[:, axis][None, :]) ** 2
    angles = 2 * np.arcsin(np.minimum(1, np.sqrt(squares) / 2))
    return np.rint(angles * instance["radius"] * instance["detour"] / 1000)


def fen(metres, rate):
    return np.floor((metres * rate + 500) / 1000)


class Rows:
    """Rows of a matrix, built entry by entry."""

    def __init__(self):
        self.entries, self.bounds = [], []

    def add(self, variables, values, bound):
        row = len(self.bounds)
        self.entries.append((np.full(len(variables), row), variables, np.asarray(values)))
        self.bounds.append(bound)
        return row

    def matrix(self, width):
        rows, columns, values = (np.concatenate(parts) for parts in zip(*self.entries))
        return sparse.csr_array((values, (rows, columns)), shape=(len(self.bounds), width))


class Programme:
    """The recall as a linear programme over pairs of pack and site."""

    def __init__(self, instance):
        packs, sites, centres = instance["packs"], instance["sites"], instance["centres"]
        self.model = np.array([pack[2] for pack in packs])
        self.condition = np.array([pack[3] for pack in packs])
        self.replacement = np.array([pack[4] for pack in packs])
        mass = np.array([pack[5] for pack in packs])
        self.models = len(sites[0][4])
        # Packs that centres cannot tell apart.
        self.kinds, self.kind = np.unique(
            np.stack([self.condition, mass], axis=1), axis=0, return_inverse=True
        )
        self.kind = self.kind.reshape(-1)
        self.slots = [site[2] for site in sites]
        self.bays = [site[3] for site in sites]
        self.stock = np.array([site[5] for site in sites])
        self.centres = centres
        site_vectors = vectors([site[:2] for site in sites])
        pack_vectors = vectors([pack[:2] for pack in packs])
        self.detour = fen(road_metres(instance, pack_vectors, site_vectors), instance["per_km"])
        takes = np.array([site[4] for site in sites], dtype=bool)
        allowed = takes[:, self.model].T
        allowed &= (self.condition[:, None] == 0) | (np.array(self.bays)[None, :] > 0)
        self.detour[~allowed] = np.inf
        ways = road_metres(instance, site_vectors, vectors([centre[:2] for centre in centres]))
        self.onward = np.full((CONDITIONS, len(sites), len(centres)), np.inf)
        for condition in range(CONDITIONS):
            share = instance["load_fee"] / instance["load_packs"][condition]
            for number, centre in enumerate(centres):
                fee = centre[5][condition]
                if fee >= 0:
                    cost = fen(ways[:, number], instance["carriage"][condition]) + fee + share
                    self.onward[condition, :, number] = cost
        self.pairs = np.zeros(allowed.shape, dtype=bool)
        near = np.argsort(self.detour, axis=1, kind="stable")[:, :NEAR]
        np.put_along_axis(self.pairs, near, True, axis=1)
        self.pairs &= allowed

    def solve(self):
        """Solves the programme over the present pairs.

        Returns the result, the number of variables, and how many packs are left over.
        """
        pack, site = np.nonzero(self.pairs)
        kinds, flow = len(self.kinds), []
        for kind, (condition, _) in enumerate(self.kinds):
            start, centre = np.nonzero(np.isfinite(self.onward[condition]))
            flow.append(np.stack([np.full(len(start), kind), start, centre], axis=1))
        flow = np.concatenate(flow)
        condition = self.kinds[flow[:, 0], 0]
        first_flow, first_unplaced = len(pack), len(pack) + len(flow)
        width = first_unplaced + len(self.model)
        costs = np.concatenate(
            [
                self.detour[pack, site],
                self.onward[condition, flow[:, 1], flow[:, 2]],
                np.full(len(self.model), UNPLACED),
            ]
        )

        def grouped(keys, count):
            order = np.argsort(keys, kind="stable")
            return np.split(order, np.searchsorted(keys[order], np.arange(1, count)))

        equal, most = Rows(), Rows()
        for number, members in enumerate(grouped(pack, len(self.model))):
            row = np.append(members, first_unplaced + number)
            equal.add(row, np.ones(len(row)), 1)
        sites = len(self.slots)
        arriving = grouped(site * kinds + self.kind[pack], sites * kinds)
        leaving = grouped(flow[:, 1] * kinds + flow[:, 0], sites * kinds)
        for members, onward in zip(arriving, leaving):
            row = np.concatenate([members, first_flow + onward])
            equal.add(row, np.repeat([1.0, -1.0], [len(members), len(onward)]), 0)

        damaged = self.condition[pack] == 1
        for number, members in enumerate(grouped(site, sites)):
            most.add(members, np.ones(len(members)), self.slots[number])
            members = members[damaged[members]]
            most.add(members, np.ones(len(members)), self.bays[number])
        replaced = np.nonzero(self.replacement[pack] >= 0)[0]
        keys = site[replaced] * self.models + self.replacement[pack[replaced]]
        for key, members in enumerate(grouped(keys, sites * self.models)):
            stock = self.stock[key // self.models, key % self.models]
            most.add(replaced[members], np.ones(len(members)), stock)
        for number, members in enumerate(grouped(flow[:, 2], len(self.centres))):
            _, _, packs, damaged_packs, mass, _ = self.centres[number]
            most.add(first_flow + members, np.ones(len(members)), packs)
            # In tonnes, so that the numbers are of like size.
            tonnes = self.kinds[flow[members, 0], 1] / 1e6
            most.add(first_flow + members, tonnes, mass / 1e6)
            members = members[condition[members] == 1]
            most.add(first_flow + members, np.ones(len(members)), damaged_packs)

        result = linprog(
            costs,
            A_ub=most.matrix(width),
            b_ub=most.bounds,
            A_eq=equal.matrix(width),
            b_eq=equal.bounds,
            bounds=(0, None),
            method="highs",
        )
        if result.status != 0:
            print(f"HiGHS: {result.message}")
            sys.exit(1)
        return result, width, result.x[first_unplaced:].sum()

    def missing_pairs(self, result):
        """The pairs left out that could lower the cost, by their reduced costs."""
        packs, sites, kinds = len(self.model), len(self.slots), len(self.kinds)
        equal, most = result.eqlin.marginals, result.ineqlin.marginals
        arriving = equal[packs:].reshape(sites, kinds)
        slots = most[: 2 * sites].reshape(sites, 2)
        stock = most[2 * sites : 2 * sites + sites * self.models].reshape(sites, self.models)
        price = arriving[:, self.kind] + slots[:, :1]
        price += np.where(self.condition == 1, slots[:, 1:], 0)
        price += np.where(self.replacement >= 0, stock[:, self.replacement], 0)
        reduced = self.detour - equal[:packs, None] - price.T
        reduced[self.pairs] = 0
        added = np.zeros_like(self.pairs)
        best = np.argpartition(reduced, min(ADDED, sites - 1), axis=1)[:, :ADDED]
        np.put_along_axis(added, best, True, axis=1)
        return added & (reduced < -1e-3)


def main():
    if len(sys.argv) != 2:
        print("usage: plan_bound.py INSTANCE", file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        programme = Programme(json.load(file))
    for number in range(1, MOST_ROUNDS + 1):
        result, width, unplaced = programme.solve()
        missing = programme.missing_pairs(result)
        if not missing.any():
            if unplaced > 1e-6:
                print(f"{unplaced:.3f} packs cannot be placed")
                return 1
            print(f"bound {result.fun:.0f} {number} {width}")
            return 0
        programme.pairs |= missing
    print(f"no end after {MOST_ROUNDS} rounds")
    return 1


if __name__ == "__main__":
    sys.exit(main())
