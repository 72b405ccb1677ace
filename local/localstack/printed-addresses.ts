import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import { PREFIXES } from '../path-router/prefixes.ts';
import { awsCommand } from '../services/aws-command.ts';
import { cdkLocalVariables } from './cdklocal-variables.ts';
import type { SystemUrls } from './system.ts';

export interface Addresses {
  readonly urls: SystemUrls;
  readonly endpoint: string;
  readonly tracesUrl?: string;
}

/** The addresses of a running system, for the terminal. */
export function printedAddresses({ urls, endpoint, tracesUrl }: Addresses): string {
  const exports = Object.entries(cdkLocalVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return [
    ...SERVICE_NAMES.map((name) => `  ${serviceTitle(name).padEnd(21)}${urls[name]}    ${urls[name]}/docs`),
    `  Gateway              ${urls.gateway}    ${PREFIXES}`,
    `  LocalStack           ${endpoint}    ${awsCommand(endpoint, 'ssm describe-parameters')}`,
    ...(tracesUrl ? [`  Traces               ${tracesUrl}`] : []),
    '',
    'For cdklocal in this shell:',
    `  export ${exports.join(' ')}`,
    '',
    'npm run localstack:down stops it.',
  ].join('\n');
}
