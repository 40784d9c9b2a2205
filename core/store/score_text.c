/* SPDX-License-Identifier: MIT */
/* Reading stored scores. */
#include "core/store/score_text.h"

#include "core/base/arena.h"
#include "core/model/event.h"

void
jam_score_text_init(struct jam_score_text *t, const struct jam_event *e,
		    struct jam_arena *arena)
{
	*t = (struct jam_score_text){ .criteria = e->criteria_len,
				      .decimals = e->judging.decimals };
	for (size_t i = 0; i < e->criteria_len; i++)
		if ((size_t)e->criteria[i].slot >= t->slots)
			t->slots = (size_t)e->criteria[i].slot + 1;
	t->column = jam_alloc_array(arena, t->slots, sizeof(*t->column));
	for (size_t i = 0; i < t->slots; i++)
		t->column[i] = -1;
	for (size_t i = 0; i < e->criteria_len; i++)
		t->column[e->criteria[i].slot] = (int64_t)i;
	t->scores = jam_alloc_array(arena, t->criteria, sizeof(*t->scores));
}

/* Digits behind n, as long as it fits; how many there are. */
static unsigned
parse_digits(const char **at, int32_t *n)
{
	unsigned digits = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++, digits++)
		if (*n <= INT16_MAX)
			*n = *n * 10 + (**at - '0');
	return digits;
}

/* One score of at most so many decimals; INT16_MIN for "-". */
static bool
parse_score(const char **at, unsigned decimals, int16_t *score)
{
	bool minus = **at == '-';
	unsigned digits, places = 0;
	int32_t n = 0;

	if (decimals == 0 && **at >= '0' && **at <= '9' && (*at)[1] <= ' ') {
		*score = (int16_t)(*(*at)++ - '0');
		return true;
	}
	*at += minus;
	digits = parse_digits(at, &n);
	*score = INT16_MIN;
	if (digits == 0)
		return minus;
	if (**at == '.') {
		(*at)++;
		places = parse_digits(at, &n);
	}
	if (places > decimals)
		return false;
	for (; places < decimals && n <= INT16_MAX; places++)
		n *= 10;
	*score = (int16_t)(minus ? -n : n);
	return n <= INT16_MAX;
}

bool
jam_score_text_read(struct jam_score_text *t, const char *at)
{
	for (size_t i = 0; i < t->criteria; i++)
		t->scores[i] = INT16_MIN;
	for (size_t slot = 0; *at != '\0'; slot++) {
		int16_t score;

		if (!parse_score(&at, t->decimals, &score) ||
		    (*at != ' ' && *at != '\0'))
			return false;
		if (slot < t->slots && t->column[slot] >= 0)
			t->scores[t->column[slot]] = score;
		at += *at == ' ';
	}
	return true;
}
