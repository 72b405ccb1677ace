import { validateHeaderName, validateHeaderValue } from 'node:http';
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
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine((text) => headersIn(text) !== undefined, {
      error: 'headers as name=value, separated by commas, with values as in a URL',
    })
    .transform(headersIn)
    .optional(),
});

/** Reads `name=value` pairs, whose values are encoded as in a URL; undefined if they are not that. */
function headersIn(text: string): Readonly<Record<string, string>> | undefined {
  const headers: Record<string, string> = {};
  try {
    for (const pair of text.split(',').filter((each) => each.trim() !== '')) {
      const [name = '', ...value] = pair.split('=');
      if (value.length === 0) return undefined;
      const [key, content] = [name.trim().toLowerCase(), decodeURIComponent(value.join('=').trim())];
      validateHeaderName(key);
      validateHeaderValue(key, content);
      headers[key] = content;
    }
    return headers;
  } catch {
    return undefined;
  }
}

/** Reads the URL of an OTLP receiver; undefined for an empty text. @throws UsageError */
export function readEndpoint(text: string): URL | undefined {
  return readSettings(OtlpVariables, { OTEL_EXPORTER_OTLP_ENDPOINT: text }).OTEL_EXPORTER_OTLP_ENDPOINT;
}
