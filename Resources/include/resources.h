#ifndef SESAME_RESOURCES_H
#define SESAME_RESOURCES_H

#include <stddef.h>

/// A file of Resources/data, compiled in.
struct sesame_resource {
    /// The path below Resources/data.
    const char *name;
    /// The file's bytes, followed by one NUL that is not part of it.
    const unsigned char *bytes;
};

/// The resource at an index from 0, or NULL behind the last one.
const struct sesame_resource *sesame_resource_at(size_t index);

#endif
