/* SPDX-License-Identifier: MIT */
/* The clock of the system, or of a test. */
#include "cmd/cli/clock.h"

#include <stdlib.h>
#include <time.h>

#include "core/base/time.h"

#ifdef JAM_TEST_CLOCK

bool
jam_clock_now(int64_t *now, struct jam_error *err)
{
	const char *set = getenv("JAM_NOW");

	*now = (int64_t)time(NULL);
	return set == NULL || jam_time_read(set, "UTC", now, err);
}

const char *
jam_clock_seed(void)
{
	return getenv("JAM_TEST_SEED");
}

#else

bool
jam_clock_now(int64_t *now, struct jam_error *err)
{
	time_t t = time(NULL);

	*now = (int64_t)t;
	if (t == (time_t)-1)
		return jam_fail(err, JAM_E_SYSTEM, "the clock cannot be read");
	return true;
}

const char *
jam_clock_seed(void)
{
	return NULL;
}

#endif

int64_t
jam_clock_milliseconds(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
