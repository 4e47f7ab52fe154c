/* OpenSSL's libcrypto, as far as ChunkDigest and the emulator need it. */
#ifndef CHUNK_CCRYPTO_SHIM_H
#define CHUNK_CCRYPTO_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#endif
