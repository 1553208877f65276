import { ConfigReader } from '@backstage/config';
import { assertOwnMachine } from './assertOwnMachine';

const ownMachine = {
  backend: {
    baseUrl: 'http://127.0.0.1:7007',
    listen: { host: '127.0.0.1', port: 7007 },
  },
  auth: { providers: { 'local-user': {} } },
};

function assertWith(
  change: object,
  nodeEnv: string | undefined = 'development',
) {
  assertOwnMachine({
    config: new ConfigReader({ ...ownMachine, ...change }),
    nodeEnv,
  });
}

const listening = (listen: unknown) => () =>
  assertWith({ backend: { ...ownMachine.backend, listen } });

describe('assertOwnMachine', () => {
  it('accepts loopback', () => {
    expect(() => assertWith({})).not.toThrow();
    for (const listen of [
      { host: '::1', port: 7007 },
      { host: 'localhost', port: 7007 },
      '127.0.0.1:7007',
      '[::1]:7007',
    ]) {
      expect(listening(listen)).not.toThrow();
    }
  });

  it('refuses to start in production', () => {
    expect(() => assertWith({}, 'production')).toThrow(
      /refuses to start: NODE_ENV is production/,
    );
  });

  it.each([
    ['every interface', { host: '0.0.0.0', port: 7007 }],
    ['every IPv6 interface', { host: '::', port: 7007 }],
    ['an address of the network', { host: '10.1.2.3', port: 7007 }],
    ['no host', { port: 7007 }],
    ['a string without host', ':7007'],
    ['nothing', undefined],
    ['a host that only looks like loopback', '127.0.0.1.example.com:7007'],
  ])('refuses to listen on %s', (_name, listen) => {
    expect(listening(listen)).toThrow(/not a loopback address/);
  });

  it('refuses an address that others reach, as a proxy before loopback has', () => {
    const backend = {
      ...ownMachine.backend,
      baseUrl: 'https://portal.example',
    };
    expect(() => assertWith({ backend })).toThrow(
      /backend.baseUrl names the host "portal.example"/,
    );
  });

  it('refuses to stand beside the sample users', () => {
    const providers = { 'local-user': {}, 'sample-users': { sandbox: true } };
    expect(() => assertWith({ auth: { providers } })).toThrow(
      /anybody sign in as anybody/,
    );
  });
});
