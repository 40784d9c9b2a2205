/* SPDX-License-Identifier: MIT */
/*
 * The peer of `jam assign`: a bare program that writes the same rows.  It
 * reads judges and seats of DONE, adds them to a copy of the file from before
 * (same schema, foreign keys on, one transaction), and prints the milliseconds
 * of the writing: bench_rows DONE BEFORE
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct judge {
	char uid[33];
	sqlite3_int64 id, event, person, seq;
};

struct seat {
	sqlite3_int64 value[5];
};

static void
check(sqlite3 *db, int result)
{
	if (result == SQLITE_OK || result == SQLITE_DONE ||
	    result == SQLITE_ROW)
		return;
	fprintf(stderr, "%s\n", sqlite3_errmsg(db));
	exit(1);
}

static sqlite3 *
open_file(const char *path)
{
	sqlite3 *db;

	check(NULL, sqlite3_open(path, &db));
	return db;
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	check(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL));
	return s;
}

static void *
grow(void *items, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0)
		return items;
	items = realloc(items, (n == 0 ? 1 : 2 * n) * size);
	if (items == NULL)
		exit(71);
	return items;
}

static size_t
read_judges(sqlite3 *db, struct judge **out)
{
	sqlite3_stmt *s = prepare(db, "SELECT uid, id, event, person, seq "
				      "FROM judge ORDER BY id");
	size_t n = 0;

	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		*out = grow(*out, n, sizeof(**out));
		snprintf((*out)[n].uid, sizeof((*out)[n].uid), "%s",
			 (const char *)sqlite3_column_text(s, 0));
		(*out)[n].id = sqlite3_column_int64(s, 1);
		(*out)[n].event = sqlite3_column_int64(s, 2);
		(*out)[n].person = sqlite3_column_int64(s, 3);
		(*out)[n].seq = sqlite3_column_int64(s, 4);
	}
	sqlite3_finalize(s);
	return n;
}

static size_t
read_seats(sqlite3 *db, struct seat **out)
{
	sqlite3_stmt *s =
	    prepare(db, "SELECT judge, project, slot, handed_out, "
			"seq FROM seat ORDER BY judge, slot");
	size_t n = 0;

	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		*out = grow(*out, n, sizeof(**out));
		for (int c = 0; c < 5; c++)
			(*out)[n].value[c] = sqlite3_column_int64(s, c);
	}
	sqlite3_finalize(s);
	return n;
}

static void
write_judges(sqlite3 *db, const struct judge *judge, size_t n)
{
	sqlite3_stmt *s = prepare(
	    db, "INSERT INTO judge (uid, id, event, person, seq, kind, shown) "
		"VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)");

	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_text(s, 1, judge[i].uid, -1, SQLITE_STATIC);
		sqlite3_bind_int64(s, 2, judge[i].id);
		sqlite3_bind_int64(s, 3, judge[i].event);
		sqlite3_bind_int64(s, 4, judge[i].person);
		sqlite3_bind_int64(s, 5, judge[i].seq);
		check(db, sqlite3_step(s));
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
}

static void
write_seats(sqlite3 *db, const struct seat *seat, size_t n)
{
	sqlite3_stmt *s =
	    prepare(db, "INSERT INTO seat VALUES (?1, ?2, ?3, ?4, ?5)");

	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < 5; c++)
			sqlite3_bind_int64(s, c + 1, seat[i].value[c]);
		check(db, sqlite3_step(s));
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
}

int
main(int argc, char **argv)
{
	struct judge *judge = NULL;
	struct seat *seat = NULL;
	struct timespec from, to;
	size_t judges, seats;
	sqlite3 *db;

	if (argc != 3)
		return 64;
	db = open_file(argv[1]);
	judges = read_judges(db, &judge);
	seats = read_seats(db, &seat);
	sqlite3_close(db);
	clock_gettime(CLOCK_MONOTONIC, &from);
	db = open_file(argv[2]);
	check(db, sqlite3_exec(db,
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA cache_size = -65536; BEGIN IMMEDIATE",
			       NULL, NULL, NULL));
	write_judges(db, judge, judges);
	write_seats(db, seat, seats);
	check(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
	sqlite3_close(db);
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%.1f\n", (double)(to.tv_sec - from.tv_sec) * 1e3 +
			     (double)(to.tv_nsec - from.tv_nsec) / 1e6);
	return 0;
}
