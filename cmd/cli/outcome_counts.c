/* SPDX-License-Identifier: MIT */
/* Counting outcomes of those who were going. */
#include "cmd/cli/outcome_counts.h"

#include "cmd/cmd.h"
#include "core/store/outcomes.h"
#include "core/store/series.h"

struct loading {
	struct jam_outcome_count *count;
	struct jam_seen going;	 /* by event and person */
	struct jam_seen persons; /* 0 and person */
	int64_t strangers;
};

static void
note_going(void *with, int64_t event, int64_t person)
{
	struct loading *l = with;

	jam_seen_add(&l->going, (uint64_t)event, (uint64_t)person);
	jam_seen_add(&l->persons, 0, (uint64_t)person);
}

static bool
take(void *with, const struct jam_outcome *o, struct jam_error *err)
{
	struct loading *l = with;
	int64_t person = o->person;

	(void)err;
	if (person != 0 &&
	    !jam_seen_has(&l->going, (uint64_t)o->event, (uint64_t)person)) {
		l->strangers++;
		person = 0;
	}
	if (person != 0 || o->project != 0)
		jam_outcome_count_add(l->count, o->wave, o->kind, person,
				      o->project);
	return true;
}

bool
jam_outcome_counts(const struct jam_run *run, const struct jam_event *event,
		   struct jam_outcome_count *count, int64_t *strangers,
		   struct jam_error *err)
{
	struct loading l = { .count = count };

	jam_seen_init(&l.going, run->arena);
	jam_seen_init(&l.persons, run->arena);
	jam_outcome_count_init(count, run->arena);
	if (!jam_store_each_going(run->store, event, note_going, &l, err) ||
	    !jam_store_each_outcome(run->store, event, take, &l, err))
		return false;
	jam_outcome_count_end(count, (int64_t)l.persons.count);
	*strangers = l.strangers;
	return true;
}
