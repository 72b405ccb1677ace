import * as z from 'zod';
import { readSettings } from '#shared/cli/settings';

/** Address of an OTLP receiver, from the standard OpenTelemetry variables. */
export const OtlpVariables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error: 'the address of an OTLP/HTTP receiver, such as http://localhost:4318',
    })
    .transform((text) => new URL(text))
    .optional(),
});

/** Reads the URL of an OTLP receiver; undefined for an empty text. @throws UsageError */
export function readEndpoint(text: string): URL | undefined {
  return readSettings(OtlpVariables, { OTEL_EXPORTER_OTLP_ENDPOINT: text }).OTEL_EXPORTER_OTLP_ENDPOINT;
}
