/* A program that calls each function of the library at least once, in the way it is meant. */
#ifndef EVERY_FUNCTION_H
#define EVERY_FUNCTION_H

#include "server.h"

#define FILE_SIZE INT64_C(20000000)
/* The SHA-1 of FILE_SIZE bytes of 0. */
#define FILE_DIGEST "sha=WcxhSjlc5bMFG7eLUdZyDCgxjJY="

void version_and_table(void);
void options(void);
void tokens(chunk_client *client);
void errors(chunk_client *client);
void uploads(chunk_client *client, const char *path);
void started_uploads(chunk_client *client, const char *path);
void steps(chunk_client *client);
void versions(chunk_client *client);

#endif
