import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { restaurantRoutes } from '#functions/restaurant/routes';

// A server in a process of its own that answers GET /menus and GET /menus/{id}, so that a test can stop it.
const { listMenus, getMenu } = restaurantRoutes.routes;

const server = http.createServer((request, response) => {
  const { example } = request.url === '/menus' ? listMenus : getMenu;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(example.response));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
