import type { Given } from './arguments.ts';
import type { Arguments, ArgumentValues, Options, OptionValues } from './options.ts';
import type { Environment } from './settings.ts';

/** Exit codes of every program. `no` is a finding (a rule is violated, a file is stale); `failed` means no finding. */
export const EXIT = { ok: 0, no: 1, failed: 2 } as const;

/** A program, or one command of it. */
export interface Program {
  /** The words that start it: `npm run oracle --`. */
  readonly command: string;
  readonly about: string;
  readonly options: Options;
  readonly args: Arguments;
  /** Label of words that another program reads; none of them is checked here. */
  readonly passesOn: string | undefined;
  /** Exit codes, variables and other notes for the user. */
  readonly notes: string;
  readonly run: (given: Given, env: Environment) => Promise<number>;
}

interface Definition<O extends Options, A extends Arguments> {
  readonly command: string;
  readonly about: string;
  readonly options?: O;
  readonly args?: A;
  readonly passesOn?: string;
  readonly notes?: string;
  readonly run: (
    given: Given & { readonly options: OptionValues<O>; readonly args: ArgumentValues<A> },
    env: Environment,
  ) => Promise<number> | number;
}
type None = Record<never, never>;

/** Types the values given to `run` by the schemas of the options and arguments. */
export function defineProgram<const O extends Options = None, const A extends Arguments = None>(
  definition: Definition<O, A>,
): Program {
  const { command, about, options = {}, args = {}, passesOn, notes = '' } = definition;
  return {
    ...{ command, about, options, args, passesOn, notes },
    run: async (given, env) =>
      // the values were read by these very schemas
      definition.run(given as Given & { options: OptionValues<O>; args: ArgumentValues<A> }, env),
  };
}

/** A program whose first word chooses one of its commands. */
export interface CommandProgram {
  readonly usage: string;
  readonly commands: Readonly<Record<string, Program>>;
  readonly notes: string;
}
