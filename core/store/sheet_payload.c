/* SPDX-License-Identifier: MIT */
/* The payload of an entry: the act, and what its rows come to. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/store/sheet.h"

#define MEMBERS (JAM_LOG_DETAILS + 12)

/* The payload in the making: members in any order. */
struct payload {
	struct jam_log_detail members[MEMBERS];
	size_t count;
	struct jam_arena *arena;
};

static void
add(struct payload *p, const char *key, const char *json)
{
	assert(p->count < MEMBERS);
	p->members[p->count++] = (struct jam_log_detail){ key, json };
}

static const char *
quoted(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_json_string(&buf, text);
	return jam_buf_string(&buf);
}

static void
add_text(struct payload *p, const char *key, const char *text)
{
	if (text != NULL)
		add(p, key, quoted(p->arena, text));
}

static void
add_part(struct payload *p, const char *counts, const char *digest,
	 const struct jam_sheet_part *part)
{
	char hex[2 * JAM_HASH_SIZE + 1];
	struct jam_buf buf;

	if (part->count == 0)
		return;
	jam_buf_init(&buf, p->arena);
	jam_leaf_counts(&buf, part->leaves, part->count);
	add(p, counts, jam_buf_string(&buf));
	jam_hex_write(hex, part->digest.bytes, JAM_HASH_SIZE);
	add_text(p, digest, hex);
}

static void
add_rows(struct payload *p, const struct jam_sheet *sheet, const char *clear)
{
	add_part(p, "rows", "rows_sha256", &sheet->rows);
	add_part(p, "ended", "ended_sha256", &sheet->ended);
	if (clear == NULL)
		return;
	add_text(p, "table", sheet->rows.leaves[0].table);
	add_text(p, "key", sheet->rows.leaves[0].key);
	add(p, "row", clear);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct jam_log_detail *left = a, *right = b;

	return strcmp(left->key, right->key);
}

const char *
jam_sheet_payload(const struct jam_sheet *sheet, const struct jam_log_act *act,
		  const char *clear)
{
	struct jam_arena *arena = sheet->arena;
	struct payload p = { .arena = arena };
	struct jam_buf out;

	add_text(&p, "actor", act->actor != NULL ? act->actor : "organizer");
	add_text(&p, "event", act->event);
	if (act->claimed_at != JAM_NONE && act->claimed_at != 0)
		add(&p, "claimed_at",
		    jam_format(arena, "%lld", (long long)act->claimed_at));
	for (const struct jam_log_detail *d = act->details; d->key != NULL; d++)
		add(&p, d->key, d->json);
	add_rows(&p, sheet, clear);
	qsort(p.members, p.count, sizeof(p.members[0]), compare_keys);
	jam_buf_init(&out, arena);
	for (size_t i = 0; i < p.count; i++) {
		assert(i == 0 ||
		       compare_keys(&p.members[i - 1], &p.members[i]) < 0);
		jam_buf_char(&out, i == 0 ? '{' : ',');
		jam_json_string(&out, p.members[i].key);
		jam_buf_char(&out, ':');
		jam_buf_text(&out, p.members[i].json);
	}
	jam_buf_char(&out, '}');
	return jam_buf_string(&out);
}
