#!/bin/sh
# SPDX-License-Identifier: MIT
# Tests of the store under AddressSanitizer, at the counts of faults: changed
# databases, a migration that is killed, the proof of the log.
set -eu
[ "${FAULT:-}" != full ] || export JAM_FULL=1
for name in store_mutated store_images migrate proof; do
	build/asan/tests/unit/test_$name
done
echo "deep: lost: 0"
