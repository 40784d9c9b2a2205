/* SPDX-License-Identifier: MIT */
/* A ballot, one file a judge, in four forms (formats.md 3). */
#ifndef JAM_RENDER_BALLOT_H
#define JAM_RENDER_BALLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_buf;
struct jam_criterion;

/* A project to rate, with what this judge said of it before. */
struct jam_sheet_project {
	int64_t number;
	const char *slug, *title;
	const char *url, *abstract; /* NULL absent */
	const char *const *scores;  /* decimals, one a criterion; NULL: none */
	const char *comment, *skip; /* NULL: none */
	bool other;		    /* not of the batch, may be rated too */
};

/* All texts borrowed. */
struct jam_sheet {
	const char *file; /* its name without extension: "ballot-ada" */
	const char *event, *event_title, *event_uid;
	const char *judge, *judge_uid; /* judge: as he is called */
	const char *rubric;
	const char *closes; /* "2022-11-13 18:15 CET" */
	int64_t scale_min, scale_max, scale_step;
	unsigned decimals;
	const struct jam_criterion *criteria;
	size_t criteria_len;
	const struct jam_sheet_project *projects; /* the batch first */
	size_t projects_len;
};

void jam_ballot_yaml(struct jam_buf *out, const struct jam_sheet *ballot);
void jam_ballot_csv(struct jam_buf *out, const struct jam_sheet *ballot);
void jam_ballot_markdown(struct jam_buf *out, const struct jam_sheet *ballot);

/*
 * One page that works from file:// without network: fills in, keeps itself in
 * the browser, saves FILE.json.  Without JavaScript a sheet to print.
 */
void jam_ballot_html(struct jam_buf *out, const struct jam_sheet *ballot);

/*
 * The values of the scale as decimals of the arena, into room for `most`;
 * false, and *count 0, where there are more.
 */
bool jam_ballot_steps(const struct jam_sheet *ballot, struct jam_arena *arena,
		      const char **steps, size_t most, size_t *count);

#endif
