import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { htmlReport } from './html-report.ts';
import { journalReport } from './journal-report.ts';
import { junitReport } from './junit-report.ts';
import { markdownReport } from './markdown-report.ts';
import type { RunReport } from './run-report.ts';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/**
 * Makes the folder for reports, before the run that they are about.
 * @throws UserError where files cannot be written there
 */
export async function makeReportFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UserError(`--report: ${folder} is no folder that can be written to (${messageOf(error)})`, {
      cause: error,
    });
  }
}

/**
 * Writes a run in every form: a page, data, chaostoolkit's journal, JUnit's XML and Markdown.
 * @throws UserError where the folder cannot be written
 */
export async function writeReports(folder: string, report: RunReport): Promise<readonly string[]> {
  const texts = {
    'report.html': await htmlReport(report),
    'report.json': json(report),
    'journal.json': json(journalReport(report)),
    'junit.xml': junitReport(report),
    'summary.md': markdownReport(report),
  };
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all(Object.entries(texts).map(([name, text]) => writeFile(join(folder, name), text)));
  } catch (error) {
    throw new UserError(`the reports cannot be written to ${folder}: ${messageOf(error)}`, { cause: error });
  }
  return Object.keys(texts).map((name) => join(folder, name));
}
