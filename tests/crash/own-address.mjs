// Loaded into every function's process: it calls from a loopback address made of its pid, so that a proxy can identify
// the caller of a connection in every protocol. Looking it up under /proc takes longer than the calls.
import { Socket } from 'node:net';

const localAddress = [127, 1 + (process.pid >> 16), (process.pid >> 8) & 255, process.pid & 255].join('.');
const connect = Socket.prototype.connect;

/** @this {Socket} */
Socket.prototype.connect = function connectFromOwnAddress(/** @type {any[]} */ ...args) {
  const list = Array.isArray(args[0]) ? args[0] : args;
  const [options] = list;
  // A copy, because an agent keeps its connections under these options.
  if (options?.port && options.host === '127.0.0.1') list[0] = { ...options, localAddress };
  return connect.apply(this, /** @type {any} */ (args));
};
