import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILTIN } from './builtins.ts';

interface StampText {
  /** Digest of the list of bundles and of the bundler's options. */
  readonly recipe: string;
  /** Size and time of every source file. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
}

/** Contains the version of the bundler, beside those of the packages. */
const LOCK_FILE = 'package-lock.json';

/** Records the sources of the bundles, so that a start without changes skips the build. */
export class BuildStamp {
  readonly #file: string;
  readonly #root: string;
  readonly #recipe: string;

  /** @param recipe everything that affects the output beside the files */
  constructor(file: string, root: string, recipe: unknown) {
    this.#file = file;
    this.#root = root;
    this.#recipe = JSON.stringify(recipe);
  }

  isUpToDate(): boolean {
    const stamp = this.#read();
    return (
      stamp?.recipe === this.#recipe &&
      stamp.outputs?.every((file) => existsSync(file)) === true &&
      Object.entries(stamp.inputs ?? {}).every(([file, state]) => this.#stateOf(file) === state)
    );
  }

  /** @param inputs paths from the root · @param outputs absolute paths */
  write(inputs: readonly string[], outputs: readonly string[]): void {
    const files = [LOCK_FILE, ...inputs.filter((file) => !file.startsWith(`${BUILTIN}:`))];
    const states = Object.fromEntries(files.map((file) => [file, this.#stateOf(file)]));
    const stamp: StampText = { recipe: this.#recipe, inputs: states, outputs };
    writeFileSync(this.#file, JSON.stringify(stamp));
  }

  /** Partial, because an older version may have written the file. */
  #read(): Partial<StampText> | undefined {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<StampText>;
    } catch {
      return undefined;
    }
  }

  #stateOf(file: string): string {
    return stateOfFile(join(this.#root, file));
  }
}

/** Size and time of a file, which change when it does. */
export function stateOfFile(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.size} ${stats.mtimeMs}` : 'missing';
}
