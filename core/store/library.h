/* SPDX-License-Identifier: MIT */
/* The versions of this layer's libraries, as they are loaded. */
#ifndef JAM_STORE_LIBRARY_H
#define JAM_STORE_LIBRARY_H

const char *jam_store_sqlite_version(void);

#endif
