/* SPDX-License-Identifier: MIT */
/* The versions of this layer's libraries, as they are loaded. */
#ifndef JAM_IMPORT_LIBRARY_H
#define JAM_IMPORT_LIBRARY_H

const char *jam_import_yaml_version(void);
const char *jam_import_csv_version(void); /* of its header: it has no other */
const char *jam_import_jansson_version(void);

#endif
