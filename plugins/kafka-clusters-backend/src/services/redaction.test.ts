import fc from 'fast-check';
import { redactObject, redactText } from './redaction';

const CANARY = 'c4n4ry-S3cret';

describe('redactText', () => {
  it.each([
    [`ssl.keystore.password=${CANARY}`],
    [
      `  sasl.jaas.config = org.apache.kafka.X required \\\n  username="u" \\\n  password="${CANARY}";\nnext=1`,
    ],
    [`authentication failed: password: ${CANARY}`],
    [`{"token":"${CANARY}"}`],
    [`--api-key=${CANARY} --port=1`],
    [`https://user:${CANARY}@registry.example.com/v2/`],
    [`Authorization: Bearer ${CANARY}abcdef`],
    [
      `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
    ],
    [`-----BEGIN PRIVATE KEY-----\n${CANARY} cut`],
    [`clientSecret="${CANARY}`],
    [`KafkaClient { required password='${CANARY}' ; };`],
    [`eyJhbGciOiJSUzI1NiJ9.${CANARY}xx.sig`],
  ])('takes the secret out of %p', text => {
    expect(redactText(text)).not.toContain(CANARY);
    expect(redactText(text)).toContain('<redacted>');
  });

  it.each([
    'Back-off restarting failed container kafka in pod stream-0_orders(1234)',
    '0/3 nodes are available: 1 node(s) were unschedulable.',
    'Failed to pull image "ghcr.io/adobe/koperator/kafka:none": not found',
    'MountVolume.SetUp failed for volume "keystore" : secret "stream-tls" not found',
    'min.insync.replicas=2\nauto.create.topics.enable=false\n',
    'zookeeper.connect=stream-zk-client:2181/kafka',
    '',
  ])('leaves %p alone', text => {
    expect(redactText(text)).toBe(text);
  });

  it('keeps the lines around a secret', () => {
    expect(
      redactText(
        `a=1\nsasl.jaas.config=x \\\n  password="${CANARY}" \\\n  more;\nb=2`,
      ),
    ).toBe('a=1\nsasl.jaas.config=<redacted>\nb=2');
  });

  it('takes no time for hostile texts', () => {
    const started = performance.now();
    for (const text of [
      'password',
      'a.',
      '"',
      '=\\\n',
      'eyJ',
      '://:@',
      'a:',
      ':a@',
      '@:',
    ]) {
      redactText(text.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('names and passwords before a host', () => {
  const hex = 'a5'.repeat(32);

  it.each([
    [
      `user:${CANARY}@registry.local/kafka:3.7`,
      '<redacted>@registry.local/kafka:3.7',
    ],
    [
      `user:${CANARY}@registry.local:5000/kafka:3.7@sha256:${hex}`,
      `<redacted>@registry.local:5000/kafka:3.7@sha256:${hex}`,
    ],
    [`user:${CANARY}@kafka@sha256:${hex}`, `<redacted>@kafka@sha256:${hex}`],
    [`https://user:${CANARY}@x.y/v2`, 'https://<redacted>@x.y/v2'],
    [`https://user:p@${CANARY}@x.y/v2`, 'https://<redacted>@x.y/v2'],
    [`user:p@${CANARY}@x.y`, '<redacted>@x.y'],
    [`user:p:${CANARY},x;y"z@x.y`, '<redacted>@x.y'],
    [`${CANARY}:x-oauth-basic@git.example.com`, '<redacted>@git.example.com'],
    [`pull "user:${CANARY}@x/y" failed`, 'pull "<redacted>@x/y" failed'],
  ])('takes them out of %p', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    `kafka:3.7@sha256:${hex}`,
    `registry.local:5000/team/kafka:3.7@sha256:${hex}`,
    `registry.local:5000/kafka@sha512:${hex}${hex}`,
    'a@b.c',
    'mailto:a@b.c',
    'Ask ops: a@b.c (or b@c.d)',
    '{"email":"a@b.c","host":"h:9092"}',
    '{"image":"kafka:3.7","email":"a@b.c"}',
    '["http://h:80","a@b.c"]',
    'host:9092',
    'h1:9092,h2:9092',
    'h1:9092,a@b.c',
    'controller.quorum.voters=0@kafka-0:9093,1@kafka-1:9093',
    'ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11',
    'system:serviceaccount:portal:portal',
    '2026-11-24T10:00:00Z',
  ])('leaves %p alone', text => {
    expect(redactText(text)).toBe(text);
  });

  it('finds them whatever they are and wherever they stand', () => {
    const word = fc.stringMatching(/^[a-z0-9._-]{1,20}$/);
    const secret = fc
      .stringMatching(/^[A-Za-z0-9!$%&*+=.:_~-]{0,20}$/)
      .map(text => `s3${CANARY}${text}`);
    const around = fc.constantFrom(
      ['', ''],
      ['Failed to pull image "', '": not found'],
      ['image: ', '\nport: 9092'],
      ['https://', '/v2/'],
    );
    fc.assert(
      fc.property(word, secret, word, around, (user, password, host, ends) => {
        const text = `${ends[0]}${user}:${password}@${host}/kafka:3.7${ends[1]}`;
        const redacted = redactText(text);
        expect(redacted).not.toContain(CANARY);
        expect(redacted).toContain(`${host}/kafka:3.7`);
      }),
    );
  });

  it('leaves images with digests alone, whatever their names', () => {
    const word = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/);
    const port = fc.integer({ min: 1, max: 65535 });
    const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(word, port, word, word, digest, (...parts) => {
        const [host, at, name, tag, hash] = parts;
        const image = `${host}:${at}/${name}:${tag}@sha256:${hash}`;
        fc.pre(!/token|secret|pass|credential|key|basic|bearer/i.test(image));
        expect(redactText(image)).toBe(image);
      }),
    );
  });
});

describe('redactObject', () => {
  it('finds secrets wherever operators and clients put them', () => {
    const redacted = redactObject({
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"x":"${CANARY}"}`,
          'banzaicloud.com/last-applied': `UEsDB${CANARY}`,
          'objectset.rio.cattle.io/applied': `H4sI${CANARY}`,
          'example.com/note': `token=${CANARY}`,
        },
      },
      spec: {
        readOnlyConfig: `listener.security=1\nssl.truststore.password=${CANARY}\n`,
        envs: [
          { name: 'KAFKA_PASSWORD', value: CANARY },
          { name: 'HEAP', value: '1g' },
        ],
        zkCredentials: { user: 'u', digest: CANARY },
        nested: [{ deeper: { apiToken: CANARY } }],
        args: ['--password', CANARY, '--verbose'],
        packed: `H4sI${CANARY.repeat(10)}`,
      },
      status: {
        brokersState: { 0: { configurationBackup: `H4sI${CANARY}` } },
      },
    });
    expect(JSON.stringify(redacted)).not.toContain(CANARY);
    expect(redacted).toMatchObject({
      spec: {
        envs: [
          { name: 'KAFKA_PASSWORD', value: '<redacted>' },
          { name: 'HEAP', value: '1g' },
        ],
        args: ['--password', '<redacted>', '--verbose'],
      },
    });
  });

  it('keeps references to Secrets', () => {
    const object = {
      spec: {
        imagePullSecrets: [{ name: 'registry' }],
        sslSecrets: { tlsSecretName: 'stream-tls', create: false },
        env: [
          {
            name: 'KAFKA_PASSWORD',
            valueFrom: { secretKeyRef: { name: 'creds', key: 'password' } },
          },
        ],
        volumes: [{ secret: { secretName: 'stream-tls' } }],
      },
    };
    expect(redactObject(object)).toEqual(object);
  });

  it('survives depth', () => {
    let deep: unknown = CANARY;
    for (let i = 0; i < 5_000; i++) {
      deep = { a: [deep] };
    }
    expect(JSON.stringify(redactObject(deep))).not.toContain(CANARY);
  });
});
