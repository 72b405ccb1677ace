import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { wholeNumber } from '#shared/settings/kinds';
import { engineTraces, MOST_TRACES } from '../engine-traces.ts';
import { LINTS } from '../lint/all.ts';
import { linesOfFindings } from '../lint/lint-lines.ts';
import { runLints } from '../lint/run-lints.ts';

const names = LINTS.map(({ name }) => name);

export const lint = defineProgram({
  command: 'npm run chaos -- lint',
  about: 'Looks through the last traces of the running engine for what will hurt once something fails.',
  args: { lint: { label: 'lint', schema: z.enum(names).optional() } },
  options: {
    last: {
      help: `number of traces to look through (100, at most ${MOST_TRACES})`,
      value: 'N',
      schema: wholeNumber({ least: 1, most: MOST_TRACES, unit: 'traces' }).default(100),
    },
    accepted: { help: 'print what is accepted by design too, with the reason' },
    json: { help: 'print JSON only, accepted findings included' },
  },
  notes: `Lints, all of them unless one is named:
${LINTS.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}
What is meant to be so stands with its reason in tools/chaos/lint/accepted.ts.
Exit code: 0 nothing found, 1 something was, 2 no engine answers, or it keeps no traces.`,
  async run({ args, options: { last, accepted, json } }, env) {
    const lints = LINTS.filter(({ name }) => args.lint === undefined || name === args.lint);
    const traces = await engineTraces(env).last(last);
    if (traces.length === 0) throw new UserError('the engine keeps no traces yet; send it some requests');
    const findings = runLints(traces, lints);
    const lines = linesOfFindings(findings, { showAccepted: accepted, traces: traces.length });
    process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : `${lines.join('\n')}\n`);
    return findings.every((finding) => finding.accepted !== undefined) ? EXIT.ok : EXIT.no;
  },
});
