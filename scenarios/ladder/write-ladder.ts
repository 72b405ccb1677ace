import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { writeReports } from '../report/write-reports.ts';
import type { ClimbedRung } from './climb.ts';
import { ladderNotes, ladderRows } from './ladder-table.ts';

/** Version of ladder.json. */
const LADDER_SCHEMA = 'food-delivery/scenario-ladder/1';

/**
 * Writes the table as Markdown and JSON, and the reports of each rung into a folder of its own.
 * @throws UserError where the folder cannot be written
 */
export async function writeLadder(
  folder: string,
  climbed: readonly ClimbedRung[],
): Promise<readonly string[]> {
  const texts = {
    'ladder.md': `${markdown(climbed)}\n`,
    'ladder.json': `${JSON.stringify(ladderData(climbed), undefined, 2)}\n`,
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  } catch (error) {
    throw new UserError(`the ladder cannot be written to ${folder}: ${messageOf(error)}`, { cause: error });
  }
  const reports: string[] = [];
  for (const { rung, report } of climbed) {
    reports.push(...(await writeReports(join(folder, rung.name.replace(' ', '-')), report)));
  }
  return [...Object.keys(texts).map((name) => join(folder, name)), ...reports];
}

/** The ladder as data. */
export const ladderData = (climbed: readonly ClimbedRung[]) => ({
  schema: LADDER_SCHEMA,
  scenario: climbed[0]?.report.scenario.name,
  rungs: climbed.map(({ rung, figures, report: { verdict, sentence, load } }) => ({
    ...rung,
    ...{ figures, verdict, sentence },
    load,
  })),
});

function markdown(climbed: readonly ClimbedRung[]): string {
  const [head = [], ...rows] = ladderRows(climbed);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `# ${climbed[0]?.report.scenario.name}`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
    ...ladderNotes(climbed).map((note) => `- ${note}`),
  ].join('\n');
}
