/* SPDX-License-Identifier: MIT */
/* Counts over sites, and over all events of the file. */
#ifndef JAM_STORE_SERIES_H
#define JAM_STORE_SERIES_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_past;
struct jam_store;

/* A site, or (id NULL) who takes part without one; texts for the call. */
struct jam_site_counts {
	const char *event, *id, *title, *city, *country, *timezone;
	int64_t hosts;
	int64_t registrations; /* of any status */
	int64_t persons;       /* going; one person once */
	int64_t projects;      /* not retracted */
};
JAM_MUST_USE bool jam_store_each_site(
    struct jam_store *store, const struct jam_event *event, /* NULL: of all */
    bool (*visit)(void *with, const struct jam_site_counts *site,
		  struct jam_error *err),
    void *with, struct jam_error *err);

/* All events of the file; merged persons are one. */
struct jam_series_counts {
	int64_t events;
	int64_t registrations; /* of any status */
	int64_t participants;  /* going, once an event */
	int64_t persons;       /* going, once */
	int64_t returning;     /* of them, in two events or more */
	int64_t projects;      /* not retracted */
	int64_t members;       /* of their teams, once a project */
	int64_t no_shows;  /* going, but in no project's team and no judge */
	int64_t sites;	   /* held: somebody was going, or a project */
	int64_t locations; /* where those were: cities, else titles */
};
JAM_MUST_USE bool jam_store_get_series(struct jam_store *store,
				       struct jam_arena *arena,
				       struct jam_series_counts *counts,
				       struct jam_error *err);

/* Figures of past events; of two with one title the later declared stays. */
JAM_MUST_USE bool jam_store_get_past(struct jam_store *store,
				     struct jam_arena *arena,
				     struct jam_past **past, size_t *count,
				     struct jam_error *err);

/* Money by currency, in hundredths; of one event, or of all (NULL). */
struct jam_money {
	const char *currency;
	int64_t budget; /* JAM_NONE: none was declared */
	int64_t spent;	/* on prizes */
};
JAM_MUST_USE bool jam_store_get_money(struct jam_store *store,
				      const struct jam_event *event,
				      struct jam_arena *arena,
				      struct jam_money **money, size_t *count,
				      struct jam_error *err);

/*
 * Who is going, to one event or to all (NULL): rows of event and person, the
 * one that stays; somebody merged may come twice.
 */
JAM_MUST_USE bool jam_store_each_going(struct jam_store *store,
				       const struct jam_event *event,
				       void (*visit)(void *with, int64_t event,
						     int64_t person),
				       void *with, struct jam_error *err);

/* Each answer of a person that came with a file; texts for the call. */
JAM_MUST_USE bool jam_store_each_answer(
    struct jam_store *store, const struct jam_event *event,
    bool (*visit)(void *with, const char *heading, const char *value,
		  int64_t person, struct jam_error *err),
    void *with, struct jam_error *err);

#endif
