/* SPDX-License-Identifier: MIT */
/* What the scores of a ballot mean. */
#include "core/model/ballot.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"

bool
jam_ballot_ends_comment(const char *line)
{
	size_t digits;

	line += strspn(line, "\\");
	if (strncmp(line, JAM_BALLOT_OTHER, strlen(JAM_BALLOT_OTHER)) == 0)
		return true;
	if (strncmp(line, "## ", 3) != 0)
		return false;
	digits = strspn(line + 3, "0123456789");
	return digits > 0 && line[3 + digits] == '.';
}

/* "4/5" is how people write 4 on a scale to 5. */
static const char *
drop_scale(const struct jam_event *event, const char *text,
	   struct jam_arena *arena)
{
	const char *slash = strchr(text, '/');
	struct jam_buf most;

	if (slash == NULL)
		return text;
	jam_buf_init(&most, arena);
	jam_decimal_write(&most, event->judging.scale_max,
			  event->judging.decimals);
	if (strcmp(slash + 1, jam_buf_string(&most)) != 0)
		return text;
	return jam_strndup(arena, text, (size_t)(slash - text));
}

static bool
read_one(const struct jam_event *event, const struct jam_ballot_score *score,
	 struct jam_arena *arena, int64_t *scores, struct jam_error *err)
{
	const struct jam_criterion *c = jam_event_criterion(event, score->key);
	const char *text = score->text;

	if (c == NULL)
		return jam_fail(err, JAM_E_DATA,
				"\"%.100s\" is no criterion of this event",
				score->key);
	if (*text == '\0')
		return true;
	text = drop_scale(event, text, arena);
	return jam_score_read(event, c, text, arena,
			      &scores[c - event->criteria], err);
}

bool
jam_ballot_scores(const struct jam_event *event,
		  const struct jam_ballot_row *row, const char *title,
		  struct jam_arena *arena, int64_t *scores,
		  struct jam_error *err)
{
	struct jam_error why = { .code = JAM_OK };

	for (size_t i = 0; i < event->criteria_len; i++)
		scores[i] = JAM_NONE;
	for (size_t i = 0; i < row->scores_len; i++) {
		if (read_one(event, &row->scores[i], arena, scores, &why))
			continue;
		jam_fail(err, why.code, "project %lld \"%.100s\", %s",
			 (long long)row->number, title, why.message);
		err->at.line = row->scores[i].line;
		return false;
	}
	return true;
}
