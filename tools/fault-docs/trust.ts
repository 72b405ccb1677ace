import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { ANSWERS, BOUNDARIES } from './boundaries.ts';
import { INVARIANTS } from './invariants.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const shownText = (shownBy: readonly string[]): string =>
  shownBy.map((each) => (each === ANSWERS ? 'answers' : `\`${each}\``)).join(', ');

/** The section of the lies that are believed. */
export function boundariesText(): string {
  const rows = BOUNDARIES.map(({ point, mode, kind, shownBy, why }) => [
    `\`${point}\``,
    [mode, kind].filter((each) => each !== undefined).join(' '),
    shownText(shownBy),
    why,
  ]);
  return `## Boundaries of trust

Modes that make a dependency lie show which answers are checked. These lies are believed; every other one is noticed, and each order
ends as its buyer was told. \`npm run test:faults\` tries all of them, and fails where one is believed that is not here, and where
one that is here does no harm any more. They are shown by rules of the oracle, or by the answers of the system themselves, held against what
was asked for and against the stores.

${table(['point', 'lie', 'shown by', 'why it is believed'], rows)}
`;
}

/** The section of the protections that can be turned off. */
export function protectionsText(): string {
  const names = Object.keys(PROTECTIONS) as ProtectionName[];
  const rows = names.map((name) => {
    const { rule, seen } = INVARIANTS[name];
    const shown = rule ? `\`${rule}\`` : 'no rule: the stores agree';
    return [`\`${name}\``, PROTECTIONS[name].purpose, shown, seen];
  });
  return `## Protections

\`unprotected\` turns one of them off. A scene that needs the protection is played for each, with and without it.

${table(['protection', 'what it is for', 'rule of the oracle that fails without it', 'what callers see'], rows)}
`;
}
