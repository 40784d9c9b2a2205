/* SPDX-License-Identifier: MIT */
/* Reading the corpora. */
#include "tests/unit/corpus.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "tests/unit/jam_test.h"

static void
add(struct jam_corpus *corpus, struct jam_arena *arena, const char *text)
{
	corpus->texts = jam_grow(arena, corpus->texts, &corpus->capacity,
				 corpus->count + 1, sizeof(*corpus->texts));
	corpus->texts[corpus->count++] = text;
}

/* A text that may be empty. */
static const char *
text_of(const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);

	return text != NULL ? text : "";
}

/*
 * The tree of the next line of a JSON lines file; NULL at its end.  A text
 * with a NUL is passed over: none gets past the door.
 */
static struct jam_node *
next_line(struct jam_arena *arena, const char **lines)
{
	struct jam_error err = { .code = JAM_OK };
	size_t n = strcspn(*lines, "\n");
	const char *line = jam_strndup(arena, *lines, n);
	struct jam_node *root;

	if (n == 0)
		return NULL;
	*lines += n + ((*lines)[n] == '\n');
	if (strstr(line, "\\u0000") != NULL)
		return next_line(arena, lines);
	assert_done(jam_json_read(line, n, "corpus", arena, &root, &err), &err);
	return root;
}

static void
read_texts(struct jam_corpus *corpus, struct jam_arena *arena, const char *path,
	   const char *key)
{
	const char *lines = jam_test_read(arena, jam_test_shared(arena, path));
	const struct jam_node *root;

	while ((root = next_line(arena, &lines)) != NULL)
		add(corpus, arena, text_of(root, key));
}

void
jam_corpus_read(struct jam_corpus *corpus, struct jam_arena *arena)
{
	*corpus = (struct jam_corpus){ NULL, 0, 0 };
	read_texts(corpus, arena, "corpora/owasp-xss/payloads.jsonl",
		   "payload");
	read_texts(corpus, arena, "corpora/blns/strings.jsonl", "s");
	read_texts(corpus, arena, "corpora/commonmark/examples.jsonl",
		   "markdown");
}

static int64_t
number(const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);

	return text == NULL ? 0 : strtoll(text, NULL, 10);
}

static void
put_part(struct jam_buf *out, const struct jam_node *part)
{
	if (jam_node_find(part, "i_from") == NULL) {
		for (int64_t i = number(part, "times"); i > 0; i--)
			jam_buf_text(out, text_of(part, "text"));
		return;
	}
	for (int64_t i = number(part, "i_from"); i <= number(part, "i_to");
	     i++) {
		jam_buf_text(out, text_of(part, "before"));
		for (int64_t k = 0; k < i; k++)
			jam_buf_text(out, text_of(part, "pad"));
		jam_buf_text(out, text_of(part, "after"));
	}
}

/* Keys that fall into one slot of cmark's old table of references. */
static void
put_collisions(struct jam_buf *out)
{
	char bad[16] = "", key[16];
	size_t found = 0;

	for (unsigned n = 0; found < 25000; n++) {
		uint32_t h = 0;

		snprintf(key, sizeof(key), "x%u", n);
		for (const char *p = key; *p != '\0'; p++)
			h = (unsigned char)*p + (h << 6) + (h << 16) - h;
		if (h % 16 != 0)
			continue;
		if (found++ == 0)
			memcpy(bad, key, sizeof(bad));
		else
			jam_buf_format(out, "[%s]: /url\n\n[%s]\n\n", key, bad);
	}
}

void
jam_corpus_slow(struct jam_corpus *texts, struct jam_corpus *names,
		struct jam_arena *arena)
{
	const char *lines = jam_test_read(
	    arena,
	    jam_test_shared(arena, "corpora/commonmark/pathological.jsonl"));
	const struct jam_node *root;

	*texts = *names = (struct jam_corpus){ NULL, 0, 0 };
	while ((root = next_line(arena, &lines)) != NULL) {
		const struct jam_node *parts = jam_node_find(root, "parts");
		struct jam_buf text;

		jam_buf_init(&text, arena);
		if (parts == NULL || parts->kind != JAM_NODE_LIST)
			put_collisions(&text);
		else
			for (const struct jam_node *p = parts->first; p != NULL;
			     p = p->next)
				put_part(&text, p);
		add(texts, arena, jam_buf_string(&text));
		add(names, arena, text_of(root, "name"));
	}
}
