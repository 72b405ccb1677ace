import { createRequire } from 'node:module';
import type { HttpClient } from '#shared/http-client/client';

type XRayTracer = typeof import('./x-ray-tracer.ts');

// biome-ignore lint/style/noProcessEnv: read before any handler's own variables
const file = process.env.X_RAY_MODULE;
/** Loaded from a layer, and only where the stage has one, so that no other cold start reads it. */
const tracer: XRayTracer | undefined = file ? createRequire(import.meta.url)(file) : undefined;

/** Adds each invocation to its X-Ray trace, where the stage has X-Ray. */
export function traced<Handler>(handler: Handler): Handler {
  return tracer ? tracer.traceHandler(handler) : handler;
}

/** Adds each call of a client to the X-Ray trace of its invocation, where the stage has X-Ray. */
export function tracedClient(client: HttpClient, url: URL): HttpClient {
  return tracer ? tracer.traceClient(client, url) : client;
}
