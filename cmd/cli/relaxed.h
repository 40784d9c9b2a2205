/* SPDX-License-Identifier: MIT */
/* Rules of assignment that were given up, as runs keep them: words, parted by
 * blanks, of balance, batch, own_site, site:SLUG and kept. */
#ifndef JAM_CMD_CLI_RELAXED_H
#define JAM_CMD_CLI_RELAXED_H

#include <stdbool.h>

/* Is the word among them?  NULL is no words. */
bool jam_relaxed_has(const char *relaxed, const char *word);

/* balance, batch and kept as enum jam_assign_relax; sites are the panel's. */
unsigned jam_relaxed_rules(const char *relaxed);

#endif
