/* SPDX-License-Identifier: MIT */
/* Which sums of weights a rating can have. */
#include "core/model/event.h"

#define WEIGHT_MAX (1 << 14)
#define LCM_MAX	   ((int64_t)1 << 40)

/* lcm becomes its least common multiple with n; false past LCM_MAX. */
static bool
multiple(int64_t *lcm, int64_t n)
{
	int64_t a = *lcm, b = n, rest;

	while (b != 0) {
		rest = a % b;
		a = b;
		b = rest;
	}
	if (n / a > LCM_MAX / *lcm)
		return false;
	*lcm *= n / a;
	return true;
}

/* reach[s]: some set of criteria with all required ones weighs s. */
static void
reach_sums(const struct jam_event *event, int64_t sum, bool *reach)
{
	int64_t sure = 0;

	for (size_t c = 0; c < event->criteria_len; c++) {
		if (event->criteria[c].required)
			sure += event->criteria[c].weight;
	}
	reach[sure] = true;
	for (size_t c = 0; c < event->criteria_len; c++) {
		int64_t w = event->criteria[c].weight;

		if (event->criteria[c].required)
			continue;
		for (int64_t s = sum; s >= w; s--)
			reach[s] = reach[s] || reach[s - w];
	}
}

bool
jam_event_weights_lcm(const struct jam_event *event, int64_t *sum, int64_t *lcm)
{
	bool reach[WEIGHT_MAX + 1] = { false };

	*sum = 0;
	*lcm = 1;
	for (size_t c = 0; c < event->criteria_len; c++) {
		if (event->criteria[c].weight > WEIGHT_MAX - *sum)
			return false;
		*sum += event->criteria[c].weight;
	}
	reach_sums(event, *sum, reach);
	for (int64_t s = 1; s <= *sum; s++) {
		if (reach[s] && !multiple(lcm, s))
			return false;
	}
	return true;
}
