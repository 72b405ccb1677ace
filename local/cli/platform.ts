/** The platform on which every test runs. */
const TESTED = 'linux-x64';
const WSL = /microsoft/i;

/**
 * Says how far this platform was tried.
 * @param release of the system's kernel
 */
export function platformText(platform: string, release: string): string {
  if (WSL.test(release)) return `${platform} in WSL, where it was never tested`;
  return platform === TESTED ? `${platform}, where it is tested` : `${platform}, where it was never tested`;
}
