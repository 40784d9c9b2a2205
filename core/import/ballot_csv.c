/* SPDX-License-Identifier: MIT */
/* A ballot as CSV: a row a project, a column a criterion. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/csv.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/import/ballot_forms.h"
#include "core/import/csv.h"
#include "core/import/source.h"
#include "core/model/ballot.h"

enum column {
	EVENT_UID,
	JUDGE_UID,
	RUBRIC,
	PROJECT,
	SLUG,
	TITLE,
	URL,
	COMMENT,
	SKIP,
	REASON, /* of a rejects file */
	CRITERION,
};

static const char *const words[] = {
	"event_uid", "judge_uid", "rubric",  "project", "slug",
	"title",     "url",	  "comment", "skip",	"reason",
};

/* The header: what each column is, and how criteria are called. */
struct header {
	enum column *columns;
	const char **names;
	size_t count;
};

/* Which column is which; the header's own words are exact but for case. */
static bool
read_header(struct jam_ballot_reading *reading, const struct jam_record *first,
	    struct header *header)
{
	bool seen[CRITERION] = { false };

	header->count = first->count;
	header->columns = jam_alloc_array(reading->arena, first->count,
					  sizeof *header->columns);
	header->names = jam_alloc_array(reading->arena, first->count,
					sizeof *header->names);
	for (size_t i = 0; i < first->count; i++) {
		const char *name =
		    jam_utf8_fold(reading->arena, first->cells[i]);
		int c = 0;

		while (c < CRITERION && strcmp(words[c], name) != 0)
			c++;
		header->columns[i] = (enum column)c;
		header->names[i] = name;
		if (c < CRITERION)
			seen[c] = true;
	}
	return seen[EVENT_UID] && seen[JUDGE_UID] && seen[RUBRIC] &&
	       seen[PROJECT] && seen[SLUG];
}

/* The binding stands in every row, and must be one. */
static void
bind(struct jam_ballot_reading *reading, const struct jam_record *record,
     const char **kept, const char *cell)
{
	if (*kept == NULL)
		*kept = jam_strdup(reading->arena, cell);
	else if (strcmp(*kept, cell) != 0)
		jam_ballot_problem(reading, record->line,
				   "\"%.60s\" is of another ballot than the "
				   "rows before",
				   cell);
}

static const char *
prose(struct jam_ballot_reading *reading, const char *cell)
{
	const char *text = jam_utf8_tidy(reading->arena, cell, false);

	return *text == '\0' ? NULL : text;
}

/* What a formula was guarded with is taken off. */
static const char *
meant(const char *cell)
{
	return cell[0] == '\'' && jam_csv_formula(cell + 1) ? cell + 1 : cell;
}

static void
take_cell(struct jam_ballot_reading *reading, const struct jam_record *record,
	  struct jam_ballot_row *row, enum column column, const char *cell)
{
	struct jam_ballot *out = reading->out;

	switch (column) {
	case EVENT_UID:
		bind(reading, record, &out->event_uid, cell);
		return;
	case JUDGE_UID:
		bind(reading, record, &out->judge_uid, cell);
		return;
	case RUBRIC:
		bind(reading, record, &out->rubric, cell);
		return;
	case PROJECT:
		if (!jam_int_read(cell, 1, INT32_MAX, &row->number))
			jam_ballot_problem(reading, record->line,
					   "project: \"%.60s\" is no number",
					   cell);
		return;
	case SLUG:
		row->slug = jam_strdup(reading->arena, cell);
		return;
	case COMMENT:
		row->comment = prose(reading, cell);
		return;
	case SKIP:
		row->skip = prose(reading, cell);
		return;
	default:
		return;
	}
}

static void
take_record(struct jam_ballot_reading *reading, const struct header *header,
	    const struct jam_record *record)
{
	struct jam_ballot_row *row = jam_ballot_add(reading);
	struct jam_ballot_score *scores =
	    jam_alloc_array(reading->arena, header->count, sizeof *scores);

	row->line = record->line;
	row->scores = scores;
	for (size_t i = 0; i < header->count; i++) {
		const char *cell =
		    i < record->count ? meant(record->cells[i]) : "";

		if (header->columns[i] == CRITERION)
			scores[row->scores_len++] = (struct jam_ballot_score){
				header->names[i],
				jam_utf8_tidy(reading->arena, cell, true),
				record->line
			};
		else
			take_cell(reading, record, row, header->columns[i],
				  cell);
	}
	for (size_t i = header->count; i < record->count; i++)
		if (record->cells[i][0] != '\0')
			jam_ballot_problem(reading, record->line,
					   "cell %zu lies behind the header: "
					   "\"%.60s\"",
					   i + 1, record->cells[i]);
}

static int
fit(void *context, const struct jam_record *first)
{
	struct header header;

	return read_header(context, first, &header) ? 1 : 0;
}

static bool
read_records(struct jam_ballot_reading *reading, struct jam_csv *csv,
	     struct jam_error *err)
{
	struct jam_record record;
	struct header header;

	if (!jam_csv_next(csv, &record, err))
		return false;
	if (!read_header(reading, &record, &header)) {
		jam_fail(err, JAM_E_DATA, "this is no ballot");
		jam_hint(err, "a ballot is the file that jam export ballots "
			      "wrote, filled in");
		return jam_error_at(err, reading->file, 0, 0, NULL);
	}
	while (jam_csv_next(csv, &record, err)) {
		if (record.count == 0)
			return true;
		take_record(reading, &header, &record);
	}
	return false;
}

bool
jam_ballot_read_csv(struct jam_ballot_reading *reading,
		    struct jam_source *source, struct jam_error *err)
{
	struct jam_csv *csv;
	bool done =
	    jam_csv_open(source, fit, reading, reading->arena, &csv, err) &&
	    read_records(reading, csv, err);

	jam_csv_close(csv);
	return done;
}
