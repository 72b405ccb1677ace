export interface FillOptions {
  /** Time range behind one point. @default '1m' */
  readonly window?: string;
  /** Time range of the dashboard. @default '1h' */
  readonly range?: string;
}

/** Replaces Grafana's variables by values. */
export const fillVariables = (expr: string, { window = '1m', range = '1h' }: FillOptions = {}): string =>
  expr
    .replaceAll('$__rate_interval', window)
    .replaceAll('$__auto', window)
    .replaceAll('$__range', range)
    .replaceAll(/\$\{service(:\w+)?\}|\$service\b/g, '.+');
