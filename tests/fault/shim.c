/* SPDX-License-Identifier: MIT */
/*
 * Faults for a program that knows nothing of them (LD_PRELOAD).  Counts the
 * calls that change files, or allocations, and lets the Nth fail.
 *
 *   FAULT_DO     kill, enospc, eio, eintr, short (calls); memory; count
 *   FAULT_AT     N = 1, 2, …; 0: none
 *   FAULT_ON     set: all from the Nth on, else the Nth alone
 *   FAULT_COUNT  a file that gets the number of calls, at the end
 *   FAULT_FS     the file system that fstatfs tells, as a number
 *   FAULT_SERVE  "IN OUT", two pipes: run once for each order that is read,
 *                in a child that begins before main; its status is the answer
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))(size_t)dlsym(RTLD_NEXT, #name))

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static const char *what = ""; /* FAULT_DO; nothing before main */
static long due;	      /* FAULT_AT */
static bool goes_on;	      /* FAULT_ON */
static long counted;

static bool
is_due(void)
{
	counted++;
	return due > 0 && (counted == due || (counted > due && goes_on));
}

static bool
memory_fails(void)
{
	if (strcmp(what, "memory") != 0 || !is_due())
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return memory_fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return memory_fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return memory_fails() ? NULL : __libc_realloc(old, size);
}

/* What the arena maps is an allocation. */
void *
mmap(void *at, size_t size, int access, int flags, int fd, off_t offset)
{
	if ((flags & MAP_ANONYMOUS) != 0 && memory_fails())
		return MAP_FAILED;
	return REAL(mmap)(at, size, access, flags, fd, offset);
}

/* Does this call fail?  A short write is up to the caller. */
static bool
call_fails(bool writes)
{
	if (*what == '\0' || strcmp(what, "memory") == 0 || !is_due())
		return false;
	if (strcmp(what, "kill") == 0)
		raise(SIGKILL);
	if (strcmp(what, "short") == 0)
		return writes;
	errno = strcmp(what, "enospc") == 0  ? ENOSPC
		: strcmp(what, "eintr") == 0 ? EINTR
					     : EIO;
	return strcmp(what, "eintr") != 0 || writes;
}

static bool
is_short(void)
{
	return strcmp(what, "short") == 0;
}

#define WRITER(name, offset_type)                                             \
	ssize_t name(int fd, const void *bytes, size_t n, offset_type at)     \
	{                                                                     \
		if (!call_fails(true))                                        \
			return REAL(name)(fd, bytes, n, at);                  \
		return is_short() && n > 1 ? REAL(name)(fd, bytes, n / 2, at) \
					   : -1;                              \
	}
WRITER(pwrite, off_t)
WRITER(pwrite64, off64_t)

ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (!call_fails(true))
		return REAL(write)(fd, bytes, n);
	return is_short() && n > 1 ? REAL(write)(fd, bytes, n / 2) : -1;
}

#define CALL(name, declared, given)                               \
	int name declared                                         \
	{                                                         \
		return call_fails(false) ? -1 : REAL(name) given; \
	}
CALL(fdatasync, (int fd), (fd))
CALL(fsync, (int fd), (fd))
CALL(syncfs, (int fd), (fd))
CALL(ftruncate, (int fd, off_t n), (fd, n))
CALL(ftruncate64, (int fd, off64_t n), (fd, n))
CALL(unlink, (const char *path), (path))
CALL(unlinkat, (int fd, const char *path, int flags), (fd, path, flags))
CALL(rename, (const char *from, const char *to), (from, to))
CALL(renameat, (int a, const char *from, int b, const char *to),
     (a, from, b, to))
CALL(mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode))

int
fstatfs(int fd, struct statfs *status)
{
	const char *type = getenv("FAULT_FS");
	int result = REAL(fstatfs)(fd, status);

	if (type != NULL)
		status->f_type = (__fsword_t)strtoul(type, NULL, 0);
	return result;
}

/* One run for each order, in a child that goes on to main. */
static void
serve(int in, int out)
{
	const char *folder = getenv("PWD");
	long order[2];
	int status = 0;
	pid_t child;

	while (read(in, order, sizeof(order)) == (ssize_t)sizeof(order)) {
		child = fork();
		if (child == 0) {
			close(in);
			close(out);
			due = order[0];
			goes_on = order[1] != 0;
			if (folder == NULL || chdir(folder) != 0)
				_exit(126);
			return;
		}
		if (waitpid(child, &status, 0) != child ||
		    write(out, &status, sizeof(status)) !=
			(ssize_t)sizeof(status))
			break;
	}
	_exit(125);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *word = getenv("FAULT_DO"), *at = getenv("FAULT_AT");
	const char *pipes = getenv("FAULT_SERVE");
	char *end;
	int in;

	due = at != NULL ? strtol(at, NULL, 10) : 0;
	goes_on = getenv("FAULT_ON") != NULL;
	if (pipes != NULL) {
		in = (int)strtol(pipes, &end, 10);
		serve(in, (int)strtol(end, NULL, 10));
	}
	what = word != NULL ? word : "";
	counted = 0;
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("FAULT_COUNT");
	char text[32];
	int fd, n;

	if (path == NULL)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	n = snprintf(text, sizeof(text), "%ld\n", counted);
	if (fd >= 0 && REAL(write)(fd, text, (size_t)n) == n)
		close(fd);
}
