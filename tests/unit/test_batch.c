/* SPDX-License-Identifier: MIT */
/* The digest and the seed of an assignment: the golden values of the page. */
#include "core/model/batch.h"

#include <string.h>

#include "tests/unit/jam_test.h"

static void
digest_of_the_page(void **state)
{
	struct jam_batch_digest d;
	char hex[65];

	(void)state;
	jam_batch_digest_begin(&d, "ev01", 2);
	jam_batch_digest_judge(&d, "j1");
	jam_batch_digest_seat(&d, 1, "p2");
	jam_batch_digest_seat(&d, 2, "p3");
	jam_batch_digest_judge(&d, "j2");
	jam_batch_digest_seat(&d, 1, "p3");
	jam_batch_digest_seat(&d, 2, "p1");
	jam_batch_digest_judge(&d, "j3");
	jam_batch_digest_seat(&d, 1, "p1");
	jam_batch_digest_seat(&d, 2, "p2");
	jam_batch_digest_end(&d, hex);
	assert_string_equal(hex, "4ab4982ba3da90b43f436323b675240e"
				 "47f6a937e0563a12651119be148e3bc6");
}

static void
seed_of_the_page(void **state)
{
	const char *projects[] = { "p1", "p2", "p3" };
	char hex[65];

	(void)state;
	jam_batch_seed("ev01", projects, 3, hex);
	assert_string_equal(hex, "0a0c81ed02a45566177f0b30c03e5e23"
				 "13f07507ea70f3f403124a8ea673f693");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest_of_the_page),
		cmocka_unit_test(seed_of_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
