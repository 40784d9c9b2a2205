/* SPDX-License-Identifier: MIT */
/* Files in and out: spooled, capped, whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/os.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *
all_of(struct jam_place *place, FILE *file)
{
	struct jam_error err = { 0 };
	struct jam_buf text;

	jam_buf_init(&text, place->arena);
	assert_done(jam_os_read_all(file, "x", 1 << 20, &text, &err), &err);
	return jam_buf_string(&text);
}

/* No descriptor is left: that is the system's fault, not the file's. */
static void
test_out_of_descriptors(void **state)
{
	struct jam_place *place = *state;
	const char *path = jam_test_in(place, "a");
	struct jam_error err = { 0 };
	struct jam_outfile *out;
	struct rlimit usual, none;
	FILE *file;

	jam_test_write(path, "text");
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
	none = usual;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_false(jam_os_open_input(path, NULL, &file, &err));
	assert_error(&err, JAM_E_SYSTEM, "cannot open");
	err = (struct jam_error){ 0 };
	assert_false(jam_os_create(path, 0600, true, place->arena, &out, &err));
	assert_int_equal(err.code, JAM_E_SYSTEM);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
	assert_int_equal(jam_os_code(ENOMEM, JAM_E_IO), JAM_E_SYSTEM);
	assert_int_equal(jam_os_code(EACCES, JAM_E_IO), JAM_E_IO);
}

static void
test_open_input(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	FILE *file;

	jam_test_write(jam_test_in(place, "a"), "text");
	assert_done(
	    jam_os_open_input(jam_test_in(place, "a"), NULL, &file, &err),
	    &err);
	assert_string_equal(all_of(place, file), "text");
	assert_int_equal(fcntl(fileno(file), F_GETFD), FD_CLOEXEC);
	fclose(file);
	assert_false(
	    jam_os_open_input(jam_test_in(place, "b"), NULL, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "no such file");
	assert_error(&err, JAM_E_NOINPUT, jam_test_in(place, "b"));
	err = (struct jam_error){ 0 };
	assert_false(jam_os_open_input(place->folder, NULL, &file, &err));
	assert_error(&err, JAM_E_NOINPUT, "is a directory");
	if (geteuid() == 0)
		return;
	assert_int_equal(chmod(jam_test_in(place, "a"), 0), 0);
	err = (struct jam_error){ 0 };
	assert_false(
	    jam_os_open_input(jam_test_in(place, "a"), NULL, &file, &err));
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
	struct jam_place *place = *state;
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
	struct jam_place *place = *state;
	const char *path = jam_test_in(place, "fifo");
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
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	FILE *input = fopen(jam_test_in(place, "a"), "wb"), *file;

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
	struct jam_place *place = *state;

	for (size_t i = 0; i < COUNT(caps); i++) {
		size_t max = caps[i].max;
		struct jam_error err = { 0 };
		char *text = jam_alloc(place->arena, max + 2);
		struct jam_buf bytes;
		FILE *file;

		memset(text, 'x', max);
		jam_test_write(jam_test_in(place, "a"), text);
		file = fopen(jam_test_in(place, "a"), "rb");
		jam_buf_init(&bytes, place->arena);
		assert_done(jam_os_read_all(file, "a", max, &bytes, &err),
			    &err);
		assert_int_equal(bytes.length, max);
		assert_string_equal(jam_buf_string(&bytes), text);
		rewind(file);
		assert_false(jam_os_read_all(file, "a", max - 1, &bytes, &err));
		assert_int_equal(err.code, JAM_E_DATA);
		err = (struct jam_error){ 0 };
		text[max] = 'x';
		jam_test_write(jam_test_in(place, "a"), text);
		rewind(file);
		assert_false(jam_os_read_all(file, "a", max, &bytes, &err));
		assert_error(&err, JAM_E_DATA, caps[i].cap);
		fclose(file);
	}
}

static void
test_read_all_edges(void **state)
{
	struct jam_place *place = *state;
	const char *path = jam_test_in(place, "a");
	struct jam_error err = { 0 };
	struct jam_buf bytes;
	FILE *file;

	jam_buf_init(&bytes, place->arena);
	jam_test_write(path, "");
	file = fopen(path, "rb");
	assert_done(jam_os_read_all(file, "a", 0, &bytes, &err), &err);
	fclose(file);
	assert_int_equal(bytes.length, 0);
	/* What the buffer had stays, and does not count. */
	jam_buf_text(&bytes, "before");
	jam_test_write(path, "after");
	file = fopen(path, "rb");
	assert_done(jam_os_read_all(file, "a", 5, &bytes, &err), &err);
	fclose(file);
	assert_string_equal(jam_buf_string(&bytes), "beforeafter");
	file = fopen(path, "wb");
	assert_false(jam_os_read_all(file, "a", 9, &bytes, &err));
	assert_error(&err, JAM_E_IO, "\"a\"");
	fclose(file);
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
	struct jam_place *place = *state;
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

/* The lowest descriptor that is free. */
static int
free_descriptor(void)
{
	int fd = open("/dev/null", O_RDONLY);

	close(fd);
	return fd;
}

static void
test_keep(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	FILE *stream, *to = fopen(jam_test_in(place, "kept"), "w+");
	struct jam_kept *kept = jam_os_keep(&stream);
	int before = free_descriptor();
	char line[64];

	for (size_t i = 0; i < JAM_KEPT_MAX / 4; i += 32)
		fprintf(stream, "%031zu\n", i);
	fflush(stream);
	assert_int_equal(free_descriptor(), before);
	for (size_t i = JAM_KEPT_MAX / 4; i < 3 * JAM_KEPT_MAX; i += 32)
		fprintf(stream, "%031zu\n", i);
	fflush(stream);
	assert_int_not_equal(free_descriptor(), before);
	assert_int_equal(fclose(stream), 0);
	assert_done(jam_os_kept_write(kept, to, &err), &err);
	jam_os_kept_free(kept);
	assert_int_equal(free_descriptor(), before);
	rewind(to);
	for (size_t i = 0; i < 3 * JAM_KEPT_MAX; i += 32) {
		assert_non_null(fgets(line, sizeof(line), to));
		assert_int_equal(strtoul(line, NULL, 10), i);
	}
	assert_null(fgets(line, sizeof(line), to));
	fclose(to);
	jam_os_kept_free(NULL);
}

/* A sanitizer sees what is wrong with writing nothing from nowhere. */
static void
test_keep_nothing(void **state)
{
	struct jam_place *place = *state;
	struct jam_error err = { 0 };
	FILE *stream, *to = fopen(jam_test_in(place, "kept"), "w");
	struct jam_kept *kept = jam_os_keep(&stream);

	assert_int_equal(fclose(stream), 0);
	assert_done(jam_os_kept_write(kept, to, &err), &err);
	assert_int_equal(ftell(to), 0);
	fclose(to);
	jam_os_kept_free(kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST_IN_FOLDER(test_out_of_descriptors),
		JAM_TEST_IN_FOLDER(test_open_input),
		JAM_TEST_IN_FOLDER(test_standard_input_is_spooled),
		JAM_TEST_IN_FOLDER(test_fifo_is_spooled),
		JAM_TEST_IN_FOLDER(test_input_that_cannot_be_read),
		cmocka_unit_test(test_spool_is_capped),
		JAM_TEST_IN_FOLDER(test_read_all),
		JAM_TEST_IN_FOLDER(test_read_all_edges),
		JAM_TEST_IN_FOLDER(test_keep),
		JAM_TEST_IN_FOLDER(test_keep_nothing),
		cmocka_unit_test(test_flush),
		JAM_TEST_IN_FOLDER(test_sync),
		cmocka_unit_test(test_network_fs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
