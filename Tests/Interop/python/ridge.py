#!/usr/bin/env python3
"""Ridge regression by scikit-learn.

Usage: ridge.py FILE

Each line of FILE is an object with `rows`, `targets`, `penalty` and `asked`, rows to be told. Prints
what is told for these, as a list.
"""

import json
import sys

from sklearn.linear_model import Ridge

for line in open(sys.argv[1]):
    case = json.loads(line)
    model = Ridge(alpha=case["penalty"], solver="cholesky").fit(case["rows"], case["targets"])
    print(json.dumps(model.predict(case["asked"]).tolist()))
