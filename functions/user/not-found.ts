import { parseEnv } from '#shared/env';
import { notFound } from '#shared/http/not-found';
import { RootPageEnv } from '#shared/http/pages/system-pages';
import { userApi } from './api.ts';

export const handler = notFound(userApi, parseEnv(RootPageEnv).SYSTEM_PAGES);
