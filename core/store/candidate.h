/* SPDX-License-Identifier: MIT */
/* A file that may be anything, judged before a database library sees it. */
#ifndef JAM_STORE_CANDIDATE_H
#define JAM_STORE_CANDIDATE_H

#include "core/store/backend.h"

struct jam_candidate {
	const char *path; /* real */
	enum jam_access access;
	int folder; /* locked while CREATE may have to make the file; or -1 */
	bool missing;
	bool immutable; /* it cannot be written: READ alone */
	bool has_wal;	/* something waits beside it */
};

/*
 * Steps 1 and 2 of faults.md 2; path is of the arena, a folder that is locked
 * the caller's to close.  What is no jam database is JAM_E_CONFIG, a missing
 * file JAM_E_NOINPUT (but for CREATE).
 */
JAM_MUST_USE bool jam_candidate_judge(const char *path, enum jam_access access,
				      struct jam_arena *arena,
				      struct jam_candidate *file,
				      struct jam_error *err);

#endif
