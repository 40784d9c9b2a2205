/* SPDX-License-Identifier: MIT */
/* YAML trees: what is read, what is refused and where, within which time. */
#include <jansson.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/import/yaml.h"
#include "tests/unit/jam_test.h"

static struct jam_node *
read_text(struct jam_arena *arena, const char *text, struct jam_error *err)
{
	struct jam_node *root;

	*err = (struct jam_error){ .code = JAM_OK };
	if (!jam_yaml_read(text, strlen(text), "t.yaml", arena, &root, err))
		return NULL;
	return root;
}

static void
refuse(struct jam_arena *arena, const char *text, size_t line, size_t column,
       const char *part)
{
	struct jam_error err;

	assert_null(read_text(arena, text, &err));
	assert_error(&err, JAM_E_DATA, part);
	assert_i64_equal(err.at.line, line);
	assert_i64_equal(err.at.column, column);
}

static void
test_tree(void **state)
{
	struct jam_error err;
	const struct jam_node *root, *node;

	root = read_text(*state,
			 "a: no\nb:\n  - 18:00\n  - {c: 012, d: }\ne: |\n  x\n"
			 "  y\nf: 1.10\ng: \"\\xe9\"\n",
			 &err);
	assert_done(root != NULL, &err);
	assert_string_equal(jam_node_text(root, "a"), "no");
	assert_string_equal(jam_node_text(root, "e"), "x\ny\n");
	assert_string_equal(jam_node_text(root, "f"), "1.10");
	assert_string_equal(jam_node_text(root, "g"), "\xc3\xa9");
	node = jam_node_find(root, "b");
	assert_int_equal(node->kind, JAM_NODE_LIST);
	assert_string_equal(node->first->text, "18:00");
	node = jam_node_find(node->last, "c");
	assert_string_equal(node->text, "012");
	assert_string_equal(jam_node_path(*state, node), "b[1].c");
	assert_i64_equal(node->line, 4);
	assert_i64_equal(node->column, 9);
	assert_i64_equal(node->key_column, 6);
	assert_string_equal(node->next->text, "");
	assert_null(jam_node_text(node->parent, "d"));
}

static void
test_refused(void **state)
{
	refuse(*state, "a: 1\nsites: 2\nb: 3\nsites: 4\n", 4, 1,
	       "duplicate key \"sites\", first in line 2");
	refuse(*state, "a: &x 1\n", 1, 4, "anchor");
	refuse(*state, "a: *x\n", 1, 4, "alias");
	refuse(*state, "<<: {a: 1}\n", 1, 1, "merge");
	refuse(*state, "a: !!str 1\n", 1, 4, "tag");
	refuse(*state, "a: ! 1\n", 1, 4, "tag");
	refuse(*state, "a: ! '1'\n", 1, 4, "tag");
	refuse(*state, "a: !x [1]\n", 1, 4, "tag");
	refuse(*state, "--- !t\na: 1\n", 1, 5, "tag");
	refuse(*state, "a: 1\n---\nb: 1\n", 2, 1, "second document");
	refuse(*state, "%YAML 1.1\n---\na: 1\n", 1, 1, "directive");
	refuse(*state, "%TAG ! x\n---\na: 1\n", 1, 1, "directive");
	refuse(*state, "? [a]\n: 1\n", 1, 3, "a key must be plain text");
	refuse(*state, "{a: 1}: 2\n", 1, 1, "a key must be plain text");
	refuse(*state, "a: \"\\0\"\n", 1, 4, "NUL");
	refuse(*state, "# nothing\n", 1, 1, "says nothing");
}

static void
test_words(void **state)
{
	refuse(*state, "a:\n\tb: 1\n", 2, 1, "a TAB cannot indent; use blanks");
	refuse(*state, "title: Foo: bar\n", 1, 11,
	       "quote the value, it holds ': '");
	refuse(*state, "a:\n  b: 1\n c: 2\n", 3, 2,
	       "line 3 does not line up with line 1");
	refuse(*state, "ok: 1\nb: \x07\n", 2, 4, "control characters");
	refuse(*state, "a: [1, 2\n", 2, 1, "did not find expected");
}

static const char *
repeat(struct jam_arena *arena, const char *part, size_t count)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; i < count; i++)
		jam_buf_text(&buf, part);
	return jam_buf_string(&buf);
}

/* Each limit, and each within the time that a person does not notice. */
static void
test_limits(void **state)
{
	struct jam_arena *arena = *state;
	struct jam_error err;
	clock_t start = clock();

	refuse(arena, repeat(arena, "[", 1000000), 1, 17, "16 levels");
	refuse(arena, repeat(arena, "{", 1000000), 1, 2, "plain text");
	refuse(arena, repeat(arena, "- ", 100000), 1, 33, "16 levels");
	refuse(arena, repeat(arena, "- a\n", 100001), 99998, 3,
	       "more than 100,000 parts");
	refuse(arena, jam_format(arena, "a: %s\n", repeat(arena, "x", 65537)),
	       1, 4, "64 KiB");
	refuse(arena,
	       jam_format(arena, "? %s\n: 1\n", repeat(arena, "x", 1000000)), 1,
	       3, "64 KiB");
	assert_non_null(read_text(
	    arena, jam_format(arena, "a: %s\n", repeat(arena, "x", 65536)),
	    &err));
	assert_non_null(read_text(
	    arena, jam_format(arena, "%sa", repeat(arena, "- ", 16)), &err));
	/* The alias bomb, and 49,000 keys of which the last two are one. */
	refuse(arena, "a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", 1, 4, "anchor");
	assert_true(jam_test_seconds(start) < 1.0);
}

static void
test_many_keys(void **state)
{
	struct jam_buf buf;
	clock_t start;

	jam_buf_init(&buf, *state);
	for (int i = 0; i < 49000; i++)
		jam_buf_format(&buf, "k%d: 1\n", i);
	jam_buf_text(&buf, "k7: 1\n");
	start = clock();
	refuse(*state, jam_buf_string(&buf), 49001, 1,
	       "duplicate key \"k7\", first in line 8");
	assert_true(jam_test_seconds(start) < 0.5);
}

/* The same structure, and strings that are equal; numbers are texts here. */
static bool
agrees(const struct jam_node *node, json_t *json)
{
	const struct jam_node *child = node->first;
	const char *key;
	json_t *item;
	size_t i;

	if (!json_is_array(json) && !json_is_object(json))
		return node->kind == JAM_NODE_TEXT &&
		       (!json_is_string(json) ||
			strcmp(node->text, json_string_value(json)) == 0);
	if (json_is_array(json) ? json_array_size(json) != node->count
				: json_object_size(json) != node->count)
		return false;
	json_array_foreach(json, i, item)
	{
		if (!agrees(child, item))
			return false;
		child = child->next;
	}
	json_object_foreach(
	    json, key,
	    item) if (jam_node_find(node, key) == NULL ||
		      !agrees(jam_node_find(node, key), item)) return false;
	return true;
}

static int64_t
number(json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* Whether jam must read this case, says the README of the suite. */
static bool
is_simple(json_t *one)
{
	return !json_is_true(json_object_get(one, "fail")) &&
	       strcmp(json_string_value(json_object_get(one, "libyaml")),
		      "ok") == 0 &&
	       number(one, "documents") == 1 && number(one, "aliases") == 0 &&
	       number(one, "anchors") == 0 && number(one, "tags") == 0;
}

struct tally {
	int read, refused, simple, wrong, known, by_rule, baseline;
};

/*
 * Read otherwise by libyaml itself: `?x` in a flow as a key, and a last line of
 * nothing but blanks in a block text.
 */
static bool
is_known(const char *id)
{
	return strcmp(id, "652Z") == 0 || strcmp(id, "HM87/01") == 0 ||
	       strcmp(id, "JEF9/02") == 0 || strcmp(id, "L24T/01") == 0;
}

static void
try_case(struct jam_arena *arena, json_t *one, struct tally *tally)
{
	json_t *text = json_object_get(one, "json");
	const char *expected = json_string_value(text);
	struct jam_error err;
	struct jam_node *root = read_text(
	    arena, json_string_value(json_object_get(one, "yaml")), &err);
	bool ok = strcmp(json_string_value(json_object_get(one, "libyaml")),
			 "ok") == 0;
	json_t *json;

	tally->baseline += ok != json_is_true(json_object_get(one, "fail"));
	tally->read += root != NULL;
	tally->simple += is_simple(one);
	if (root == NULL) {
		assert_int_equal(err.code, JAM_E_DATA);
		assert_true(err.at.line > 0 && err.at.column > 0);
		tally->refused++;
		tally->by_rule += is_simple(one);
		return;
	}
	if (expected == NULL || !is_simple(one))
		return;
	json = json_loads(expected, JSON_DECODE_ANY, NULL);
	if (json != NULL && !agrees(root, json)) {
		const char *id = json_string_value(json_object_get(one, "id"));

		tally->known += is_known(id);
		tally->wrong += !is_known(id);
	}
	json_decref(json);
}

static void
each_case(struct jam_arena *arena, const char *path, struct tally *tally)
{
	char *line = jam_test_read(arena, path), *end;

	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		json_t *one = json_loadb(line, (size_t)(end - line), 0, NULL);

		assert_non_null(one);
		try_case(arena, one, tally);
		json_decref(one);
	}
}

static void
test_suite(void **state)
{
	struct tally tally = { 0 };

	each_case(
	    *state,
	    jam_test_shared(*state, "corpora/yaml-test-suite/cases.jsonl"),
	    &tally);
	print_message("read %d, refused %d, simple %d, of these refused %d\n",
		      tally.read, tally.refused, tally.simple, tally.by_rule);
	assert_int_equal(tally.baseline, 335);
	assert_int_equal(tally.simple, 187);
	assert_int_equal(tally.by_rule, 16);
	assert_int_equal(tally.known, 4);
	assert_int_equal(tally.wrong, 0);
}

static void
test_examples(void **state)
{
	struct tally tally = { 0 };

	each_case(
	    *state,
	    jam_test_shared(*state, "corpora/libyaml-examples/cases.jsonl"),
	    &tally);
	assert_int_equal(tally.read, 5);
	assert_int_equal(tally.refused, 4);
}

static void
test_json(void **state)
{
	static const char text[] =
	    "{\"a\": [1, 2.5, true, null, \"x\"], \"b\": {\"c\": 0.1}}";
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;
	const struct jam_node *node;

	assert_done(
	    jam_json_read(text, strlen(text), "t.json", *state, &root, &err),
	    &err);
	node = jam_node_find(root, "a")->first;
	assert_string_equal(node->text, "1");
	assert_string_equal(node->next->text, "2.5");
	assert_string_equal(node->next->next->text, "true");
	assert_string_equal(node->next->next->next->text, "");
	node = jam_node_find(jam_node_find(root, "b"), "c");
	assert_string_equal(node->text, "0.1");
	assert_string_equal(jam_node_path(*state, node), "b.c");
	assert_false(
	    jam_json_read("{\"a\": ", 6, "t.json", *state, &root, &err));
	assert_error(&err, JAM_E_DATA, "this is not JSON");
	assert_i64_equal(err.at.line, 1);
}

/* What stands at a node's place, its key's or its value's. */
static void
assert_stands(const char *text, size_t line, size_t column, const char *want)
{
	while (line > 1)
		line -= *text++ == '\n';
	while (column > 1)
		column -= (*++text & 0xc0) != 0x80;
	if (strncmp(text, want, strlen(want)) != 0)
		fail_msg("\"%s\" does not begin with \"%s\"", text, want);
}

static void
test_json_places(void **state)
{
	static const char *const items[] = { "1",  "-2.5", "true",
					     "{}", "[]",   "null" };
	static const char text[] =
	    "\n{ \"a\" : [1 ,-2.5e3,\n\ttrue, {}, [], null],\n"
	    "\"æ ]\\\"}\": \"ø,\\\\\", \"c\":\r\n\"\\u00e6 \" }";
	struct jam_error err = { .code = JAM_OK };
	const struct jam_node *a, *node;
	struct jam_node *root;

	assert_done(jam_json_read(text, sizeof(text) - 1, "t.json", *state,
				  &root, &err),
		    &err);
	assert_stands(text, root->line, root->column, "{ ");
	a = root->first;
	assert_stands(text, a->key_line, a->key_column, "\"a\"");
	assert_stands(text, a->line, a->column, "[1");
	node = a->first;
	for (size_t i = 0; i < 6; i++, node = node->next)
		assert_stands(text, node->line, node->column, items[i]);
	assert_stands(text, a->next->key_line, a->next->key_column, "\"æ");
	assert_stands(text, a->next->line, a->next->column, "\"ø");
	assert_stands(text, root->last->line, root->last->column, "\"\\u");
	assert_i64_equal(root->last->line, 5);
	assert_i64_equal(root->last->column, 1);
}

static void
test_json_refused(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;
	const char *deep =
	    jam_format(*state, "{\"a\":%s%s}", repeat(*state, "[", 40),
		       repeat(*state, "]", 40));

	assert_false(jam_json_read("{\"a\":1,\"a\":2}", 13, "t.json", *state,
				   &root, &err));
	assert_error(&err, JAM_E_DATA, "duplicate object key");
	err = (struct jam_error){ .code = JAM_OK };
	assert_false(
	    jam_json_read(deep, strlen(deep), "t.json", *state, &root, &err));
	assert_error(&err, JAM_E_DATA, "a[0][0]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_tree),	    JAM_TEST(test_refused),
		JAM_TEST(test_words),	    JAM_TEST(test_limits),
		JAM_TEST(test_many_keys),   JAM_TEST(test_suite),
		JAM_TEST(test_examples),    JAM_TEST(test_json),
		JAM_TEST(test_json_places), JAM_TEST(test_json_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
