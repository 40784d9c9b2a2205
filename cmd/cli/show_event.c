/* SPDX-License-Identifier: MIT */
/* One event whole: what was declared, and how far it is. */
#include "cmd/cli/showing.h"
#include "cmd/cli/wide.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/time.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/store/events.h"
#include "core/store/results.h"
#include "core/store/status.h"

static struct jam_words
criteria_words(const struct jam_event *e, struct jam_arena *arena)
{
	const char **words =
	    jam_alloc_array(arena, e->criteria_len, sizeof(*words));

	for (size_t i = 0; i < e->criteria_len; i++)
		words[i] = jam_format(arena, "%s x %s", e->criteria[i].key,
				      e->criteria[i].weight_text);
	return (struct jam_words){ words, e->criteria_len };
}

static struct jam_words
site_words(const struct jam_event *e, struct jam_arena *arena)
{
	const char **words =
	    jam_alloc_array(arena, e->sites_len, sizeof(*words));

	for (size_t i = 0; i < e->sites_len; i++)
		words[i] = e->sites[i].key;
	return (struct jam_words){ words, e->sites_len };
}

static struct jam_words
by_words(const struct jam_event *e, struct jam_arena *arena)
{
	const char **words = jam_alloc_array(arena, 3, sizeof(*words));
	size_t n = 0;

	for (unsigned i = 0; i < 3; i++)
		if (e->judging.by & (1U << i))
			words[n++] = jam_by_words[i];
	return (struct jam_words){ words, n };
}

static void
add_declared(struct jam_wide *w, const struct jam_event *e)
{
	const struct jam_judging *j = &e->judging;

	jam_wide_text(w, "event", e->slug);
	jam_wide_text(w, "title", e->title);
	jam_wide_text(w, "timezone", e->zone);
	jam_wide_number(w, "starts_at", JAM_COLUMN_TIME, e->starts_at);
	jam_wide_number(w, "ends_at", JAM_COLUMN_TIME, e->ends_at);
	jam_wide_int(w, "team_min", e->team_min);
	jam_wide_int(w, "team_max", e->team_max);
	jam_wide_number(w, "opens_at", JAM_COLUMN_TIME, j->opens_at);
	jam_wide_number(w, "closes_at", JAM_COLUMN_TIME, j->closes_at);
	jam_wide_text(w, "grace", jam_duration_write(w->arena, j->grace));
	jam_wide_words(w, "by", by_words(e, w->arena));
	jam_wide_int(w, "batch", j->batch);
	jam_wide_text(w, "unlock", jam_unlock_words[j->unlock]);
	jam_wide_text(w, "own_site", jam_own_site_words[j->own_site]);
	jam_wide_text(w, "comments", j->public_comments ? "public" : "private");
	jam_wide_text(w, "scale", jam_scale_show(e, w->arena));
	jam_wide_words(w, "criteria", criteria_words(e, w->arena));
	jam_wide_text(w, "method", jam_method_words[e->scoring.method]);
	jam_wide_int(w, "min_ratings", e->scoring.min_ratings);
	jam_wide_words(
	    w, "tie_break",
	    (struct jam_words){ (const char *const *)e->scoring.tie_break,
				e->scoring.tie_break_len });
	jam_wide_words(w, "sites", site_words(e, w->arena));
}

bool
jam_show_event(struct jam_run *run, const char *name, struct jam_error *err)
{
	struct jam_wide w = { .arena = run->arena };
	struct jam_publication publication;
	struct jam_status_counts c;
	struct jam_event *e;

	if (!jam_store_get_event(run->store, name, run->arena, &e, err) ||
	    !jam_store_get_status(run->store, e, &c, err) ||
	    !jam_store_get_publication(run->store, e, run->arena, &publication,
				       err))
		return false;
	add_declared(&w, e);
	jam_wide_int(&w, "registrations", c.registrations);
	jam_wide_int(&w, "projects", c.projects);
	jam_wide_int(&w, "retracted", c.retracted);
	jam_wide_int(&w, "ratings", c.ratings);
	jam_wide_number(&w, "published_at", JAM_COLUMN_TIME, c.published_at);
	jam_wide_text(&w, "digest",
		      publication.number > 0 ? publication.digest : NULL);
	jam_wide_text(&w, "description", e->description);
	return jam_wide_out(&w, run->out, "events", e->slug, err);
}
