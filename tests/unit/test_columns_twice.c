/* SPDX-License-Identifier: MIT */
/* Several columns for one criterion or question (formats.md 1.3.3). */
#include <string.h>

#include "core/base/buf.h"
#include "tests/unit/import_run.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

#define T JAM_IMPORT_RATINGS
#define S JAM_IMPORT_SURVEY

static const char ratings[] = "judge,project,novelty,Novelty,ml-safety\n"
			      "j,p,2,5,3\nk,p,4,\"4,0\",3\nl,p,,1,3\n"
			      "m,p,1,,3\n";
static const char survey[] = "id,Before,before,Why\n1,10,20,x\n2,10,10%,x\n"
			     "3,,\"3,5\",x\n";

static struct jam_test_run *
mapped(void **state, enum jam_import_kind kind, const char *text,
       const char *const *maps)
{
	struct jam_test_run *run = jam_test_begin(*state);

	for (; *maps != NULL; maps++)
		jam_test_map(run, *maps);
	jam_test_import(run, kind, jam_test_file(text, strlen(text)));
	assert_done(run->done, &run->err);
	return run;
}

/* They agree, or the row is bad. */
static void
test_agree(void **state)
{
	struct jam_test_run *run = jam_test_import_text(*state, T, ratings);

	assert_string_equal(jam_buf_string(&run->rows),
			    "3: k p 3 4\n4: l p 3 1\n5: m p 3 1\n");
	assert_i64_equal(run->problems.count, 1);
	jam_test_problem(run, 0, 2, "novelty",
			 "columns 3 and 4 say \"2\" and \"5\"; choose one: "
			 "--map novelty=#3");
	run = jam_test_import_text(*state, S, survey);
	assert_string_equal(jam_buf_string(&run->rows),
			    "3: i2 before=10 why=x\n4: i3 before=3.5 why=x\n");
	jam_test_problem(run, 0, 2, "before",
			 "columns 2 and 3 say \"10\" and \"20\"; choose one: "
			 "--map before=#2");
}

/* What is said wins over what columns are called; said twice, the first. */
static void
test_choice(void **state)
{
	struct jam_test_run *run;

	run = mapped(state, T, ratings,
		     (const char *const[]){ "novelty=#4", "novelty=#3", NULL });
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: j p 3 5\n3: k p 3 4\n4: l p 3 1\n");
	assert_i64_equal(run->problems.count, 1);
	jam_test_problem(run, 0, 5, "", "no score for novelty");
	jam_test_rows(mapped(state, S, survey,
			     (const char *const[]){ "before=#3", NULL }),
		      "2: i1 before=20 why=x\n3: i2 before=10 why=x\n"
		      "4: i3 before=3.5 why=x\n");
	jam_test_rows(
	    mapped(state, S, survey, (const char *const[]){ "before=", NULL }),
	    "2: i1 why=x\n3: i2 why=x\n4: i3 why=x\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_agree),
		JAM_TEST(test_choice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
