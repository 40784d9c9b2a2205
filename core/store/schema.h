/* SPDX-License-Identifier: MIT */
/* The migrations, embedded at build: schema/001-init.sql is jam_schema[0]. */
#ifndef JAM_STORE_SCHEMA_H
#define JAM_STORE_SCHEMA_H

extern const char *const jam_schema[]; /* NULL-terminated */

#endif
