/* SPDX-License-Identifier: MIT */
/* A row as canonical JSON, texts as commitments. */
#include "core/model/entry.h"

#include <assert.h>
#include <string.h>

#include "core/base/json.h"
#include "core/model/columns.h"

void
jam_entry_begin(struct jam_entry *entry, struct jam_arena *arena,
		const uint8_t *salt)
{
	*entry = (struct jam_entry){ .salt = salt };
	jam_buf_init(&entry->buf, arena);
	jam_buf_reserve(&entry->buf, 400); /* most rows: two texts */
	jam_buf_char(&entry->buf, '{');
}

static bool
is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~' || text[i] == '"' ||
		    text[i] == '\\')
			return false;
	return true;
}

/* What needs no escape, between quotes. */
static void
add_plain(struct jam_buf *buf, const char *text, size_t length)
{
	jam_buf_char(buf, '"');
	jam_buf_add(buf, text, length);
	jam_buf_char(buf, '"');
}

static void
add_key(struct jam_entry *entry, const char *key)
{
	size_t length = strlen(key);

	assert(is_plain(key, length));
	assert(entry->last_key == NULL || strcmp(entry->last_key, key) < 0);
	if (entry->last_key != NULL)
		jam_buf_char(&entry->buf, ',');
	add_plain(&entry->buf, key, length);
	jam_buf_char(&entry->buf, ':');
	entry->last_key = key;
}

void
jam_entry_int(struct jam_entry *entry, const char *key, int64_t n)
{
	add_key(entry, key);
	if (n == JAM_NONE)
		jam_buf_text(&entry->buf, "null");
	else
		jam_json_int(&entry->buf, n);
}

void
jam_entry_word(struct jam_entry *entry, const char *key, const char *word)
{
	add_key(entry, key);
	jam_json_string(&entry->buf, word);
}

void
jam_entry_text(struct jam_entry *entry, const char *key, const char *text)
{
	char hex[65];

	add_key(entry, key);
	if (text == NULL || entry->salt == NULL) {
		jam_buf_text(&entry->buf, text == NULL ? "null" : "false");
		return;
	}
	jam_entry_commit(entry->salt, key, text, hex);
	add_plain(&entry->buf, hex, sizeof(hex) - 1);
}

void
jam_entry_json(struct jam_entry *entry, const char *key, const char *json)
{
	add_key(entry, key);
	jam_buf_text(&entry->buf, json);
}

const char *
jam_entry_end(struct jam_entry *entry)
{
	jam_buf_char(&entry->buf, '}');
	return jam_buf_string(&entry->buf);
}

void
jam_entry_commit(const uint8_t *salt, const char *field, const char *text,
		 char hex[65])
{
	struct jam_hasher hasher;
	struct jam_hash hash;

	assert(salt != NULL);
	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, salt, JAM_SALT_SIZE);
	jam_hash_add(&hasher, field, strlen(field) + 1);
	jam_hash_add(&hasher, text, strlen(text));
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
}
