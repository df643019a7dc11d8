#ifndef SESAME_TERMINAL_STATE_H
#define SESAME_TERMINAL_STATE_H

#include <signal.h>
#include <termios.h>

/* What signal handlers may touch: plain memory and atomics, nothing that allocates. */
struct sesame_terminal_state {
    int input;
    int output;
    int wake_read;
    int wake_write;
    struct termios saved;
    volatile sig_atomic_t live;
    volatile sig_atomic_t leaving;
    volatile sig_atomic_t resized;
    volatile sig_atomic_t stop;
};

extern struct sesame_terminal_state sesame_terminal;

/* Handlers for leaving, resizing and stopping, and for crashes; they remember the ones they replace. Those for crashes
   stay, with or without a screen. */
void sesame_guard_install(void);
void sesame_guard_remove(void);

/* Modes back and termios restored with nothing but async-signal-safe calls. */
void sesame_guard_restore(void);

#endif
