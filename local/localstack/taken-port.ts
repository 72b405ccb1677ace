import { createServer } from 'node:net';

/** Returns whether a program listens on this port. A port that only root may open counts as free: Docker opens it. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'EADDRINUSE'));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => done(false)));
  });
}
