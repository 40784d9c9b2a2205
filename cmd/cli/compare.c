/* SPDX-License-Identifier: MIT */
/* Pages made again and compared. */
#include "cmd/cli/compare.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli/checks.h"
#include "cmd/cli/narrow.h"
#include "cmd/cli/site.h"
#include "cmd/cli/site_after.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/files.h"
#include "core/render/manifest.h"

#define PAGE_MAX ((size_t)64 << 20)

struct comparing {
	struct jam_files_sink sink; /* first: what the pages see */
	struct jam_arena *arena;
	int folder;
	bool any;		    /* something was compared */
	struct jam_manifest listed; /* there */
	struct jam_manifest made;   /* again */
	const char **different;	    /* paths */
	size_t count, capacity;
	size_t pages;
};

static void
differ(struct comparing *c, const char *path)
{
	c->different = jam_grow(c->arena, c->different, &c->capacity,
				c->count + 1, sizeof(*c->different));
	c->different[c->count++] = jam_strdup(c->arena, path);
}

/* The bytes of a plain file; not there: none, or nothing that jam writes. */
static bool
read_file(const struct comparing *c, const char *path, struct jam_buf *bytes,
	  bool *there, struct jam_error *err)
{
	int fd = openat(c->folder, path,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	FILE *file = NULL;
	bool done;

	jam_buf_init(bytes, c->arena);
	*there = false;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP ||
		       errno == ENXIO))
		return true;
	if (fd >= 0 && fstat(fd, &status) == 0) {
		*there = S_ISREG(status.st_mode) &&
			 status.st_size <= (off_t)PAGE_MAX;
		file = fdopen(fd, "r");
	}
	if (file == NULL) {
		jam_fail(err, jam_os_code(errno, JAM_E_NOINPUT),
			 "cannot open \"%s\": %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	done = !*there || jam_os_read_all(file, path, PAGE_MAX, bytes, err);
	fclose(file);
	return done;
}

static bool
take(struct jam_files_sink *sink, const char *path, const void *bytes,
     size_t length, struct jam_error *err)
{
	struct comparing *c = (struct comparing *)sink;
	struct jam_buf have;
	bool there;

	if (!read_file(c, path, &have, &there, err))
		return false;
	c->pages++;
	jam_manifest_add(&c->made, path);
	if (!there || have.length != length ||
	    (length > 0 && memcmp(have.data, bytes, length) != 0))
		differ(c, path);
	return true;
}

/* What the directory lists and the export does not make. */
static void
find_strangers(struct comparing *c)
{
	for (size_t i = 0; i < c->listed.count; i++)
		if (!jam_manifest_has(&c->made, c->listed.paths[i]))
			differ(c, c->listed.paths[i]);
}

static bool
make_again(const struct jam_run *run, const struct jam_pages *pages,
	   const struct jam_page_options *how, struct comparing *c,
	   struct jam_error *err)
{
	struct jam_files *files = jam_files_into(run->arena, &c->sink);
	bool done;

	jam_manifest_init(&c->made, run->arena);
	done = jam_pages_write(pages, how, files, run->arena, run->tick, err);
	jam_files_discard(files);
	find_strangers(c);
	return done;
}

/* Markdown does not say for which tool it was written: the nearest counts. */
static bool
find_nearest(const struct jam_run *run, const struct jam_pages *pages,
	     const struct comparing *empty, struct comparing *best,
	     struct jam_error *err)
{
	bool html = jam_manifest_has(&empty->listed, "index.html");

	for (int i = 0; i < (html ? 1 : 8); i++) {
		const struct jam_page_options how = {
			.format = html	  ? JAM_PAGE_HTML
				  : i < 4 ? JAM_PAGE_GFM
					  : JAM_PAGE_COMMONMARK,
			.front = (enum jam_front)(i % 4),
		};
		struct comparing c = *empty;

		if (!make_again(run, pages, &how, &c, err))
			return false;
		c.any = true;
		if (!best->any || c.count < best->count)
			*best = c;
		if (best->count == 0)
			break;
	}
	return true;
}

/* Pages of one site have the page of no other: "sites/2022-11-11-KEY.md". */
static bool
may_be_of(const struct jam_manifest *listed, const char *key)
{
	static const char folder[] = "sites/";
	size_t length = strlen(key), sites = 0;
	const char *name = NULL, *dot;

	for (size_t i = 0; i < listed->count; i++) {
		if (strncmp(listed->paths[i], folder, sizeof(folder) - 1) != 0)
			continue;
		name = listed->paths[i];
		sites++;
	}
	if (sites != 1)
		return false;
	dot = strrchr(name, '.');
	return dot != NULL && (size_t)(dot - name) > length &&
	       memcmp(dot - length, key, length) == 0;
}

/* Those of all come first: an event with one site lists its page, too. */
static bool
find_site(const struct jam_run *run, const struct jam_pages *filled,
	  struct comparing *best, struct jam_error *err)
{
	const struct comparing empty = *best;
	struct jam_pages pages = *filled;

	if (!jam_site_after(run, &pages, err) ||
	    !find_nearest(run, &pages, &empty, best, err))
		return false;
	for (size_t i = 0; best->count > 0 && i < run->event->sites_len; i++) {
		if (!may_be_of(&empty.listed, run->event->sites[i].key))
			continue;
		pages = *filled;
		jam_narrow(run, &run->event->sites[i], &pages);
		if (!find_nearest(run, &pages, &empty, best, err))
			return false;
	}
	return true;
}

static bool
open_pages(struct comparing *c, const char *directory, struct jam_error *err)
{
	struct jam_buf list;
	bool there;

	c->folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (c->folder < 0)
		return jam_fail(err, JAM_E_NOINPUT, "cannot open \"%s\": %s",
				directory, strerror(errno));
	if (!read_file(c, JAM_MANIFEST, &list, &there, err))
		return false;
	if (there &&
	    jam_manifest_read(&c->listed, c->arena, jam_buf_string(&list)))
		return true;
	jam_fail(err, JAM_E_NOINPUT, "\"%s\" holds no pages of jam's",
		 directory);
	return jam_hint(err, "its list " JAM_MANIFEST " is missing: copy the "
			     "directory with all that is in it");
}

static bool
report(struct jam_checks *checks, const struct comparing *c,
       struct jam_error *err)
{
	struct jam_finding finding = { .check = "pages",
				       .seq = JAM_NONE,
				       .says = "differs from what this "
					       "database gives" };

	for (size_t i = 0; i < c->count; i++) {
		finding.row = c->different[i];
		if (!jam_checks_add(checks, &finding, err))
			return false;
	}
	if (c->count > 0)
		return true;
	finding.holds = true;
	finding.says = jam_format(c->arena,
				  "%zu files, as this database "
				  "gives them",
				  c->pages);
	return jam_checks_add(checks, &finding, err);
}

bool
jam_compare_pages(struct jam_checks *checks, const char *directory,
		  struct jam_error *err)
{
	const struct jam_run *run = checks->run;
	struct comparing c = { .sink = { take }, .arena = run->arena };
	struct jam_pages pages;
	bool done;

	jam_manifest_init(&c.listed, run->arena);
	done = open_pages(&c, directory, err) &&
	       jam_site_fill(run, &pages, err) &&
	       find_site(run, &pages, &c, err);
	if (c.folder >= 0)
		close(c.folder);
	if (!done)
		return false;
	return report(checks, &c, err);
}
