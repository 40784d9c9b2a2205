/* SPDX-License-Identifier: MIT */
/* Tests of opening damaged images of other people's databases. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/store_data.h"

/* 156 images: as they are, and with our id patched in. */
static void
refuse_image(struct store_data *f, const char *image, bool patched)
{
	static const unsigned char id[] = { 0x6a, 0x61, 0x6d, 0x31 };
	struct jam_store *store;
	FILE *in = fopen(image, "rb"), *out = fopen(f->path, "wb");
	char bytes[65536], after[65536];
	size_t n, all = 0;

	assert_true(in != NULL && out != NULL);
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		assert_int_equal(fwrite(bytes, 1, n, out), n);
		all += n;
	}
	if (patched && all >= 100) {
		fseek(out, 68, SEEK_SET);
		assert_int_equal(fwrite(id, 1, sizeof(id), out), sizeof(id));
	}
	fclose(in);
	fclose(out);
	store = store_open(f, JAM_STORE_READ);
	assert_null(store);
	if (f->err.code != JAM_E_CONFIG)
		fail_msg("%s: %s", image, f->err.message);
	in = fopen(image, "rb");
	out = fopen(f->path, "rb");
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		assert_int_equal(fread(after, 1, n, out), n);
		if (patched && all >= 100)
			memcpy(bytes + 68, after + 68, sizeof(id));
		assert_memory_equal(bytes, after, n);
		patched = false;
	}
	fclose(in);
	fclose(out);
	assert_int_equal(unlink(f->path), 0);
}

static void
test_malformed_images(void **state)
{
	struct store_data *f = *state;
	const char *folder =
	    jam_test_shared(f->arena, "corpora/sqlite-malformed/images");
	DIR *images = opendir(folder);
	const struct dirent *image;
	int count = 0;

	assert_non_null(images);
	while ((image = readdir(images)) != NULL) {
		const char *path =
		    jam_format(f->arena, "%s/%s", folder, image->d_name);

		if (strstr(path, ".db") == NULL || strstr(path, "-wal") ||
		    strstr(path, "-shm"))
			continue;
		refuse_image(f, path, false);
		refuse_image(f, path, true);
		count++;
	}
	closedir(images);
	assert_int_equal(count, 156);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_malformed_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
