import { describe, expect, it } from 'vitest';
import { box } from './box.ts';
import type { DemoPerson } from './box.ts';

const person = (email: string, ...roles: string[]): DemoPerson => ({
  ...{ email, roles, password: 'a-password', name: 'Somebody', school: null, trust: 'Larkfield' },
});

const content = {
  ...{ address: 'http://127.0.0.1:4300', dataFolder: '/data', logs: '/data/logs' },
  ...{ people: [] as DemoPerson[], temporalUi: undefined, mails: true, tookMs: 4_200 },
};

describe('the box', () => {
  it('says the address, where data and logs lie, and how to stop', () => {
    const text = box(content);
    for (const words of ['http://127.0.0.1:4300', '4.2 s', '/data', '/data/logs', 'Ctrl-C']) {
      expect(text).toContain(words);
    }
  });

  it('shows one sign-in for each role, of whoever has fewest others', () => {
    const text = box({
      ...content,
      people: [person('both@x', 'head', 'dsl'), person('dsl@x', 'dsl'), person('two@x', 'dsl')],
    });
    expect(text.match(/\S+@x/g)).toEqual(['both@x', 'dsl@x']);
  });

  it('says that nobody can sign in without the demo', () => {
    expect(box(content)).toContain('nobody can sign in yet');
  });

  it('says in one line that no e-mail is sent, where there is no mail server', () => {
    expect(box(content)).not.toContain('E-mail');
    expect(box({ ...content, mails: false })).toMatch(/E-mail +none is sent/);
  });

  it('has a frame of one width', () => {
    const widths = box({ ...content, people: [person('head@x', 'head')] })
      .split('\n')
      .map((line) => line.length);
    expect(new Set(widths).size).toBe(1);
  });
});
