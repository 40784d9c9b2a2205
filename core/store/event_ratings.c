/* SPDX-License-Identifier: MIT */
/* Whether the ratings that are there fit a declaration. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/events.h"
#include "core/store/store.h"

#define SCORE_MAX 32 /* characters of a score; scales have fewer */

/* A declaration, and the ratings that do not fit it, by why. */
struct fit {
	const struct jam_event *event;
	const char **extended; /* who has an extension, by key */
	int64_t off_scale, lacking, outside;
	const struct jam_criterion *lacked;
};

/* The score in a slot of "5 3.5 - 4": false for one that is not there. */
static bool
score_at(const char *scores, int64_t slot, char out[SCORE_MAX])
{
	size_t n;

	while (slot > 0 && (scores = strchr(scores, ' ')) != NULL) {
		scores++;
		slot--;
	}
	if (scores == NULL)
		return false;
	n = strcspn(scores, " ");
	if (n == 0 || n >= SCORE_MAX || (n == 1 && *scores == '-'))
		return false;
	memcpy(out, scores, n);
	out[n] = '\0';
	return true;
}

static bool
is_on_scale(const struct jam_judging *scale, const char *score)
{
	int64_t n;

	return jam_decimal_read(score, scale->decimals, &n) &&
	       n >= scale->scale_min && n <= scale->scale_max &&
	       (n - scale->scale_min) % scale->scale_step == 0;
}

static void
look_at_scores(struct fit *fit, const char *scores)
{
	const struct jam_event *event = fit->event;
	bool off = false, lacks = false;

	for (size_t i = 0; i < event->criteria_len; i++) {
		const struct jam_criterion *c = &event->criteria[i];
		char score[SCORE_MAX];

		if (score_at(scores, c->slot, score)) {
			off = off || !is_on_scale(&event->judging, score);
		} else if (c->required) {
			lacks = true;
			fit->lacked = c;
		}
	}
	fit->off_scale += off;
	fit->lacking += lacks;
}

/* The end of the window for the judge of this key, which may be NULL. */
static int64_t
end_for(const struct fit *fit, const char *key)
{
	const struct jam_judging *judging = &fit->event->judging;
	int64_t end = judging->closes_at + judging->grace;

	for (size_t i = 0; key != NULL && i < judging->extensions_len; i++)
		if (strcmp(fit->extended[i], key) == 0 &&
		    judging->extensions[i].until > end)
			end = judging->extensions[i].until;
	return end;
}

/* A row of EVENT_RATINGS. */
static void
look_at(struct fit *fit, const struct jam_query *query)
{
	int64_t at = jam_get_int(query, 1);

	look_at_scores(fit, jam_peek_string(query, 0));
	if (jam_get_int(query, 2) != 0 || at == JAM_NONE)
		return;
	fit->outside += at < fit->event->judging.opens_at ||
			at >= end_for(fit, jam_peek_text(query, 3));
}

static bool
refuse(const struct fit *fit, struct jam_error *err)
{
	if (fit->outside > 0) {
		jam_fail(err, JAM_E_RULE,
			 "%lld ratings were given outside this window",
			 (long long)fit->outside);
		return jam_hint(err, "keep one that holds what was rated "
				     "so far");
	}
	if (fit->off_scale > 0) {
		jam_fail(err, JAM_E_RULE,
			 "%lld ratings have scores that are not on this scale",
			 (long long)fit->off_scale);
		return jam_hint(err, "keep a scale that holds the scores "
				     "given so far");
	}
	jam_fail(err, JAM_E_RULE, "%lld ratings have no score for \"%s\"",
		 (long long)fit->lacking, fit->lacked->key);
	return jam_hint(err, "say required: false, so that they remain whole");
}

/* The keys of those who have an extension, in its order. */
static const char **
read_extended(const struct jam_judging *judging, struct jam_arena *arena)
{
	const char **keys =
	    jam_alloc_array(arena, judging->extensions_len, sizeof *keys);
	const char *email;

	for (size_t i = 0; i < judging->extensions_len; i++)
		if (!jam_email_read(arena, judging->extensions[i].judge, &email,
				    &keys[i]))
			keys[i] = "";
	return keys;
}

bool
jam_event_ratings_fit(struct jam_store *store, const struct jam_event *event,
		      struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_RATINGS, err);
	struct fit fit = { .event = event };
	bool done;

	if (query == NULL)
		return false;
	fit.extended = read_extended(&event->judging, jam_store_arena(store));
	jam_bind_int(query, 1, event->id);
	while (jam_next(query, &done, err))
		look_at(&fit, query);
	if (!done)
		return false;
	return (fit.off_scale == 0 && fit.lacking == 0 && fit.outside == 0) ||
	       refuse(&fit, err);
}

bool
jam_store_count_ratings(struct jam_store *store, const struct jam_event *event,
			int64_t *count, struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(store, JAM_SQL_EVENT_RATING_COUNT, err);
	bool row;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event->id);
	if (!jam_step(query, &row, err))
		return false;
	*count = row ? jam_get_int(query, 0) : 0;
	jam_reset(query);
	return true;
}
