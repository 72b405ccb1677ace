import * as z from 'zod';
import { OtlpVariables } from './otlp-endpoint.ts';
import type { TelemetryOptions } from './telemetry.ts';

/** The standard OpenTelemetry variables that count. */
export const TelemetryVariables = OtlpVariables.extend({ OTEL_SDK_DISABLED: z.string().optional() });

export function telemetryOptions(variables: z.infer<typeof TelemetryVariables>): TelemetryOptions {
  if (variables.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return { enabled: false };
  const forwardTo = variables.OTEL_EXPORTER_OTLP_ENDPOINT;
  const forwardHeaders = variables.OTEL_EXPORTER_OTLP_HEADERS;
  return forwardTo === undefined
    ? {}
    : { forwardTo: forwardTo.href, ...(forwardHeaders && { forwardHeaders }) };
}
