import net from 'node:net';

/** The way from the gateway to PostgreSQL, for a test to break. */
export interface DatabaseLink {
  /** Connection string by way of the link. */
  readonly url: string;
  /** Ends all connections and takes no new ones: PostgreSQL is not there. */
  cut(): Promise<void>;
  /** Takes new connections again. */
  mend(): Promise<void>;
  /** Passes nothing on any more over the connections that there are, as where a machine is lost; new ones work. */
  freeze(): void;
  stop(): Promise<void>;
}

export async function startDatabaseLink(databaseUrl: string): Promise<DatabaseLink> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => undefined);
      from.once('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: url.href,
    cut,
    mend: () => listen(port),
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    stop: cut,
  };
}
