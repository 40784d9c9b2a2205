/* SPDX-License-Identifier: MIT */
/* Windows and rankings, event by event. */
#include "cmd/cli/recount.h"

#include <string.h>

#include "cmd/cli/checks.h"
#include "cmd/cli/results.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/events.h"
#include "core/store/links.h"
#include "core/store/outside.h"
#include "core/store/results.h"

static bool
check_window(struct jam_checks *c, struct jam_error *err)
{
	const struct jam_run *run = c->run;
	struct jam_outsides all;

	if (!jam_store_get_outside(run->store, run->event, run->arena, &all,
				   err))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		const struct jam_outside *o = &all.items[i];
		const struct jam_finding finding = {
			.check = "window",
			.seq = o->seq,
			.table = "rating",
			.row = o->key,
			.says = jam_format(
			    run->arena, "of %s, %s: %s", o->slug,
			    o->rated_at == JAM_NONE
				? "without a time"
				: jam_time_write(run->arena, o->rated_at),
			    o->late ? "outside the window"
				    : "not the time of its entry"),
		};

		if (!jam_checks_add(c, &finding, err))
			return false;
	}
	return true;
}

/* Acts that leave scores and ranks as they are. */
static bool
is_idle(const char *kind)
{
	static const char *const idle[] = { "publish", "export", "backup",
					    "forget",  "award",	 NULL };

	for (size_t i = 0; idle[i] != NULL; i++)
		if (strcmp(kind, idle[i]) == 0)
			return true;
	return false;
}

/* The first entry after seq that may have moved results; 0: none. */
static bool
find_later(const struct jam_run *run, int64_t seq, int64_t *later,
	   struct jam_error *err)
{
	struct jam_stored_link stored;
	bool found;

	*later = 0;
	while (*later == 0) {
		if (!jam_store_next_link(run->store, seq, run->arena, &stored,
					 &found, err))
			return false;
		if (!found)
			return true;
		seq = stored.link.seq;
		if (!is_idle(stored.link.kind))
			*later = seq;
	}
	return true;
}

static bool
make_results(const struct jam_run *run, const char *word,
	     struct jam_words *rows, struct jam_error *err)
{
	struct jam_ranking ranking;
	struct jam_scores scores;

	if (!jam_ranking_make(run, jam_ranking_method(run, word), 0, &ranking,
			      &scores, err))
		return false;
	*rows = jam_results_rows(run, &ranking, &scores);
	return true;
}

/* Where they differ: later acts may be why. */
static void
explain(const struct jam_run *run, const struct jam_publication *last,
	int64_t later, const char *failed, struct jam_finding *f)
{
	const char *slug = run->event->slug;

	f->holds = later != 0;
	if (!f->holds) {
		f->table = "publication";
		f->row = jam_format(run->arena, "%s %lld", run->event->uid.text,
				    (long long)last->number);
		f->says = "are not what the ratings give";
	} else if (failed != NULL) {
		f->says = jam_format(run->arena,
				     "%s: cannot be counted again, since "
				     "ratings or rules moved, first by entry "
				     "%lld: %s",
				     slug, (long long)later, failed);
	} else {
		f->says = jam_format(run->arena,
				     "%s: ratings or rules moved since, first "
				     "by entry %lld; publish again",
				     slug, (long long)later);
	}
}

static bool
check_results(struct jam_checks *c, struct jam_error *err)
{
	const struct jam_run *run = c->run;
	struct jam_finding finding = { .check = "results", .holds = true };
	struct jam_error failed = { 0 };
	struct jam_publication last;
	struct jam_words rows;
	int64_t later;
	bool made;

	if (!jam_store_get_publication(run->store, run->event, run->arena,
				       &last, err))
		return false;
	if (last.number == 0)
		return true;
	if (!jam_store_get_results(run->store, run->event, run->arena, &last,
				   err) ||
	    !find_later(run, last.seq, &later, err))
		return false;
	/* That the model has no answer is one. */
	made = make_results(run, last.method, &rows, &failed);
	if (!made && failed.code != JAM_E_NO && failed.code != JAM_E_DATA) {
		*err = failed;
		return false;
	}
	finding.seq = last.seq;
	finding.says = jam_format(run->arena, "%s: as the ratings give them",
				  run->event->slug);
	if (!made || !jam_results_same(&rows, &last.rows))
		explain(run, &last, later, made ? NULL : failed.message,
			&finding);
	return jam_checks_add(c, &finding, err);
}

bool
jam_recount(struct jam_checks *c, struct jam_error *err)
{
	struct jam_run *run = c->run;
	struct jam_words slugs;
	bool done = true;

	if (!jam_store_list_events(run->store, run->arena, &slugs, err))
		return false;
	for (size_t i = 0; done && i < slugs.count; i++) {
		struct jam_event *event;

		if (!jam_store_get_event(run->store, slugs.items[i], run->arena,
					 &event, err))
			return false;
		run->event = event;
		done = check_window(c, err) && check_results(c, err);
		run->event = NULL;
	}
	return done;
}
