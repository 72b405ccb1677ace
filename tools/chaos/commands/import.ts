import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { readJsonFile } from '#shared/cli/read-json-file';
import { handlerPoint } from '#shared/faults/points/point';
import { ruleSchemaFor } from '#shared/faults/rules/rule';
import { SERVICE_NAMES } from '#shared/services';
import { allPoints } from '#stacks/points';
import { findServices } from '../chaos-api.ts';
import { deployedFunctions } from '../import/deployed-functions.ts';
import type { ImportedRule } from '../import/foreign-format.ts';
import { importRules } from '../import/formats.ts';
import { lineOf } from '../list-rules.ts';
import { putRule } from '../put-rule.ts';

const DEFAULT_REGION = 'us-east-1';

export const importFile = defineProgram({
  command: 'npm run chaos -- import',
  about:
    "Turns on what a file of another tool asks for: failure-lambda's configuration, an experiment template of AWS FIS, or LocalStack's list of faults.",
  args: { file: { label: 'file', schema: z.string().min(1) } },
  options: {
    'dry-run': { help: 'print the rules, and turn none on' },
    service: {
      help: `for a file that names no function: the service it is for, ${SERVICE_NAMES.join(', ')} (every one)`,
      value: 'NAME',
      schema: z.enum(SERVICE_NAMES).optional(),
    },
  },
  notes:
    'What a rule cannot keep is printed with the reason. Exit code 1: no rule was found, or one was refused.',
  async run({ args: { file }, options: { service, 'dry-run': isDry } }, env) {
    const { rules, left } = importRules(file, readJsonFile(file, env), {
      handler: service === undefined ? '*.handler' : handlerPoint(service).name,
      points: await allPoints(),
      functions: deployedFunctions(),
      region: env.AWS_REGION ?? DEFAULT_REGION,
      nowMs: Date.now(),
    });
    const isTaken = isDry ? rules.map(show) : await put(rules, env);
    for (const { what, why } of left) process.stdout.write(`left out: ${what}: ${why}\n`);
    if (rules.length === 0) process.stdout.write(`${file} turns nothing on here\n`);
    return rules.length > 0 && isTaken.every(Boolean) ? EXIT.ok : EXIT.no;
  },
});

async function put(
  rules: readonly ImportedRule[],
  env: Parameters<typeof findServices>[0],
): Promise<boolean[]> {
  if (rules.length === 0) return [];
  const api = await findServices(env);
  const isTaken: boolean[] = [];
  for (const { id, rule } of rules) isTaken.push(await putRule(api, id, rule));
  return isTaken;
}

function show({ id, rule }: ImportedRule): boolean {
  const { success, error } = ruleSchemaFor(rule).safeParse(rule);
  process.stdout.write(`would set ${lineOf({ id, ...rule })}\n`);
  for (const { path, message } of error?.issues ?? []) {
    process.stderr.write(`${id} would be refused: ${path.join('.')}: ${message}\n`);
  }
  return success;
}
