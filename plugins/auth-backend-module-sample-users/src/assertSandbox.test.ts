import { ConfigReader } from '@backstage/config';
import { assertSandbox } from './assertSandbox';

const sandboxConfig = {
  backend: {
    baseUrl: 'http://127.0.0.1:7007',
    listen: { host: '127.0.0.1', port: 7007 },
  },
  auth: { providers: { 'sample-users': { sandbox: true } } },
};

function assertWith(
  change: object,
  nodeEnv: string | undefined = 'development',
) {
  assertSandbox({
    config: new ConfigReader({ ...sandboxConfig, ...change }),
    nodeEnv,
  });
}

describe('assertSandbox', () => {
  it('accepts the sandbox', () => {
    expect(() => assertWith({})).not.toThrow();
  });

  it.each([
    ['IPv6 loopback', { host: '::1', port: 7007 }],
    ['the name localhost', { host: 'localhost', port: 7007 }],
    ['one string', '127.0.0.1:7007'],
    ['one string with IPv6', '[::1]:7007'],
  ])('accepts %s', (_name, listen) => {
    expect(() =>
      assertWith({ backend: { ...sandboxConfig.backend, listen } }),
    ).not.toThrow();
  });

  it('refuses to start in production', () => {
    expect(() => assertWith({}, 'production')).toThrow(
      /refuse to start: NODE_ENV is production/,
    );
  });

  it.each([
    ['every interface', { host: '0.0.0.0', port: 7007 }],
    ['every IPv6 interface', { host: '::', port: 7007 }],
    ['an address of the network', { host: '10.1.2.3', port: 7007 }],
    ['no host', { port: 7007 }],
    ['a string without host', ':7007'],
    ['a host that only looks like loopback', '127.0.0.1.example.com:7007'],
  ])('refuses to listen on %s', (_name, listen) => {
    expect(() =>
      assertWith({ backend: { ...sandboxConfig.backend, listen } }),
    ).toThrow(/not a loopback address/);
  });

  it('refuses when nothing says where the backend listens', () => {
    expect(() =>
      assertWith({ backend: { baseUrl: 'http://127.0.0.1:7007' } }),
    ).toThrow(/not set, which means every interface/);
  });

  it('refuses an address that others reach, as a proxy before loopback has', () => {
    expect(() =>
      assertWith({
        backend: {
          ...sandboxConfig.backend,
          baseUrl: 'https://portal.example',
        },
      }),
    ).toThrow(/backend.baseUrl names the host "portal.example"/);
  });

  it.each([
    ['is absent', { auth: { providers: { 'sample-users': {} } } }],
    ['is absent altogether', { auth: {} }],
    [
      'is false',
      { auth: { providers: { 'sample-users': { sandbox: false } } } },
    ],
  ])('refuses when the word that this is the sandbox %s', (_name, change) => {
    expect(() => assertWith(change)).toThrow(
      /nothing says that the Kubernetes clusters behind it are the sandbox/,
    );
  });
});
