/* SPDX-License-Identifier: MIT */
/* The versions of jam and its libraries. */
#include "cmd/cli/version.h"

#include "core/base/buf.h"
#include "core/base/library.h"
#include "core/import/library.h"
#include "core/render/library.h"
#include "core/store/library.h"

void
jam_version_write(struct jam_buf *out)
{
	jam_buf_format(out, "jam %s\n", JAM_VERSION);
	jam_buf_format(out, "sqlite %s\n", jam_store_sqlite_version());
	jam_buf_format(out, "libyaml %s\n", jam_import_yaml_version());
	jam_buf_format(out, "libcsv %s\n", jam_import_csv_version());
	jam_buf_format(out, "jansson %s\n", jam_import_jansson_version());
	jam_buf_format(out, "cmark %s\n", jam_render_cmark_version());
	jam_buf_format(out, "utf8proc %s\n", jam_base_utf8proc_version());
	jam_buf_format(out, "libsodium %s\n", jam_base_sodium_version());
}
