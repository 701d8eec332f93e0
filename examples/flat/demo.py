"""Show what the package does."""

import api

for line in api.report([0.02, 0.1, 2.5]):
    print(line)
