/* SPDX-License-Identifier: MIT */
/* All of a file system to the disk at once. */
#define _GNU_SOURCE /* syncfs */
#include "core/base/os.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool
jam_os_sync(int fd, const char *name, struct jam_error *err)
{
	if (syncfs(fd) == 0)
		return true;
	return jam_fail(err, JAM_E_IO, "cannot write \"%s\": %s", name,
			strerror(errno));
}
