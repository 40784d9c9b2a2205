/* SPDX-License-Identifier: MIT */
/* The script and the additional style of the HTML ballot. */
#ifndef JAM_RENDER_BALLOT_SCRIPT_H
#define JAM_RENDER_BALLOT_SCRIPT_H

/* Lines, the last is NULL. */
extern const char *const jam_ballot_script[];
extern const char *const jam_ballot_style[];

#endif
