const MS_PER_SECOND = 1_000;

/** Does the work at whole seconds from now on, however late it was the time before. A second that was missed is left out. */
export function everySecond(work: () => void, fail: (error: unknown) => void): Disposable {
  const startedMs = performance.now();
  let second = 0;
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    const elapsedMs = performance.now() - startedMs;
    second = Math.max(second + 1, Math.ceil(elapsedMs / MS_PER_SECOND));
    timer = setTimeout(tick, second * MS_PER_SECOND - elapsedMs);
  };
  const tick = (): void => {
    try {
      work();
      plan();
    } catch (error) {
      fail(error);
    }
  };
  plan();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
