/* SPDX-License-Identifier: MIT */
/* What the files of forget share. */
#ifndef JAM_STORE_FORGET_ROWS_H
#define JAM_STORE_FORGET_ROWS_H

#include <stddef.h>

#include "core/base/map.h"
#include "core/store/forget.h"
#include "core/store/person_rows.h"

struct jam_arena;

/* A row, or an address that has none, while it still says who it is. */
struct jam_forget_person {
	struct jam_person_row row;
	bool stays; /* for a later event */
};

struct jam_forget_keys {
	const char **items;
	size_t count, capacity;
};

struct jam_forget {
	struct jam_store *store;
	struct jam_arena *arena;
	struct jam_forget_person **persons;
	size_t count, capacity;
	struct jam_map known;	       /* by uid of a row, and by address */
	struct jam_forget_keys others; /* addresses that stay in the file */
	struct jam_forgotten *forgotten;
};

/*
 * Registrations, answers, memberships, judges, ratings, skips, surveys and
 * outcomes of one row, and surveys that hold its address; event 0: of all.
 */
JAM_MUST_USE bool jam_forget_rows(struct jam_forget *forget,
				  const struct jam_person *person,
				  int64_t event, struct jam_error *err);

void jam_forget_keys_push(struct jam_forget_keys *keys, const char *key,
			  struct jam_arena *arena);

/* The addresses that an event declares: hosts, extensions, same_person. */
JAM_MUST_USE bool jam_forget_declared(struct jam_store *store, const char *slug,
				      struct jam_arena *arena,
				      struct jam_forget_keys *out,
				      struct jam_error *err);

/* Addresses in the declarations of all events and in their amendments. */
JAM_MUST_USE bool jam_forget_addresses(struct jam_forget *forget,
				       struct jam_error *err);

#endif
