import { apiAs, expect, runFault, test } from './harness';

test('a killed broker is known at once, and so is its replacement', async ({
  request,
}) => {
  const dana = await apiAs(request, 'dana');
  const readState = async () => {
    const { body } = await dana.get(
      '/api/kafka-clusters/clusters/dev/orders/orders-dev',
    );
    return (body as { cluster?: { health: { state: string } } }).cluster?.health
      .state;
  };
  await expect.poll(readState, { timeout: 60_000 }).toBe('healthy');
  await runFault('kill-broker', 'dev', 'orders/orders-dev', '1');
  await expect
    .poll(readState, { timeout: 2_000, intervals: [50] })
    .not.toBe('healthy');
  await expect.poll(readState, { timeout: 60_000 }).toBe('healthy');
});
