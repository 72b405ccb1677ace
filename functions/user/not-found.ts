import { notFound } from '#shared/http/not-found';
import { userApi } from './api.ts';

export const handler = notFound(userApi);
