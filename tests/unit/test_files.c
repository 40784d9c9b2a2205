/* SPDX-License-Identifier: MIT */
/* Directories that jam writes: whole, its own files alone, through no link. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/render/files.h"
#include "core/render/manifest.h"
#include "tests/unit/faults.h"
#include "tests/unit/jam_test.h"

struct place {
	struct jam_arena *arena;
	const char *folder, *site;
};

static int
setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct place *p = jam_alloc(arena, sizeof(*p));

	p->arena = arena;
	p->folder = jam_test_folder(arena);
	p->site = jam_format(arena, "%s/site", p->folder);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	jam_test_remove(p->folder);
	jam_arena_free(p->arena);
	return 0;
}

/* Write files "path=text" (NULL-terminated); the code of the error. */
static enum jam_code export(struct place *p, const char *const *files,
			    struct jam_error *err) {
	struct jam_files_summary summary; struct jam_files * f;

	*err = (struct jam_error){ .code = JAM_OK };
	if (!jam_files_open(p->arena, p->site, 0666, &f, err)) return err->code;
	for (; *files != NULL; files++){
	    const char *equals = strchr(*files, '=');
	    const char *path = jam_strndup(p->arena, *files,
					   (size_t)(equals - *files));

	    if (!jam_files_put(f, path, equals + 1, strlen(equals + 1), err)){
		jam_files_discard(f); return err->code; }
}
if (jam_files_commit(f, &summary, err))
	return JAM_OK;
return err->code;
}

static const char *
path(struct place *p, const char *name)
{
	return jam_format(p->arena, "%s/%s", p->site, name);
}

static bool
is_there(struct place *p, const char *name)
{
	struct stat status;

	return lstat(path(p, name), &status) == 0;
}

static const char *const first[] = { "index.md=one", "projects/a.md=a",
				     "projects/b.md=b", NULL };
static const char *const second[] = { "index.md=two", "projects/b.md=b", NULL };
static const char *const third[] = { "index.md=three", NULL };

static void
renews(void **state)
{
	struct place *p = *state;
	struct jam_error err;

	assert_int_equal(export(p, first, &err), JAM_OK);
	assert_string_equal(jam_test_read(p->arena, path(p, "projects/a.md")),
			    "a");
	assert_string_equal(jam_test_read(p->arena, path(p, ".jam-export")),
			    "jam export 1\nindex.md\nprojects/a.md\n"
			    "projects/b.md\n");
	assert_int_equal(export(p, second, &err), JAM_OK);
	assert_string_equal(jam_test_read(p->arena, path(p, "index.md")),
			    "two");
	assert_false(is_there(p, "projects/a.md"));
	assert_int_equal(export(p, third, &err), JAM_OK);
	assert_false(is_there(p, "projects"));
	assert_string_equal(jam_test_read(p->arena, path(p, ".jam-export")),
			    "jam export 1\nindex.md\n");
}

static void
foreign(void **state)
{
	struct place *p = *state;
	struct jam_error err;

	assert_int_equal(mkdir(p->site, 0777), 0);
	assert_int_equal(export(p, first, &err), JAM_OK);
	jam_test_write(path(p, "notes.txt"), "mine");
	assert_int_equal(export(p, second, &err), JAM_OK);
	assert_string_equal(jam_test_read(p->arena, path(p, "notes.txt")),
			    "mine");
	jam_test_write(path(p, "projects/a.md"), "mine");
	assert_int_equal(export(p, first, &err), JAM_E_CANTCREATE);
	assert_error(&err, JAM_E_CANTCREATE, "was not made by jam");
	assert_string_equal(jam_test_read(p->arena, path(p, "projects/a.md")),
			    "mine");
	assert_string_equal(jam_test_read(p->arena, path(p, "index.md")),
			    "two");
	assert_int_equal(unlink(path(p, ".jam-export")), 0);
	assert_int_equal(export(p, first, &err), JAM_E_CANTCREATE);
	assert_error(&err, JAM_E_CANTCREATE, "is not empty");
}

/* Without memory to read it, an empty directory is not taken for a full one. */
static void
unreadable(void **state)
{
	struct place *p = *state;
	struct jam_error err;
	const char *failed;
	size_t at = 1;

	do {
		jam_test_remove(p->site);
		assert_int_equal(mkdir(p->site, 0777), 0);
		faults_begin(FAULT_SYSTEM, at++, ENOMEM);
		export(p, third, &err);
		failed = faults_end();
		assert_non_null(failed);
	} while (strcmp(failed, "fdopendir") != 0);
	assert_error(&err, JAM_E_SYSTEM, "cannot read");
}

/* C6: planted at each level; what they point at stays as it is. */
static void
planted(void **state)
{
	struct place *p = *state;
	struct jam_error err;
	const char *out = jam_format(p->arena, "%s/out", p->folder);
	const char *victim = jam_format(p->arena, "%s/victim", out);

	assert_int_equal(export(p, first, &err), JAM_OK);
	assert_int_equal(mkdir(out, 0777), 0);
	jam_test_write(victim, "old");

	assert_int_equal(unlink(path(p, "index.md")), 0);
	assert_int_equal(symlink(victim, path(p, "index.md")), 0);
	assert_int_equal(export(p, second, &err), JAM_E_CANTCREATE);
	assert_int_equal(unlink(path(p, "index.md")), 0);
	assert_int_equal(link(victim, path(p, "index.md")), 0);
	assert_int_equal(export(p, second, &err), JAM_E_CANTCREATE);
	assert_int_equal(unlink(path(p, "index.md")), 0);
	assert_int_equal(mkfifo(path(p, "index.md"), 0666), 0);
	assert_int_equal(export(p, second, &err), JAM_E_CANTCREATE);
	assert_int_equal(unlink(path(p, "index.md")), 0);

	assert_int_equal(unlink(path(p, "projects/a.md")), 0);
	assert_int_equal(unlink(path(p, "projects/b.md")), 0);
	assert_int_equal(rmdir(path(p, "projects")), 0);
	assert_int_equal(symlink(out, path(p, "projects")), 0);
	assert_int_equal(export(p, first, &err), JAM_E_CANTCREATE);
	assert_int_equal(unlink(path(p, "projects")), 0);

	assert_int_equal(unlink(path(p, ".jam-export")), 0);
	assert_int_equal(symlink(victim, path(p, ".jam-export")), 0);
	assert_int_equal(export(p, first, &err), JAM_E_CANTCREATE);
	assert_string_equal(jam_test_read(p->arena, victim), "old");
}

static void
linked_folder(void **state)
{
	struct place *p = *state;
	struct jam_error err;
	const char *out = jam_format(p->arena, "%s/out", p->folder);

	assert_int_equal(mkdir(out, 0777), 0);
	assert_int_equal(symlink(out, p->site), 0);
	assert_int_equal(export(p, first, &err), JAM_E_CANTCREATE);
	assert_int_equal(rmdir(out), 0);
}

static size_t
count_names(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2;
}

static void
discards(void **state)
{
	struct place *p = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_files *f;

	assert_int_equal(export(p, first, &err), JAM_OK);
	assert_done(jam_files_open(p->arena, p->site, 0666, &f, &err), &err);
	assert_done(jam_files_put(f, "index.md", "new", 3, &err), &err);
	assert_done(jam_files_put(f, "projects/c.md", "new", 3, &err), &err);
	jam_files_discard(f);
	jam_files_discard(NULL);
	assert_string_equal(jam_test_read(p->arena, path(p, "index.md")),
			    "one");
	assert_int_equal(count_names(p->site), 3);
	assert_int_equal(count_names(path(p, "projects")), 2);
}

/* What a killed export left is no obstacle and goes. */
static void
after_a_kill(void **state)
{
	struct place *p = *state;
	struct jam_error err;

	assert_int_equal(mkdir(p->site, 0777), 0);
	jam_test_write(path(p, ".jam-new-list"), "half");
	assert_int_equal(export(p, first, &err), JAM_OK);
	jam_test_write(path(p, ".jam-new-0"), "half");
	jam_test_write(path(p, ".jam-new-7"), "half");
	jam_test_write(path(p, "projects/.jam-new-0"), "half");
	assert_int_equal(export(p, first, &err), JAM_OK);
	assert_int_equal(count_names(p->site), 3);
	assert_int_equal(count_names(path(p, "projects")), 2);
}

static void
busy(void **state)
{
	struct place *p = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_files *f;
	struct jam_error other;

	assert_done(jam_files_open(p->arena, p->site, 0666, &f, &err), &err);
	assert_int_equal(export(p, first, &other), JAM_E_BUSY);
	jam_files_discard(f);
	assert_int_equal(export(p, first, &other), JAM_OK);
}

static void
modes(void **state)
{
	struct place *p = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_files_summary summary;
	struct jam_files *f;
	struct stat status;

	assert_done(jam_files_open(p->arena, p->site, 0600, &f, &err), &err);
	assert_done(jam_files_put(f, "a-private.yaml", "x", 1, &err), &err);
	assert_done(jam_files_put(f, "b/c.yaml", "y", 1, &err), &err);
	assert_done(jam_files_commit(f, &summary, &err), &err);
	assert_int_equal(summary.files, 2);
	assert_int_equal(summary.bytes, 2);
	assert_int_equal(stat(path(p, "a-private.yaml"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(p->site, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_int_equal(stat(path(p, "b"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
}

static void
nowhere(void **state)
{
	struct place *p = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_files *f;

	assert_false(
	    jam_files_open(p->arena, path(p, "no/such"), 0666, &f, &err));
	assert_error(&err, JAM_E_CANTCREATE, "cannot make");
}

static void
paths(void **state)
{
	static const char *const good[] = { "a", "index.md", "projects/a-1.md",
					    "2022-11-13-x.md" };
	static const char *const bad[] = {
		"",	"/a",	"a/",  "../a", "a/../b", "a/b/c",
		".jam", "a/.b", "A",   "a b",  "a\nb",	 "ä",
		"a//b", "a\\b", "a:b", ".",    "..",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(jam_manifest_path(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(jam_manifest_path(bad[i]));
}

/* A list that somebody changed cannot make jam remove other files. */
static void
bad_manifest(void **state)
{
	struct place *p = *state;
	struct jam_error err;
	const char *victim = jam_format(p->arena, "%s/victim", p->folder);

	jam_test_write(victim, "old");
	assert_int_equal(export(p, third, &err), JAM_OK);
	jam_test_write(path(p, ".jam-export"), "jam export 1\n../victim\n");
	assert_int_equal(export(p, third, &err), JAM_E_CANTCREATE);
	assert_string_equal(jam_test_read(p->arena, victim), "old");
}

static void
twice(void **state)
{
	static const char *const files[] = { "a.md=1", "a.md=2", NULL };
	struct place *p = *state;
	struct jam_error err;

	assert_int_equal(export(p, files, &err), JAM_E_BUG);
}

#define IN_PLACE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(renews),	IN_PLACE(foreign),
		IN_PLACE(planted),	IN_PLACE(linked_folder),
		IN_PLACE(discards),	IN_PLACE(after_a_kill),
		IN_PLACE(busy),		IN_PLACE(modes),
		IN_PLACE(nowhere),	IN_PLACE(paths),
		IN_PLACE(bad_manifest), IN_PLACE(twice),
		IN_PLACE(unreadable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
