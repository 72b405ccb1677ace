import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '#shared/cli/settings';

export function userCache(env: Environment): string {
  const base =
    process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  return join(env.XDG_CACHE_HOME || base, 'food-delivery-lambda');
}
