/* OpenSSL's libcrypto, as far as ChunkDigest needs it. */
#ifndef CHUNK_CCRYPTO_SHIM_H
#define CHUNK_CCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
