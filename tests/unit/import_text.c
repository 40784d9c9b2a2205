/* SPDX-License-Identifier: MIT */
/* Texts as files, for tests of the readers. */
#include "tests/unit/import_text.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/import/csv.h"
#include "tests/unit/jam_test.h"

FILE *
jam_test_file(const void *bytes, size_t length)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	rewind(file);
	return file;
}

const char *
jam_test_records(struct jam_arena *arena, FILE *file,
		 enum jam_encoding encoding, bool lines, struct jam_error *err)
{
	struct jam_record record = { .count = 1 };
	struct jam_csv *csv = NULL;
	struct jam_source source = { .name = "t.csv",
				     .file = file,
				     .encoding = encoding,
				     .arena = arena };
	struct jam_buf out;

	jam_buf_init(&out, arena);
	if (jam_source_init(&source, err) &&
	    jam_csv_open(&source, NULL, NULL, arena, &csv, err))
		while (record.count > 0 && jam_csv_next(csv, &record, err)) {
			if (record.count > 0 && lines)
				jam_buf_format(&out, "%zu:", record.line);
			for (size_t i = 0; i < record.count; i++)
				jam_buf_format(&out, "%s%c", record.cells[i],
					       i + 1 < record.count ? '|'
								    : '\n');
		}
	jam_csv_close(csv);
	return jam_buf_string(&out);
}

const char *
jam_test_csv(struct jam_arena *arena, const char *text, struct jam_error *err)
{
	FILE *file = jam_test_file(text, strlen(text));
	const char *out = jam_test_records(arena, file, JAM_UTF8, true, err);

	fclose(file);
	return out;
}
