import type { ServiceName } from '#shared/services';

export type ServiceUrls = Readonly<Record<ServiceName | 'gateway', string>>;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Addresses of the system under test. */
    urls: ServiceUrls;
    /** Address of its Parameter Store. */
    ssmEndpoint: string;
  }
}
