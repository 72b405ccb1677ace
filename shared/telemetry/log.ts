import { Logger } from '@aws-lambda-powertools/logger';
import { TelemetryLogFormatter } from './log-formatter.ts';

/** JSON lines on stdout; service name and level come from the POWERTOOLS_* variables. */
export function createLog(): Logger {
  return new Logger({ logFormatter: new TelemetryLogFormatter() });
}
