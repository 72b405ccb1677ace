import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '#tests/support/source-files';

const run = promisify(execFile);

/** An account and group by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How one newcomer works. */
export interface Habits {
  /** Below a temporary folder. */
  readonly folder: string;
  /** The one of these tests by default. */
  readonly account?: Account;
  /** A Node that is put first on the path. By default the machine's own is. */
  readonly node?: string;
}

/** A person with a home, a fresh clone, and what one process needs to run as that person. */
export interface Newcomer extends AsyncDisposable {
  readonly as: { readonly cwd: string; readonly env: Record<string, string> } & Partial<Account>;
  /** Version of the Node that is first on the path. */
  readonly node: string;
}

/** What npm and a shell need; variables of the test runner and of npm scripts are left out. */
const KEPT = /^(?:LANG|LC_ALL|TERM|\w+_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|npm_config_registry)$/i;
const ENTERED_BY_ALL = 0o755;

/** The path without what npm puts there. */
const ownPath = (): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !/node_modules|node-gyp/.test(folder));

/** Makes a home and a fresh clone of the last commit. */
export async function newcomer({ folder, account, node }: Habits): Promise<Newcomer> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'food-delivery-newcomer-')));
  const [home, bin, temporary, clone] = [
    join(base, 'home'),
    join(base, 'bin'),
    join(base, folder, 'tmp'),
    join(base, folder, 'food-delivery'),
  ];
  for (const each of [home, bin, temporary]) await mkdir(each, { recursive: true });
  await run('chmod', [ENTERED_BY_ALL.toString(8), base]);
  if (node) await copyFile(node, join(bin, 'node'));
  // A checkout that another account owns, as in a container, is cloned too.
  const config = join(base, 'gitconfig');
  await writeFile(config, '[safe]\n\tdirectory = *\n');
  const env = { ...process.env, GIT_CONFIG_GLOBAL: config };
  await run('git', ['clone', '-q', '--no-hardlinks', ROOT, clone], { env });
  const cache = await packageCache(account ? join(home, '.npm') : undefined);
  if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, base]);
  const variables = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name))),
    PATH: [bin, ...ownPath()].join(delimiter),
    HOME: home,
    TMPDIR: temporary,
    npm_config_cache: cache,
    npm_config_prefer_offline: 'true',
  } as Record<string, string>;
  const as = { cwd: clone, env: variables, ...account };
  const { stdout } = await run('node', ['--version'], as);
  return {
    as,
    node: stdout.trim(),
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  };
}

/** Returns npm's cache, or a copy of it for another account, so that packages come from this machine. */
async function packageCache(copy: string | undefined): Promise<string> {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  if (!copy) return cache;
  const packages = join(cache, '_cacache');
  await mkdir(copy);
  if (existsSync(packages)) await run('cp', ['-R', packages, join(copy, '_cacache')]);
  return copy;
}
