/** What of k6's console the scenarios use; `@types/k6` leaves it to the types of browsers, which k6 does not have. */
declare const console: { log(message: string): void };
