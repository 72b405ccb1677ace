import { EngineError } from '../host/engine-error.ts';

/** @throws EngineError that tells what is wrong with it */
export function readEndpoint(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new EngineError(
    `OTEL_EXPORTER_OTLP_ENDPOINT must be the address of an OTLP/HTTP receiver, such as http://localhost:4318, not "${text}"`,
  );
}
