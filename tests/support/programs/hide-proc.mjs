// Loaded before a program. It then finds nothing under /proc, as on macOS.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const isHidden = (path) => typeof path === 'string' && /^\/proc(\/|$)/.test(path);

for (const name of ['accessSync', 'lstatSync', 'openSync', 'readdirSync', 'readFileSync', 'statSync']) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (!isHidden(path)) return original(path, ...rest);
    throw Object.assign(new Error(`ENOENT: no such file or directory, '${path}'`), { code: 'ENOENT' });
  };
}
const { existsSync } = fs;
fs.existsSync = (path) => !isHidden(path) && existsSync(path);
syncBuiltinESMExports();
