/* SPDX-License-Identifier: MIT */
/* Files in and out: spooled, capped, whole or not at all. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/os.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A test's arena and its folder. */
struct place {
	struct jam_arena *arena;
	const char *folder;
};

static int
set_up(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct place *place = jam_alloc(arena, sizeof(*place));

	place->arena = arena;
	place->folder = jam_test_folder(arena);
	*state = place;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *place = *state;

	jam_test_remove(place->folder);
	jam_arena_free(place->arena);
	return 0;
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const char *
in(struct place *place, const char *name)
{
	return jam_format(place->arena, "%s/%s", place->folder, name);
}

/* How many names there are in the test's folder. */
static int
count_names(struct place *place)
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

static char *
all_of(struct place *place, FILE *file)
{
	struct jam_error err = { 0 };
	size_t length;
	char *bytes;

	assert_done(jam_os_read_all(file, "x", 1 << 20, place->arena, &bytes,
				    &length, &err),
		    &err);
	assert_int_equal(strlen(bytes), length);
	return bytes;
}

static void
test_open_input(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	FILE *file;

	jam_test_write(in(place, "a"), "text");
	assert_done(jam_os_open_input(in(place, "a"), NULL, &file, &err), &err);
	assert_string_equal(all_of(place, file), "text");
	fclose(file);
	assert_false(jam_os_open_input(in(place, "b"), NULL, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "no such file");
	assert_error(&err, JAM_E_NOINPUT, in(place, "b"));
	err = (struct jam_error){ 0 };
	assert_false(jam_os_open_input(place->folder, NULL, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "is a directory");
	if (geteuid() == 0)
		return;
	assert_int_equal(chmod(in(place, "a"), 0), 0);
	err = (struct jam_error){ 0 };
	assert_false(jam_os_open_input(in(place, "a"), NULL, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "permission denied");
}

/* A pipe that gives the text and ends. */
static FILE *
pipe_with(const char *text)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	return fdopen(ends[0], "rb");
}

static void
test_standard_input_is_spooled(void **state)
{
	struct place *place = *state;
	FILE *input = pipe_with("a,b\n1,2\n"), *file;
	struct jam_error err = { 0 };
	struct stat status;

	assert_done(jam_os_open_input("-", input, &file, &err), &err);
	for (int i = 0; i < 2; i++) {
		assert_string_equal(all_of(place, file), "a,b\n1,2\n");
		assert_int_equal(fseek(file, 0, SEEK_SET), 0);
	}
	assert_int_equal(fstat(fileno(file), &status), 0);
	assert_int_equal(status.st_nlink, 0);
	fclose(file);
	assert_int_equal(fgetc(input), EOF);
	fclose(input);
}

static void
test_fifo_is_spooled(void **state)
{
	struct place *place = *state;
	const char *path = in(place, "fifo");
	struct jam_error err = { 0 };
	FILE *file;
	pid_t child;

	assert_int_equal(mkfifo(path, 0600), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int fd = open(path, O_WRONLY);

		_exit(write(fd, "text", 4) == 4 ? 0 : 1);
	}
	assert_done(jam_os_open_input(path, NULL, &file, &err), &err);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_string_equal(all_of(place, file), "text");
	assert_int_equal(fseek(file, 0, SEEK_SET), 0);
	assert_string_equal(all_of(place, file), "text");
	fclose(file);
}

static void
test_input_that_cannot_be_read(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	FILE *input = fopen(in(place, "a"), "wb"), *file;

	assert_false(jam_os_open_input("-", input, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "standard input");
	fclose(input);
}

static void
test_spool_is_capped(void **state)
{
	struct jam_error err = { 0 };
	FILE *file;

	(void)state;
	assert_false(jam_os_open_input("/dev/zero", NULL, &file, &err));
	if (err.code == JAM_E_IO) {
		print_message("skipped: no 256 MiB to spool into\n");
		skip();
	}
	assert_error(&err, JAM_E_DATA, "larger than 256 MiB");
}

static void
test_read_all(void **state)
{
	static const struct {
		size_t max;
		const char *cap;
	} caps[] = { { 7, "7 bytes" },
		     { 3072, "3 KiB" },
		     { 1 << 20, "1 MiB" } };
	struct place *place = *state;
	char *bytes = NULL;
	size_t length = 42;

	for (size_t i = 0; i < COUNT(caps); i++) {
		size_t max = caps[i].max;
		struct jam_error err = { 0 };
		char *text = jam_alloc(place->arena, max + 2);
		FILE *file;

		memset(text, 'x', max);
		jam_test_write(in(place, "a"), text);
		file = fopen(in(place, "a"), "rb");
		assert_done(jam_os_read_all(file, "a", max, place->arena,
					    &bytes, &length, &err),
			    &err);
		assert_int_equal(length, max);
		assert_string_equal(bytes, text);
		rewind(file);
		assert_false(jam_os_read_all(file, "a", max - 1, place->arena,
					     &bytes, &length, &err));
		assert_int_equal(err.code, JAM_E_DATA);
		err = (struct jam_error){ 0 };
		text[max] = 'x';
		jam_test_write(in(place, "a"), text);
		rewind(file);
		assert_false(jam_os_read_all(file, "a", max, place->arena,
					     &bytes, &length, &err));
		assert_error(&err, JAM_E_DATA, caps[i].cap);
		fclose(file);
	}
}

static void
test_read_all_edges(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	size_t length = 42;
	char *bytes;
	FILE *file;

	jam_test_write(in(place, "a"), "");
	file = fopen(in(place, "a"), "rb");
	assert_done(
	    jam_os_read_all(file, "a", 0, place->arena, &bytes, &length, &err),
	    &err);
	assert_int_equal(length, 0);
	assert_string_equal(bytes, "");
	fclose(file);
	file = fopen(in(place, "a"), "wb");
	assert_false(
	    jam_os_read_all(file, "a", 9, place->arena, &bytes, &length, &err));
	assert_error(&err, JAM_E_IO, "\"a\"");
	fclose(file);
}

static struct jam_outfile *
create(struct place *place, const char *name, bool replace)
{
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	assert_done(jam_os_create(in(place, name), 0666, replace, place->arena,
				  &out, &err),
		    &err);
	return out;
}

static void
assert_refused(struct place *place, const char *path, bool replace,
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
	struct place *place = *state;
	struct jam_outfile *out = create(place, "a", false);
	struct jam_error err = { 0 };

	fputs("new", jam_os_stream(out));
	fflush(jam_os_stream(out));
	assert_int_equal(access(in(place, "a"), F_OK), -1);
	assert_done(jam_os_commit(out, &err), &err);
	jam_os_discard(out);
	assert_string_equal(jam_test_read(place->arena, in(place, "a")), "new");
	assert_int_equal(count_names(place), 1);
	assert_refused(place, in(place, "a"), false, "exists");

	out = create(place, "a", true);
	fputs("newer", jam_os_stream(out));
	fflush(jam_os_stream(out));
	assert_string_equal(jam_test_read(place->arena, in(place, "a")), "new");
	assert_done(jam_os_commit(out, &err), &err);
	assert_string_equal(jam_test_read(place->arena, in(place, "a")),
			    "newer");
	assert_int_equal(count_names(place), 1);
}

static void
test_discard(void **state)
{
	struct place *place = *state;
	struct jam_outfile *out;

	jam_test_write(in(place, "a"), "old");
	out = create(place, "a", true);
	fputs("new", jam_os_stream(out));
	jam_os_discard(out);
	jam_os_discard(out);
	jam_os_discard(NULL);
	assert_string_equal(jam_test_read(place->arena, in(place, "a")), "old");
	assert_int_equal(count_names(place), 1);
}

static void
test_mode_is_less_the_umask(void **state)
{
	struct place *place = *state;
	mode_t before = umask(027);
	struct jam_error err = { 0 };
	struct jam_outfile *out = create(place, "a", false);
	struct stat status;

	umask(before);
	assert_done(jam_os_commit(out, &err), &err);
	assert_int_equal(stat(in(place, "a"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

static void
test_create_refuses(void **state)
{
	struct place *place = *state;
	const char *folder = place->folder;

	for (int replace = 0; replace < 2; replace++) {
		bool r = replace != 0;

		assert_refused(place, folder, r, "not a regular file");
		assert_refused(place, in(place, ""), r, "not the name");
		assert_refused(place, in(place, "."), r, "not the name");
		assert_refused(place, in(place, ".."), r, "not the name");
		assert_refused(place, "", r, "not the name");
		assert_refused(place, in(place, "no/file"), r, "no such file");
		assert_refused(place, "/dev/null", r, "not a regular file");
	}
	jam_test_write(in(place, "a"), "");
	assert_refused(place, in(place, "a/b"), true, "not a directory");
}

static void
test_symlinks_are_refused(void **state)
{
	struct place *place = *state;

	jam_test_write(in(place, "victim"), "untouched");
	assert_int_equal(symlink("victim", in(place, "link")), 0);
	assert_int_equal(symlink("nothing", in(place, "dangling")), 0);
	for (int replace = 0; replace < 2; replace++) {
		assert_refused(place, in(place, "link"), replace != 0,
			       "symbolic link");
		assert_refused(place, in(place, "dangling"), replace != 0,
			       "symbolic link");
	}
	assert_string_equal(jam_test_read(place->arena, in(place, "victim")),
			    "untouched");
}

/* What appears between create and commit is neither replaced nor followed. */
static void
test_planted_meanwhile(void **state)
{
	struct place *place = *state;
	struct jam_outfile *a = create(place, "a", false);
	struct jam_outfile *b = create(place, "b", true);
	struct jam_error err = { 0 };

	jam_test_write(in(place, "a"), "other");
	assert_int_equal(symlink("a", in(place, "b")), 0);
	fputs("mine", jam_os_stream(a));
	fputs("mine", jam_os_stream(b));
	assert_false(jam_os_commit(a, &err));
	assert_error(&err, JAM_E_CANTCREATE, "exists");
	err = (struct jam_error){ 0 };
	assert_false(jam_os_commit(b, &err));
	assert_error(&err, JAM_E_CANTCREATE, "symbolic link");
	assert_string_equal(jam_test_read(place->arena, in(place, "a")),
			    "other");
	assert_int_equal(count_names(place), 2);
}

/* The folder is the one that was opened, whatever now has its name. */
static void
test_folder_swapped(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	assert_int_equal(mkdir(in(place, "site"), 0700), 0);
	assert_int_equal(mkdir(in(place, "other"), 0700), 0);
	out = create(place, "site/a", true);
	assert_int_equal(rename(in(place, "site"), in(place, "moved")), 0);
	assert_int_equal(symlink("other", in(place, "site")), 0);
	assert_done(jam_os_commit(out, &err), &err);
	assert_int_equal(access(in(place, "moved/a"), F_OK), 0);
	assert_int_equal(access(in(place, "other/a"), F_OK), -1);
}

/* Another name of the same file keeps what it had. */
static void
test_hard_link_keeps_its_text(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	jam_test_write(in(place, "victim"), "untouched");
	assert_int_equal(link(in(place, "victim"), in(place, "a")), 0);
	out = create(place, "a", true);
	fputs("mine", jam_os_stream(out));
	assert_done(jam_os_commit(out, &err), &err);
	assert_string_equal(jam_test_read(place->arena, in(place, "victim")),
			    "untouched");
}

/* A write that fails for want of room: the old file stays, nothing else. */
static void
test_no_room(void **state)
{
	struct place *place = *state;
	struct rlimit before, small;
	struct jam_error err = { 0 };
	struct jam_outfile *out;

	jam_test_write(in(place, "a"), "old");
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
	assert_error(&err, JAM_E_IO, in(place, "a"));
	assert_string_equal(jam_test_read(place->arena, in(place, "a")), "old");
	assert_int_equal(count_names(place), 1);
}

static void
test_name_of_255_bytes(void **state)
{
	struct place *place = *state;
	struct jam_error err = { 0 };
	char name[256] = "";

	memset(name, 'a', 255);
	assert_done(jam_os_commit(create(place, name, false), &err), &err);
	assert_int_equal(count_names(place), 1);
}

static void
test_no_files_stay_open(void **state)
{
	struct place *place = *state;
	int first = open("/dev/null", O_RDONLY), last;
	struct jam_error err = { 0 };
	FILE *file;

	close(first);
	assert_done(jam_os_commit(create(place, "a", false), &err), &err);
	jam_os_discard(create(place, "b", false));
	assert_refused(place, in(place, "a"), false, "exists");
	assert_false(jam_os_open_input(place->folder, NULL, &file, &err));
	err = (struct jam_error){ 0 };
	assert_false(jam_os_open_input(in(place, "no"), NULL, &file, &err));
	last = open("/dev/null", O_RDONLY);
	close(last);
	assert_int_equal(first, last);
}

static void
test_flush(void **state)
{
	struct jam_error err = { 0 };
	FILE *full = fopen("/dev/full", "wb"), *null = fopen("/dev/null", "wb");

	(void)state;
	assert_non_null(full);
	assert_non_null(null);
	fputs("text", null);
	assert_done(jam_os_flush(null, "output", &err), &err);
	fputs("text", full);
	assert_false(jam_os_flush(full, "output", &err));
	assert_error(&err, JAM_E_IO, "\"output\": no space left");
	fclose(full);
	fclose(null);
	/* An error that is over is told all the same. */
	null = fopen("/dev/null", "rb");
	err = (struct jam_error){ 0 };
	assert_int_equal(fputc('x', null), EOF);
	assert_false(jam_os_flush(null, "output", &err));
	assert_error(&err, JAM_E_IO, "output");
	fclose(null);
}

static void
test_sync(void **state)
{
	struct place *place = *state;
	int fd = open(place->folder, O_RDONLY);
	struct jam_error err = { 0 };

	assert_done(jam_os_sync(fd, "site", &err), &err);
	close(fd);
	assert_false(jam_os_sync(fd, "site", &err));
	assert_error(&err, JAM_E_IO, "\"site\": bad file descriptor");
}

static void
test_network_fs(void **state)
{
	int fd = open("/proc", O_RDONLY);

	(void)state;
	assert_true(fd >= 0);
	assert_null(jam_os_network_fs(fd));
	close(fd);
	assert_null(jam_os_network_fs(-1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_open_input),
		TEST(test_standard_input_is_spooled),
		TEST(test_fifo_is_spooled),
		TEST(test_input_that_cannot_be_read),
		cmocka_unit_test(test_spool_is_capped),
		TEST(test_read_all),
		TEST(test_read_all_edges),
		TEST(test_create_appears_whole),
		TEST(test_discard),
		TEST(test_mode_is_less_the_umask),
		TEST(test_create_refuses),
		TEST(test_symlinks_are_refused),
		TEST(test_planted_meanwhile),
		TEST(test_folder_swapped),
		TEST(test_hard_link_keeps_its_text),
		TEST(test_no_room),
		TEST(test_name_of_255_bytes),
		TEST(test_no_files_stay_open),
		cmocka_unit_test(test_flush),
		TEST(test_sync),
		cmocka_unit_test(test_network_fs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
