import { notFound } from '#shared/http/not-found';
import { userRoutes } from './routes.ts';

export const handler = notFound(userRoutes);
