/* SPDX-License-Identifier: MIT */
/* Files: in, spooled, out as a whole; what file system it is. */
#define _GNU_SOURCE /* renameat2, syncfs, fopencookie */
#include "core/base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/uid.h"

#define PART (64 * 1024)

struct jam_outfile {
	const char *path, *name;       /* name: the last part of path */
	const char *temporary, *aside; /* a name in folder; its path */
	int folder;
	FILE *file; /* NULL: committed or discarded */
	bool replace;
};

/* What the system says, as a clause in the middle of a sentence. */
struct reason {
	char text[128];
};

static struct reason
reason(int number)
{
	struct reason r;

	snprintf(r.text, sizeof(r.text), "%s", strerror(number));
	if (r.text[0] >= 'A' && r.text[0] <= 'Z')
		r.text[0] += 'a' - 'A';
	return r;
}

enum jam_code
jam_os_code(int number, enum jam_code usual)
{
	return number == ENOMEM || number == EMFILE || number == ENFILE
		   ? JAM_E_SYSTEM
		   : usual;
}

/* "512 bytes", "64 KiB", "256 MiB" */
static struct reason
size_text(size_t size)
{
	struct reason r;

	if (size >= (size_t)1 << 20 && size % ((size_t)1 << 20) == 0)
		snprintf(r.text, sizeof(r.text), "%zu MiB", size >> 20);
	else if (size >= 1024 && size % 1024 == 0)
		snprintf(r.text, sizeof(r.text), "%zu KiB", size >> 10);
	else
		snprintf(r.text, sizeof(r.text), "%zu bytes", size);
	return r;
}

static bool
refuse_size(const char *name, size_t max, struct jam_error *err)
{
	return jam_fail(err, JAM_E_DATA, "\"%s\" is larger than %s", name,
			size_text(max).text);
}

static bool
copy_all(FILE *from, FILE *to, const char *name, struct jam_error *err)
{
	char part[PART];
	size_t n, total = 0;

	while ((n = fread(part, 1, sizeof(part), from)) > 0) {
		total += n;
		if (total > JAM_SPOOL_MAX)
			return refuse_size(name, JAM_SPOOL_MAX, err);
		if (fwrite(part, 1, n, to) != n)
			break;
	}
	if (ferror(from))
		return jam_fail(err, JAM_E_NOINPUT, "cannot read \"%s\": %s",
				name, reason(errno).text);
	if (ferror(to) || fflush(to) != 0)
		return jam_fail(err, JAM_E_IO, "cannot spool \"%s\": %s", name,
				reason(errno).text);
	rewind(to);
	return true;
}

static bool
spool(FILE *from, const char *name, FILE **file, struct jam_error *err)
{
	FILE *to = tmpfile();

	if (to == NULL)
		return jam_fail(err, jam_os_code(errno, JAM_E_IO),
				"cannot spool \"%s\": no temporary file: %s",
				name, reason(errno).text);
	if (!copy_all(from, to, name, err)) {
		fclose(to);
		return false;
	}
	*file = to;
	return true;
}

bool
jam_os_open_input(const char *path, FILE *standard_input, FILE **file,
		  struct jam_error *err)
{
	struct stat status;
	FILE *opened;
	bool done;

	if (strcmp(path, "-") == 0)
		return spool(standard_input, "standard input", file, err);
	opened = fopen(path, "rbe");
	if (opened == NULL)
		return jam_fail(err, jam_os_code(errno, JAM_E_NOINPUT),
				"cannot open \"%s\": %s", path,
				reason(errno).text);
	if (fstat(fileno(opened), &status) == 0 && S_ISREG(status.st_mode)) {
		*file = opened;
		return true;
	}
	if (S_ISDIR(status.st_mode))
		done =
		    jam_fail(err, JAM_E_NOINPUT, "\"%s\" is a directory", path);
	else
		done = spool(opened, path, file, err);
	fclose(opened);
	return done;
}

bool
jam_os_read_all(FILE *file, const char *name, size_t max, struct jam_buf *bytes,
		struct jam_error *err)
{
	size_t n, total = 0;
	char part[PART];

	while ((n = fread(part, 1, sizeof(part), file)) > 0) {
		if (n > max - total)
			return refuse_size(name, max, err);
		jam_buf_add(bytes, part, n);
		total += n;
	}
	if (ferror(file))
		return jam_fail(err, JAM_E_IO, "cannot read \"%s\": %s", name,
				reason(errno).text);
	return true;
}

/* What stands in the way of the name, if anything does. */
static bool
check_target(const struct jam_outfile *out, struct jam_error *err)
{
	struct stat status;

	if (*out->name == '\0' || strcmp(out->name, ".") == 0 ||
	    strcmp(out->name, "..") == 0)
		return jam_fail(err, JAM_E_CANTCREATE,
				"\"%s\" is not the name of a file", out->path);
	if (fstatat(out->folder, out->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ||
		       jam_fail(err, JAM_E_CANTCREATE,
				"cannot create \"%s\": %s", out->path,
				reason(errno).text);
	if (S_ISLNK(status.st_mode))
		return jam_fail(err, JAM_E_CANTCREATE,
				"\"%s\" is a symbolic link", out->path);
	if (!S_ISREG(status.st_mode))
		return jam_fail(err, JAM_E_CANTCREATE,
				"\"%s\" exists and is not a regular file",
				out->path);
	if (!out->replace)
		return jam_fail(err, JAM_E_CANTCREATE, "\"%s\" exists",
				out->path);
	return true;
}

/* A new file of an unused name in the folder. */
static int
open_temporary(struct jam_outfile *out, unsigned mode, struct jam_arena *arena)
{
	struct jam_random random = { 0 };
	struct jam_uid uid;

	jam_uid_new(&random, &uid);
	out->temporary = jam_format(arena, ".jam-%s", uid.text);
	out->aside = jam_format(arena, "%.*s%s", (int)(out->name - out->path),
				out->path, out->temporary);
	return openat(out->folder, out->temporary,
		      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		      (mode_t)mode);
}

static int
open_folder(const struct jam_outfile *out, struct jam_arena *arena)
{
	size_t length = (size_t)(out->name - out->path);
	const char *folder = jam_strndup(arena, out->path, length);

	return open(length == 0 ? "." : folder,
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool
jam_os_create(const char *path, unsigned mode, bool replace,
	      struct jam_arena *arena, struct jam_outfile **out,
	      struct jam_error *err)
{
	struct jam_outfile *o = jam_alloc(arena, sizeof(*o));
	const char *slash = strrchr(path, '/');
	int fd;

	o->path = jam_strdup(arena, path);
	o->name = o->path + (slash != NULL ? slash + 1 - path : 0);
	o->replace = replace;
	o->folder = open_folder(o, arena);
	if (o->folder < 0)
		return jam_fail(err, jam_os_code(errno, JAM_E_CANTCREATE),
				"cannot create \"%s\": %s", path,
				reason(errno).text);
	if (!check_target(o, err))
		goto out;
	fd = open_temporary(o, mode, arena);
	if (fd >= 0)
		o->file = fdopen(fd, "wb");
	if (o->file != NULL) {
		*out = o;
		return true;
	}
	jam_fail(err, jam_os_code(errno, JAM_E_CANTCREATE),
		 "cannot create \"%s\": %s", path, reason(errno).text);
	if (fd >= 0) {
		close(fd);
		unlinkat(o->folder, o->temporary, 0);
	}
out:
	close(o->folder);
	return false;
}

FILE *
jam_os_stream(struct jam_outfile *out)
{
	return out->file;
}

const char *
jam_os_temporary(const struct jam_outfile *out)
{
	return out->aside;
}

/* Give the temporary its name; false with errno, EEXIST if it is taken. */
static bool
rename_new(const struct jam_outfile *out)
{
	if (renameat2(out->folder, out->temporary, out->folder, out->name,
		      RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* A file system (NFS) that cannot; a link does not replace either. */
	return linkat(out->folder, out->temporary, out->folder, out->name, 0) ==
		   0 &&
	       unlinkat(out->folder, out->temporary, 0) == 0;
}

static bool
put_in_place(struct jam_outfile *out, struct jam_error *err)
{
	if (!check_target(out, err))
		return false;
	if (out->replace ? renameat(out->folder, out->temporary, out->folder,
				    out->name) == 0
			 : rename_new(out))
		return true;
	return jam_fail(err, errno == EEXIST ? JAM_E_CANTCREATE : JAM_E_IO,
			"cannot create \"%s\": %s", out->path,
			reason(errno).text);
}

bool
jam_os_commit(struct jam_outfile *out, struct jam_error *err)
{
	FILE *file = out->file;
	bool lasts;

	if (!jam_os_flush(file, out->path, err))
		goto fail;
	if (fsync(fileno(file)) != 0 && errno != EINVAL) {
		jam_fail(err, JAM_E_IO, "cannot write \"%s\": %s", out->path,
			 reason(errno).text);
		goto fail;
	}
	if (!put_in_place(out, err))
		goto fail;
	fclose(file);
	out->file = NULL;
	/* The file is there; that its name might not last must be said. */
	lasts = fsync(out->folder) == 0 || errno == EINVAL;
	if (!lasts)
		jam_fail(err, JAM_E_IO, "cannot write the folder of \"%s\": %s",
			 out->path, reason(errno).text);
	close(out->folder);
	return lasts;
fail:
	jam_os_discard(out);
	return false;
}

void
jam_os_discard(struct jam_outfile *out)
{
	if (out == NULL || out->file == NULL)
		return;
	fclose(out->file);
	out->file = NULL;
	unlinkat(out->folder, out->temporary, 0);
	close(out->folder);
}

const char *
jam_os_network_fs(int fd)
{
	/* The numbers of statfs(2) and linux/magic.h. */
	static const struct {
		uint32_t type;
		const char *name;
	} network[] = {
		{ 0x6969, "NFS" },	  { 0x517b, "SMB" },
		{ 0xff534d42, "SMB" },	  { 0xfe534d42, "SMB" },
		{ 0x5346414f, "AFS" },	  { 0x6b414653, "AFS" },
		{ 0x73757245, "Coda" },	  { 0x564c, "NCP" },
		{ 0x01021997, "9P" },	  { 0x00c36400, "Ceph" },
		{ 0x0bd00bd0, "Lustre" }, { 0x47504653, "GPFS" },
		{ 0x01161970, "GFS2" },	  { 0x7461636f, "OCFS2" },
	};
	struct statfs status;

	if (fstatfs(fd, &status) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof(network) / sizeof(network[0]); i++)
		if (network[i].type == (uint32_t)status.f_type)
			return network[i].name;
	return NULL;
}

bool
jam_os_sync(int fd, const char *name, struct jam_error *err)
{
	if (syncfs(fd) == 0)
		return true;
	return jam_fail(err, JAM_E_IO, "cannot write \"%s\": %s", name,
			reason(errno).text);
}

struct jam_kept {
	char *bytes; /* what came first */
	size_t length, capacity;
	FILE *rest; /* NULL: that was all */
};

/* Room for n bytes more; false without memory. */
static bool
make_room(struct jam_kept *kept, size_t n)
{
	size_t capacity = kept->capacity > 0 ? kept->capacity : 4096;
	char *bytes;

	while (capacity - kept->length < n)
		capacity *= 2;
	if (capacity == kept->capacity)
		return true;
	bytes = realloc(kept->bytes, capacity);
	if (bytes == NULL)
		return false;
	kept->bytes = bytes;
	kept->capacity = capacity;
	return true;
}

static ssize_t
keep(void *cookie, const char *bytes, size_t n)
{
	struct jam_kept *kept = cookie;

	if (kept->rest == NULL && kept->length + n > JAM_KEPT_MAX)
		kept->rest = tmpfile();
	if (kept->rest != NULL)
		return fwrite(bytes, 1, n, kept->rest) == n ? (ssize_t)n : 0;
	if (!make_room(kept, n)) {
		errno = ENOMEM;
		return 0;
	}
	memcpy(kept->bytes + kept->length, bytes, n);
	kept->length += n;
	return (ssize_t)n;
}

static int
end_keeping(void *cookie)
{
	struct jam_kept *kept = cookie;

	return kept->rest != NULL ? fflush(kept->rest) : 0;
}

struct jam_kept *
jam_os_keep(FILE **stream)
{
	const cookie_io_functions_t io = { .write = keep,
					   .close = end_keeping };
	struct jam_kept *kept = calloc(1, sizeof(*kept));

	*stream = kept != NULL ? fopencookie(kept, "w", io) : NULL;
	if (*stream != NULL)
		return kept;
	free(kept);
	return NULL;
}

bool
jam_os_kept_write(struct jam_kept *kept, FILE *to, struct jam_error *err)
{
	char part[PART];
	size_t n;

	if (kept->length > 0)
		fwrite(kept->bytes, 1, kept->length, to);
	if (kept->rest == NULL)
		return true;
	rewind(kept->rest);
	while ((n = fread(part, 1, sizeof(part), kept->rest)) > 0)
		if (fwrite(part, 1, n, to) != n)
			return true; /* the stream remembers */
	return !ferror(kept->rest) ||
	       jam_fail(err, JAM_E_IO, "cannot read a temporary file: %s",
			reason(errno).text);
}

void
jam_os_kept_free(struct jam_kept *kept)
{
	if (kept == NULL)
		return;
	if (kept->rest != NULL)
		fclose(kept->rest);
	free(kept->bytes);
	free(kept);
}

bool
jam_os_flush(FILE *file, const char *name, struct jam_error *err)
{
	bool failed = ferror(file) != 0;

	if (fflush(file) != 0)
		return jam_fail(err, JAM_E_IO, "cannot write \"%s\": %s", name,
				reason(errno).text);
	if (failed)
		return jam_fail(err, JAM_E_IO,
				"cannot write \"%s\": a write failed", name);
	return true;
}
