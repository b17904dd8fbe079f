import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Moment } from './passing.ts';
import type { Reader } from './reading/reader.ts';

const LOOPBACK = '127.0.0.1';

interface Watch {
  readonly reader: () => Reader;
  /** Told of whatever passes; the bytes are held back for as long as the answer takes. */
  readonly onlooker: (said: string, moment: Moment) => Promise<unknown> | null;
}

/** A line between two processes that can be cut: it carries bytes from its own port to another. */
export class Wire {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #watch: Watch;
  #to: number;
  #state: 'whole' | 'closed' | 'silent' = 'whole';

  private constructor(to: number, watch: Watch) {
    this.#to = to;
    this.#watch = watch;
    this.#server = createServer((socket) => this.#join(socket));
  }

  static async to(port: number, watch: Watch): Promise<Wire> {
    const wire = new Wire(port, watch);
    await new Promise<void>((up) => wire.#server.listen(0, LOOPBACK, up));
    return wire;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on it ends elsewhere. */
  lead(to: number): void {
    this.#to = to;
  }

  /** `closed`: what is open ends at once, and what comes ends as it comes. `silent`: nothing gets through, nothing ends. */
  cut(how: 'closed' | 'silent'): void {
    this.#state = how;
    if (how === 'closed') this.#endAll();
    else for (const socket of this.#open) socket.pause();
  }

  /** Nobody at either end takes up a connection that was silent for a while: it ends. */
  mend(): void {
    this.#state = 'whole';
    this.#endAll();
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#server.close(resolve));
    this.#endAll();
    await ended;
  }

  #join(near: Socket): void {
    if (this.#state === 'closed') {
      near.destroy();
      return;
    }
    this.#hold(near);
    if (this.#state === 'silent') return;
    const far = connect(this.#to, LOOPBACK);
    this.#hold(far);
    const reader = this.#watch.reader();
    this.#carry(near, far, (bytes) => this.#tell(reader.forth(bytes), 'before'));
    this.#carry(far, near, (bytes) => this.#tell(reader.back(bytes), 'after'));
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  }

  #carry(from: Socket, to: Socket, look: (bytes: Buffer) => Promise<unknown> | null): void {
    /** What is held back, and behind it whatever came since. */
    let waiting: Promise<void> | null = null;
    from.setNoDelay().on('data', (bytes: Buffer) => {
      const held = look(bytes);
      if (held === null && waiting === null) return this.#pass(bytes, from, to);
      const turn = Promise.all([waiting, held]).then(() => this.#pass(bytes, from, to));
      waiting = turn;
      void turn.then(() => {
        if (waiting === turn) waiting = null;
      });
    });
    from.once('end', () => void Promise.resolve(waiting).then(() => to.end()));
  }

  /** Neither end need be there any more: either may have been killed while this was held back. */
  #pass(bytes: Buffer, from: Socket, to: Socket): void {
    if (this.#state === 'silent' || to.destroyed || to.write(bytes)) return;
    from.pause();
    to.once('drain', () => from.resume());
  }

  /** Null where nobody holds it back. */
  #tell(said: readonly string[], moment: Moment): Promise<unknown> | null {
    const held = said.flatMap((each) => this.#watch.onlooker(each, moment) ?? []);
    return held.length === 0 ? null : Promise.all(held);
  }

  #hold(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    // Its end is what is told on; why it came is nobody's here.
    socket.on('error', () => undefined);
  }

  #endAll(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
