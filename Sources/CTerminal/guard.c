#include "CTerminal.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct sesame_terminal_state sesame_terminal = {.input = 0, .output = 1, .wake_read = -1, .wake_write = -1};

/* Everything the program may have switched on, off again; harmless where it was not on. */
static const char restore_sequence[] =
    "\033[?2026l\033[?2004l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r";

void sesame_guard_restore(void) {
    if (!sesame_terminal.live) return;
    sesame_terminal.live = 0;
    /* A terminal that takes nothing any more must not hold up the end: no signal but KILL gets through meanwhile. */
    struct pollfd ready = {.fd = sesame_terminal.output, .events = POLLOUT};
    if (poll(&ready, 1, 1000) > 0) {
        ssize_t ignored = write(sesame_terminal.output, restore_sequence, sizeof restore_sequence - 1);
        (void)ignored;
    }
    tcsetattr(sesame_terminal.input, TCSANOW, &sesame_terminal.saved);
}

static const char crash_words[] =
    "sesame crashed, which is its own fault. The answers of a guided setup are kept: choose Continue.\n";

#ifndef NSIG
#define NSIG 65
#endif

/* A signal and what stood for it before the guard. */
static struct sigaction before[NSIG];
static volatile sig_atomic_t is_ours[NSIG];
static int installed;
static int watches_crashes;
static int report_is_chosen;
static struct timespec leave_began;

/* What the processor or the C library raises because of a fault in the program. */
static int is_crash(int number) {
    switch (number) {
    case SIGSEGV:
    case SIGBUS:
    case SIGILL:
    case SIGTRAP:
    case SIGFPE:
    case SIGABRT:
    case SIGSYS: return 1;
    default: return 0;
    }
}

/* What asks a program on a terminal to leave, and the alarm that the guard sets itself. The guard takes these in any
   case: nobody could work on a terminal that has hung up, even if the program was started to ignore that. */
static int is_request(int number) {
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT || number == SIGALRM;
}

/* What ends no process by default, cannot be caught, or has a meaning of its own here. Every other signal that the
   system has ends one, those without a name included. */
static int ends_nothing(int number) {
    switch (number) {
    case SIGKILL:
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGCONT:
    case SIGCHLD:
    case SIGURG:
    case SIGWINCH:
#ifdef SIGINFO
    case SIGINFO:
#endif
    case SIGPIPE: return 1; /* ignored from the start of the program */
    default: return 0;
    }
}

static void wake(void) {
    int kept = errno;
    ssize_t ignored = write(sesame_terminal.wake_write, "", 1);
    (void)ignored;
    errno = kept;
}

/* Ends the process by the signal itself, so that whoever started it sees which one it was. */
static void end_by(int number) {
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

/* Where a toolchain is installed, the Swift runtime reports a crash on a terminal and then waits half a minute for
   keys. The report is welcome, the wait is not: with nothing to read, it ends at once. Whoever has said what they want
   of the report gets that. */
static void read_nothing(void) {
    if (report_is_chosen) return;
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) dup2(nothing, 0);
}

/* A crash: give the screen back first, so that the runtime's report lands on it, then let the handler that stood
   here before speak, and die of the same signal whatever that one does. */
static void on_crash(int number, siginfo_t *info, void *context) {
    if (sesame_terminal.live) {
        sesame_guard_restore();
        ssize_t ignored = write(2, crash_words, sizeof crash_words - 1);
        (void)ignored;
    }
    read_nothing();
    struct sigaction *earlier = &before[number];
    if (earlier->sa_flags & SA_SIGINFO) {
        if (earlier->sa_sigaction) earlier->sa_sigaction(number, info, context);
    } else if (earlier->sa_handler != SIG_DFL && earlier->sa_handler != SIG_IGN && earlier->sa_handler) {
        earlier->sa_handler(number);
    }
    end_by(number);
}

/* Whether a signal belongs to the act that asked to leave. GNU timeout signals its child and then the child's whole
   group, a closing window sends the kernel's hang-up and the shell's: microseconds apart, on a busy machine some
   milliseconds. A person who asks again because nothing happened takes longer than 0.3 s. */
static int is_same_act(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t nanoseconds =
        (int64_t)(now.tv_sec - leave_began.tv_sec) * 1000000000 + (now.tv_nsec - leave_began.tv_nsec);
    return nanoseconds < 300000000;
}

/* The first request to leave goes through the loop, which saves and closes; a second one, or two seconds without
   an answer, leaves at once. The two seconds end with SIGALRM, which is such a second request. */
static void on_leave(int number) {
    if (sesame_terminal.leaving) {
        if (is_same_act()) return;
        sesame_guard_restore();
        end_by(number == SIGALRM ? sesame_terminal.leaving : number);
    }
    clock_gettime(CLOCK_MONOTONIC, &leave_began);
    sesame_terminal.leaving = number;
    alarm(2);
    wake();
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

static void handle(int number, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    /* The two numbers that the C library keeps for its threads are refused; it answers to those itself. */
    is_ours[number] = sigaction(number, &action, &before[number]) == 0;
}

void sesame_guard_crashes(void) {
    if (watches_crashes) return;
    watches_crashes = 1;
    report_is_chosen = getenv("SWIFT_BACKTRACE") != NULL;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int number = 1; number < NSIG; number++) {
        if (is_crash(number)) sigaction(number, &action, &before[number]);
    }
}

/* Whether nobody has decided yet what a signal does: a profiler keeps its SIGPROF, and what the program was started
   to ignore it ignores. */
static int is_default(int number) {
    struct sigaction now;
    return sigaction(number, NULL, &now) == 0 && !(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_DFL;
}

void sesame_guard_install(void) {
    if (installed) return;
    installed = 1;
    sesame_guard_crashes();
    for (int number = 1; number < NSIG; number++) {
        if (is_crash(number) || ends_nothing(number)) continue;
        if (is_request(number) || is_default(number)) handle(number, on_leave);
    }
    handle(SIGWINCH, on_resize);
    handle(SIGTSTP, on_stop);
}

void sesame_guard_remove(void) {
    if (!installed) return;
    installed = 0;
    alarm(0);
    for (int number = 1; number < NSIG; number++) {
        if (is_ours[number]) sigaction(number, &before[number], NULL);
        is_ours[number] = 0;
    }
}
