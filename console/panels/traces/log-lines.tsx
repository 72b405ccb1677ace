import { shownNumber } from '#console/format.ts';
import type { TraceDocument } from '#shared/console/traces';
import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { TraceLog } from '#shared/telemetry/otlp/read-item';

const BAD: ReadonlySet<string> = new Set(['ERROR', 'CRITICAL', 'FATAL', 'WARN']);

interface LogLinesProps {
  readonly trace: TraceDocument;
  readonly logs: readonly TraceLog[];
}

/** Log lines, with their time since the start of the trace. */
export function LogLines({ trace, logs }: LogLinesProps) {
  const startNanos = trace.spans[0]?.startTimeUnixNano ?? logs[0]?.timeUnixNano ?? '0';
  return (
    <div class="wide">
      <table class="log">
        <tbody>
          {logs.map(({ timeUnixNano, severity, body, service, attributes }, at) => (
            <tr key={at} class={BAD.has(severity) ? 'bad' : ''}>
              <td>+{shownNumber(Math.max(msBetween(startNanos, timeUnixNano), 0))} ms</td>
              <td>{service}</td>
              <td>{severity}</td>
              <td>
                {body}{' '}
                {Object.keys(attributes).length > 0 ? (
                  <code class="muted">{JSON.stringify(attributes)}</code>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
