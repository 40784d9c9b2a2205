/* SPDX-License-Identifier: MIT */
/* Paths, folders, headers: what can be known of a file without SQLite. */
#define _XOPEN_SOURCE 700 /* realpath, S_ISVTX */
#include "core/store/candidate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/os.h"

#define HEADER_SIZE	   100
#define SCHEMA_FORMAT_MOST 4
#define JOURNAL_SIZE	   28	/* its header */
#define JOURNAL_PAGES	   16	/* where it says how many pages there were */
#define CLAIM_TRIES	   6000 /* of 10 ms */

static bool
fail_path(const char *path, struct jam_error *err)
{
	if (errno == ENOENT || errno == ENOTDIR) {
		jam_fail(err, JAM_E_NOINPUT, "there is no database \"%s\"",
			 path);
		return jam_hint(err, "make one with: jam create EVENT.yaml");
	}
	return jam_fail(err, jam_os_code(errno, JAM_E_NOINPUT),
			"cannot open \"%s\": %s", path, strerror(errno));
}

/* The real path of a file that is not there yet: that of its folder. */
static bool
resolve_missing(const char *path, struct jam_arena *arena,
		struct jam_candidate *file, struct jam_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *folder = ".";
	char *real;

	if (slash != NULL)
		folder = slash == path
			     ? "/"
			     : jam_strndup(arena, path, (size_t)(slash - path));
	real = realpath(folder, NULL);
	if (real == NULL || *name == '\0') {
		enum jam_code code = real == NULL
					 ? jam_os_code(errno, JAM_E_CANTCREATE)
					 : JAM_E_CANTCREATE;

		free(real);
		if (code == JAM_E_SYSTEM)
			return jam_fail(err, code, "out of memory");
		return jam_fail(err, code,
				"cannot make \"%s\": there is no such folder",
				path);
	}
	file->path = jam_format(arena, "%s/%s",
				strcmp(real, "/") == 0 ? "" : real, name);
	free(real);
	return true;
}

static bool
resolve(const char *path, struct jam_arena *arena, struct jam_candidate *file,
	struct jam_error *err)
{
	char *real = realpath(path, NULL);
	struct stat status;

	if (real == NULL && errno == ENOMEM)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	/*
	 * Only a link that leads nowhere is refused: another process may have
	 * made the file since.
	 */
	if (real == NULL && errno == ENOENT &&
	    file->access == JAM_ACCESS_CREATE &&
	    (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode)))
		return resolve_missing(path, arena, file, err);
	if (real == NULL)
		return fail_path(path, err);
	file->path = jam_strdup(arena, real);
	free(real);
	return true;
}

/*
 * Makers of a file take turns, so that none takes back a file that another is
 * about to fill; the lock goes with the process.
 */
static bool
claim(struct jam_candidate *file, struct jam_error *err)
{
	const struct timespec pause = { .tv_nsec = 10000000 };

	for (int i = 0; i < CLAIM_TRIES; i++) {
		if (flock(file->folder, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return jam_fail(err, JAM_E_IO,
					"cannot lock the folder of \"%s\": %s",
					file->path, strerror(errno));
		nanosleep(&pause, NULL);
	}
	return jam_fail(err, JAM_E_BUSY,
			"another process is making \"%s\" for too long",
			file->path);
}

static bool
fail_network(const struct jam_candidate *file, const char *network,
	     struct jam_error *err)
{
	jam_fail(err, JAM_E_CONFIG, "\"%s\" is on a network file system (%s)",
		 file->path, network);
	return jam_hint(err, "keep the database on a disk of this machine");
}

/* In a folder where anyone may swap files, no file is anyone's. */
static bool
judge_folder(struct jam_candidate *file, struct jam_arena *arena,
	     struct jam_error *err)
{
	const char *slash = strrchr(file->path, '/');
	size_t length = slash == file->path ? 1 : (size_t)(slash - file->path);
	const char *folder = jam_strndup(arena, file->path, length);
	struct stat status;
	const char *network;

	if (stat(folder, &status) != 0)
		return fail_path(folder, err);
	if ((status.st_mode & S_IWOTH) != 0 &&
	    (status.st_mode & S_ISVTX) == 0) {
		jam_fail(err, JAM_E_CONFIG,
			 "anyone can write in the folder of \"%s\"",
			 file->path);
		return jam_hint(err, "chmod o-w \"%s\"", folder);
	}
	if (file->access != JAM_ACCESS_CREATE)
		return true;
	file->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file->folder < 0)
		return fail_path(folder, err);
	network = jam_os_network_fs(file->folder);
	return network != NULL ? fail_network(file, network, err)
			       : claim(file, err);
}

static uint32_t
big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

/*
 * A power cut in the first transaction of a `create` may leave pages without
 * the first one.  Its journal says that the file was empty, and SQLite makes
 * it so again.
 */
static bool
is_unfinished(const struct jam_candidate *file, const unsigned char *head,
	      struct jam_arena *arena)
{
	static const unsigned char none[HEADER_SIZE];
	static const unsigned char magic[] = { 0xd9, 0xd5, 0x05, 0xf9,
					       0x20, 0xa1, 0x63, 0xd7 };
	unsigned char journal[JOURNAL_SIZE] = { 0 };
	int fd;

	if (file->access != JAM_ACCESS_CREATE ||
	    memcmp(head, none, sizeof(none)) != 0)
		return false;
	fd = open(jam_format(arena, "%s-journal", file->path),
		  O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (pread(fd, journal, sizeof(journal), 0) != sizeof(journal))
		journal[0] = 0;
	close(fd);
	return memcmp(journal, magic, sizeof(magic)) == 0 &&
	       big_endian(journal + JOURNAL_PAGES) == 0;
}

static bool
judge_header(struct jam_candidate *file, int fd, struct jam_arena *arena,
	     struct jam_error *err)
{
	unsigned char head[HEADER_SIZE];
	const char *network;
	struct stat status;
	ssize_t got;

	if (fstat(fd, &status) != 0)
		return fail_path(file->path, err);
	if (!S_ISREG(status.st_mode))
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is not a file",
				file->path);
	network = jam_os_network_fs(fd);
	if (network != NULL)
		return fail_network(file, network, err);
	got = pread(fd, head, sizeof(head), 0);
	if (got < 0)
		return jam_fail(err, JAM_E_IO, "cannot read \"%s\": %s",
				file->path, strerror(errno));
	if (got == 0 && file->access == JAM_ACCESS_CREATE)
		return true;
	if (got == 0) {
		jam_fail(err, JAM_E_CONFIG, "\"%s\" is empty", file->path);
		return jam_hint(err, "fill it with: jam create EVENT.yaml");
	}
	if (got == HEADER_SIZE && is_unfinished(file, head, arena))
		return true;
	if (got < HEADER_SIZE || memcmp(head, "SQLite format 3", 16) != 0 ||
	    big_endian(head + 68) != JAM_APPLICATION_ID)
		return jam_fail(err, JAM_E_CONFIG,
				"\"%s\" is not a jam database", file->path);
	/* SQLite would call it a mistake of ours. */
	if (big_endian(head + 44) > SCHEMA_FORMAT_MOST)
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is damaged",
				file->path);
	return true;
}

/*
 * The descriptor is closed before SQLite opens the file: to close it later
 * would drop SQLite's own POSIX locks.
 */
static bool
judge_file(struct jam_candidate *file, struct jam_arena *arena,
	   struct jam_error *err)
{
	/* O_NONBLOCK: a FIFO must not keep us waiting. */
	int fd = open(file->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool done;

	if (fd < 0 && errno == ENXIO)
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is not a file",
				file->path);
	file->missing =
	    fd < 0 && errno == ENOENT && file->access == JAM_ACCESS_CREATE;
	if (file->missing)
		return true;
	if (fd < 0)
		return fail_path(file->path, err);
	done = judge_header(file, fd, arena, err);
	close(fd);
	return done;
}

/*
 * SQLite needs to write beside a WAL file even to read it, unless nobody can
 * change it and nothing waits in its -wal.
 */
static bool
judge_access(struct jam_candidate *file, struct jam_arena *arena,
	     struct jam_error *err)
{
	const char *slash = strrchr(file->path, '/');
	const char *folder =
	    jam_strndup(arena, file->path, (size_t)(slash - file->path) + 1);
	struct stat wal;

	file->has_wal =
	    stat(jam_format(arena, "%s-wal", file->path), &wal) == 0 &&
	    wal.st_size > 0;
	if (file->missing ||
	    (access(file->path, W_OK) == 0 && access(folder, W_OK) == 0))
		return true;
	if (file->access != JAM_ACCESS_READ) {
		jam_fail(err, JAM_E_IO,
			 "\"%s\" and its folder cannot be written", file->path);
		return jam_hint(err, "work on a copy in a folder where you "
				     "may write");
	}
	if (file->has_wal) {
		jam_fail(err, JAM_E_CONFIG,
			 "\"%s\" cannot be written and part of it is in "
			 "\"%s-wal\"",
			 file->path, file->path);
		return jam_hint(err, "copy both to a folder of your own");
	}
	file->immutable = true;
	return true;
}

bool
jam_candidate_judge(const char *path, enum jam_access access,
		    struct jam_arena *arena, struct jam_candidate *file,
		    struct jam_error *err)
{
	*file = (struct jam_candidate){ .access = access, .folder = -1 };
	return resolve(path, arena, file, err) &&
	       judge_folder(file, arena, err) && judge_file(file, arena, err) &&
	       judge_access(file, arena, err);
}
