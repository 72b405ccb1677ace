import { readText } from '#tests/support/source-files';
import { shellLines } from './shell-lines.ts';

/** The README in each language. */
export const READMES = ['README.md', 'README.ko.md'] as const;

/** The line that installs and starts everything. It keeps its terminal. */
export const START_LINE = 'npm ci && npm start';

/** Lines that need more than a running system, and what they need. */
export const ELSEWHERE: readonly { readonly line: string | RegExp; readonly needs: string }[] = [
  { line: START_LINE, needs: 'a terminal of its own, and a fresh clone: tests/newcomer/readme.test.ts' },
  { line: /^AWS_ACCESS_KEY_ID=x /, needs: 'the AWS command line: tests/engine/printed-aws-lines.test.ts' },
  { line: 'docker compose -f infra/docker-compose.yml up -d', needs: 'Docker' },
  { line: 'npm run stop', needs: 'an engine that the test may stop: tests/newcomer/readme.test.ts' },
  {
    line: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npm start',
    needs: 'a terminal of its own, and Docker',
  },
  { line: 'docker compose -f infra/docker-compose.yml down', needs: 'Docker' },
];

export const isElsewhere = (line: string): boolean =>
  ELSEWHERE.some((each) => (typeof each.line === 'string' ? each.line === line : each.line.test(line)));

/** Lines of a README that are pasted, one after the other, into a shell beside a running system. */
export const pastedLines = (readme: (typeof READMES)[number]): string[] =>
  shellLines(readText(readme)).filter((line) => !isElsewhere(line));
