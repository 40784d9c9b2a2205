/* SPDX-License-Identifier: MIT */
/* examples/template.yaml, embedded at build. */
#ifndef JAM_CMD_TEMPLATE_H
#define JAM_CMD_TEMPLATE_H

extern const char *const jam_template[]; /* one string, and NULL */

#endif
