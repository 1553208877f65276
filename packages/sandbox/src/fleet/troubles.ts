import { ApiClient } from '../client/ApiClient';
import { KOPERATOR_RESOURCES } from '../controllers/koperator/types';
import { SandboxControl } from '../faults/SandboxControl';
import { kafkaImage, SAMPLE_KAFKAS, SampleCluster } from './samples';

/** To this image orders-events is being upgraded. */
export const UPGRADE_IMAGE = kafkaImage('3.9.1');
/** This one no registry has. */
export const MISSING_IMAGE = kafkaImage('3.9.x');

/** Begins the troubles of the sample fleet, in the way that faults do. */
export async function makeTrouble(
  control: SandboxControl,
  client: ApiClient,
  cluster: SampleCluster,
): Promise<void> {
  if (cluster === 'dev') {
    const held = SAMPLE_KAFKAS['orders-events'];
    await control.lag(held, '1', true);
    await client.patch(KOPERATOR_RESOURCES.clusters, held, {
      spec: { clusterImage: UPGRADE_IMAGE },
    });
    return;
  }
  await control.drainZone('zone-c', SAMPLE_KAFKAS['payments-ledger'].namespace);
  await control.breakImage(SAMPLE_KAFKAS.clickstream, MISSING_IMAGE);
}
