import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { describeConfig } from './describe.ts';
import { ConfigError } from './read.ts';
import { VARIABLES } from './variables.ts';

const refusal = (read: () => unknown): ConfigError => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};

describe('configuration', () => {
  it('gives a process the sections it names, with defaults where the environment is silent', () => {
    const config = parseConfig({ TRUSTWARD_PORT: '4301' }, 'http', 'temporal');
    expect(config.http.port).toBe(4301);
    expect(config.temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'trustward' });
    expect(Object.keys(config)).toEqual(['http', 'temporal']);
  });

  it.each([
    ['TRUSTWARD_PORT', 'eighty', 'TRUSTWARD_PORT must be a whole number from 0 to 65535.'],
    [
      'TRUSTWARD_PUBLIC_URL',
      'example.org',
      'TRUSTWARD_PUBLIC_URL must be an address that begins http:// or https://.',
    ],
  ])('refuses %s=%s with one sentence that names it', (name, value, sentence) => {
    const error = refusal(() => parseConfig({ [name]: value }, 'http'));
    expect(error).toMatchObject({ message: sentence, exitCode: 2 });
  });

  it.each([
    [undefined, []],
    ['10.0.0.7, 10.1.0.0/16,::1', ['10.0.0.7', '10.1.0.0/16', '::1']],
  ])('reads the trusted proxies %s', (given, proxies) => {
    expect(parseConfig({ TRUSTWARD_TRUSTED_PROXIES: given }, 'http').http.trustedProxies).toEqual(proxies);
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.1,'])('refuses the trusted proxies %s', (given) => {
    expect(refusal(() => parseConfig({ TRUSTWARD_TRUSTED_PROXIES: given }, 'http')).exitCode).toBe(2);
  });

  it.each(['heads', '/var/heads', './a folder', 'https://heads.example/trustward'])(
    'ships heads of the audit to %s',
    (given) => expect(parseConfig({ TRUSTWARD_AUDIT_HEADS: given }, 'evidence').evidence.heads).toBe(given),
  );

  it.each(['http://heads.example/', 'ftp://heads.example/', 'https:'])(
    'ships no heads of the audit to %s',
    (given) =>
      expect(refusal(() => parseConfig({ TRUSTWARD_AUDIT_HEADS: given }, 'evidence')).exitCode).toBe(2),
  );

  it('says what is missing and what it is for', () => {
    const error = refusal(() => parseConfig({}, 'apiDatabase'));
    expect(error.exitCode).toBe(3);
    expect(error.message).toMatch(/^TRUSTWARD_DATABASE_API_URL is not set: .+\.$/);
  });

  it('asks nothing of a process for a section it does not need', () => {
    expect(() => parseConfig({ TRUSTWARD_PORT: 'eighty' }, 'demo')).not.toThrow();
  });

  it('describes every variable, where its value came from, and no secret', () => {
    const secret = 'postgresql://trustward_api:hunter2@db.example/trustward';
    const settings = describeConfig({ TRUSTWARD_DATABASE_API_URL: secret, TRUSTWARD_DEMO: 'on' });
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(VARIABLES));
    expect(JSON.stringify(settings)).not.toContain('hunter2');
    expect(settings.find(({ name }) => name === 'TRUSTWARD_DEMO')).toMatchObject({
      value: 'on',
      from: 'environment',
    });
  });
});
