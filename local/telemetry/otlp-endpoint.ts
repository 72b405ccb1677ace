import * as z from 'zod';
import { readSettings } from '#shared/cli/settings';

/** The address of an OTLP receiver, as every OpenTelemetry SDK reads it. */
export const OtlpVariables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error: 'the address of an OTLP/HTTP receiver, such as http://localhost:4318',
    })
    .transform((text) => new URL(text))
    .optional(),
});

/** @throws UsageError */
export function readEndpoint(text: string): URL | undefined {
  return readSettings(OtlpVariables, { OTEL_EXPORTER_OTLP_ENDPOINT: text }).OTEL_EXPORTER_OTLP_ENDPOINT;
}
