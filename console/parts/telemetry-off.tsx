import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

/** Whether the engine runs without telemetry, as its page says. */
export const isTelemetryOff = globalThis.document?.getElementById('console')?.dataset.telemetry === 'off';

/** Why nothing that is read from spans is shown. */
export function TelemetryOff() {
  if (!isTelemetryOff) return null;
  return (
    <p class="dropped" role="status">
      {wordsOf(COMMON).telemetryOff}
    </p>
  );
}
