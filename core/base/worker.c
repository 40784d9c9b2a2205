/* SPDX-License-Identifier: MIT */
/* One thread that does one piece of work at a time. */
#include "core/base/worker.h"

#include <assert.h>
#include <signal.h>
#include <string.h>

#define STACK ((size_t)256 * 1024)

static void *
run(void *argument)
{
	struct jam_worker *w = argument;

	pthread_mutex_lock(&w->lock);
	while (!w->stopping) {
		if (w->state != JAM_WORKER_ASKED) {
			pthread_cond_wait(&w->changed, &w->lock);
			continue;
		}
		w->state = JAM_WORKER_BUSY;
		pthread_mutex_unlock(&w->lock);
		w->work(w->data);
		pthread_mutex_lock(&w->lock);
		w->state = JAM_WORKER_NONE;
		pthread_cond_signal(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

static bool
create(struct jam_worker *w)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	bool made;

	if (pthread_attr_init(&attributes) != 0)
		return false;
	pthread_attr_setstacksize(&attributes, STACK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	made = pthread_create(&w->thread, &attributes, run, w) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return made;
}

static void
start(struct jam_worker *w)
{
	if (pthread_mutex_init(&w->lock, NULL) != 0)
		return;
	if (pthread_cond_init(&w->changed, NULL) == 0) {
		w->started = create(w);
		if (w->started)
			return;
		pthread_cond_destroy(&w->changed);
	}
	pthread_mutex_destroy(&w->lock);
}

void
jam_worker_ask(struct jam_worker *w, void (*work)(void *data), void *data)
{
	assert(w->state == JAM_WORKER_NONE);
	if (!w->started)
		start(w);
	if (w->started)
		pthread_mutex_lock(&w->lock);
	w->work = work;
	w->data = data;
	w->state = JAM_WORKER_ASKED;
	if (!w->started)
		return;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

/* True if the work is the caller's now, who has waited else. */
static bool
take_back(struct jam_worker *w)
{
	bool mine;

	if (w->started)
		pthread_mutex_lock(&w->lock);
	mine = w->state == JAM_WORKER_ASKED;
	if (mine)
		w->state = JAM_WORKER_NONE;
	while (w->state == JAM_WORKER_BUSY)
		pthread_cond_wait(&w->changed, &w->lock);
	if (w->started)
		pthread_mutex_unlock(&w->lock);
	return mine;
}

void
jam_worker_wait(struct jam_worker *w)
{
	if (take_back(w))
		w->work(w->data);
}

void
jam_worker_stop(struct jam_worker *w)
{
	jam_worker_wait(w);
	if (!w->started)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	memset(w, 0, sizeof(*w));
}
