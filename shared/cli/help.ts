import { HELP, labelOf, optionText } from './options.ts';
import type { CommandProgram, Program } from './program.ts';

/** Text of `--help`. */
export function helpText(program: Program): string {
  const { about, options, notes } = program;
  const rows = Object.entries({ ...options, help: HELP }).map(
    (entry) => [optionText(entry), entry[1].help] as const,
  );
  return paragraphs([`Usage: ${usageOf(program)}`, about, columns(rows), notes]);
}

/** Text of `--help` without a command. */
export function commandsHelp({ usage, commands, notes }: CommandProgram): string {
  const rows = Object.values(commands).map((command) => [usageOf(command), command.about] as const);
  return paragraphs([`Usage: ${usage}`, columns(rows), notes]);
}

function usageOf({ command, args, options, passesOn }: Program): string {
  const parts = [command, ...Object.values(args).map(labelOf)];
  if (Object.keys(options).length > 0) parts.push('[options]');
  if (passesOn !== undefined) parts.push(`[${passesOn}]`);
  return parts.join(' ').replace(/ --$/, '');
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([text]) => text.length));
  return rows.map(([text, help]) => `  ${text.padEnd(width)}  ${help}`).join('\n');
}

const paragraphs = (texts: readonly string[]): string => `${texts.filter(Boolean).join('\n\n')}\n`;
