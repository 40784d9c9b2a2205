/* SPDX-License-Identifier: MIT */
/* What check says a judge may rate, against the rule in words. */
#include <string.h>

#include "core/base/rng.h"
#include "core/model/audit.h"
#include "core/model/event.h"
#include "core/policy/audit.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"

#define JUDGES	 5
#define PROJECTS 7
#define PAIRS	 (JUDGES * 2 * PROJECTS)

struct drawn {
	struct jam_event event;
	struct jam_project projects[PROJECTS];
	struct jam_judge judges[JUDGES];
	struct jam_audit_pair own[PAIRS], conflicts[PAIRS];
	struct jam_audit audit;
};

static bool
is_pair(const struct jam_audit_pair *pairs, size_t count, int64_t who,
	int64_t project)
{
	for (size_t i = 0; i < count; i++)
		if (pairs[i].who == who && pairs[i].project == project)
			return true;
	return false;
}

static bool
may_rate(const struct drawn *d, const struct jam_judge *judge,
	 const struct jam_project *p)
{
	const struct jam_audit *a = &d->audit;

	return p->tier == JAM_RUNNING &&
	       !is_pair(a->own, a->own_len, judge->person, p->id) &&
	       !is_pair(a->conflicts, a->conflicts_len, judge->id, p->id) &&
	       (d->event.judging.own_site != JAM_SITE_FORBID || p->site == 0 ||
		p->site != judge->site);
}

/* Pairs of one in four, some of them twice; sorted by who. */
static size_t
draw_pairs(struct jam_audit_pair *pairs, int64_t who, struct jam_rng *rng)
{
	size_t n = 0;

	for (int64_t i = 0; i < JUDGES; i++)
		for (int64_t k = 0; k < 2 * PROJECTS; k++)
			if (jam_rng_below(rng, 4) == 0)
				pairs[n++] = (struct jam_audit_pair){
					who + i, 100 + k % PROJECTS
				};
	return n;
}

/* Rows do not rise with the places in the lists. */
static void
draw(struct drawn *d, struct jam_rng *rng)
{
	static const char *const emails[JUDGES] = { "a@x.org", "b@x.org",
						    "c@x.org", "d@x.org",
						    "e@x.org" };

	for (int64_t i = 0; i < PROJECTS; i++)
		d->projects[i] = (struct jam_project){
			.id = 100 + i * 3 % PROJECTS,
			.number = i + 1,
			.slug = "x",
			.site = jam_rng_below(rng, 3),
			.tier = jam_rng_below(rng, 3) > 0 ? JAM_RUNNING
							  : JAM_TIER_NAMED,
		};
	for (int64_t i = 0; i < JUDGES; i++)
		d->judges[i] = (struct jam_judge){
			.id = 200 + i * 2 % JUDGES,
			.person = 300 + i,
			.site = jam_rng_below(rng, 3),
			.email = emails[i],
			.until = JAM_NONE,
		};
	d->event.judging.own_site =
	    jam_rng_below(rng, 2) > 0 ? JAM_SITE_FORBID : JAM_SITE_ALLOW;
	d->audit = (struct jam_audit){
		.event = &d->event,
		.logged = JAM_NONE,
		.projects = d->projects,
		.projects_len = PROJECTS,
		.judges = d->judges,
		.judges_len = JUDGES,
		.own = d->own,
		.own_len = draw_pairs(d->own, 300, rng),
		.conflicts = d->conflicts,
		.conflicts_len = draw_pairs(d->conflicts, 200, rng),
	};
}

static bool
is_found(const struct jam_findings *found, const char *text)
{
	for (size_t i = 0; i < found->count; i++)
		if (strcmp(found->items[i].found, text) == 0)
			return true;
	return false;
}

/* A batch larger than all there is, so that each judge is listed. */
static void
what_each_may_rate_is_counted(void **state)
{
	struct drawn *d = jam_alloc(*state, sizeof(*d));
	struct jam_findings found;
	struct jam_rng rng;

	event_read(*state,
		   "event: one\ntitle: One\nstarts: 2022-11-11 18:00\n"
		   "ends: 2022-11-13 14:15\njudging: {batch: 9}\n"
		   "criteria: [{id: fun, title: Fun}]\n",
		   &d->event);
	jam_rng_init(&rng, 3, 0);
	for (int run = 0; run < 1000; run++) {
		draw(d, &rng);
		found = jam_audit(&d->audit, *state);
		if (is_found(&found, "there are no projects yet"))
			continue;
		for (size_t i = 0; i < JUDGES; i++) {
			size_t n = 0;

			for (size_t k = 0; k < PROJECTS; k++)
				n +=
				    may_rate(d, &d->judges[i], &d->projects[k]);
			assert_true(is_found(
			    &found, jam_format(*state,
					       "%s may rate %zu projects, and "
					       "the batch is 9",
					       d->judges[i].email, n)));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(what_each_may_rate_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
