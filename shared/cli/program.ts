import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Told to the user in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { ok: 0, negative: 1, failed: 2 } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the arguments of one command.
 * @param allowed what the user is told after a bad one
 * @throws UsageError
 */
export function readArguments<const O extends Options>(args: readonly string[], options: O, allowed: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. ');
    throw new UsageError(`${sentence}; allowed: ${allowed}`);
  }
}

/** @throws UsageError for anything but a whole number of seconds */
export function secondsToMs(name: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) {
    throw new UsageError(`--${name} must be a whole number of seconds, such as --${name} 60, not "${text}"`);
  }
  return Number(text) * 1_000;
}

/** Runs a command to its exit code. What it throws becomes one line; the stack is for LOG=debug. */
export async function runCommand(
  command: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2), process.env);
  } catch (error) {
    const message = error instanceof Error ? error.message || error.name : String(error);
    const isBug = !(error instanceof UsageError) && (error as Error).name !== 'CannotRead';
    const isDetailed = isBug || process.env.LOG === 'debug';
    const detail = isDetailed && error instanceof Error ? `\n${error.stack}` : '';
    process.stderr.write(`error: ${message}${detail}\n`);
    process.exitCode = EXIT.failed;
  }
}
