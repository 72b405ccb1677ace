import { notFound } from '#shared/http/not-found';
import { orderApi } from './api.ts';

export const handler = notFound(orderApi);
