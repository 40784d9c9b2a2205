/* SPDX-License-Identifier: MIT */
/* The versions of this layer's libraries, as they are loaded. */
#ifndef JAM_BASE_LIBRARY_H
#define JAM_BASE_LIBRARY_H

const char *jam_base_utf8proc_version(void);
const char *jam_base_sodium_version(void);

#endif
