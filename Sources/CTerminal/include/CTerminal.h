#ifndef SESAME_CTERMINAL_H
#define SESAME_CTERMINAL_H

#include "CTerminalSqueeze.h"

#include <stddef.h>
#include <stdint.h>

/* The only code of sesame that includes curses.h. No curses type crosses this header: their widths differ between
   platforms. Curses is used for output only; keys are decoded in Swift. One terminal per process. */

/* Text attributes, or-ed. */
enum sesame_attribute {
    SESAME_BOLD = 1,
    SESAME_DIM = 2,
    SESAME_REVERSE = 4,
    SESAME_UNDERLINE = 8,
};

/* Why a terminal did not open. */
enum sesame_open_result {
    SESAME_OPENED = 0,
    SESAME_NOT_A_TERMINAL = 1, /* input or output is no tty */
    SESAME_UNKNOWN_TERM = 2,   /* terminfo knows neither the name nor the fallback */
    SESAME_NO_RESOURCES = 3,   /* pipe, file or memory refused */
    SESAME_NOT_WRITABLE = 4,   /* output is a tty, but nothing can be written to it */
};

/* Looks after crashes from here on: a terminal that is taken is given back, and the runtime's report of the crash does
   not wait for keys. */
void sesame_guard_crashes(void);

/* Lets all threads but the first share one heap; before a second thread is started. */
void sesame_share_heap(void);

/* Takes over the terminal on `input` and `output`: saves termios, installs the guard, raw mode, alternate screen,
   bracketed paste. `term` may be null for $TERM. Returns an `enum sesame_open_result`; when that is not
   SESAME_OPENED, the terminal is as it was. */
int32_t sesame_terminal_open(int32_t input, int32_t output, const char *term);

/* Gives the terminal back as it was. Harmless when it is not open. */
void sesame_terminal_close(void);

/* Gives the terminal back for a while, and takes it again. */
void sesame_terminal_leave(void);
void sesame_terminal_enter(void);

/* Gives the terminal back, stops the process group as Ctrl-Z does, and takes the terminal again on continue. */
void sesame_terminal_suspend(void);

/* Colours the terminal's description offers: 0 for none. */
int32_t sesame_terminal_colours(void);

/* Declares colour pair `pair` (1...) as palette entry `foreground` on the default background. */
void sesame_terminal_define_ink(int32_t pair, int32_t foreground);

/* The size of the window in cells; 80 by 24 where the system does not say. */
void sesame_terminal_size(int32_t *rows, int32_t *columns);

/* Tells curses the new size of the window. */
void sesame_terminal_resize(int32_t rows, int32_t columns);

/* Starts a frame: every cell blank. */
void sesame_terminal_begin(void);

/* Writes `count` scalars at a cell, addressed absolutely. Combining scalars join the one before. */
void sesame_terminal_put(int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t attributes,
                         int32_t pair);

/* Forgets what the window shows, so that the next frame is drawn whole. */
void sesame_terminal_invalidate(void);

/* Shows the frame with the cursor parked at a cell, in at most one write. `wrap` brackets larger frames in
   synchronised-update marks (DEC private mode 2026). Returns the bytes written, -1 when the terminal is gone. */
int64_t sesame_terminal_present(int32_t row, int32_t column, int32_t cursor_visible, int32_t wrap);

/* Asks the terminal for presses of the mouse and turns of its wheel, or gives the mouse back to it, which is how it
   begins. Nothing happens where that is so already, and where the terminal's description has no mouse. */
void sesame_terminal_mouse(int32_t wanted);

/* Writes bytes past curses, for sequences that draw nothing (clipboard). Returns 0, or -1 when the terminal is gone. */
int32_t sesame_terminal_send(const uint8_t *bytes, size_t count);

/* The read end of the wake pipe; signals and other threads make it readable. */
int32_t sesame_terminal_wake_descriptor(void);

/* Makes the wake descriptor readable; callable from any thread. */
void sesame_terminal_wake(void);

/* The signal that asked the process to leave, or 0: any whose default would end it. */
int32_t sesame_terminal_leaving(void);

/* Whether the window's size, or a request to suspend, has been signalled since the last call. */
int32_t sesame_terminal_take_resized(void);
int32_t sesame_terminal_take_stop(void);

#endif
