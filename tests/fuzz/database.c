/* SPDX-License-Identifier: MIT */
/*
 * Databases, opened and verified.  An input is a whole file ("SQLite format
 * 3…") or edits of a real one: bytes put at a place of a page, the end cut
 * off, a -wal laid beside it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tests/unit/in_process.h"
#include "tests/unit/life.h"

#define PAGE	  4096
#define FILE_MOST ((size_t)1 << 20)

static uint8_t real[FILE_MOST], file[FILE_MOST];
static size_t real_size;
static char path[64], wal[72], shm[72]; /* in memory where there is some */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
clean_up(void)
{
	unlink(path);
	unlink(wal);
	unlink(shm);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct store_data *data;
	void *state;
	FILE *made;

	(void)argc;
	(void)argv;
	store_data_setup(&state);
	data = state;
	life_make(data);
	made = fopen(data->path, "rb");
	if (made == NULL)
		abort();
	real_size = fread(real, 1, sizeof(real), made);
	fclose(made);
	store_data_teardown(&state);
	snprintf(path, sizeof(path), "%s/jam-fuzz-%d.db",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
		 (int)getpid());
	snprintf(wal, sizeof(wal), "%s-wal", path);
	snprintf(shm, sizeof(shm), "%s-shm", path);
	atexit(clean_up);
	return freopen("/dev/null", "w", stdout) == NULL;
}

static void
put(const char *name, const uint8_t *bytes, size_t length)
{
	FILE *out = fopen(name, "wb");

	if (out == NULL || fwrite(bytes, 1, length, out) != length ||
	    fclose(out) != 0)
		abort();
}

/* An edit is page, place in it (16 bits each), what, length, bytes. */
static size_t
edit(const uint8_t *bytes, size_t length, size_t size)
{
	size_t at, n;

	while (length >= 6) {
		at = (size_t)(bytes[0] | bytes[1] << 8) * PAGE +
		     (size_t)(bytes[2] | bytes[3] << 8) % PAGE;
		at %= real_size;
		n = bytes[5] % 32;
		n = n < length - 6 ? n : length - 6;
		n = n < real_size - at ? n : real_size - at;
		if (bytes[4] % 16 == 0) {
			put(wal, bytes + 6, length - 6);
			return size;
		}
		if (bytes[4] % 16 == 1)
			size = at;
		else
			memcpy(file + at, bytes + 6, n);
		bytes += 6 + n;
		length -= 6 + n;
	}
	return size;
}

/* False when the file is refused. */
static bool
run(const char *command, const char *more)
{
	const char *const words[] = { "--db", path, command, more, NULL };
	struct jam_arena *arena = jam_test_arena();
	struct jam_error err = { 0 };

	in_process(arena, words, &err);
	if (err.code == JAM_E_BUG)
		abort();
	jam_arena_free(arena);
	return err.code != JAM_E_CONFIG;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const also[][2] = {
		{ "score" },	      { "status" },	    { "log" },
		{ "check" },	      { "list", "judges" }, { "list", "teams" },
		{ "list", "persons" }
	};
	size_t size = real_size;

	clean_up();
	memcpy(file, real, real_size);
	if (length >= 16 && length <= FILE_MOST &&
	    memcmp(bytes, "SQLite format 3", 16) == 0) {
		memcpy(file, bytes, length);
		size = length;
	} else
		size = edit(bytes, length, size);
	put(path, file, size);
	if (!run("verify", NULL))
		return 0;
	/* What does not verify may still be read by who does not ask. */
	length %= sizeof(also) / sizeof(also[0]);
	run(also[length][0], also[length][1]);
	return 0;
}
