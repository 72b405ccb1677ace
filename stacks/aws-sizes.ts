/**
 * Memory of each function on the stage `aws`. Includes half a processor, so that hashing a password and opening TLS take no
 * longer than on a laptop.
 */
export const AWS_MEMORY_MIB = 1_024;
