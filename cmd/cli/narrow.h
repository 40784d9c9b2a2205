/* SPDX-License-Identifier: MIT */
/* The pages of one site of an event. */
#ifndef JAM_CMD_CLI_NARROW_H
#define JAM_CMD_CLI_NARROW_H

struct jam_pages;
struct jam_run;
struct jam_site;

/*
 * Leave in filled pages what belongs to the site: its projects, with the
 * ranks they have in the whole event, their prizes, its people and schedule,
 * in its zone.
 */
void jam_narrow(const struct jam_run *run, const struct jam_site *site,
		struct jam_pages *pages);

#endif
