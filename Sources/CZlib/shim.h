/* zlib, as far as ChunkCore needs it: the CRC-32 of a record. */
#ifndef CHUNK_CZLIB_SHIM_H
#define CHUNK_CZLIB_SHIM_H

#include <zlib.h>

#endif
