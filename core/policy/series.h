/* SPDX-License-Identifier: MIT */
/*
 * A series of events in figures: those of the file, those of past events that
 * somebody vouches for, and both.  What is known as a lower bound stays one in
 * all that is reckoned from it.
 */
#ifndef JAM_POLICY_SERIES_H
#define JAM_POLICY_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_past;

struct jam_series_line {
	const char *scope;  /* a past's title, "here", "all" */
	const char *figure; /* "participants per event" */
	double value;	    /* ratios with one place */
	bool more;	    /* it is more than that */
	int64_t events;	    /* that it is known of */
};

/*
 * Pasts added up: a figure is summed over those that have it, and is of their
 * events alone (events_of, by figure).
 */
struct jam_series_sum {
	int64_t events;
	int64_t figures[4];   /* participants, projects, sites, locations */
	int64_t events_of[4]; /* 0: nobody says */
	unsigned at_least;    /* bits 0..3 */
	size_t parts;	      /* how many were added */
};
void jam_series_add(struct jam_series_sum *sum, const struct jam_past *past);

/*
 * Fill lines, which has room for JAM_SERIES_LINES, and give how many: events,
 * each figure, and participants, projects and sites per event.  Locations of
 * several parts may be the same ones, and have no sum.
 */
#define JAM_SERIES_LINES 8
size_t jam_series_lines(const struct jam_series_sum *sum, const char *scope,
			struct jam_series_line *lines);

#endif
