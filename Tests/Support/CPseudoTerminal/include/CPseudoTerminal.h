#ifndef SESAME_CPSEUDOTERMINAL_H
#define SESAME_CPSEUDOTERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A program on a pseudo-terminal, and a terminal emulator (libvterm) that shows what it draws. */
struct sesame_pty {
    pid_t process;
    int master;
    int slave; /* kept open, so that the modes can be compared after the program has ended */
    int status;
    int ended;
    void *terminal;
    void *screen;
    void *modes_before;
    uint8_t *output;
    size_t output_count;
    size_t output_capacity;
};

/* A pseudo-terminal without a program: the emulator's end and the program's. Returns 0, or -1 when the system refuses. */
int sesame_pty_pair(int *master, int *slave);

/* Starts a program; null when the system refuses. `folder` may be null. */
struct sesame_pty *sesame_pty_start(const char *path, char *const arguments[], char *const environment[],
                                    const char *folder, int rows, int columns);

/* Reads what the program has written within `milliseconds`; bytes read, 0 for none, -1 at the end. */
int sesame_pty_pump(struct sesame_pty *pty, int milliseconds);

/* Types bytes. */
int sesame_pty_type(struct sesame_pty *pty, const uint8_t *bytes, size_t count);

/* Gives the window another size, and tells the program. */
void sesame_pty_resize(struct sesame_pty *pty, int rows, int columns);

/* The scalar in a cell (0 for none) and its attributes: 1 bold, 2 underline, 4 reverse. */
uint32_t sesame_pty_cell(struct sesame_pty *pty, int row, int column, int32_t *attributes);

/* Where the cursor is. */
void sesame_pty_cursor(struct sesame_pty *pty, int *row, int *column);

/* Whether the terminal's modes are what they were before the program started. */
int sesame_pty_modes_restored(struct sesame_pty *pty);

/* Sends a signal to the program. */
int sesame_pty_signal(struct sesame_pty *pty, int signal);

/* Closes the emulator's side, as when a window is closed; nothing can be read or typed afterwards. */
void sesame_pty_hang_up(struct sesame_pty *pty);

/* Looks whether the program has ended or stopped: 0 runs, 1 ended, 2 stopped. */
int sesame_pty_poll_status(struct sesame_pty *pty);

/* The exit code, 128 plus the signal that ended it, or -1 while it runs. */
int sesame_pty_exit_code(struct sesame_pty *pty);

/* The signal that the program died of, 0 if it ended by itself or runs. */
int sesame_pty_ending_signal(struct sesame_pty *pty);

/* Ends the program if it still runs and frees everything. */
void sesame_pty_free(struct sesame_pty *pty);

/* A terminal emulator (libvterm) without a program: what is sent to it stands in its cells. */
struct sesame_emulator;

/* What stands in a cell. */
struct sesame_emulated_cell {
    uint32_t scalars[6]; /* 0 ends them; UINT32_MAX first is the second half of a wide character */
    int width;
    int32_t attributes; /* 1 bold, 2 underline, 4 reverse */
    int colour;         /* of the palette; -1 for the terminal's own */
};

struct sesame_emulator *sesame_emulator_new(int rows, int columns);
void sesame_emulator_free(struct sesame_emulator *emulator);
void sesame_emulator_write(struct sesame_emulator *emulator, const uint8_t *bytes, size_t count);
void sesame_emulator_resize(struct sesame_emulator *emulator, int rows, int columns);
struct sesame_emulated_cell sesame_emulator_cell(struct sesame_emulator *emulator, int row, int column);

/* Where the cursor is; 1 when it is shown. */
int sesame_emulator_cursor(struct sesame_emulator *emulator, int *row, int *column);

#endif
