/* SPDX-License-Identifier: MIT */
/* Records for verify BUNDLE: proved, refuted, or refused. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tests/unit/in_process.h"
#include "tests/unit/jam_test.h"

static char path[64];

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
clean_up(void)
{
	unlink(path);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	snprintf(path, sizeof(path), "%s/jam-fuzz-%d.jsonl",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
		 (int)getpid());
	atexit(clean_up);
	return freopen("/dev/null", "w", stdout) == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *const words[] = { "verify",
				      path,
				      "--head",
				      "0000000000000000000000000000000000000000"
				      "000000000000000000000000",
				      "--receipt",
				      "1-0000000000000000",
				      NULL };
	struct jam_arena *arena = jam_test_arena();
	struct jam_error err = { 0 };
	FILE *file = fopen(path, "wb");

	if (file == NULL || fwrite(bytes, 1, length, file) != length ||
	    fclose(file) != 0)
		abort();
	in_process(arena, words, &err);
	/* That head is nowhere. */
	if (err.code != JAM_E_DATA && err.code != JAM_E_NO)
		abort();
	jam_arena_free(arena);
	return 0;
}
