/**
 * `node bare-sockets.mjs <port>`: Socket.IO alone. `watch` joins the room of the handle; IPC `{ event, payload, room
 * }` is emitted to it, and the reply is the time before the emit.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer((_request, response) => response.writeHead(404).end());
const io = new Server(server, { serveClient: false, perMessageDeflate: false, httpCompression: false });
const namespace = io.of('/availability');
namespace.on('connection', (socket) => {
  socket.on('watch', async (request, reply) => {
    await socket.join(request.handle);
    reply({ ok: true, revision: 0 });
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1');

process.on(
  'message',
  (/** @type {{ event: string, payload: unknown, room: string }} */ { event, payload, room }) => {
    const at = Number(process.hrtime.bigint());
    namespace.to(room).emit(event, payload);
    process.send?.({ at });
  },
);
process.on('disconnect', () => process.exit());
