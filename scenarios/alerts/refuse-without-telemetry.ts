import { readStatus } from '#bench/parts';
import { UserError } from '#shared/cli/errors';
import type { Target } from '../run/running-target.ts';

/**
 * Refuses a system whose telemetry goes nowhere: no alert could fire.
 * @throws UserError that says what to set
 */
export async function refuseWithoutTelemetry({ engineUrl }: Pick<Target, 'engineUrl'>): Promise<void> {
  if (engineUrl === undefined) return;
  const status = await readStatus(engineUrl).catch(() => undefined);
  if (!status || (status.telemetry !== 'off' && status.telemetry.forwardTo !== undefined)) return;
  throw new UserError(
    '--prometheus: the telemetry of the system goes to no collector; set OTEL_EXPORTER_OTLP_ENDPOINT, such as http://localhost:4318, where the system is started',
  );
}
