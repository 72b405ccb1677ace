import { createRequire } from 'node:module';
import type { Sdk } from './sdk/start.ts';

type SdkModule = typeof import('./sdk/function.ts');

/** The SDK is a file of its own beside each bundle: where telemetry is off, no cold start reads it. */
const SDK_FILE = './telemetry.mjs';

const { env } = process;
const isOn = Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT) && env.OTEL_SDK_DISABLED !== 'true';
const sdk = isOn ? start() : undefined;
const flushesEachInvocation = env.TELEMETRY_FLUSH === 'invocation';

/** Telemetry that cannot start must not keep the function from its work. */
function start(): Sdk | undefined {
  try {
    const { startInFunction }: SdkModule = createRequire(import.meta.url)(SDK_FILE);
    return startInFunction(env);
  } catch (error) {
    console.error(`Telemetry is off: ${(error as Error).message}`);
    return undefined;
  }
}

/** To be awaited before an invocation is answered: an environment that is frozen afterwards sends nothing by itself. */
export async function flushBeforeFreeze(): Promise<void> {
  if (sdk && flushesEachInvocation) await sdk.flush();
}

/** Whether spans are recorded at all. */
export const isTelemetryOn = sdk !== undefined;
