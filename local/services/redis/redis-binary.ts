import { findOnPath } from '#local/host/binaries';

/** A real Redis or Valkey on this machine, if there is one. */
export const redisBinary = (): string | undefined => findOnPath('redis-server', 'valkey-server');
