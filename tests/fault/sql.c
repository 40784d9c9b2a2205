/* SPDX-License-Identifier: MIT */
/*
 * What SQL a program runs (LD_PRELOAD): every statement that SQLite begins is
 * appended to the file $FAULT_SQL, without its values, a line each.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
tell(unsigned kind, void *context, void *statement, void *text)
{
	const char *sql = sqlite3_sql(statement), *path = getenv("FAULT_SQL");
	size_t length = sql != NULL ? strlen(sql) : 0;
	char *line = malloc(length + 1);
	int fd;

	(void)kind, (void)context, (void)text;
	if (path == NULL || line == NULL)
		abort();
	for (size_t i = 0; i < length; i++)
		line[i] = sql[i] == '\n' ? ' ' : sql[i];
	line[length] = '\n';
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd < 0 || write(fd, line, length + 1) != (ssize_t)length + 1)
		abort();
	close(fd);
	free(line);
	return 0;
}

int
sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs)
{
	int (*open_it)(const char *, sqlite3 **, int, const char *);
	int rc;

	*(void **)&open_it = dlsym(RTLD_NEXT, "sqlite3_open_v2");
	rc = open_it(path, db, flags, vfs);
	if (rc == SQLITE_OK)
		sqlite3_trace_v2(*db, SQLITE_TRACE_STMT, tell, NULL);
	return rc;
}
