import { Logger, type LogItem, LogLevelThreshold } from '@aws-lambda-powertools/logger';
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

  /** Writes the line itself: the console of Powertools adds a listener to the stream, and removes it, for each line. */
  protected override printLog(level: number, log: LogItem): void {
    log.prepareForPrint();
    const stream = level >= LogLevelThreshold.WARN ? process.stderr : process.stdout;
    const attributes = log.getAttributes();
    // The replacer is called for each member, and changes those only that are no plain JSON.
    const replacer = Object.values(attributes).every(isPlain) ? undefined : this.getJsonReplacer();
    stream.write(`${JSON.stringify(attributes, replacer)}\n`);
  }
}

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** JSON lines on stdout; service name and level come from the POWERTOOLS_* variables. */
export function createLog(): Logger {
  return new TelemetryLogger({ logFormatter: new TelemetryLogFormatter() });
}
