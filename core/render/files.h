/* SPDX-License-Identifier: MIT */
/*
 * A directory that jam writes: all files or none, old ones that are no longer
 * made taken away, nothing outside it touched through any link (faults.md C5,
 * C6).  `.jam-export` lists what is jam's in it.
 */
#ifndef JAM_RENDER_FILES_H
#define JAM_RENDER_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_files;

/*
 * Begin to write into the directory, which is made if it is missing (its
 * parent must exist).  One that holds anything and has no `.jam-export`, or
 * that is a symbolic link, is JAM_E_CANTCREATE; one that another jam is
 * writing, JAM_E_BUSY.  The mode is that of the files, before the umask:
 * 0666 for public ones, 0600 else.
 */
JAM_MUST_USE bool jam_files_open(struct jam_arena *arena, const char *directory,
				 unsigned mode, struct jam_files **files,
				 struct jam_error *err);

/*
 * Give the files to somebody instead, who compares them (jam verify --pages):
 * nothing is written, nothing to commit.  sink is borrowed.
 */
struct jam_files_sink {
	bool (*take)(struct jam_files_sink *sink, const char *path,
		     const void *bytes, size_t length, struct jam_error *err);
};
struct jam_files *jam_files_into(struct jam_arena *arena,
				 struct jam_files_sink *sink);

/*
 * Write a file, under a temporary name until the commit.  The path is relative
 * and made by jam: [a-z0-9.-] and at most one "/" (else JAM_E_BUG).  A file,
 * link or folder there that is not jam's is JAM_E_CANTCREATE.  A path that was
 * put before is JAM_E_BUG.
 */
JAM_MUST_USE bool jam_files_put(struct jam_files *files, const char *path,
				const void *bytes, size_t length,
				struct jam_error *err);

/* What a commit did. */
struct jam_files_summary {
	const char *directory;
	int64_t files, removed, bytes;
};

/*
 * One syncfs, then the renames, then what is no longer made goes.  After a
 * failure or a kill every file is whole, and the next export goes on from
 * there.  Closes files, whether it succeeds or not.
 */
JAM_MUST_USE bool jam_files_commit(struct jam_files *files,
				   struct jam_files_summary *summary,
				   struct jam_error *err);

/* Take the temporaries away and close; NULL is allowed. */
void jam_files_discard(struct jam_files *files);

#endif
