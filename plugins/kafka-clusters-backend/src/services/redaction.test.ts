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
    for (const text of ['password', 'a.', '"', '=\\\n', 'eyJ', '://:@']) {
      redactText(text.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
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
