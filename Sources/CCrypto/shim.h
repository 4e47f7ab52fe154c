/* OpenSSL's libcrypto, as far as ChunkDigest, ChunkSignature and the emulator need it. */
#ifndef CHUNK_CCRYPTO_SHIM_H
#define CHUNK_CCRYPTO_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

/* What sort of key it is. These are macros in OpenSSL, and of other names in 1.1 than in 3. */
static inline int chunk_key_is_rsa(const EVP_PKEY *key) { return EVP_PKEY_base_id(key) == EVP_PKEY_RSA; }
static inline int chunk_key_is_ec(const EVP_PKEY *key) { return EVP_PKEY_base_id(key) == EVP_PKEY_EC; }
static inline int chunk_key_bits(const EVP_PKEY *key) { return EVP_PKEY_bits(key); }
static inline int chunk_key_size(const EVP_PKEY *key) { return EVP_PKEY_size((EVP_PKEY *)key); }

#endif
