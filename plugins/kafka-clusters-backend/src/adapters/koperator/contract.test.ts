import { koperatorAdapter } from '.';
import { describeAdapterContract } from '../__testUtils__/adapterContract';
import { mediumInOneZone, smallOverZones } from '../__testUtils__/requests';
import { Scenario } from './__testUtils__/Scenario';

describeAdapterContract(koperatorAdapter, {
  objects: Scenario.healthy().list(),
  requests: [smallOverZones, mediumInOneZone],
});
