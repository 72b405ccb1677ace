import { parseEnv } from '#shared/env';
import { notFound } from '#shared/http/not-found';
import { RootPageEnv } from '#shared/http/pages/system-pages';
import { orderApi } from './api.ts';

export const handler = notFound(orderApi, parseEnv(RootPageEnv).SYSTEM_PAGES);
