export interface FillOptions {
  /** For how long back a point looks. @default '1m' */
  readonly window?: string;
  /** What the dashboard shows. @default '1h' */
  readonly range?: string;
}

/** Puts values where Grafana's variables are. */
export const fillVariables = (expr: string, { window = '1m', range = '1h' }: FillOptions = {}): string =>
  expr
    .replaceAll('$__rate_interval', window)
    .replaceAll('$__auto', window)
    .replaceAll('$__range', range)
    .replaceAll(/\$\{service(:\w+)?\}|\$service\b/g, '.+');
