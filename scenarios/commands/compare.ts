import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { readJsonFile } from '#shared/cli/read-json-file';
import { screenTable } from '#shared/cli/screen-table';
import type { Environment } from '#shared/cli/settings';
import { type Compared, compareRuns } from '../compare/compare-runs.ts';
import { differencesOf } from '../compare/differences.ts';
import { intervalText } from '../compare/phase-figures.ts';
import { RunReport } from '../report/run-report.ts';

const file = z.string({ error: 'the path of a report.json' }).min(1);

export const compare = defineProgram({
  command: 'npm run scenario -- compare',
  about: 'Compares two runs of a scenario, by the report.json that --report wrote of each.',
  args: { one: { label: 'report.json', schema: file }, other: { label: 'other report.json', schema: file } },
  notes:
    'A p95 is the median of those of the seconds. Exit code: 0 nothing differs, 1 a figure differs, 2 the runs cannot be compared.',
  run({ args }, env) {
    const [one, other] = [readReport(args.one, env), readReport(args.other, env)];
    const differences = differencesOf(one, other);
    if (differences.length > 0)
      throw new UsageError(`the runs cannot be compared: ${differences.join('; ')}`);
    const compared = compareRuns(one, other);
    const head = ['phase', 'figure', one.commit ?? args.one, other.commit ?? args.other, ''];
    process.stdout.write(`${screenTable([head, ...compared.map(rowOf)])}\n`);
    return compared.some(({ differs }) => differs) ? EXIT.no : EXIT.ok;
  },
});

function readReport(path: string, env: Environment): RunReport {
  const { data, error } = RunReport.safeParse(readJsonFile(path, env));
  if (data) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new UsageError(
    `${path} is no report of a scenario: ${place === '' ? '' : `${place}: `}${issue?.message}`,
  );
}

const rowOf = ({ phase, figure, unit, one, other, differs }: Compared): string[] => [
  phase,
  figure,
  intervalText(one, unit),
  intervalText(other, unit),
  differs ? 'differs' : '',
];
