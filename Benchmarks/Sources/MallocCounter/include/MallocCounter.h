#pragma once
#include <stddef.h>

/// Calls of malloc, calloc, realloc and their aligned kin in this process so far, on any thread.
///
/// The library takes the place of glibc's allocator functions when it is loaded first (LD_PRELOAD), counts, and hands on
/// to glibc. free is left alone.
size_t serf_malloc_calls(void);
