#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Four real jams, end to end: ratings in as recorded, scores out as published.
# 20 times the weighted mean, printed with one decimal mostly: within 0.05, and
# 0.01 more for the three places of our own.
load jam.bash

prepare() {
	data=$shared/data/results/lunar-jam
	[ -r "$data/ratings.csv" ] || skip "no ../shared/data/results/lunar-jam"
}

# jam_of N W1 W2 W3 W4 W5: the event, its ratings, its scores.
jam_of() {
	cat >"event$1.yaml" <<-END
	event: lunar-$1
	title: Lunar Jam $1
	starts: 2025-01-01 00:00
	ends: 2025-02-01 00:00
	judging:
	  by: [experts]
	  scale: {min: 0, max: 5, step: 0.01}
	criteria:
	  - {id: gameplay, title: Gameplay, weight: $2}
	  - {id: originality, title: Originality, weight: $3}
	  - {id: theme, title: Theme, weight: $4}
	  - {id: decoration, title: Decoration, weight: $5}
	  - {id: bonus, title: Bonus, weight: $6}
	END
	awk -F , -v n="$1" 'NR == 1 || $1 == n { sub(/^[^,]*,/, ""); print }' \
		"$data/ratings.csv" >"ratings$1.csv"
	jam create "event$1.yaml" >/dev/null
	jam --event "lunar-$1" import ratings "ratings$1.csv" --as-recorded \
		>/dev/null 2>&1
	jam --event "lunar-$1" score >"score$1.tsv"
	jam --event "lunar-$1" list projects >"projects$1.tsv"
}

@test "the published scores of four jams recompute, but for two misprints" {
	jam_of 1 50 25 10 10 5
	for n in 2 3 4; do
		jam_of $n 40 30 10 15 5
	done
	for n in 1 2 3 4; do
		awk -F '\t' 'FNR == NR { id[$2] = $3; next }
			FNR > 1 { print id[$2] "\t" $5 }' \
			"projects$n.tsv" "score$n.tsv"
	done >computed
	# The title may hold commas: fields are counted from both ends.
	awk -F , 'FNR == NR { split($0, p, "\t"); score[p[1]] = p[2]; next }
		FNR > 1 && $NF != -2 {
			published = $(NF - 1)
			ranked++
			off = 20 * score[$2] - published
			if (off > 0.0601 || off < -0.0601)
				print "off", $2
		}
		END { print "ranked", ranked }' computed "$data/results.csv" |
		sort >found
	diff - found <<-'END'
	off 69091d152cbd6642fddad825
	off 6a79f432e6a9ba3575c12284
	ranked 185
	END
}
