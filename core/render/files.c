/* SPDX-License-Identifier: MIT */
/* A directory of files, written whole. */
#include "core/render/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/render/manifest.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define CREATE_FLAGS (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)
#define TEMPORARY    ".jam-new-"
#define LIST	     TEMPORARY "list"

struct folder {
	const char *name; /* "" for the directory itself */
	int fd;
};

struct jam_files {
	struct jam_arena *arena;
	const char *directory;
	unsigned mode;
	int fd;
	struct jam_manifest before, now;
	struct folder *folders;
	size_t folders_len, folders_capacity;
	int64_t bytes;
	struct jam_files_sink *sink; /* NULL: the directory */
};

static bool
refuse(const struct jam_files *f, const char *name, const char *what,
       struct jam_error *err)
{
	jam_fail(err, JAM_E_CANTCREATE, "\"%s/%s\" %s", f->directory, name,
		 what);
	return jam_hint(err, "choose an empty or a new directory with -o");
}

static bool
broken(const struct jam_files *f, const char *name, const char *verb,
       struct jam_error *err)
{
	return jam_fail(err, JAM_E_IO, "cannot %s \"%s/%s\": %s", verb,
			f->directory, name, strerror(errno));
}

static const char *
temporary(const struct jam_files *f, size_t number)
{
	return jam_format(f->arena, TEMPORARY "%zu", number);
}

/* Visit the names of a folder; false, with errno: it cannot be read. */
static bool
each_name(int folder, void (*see)(void *context, const char *name),
	  void *context)
{
	int fd = openat(folder, ".", FOLDER_FLAGS);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;
	bool done;

	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	for (errno = 0; (entry = readdir(dir)) != NULL; errno = 0)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			see(context, entry->d_name);
	done = errno == 0;
	closedir(dir);
	return done;
}

static bool
is_temporary(const char *name)
{
	return strncmp(name, TEMPORARY, strlen(TEMPORARY)) == 0;
}

/* Anything but what a killed export left behind. */
static void
see_foreign(void *context, const char *name)
{
	if (!is_temporary(name))
		*(bool *)context = true;
}

static void
see_stale(void *context, const char *name)
{
	if (is_temporary(name))
		unlinkat(*(int *)context, name, 0);
}

/* A folder in the directory, made if it is missing; -1, with err. */
static int
open_folder(struct jam_files *f, const char *name, struct jam_error *err)
{
	struct folder *folder;
	int fd;

	for (size_t i = 0; i < f->folders_len; i++)
		if (strcmp(f->folders[i].name, name) == 0)
			return f->folders[i].fd;
	if (mkdirat(f->fd, name, f->mode == 0600 ? 0700 : 0777) != 0 &&
	    errno != EEXIST) {
		broken(f, name, "make", err);
		return -1;
	}
	fd = openat(f->fd, name, FOLDER_FLAGS);
	if (fd < 0) {
		refuse(f, name, "is no folder of jam's", err);
		return -1;
	}
	each_name(fd, see_stale, &fd);
	f->folders = jam_grow(f->arena, f->folders, &f->folders_capacity,
			      f->folders_len + 1, sizeof(*f->folders));
	folder = &f->folders[f->folders_len++];
	folder->name = jam_strdup(f->arena, name);
	folder->fd = fd;
	return fd;
}

/* The open folder of a path and the name in it. */
static bool
split(struct jam_files *f, const char *path, int *fd, const char **name,
      struct jam_error *err)
{
	const char *slash = strchr(path, '/');
	const char *folder;

	*fd = f->fd;
	*name = path;
	if (slash == NULL)
		return true;
	folder = jam_strndup(f->arena, path, (size_t)(slash - path));
	*fd = open_folder(f, folder, err);
	*name = slash + 1;
	return *fd >= 0;
}

static bool
write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

/* Every file but the list is brought to the disk by one sync of all. */
static bool
write_file(const struct jam_files *f, int folder, const char *name,
	   const void *bytes, size_t length)
{
	int fd = openat(folder, name, CREATE_FLAGS, f->mode);
	bool done;

	if (fd < 0)
		return false;
	done = write_all(fd, bytes, length) &&
	       (strcmp(name, LIST) != 0 || fsync(fd) == 0);
	return close(fd) == 0 && done;
}

/* `.jam-export` anew, whole or not at all. */
static bool
write_manifest(struct jam_files *f, const struct jam_manifest *list,
	       struct jam_error *err)
{
	const char *text = jam_manifest_write(f->arena, list);

	unlinkat(f->fd, LIST, 0);
	if (!write_file(f, f->fd, LIST, text, strlen(text)) ||
	    renameat(f->fd, LIST, f->fd, JAM_MANIFEST) != 0 ||
	    fsync(f->fd) != 0)
		return broken(f, JAM_MANIFEST, "write", err);
	return true;
}

/* A directory without a list: jam's from now on, if nothing is in it. */
static bool
take_directory(struct jam_files *f, struct jam_error *err)
{
	bool foreign = false;

	if (!each_name(f->fd, see_foreign, &foreign))
		return jam_fail(err, errno == ENOMEM ? JAM_E_SYSTEM : JAM_E_IO,
				"cannot read \"%s\": %s", f->directory,
				strerror(errno));
	if (foreign) {
		jam_fail(err, JAM_E_CANTCREATE,
			 "\"%s\" is not empty and was not made by jam",
			 f->directory);
		return jam_hint(err,
				"choose an empty or a new directory with -o");
	}
	return write_manifest(f, &f->now, err);
}

static bool
read_manifest(struct jam_files *f, struct jam_error *err)
{
	int fd = openat(f->fd, JAM_MANIFEST,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	struct jam_buf text;
	FILE *file;
	bool done;

	if (fd < 0 && errno == ENOENT)
		return take_directory(f, err);
	if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
	    (file = fdopen(fd, "r")) == NULL) {
		if (fd >= 0)
			close(fd);
		return refuse(f, JAM_MANIFEST, "is no file of jam's", err);
	}
	jam_buf_init(&text, f->arena);
	done =
	    jam_os_read_all(file, JAM_MANIFEST, JAM_MANIFEST_MOST, &text, err);
	fclose(file);
	if (!done)
		return false;
	if (!jam_manifest_read(&f->before, f->arena, jam_buf_string(&text)))
		return refuse(f, JAM_MANIFEST, "is no list of jam's", err);
	return true;
}

static bool
open_directory(struct jam_files *f, struct jam_error *err)
{
	if (mkdir(f->directory, f->mode == 0600 ? 0700 : 0777) != 0 &&
	    errno != EEXIST)
		return jam_fail(err, JAM_E_CANTCREATE, "cannot make \"%s\": %s",
				f->directory, strerror(errno));
	f->fd = open(f->directory, FOLDER_FLAGS);
	if (f->fd < 0)
		return jam_fail(err, JAM_E_CANTCREATE,
				"\"%s\" is not a directory, or a symbolic link",
				f->directory);
	if (flock(f->fd, LOCK_EX | LOCK_NB) != 0)
		return jam_fail(err, JAM_E_BUSY,
				"another jam is writing into \"%s\"",
				f->directory);
	if (!read_manifest(f, err))
		return false;
	each_name(f->fd, see_stale, &f->fd);
	return true;
}

bool
jam_files_open(struct jam_arena *arena, const char *directory, unsigned mode,
	       struct jam_files **files, struct jam_error *err)
{
	struct jam_files *f = jam_alloc(arena, sizeof(*f));

	f->arena = arena;
	f->directory = jam_strdup(arena, directory);
	f->mode = mode;
	f->fd = -1;
	jam_manifest_init(&f->before, arena);
	jam_manifest_init(&f->now, arena);
	if (!open_directory(f, err)) {
		jam_files_discard(f);
		return false;
	}
	*files = f;
	return true;
}

struct jam_files *
jam_files_into(struct jam_arena *arena, struct jam_files_sink *sink)
{
	struct jam_files *f = jam_alloc(arena, sizeof(*f));

	f->arena = arena;
	f->fd = -1;
	f->sink = sink;
	jam_manifest_init(&f->now, arena);
	return f;
}

/* Nothing is there, or a plain file that jam made and nobody else links to. */
static bool
is_ours(const struct jam_files *f, int folder, const char *name,
	const char *path, struct jam_error *err)
{
	struct stat status;

	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || broken(f, path, "look at", err);
	if (!S_ISREG(status.st_mode))
		return refuse(f, path, "is not a plain file", err);
	if (status.st_nlink > 1)
		return refuse(f, path, "has another name as well", err);
	if (!jam_manifest_has(&f->before, path))
		return refuse(f, path, "was not made by jam", err);
	return true;
}

bool
jam_files_put(struct jam_files *f, const char *path, const void *bytes,
	      size_t length, struct jam_error *err)
{
	size_t number = f->now.count;
	const char *name;
	int folder;

	if (!jam_manifest_path(path) || !jam_manifest_add(&f->now, path))
		return jam_fail(err, JAM_E_BUG, "cannot export to \"%s\"",
				path);
	if (f->sink != NULL)
		return f->sink->take(f->sink, path, bytes, length, err);
	if (!split(f, path, &folder, &name, err) ||
	    !is_ours(f, folder, name, path, err))
		return false;
	if (!write_file(f, folder, temporary(f, number), bytes, length))
		return broken(f, path, "write", err);
	f->bytes += (int64_t)length;
	return true;
}

static bool
rename_all(struct jam_files *f, struct jam_error *err)
{
	for (size_t i = 0; i < f->now.count; i++) {
		const char *path = f->now.paths[i], *name;
		int folder;

		if (!split(f, path, &folder, &name, err))
			return false;
		if (renameat(folder, temporary(f, i), folder, name) != 0)
			return broken(f, path, "write", err);
	}
	return true;
}

/* A file that is gone already is no failure; links go, not their targets. */
static bool
remove_old(struct jam_files *f, int64_t *removed, struct jam_error *err)
{
	for (size_t i = 0; i < f->before.count; i++) {
		const char *path = f->before.paths[i], *name;
		int folder;

		if (jam_manifest_has(&f->now, path))
			continue;
		if (!split(f, path, &folder, &name, err))
			return false;
		if (unlinkat(folder, name, 0) == 0)
			(*removed)++;
		else if (errno != ENOENT)
			return broken(f, path, "remove", err);
	}
	return true;
}

static bool
sync_folders(struct jam_files *f, struct jam_error *err)
{
	for (size_t i = 0; i < f->folders_len; i++)
		if (fsync(f->folders[i].fd) != 0)
			return broken(f, f->folders[i].name, "write", err);
	return true;
}

/*
 * Between the two lists both the old and the new files count as jam's, so
 * that a kill in between leaves nothing that the next export would refuse.
 */
static bool
commit(struct jam_files *f, struct jam_files_summary *summary,
       struct jam_error *err)
{
	struct jam_manifest both;

	jam_manifest_init(&both, f->arena);
	jam_manifest_merge(&both, &f->before, &f->now);
	if (!jam_os_sync(f->fd, f->directory, err) ||
	    !write_manifest(f, &both, err) || !rename_all(f, err) ||
	    !remove_old(f, &summary->removed, err) || !sync_folders(f, err))
		return false;
	for (size_t i = 0; i < f->folders_len; i++)
		unlinkat(f->fd, f->folders[i].name, AT_REMOVEDIR);
	return write_manifest(f, &f->now, err);
}

bool
jam_files_commit(struct jam_files *f, struct jam_files_summary *summary,
		 struct jam_error *err)
{
	bool done;

	*summary = (struct jam_files_summary){
		.directory = f->directory,
		.files = (int64_t)f->now.count,
		.bytes = f->bytes,
	};
	done = commit(f, summary, err);
	jam_files_discard(f);
	return done;
}

void
jam_files_discard(struct jam_files *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->folders_len; i++) {
		each_name(f->folders[i].fd, see_stale, &f->folders[i].fd);
		close(f->folders[i].fd);
	}
	f->folders_len = 0;
	if (f->fd >= 0) {
		each_name(f->fd, see_stale, &f->fd);
		close(f->fd);
	}
	f->fd = -1;
}
