/* SPDX-License-Identifier: MIT */
/* Copy, check, name. */
#include "core/store/backup.h"

#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/os.h"
#include "core/store/backend.h"
#include "core/store/store.h"
#include "core/store/verify.h"

static bool
check_copy(struct jam_store *copy, struct jam_tick *tick,
	   struct jam_arena *arena, struct jam_backup *backup,
	   struct jam_error *err)
{
	struct jam_proof *proof = jam_alloc(arena, sizeof(*proof));

	if (!jam_store_begin(copy, err) || !jam_store_check(copy, err) ||
	    !jam_store_verify(copy, arena, tick, proof, err))
		return false;
	backup->entries = proof->entries;
	backup->head = proof->last.hash;
	if (proof->flaw_count == 0)
		return true;
	jam_fail(err, JAM_E_CONFIG,
		 "the database does not agree with its log at entry "
		 "%lld",
		 (long long)proof->flaws[0].seq);
	return jam_hint(err, "see: jam verify");
}

static bool
verify_copy(struct jam_store *store, const char *path, struct jam_tick *tick,
	    struct jam_backup *backup, struct jam_error *err)
{
	const struct jam_store_options options = {
		.path = path,
		.mode = JAM_STORE_READ,
		.random = store->random,
		.now = store->now,
	};
	struct jam_arena *arena = jam_arena_beside(store->own);
	struct jam_store_opened opened;
	struct jam_store *copy;
	bool done;

	done = jam_store_open(&options, arena, &copy, &opened, err) &&
	       check_copy(copy, tick, arena, backup, err);
	jam_store_close(copy);
	jam_arena_free(arena);
	return done;
}

bool
jam_store_may_backup(const char *path, struct jam_arena *arena,
		     struct jam_error *err)
{
	static const char *const rests[] = { "-wal", "-journal" };
	struct stat status;

	for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
		const char *rest = jam_format(arena, "%s%s", path, rests[i]);

		if (stat(rest, &status) != 0 || status.st_size == 0)
			continue;
		jam_fail(err, JAM_E_CANTCREATE, "\"%s\" is there", rest);
		return jam_hint(err, "it belongs to another database: name "
				     "another file");
	}
	return true;
}

bool
jam_store_backup(struct jam_store *store, const char *path, bool replace,
		 struct jam_tick *tick, struct jam_backup *backup,
		 struct jam_error *err)
{
	struct jam_arena *arena = jam_arena_beside(store->own);
	struct jam_outfile *out = NULL;
	struct stat status = { 0 };
	bool done;

	*backup = (struct jam_backup){ 0 };
	done = jam_store_check(store, err) &&
	       jam_os_create(path, 0600, replace, arena, &out, err) &&
	       jam_backend_copy(store->backend, jam_os_temporary(out), err) &&
	       verify_copy(store, jam_os_temporary(out), tick, backup, err);
	if (done && stat(jam_os_temporary(out), &status) == 0)
		backup->bytes = status.st_size;
	if (done)
		done = jam_os_commit(out, err);
	else
		jam_os_discard(out);
	jam_arena_free(arena);
	return done;
}

bool
jam_store_scrub(struct jam_store *store, struct jam_error *err)
{
	return jam_backend_scrub(store->backend, err);
}
