import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FaultProxy {
  port: number;
  /** The same address, but through the proxy. */
  through(url: string): string;
  /** Bytes go through, after `milliseconds` each way. */
  pass(milliseconds?: number): void;
  /** Connections break, and new ones are turned away. */
  refuse(): void;
  /** Connections stay and are accepted, but nothing comes through until `pass`. */
  stall(): void;
  /** What is asked arrives, but the next reply with this text is lost: its connection breaks instead. */
  loseReply(text: string): void;
  /** Breaks what is connected now. */
  cut(): void;
  close(): Promise<void>;
}

/** Stands between a server under test and what it depends on. */
export async function startFaultProxy(target: { port: number; host?: string }): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let mode: 'pass' | 'refuse' | 'stall' = 'pass';
  let delay = 0;
  let lost: string | undefined;
  let released = Promise.resolve();
  let release = (): void => {};

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {}); // Breaking is what it is here for.
    socket.once('close', () => sockets.delete(socket));
  };

  function isLost(reply: Buffer): boolean {
    if (lost === undefined || !reply.includes(lost)) return false;
    lost = undefined;
    return true;
  }

  async function carry(from: Socket, to: Socket, isReply: boolean): Promise<void> {
    try {
      for await (const chunk of from) {
        await released;
        if (isReply && isLost(chunk as Buffer)) break;
        if (delay > 0) await sleep(delay);
        if (!to.write(chunk as Buffer)) await new Promise((resolve) => to.once('drain', resolve));
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  const server = createServer((client) => {
    keep(client);
    if (mode === 'refuse') {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, target.host ?? '127.0.0.1');
    keep(upstream);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    void carry(client, upstream, false);
    void carry(upstream, client, true);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    through(url) {
      const there = new URL(url);
      there.host = `127.0.0.1:${port}`;
      return there.toString();
    },
    pass(milliseconds = 0) {
      mode = 'pass';
      delay = milliseconds;
      release();
    },
    refuse() {
      mode = 'refuse';
      cut();
    },
    stall() {
      mode = 'stall';
      released = new Promise((resolve) => {
        release = resolve;
      });
    },
    loseReply(text) {
      lost = text;
    },
    cut,
    close: () =>
      new Promise<void>((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
