import { describe, expect, it } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

describe('whom passkeys are made for', () => {
  it('is the name of the public address, and that address alone', () => {
    expect(relyingPartyOf('https://safe.trust.example/')).toEqual({
      id: 'safe.trust.example',
      origin: 'https://safe.trust.example',
    });
    expect(relyingPartyOf('https://trust.example:8443/portal')).toEqual({
      id: 'trust.example',
      origin: 'https://trust.example:8443',
    });
  });

  it('is localhost of a machine’s own numbers', () => {
    const local = { id: 'localhost', origin: 'http://localhost:4300' };
    for (const host of ['127.0.0.1', '127.1.2.3', '[::1]', 'localhost']) {
      expect(relyingPartyOf(`http://${host}:4300`)).toEqual(local);
    }
  });

  it('is nobody of another number, nor over plain http, where no browser makes any', () => {
    for (const url of ['https://10.1.2.3', 'https://[2001:db8::1]', 'http://trust.example']) {
      expect(relyingPartyOf(url)).toBeNull();
    }
  });
});
