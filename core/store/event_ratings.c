/* SPDX-License-Identifier: MIT */
/* Whether the ratings that are there fit a declaration. */
#include <string.h>

#include "core/base/decimal.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/events.h"

#define SCORE_MAX 32 /* characters of a score; scales have fewer */

/* Ratings that do not fit, by why. */
struct misfit {
	int64_t off_scale, lacking;
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
look_at(const struct jam_event *event, const char *scores,
	struct misfit *misfit)
{
	bool off = false, lacks = false;

	for (size_t i = 0; i < event->criteria_len; i++) {
		const struct jam_criterion *c = &event->criteria[i];
		char score[SCORE_MAX];

		if (score_at(scores, c->slot, score)) {
			off = off || !is_on_scale(&event->judging, score);
		} else if (c->required) {
			lacks = true;
			misfit->lacked = c;
		}
	}
	misfit->off_scale += off;
	misfit->lacking += lacks;
}

static bool
refuse(const struct misfit *misfit, struct jam_error *err)
{
	if (misfit->off_scale > 0) {
		jam_fail(err, JAM_E_RULE,
			 "%lld ratings have scores that are not on this scale",
			 (long long)misfit->off_scale);
		return jam_hint(err, "keep a scale that holds the scores "
				     "given so far");
	}
	jam_fail(err, JAM_E_RULE, "%lld ratings have no score for \"%s\"",
		 (long long)misfit->lacking, misfit->lacked->key);
	return jam_hint(err, "say required: false, so that they remain whole");
}

bool
jam_event_ratings_fit(struct jam_store *store, const struct jam_event *event,
		      struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_RATINGS, err);
	struct misfit misfit = { 0 };
	bool row;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event->id);
	for (;;) {
		if (!jam_step(query, &row, err))
			return false;
		if (!row)
			break;
		look_at(event, jam_peek_text(query, 0), &misfit);
	}
	return (misfit.off_scale == 0 && misfit.lacking == 0) ||
	       refuse(&misfit, err);
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
