/* SPDX-License-Identifier: MIT */
/* Figures of a survey for everybody. */
#include "core/policy/survey_public.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/policy/stats.h"

struct showing {
	const struct jam_survey_lines *all;
	struct jam_arena *arena;
	struct jam_survey_lines *out;
	bool *hidden; /* by line of all */
};

static struct jam_survey_line *
add(struct showing *s, const struct jam_survey_line *line)
{
	struct jam_survey_lines *out = s->out;

	out->items = jam_grow(s->arena, out->items, &out->capacity,
			      out->count + 1, sizeof(*out->items));
	out->items[out->count] = *line;
	return &out->items[out->count++];
}

/* An option of the question whose own line is at `head`. */
static bool
is_option_of(const struct showing *s, size_t head, size_t i)
{
	const struct jam_survey_lines *all = s->all;

	return i < all->count && all->items[i].option != NULL &&
	       strcmp(all->items[i].id, all->items[head].id) == 0;
}

/* A count of everybody, not the second one of leave_out. */
static bool
is_whole(const struct showing *s, size_t i)
{
	return s->all->items[i].left_out == JAM_NONE;
}

/* The smallest count of those that are shown, INT64_MAX if there is none. */
static int64_t
smallest_shown(const struct showing *s, size_t head)
{
	int64_t least = INT64_MAX;

	for (size_t i = head + 1; is_option_of(s, head, i); i++)
		if (is_whole(s, i) && !s->hidden[i] &&
		    s->all->items[i].n < least)
			least = s->all->items[i].n;
	return least;
}

/* Hide what fewer than `limit` chose; how many chose it, and the most. */
static int64_t
hide_below(struct showing *s, size_t head, int64_t limit, int64_t *most)
{
	int64_t sum = 0;

	*most = 0;
	for (size_t i = head + 1; is_option_of(s, head, i); i++) {
		s->hidden[i] = is_whole(s, i) && s->all->items[i].n < limit;
		sum += s->hidden[i] ? s->all->items[i].n : 0;
		*most += s->hidden[i] ? limit - 1 : 0;
	}
	return sum;
}

/*
 * How many chose what is hidden, if that may be told.  It says how many chose
 * each where they are none, one, or as many as can be: then all that as few
 * chose as the next are hidden too.  Which of them is the small one, nobody
 * can know, for all that is shown is the same if two of them trade places.
 */
static int64_t
hide(struct showing *s, size_t head)
{
	int64_t most, next;
	int64_t sum = hide_below(s, head, JAM_PUBLIC_LEAST, &most);

	if (most == 0 || strcmp(s->all->items[head].kind, "choices") == 0)
		return 0;
	next = smallest_shown(s, head);
	if ((sum < JAM_PUBLIC_LEAST || sum == most) && next < INT64_MAX)
		sum = hide_below(s, head, next + 1, &most);
	return sum;
}

static void
add_rest(struct showing *s, size_t head, int64_t n)
{
	struct jam_survey_line *line = add(s, &s->all->items[head]);
	struct jam_stats_share share;

	jam_stats_share(n, line->n, &share);
	line->option = JAM_PUBLIC_REST;
	line->of = line->n;
	line->n = n;
	line->share = share.share;
	line->low = share.low;
	line->high = share.high;
}

/*
 * A second share tells how many it leaves out: one option, or all the rest.
 * Where options stand together it would tell which of them is large.
 */
static void
add_options(struct showing *s, size_t head)
{
	int64_t rest = hide(s, head);

	for (size_t i = head + 1; is_option_of(s, head, i); i++) {
		const struct jam_survey_line *line = &s->all->items[i];
		bool shown = is_whole(s, i)
				 ? !s->hidden[i]
				 : rest == 0 && line->n >= JAM_PUBLIC_LEAST &&
				       line->left_out >= JAM_PUBLIC_LEAST;

		if (shown)
			add(s, line);
	}
	if (rest > 0 && rest < s->all->items[head].n)
		add_rest(s, head, rest);
}

void
jam_survey_public(const struct jam_survey_lines *all, struct jam_arena *arena,
		  struct jam_survey_lines *out)
{
	struct showing s = { .all = all, .arena = arena, .out = out };

	*out = (struct jam_survey_lines){ 0 };
	s.hidden = jam_alloc_array(arena, all->count, sizeof(*s.hidden));
	for (size_t i = 0; i < all->count; i++) {
		const struct jam_survey_line *line = &all->items[i];

		if (line->option != NULL || line->group != NULL ||
		    line->withheld || line->n < JAM_PUBLIC_LEAST ||
		    strcmp(line->kind, "text") == 0)
			continue;
		add(&s, line);
		if (strncmp(line->kind, "choice", 6) == 0)
			add_options(&s, i);
	}
}
