#include "CPseudoTerminal.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct sesame_emulator {
    VTerm *terminal;
    VTermScreen *screen;
    int cursor_is_shown;
};

static int property_set(VTermProp property, VTermValue *value, void *user) {
    struct sesame_emulator *emulator = user;
    if (property == VTERM_PROP_CURSORVISIBLE) emulator->cursor_is_shown = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property_set};

struct sesame_emulator *sesame_emulator_new(int rows, int columns) {
    struct sesame_emulator *emulator = calloc(1, sizeof *emulator);
    if (!emulator) return NULL;
    emulator->terminal = vterm_new(rows, columns);
    vterm_set_utf8(emulator->terminal, 1);
    emulator->screen = vterm_obtain_screen(emulator->terminal);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    emulator->cursor_is_shown = 1;
    vterm_screen_reset(emulator->screen, 1);
    return emulator;
}

void sesame_emulator_free(struct sesame_emulator *emulator) {
    vterm_free(emulator->terminal);
    free(emulator);
}

void sesame_emulator_write(struct sesame_emulator *emulator, const uint8_t *bytes, size_t count) {
    vterm_input_write(emulator->terminal, (const char *)bytes, count);
    vterm_screen_flush_damage(emulator->screen);
}

void sesame_emulator_resize(struct sesame_emulator *emulator, int rows, int columns) {
    vterm_set_size(emulator->terminal, rows, columns);
}

struct sesame_emulated_cell sesame_emulator_cell(struct sesame_emulator *emulator, int row, int column) {
    struct sesame_emulated_cell result = {.width = 1, .colour = -1};
    VTermScreenCell cell;
    VTermPos position = {.row = row, .col = column};
    if (!vterm_screen_get_cell(emulator->screen, position, &cell)) return result;
    memcpy(result.scalars, cell.chars, sizeof result.scalars);
    result.width = cell.width;
    result.attributes = (cell.attrs.bold ? 1 : 0) | (cell.attrs.underline ? 2 : 0) | (cell.attrs.reverse ? 4 : 0);
    if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) && VTERM_COLOR_IS_INDEXED(&cell.fg)) result.colour = cell.fg.indexed.idx;
    return result;
}

int sesame_emulator_cursor(struct sesame_emulator *emulator, int *row, int *column) {
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(emulator->terminal), &position);
    *row = position.row;
    *column = position.col;
    return emulator->cursor_is_shown;
}
