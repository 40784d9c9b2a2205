/* SPDX-License-Identifier: MIT */
/* One jam: its words, its parts by key, and what its scores mean. */
#include "core/model/event.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/hash.h"

const char *const jam_by_words[] = { "authors", "registered", "experts", NULL };
const char *const jam_unlock_words[] = { "after-batch", "anytime", "never",
					 NULL };
const char *const jam_own_site_words[] = { "allow", "avoid", "forbid", NULL };
const char *const jam_method_words[] = { "mean", "itch", "bayes", "mixed",
					 NULL };
const char *const jam_expected_words[] = { "persons", "projects", NULL };
const char *const jam_question_words[] = {
	"likelihood", "probability", "number", "choice", "choices", "text", NULL
};

const struct jam_criterion *
jam_event_criterion(const struct jam_event *event, const char *key)
{
	for (size_t i = 0; i < event->criteria_len; i++)
		if (strcmp(event->criteria[i].key, key) == 0)
			return &event->criteria[i];
	return NULL;
}

const struct jam_site *
jam_event_site(const struct jam_event *event, const char *key)
{
	for (size_t i = 0; i < event->sites_len; i++)
		if (strcmp(event->sites[i].key, key) == 0)
			return &event->sites[i];
	return NULL;
}

/* A text in a line of TAB-parted cells. */
static void
add_cell(struct jam_buf *out, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		if (*text == '\\')
			jam_buf_text(out, "\\\\");
		else if (*text == '\t')
			jam_buf_text(out, "\\t");
		else if (*text == '\n')
			jam_buf_text(out, "\\n");
		else
			jam_buf_char(out, *text);
}

const char *
jam_event_rubric_text(const struct jam_event *event, struct jam_arena *arena)
{
	const struct jam_judging *judging = &event->judging;
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_buf_text(&out, "scale ");
	jam_decimal_write(&out, judging->scale_min, judging->decimals);
	jam_buf_char(&out, ' ');
	jam_decimal_write(&out, judging->scale_max, judging->decimals);
	jam_buf_char(&out, ' ');
	jam_decimal_write(&out, judging->scale_step, judging->decimals);
	jam_buf_char(&out, '\n');
	for (size_t i = 0; i < event->criteria_len; i++) {
		add_cell(&out, event->criteria[i].key);
		jam_buf_char(&out, '\t');
		add_cell(&out, event->criteria[i].title);
		jam_buf_char(&out, '\t');
		add_cell(&out, event->criteria[i].description);
		jam_buf_char(&out, '\n');
	}
	return jam_buf_string(&out);
}

void
jam_event_rubric(const struct jam_event *event, struct jam_arena *arena,
		 char rubric[17])
{
	const char *text = jam_event_rubric_text(event, arena);
	struct jam_hash hash;

	jam_hash_of(text, strlen(text), &hash);
	jam_hex_write(rubric, hash.bytes, 8);
}
