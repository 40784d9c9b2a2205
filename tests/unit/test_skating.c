/* SPDX-License-Identifier: MIT */
/* Trimmed means of published marks, rounded as decimals (../shared). */
#include <stdio.h>
#include <string.h>

#include "core/base/decimal.h"
#include "core/base/frac.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

static FILE *
open_shared(struct jam_arena *arena, const char *path)
{
	char line[1024];
	FILE *file = fopen(jam_test_shared(arena, path), "r");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	return file;
}

/* The marks of a panel: hundredths, the aspect they belong to. */
static size_t
read_marks(FILE *file, char *line, size_t size, const char *aspect,
	   int64_t *marks)
{
	size_t n = 0, length = strlen(aspect);
	char *at;

	for (;;) {
		if (line[0] == '\0' && fgets(line, (int)size, file) == NULL)
			return n;
		if (strncmp(line, aspect, length) > 0 || n == 16)
			return n;
		if (strncmp(line, aspect, length) == 0) {
			at = line;
			score_data_field(&at);
			score_data_field(&at);
			at[strcspn(at, "\r\n")] = '\0';
			n += jam_decimal_read(at, 2, &marks[n]);
		}
		line[0] = '\0';
	}
}

/* The mean without the highest and the lowest, rounded half up. */
static int64_t
trimmed(const int64_t *marks, size_t n)
{
	int64_t sum = 0, low = INT64_MAX, high = INT64_MIN, hundredths = 0;

	for (size_t k = 0; k < n; k++) {
		sum += marks[k];
		low = marks[k] < low ? marks[k] : low;
		high = marks[k] > high ? marks[k] : high;
	}
	if (n >= 5) {
		sum -= low + high;
		n -= 2;
	}
	assert_true(jam_frac_round(jam_frac_make(sum, 100 * (jam_i128)n), 2,
				   &hundredths));
	return hundredths;
}

static void
figure_skating(void **state)
{
	const char *folder = "data/results/figure-skating-2016-17/";
	char path[128], line[512], mark_line[256] = "", *at, *last;
	size_t equal = 0, all = 0, n;
	int64_t marks[16], want;
	FILE *aspects, *scores;

	snprintf(path, sizeof(path), "%sjudged-aspects.csv", folder);
	aspects = open_shared(*state, path);
	snprintf(path, sizeof(path), "%sjudge-scores.csv", folder);
	scores = open_shared(*state, path);
	while (fgets(line, sizeof(line), aspects) != NULL) {
		bool component = strstr(line, ",components,") != NULL;

		last = strrchr(line, ',') + 1;
		last[strcspn(last, "\r\n")] = '\0';
		at = line;
		n = read_marks(scores, mark_line, sizeof(mark_line),
			       score_data_field(&at), marks);
		if (!component || n == 0 || !jam_decimal_read(last, 2, &want))
			continue;
		all++;
		equal += trimmed(marks, n) == want;
	}
	fclose(aspects);
	fclose(scores);
	print_message("figure skating: %zu of %zu marks\n", equal, all);
	assert_u64_equal(all, 5715);
	assert_u64_equal(equal, 5675);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(figure_skating),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
