import { UsageError } from './errors.ts';
import { commandsHelp } from './help.ts';
import { type CommandProgram, EXIT } from './program.ts';
import { type RunContext, reportingErrors, runWords } from './run.ts';

/** Runs the command that the first word names. Returns its exit code; an error becomes one line. */
export function runCommands(program: CommandProgram, context: RunContext = {}): Promise<number> {
  return reportingErrors(context, async ([name, ...words], env) => {
    if (name === '--help' || name === '-h') {
      process.stdout.write(commandsHelp(program));
      return EXIT.ok;
    }
    const allowed = Object.keys(program.commands).join(', ');
    if (name === undefined) throw new UsageError(`no command is given, allowed: ${allowed}`);
    if (name.startsWith('-')) throw new UsageError(`there is no option ${name}, allowed: ${allowed}, --help`);
    const command = Object.hasOwn(program.commands, name) ? program.commands[name] : undefined;
    if (!command) throw new UsageError(`there is no command "${name}", allowed: ${allowed}`);
    return runWords(command, words, env);
  });
}
