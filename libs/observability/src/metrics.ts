import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const registry = new Registry();
const registers = [registry];

/** Routes are named by their template: an address would carry an id. */
export const requestSeconds = new Histogram({
  name: 'trustward_request_seconds',
  help: 'How long requests took',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers,
});

export const pokes = new Counter({
  name: 'trustward_pokes_total',
  help: 'Cases the relay told their workflow to look at',
  registers,
});

/** Should stay at nought: each one is a job that somebody must look at. */
export const parkedPokes = new Counter({
  name: 'trustward_parked_pokes_total',
  help: 'Jobs that named no case and were put aside',
  registers,
});

/** Should stay at nought: counted each time that such a case is found, at least hourly until it is mended. */
export const unreadableCases = new Counter({
  name: 'trustward_unreadable_cases_total',
  help: 'Cases that could not be read back, and go the safe route',
  registers,
});

/** Should stay at nought: each one is a wake that Temporal did not bring. */
export const overdueWakes = new Counter({
  name: 'trustward_overdue_wakes_total',
  help: 'Cases the watchdog found past their wake',
  registers,
});

/** Should stay at nought: each one is a delivery that no workflow brought. */
export const overdueDeliveries = new Counter({
  name: 'trustward_overdue_deliveries_total',
  help: 'Deliveries the watchdog found undelivered long after they were decided',
  registers,
});

/** Should stay at nought: each one is a case that Temporal drove otherwise than PostgreSQL says. */
export const reconciled = new Counter({
  name: 'trustward_reconciled_total',
  help: 'Differences between Temporal and PostgreSQL that the nightly comparison found and repaired',
  labelNames: ['difference'],
  registers,
});

/** By what became of them. */
export const messages = new Counter({
  name: 'trustward_messages_total',
  help: 'Messages that left the portal, or could not',
  labelNames: ['state'],
  registers,
});

/** Should stay at nought: nobody is told by e-mail until its user name or password is mended. */
export const mailLoginRefused = new Counter({
  name: 'trustward_mail_login_refused_total',
  help: 'Attempts to send in which the mail server refused our user name or password',
  registers,
});

const LOOPBACK = '127.0.0.1';

/** Serves the figures of this process to this machine only; port 0 is off. */
export async function serveMetrics(port: number): Promise<Server | null> {
  if (port === 0) return null;
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, LOOPBACK, resolve));
  // Figures keep no process alive.
  server.unref();
  return server;
}
