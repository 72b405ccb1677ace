/**
 * Version of the service's switches that came with the invocation under way. The local engine sends one; on other
 * platforms there is none, and each environment reads the switches at intervals.
 */
export function pushedVersion(): string | undefined {
  // biome-ignore lint/style/noProcessEnv: the runtime changes it between invocations
  return process.env.LOCAL_SWITCHES_VERSION;
}
