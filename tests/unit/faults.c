/* SPDX-License-Identifier: MIT */
/* Every function here stands in front of the library's own. */
/* The library's inline forms would stand before ours. */
#undef _FORTIFY_SOURCE

#define _GNU_SOURCE /* RTLD_NEXT, renameat2 */
#include "tests/unit/faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tests/unit/jam_test.h"

#define WAYS  32768
#define DEPTH 48 /* of a whole way */
#define FEW   6

struct way {
	uint64_t mark;	    /* of the addresses; 0: none yet */
	size_t first, last; /* of the calls that are watched; 0: none */
	bool given;
};

static struct {
	enum { IDLE, WATCHING, FAILING } state;
	enum fault_kind kind;
	bool all;
	size_t calls, at;
	int code, inside; /* a function of SQLite that calls others */
	const char *failed;
	struct way ways[WAYS];
} faults;

/* FNV-1a over the return addresses, but for those of this file. */
static uint64_t
mark_of_way(void)
{
	void *frames[DEPTH];
	int depth = backtrace(frames, faults.all ? DEPTH : 3 + FEW);
	uint64_t mark = 0xcbf29ce484222325;

	for (int i = 3; i < depth; i++)
		mark = (mark ^ (uintptr_t)frames[i]) * 0x100000001b3;
	return mark != 0 ? mark : 1;
}

static void
watch(void)
{
	uint64_t mark = mark_of_way();
	size_t i = mark % WAYS;

	for (size_t n = 0; n < WAYS; n++, i = (i + 1) % WAYS) {
		struct way *way = &faults.ways[i];

		if (way->mark == 0)
			way->mark = mark;
		if (way->mark != mark)
			continue;
		if (way->first == 0)
			way->first = faults.calls;
		way->last = faults.calls;
		return;
	}
	fail_msg("more than %d ways", WAYS);
}

/* Does this call fail?  Then the code, else 0. */
static int
is_due(enum fault_kind kind, const char *name)
{
	if (faults.state == IDLE || faults.kind != kind || faults.inside > 0)
		return 0;
	faults.calls++;
	if (faults.state == WATCHING)
		watch();
	else if (faults.calls == faults.at) {
		faults.failed = name;
		return faults.code;
	}
	return 0;
}

void
faults_watch(enum fault_kind kind, bool all)
{
	for (size_t i = 0; i < WAYS; i++)
		faults.ways[i].first = 0;
	faults.kind = kind;
	faults.all = all;
	faults.calls = 0;
	faults.state = WATCHING;
}

static int
ascending(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
faults_watched(struct jam_arena *arena, struct fault_ways *ways)
{
	size_t cap = 0;

	faults.state = IDLE;
	*ways = (struct fault_ways){ 0 };
	for (size_t i = 0; i < WAYS; i++) {
		struct way *way = &faults.ways[i];

		if (way->first == 0 || (way->given && !faults.all))
			continue;
		ways->at = jam_grow(arena, ways->at, &cap, ways->count + 2,
				    sizeof(*ways->at));
		ways->at[ways->count++] = way->first;
		if (way->last != way->first)
			ways->at[ways->count++] = way->last;
		way->given = true;
	}
	if (ways->count > 0)
		qsort(ways->at, ways->count, sizeof(*ways->at), ascending);
}

void
faults_begin(enum fault_kind kind, size_t at, int code)
{
	faults.kind = kind;
	faults.calls = 0;
	faults.at = at;
	faults.code = code;
	faults.failed = NULL;
	faults.state = FAILING;
}

const char *
faults_end(void)
{
	faults.state = IDLE;
	return faults.failed;
}

#define REAL(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

/* A function that returns `failed` with errno set, or a result of SQLite. */
#define FRONT(type, name, declared, given, fails, failed) \
	type name declared                                \
	{                                                 \
		int code = is_due(fails, #name);          \
                                                          \
		if (code == 0)                            \
			return REAL(name) given;          \
		errno = code;                             \
		return failed;                            \
	}
/* What SQLite calls itself is its own: it does not heed what that returns. */
#define SQLITE(name, declared, given, otherwise)          \
	int name declared                                 \
	{                                                 \
		int code = is_due(FAULT_DATABASE, #name); \
                                                          \
		if (code != 0) {                          \
			otherwise;                        \
			return code;                      \
		}                                         \
		faults.inside++;                          \
		code = REAL(name) given;                  \
		faults.inside--;                          \
		return code;                              \
	}
#define SYSTEM(name, declared, given) \
	FRONT(int, name, declared, given, FAULT_SYSTEM, -1)

SQLITE(sqlite3_exec,
       (sqlite3 * db, const char *sql,
	int (*row)(void *, int, char **, char **), void *with, char **message),
       (db, sql, row, with, message), (void)0)
SQLITE(sqlite3_step, (sqlite3_stmt * stmt), (stmt), (void)0)
SQLITE(sqlite3_bind_int64, (sqlite3_stmt * stmt, int n, sqlite3_int64 value),
       (stmt, n, value), (void)0)
SQLITE(sqlite3_prepare_v2,
       (sqlite3 * db, const char *sql, int n, sqlite3_stmt **stmt,
	const char **tail),
       (db, sql, n, stmt, tail), *stmt = NULL)
SQLITE(sqlite3_prepare_v3,
       (sqlite3 * db, const char *sql, int n, unsigned flags,
	sqlite3_stmt **stmt, const char **tail),
       (db, sql, n, flags, stmt, tail), *stmt = NULL)

SYSTEM(fsync, (int fd), (fd))
SYSTEM(syncfs, (int fd), (fd))
SYSTEM(fstat, (int fd, struct stat *st), (fd, st))
SYSTEM(fstatat, (int fd, const char *path, struct stat *st, int flags),
       (fd, path, st, flags))
SYSTEM(unlinkat, (int fd, const char *path, int flags), (fd, path, flags))
SYSTEM(mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode))
SYSTEM(renameat, (int a, const char *from, int b, const char *to),
       (a, from, b, to))
SYSTEM(renameat2,
       (int a, const char *from, int b, const char *to, unsigned flags),
       (a, from, b, to, flags))
FRONT(FILE *, fopen, (const char *path, const char *mode), (path, mode),
      FAULT_SYSTEM, NULL)
FRONT(FILE *, fdopen, (int fd, const char *mode), (fd, mode), FAULT_SYSTEM,
      NULL)
FRONT(DIR *, fdopendir, (int fd), (fd), FAULT_SYSTEM, NULL)
FRONT(FILE *, tmpfile, (void), (), FAULT_SYSTEM, NULL)
FRONT(FILE *, open_memstream, (char **text, size_t *size), (text, size),
      FAULT_SYSTEM, NULL)
FRONT(char *, realpath, (const char *path, char *real), (path, real),
      FAULT_SYSTEM, NULL)

/* What could not be written is lost. */
int
fflush(FILE *file)
{
	int code = is_due(FAULT_SYSTEM, "fflush");

	if (code == 0)
		return REAL(fflush)(file);
	__fpurge(file);
	errno = code;
	return EOF;
}

static mode_t
mode_of(int flags, va_list ap)
{
	return (flags & O_CREAT) != 0 ? va_arg(ap, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	int code = is_due(FAULT_SYSTEM, "open");
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	if (code == 0)
		return REAL(open)(path, flags, mode);
	errno = code;
	return -1;
}

int
openat(int fd, const char *path, int flags, ...)
{
	int code = is_due(FAULT_SYSTEM, "openat");
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	if (code == 0)
		return REAL(openat)(fd, path, flags, mode);
	errno = code;
	return -1;
}
