import type * as z from 'zod';

/** An option with a value, or, without `value` and `schema`, a switch. */
export interface Option {
  readonly help: string;
  /** The value's name in the help. */
  readonly value?: string;
  /** Reads the value's text; must accept `undefined` where the option may be left out. */
  readonly schema?: z.ZodType;
  /** May be given several times; the schema reads the list. */
  readonly multiple?: true;
}
export type Options = Readonly<Record<string, Option>>;
export type OptionValues<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly schema: infer S extends z.ZodType }
    ? z.output<S>
    : boolean;
};

/** An argument without a name; its schema must accept `undefined` where it may be left out. */
export interface Argument {
  readonly label: string;
  readonly schema: z.ZodType;
}
export type Arguments = Readonly<Record<string, Argument>>;
export type ArgumentValues<A extends Arguments> = { readonly [K in keyof A]: z.output<A[K]['schema']> };

export const HELP: Option = { help: 'show this' };

const isOptional = ({ schema }: Argument): boolean => schema.safeParse(undefined).success;

/** `<order id>`, or `[file]` for one that may be left out. */
export const labelOf = (argument: Argument): string =>
  isOptional(argument) ? `[${argument.label}]` : `<${argument.label}>`;

/** `--settle SECONDS` */
export const optionText = ([name, { value }]: readonly [string, Option]): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`;

/** Lists the options and arguments of a program in one line. */
export const allowedText = (options: Options, args: Arguments): string =>
  [...Object.values(args).map(labelOf), ...Object.entries({ ...options, help: HELP }).map(optionText)].join(
    ', ',
  );
