/* SPDX-License-Identifier: MIT */
/* The folder, and the database byte by byte. */
#include "tests/unit/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "tests/unit/command.h"
#include "tests/unit/event_data.h"
#include "tests/unit/raw.h"

void
world_enter(struct world *w, struct jam_place *place)
{
	struct jam_arena *arena = place->arena;
	const char *yaml;

	w->place = place;
	assert_non_null(getcwd(w->top, sizeof(w->top)));
	assert_int_equal(
	    system(jam_format(arena,
			      "cp examples/series/*.yaml examples/series/*.csv"
			      " tests/unit/life/* '%s'",
			      place->folder)),
	    0);
	assert_int_equal(chdir(place->folder), 0);
	yaml = jam_test_read(arena, "alignment-spring.yaml");
	jam_test_write("life.yaml",
		       event_edit(arena, yaml, "title: Safety, weight: 2",
				  "title: Safety, weight: 3"));
	jam_test_write("full.yaml", event_yaml);
	jam_test_write(
	    "full-changed.yaml",
	    event_edit(arena, event_yaml, "title: Talk", "title: A talk"));
}

void
world_leave(struct world *w)
{
	assert_int_equal(chdir(w->top), 0);
}

void
world_run(struct world *w, const char *now, const char *words)
{
	struct command command;

	command_run(w->place->arena, words, now, &command);
	if (!command.done)
		fail_msg("%s: %s", words, command.said);
}

void
world_keep(struct jam_arena *arena, struct world_db *db)
{
	FILE *file = fopen(WORLD_DB, "rb");
	struct jam_buf bytes;
	char part[65536];
	size_t n;

	*db = (struct world_db){ NULL, 0 };
	if (file == NULL)
		return;
	jam_buf_init(&bytes, arena);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		jam_buf_add(&bytes, part, n);
	fclose(file);
	*db = (struct world_db){ bytes.data, bytes.length };
}

void
world_put_back(const struct world_db *db)
{
	FILE *file;

	unlink(WORLD_DB "-wal");
	unlink(WORLD_DB "-shm");
	unlink(WORLD_DB);
	if (db->bytes == NULL)
		return;
	file = fopen(WORLD_DB, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(db->bytes, 1, db->length, file), db->length);
	assert_int_equal(fclose(file), 0);
}

bool
world_same(const struct world_db *db)
{
	struct jam_arena *arena = jam_test_arena();
	struct world_db now;
	bool same;

	world_keep(arena, &now);
	same =
	    (now.bytes == NULL) == (db->bytes == NULL) &&
	    now.length == db->length &&
	    (now.length == 0 || memcmp(now.bytes, db->bytes, now.length) == 0);
	jam_arena_free(arena);
	return same;
}

const char *
world_head(struct jam_arena *arena)
{
	if (access(WORLD_DB, F_OK) != 0)
		return "";
	return raw_ask(arena, WORLD_DB,
		       "SELECT seq, hex(hash) FROM log ORDER BY seq DESC"
		       " LIMIT 1");
}
