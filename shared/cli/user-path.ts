import { dirname, resolve } from 'node:path';
import type { Environment } from './settings.ts';

/**
 * Resolves a path from the folder where the user stands. npm runs every script in the project's folder and keeps the
 * user's folder in INIT_CWD.
 */
export function userPath(path: string, env: Environment, cwd = process.cwd()): string {
  const { INIT_CWD, npm_package_json: ofPackage } = env;
  const isMovedByNpm = INIT_CWD && ofPackage && dirname(ofPackage) === cwd;
  return resolve(isMovedByNpm ? INIT_CWD : cwd, path);
}
