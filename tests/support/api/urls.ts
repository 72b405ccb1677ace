import type { ServiceName } from '#shared/services';

export type ServiceUrls = Readonly<Record<ServiceName | 'gateway', string>>;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the system under test is reached. */
    urls: ServiceUrls;
    /** Where its Parameter Store is reached. */
    ssmEndpoint: string;
  }
}
