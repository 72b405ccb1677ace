import type { Finding } from './finding.ts';

export interface Shown {
  /** Print what is accepted too, with its reason. */
  readonly showAccepted: boolean;
  readonly traces: number;
}

/** One line a finding, and one that sums them up. */
export function linesOfFindings(
  findings: readonly Finding[],
  { showAccepted, traces }: Shown,
): readonly string[] {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const accepted = findings.length - open.length;
  return [
    ...(showAccepted ? findings : open).map(lineOf),
    `${counted(open.length, 'finding')} in the last ${counted(traces, 'trace')}${
      accepted > 0
        ? `, and ${accepted} accepted by design${showAccepted ? '' : ' (--accepted prints them)'}`
        : ''
    }`,
  ];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function lineOf({
  lint,
  service,
  within,
  spans,
  what,
  why,
  traces,
  of,
  withFaults,
  example,
  accepted,
}: Finding): string {
  const where = `${service} ${within}: ${spans.map((name) => `"${name}"`).join(', then ')}`;
  const often = `${traces} of ${counted(of, 'trace')}${withFaults > 0 ? ` (a rule acted in ${withFaults})` : ''}, such as ${example}`;
  return accepted === undefined
    ? `${lint}  ${where}: ${what}; ${often}; ${why}`
    : `${lint}  ${where}: ${what}; ${often}; accepted: ${accepted}`;
}
