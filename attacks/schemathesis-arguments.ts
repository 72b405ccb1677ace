const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
];
/** Routes that would set a fault, whose failures are no effect of the input. */
const LEFT_OUT = '^/chaos/';

export interface SchemathesisOptions {
  readonly url: string;
  readonly token: string;
  readonly seed: number;
  readonly examples: number;
}

/** Arguments of `schemathesis run`. */
export const argumentsOf = ({ url, token, seed, examples }: SchemathesisOptions): string[] => [
  ...[`${url}/openapi.json`, '--url', url],
  ...['--seed', String(seed), '--max-examples', String(examples), '--generation-database', 'none'],
  ...['--checks', CHECKS.join(','), '--exclude-path-regex', LEFT_OUT, '--no-color'],
  ...['--phases', 'examples,coverage,fuzzing', '--header', `Authorization: Bearer ${token}`],
];
