/* SPDX-License-Identifier: MIT */
/* What jam is made of. */
#ifndef JAM_CMD_CLI_VERSION_H
#define JAM_CMD_CLI_VERSION_H

struct jam_buf;

/* "jam 1.2.3", then a line for each library as it is loaded. */
void jam_version_write(struct jam_buf *out);

#endif
