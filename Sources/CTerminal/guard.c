#include "state.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sesame_terminal_state sesame_terminal = {.input = 0, .output = 1, .wake_read = -1, .wake_write = -1};

/* Everything the program may have switched on, off again; harmless where it was not on. */
static const char restore_sequence[] =
    "\033[?2026l\033[?2004l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r";

void sesame_guard_restore(void) {
    if (!sesame_terminal.live) return;
    sesame_terminal.live = 0;
    ssize_t ignored = write(sesame_terminal.output, restore_sequence, sizeof restore_sequence - 1);
    (void)ignored;
    tcsetattr(sesame_terminal.input, TCSANOW, &sesame_terminal.saved);
}

static const char crash_words[] =
    "sesame crashed, which is its own fault. The answers of a guided setup are kept: choose Continue.\n";

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
static const int leave_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { CRASHES = sizeof crash_signals / sizeof *crash_signals, LEAVES = sizeof leave_signals / sizeof *leave_signals };

static struct sigaction crash_before[CRASHES];
static struct sigaction leave_before[LEAVES];
static struct sigaction other_before[3]; /* WINCH, TSTP, ALRM */
static int installed;

static void wake(void) {
    int kept = errno;
    ssize_t ignored = write(sesame_terminal.wake_write, "", 1);
    (void)ignored;
    errno = kept;
}

/* A crash: give the screen back first, so that the runtime's report lands on it, then let the handler that stood
   here before speak, and die of the same signal whatever that one does. */
static void on_crash(int number, siginfo_t *info, void *context) {
    if (sesame_terminal.live) {
        sesame_guard_restore();
        ssize_t ignored = write(2, crash_words, sizeof crash_words - 1);
        (void)ignored;
    }
    for (int i = 0; i < CRASHES; i++) {
        if (crash_signals[i] != number) continue;
        struct sigaction *before = &crash_before[i];
        if (before->sa_flags & SA_SIGINFO) {
            if (before->sa_sigaction) before->sa_sigaction(number, info, context);
        } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN && before->sa_handler) {
            before->sa_handler(number);
        }
    }
    struct sigaction standard;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(number, &standard, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    _exit(128 + number);
}

/* The first request to leave goes through the loop, which saves and closes; a second one, or two seconds without
   an answer, leaves at once. */
static void on_leave(int number) {
    if (sesame_terminal.leaving) {
        sesame_guard_restore();
        _exit(128 + number);
    }
    sesame_terminal.leaving = number;
    alarm(2);
    wake();
}

static void on_alarm(int number) {
    (void)number;
    if (!sesame_terminal.leaving) return;
    sesame_guard_restore();
    _exit(128 + sesame_terminal.leaving);
}

static void on_resize(int number) {
    (void)number;
    sesame_terminal.resized = 1;
    wake();
}

static void on_stop(int number) {
    (void)number;
    sesame_terminal.stop = 1;
    wake();
}

static void handle(int number, void (*handler)(int), struct sigaction *before) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigaction(number, &action, before);
}

void sesame_guard_install(void) {
    if (installed) return;
    installed = 1;
    for (int i = 0; i < CRASHES; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = on_crash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        sigaction(crash_signals[i], &action, &crash_before[i]);
    }
    for (int i = 0; i < LEAVES; i++) handle(leave_signals[i], on_leave, &leave_before[i]);
    handle(SIGWINCH, on_resize, &other_before[0]);
    handle(SIGTSTP, on_stop, &other_before[1]);
    handle(SIGALRM, on_alarm, &other_before[2]);
}

void sesame_guard_remove(void) {
    if (!installed) return;
    installed = 0;
    alarm(0);
    for (int i = 0; i < CRASHES; i++) sigaction(crash_signals[i], &crash_before[i], NULL);
    for (int i = 0; i < LEAVES; i++) sigaction(leave_signals[i], &leave_before[i], NULL);
    sigaction(SIGWINCH, &other_before[0], NULL);
    sigaction(SIGTSTP, &other_before[1], NULL);
    sigaction(SIGALRM, &other_before[2], NULL);
}
