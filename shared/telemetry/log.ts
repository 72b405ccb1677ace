import { Logger, LogLevelThreshold } from '@aws-lambda-powertools/logger';
import { TelemetryLogFormatter } from './log-formatter.ts';
import { isTelemetryOn } from './sdk.ts';

/**
 * The level decides which lines are printed. Telemetry has a switch of its own: while it is on, records are made
 * from INFO upwards, also for lines that are not printed.
 */
class TelemetryLogger extends Logger {
  protected override processLogItem(...line: Parameters<Logger['createAndPopulateLogItem']>): void {
    const [level] = line;
    // The formatter makes the record; a line that is not printed needs no more of it.
    if (isTelemetryOn && level >= LogLevelThreshold.INFO && level < this.level) {
      this.createAndPopulateLogItem(...line);
    } else super.processLogItem(...line);
  }
}

/** JSON lines on stdout; service name and level come from the POWERTOOLS_* variables. */
export function createLog(): Logger {
  return new TelemetryLogger({ logFormatter: new TelemetryLogFormatter() });
}
