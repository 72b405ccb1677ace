import { type Mode, whensOf } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import { PRESETS } from '#shared/faults/presets/all';
import { StopWhen } from '#shared/faults/rules/stop-when';
import { LINTS } from '#tools/chaos/lint/all';
import { MODE_NOTES } from './mode-notes.ts';
import type { ModeNote } from './note.ts';
import { parametersOf } from './parameters.ts';
import { boundariesText, protectionsText } from './trust.ts';
import { whereOf } from './where.ts';

const HEAD = `<!-- Written by \`npm run fault-docs\` from shared/faults/modes, shared/faults/presets and tools/fault-docs. -->

# Faults

A rule says where (a point), what (a mode), when and how often. \`npm run chaos -- points\` lists the points,
\`npm run chaos -- modes\` the modes, and \`npm run chaos -- set <point> <mode> [name=value …]\` turns a rule on. How rules are stored, travel
and end: [architecture.md](architecture.md#faults).

A rule of one request, in the header \`x-chaos\`, may name points of any service; one that matches no point of any is refused, as are a
mode that fits none of them and a point that a stored rule's service has not. A rule that counts (\`times\`, \`skip\`, \`every\`,
\`max_hits\`) names points of one service: each service counts in its own store, so that a fault can be counted while another service is
down, and two stores cannot take turns.

\`match\` names the calls that are meant: \`route\`, \`method\`, \`header\`, \`user_id\`, \`menu_id\`, \`order_id\`, \`attempt\`, \`cold\`, and
\`environment: {"one_in": 4}\` for the first environment that meets the rule and each fourth after it. Each environment is numbered once, in
the store of the hits, so that one of four stays slow (a gray failure) as long as the rule is on; a rule of one request cannot have it.

Every hit shows in the same way, whatever the mode is:

- in the trace, as the event \`chaos.hit\` on the span of the call, with rule, point, mode, when and attempt, and in \`chaos.hits\` of the
  request's span; \`npm run chaos -- explain <trace id>\` prints them, with the header that hits the same call again
- in the log, as the line \`fault injected\`
- in the metrics, in \`chaos_injected_total\` by rule and mode
- in the answer, in \`x-chaos-hit\`

Alerts are those of [alerts.md](alerts.md): the ones that fire when the mode acts on all calls under load, and the ones that must stay
silent, because the system prevents what they are for. Both follow from the rules of the alerts and from what the system does; no test
fires each of them.
`;

/** The text of docs/faults.md. */
export function faultsPage(modes: readonly Mode[], points: readonly Point[]): string {
  const sorted = modes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const index = sorted.map(({ name }) => `[${name}](#${name})`).join(', ');
  const sections = sorted.map((mode) => sectionOf(mode, points));
  const presets = PRESETS.map(({ name, summary }) => `| \`${name}\` | ${summary} |`);
  return [
    HEAD,
    `Modes: ${index}.\n`,
    ...sections,
    boundariesText(),
    protectionsText(),
    stopSection(),
    lintsText(),
    `## Presets\n\n\`npm run chaos -- set <preset>\`, or the name in \`x-chaos\`.\n\n| preset | what happens |\n|---|---|\n${presets.join('\n')}\n`,
  ].join('\n');
}

function stopSection(): string {
  const rows = Object.entries(StopWhen.shape).map(
    ([name, { description = '' }]) => `| \`${name}\` | ${description} |`,
  );
  return `## What ends a rule

A rule ends at \`expires_at\`, 15 minutes after its start unless it says otherwise. \`stop_when\` ends it sooner, as \`DELETE /chaos/{id}\` does, once one of
its limits is reached: \`npm run chaos -- set user.handler exception percentage=30 stop_when.error_rate=50\`.

| member of \`stop_when\` | what counts |
|---|---|
${rows.join('\n')}

The engine looks every second, and says in its log, in \`GET http://localhost:8004/chaos\` (\`ended\`) and in \`npm run chaos -- list\` what it ended
and why; a sealed rule ends unseen. Where no engine runs, on LocalStack and AWS, such a rule is refused, and in \`x-chaos\` always, as a rule there
ends with its request. The documented switches have no \`stop_when\`.
`;
}

function lintsText(): string {
  const rows = LINTS.map(({ name, about, why }) => `| \`${name}\` | ${about} | ${why} |`);
  return `## Lints

\`npm run chaos -- lint\` looks through the last traces of the running engine, without any fault, for what will hurt once something
fails. A finding is one line: where, in how many traces, one of them, and why it matters. It claims only what the spans show.
What is meant to be so stands with its reason in \`tools/chaos/lint/accepted.ts\`; \`--accepted\` prints it too.

| lint | what it finds | why it matters |
|---|---|---|
${rows.join('\n')}
`;
}

function sectionOf(mode: Mode, points: readonly Point[]): string {
  const note = MODE_NOTES[mode.name];
  const lines = [
    ['Where', whereText(mode, points)],
    ['When', whensText(mode)],
    ['Parameters', parametersOf(mode).join(', ') || 'none'],
    ...(note ? linesOfNote(note) : []),
  ];
  const list = lines.map(([name, text]) => `- **${name}:** ${text}`).join('\n');
  return `## ${mode.name}\n\n${mode.summary}\n\n${list}\n`;
}

function linesOfNote({ seen, system, fires, silent, boundary }: ModeNote): string[][] {
  return [
    ...(seen === undefined ? [] : [['Seen', seen]]),
    ['The system', system],
    ['Alerts that fire', fires.join('; ') || 'none'],
    ['Alerts that must not', silent.join('; ') || 'none'],
    ...(boundary === undefined ? [] : [['Boundary of trust', boundary]]),
  ];
}

function whereText(mode: Mode, points: readonly Point[]): string {
  const where = whereOf(mode, points);
  const level =
    mode.seam === 'call' || mode.seam === 'invocation' ? '' : `, at each try of the client (${mode.seam})`;
  return where[0] === '*' ? 'every point' : `${where.map((each) => `\`${each}\``).join(', ')}${level}`;
}

const whensText = (mode: Mode): string =>
  'interrupt' in mode
    ? whensOf(mode)
        .map((when) => `\`${when}\``)
        .join(', ')
    : 'around the call';
