/* SPDX-License-Identifier: MIT */
/* What differs between databases in the SQL of the store itself. */
#ifndef JAM_STORE_DIALECT_H
#define JAM_STORE_DIALECT_H

/* A reader begins at its first read, a writer before any. */
extern const char *const jam_dialect_begin_read;
extern const char *const jam_dialect_begin_write;
extern const char *const jam_dialect_commit;
extern const char *const jam_dialect_rollback;

/* Whose file it is, and which migration it is at. */
extern const char *const jam_dialect_claim;
extern const char *const jam_dialect_version;
void jam_dialect_set_version(char sql[64], int version);
extern const char *const jam_dialect_tables; /* how many there are */

/* The index of addresses away, and back as the schema has it. */
extern const char *const jam_dialect_bulk_begin;
extern const char *const jam_dialect_bulk_end;

/* A reader may write while it brings an old file up. */
extern const char *const jam_dialect_writable;
extern const char *const jam_dialect_read_only;

#endif
