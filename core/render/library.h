/* SPDX-License-Identifier: MIT */
/* The versions of this layer's libraries, as they are loaded. */
#ifndef JAM_RENDER_LIBRARY_H
#define JAM_RENDER_LIBRARY_H

const char *jam_render_cmark_version(void);

#endif
