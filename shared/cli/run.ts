import { readCommandLine } from './arguments.ts';
import { errorText } from './error-text.ts';
import { helpText } from './help.ts';
import { EXIT, type Program } from './program.ts';
import type { Environment } from './settings.ts';

export interface RunContext {
  /** @default the words after the name of the script */
  readonly words?: readonly string[];
  /** @default the variables of this process */
  readonly env?: Environment;
  /** Takes whole lines. @default standard error */
  readonly writeError?: (text: string) => void;
}

/** Runs a program and returns its exit code; an error becomes one line. */
export function runProgram(program: Program, context: RunContext = {}): Promise<number> {
  return reportingErrors(context, (words, env) => runWords(program, words, env));
}

export async function runWords(
  program: Program,
  words: readonly string[],
  env: Environment,
): Promise<number> {
  const given = readCommandLine(words, program);
  if (given !== 'help') return program.run(given, env);
  process.stdout.write(helpText(program));
  return EXIT.ok;
}

export async function reportingErrors(
  { words = process.argv.slice(2), env = { ...process.env }, writeError = writeStandardError }: RunContext,
  work: (words: readonly string[], env: Environment) => Promise<number>,
): Promise<number> {
  if (!process.stdout.listeners('error').includes(ignoreClosed)) process.stdout.on('error', ignoreClosed);
  try {
    return await work(words, env);
  } catch (error) {
    writeError(errorText(error, env));
    return EXIT.failed;
  }
}

/** A reader of the output may stop early, as `head` does. The work goes on to its end, as half of it would be worse. */
const ignoreClosed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

const writeStandardError = (text: string): void => {
  process.stderr.write(text);
};
