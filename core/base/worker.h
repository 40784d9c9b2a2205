/* SPDX-License-Identifier: MIT */
/*
 * Work beside the caller's own, for what takes long, depends on nothing that
 * changes meanwhile and gives the same wherever it runs.  The work may not
 * touch what the caller touches before jam_worker_wait: its memory is of an
 * arena of its own (jam_arena_beside), its error stays in its data until then.
 */
#ifndef JAM_BASE_WORKER_H
#define JAM_BASE_WORKER_H

#include <pthread.h>
#include <stdbool.h>

/* Zeroed: no thread yet. */
struct jam_worker {
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t changed;
	enum { JAM_WORKER_NONE, JAM_WORKER_ASKED, JAM_WORKER_BUSY } state;
	void (*work)(void *data);
	void *data;
	bool started, stopping;
};

/*
 * Have work(data) done in the worker's thread, which is made with the first
 * and has all signals blocked.  Where there can be none, it is done by the
 * caller in jam_worker_wait.  One piece at a time: wait in between.
 */
void jam_worker_ask(struct jam_worker *worker, void (*work)(void *data),
		    void *data);

/*
 * Until the work that was asked for is done; the caller does it where the
 * thread did not come to it yet.  Nothing asked for: at once.
 */
void jam_worker_wait(struct jam_worker *worker);

/* Wait, and end the thread. */
void jam_worker_stop(struct jam_worker *worker);

#endif
