#include "CTerminalSqueeze.h"

#include <string.h>

/* Descriptions of xterm's kind choose ASCII as character set with every change of attributes. Line drawing comes as
   Unicode here, so no other set is ever chosen, and most of what a typed character costs would be that. */
static const char choose_ascii[] = "\033(B";
static const char reset[] = "\033[m";
static const char long_reset[] = "\033[0m";
static const char end_of_colour[] = "\033[39m";
static const char reset_and[] = "\033[0;";

static int begins(const uint8_t *bytes, size_t count, const char *text) {
    size_t length = strlen(text);
    return count >= length && memcmp(bytes, text, length) == 0;
}

/* The length of an SGR sequence (ESC [ digits and separators m), 0 when it is something else. */
static size_t attributes_length(const uint8_t *bytes, size_t count) {
    if (!begins(bytes, count, "\033[")) return 0;
    for (size_t i = 2; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte == 'm') return i + 1;
        if (!((byte >= '0' && byte <= '9') || byte == ';' || byte == ':')) return 0;
    }
    return 0;
}

/* Whether a reset follows, with or without the choice of a character set before it. */
static int reset_follows(const uint8_t *bytes, size_t count) {
    while (begins(bytes, count, choose_ascii)) {
        bytes += sizeof choose_ascii - 1;
        count -= sizeof choose_ascii - 1;
    }
    return begins(bytes, count, reset) || begins(bytes, count, long_reset) || begins(bytes, count, reset_and);
}

size_t sesame_squeeze_frame(struct sesame_squeeze *state, uint8_t *bytes, size_t count) {
    size_t from = 0, to = 0;
    while (from < count) {
        const uint8_t *next = bytes + from;
        size_t left = count - from;
        if (*next != 0x1B) {
            bytes[to++] = bytes[from++];
            continue;
        }
        if (begins(next, left, choose_ascii)) {
            size_t length = sizeof choose_ascii - 1;
            if (!state->charset_is_set) {
                memmove(bytes + to, next, length);
                to += length;
                state->charset_is_set = 1;
            }
            from += length;
            continue;
        }
        size_t length = attributes_length(next, left);
        if (length == 0) {
            bytes[to++] = bytes[from++];
            continue;
        }
        from += length;
        if (begins(next, left, reset) || begins(next, left, long_reset)) {
            if (state->is_plain) continue;
            state->is_plain = 1;
        } else if (begins(next, left, end_of_colour) && reset_follows(next + length, left - length)) {
            continue;
        } else if (begins(next, left, reset_and)) {
            size_t unneeded = state->is_plain ? 2 : 0;
            state->is_plain = 0;
            memmove(bytes + to, next, 2);
            memmove(bytes + to + 2, next + 2 + unneeded, length - 2 - unneeded);
            to += length - unneeded;
            continue;
        } else {
            state->is_plain = 0;
        }
        memmove(bytes + to, next, length);
        to += length;
    }
    return to;
}
