/* SPDX-License-Identifier: MIT */
/* Rows of exports: results and ratings. */
#ifndef JAM_CMD_CLI_DUMP_H
#define JAM_CMD_CLI_DUMP_H

#include "core/base/error.h"

struct jam_arena;
struct jam_out;
struct jam_page_results;
struct jam_pages;
struct jam_run;

/*
 * Where results come from, as JSON: {"method":…,"published_at":…,"digest":…},
 * the last two null while nothing is published; of the arena.
 */
const char *jam_dump_publication(struct jam_arena *arena,
				 const struct jam_page_results *results);

/*
 * The ranking of the pages, which have results: a row a project in the
 * running, best first.
 */
JAM_MUST_USE bool jam_dump_results(const struct jam_run *run,
				   const struct jam_pages *pages,
				   struct jam_out *out, struct jam_error *err);

/*
 * The ratings, a row a score, in the columns of `import ratings`.  Public:
 * those that count, judges under names made of their secret uids, sorted by
 * these, without times and words.  Private: all, with addresses, times and
 * comments.
 */
JAM_MUST_USE bool jam_dump_ratings(const struct jam_run *run, bool private,
				   struct jam_out *out, struct jam_error *err);

#endif
