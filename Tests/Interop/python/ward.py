#!/usr/bin/env python3
"""Ward's clusters by scipy.

Usage: ward.py FILE

Each line of FILE is an object with `points` and `count`. Prints the number of each point's cluster,
as a list.
"""

import json
import sys

from scipy.cluster.hierarchy import fcluster, linkage

for line in open(sys.argv[1]):
    case = json.loads(line)
    tree = linkage(case["points"], "ward")
    print(json.dumps(fcluster(tree, case["count"], "maxclust").tolist()))
