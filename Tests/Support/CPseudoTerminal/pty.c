#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#if defined(__linux__)
#include <pty.h>
#else
#include <util.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

int sesame_pty_pair(int *master, int *slave) {
    if (openpty(master, slave, NULL, NULL, NULL) != 0) return -1;
    fcntl(*master, F_SETFD, FD_CLOEXEC);
    fcntl(*slave, F_SETFD, FD_CLOEXEC);
    return 0;
}

struct sesame_pty *sesame_pty_start(const char *path, char *const arguments[], char *const environment[],
                                    const char *folder, int rows, int columns) {
    struct sesame_pty *pty = calloc(1, sizeof *pty);
    if (!pty) return NULL;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (openpty(&pty->master, &pty->slave, NULL, NULL, &size) != 0) {
        free(pty);
        return NULL;
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->slave, F_SETFD, FD_CLOEXEC);
    struct termios *before = malloc(sizeof *before);
    tcgetattr(pty->slave, before);
    pty->modes_before = before;
    pty->terminal = vterm_new(rows, columns);
    vterm_set_utf8(pty->terminal, 1);
    pty->screen = vterm_obtain_screen(pty->terminal);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);

    pty->process = fork();
    if (pty->process == 0) {
        setsid();
        ioctl(pty->slave, TIOCSCTTY, 0);
        dup2(pty->slave, 0);
        dup2(pty->slave, 1);
        dup2(pty->slave, 2);
        for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        if (folder && chdir(folder) != 0) _exit(126);
        execve(path, arguments, environment);
        _exit(127);
    }
    return pty;
}

int sesame_pty_pump(struct sesame_pty *pty, int milliseconds) {
    if (pty->master < 0) {
        poll(NULL, 0, milliseconds);
        return -1;
    }
    struct pollfd ready = {.fd = pty->master, .events = POLLIN};
    if (poll(&ready, 1, milliseconds) <= 0) return 0;
    char bytes[65536];
    ssize_t count = read(pty->master, bytes, sizeof bytes);
    if (count <= 0) return errno == EINTR || errno == EAGAIN ? 0 : -1;
    if (pty->output_count + (size_t)count > pty->output_capacity) {
        size_t larger = (pty->output_capacity + (size_t)count) * 2;
        uint8_t *moved = realloc(pty->output, larger);
        if (!moved) return -1;
        pty->output = moved;
        pty->output_capacity = larger;
    }
    memcpy(pty->output + pty->output_count, bytes, (size_t)count);
    pty->output_count += (size_t)count;
    vterm_input_write(pty->terminal, bytes, (size_t)count);
    /* Answers of the emulator (device attributes and the like) go back to the program. */
    char reply[256];
    size_t length = vterm_output_read(pty->terminal, reply, sizeof reply);
    if (length > 0) sesame_pty_type(pty, (const uint8_t *)reply, length);
    return (int)count;
}

int sesame_pty_type(struct sesame_pty *pty, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(pty->master, bytes, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

void sesame_pty_resize(struct sesame_pty *pty, int rows, int columns) {
    vterm_set_size(pty->terminal, rows, columns);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(pty->master, TIOCSWINSZ, &size);
}

uint32_t sesame_pty_cell(struct sesame_pty *pty, int row, int column, int32_t *attributes) {
    VTermScreenCell cell;
    VTermPos position = {.row = row, .col = column};
    *attributes = 0;
    if (!vterm_screen_get_cell(pty->screen, position, &cell)) return 0;
    *attributes = (cell.attrs.bold ? 1 : 0) | (cell.attrs.underline ? 2 : 0) | (cell.attrs.reverse ? 4 : 0);
    return cell.chars[0];
}

void sesame_pty_cursor(struct sesame_pty *pty, int *row, int *column) {
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->terminal), &position);
    *row = position.row;
    *column = position.col;
}

int sesame_pty_modes_restored(struct sesame_pty *pty) {
    struct termios now;
    const struct termios *before = pty->modes_before;
    if (tcgetattr(pty->slave, &now) != 0) return 0;
    return now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag && now.c_cflag == before->c_cflag &&
           now.c_lflag == before->c_lflag && memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) == 0;
}

int sesame_pty_signal(struct sesame_pty *pty, int number) { return kill(pty->process, number); }

void sesame_pty_hang_up(struct sesame_pty *pty) {
    if (pty->master >= 0) close(pty->master);
    if (pty->slave >= 0) close(pty->slave);
    pty->master = pty->slave = -1;
}

int sesame_pty_poll_status(struct sesame_pty *pty) {
    if (pty->ended) return 1;
    int status;
    pid_t changed = waitpid(pty->process, &status, WNOHANG | WUNTRACED);
    if (changed != pty->process) return 0;
    if (WIFSTOPPED(status)) return 2;
    pty->status = status;
    pty->ended = 1;
    return 1;
}

int sesame_pty_exit_code(struct sesame_pty *pty) {
    if (!pty->ended) return -1;
    return WIFEXITED(pty->status) ? WEXITSTATUS(pty->status) : 128 + WTERMSIG(pty->status);
}

int sesame_pty_ending_signal(struct sesame_pty *pty) {
    return pty->ended && WIFSIGNALED(pty->status) ? WTERMSIG(pty->status) : 0;
}

void sesame_pty_free(struct sesame_pty *pty) {
    if (!pty->ended) {
        kill(pty->process, SIGCONT);
        kill(pty->process, SIGKILL);
        waitpid(pty->process, &pty->status, 0);
    }
    sesame_pty_hang_up(pty);
    vterm_free(pty->terminal);
    free(pty->modes_before);
    free(pty->output);
    free(pty);
}
