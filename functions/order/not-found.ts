import { notFound } from '#shared/http/not-found';
import { orderRoutes } from './routes.ts';

export const handler = notFound(orderRoutes);
