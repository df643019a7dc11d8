#include "CTerminal.h"
#include "state.h"

#include <curses.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif
#include <unistd.h>
#include <wchar.h>

/* Curses writes into an unlinked file instead of the terminal; each frame then leaves in one write. A pipe would
   do for small frames and block on large ones. */
static struct {
    SCREEN *screen;
    FILE *stream;
    int descriptor;
    uint8_t *bytes;
    size_t capacity;
    struct sesame_squeeze squeeze;
} sink = {.descriptor = -1};

static const char begin_update[] = "\033[?2026h";
static const char end_update[] = "\033[?2026l";
static const char own_modes_on[] = "\033[?2004h";
static const char own_modes_off[] = "\033[?2004l";
/* Presses and the wheel, in the form that has no limit for columns. */
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";
static int mouse_wanted;

/* term.h has it, and macros for words such as "columns" too. */
extern char *tigetstr(const char *capability);

/* Whether the terminal tells of its mouse in the form that is asked for. The console and screen may not know that form,
   and what they would send instead reads as typed letters. */
static int knows_mouse(void) {
    const char *reports = tigetstr("kmous");
    const char *name = termname();
    return reports != NULL && reports != (char *)-1 && strncmp(name, "linux", 5) != 0 && strncmp(name, "screen", 6) != 0;
}

/* Below this many bytes a frame cannot be seen half-drawn, and the marks would cost more than they save. */
enum { SMALL_FRAME = 96 };

static int write_all(const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    while (count > 0) {
        ssize_t written = write(sesame_terminal.output, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd ready = {.fd = sesame_terminal.output, .events = POLLOUT};
            poll(&ready, 1, 100);
        } else if (errno != EINTR) {
            return -1;
        }
        if (sesame_terminal.leaving && count > 0 && errno == EAGAIN) return -1;
    }
    return 0;
}

static int open_sink(void) {
#if defined(__linux__)
    sink.descriptor = memfd_create("sesame-frame", MFD_CLOEXEC);
#else
    char path[] = "/tmp/sesame-frame-XXXXXX";
    sink.descriptor = mkstemp(path);
    if (sink.descriptor >= 0) {
        unlink(path);
        fcntl(sink.descriptor, F_SETFD, FD_CLOEXEC);
    }
#endif
    if (sink.descriptor < 0) return -1;
    sink.stream = fdopen(sink.descriptor, "w+");
    if (!sink.stream) {
        close(sink.descriptor);
        sink.descriptor = -1;
        return -1;
    }
    return 0;
}

static void close_sink(void) {
    if (sink.screen) delscreen(sink.screen);
    if (sink.stream) fclose(sink.stream);
    free(sink.bytes);
    sink.screen = NULL;
    sink.stream = NULL;
    sink.bytes = NULL;
    sink.capacity = 0;
    sink.descriptor = -1;
}

/* Takes what curses has written since the last call. `marked` reserves room for the update marks around it. */
static int64_t drain(int marked) {
    off_t length = lseek(sink.descriptor, 0, SEEK_CUR);
    if (length <= 0) return 0;
    size_t head = marked && length >= SMALL_FRAME ? sizeof begin_update - 1 : 0;
    size_t tail = head ? sizeof end_update - 1 : 0;
    size_t total = head + (size_t)length + tail;
    if (total > sink.capacity) {
        uint8_t *larger = realloc(sink.bytes, total);
        if (!larger) return -1;
        sink.bytes = larger;
        sink.capacity = total;
    }
    memcpy(sink.bytes, begin_update, head);
    ssize_t got = pread(sink.descriptor, sink.bytes + head, (size_t)length, 0);
    if (got != (ssize_t)length) return -1;
    total = head + sesame_squeeze_frame(&sink.squeeze, sink.bytes + head, (size_t)length);
    memcpy(sink.bytes + total, end_update, tail);
    total += tail;
    if (ftruncate(sink.descriptor, 0) != 0) return -1;
    lseek(sink.descriptor, 0, SEEK_SET);
    return write_all(sink.bytes, total) == 0 ? (int64_t)total : -1;
}

static int raw_mode(void) {
    struct termios raw = sesame_terminal.saved;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(sesame_terminal.input, TCSADRAIN, &raw);
}

static void use_utf8_locale(void) {
    setlocale(LC_ALL, "");
    /* Under the C locale wide characters would be dropped; the layout is ours either way. */
    if (MB_CUR_MAX == 1 && strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static int open_wake_pipe(void) {
    if (sesame_terminal.wake_read >= 0) return 0;
    int ends[2];
    if (pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, fcntl(ends[i], F_GETFL) | O_NONBLOCK);
    }
    sesame_terminal.wake_read = ends[0];
    sesame_terminal.wake_write = ends[1];
    return 0;
}

static void leave_screen(void) {
    if (mouse_wanted) write_all(mouse_off, sizeof mouse_off - 1);
    write_all(own_modes_off, sizeof own_modes_off - 1);
    curs_set(1);
    endwin();
    drain(0);
    tcsetattr(sesame_terminal.input, TCSADRAIN, &sesame_terminal.saved);
    sesame_terminal.live = 0;
}

int32_t sesame_terminal_open(int32_t input, int32_t output, const char *term) {
    if (!isatty(input) || !isatty(output)) return SESAME_NOT_A_TERMINAL;
    sesame_terminal.input = input;
    sesame_terminal.output = output;
    if (tcgetattr(input, &sesame_terminal.saved) != 0) return SESAME_NOT_A_TERMINAL;
    use_utf8_locale();
    if (open_wake_pipe() != 0 || open_sink() != 0) return SESAME_NO_RESOURCES;
    /* These freeze the size for ever; the window is asked instead. */
    unsetenv("LINES");
    unsetenv("COLUMNS");
    memset(&sink.squeeze, 0, sizeof sink.squeeze);
    sesame_terminal.leaving = sesame_terminal.resized = sesame_terminal.stop = 0;
    sesame_guard_install();
    sink.screen = newterm(term, sink.stream, stdin);
    if (!sink.screen) sink.screen = newterm("xterm-256color", sink.stream, stdin);
    if (!sink.screen) {
        sesame_guard_remove();
        close_sink();
        return SESAME_UNKNOWN_TERM;
    }
    sesame_terminal.live = 1;
    int is_ready = raw_mode() == 0;
    raw();
    noecho();
    nonl();
    typeahead(-1);
    leaveok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    int32_t rows, columns;
    sesame_terminal_size(&rows, &columns);
    sesame_terminal_resize(rows, columns);
    if (is_ready && write_all(own_modes_on, sizeof own_modes_on - 1) == 0) return SESAME_OPENED;
    sesame_terminal_close();
    return SESAME_NOT_WRITABLE;
}

void sesame_terminal_close(void) {
    if (!sesame_terminal.live) return;
    leave_screen();
    sesame_guard_remove();
    close_sink();
    mouse_wanted = 0;
}

void sesame_terminal_leave(void) {
    if (!sesame_terminal.live) return;
    leave_screen();
    sesame_guard_remove();
    /* One that came while the screen was being left; nobody would look for it until the terminal is taken again. */
    if (sesame_terminal.leaving) raise(sesame_terminal.leaving);
}

void sesame_terminal_enter(void) {
    if (sesame_terminal.live || !sink.screen) return;
    /* Somebody else may have changed the modes meanwhile; what was left is what is given back in the end. */
    tcgetattr(sesame_terminal.input, &sesame_terminal.saved);
    sesame_guard_install();
    sesame_terminal.live = 1;
    memset(&sink.squeeze, 0, sizeof sink.squeeze);
    raw_mode();
    write_all(own_modes_on, sizeof own_modes_on - 1);
    if (mouse_wanted) write_all(mouse_on, sizeof mouse_on - 1);
    sesame_terminal.resized = 1;
    clearok(curscr, TRUE);
}

void sesame_terminal_suspend(void) {
    if (!sesame_terminal.live) return;
    sesame_terminal_leave();
    /* The whole group stops, as it would from the shell's own Ctrl-Z. */
    kill(0, SIGTSTP);
    sesame_terminal_enter();
}

int32_t sesame_terminal_colours(void) { return has_colors() ? COLORS : 0; }

void sesame_terminal_define_ink(int32_t pair, int32_t foreground) {
    if (has_colors()) init_pair((short)pair, (short)foreground, -1);
}

void sesame_terminal_size(int32_t *rows, int32_t *columns) {
    struct winsize size;
    if (ioctl(sesame_terminal.output, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    } else {
        *rows = 24;
        *columns = 80;
    }
}

void sesame_terminal_resize(int32_t rows, int32_t columns) {
    if (rows > 0 && columns > 0 && is_term_resized(rows, columns)) resizeterm(rows, columns);
}

void sesame_terminal_begin(void) { werase(stdscr); }

void sesame_terminal_put(int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t attributes,
                         int32_t pair) {
    wchar_t text[512];
    int length = 0;
    for (int i = 0; i < count && length < 511; i++) text[length++] = (wchar_t)scalars[i];
    text[length] = 0;
    attr_t attribute = A_NORMAL;
    if (attributes & SESAME_BOLD) attribute |= A_BOLD;
    if (attributes & SESAME_DIM) attribute |= A_DIM;
    if (attributes & SESAME_REVERSE) attribute |= A_REVERSE;
    if (attributes & SESAME_UNDERLINE) attribute |= A_UNDERLINE;
    wattr_set(stdscr, attribute, (short)pair, NULL);
    mvwaddnwstr(stdscr, row, column, text, length);
}

void sesame_terminal_invalidate(void) {
    memset(&sink.squeeze, 0, sizeof sink.squeeze);
    clearok(curscr, TRUE);
}

int64_t sesame_terminal_present(int32_t row, int32_t column, int32_t cursor_visible, int32_t wrap) {
    curs_set(cursor_visible ? 1 : 0);
    wmove(stdscr, row, column);
    wnoutrefresh(stdscr);
    doupdate();
    return drain(wrap);
}

void sesame_terminal_mouse(int32_t wanted) {
    if (!sesame_terminal.live || mouse_wanted == (wanted != 0)) return;
    if (!knows_mouse()) return;
    mouse_wanted = wanted != 0;
    write_all(mouse_wanted ? mouse_on : mouse_off, (mouse_wanted ? sizeof mouse_on : sizeof mouse_off) - 1);
}

int32_t sesame_terminal_send(const uint8_t *bytes, size_t count) { return write_all(bytes, count); }

int32_t sesame_terminal_wake_descriptor(void) { return sesame_terminal.wake_read; }

void sesame_terminal_wake(void) {
    ssize_t ignored = write(sesame_terminal.wake_write, "", 1);
    (void)ignored;
}

int32_t sesame_terminal_leaving(void) { return sesame_terminal.leaving; }

int32_t sesame_terminal_take_resized(void) {
    int32_t was = sesame_terminal.resized;
    sesame_terminal.resized = 0;
    return was;
}

int32_t sesame_terminal_take_stop(void) {
    int32_t was = sesame_terminal.stop;
    sesame_terminal.stop = 0;
    return was;
}
