export type ServiceUrls = Readonly<Record<'user' | 'restaurant' | 'order' | 'gateway', string>>;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the system under test is reached. */
    urls: ServiceUrls;
    /** Where its Parameter Store is reached. */
    ssmEndpoint: string;
  }
}
