import { createConsoleApi } from './console-api.ts';
import { PAGE_ROUTES } from './page-routes.ts';
import { shellPage } from './shell-page.ts';

/** The console where there are traces and no engine. */
export const tracesConsole = createConsoleApi({ html: () => shellPage(), hasTraces: true }, PAGE_ROUTES);
