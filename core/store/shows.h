/* SPDX-License-Identifier: MIT */
/* What `jam show` shows, for the organizer: one thing whole. */
#ifndef JAM_STORE_SHOWS_H
#define JAM_STORE_SHOWS_H

#include <stdint.h>

#include "core/store/cells.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/* A kind of thing; each is a row, but assignments and ratings are several. */
enum jam_show {
	JAM_SHOW_ASSIGNMENTS, /* of a judge */
	JAM_SHOW_AWARDS,      /* by place, name or project */
	JAM_SHOW_CRITERION,
	JAM_SHOW_JUDGE, /* what only a judge's row has */
	JAM_SHOW_OUTCOMES,
	JAM_SHOW_PERSON,
	JAM_SHOW_PROJECT,
	JAM_SHOW_RATINGS, /* of a project */
	JAM_SHOW_REGISTRATION,
	JAM_SHOW_SITE,
	JAM_SHOW_TEAM,
};

/*
 * The person that a text means: an e-mail, else a name or the source's id.
 * Nobody, or several: JAM_E_DATA.
 */
JAM_MUST_USE bool jam_store_find_called(struct jam_store *store,
					const char *text,
					struct jam_arena *arena,
					int64_t *person, struct jam_error *err);

/* Which one: by its row, or by a text. */
struct jam_shown {
	const struct jam_event *event; /* NULL for a person */
	int64_t row;
	const char *text;
};

/* The columns of a kind, a cell each; end with {0}. */
const struct jam_column *jam_show_columns(enum jam_show show);

/* Each row, as jam_store_each_row gives them; none is no error. */
JAM_MUST_USE bool jam_store_show(struct jam_store *store, enum jam_show show,
				 const struct jam_shown *which,
				 jam_cells_visit *visit, void *with,
				 struct jam_error *err);

#endif
