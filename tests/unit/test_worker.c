/* SPDX-License-Identifier: MIT */
/* Work beside the caller's own: done once, whoever does it. */
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>

#include "core/base/worker.h"
#include "tests/unit/jam_test.h"

struct task {
	uint64_t sum;
	int runs;
};

static void
add_up(void *data)
{
	struct task *task = data;

	for (uint64_t i = 0; i < 1000; i++)
		task->sum += i * i;
	task->runs++;
}

static void
assert_done_once(struct jam_worker *worker)
{
	for (int i = 0; i < 500; i++) {
		struct task task = { 0 };

		jam_worker_ask(worker, add_up, &task);
		jam_worker_wait(worker);
		jam_worker_wait(worker);
		assert_int_equal(task.runs, 1);
		assert_int_equal(task.sum, 332833500);
	}
}

static void
test_work_is_done_once(void **state)
{
	struct jam_worker worker = { 0 };
	struct task last = { 0 };

	(void)state;
	jam_worker_wait(&worker);
	assert_done_once(&worker);
	jam_worker_ask(&worker, add_up, &last);
	jam_worker_stop(&worker);
	assert_int_equal(last.runs, 1);
	jam_worker_stop(&worker);
	assert_done_once(&worker);
	jam_worker_stop(&worker);
}

/* Where no thread can be made, the caller does it all. */
static void
test_without_a_thread(void **state)
{
	struct jam_worker worker = { 0 };
	struct rlimit before, none;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	print_message("skipped: AddressSanitizer takes memory of its own\n");
	skip();
#endif
	if (jam_test_few()) {
		print_message("skipped: valgrind takes memory of its own\n");
		skip();
	}
	assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
	none = before;
	none.rlim_cur = 1;
	assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
	assert_done_once(&worker);
	assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
	assert_false(worker.started);
	jam_worker_stop(&worker);
}

/* A signal is the command's: its thread is interrupted, not the worker's. */
static void
read_mask(void *data)
{
	pthread_sigmask(SIG_SETMASK, NULL, data);
}

static void
test_signals_are_the_callers(void **state)
{
	struct jam_worker worker = { 0 };
	sigset_t mask, own;
	bool beside = false;

	(void)state;
	pthread_sigmask(SIG_SETMASK, NULL, &own);
	assert_int_equal(sigismember(&own, SIGINT), 0);
	for (int i = 0; i < 10000 && !beside; i++) {
		jam_worker_ask(&worker, read_mask, &mask);
		sched_yield();
		jam_worker_wait(&worker);
		beside = sigismember(&mask, SIGINT) == 1;
	}
	assert_true(beside);
	jam_worker_stop(&worker);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_a_thread), /* no stack kept */
		cmocka_unit_test(test_work_is_done_once),
		cmocka_unit_test(test_signals_are_the_callers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
