/* SPDX-License-Identifier: MIT */
/*
 * A jam in a folder, for commands that run in this process (command.h): the
 * files of examples/series beside it, the database put back as often as wanted.
 */
#ifndef JAM_TESTS_UNIT_WORLD_H
#define JAM_TESTS_UNIT_WORLD_H

#include "tests/unit/jam_test.h"

#define WORLD_DB "jam.db"

/* In the spring's window for ratings; behind it; behind the summer's too. */
#define WORLD_OPEN  "2021-03-12T15:00:00Z"
#define WORLD_AFTER "2021-03-13T10:00:00Z"
#define WORLD_LATER "2022-01-10T10:00:00Z"

/* In the window of the event with every key; behind it. */
#define WORLD_FULL "2022-11-13T15:00:00Z"
#define WORLD_DONE "2022-12-14T10:00:00Z"

struct world {
	struct jam_place *place;
	char top[4096]; /* the directory it was entered from */
};

/* The folder becomes the working directory; and again the one before. */
void world_enter(struct world *world, struct jam_place *place);
void world_leave(struct world *world);

/* A command that must be done. */
void world_run(struct world *world, const char *now, const char *words);

/* The database as it is; bytes are NULL when there is none. */
struct world_db {
	char *bytes;
	size_t length;
};
void world_keep(struct jam_arena *arena, struct world_db *db);
void world_put_back(const struct world_db *db);
bool world_same(const struct world_db *db);

/* The last entry of its log; "" without a database. */
const char *world_head(struct jam_arena *arena);

#endif
