import { language } from '#console/state/page-state.ts';

/** Why the figures of a load say little, as the load words it, and the same in Korean. */
const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/^no journey was due$/, '시작할 여정이 없었습니다'],
  [
    /^the generator was late by (\S+) ms at p99, and at most (\S+) ms are allowed$/,
    '부하 발생기가 p99에서 $1 ms 늦었고, 많아야 $2 ms까지 허용됩니다',
  ],
  [
    /^(\d+) of (\d+) journeys \((\S+) %\) were dropped, and at most (\S+) % are allowed$/,
    '여정 $2개 중 $1개($3 %)가 버려졌고, 많아야 $4 %까지 허용됩니다',
  ],
  [/^this machine had no socket for (\d+) requests$/, '이 기계에 요청 $1개를 위한 소켓이 없었습니다'],
];

/** A problem in the language that is shown; one that has no Korean words is shown as it comes. */
export function shownProblem(text: string): string {
  if (language.value !== 'ko') return text;
  const [pattern, korean] = PROBLEMS.find(([each]) => each.test(text)) ?? [];
  return pattern && korean !== undefined ? text.replace(pattern, korean) : text;
}
