/* SPDX-License-Identifier: MIT */
/*
 * Every file that a command takes, damaged: cut off, a byte or a line put in,
 * taken out or changed.  It is taken as it is or refused, in words that name
 * it; what is refused leaves the database as it was, byte for byte.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/rng.h"
#include "tests/unit/command.h"
#include "tests/unit/world.h"

#define EACH 120 /* damages of a file */

struct intake {
	const char *file, *now, *words; /* words name it as x.EXT */
};

static const struct intake intakes[] = {
	{ "alignment-summer.yaml", WORLD_OPEN, "create x.yaml" },
	{ "life.yaml", WORLD_OPEN, "amend x.yaml --reason because" },
	{ "alignment-spring-registrations.csv", WORLD_OPEN,
	  "import registrations x.csv" },
	{ "alignment-spring-projects.csv", WORLD_OPEN,
	  "import projects x.csv" },
	{ "alignment-spring-judges.csv", WORLD_OPEN, "import judges x.csv" },
	{ "alignment-spring-ratings.csv", WORLD_OPEN,
	  "import ratings x.csv --as-recorded" },
	{ "alignment-spring-survey.csv", WORLD_OPEN, "import survey x.csv" },
	{ "alignment-spring-outcomes.csv", WORLD_OPEN,
	  "import outcomes x.csv" },
	{ "map.yaml", WORLD_OPEN,
	  "import judges alignment-spring-judges.csv --map-file x.yaml" },
	{ "yaml.ballot", WORLD_OPEN, "import ballots x.yaml" },
	{ "csv.ballot", WORLD_OPEN, "import ballots x.csv" },
	{ "md.ballot", WORLD_OPEN, "import ballots x.md" },
	{ "private.json", WORLD_OPEN, "import registrations x.json" },
	{ "private.json", WORLD_OPEN, "import projects x.json" },
	{ "private.json", WORLD_OPEN, "import ratings x.json --as-recorded" },
	{ "audit.json", WORLD_OPEN, "verify x.json" },
	{ "letter.txt", WORLD_OPEN,
	  "retract spring-1 --tier named --reason late --dry-run"
	  " --letter l.md --template x.txt" },
};

static const char map[] = "name: Name\nemail: E-Mail\n";

static const char letter[] = "Dear {team},\n{project} is out: {reason}.\n";

/* A text of another length. */
struct bytes {
	char *data;
	size_t length;
};

static struct bytes
splice(struct jam_arena *arena, const struct bytes *text, size_t at,
       size_t gone, const char *put)
{
	size_t left = text->length - at, in = strlen(put);
	struct bytes out;

	if (gone > left)
		gone = left;
	out.length = text->length - gone + in;
	out.data = jam_alloc(arena, out.length + 1);
	memcpy(out.data, text->data, at);
	memcpy(out.data + at, put, in);
	memcpy(out.data + at + in, text->data + at + gone, left - gone);
	return out;
}

static struct bytes
damage(struct jam_rng *rng, struct jam_arena *arena, const struct bytes *text)
{
	static const char *const put[] = {
		"",
		"\"",
		",",
		"\n",
		"\r\n",
		":",
		" ",
		"\t",
		"'",
		"-",
		"[",
		"{",
		"#",
		"\xff",
		"\xc3",
		"\xe2\x80\xae",
		"99999999999999999999",
		"é",
		";",
		"a",
		"\x1b[31m",
		"}]",
		"|\n",
		"&x *x",
	};
	uint32_t kinds = sizeof(put) / sizeof(put[0]);
	size_t at = jam_rng_below(rng, (uint32_t)text->length + 1);
	size_t line = strcspn(text->data + at, "\n") + 1;
	const char *what = put[jam_rng_below(rng, kinds)];

	switch (jam_rng_below(rng, 5)) {
	case 0:
		return (struct bytes){ text->data, at };
	case 1:
		return splice(arena, text, at, 1, what);
	case 2:
		return splice(arena, text, at, 0, what);
	case 3:
		return splice(arena, text, at, line, what);
	default:
		return splice(arena, text, at, 0,
			      jam_strndup(arena, text->data + at,
					  line < text->length - at
					      ? line
					      : text->length - at));
	}
}

static const char *
damaged_name(struct jam_arena *arena, const struct intake *intake)
{
	const char *x = strstr(intake->words, " x.");
	size_t length = strcspn(x + 1, " ");

	return jam_strndup(arena, x + 1, length);
}

static void
write_bytes(const char *path, const struct bytes *bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes->data, 1, bytes->length, file),
			 bytes->length);
	assert_int_equal(fclose(file), 0);
}

static void
judge(const struct command *command, const struct world_db *before,
      const char *words, int n)
{
	if (command->done)
		return;
	if (!world_same(before))
		fail_msg("%s, %d: refused, and yet changed: %s", words, n,
			 command->said);
	if (command->err.code != JAM_E_DATA &&
	    command->err.code != JAM_E_RULE && command->err.code != JAM_E_NO)
		fail_msg("%s, %d: error %d: %s", words, n,
			 (int)command->err.code, command->said);
	if (command->err.code == JAM_E_DATA &&
	    strstr(command->said, "x.") == NULL)
		fail_msg("%s, %d: the file is not named: %s", words, n,
			 command->said);
	for (const char *c = command->said; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' && *c != '\n')
			fail_msg("%s, %d: a control character: %s", words, n,
				 command->said);
}

static void
take_in(struct world *w, const struct intake *intake,
	const struct world_db *before, struct jam_rng *rng)
{
	struct jam_arena *arena = jam_test_arena();
	const char *name = damaged_name(arena, intake);
	struct bytes text, bad;
	struct command command;
	size_t refused = 0;

	text.data = jam_test_read(arena, intake->file);
	text.length = strlen(text.data);
	for (int n = 0; n < EACH; n += jam_test_few() ? 20 : 1) {
		struct jam_arena *once = jam_test_arena();

		bad = damage(rng, once, &text);
		write_bytes(name, &bad);
		command_run(once, intake->words, intake->now, &command);
		judge(&command, before, intake->words, n);
		refused += !command.done;
		if (command.done && n % 10 == 0)
			world_run(w, intake->now, "verify");
		world_put_back(before);
		jam_arena_free(once);
	}
	if (refused == 0)
		fail_msg("%s: never refused", intake->words);
	jam_arena_free(arena);
}

static void
make_files(struct world *w)
{
	static const char *const steps[] = {
		"create alignment-spring.yaml",
		"import registrations alignment-spring-registrations.csv",
		"import projects alignment-spring-projects.csv",
		"import judges alignment-spring-judges.csv",
		"assign --seed one",
		"export ballots -o yaml --as yaml",
		"export ballots -o csv --as csv",
		"export ballots -o md --as md",
		"import ratings alignment-spring-ratings.csv --as-recorded",
		"export data --private -o private.json",
		"export data --audit -o audit.json",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		world_run(w, WORLD_OPEN, steps[i]);
	jam_test_write("map.yaml", map);
	jam_test_write("letter.txt", letter);
	assert_int_equal(system("mv yaml/ballot-judge-one* yaml.ballot &&"
				" mv csv/ballot-judge-one* csv.ballot &&"
				" mv md/ballot-judge-one* md.ballot"),
			 0);
}

static void
test_damaged(void **state)
{
	struct jam_rng rng;
	struct world_db before;
	struct world w;

	jam_rng_init(&rng, jam_rng_seed("damaged"), 0);
	world_enter(&w, *state);
	make_files(&w);
	world_keep(w.place->arena, &before);
	for (size_t i = 0; i < sizeof(intakes) / sizeof(intakes[0]); i++)
		take_in(&w, &intakes[i], &before, &rng);
	world_leave(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST_IN_FOLDER(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
