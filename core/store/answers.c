/* SPDX-License-Identifier: MIT */
/* The table answer_private. */
#include "core/store/answers.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/answer_rows.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/store.h"

/* The heading is a person's text, so the key holds only its hash. */
const char *
jam_answer_key(struct jam_arena *arena, const char *event, const char *subject,
	       const struct jam_answer *answer)
{
	struct jam_hasher hasher;
	struct jam_hash hash;
	char hex[17];

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, answer->source, strlen(answer->source) + 1);
	jam_hash_add(&hasher, answer->header, strlen(answer->header));
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, 8);
	return jam_format(arena, "%s %s %s", event, subject, hex);
}

const char *
jam_answer_bytes(struct jam_arena *arena, const char *event,
		 const char *subject, const uint8_t *salt,
		 const struct jam_answer *answer)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_word(&e, "event", event);
	jam_entry_text(&e, "heading", answer->header);
	jam_entry_word(&e, "source", answer->source);
	jam_entry_word(&e, "subject", subject);
	jam_entry_text(&e, "value", answer->value);
	return jam_entry_end(&e);
}

/* *old: what is stored, its value NULL where nothing is. */
static bool
get(struct jam_store *store, const struct jam_subject *subject,
    const struct jam_answer *answer, struct jam_answer *old, int64_t *seq,
    struct jam_error *err)
{
	enum jam_sql sql = subject->person != 0 ? JAM_SQL_ANSWER_OF_PERSON
						: JAM_SQL_ANSWER_OF_PROJECT;
	struct jam_query *q = jam_query(store, sql, err);
	bool found;

	*old = *answer;
	old->value = NULL;
	if (q == NULL)
		return false;
	if (subject->person != 0) {
		jam_bind_int(q, 1, subject->event->id);
		jam_bind_int(q, 2, subject->person);
		jam_bind_text(q, 3, answer->source);
		jam_bind_text(q, 4, answer->header);
	} else {
		jam_bind_int(q, 1, subject->project);
		jam_bind_text(q, 2, answer->source);
		jam_bind_text(q, 3, answer->header);
	}
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		old->value = jam_get_text(q, 0, jam_store_arena(store));
		*seq = jam_get_int(q, 1);
		jam_reset(q);
	}
	return true;
}

static bool
insert(struct jam_store *store, const struct jam_subject *subject,
       const struct jam_answer *answer, int64_t seq, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ANSWER_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, subject->event->id);
	jam_bind_ref(q, 2, subject->person);
	jam_bind_ref(q, 3, subject->project);
	jam_bind_text(q, 4, answer->source);
	jam_bind_text(q, 5, answer->header);
	jam_bind_text(q, 6, answer->value);
	jam_bind_int(q, 7, seq);
	return jam_run_query(q, err);
}

static bool
update(struct jam_store *store, const struct jam_subject *subject,
       const struct jam_answer *answer, int64_t seq, struct jam_error *err)
{
	bool of_person = subject->person != 0;
	struct jam_query *q =
	    jam_query(store,
		      of_person ? JAM_SQL_ANSWER_UPDATE_PERSON
				: JAM_SQL_ANSWER_UPDATE_PROJECT,
		      err);
	int n = 3;

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, answer->value);
	jam_bind_int(q, 2, seq);
	if (of_person)
		jam_bind_int(q, n++, subject->event->id);
	jam_bind_int(q, n++, of_person ? subject->person : subject->project);
	jam_bind_text(q, n++, answer->source);
	jam_bind_text(q, n, answer->header);
	return jam_run_query(q, err);
}

static bool
put(struct jam_store *store, const struct jam_subject *subject,
    const struct jam_answer *answer, enum jam_change *change,
    struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *event = subject->event->uid.text;
	struct jam_answer old;
	const char *key;
	int64_t seq = 0;

	if (!get(store, subject, answer, &old, &seq, err))
		return false;
	if (old.value != NULL && strcmp(old.value, answer->value) == 0)
		return true;
	if (*change == JAM_UNCHANGED)
		*change = JAM_UPDATED;
	key = jam_answer_key(arena, event, subject->uid, answer);
	if (old.value != NULL &&
	    !jam_log_end(store, "answer", key,
			 jam_answer_bytes(arena, event, subject->uid,
					  subject->salt, &old),
			 seq, err))
		return false;
	if (!jam_log_row(store, "answer", key,
			 jam_answer_bytes(arena, event, subject->uid,
					  subject->salt, answer),
			 &seq, err))
		return false;
	return old.value != NULL ? update(store, subject, answer, seq, err)
				 : insert(store, subject, answer, seq, err);
}

bool
jam_store_put_answers(struct jam_store *store,
		      const struct jam_subject *subject,
		      const struct jam_answer *answers, size_t count,
		      enum jam_change *change, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));

	for (size_t i = 0; i < count; i++) {
		if (answers[i].value == NULL || answers[i].value[0] == '\0')
			continue;
		if (!put(store, subject, &answers[i], change, err))
			return false;
		jam_arena_reset(jam_store_arena(store), mark);
	}
	return true;
}
