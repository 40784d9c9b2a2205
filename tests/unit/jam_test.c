/* SPDX-License-Identifier: MIT */
/* Assertions in decimal, arenas, folders, ../shared. */
#include "tests/unit/jam_test.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/buf.h"

struct jam_arena *
jam_test_arena(void)
{
	return jam_arena_new(abort);
}

int
jam_test_setup(void **state)
{
	*state = jam_test_arena();
	return 0;
}

int
jam_test_teardown(void **state)
{
	jam_arena_free(*state);
	return 0;
}

void
jam_test_i64(int64_t a, int64_t b, const char *what, const char *file, int line)
{
	if (a == b)
		return;
	print_error("%s: %" PRId64 " != %" PRId64 "\n", what, a, b);
	_fail(file, line);
}

void
jam_test_u64(uint64_t a, uint64_t b, const char *what, const char *file,
	     int line)
{
	if (a == b)
		return;
	print_error("%s: %" PRIu64 " != %" PRIu64 "\n", what, a, b);
	_fail(file, line);
}

void
jam_test_near(double a, double b, double most, const char *what,
	      const char *file, int line)
{
	if (fabs(a - b) <= most)
		return;
	print_error("%s: %.17g != %.17g (by %.3g, allowed %.3g)\n", what, a, b,
		    fabs(a - b), most);
	_fail(file, line);
}

void
jam_test_frac(struct jam_frac a, jam_i128 num, jam_i128 den, const char *what,
	      const char *file, int line)
{
	struct jam_frac b = jam_frac_make(num, den);
	struct jam_arena *arena;
	struct jam_buf text;

	if (a.num == b.num && a.den == b.den)
		return;
	arena = jam_test_arena();
	jam_buf_init(&text, arena);
	jam_frac_write(&text, a);
	jam_buf_text(&text, " != ");
	jam_frac_write(&text, b);
	print_error("%s: %s\n", what, jam_buf_string(&text));
	jam_arena_free(arena);
	_fail(file, line);
}

void
jam_test_done(bool result, const struct jam_error *err, const char *what,
	      const char *file, int line)
{
	if (result)
		return;
	print_error("%s failed: %s (%s)\n", what, err->message, err->hint);
	_fail(file, line);
}

void
jam_test_error(const struct jam_error *err, enum jam_code code,
	       const char *part, const char *file, int line)
{
	if (err->code == code && (strstr(err->message, part) != NULL ||
				  strstr(err->hint, part) != NULL ||
				  strstr(err->at.field, part) != NULL))
		return;
	print_error("code %d, expected %d\nmessage: %s\nhint: %s\nfield: %s\n"
		    "expected in it: %s\n",
		    (int)err->code, (int)code, err->message, err->hint,
		    err->at.field, part);
	_fail(file, line);
}

const char *
jam_test_shared(struct jam_arena *arena, const char *path)
{
	const char *shared = getenv("JAM_SHARED");
	const char *whole = jam_format(
	    arena, "%s/%s", shared != NULL ? shared : "../shared", path);
	struct stat status;

	if (stat(whole, &status) == 0)
		return whole;
	print_message("skipped: no %s (set JAM_SHARED)\n", whole);
	skip();
	return NULL;
}

int
jam_test_rounds(int few, int all)
{
	return getenv("JAM_FULL") != NULL ? all : few;
}

bool
jam_test_few(void)
{
	return getenv("JAM_FEW") != NULL;
}

double
jam_test_seconds(clock_t since)
{
	double seconds = (double)(clock() - since) / CLOCKS_PER_SEC;

	return jam_test_few() ? seconds / 50 : seconds;
}

int
jam_test_cases(int n)
{
#if defined(__SANITIZE_ADDRESS__)
	n /= 20;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	n /= 20;
#endif
#endif
	if (jam_test_few())
		n /= 50;
	return n > 0 ? n : 1;
}

const char *
jam_test_folder(struct jam_arena *arena)
{
	const char *parent = getenv("TMPDIR");
	char *folder = jam_format(arena, "%s/jam-test-XXXXXX",
				  parent != NULL ? parent : "/tmp");

	assert_non_null(mkdtemp(folder));
	return folder;
}

void
jam_test_remove(const char *folder)
{
	char command[4096];

	assert_null(strchr(folder, '\''));
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
}

int
jam_test_enter(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct jam_place *place = jam_alloc(arena, sizeof(*place));

	place->arena = arena;
	place->folder = jam_test_folder(arena);
	*state = place;
	return 0;
}

int
jam_test_leave(void **state)
{
	struct jam_place *place = *state;

	jam_test_remove(place->folder);
	jam_arena_free(place->arena);
	return 0;
}

const char *
jam_test_in(const struct jam_place *place, const char *name)
{
	return jam_format(place->arena, "%s/%s", place->folder, name);
}

char *
jam_test_read(struct jam_arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct jam_buf text;
	char part[4096];
	size_t n;

	if (file == NULL)
		print_error("cannot open %s\n", path);
	assert_non_null(file);
	jam_buf_init(&text, arena);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		jam_buf_add(&text, part, n);
	fclose(file);
	return jam_strdup(arena, jam_buf_string(&text));
}

void
jam_test_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

void
jam_test_copy(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	char bytes[65536];
	size_t n;

	if (in == NULL || out == NULL)
		fail_msg("cannot copy %s to %s", from, to);
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
		assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}
