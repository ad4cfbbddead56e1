/**
 * `node mail-sink.mjs <port>`: an SMTP server that accepts every mail and stores none. Sends an IPC message once it
 * listens.
 */
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    stream.on('end', () => done());
    stream.resume();
  },
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.({ ok: true }));
process.on('disconnect', () => process.exit());
