/* SPDX-License-Identifier: MIT */
/*
 * What unit tests stand on: cmocka, assertions that print decimals, an arena
 * for each test, folders of their own, ../shared.
 */
#ifndef JAM_TESTS_UNIT_JAM_TEST_H
#define JAM_TESTS_UNIT_JAM_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/frac.h"

/*
 * A test whose *state is a struct jam_arena * of its own, which aborts when it
 * is out of memory.
 */
#define JAM_TEST(function)                                        \
	cmocka_unit_test_setup_teardown(function, jam_test_setup, \
					jam_test_teardown)

int jam_test_setup(void **state);
int jam_test_teardown(void **state);

/* An arena that aborts when it is out of memory; for jam_arena_free. */
struct jam_arena *jam_test_arena(void);

/* Two integers, printed in decimal when they differ. */
#define assert_i64_equal(a, b) \
	jam_test_i64((int64_t)(a), (int64_t)(b), #a, __FILE__, __LINE__)
#define assert_u64_equal(a, b) \
	jam_test_u64((uint64_t)(a), (uint64_t)(b), #a, __FILE__, __LINE__)

/* Two doubles that may be apart by at most `most`. */
#define assert_near(a, b, most) \
	jam_test_near((a), (b), (most), #a, __FILE__, __LINE__)

/* A struct jam_frac against num / den, which need not be reduced. */
#define assert_frac_equal(a, num, den) \
	jam_test_frac((a), (num), (den), #a, __FILE__, __LINE__)

/* True, or the message of err (a struct jam_error *) is printed. */
#define assert_done(result, err) \
	jam_test_done((result), (err), #result, __FILE__, __LINE__)

/*
 * err (a struct jam_error *) has the code, and `part` is in its message, its
 * hint, or its field.
 */
#define assert_error(err, code, part) \
	jam_test_error((err), (code), (part), __FILE__, __LINE__)

void jam_test_i64(int64_t a, int64_t b, const char *what, const char *file,
		  int line);
void jam_test_u64(uint64_t a, uint64_t b, const char *what, const char *file,
		  int line);
void jam_test_near(double a, double b, double most, const char *what,
		   const char *file, int line);
void jam_test_frac(struct jam_frac a, jam_i128 num, jam_i128 den,
		   const char *what, const char *file, int line);
void jam_test_done(bool result, const struct jam_error *err, const char *what,
		   const char *file, int line);
void jam_test_error(const struct jam_error *err, enum jam_code code,
		    const char *part, const char *file, int line);

/*
 * The path of a file or folder in ../shared (in $JAM_SHARED, when set).  When
 * it is not there the test says so and is skipped.
 */
const char *jam_test_shared(struct jam_arena *arena, const char *path);

/*
 * A test whose *state is a struct jam_place * of its own: an arena, as above,
 * and an empty folder, which goes away with it.
 */
#define JAM_TEST_IN_FOLDER(function)                              \
	cmocka_unit_test_setup_teardown(function, jam_test_enter, \
					jam_test_leave)

struct jam_place {
	struct jam_arena *arena;
	const char *folder;
};

int jam_test_enter(void **state);
int jam_test_leave(void **state);

/* The path of a name in the folder. */
const char *jam_test_in(const struct jam_place *place, const char *name);

/* How often: all where $JAM_FULL is set (make fault FAULT=full), else few. */
int jam_test_rounds(int few, int all);

/*
 * How many of n random cases: a twentieth under AddressSanitizer, a fiftieth
 * where $JAM_FEW is set (valgrind); what is right is seen without.
 */
int jam_test_cases(int n);
bool jam_test_few(void);

/* Of this process's own work since then; valgrind is taken to be 50 times. */
double jam_test_seconds(clock_t since);

/* A new folder under $TMPDIR or /tmp; jam_test_remove takes it away. */
const char *jam_test_folder(struct jam_arena *arena);
void jam_test_remove(const char *folder);

/* A whole file as a string; the test fails when it cannot be read. */
char *jam_test_read(struct jam_arena *arena, const char *path);
void jam_test_write(const char *path, const char *text);

/* A copy of a file, over what is there. */
void jam_test_copy(const char *from, const char *to);

#endif
