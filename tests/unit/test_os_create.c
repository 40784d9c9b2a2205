/* SPDX-License-Identifier: MIT */
/* Files that appear whole or not at all, whatever is planted beside them. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/os.h"
#include "tests/unit/jam_test.h"

/* How many names there are in the test's folder. */
static int
count_names(struct jam_place *place)
{
	DIR *dir = opendir(place->folder);
	struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		n += strcmp(entry->d_name, ".") != 0 &&
		     strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return n;
}

static struct jam_outfile *
create(struct jam_place *place, const char *name, bool replace)
{
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	assert_done(jam_os_create(jam_test_in(place, name), 0666, replace,
				  place->arena, &out, &err),
		    &err);
	return out;
}

static void
assert_refused(struct jam_place *place, const char *path, bool replace,
	       const char *why)
{
	struct jam_error err = { 0 };
	struct jam_outfile *out;
	int before = count_names(place);

	assert_false(
	    jam_os_create(path, 0600, replace, place->arena, &out, &err));
	assert_error(&err, JAM_E_CANTCREATE, why);
	assert_error(&err, JAM_E_CANTCREATE, path);
	assert_int_equal(count_names(place), before);
}

static void
test_create_appears_whole(void **state)
{
	struct jam_place *place = *state;
	struct jam_outfile *out = create(place, "a", false);
	struct jam_error err = { 0 };

	fputs("new", jam_os_stream(out));
	fflush(jam_os_stream(out));
	assert_int_equal(access(jam_test_in(place, "a"), F_OK), -1);
	assert_done(jam_os_commit(out, &err), &err);
	jam_os_discard(out);
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "new");
	assert_int_equal(count_names(place), 1);
	assert_refused(place, jam_test_in(place, "a"), false, "exists");

	out = create(place, "a", true);
	fputs("newer", jam_os_stream(out));
	fflush(jam_os_stream(out));
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "new");
	assert_done(jam_os_commit(out, &err), &err);
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "newer");
	assert_int_equal(count_names(place), 1);
}

static void
test_discard(void **state)
{
	struct jam_place *place = *state;
	struct jam_outfile *out;

	jam_test_write(jam_test_in(place, "a"), "old");
	out = create(place, "a", true);
	fputs("new", jam_os_stream(out));
	jam_os_discard(out);
	jam_os_discard(out);
	jam_os_discard(NULL);
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "old");
	assert_int_equal(count_names(place), 1);
}

static void
test_mode_is_less_the_umask(void **state)
{
	struct jam_place *place = *state;
	mode_t before = umask(027);
	struct jam_error err = { 0 };
	struct jam_outfile *out = create(place, "a", false);
	struct stat status;

	umask(before);
	assert_done(jam_os_commit(out, &err), &err);
	assert_int_equal(stat(jam_test_in(place, "a"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

static void
test_create_refuses(void **state)
{
	struct jam_place *place = *state;
	const char *folder = place->folder;

	for (int replace = 0; replace < 2; replace++) {
		bool r = replace != 0;

		assert_refused(place, folder, r, "not a regular file");
		assert_refused(place, jam_test_in(place, ""), r,
			       "not the name");
		assert_refused(place, jam_test_in(place, "."), r,
			       "not the name");
		assert_refused(place, jam_test_in(place, ".."), r,
			       "not the name");
		assert_refused(place, "", r, "not the name");
		assert_refused(place, jam_test_in(place, "no/file"), r,
			       "no such file");
		assert_refused(place, "/dev/null", r, "not a regular file");
	}
	jam_test_write(jam_test_in(place, "a"), "");
	assert_refused(place, jam_test_in(place, "a/b"), true,
		       "not a directory");
}

static void
test_symlinks_are_refused(void **state)
{
	struct jam_place *place = *state;

	jam_test_write(jam_test_in(place, "victim"), "untouched");
	assert_int_equal(symlink("victim", jam_test_in(place, "link")), 0);
	assert_int_equal(symlink("nothing", jam_test_in(place, "dangling")), 0);
	for (int replace = 0; replace < 2; replace++) {
		assert_refused(place, jam_test_in(place, "link"), replace != 0,
			       "symbolic link");
		assert_refused(place, jam_test_in(place, "dangling"),
			       replace != 0, "symbolic link");
	}
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "victim")),
	    "untouched");
}

/* What appears between create and commit is neither replaced nor followed. */
static void
test_planted_meanwhile(void **state)
{
	struct jam_place *place = *state;
	struct jam_outfile *a = create(place, "a", false);
	struct jam_outfile *b = create(place, "b", true);
	struct jam_error err = { 0 };

	jam_test_write(jam_test_in(place, "a"), "other");
	assert_int_equal(symlink("a", jam_test_in(place, "b")), 0);
	fputs("mine", jam_os_stream(a));
	fputs("mine", jam_os_stream(b));
	assert_false(jam_os_commit(a, &err));
	assert_error(&err, JAM_E_CANTCREATE, "exists");
	err = (struct jam_error){ 0 };
	assert_false(jam_os_commit(b, &err));
	assert_error(&err, JAM_E_CANTCREATE, "symbolic link");
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "other");
	assert_int_equal(count_names(place), 2);
}

/* The folder is the one that was opened, whatever now has its name. */
static void
test_folder_swapped(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	assert_int_equal(mkdir(jam_test_in(place, "site"), 0700), 0);
	assert_int_equal(mkdir(jam_test_in(place, "other"), 0700), 0);
	out = create(place, "site/a", true);
	assert_int_equal(
	    rename(jam_test_in(place, "site"), jam_test_in(place, "moved")), 0);
	assert_int_equal(symlink("other", jam_test_in(place, "site")), 0);
	assert_done(jam_os_commit(out, &err), &err);
	assert_int_equal(access(jam_test_in(place, "moved/a"), F_OK), 0);
	assert_int_equal(access(jam_test_in(place, "other/a"), F_OK), -1);
}

/* Another name of the same file keeps what it had. */
static void
test_hard_link_keeps_its_text(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	jam_test_write(jam_test_in(place, "victim"), "untouched");
	assert_int_equal(
	    link(jam_test_in(place, "victim"), jam_test_in(place, "a")), 0);
	out = create(place, "a", true);
	fputs("mine", jam_os_stream(out));
	assert_done(jam_os_commit(out, &err), &err);
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "victim")),
	    "untouched");
}

/* A write that fails for want of room: the old file stays, nothing else. */
static void
test_no_room(void **state)
{
	struct jam_place *place = *state;
	struct rlimit before, small;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	jam_test_write(jam_test_in(place, "a"), "old");
	out = create(place, "a", true);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 100000; i++)
		fputs("text", jam_os_stream(out));
	assert_false(jam_os_commit(out, &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_error(&err, JAM_E_IO, jam_test_in(place, "a"));
	assert_string_equal(
	    jam_test_read(place->arena, jam_test_in(place, "a")), "old");
	assert_int_equal(count_names(place), 1);
}

static void
test_name_of_255_bytes(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	char name[256] = "";

	memset(name, 'a', 255);
	assert_done(jam_os_commit(create(place, name, false), &err), &err);
	assert_int_equal(count_names(place), 1);
}

static void
test_no_files_stay_open(void **state)
{
	struct jam_place *place = *state;
	int first = open("/dev/null", O_RDONLY), last;
	struct jam_error err = { 0 };
	FILE *file;

	close(first);
	assert_done(jam_os_commit(create(place, "a", false), &err), &err);
	jam_os_discard(create(place, "b", false));
	assert_refused(place, jam_test_in(place, "a"), false, "exists");
	assert_false(jam_os_open_input(place->folder, NULL, &file, &err));
	err = (struct jam_error){ 0 };
	assert_false(
	    jam_os_open_input(jam_test_in(place, "no"), NULL, &file, &err));
	last = open("/dev/null", O_RDONLY);
	close(last);
	assert_int_equal(first, last);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST_IN_FOLDER(test_create_appears_whole),
		JAM_TEST_IN_FOLDER(test_discard),
		JAM_TEST_IN_FOLDER(test_mode_is_less_the_umask),
		JAM_TEST_IN_FOLDER(test_create_refuses),
		JAM_TEST_IN_FOLDER(test_symlinks_are_refused),
		JAM_TEST_IN_FOLDER(test_planted_meanwhile),
		JAM_TEST_IN_FOLDER(test_folder_swapped),
		JAM_TEST_IN_FOLDER(test_hard_link_keeps_its_text),
		JAM_TEST_IN_FOLDER(test_no_room),
		JAM_TEST_IN_FOLDER(test_name_of_255_bytes),
		JAM_TEST_IN_FOLDER(test_no_files_stay_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
