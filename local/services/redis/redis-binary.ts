import { findOnPath } from '#local/host/binaries';

/** Finds a Redis or Valkey server on this machine. */
export const redisBinary = (): string | undefined => findOnPath('redis-server', 'valkey-server');
