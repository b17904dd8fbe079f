import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A line between two processes that can be cut: it carries bytes from its own port to another. */
export class Wire {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #to: number;
  #state: 'whole' | 'closed' | 'silent' = 'whole';

  private constructor(to: number) {
    this.#to = to;
    this.#server = createServer((socket) => this.#join(socket));
  }

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
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
    else for (const socket of this.#open) socket.unpipe().pause();
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
    near.setNoDelay().pipe(far.setNoDelay()).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
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
