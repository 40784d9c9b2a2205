/* SPDX-License-Identifier: MIT */
/*
 * Calls of SQLite and of the system that fail when a test says so.  A program
 * that is linked with faults.c calls these functions through it.
 *
 * Calls are told apart by the way that led to them (the return addresses on
 * the stack): to let the first and the last call of every way fail is to try
 * every place where a failure is handled, and no place a hundred times.
 */
#ifndef JAM_TESTS_UNIT_FAULTS_H
#define JAM_TESTS_UNIT_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

struct jam_arena;

enum fault_kind {
	FAULT_DATABASE, /* prepare, step, bind: a result code of SQLite */
	FAULT_SYSTEM,	/* files and folders: an errno */
};

/* Numbers of calls, from 1, ascending. */
struct fault_ways {
	size_t *at;
	size_t count;
};

/*
 * Count the calls of a kind until faults_watched, which gives the first and
 * the last on every way.  Unless all are asked for, a way is its last few
 * steps, and what was given before is left out.
 */
void faults_watch(enum fault_kind kind, bool all);
void faults_watched(struct jam_arena *arena, struct fault_ways *ways);

/* Let call `at` of a kind fail with the code, until faults_end. */
void faults_begin(enum fault_kind kind, size_t at, int code);

/* The name of the function that failed; NULL: none was called so often. */
const char *faults_end(void);

#endif
