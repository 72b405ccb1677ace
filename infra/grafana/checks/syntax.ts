import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import type { LRParser } from '@lezer/lr';
import { parser as promql } from '@prometheus-io/lezer-promql';
import type { PanelQuery } from '../src/queries.ts';

const GRAMMARS: Readonly<Record<PanelQuery['type'], LRParser>> = {
  prometheus: promql,
  loki: logql,
  tempo: traceql,
};
const AROUND = 20;

/** Returns the place where a query breaks the grammar of its data source; undefined if it is correct. */
export function syntaxProblem(type: PanelQuery['type'], expr: string): string | undefined {
  let problem: string | undefined;
  GRAMMARS[type].parse(expr).iterate({
    enter: ({ type: node, from }) => {
      if (node.isError)
        problem ??= `${type} at ${from}: …${expr.slice(Math.max(0, from - AROUND), from + AROUND)}…`;
    },
  });
  return problem;
}

export interface Names {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
}

/** Lists the metrics and labels of a PromQL expression. */
export function namesIn(expr: string): Names {
  const found = { Identifier: new Set<string>(), LabelName: new Set<string>() };
  promql.parse(expr).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'Identifier' || name === 'LabelName') found[name].add(expr.slice(from, to));
    },
  });
  return { metrics: [...found.Identifier], labels: [...found.LabelName] };
}
