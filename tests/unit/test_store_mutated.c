/* SPDX-License-Identifier: MIT */
/*
 * Tests of real databases that were changed: opened and verified, or refused
 * and left as they are; never a crash, never a schema that is not ours.
 * 300 of them, 20,000 with JAM_FULL.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/rng.h"
#include "tests/unit/in_process.h"
#include "tests/unit/life.h"
#include "tests/unit/raw.h"

#define PAGE	8192
#define SECONDS 5

struct mutant {
	struct store_data *f;
	struct jam_rng rng;
	const unsigned char *real; /* a file of jam's */
	unsigned char *bytes, *after;
	size_t real_size, size;
	const char *other; /* another database, with a -wal */
	bool refused;	   /* must be */
};

static uint32_t
below(struct mutant *m, size_t n)
{
	return jam_rng_below(&m->rng, (uint32_t)n);
}

static unsigned char *
read_bytes(struct jam_arena *arena, const char *path, size_t *size)
{
	unsigned char *bytes;
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	bytes = jam_alloc(arena, *size + 2 * PAGE);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

static void
write_bytes(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static const char *
name(const struct mutant *m, const char *suffix)
{
	return jam_format(m->f->arena, "%s%s", m->f->path, suffix);
}

static void
flip_bits(struct mutant *m)
{
	for (uint32_t n = 1 + below(m, 8); n > 0; n--)
		m->bytes[below(m, m->size)] ^=
		    (unsigned char)(1u << below(m, 8));
}

static void
put_junk(struct mutant *m)
{
	unsigned char *page = m->bytes + below(m, m->size / PAGE) * PAGE;
	const unsigned char *from = m->real + below(m, m->size / PAGE) * PAGE;

	switch (below(m, 3)) {
	case 0:
		memcpy(page, from, PAGE);
		break;
	case 1:
		memset(page, (int)below(m, 256), PAGE);
		break;
	default:
		for (size_t i = below(m, PAGE); i < PAGE; i++)
			page[i] = (unsigned char)below(m, 256);
	}
}

/* Sizes, versions, the free list, the text encoding, our own numbers. */
static void
change_header(struct mutant *m)
{
	static const unsigned char fields[] = { 16, 18, 19, 20, 24,  28, 32,
						36, 40, 44, 48, 52,  56, 60,
						64, 68, 92, 96, 100, 105 };
	static const unsigned char values[] = { 0, 1, 2, 3, 0x10, 0x7f, 0xff };

	m->bytes[fields[below(m, sizeof(fields))] + below(m, 4)] =
	    values[below(m, sizeof(values))];
}

static void
change_size(struct mutant *m)
{
	m->size =
	    below(m, 3) > 0 ? below(m, m->size) : m->size + below(m, 2 * PAGE);
}

/* Kinds of pages, counts and places of cells, lengths without end. */
static void
change_page(struct mutant *m)
{
	static const unsigned char kinds[] = { 2, 5, 10, 13, 0, 255 };
	unsigned char *page = m->bytes + below(m, m->size / PAGE) * PAGE;
	size_t at = 8 + below(m, PAGE - 24);

	switch (below(m, 3)) {
	case 0:
		page[0] = kinds[below(m, sizeof(kinds))];
		break;
	case 1:
		page[1 + below(m, 16)] = (unsigned char)below(m, 256);
		break;
	default:
		memset(page + at, 0xff, 1 + below(m, 9));
	}
}

/* What a stranger would have run for him. */
static void
change_schema(struct mutant *m)
{
	static const char *const ways[] = {
		"CREATE VIEW v AS SELECT load_extension('x')",
		"CREATE TRIGGER t BEFORE INSERT ON log BEGIN"
		" DELETE FROM rating; END",
		"CREATE INDEX i ON log (abs(at))",
		"ALTER TABLE log ADD COLUMN g TEXT AS (upper(kind))",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
		" replace(sql, 'CHECK', 'check') WHERE name = 'rating'",
		"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema"
		" VALUES ('view', 'log_2', 'log_2', 0,"
		" 'CREATE VIEW log_2 AS SELECT 1')",
		"PRAGMA writable_schema = ON; DELETE FROM sqlite_schema"
		" WHERE name = 'log'",
	};

	raw_ask(m->f->arena, m->f->path,
		ways[below(m, sizeof(ways) / sizeof(ways[0]))]);
	m->bytes = read_bytes(m->f->arena, m->f->path, &m->size);
	m->refused = true;
}

static void
add_wal(struct mutant *m)
{
	size_t size;
	unsigned char *wal = read_bytes(
	    m->f->arena, jam_format(m->f->arena, "%s-wal", m->other), &size);

	if (below(m, 2) == 0)
		wal[below(m, size)] ^= 1;
	size -= below(m, 2) == 0 ? below(m, size) : 0;
	write_bytes(name(m, "-wal"), wal, size);
}

static void
add_journal(struct mutant *m)
{
	unsigned char journal[2 * PAGE] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1,
					    0x63, 0xd7, 0,    0,    0,	  1 };

	for (size_t i = 12; i < sizeof(journal); i++)
		journal[i] = i < 28 ? (unsigned char)below(m, 3)
				    : (unsigned char)below(m, 256);
	write_bytes(name(m, "-journal"), journal, sizeof(journal));
}

static void
mutate(struct mutant *m)
{
	static void (*const ways[])(struct mutant * m) = {
		flip_bits,   put_junk,	    change_header, change_size,
		change_page, change_schema, add_wal,	   add_journal,
	};
	uint32_t way = below(m, sizeof(ways) / sizeof(ways[0]));

	memcpy(m->bytes, m->real, m->real_size);
	m->size = m->real_size;
	m->refused = false;
	write_bytes(m->f->path, m->bytes, m->size);
	ways[way](m);
	write_bytes(m->f->path, m->bytes, m->size);
}

/* What runs by itself is not in a file that was taken. */
static void
assert_our_schema(struct mutant *m)
{
	assert_string_equal(
	    raw_ask(m->f->arena, m->f->path,
		    "SELECT count(*) FROM sqlite_schema WHERE type IN"
		    " ('view', 'trigger') OR sql LIKE '%load_extension%'"),
	    "0");
}

static void
try_one(struct mutant *m, int i)
{
	const char *const words[] = { "--db", m->f->path, "verify", NULL };
	struct jam_error err = { 0 };
	clock_t begun = clock();
	size_t size;

	in_process(m->f->arena, words, &err);
	if (jam_test_seconds(begun) >= SECONDS)
		fail_msg("mutation %d took too long", i);
	if (err.code != JAM_OK && err.code != JAM_E_NO &&
	    err.code != JAM_E_CONFIG)
		fail_msg("mutation %d: %s", i, err.message);
	if (m->refused && err.code != JAM_E_CONFIG)
		fail_msg("mutation %d was taken", i);
	if (err.code != JAM_E_CONFIG) {
		assert_our_schema(m);
		return;
	}
	m->after = read_bytes(m->f->arena, m->f->path, &size);
	if (size != m->size || memcmp(m->bytes, m->after, size) != 0)
		fail_msg("mutation %d: refused and changed", i);
}

/* A -wal that is whole, of a file that is nobody's. */
static void
make_other(struct mutant *m)
{
	m->other = jam_format(m->f->arena, "%s/other.db", m->f->folder);
	raw_leave_wal(m->other, "PRAGMA journal_mode = WAL;"
				"CREATE TABLE t (a);"
				"CREATE VIEW v AS SELECT * FROM t;"
				"INSERT INTO t VALUES (randomblob(9000))");
}

static void
test_mutations(void **state)
{
	struct mutant m = { .f = *state };
	int rounds = jam_test_rounds(300, 20000), refused = 0;
	int out = dup(STDOUT_FILENO);

	life_make(m.f);
	make_other(&m);
	m.real = read_bytes(m.f->arena, m.f->path, &m.real_size);
	m.bytes = jam_alloc(m.f->arena, m.real_size + 2 * PAGE);
	jam_rng_init(&m.rng, 7, 0);
	assert_non_null(freopen("/dev/null", "w", stdout));
	for (int i = 0; i < rounds; i++) {
		struct jam_mark mark = jam_arena_mark(m.f->arena);
		unsigned char *bytes = m.bytes;

		mutate(&m);
		try_one(&m, i);
		refused += m.refused;
		unlink(name(&m, "-wal"));
		unlink(name(&m, "-shm"));
		unlink(name(&m, "-journal"));
		m.bytes = bytes;
		jam_arena_reset(m.f->arena, mark);
	}
	fflush(stdout);
	assert_int_equal(dup2(out, STDOUT_FILENO), STDOUT_FILENO);
	close(out);
	print_message("mutations: %d, with another schema: %d\n", rounds,
		      refused);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
