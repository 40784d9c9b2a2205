/* SPDX-License-Identifier: MIT */
/*
 * What POSIX lacks or makes long: whole files in and out, spooled input, output
 * that waits, the kind of a file system.  The only file with _GNU_SOURCE.
 */
#ifndef JAM_BASE_OS_H
#define JAM_BASE_OS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_buf;

/* What may be spooled; more is JAM_E_DATA. */
#define JAM_SPOOL_MAX ((size_t)256 << 20)

/*
 * Whose fault it is that a call failed: the system's, JAM_E_SYSTEM, where
 * errno says that it is out of memory or of descriptors; else `usual`.
 */
enum jam_code jam_os_code(int number, enum jam_code usual);

/*
 * Open a file for reading, for fclose.  "-" is standard input; it, and what
 * else is no regular file (a pipe), is spooled into an unlinked temporary file
 * first, so that it can be read twice.  A directory, a file that is missing or
 * unreadable: JAM_E_NOINPUT, named.  No room to spool: JAM_E_IO.
 */
JAM_MUST_USE bool jam_os_open_input(const char *path, FILE *standard_input,
				    FILE **file, struct jam_error *err);

/*
 * Add the rest of a file to bytes; more than max is JAM_E_DATA and names the
 * cap, a failure to read JAM_E_IO.
 */
JAM_MUST_USE bool jam_os_read_all(FILE *file, const char *name, size_t max,
				  struct jam_buf *bytes, struct jam_error *err);

/*
 * A file that appears whole or not at all: a temporary beside it, fsync,
 * rename, fsync of the folder.  The folder is opened once, so that nobody can
 * put another in its place; in it no symlink is followed.  An existing file is
 * replaced only with `replace`, and only a regular one; else, and when the
 * folder does not let us, JAM_E_CANTCREATE.  mode is less the umask.
 * One of jam_os_commit and jam_os_discard must end it; commit discards when it
 * fails (JAM_E_IO; JAM_E_CANTCREATE if a file has appeared meanwhile).
 */
struct jam_outfile;
JAM_MUST_USE bool jam_os_create(const char *path, unsigned mode, bool replace,
				struct jam_arena *arena,
				struct jam_outfile **out,
				struct jam_error *err);
FILE *jam_os_stream(struct jam_outfile *out);

/* Its path until then, for a library that writes to no stream. */
const char *jam_os_temporary(const struct jam_outfile *out);
JAM_MUST_USE bool jam_os_commit(struct jam_outfile *out, struct jam_error *err);
void jam_os_discard(struct jam_outfile *out); /* NULL and committed: nothing */

/*
 * The name of the network file system that holds an open file ("NFS"), or
 * NULL for a local one.
 */
const char *jam_os_network_fs(int fd);

/*
 * Bring to the disk all that was written to the file system of an open file:
 * one syncfs instead of an fsync for each of many files.
 */
JAM_MUST_USE bool jam_os_sync(int fd, const char *name, struct jam_error *err);

/*
 * What waits to be written: a stream whose first JAM_KEPT_MAX bytes stay in
 * memory, and all behind them in an unlinked temporary file (in memory, too,
 * where none can be made).  NULL: out of memory.
 */
#define JAM_KEPT_MAX ((size_t)1 << 20)
struct jam_kept;
struct jam_kept *jam_os_keep(FILE **stream);

/* Write it all to a stream, after its own stream was closed. */
JAM_MUST_USE bool jam_os_kept_write(struct jam_kept *kept, FILE *to,
				    struct jam_error *err);
void jam_os_kept_free(struct jam_kept *kept); /* NULL: nothing */

/* fflush, and tell the truth about it: JAM_E_IO names what failed. */
JAM_MUST_USE bool jam_os_flush(FILE *file, const char *name,
			       struct jam_error *err);

#endif
