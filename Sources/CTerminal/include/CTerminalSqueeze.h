#ifndef SESAME_CTERMINAL_SQUEEZE_H
#define SESAME_CTERMINAL_SQUEEZE_H

#include <stddef.h>
#include <stdint.h>

/* What is known of the terminal between two frames; all zero at the start and after somebody else has drawn. */
struct sesame_squeeze {
    uint8_t charset_is_set; /* the first character set is ASCII */
    uint8_t is_plain;       /* no attribute and no colour is on */
};

/* Takes out of what curses wrote for one frame what changes nothing: the choice of a character set that is chosen
   already, resets before attributes where nothing is on, and a colour's end right before the end of everything.
   Works in place and gives the number of bytes left. A frame is made of whole sequences. */
size_t sesame_squeeze_frame(struct sesame_squeeze *state, uint8_t *bytes, size_t count);

#endif
