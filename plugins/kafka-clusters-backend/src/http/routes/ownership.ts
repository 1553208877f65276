import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { ConsumerService } from '../../services/owners/ConsumerService';
import type { OwnershipReader } from '../../services/owners/OwnershipReader';
import type { OwnershipService } from '../../services/owners/OwnershipService';
import type { TransferService } from '../../services/owners/TransferService';
import {
  parseClaims,
  parseClusterPath,
  parseComponentPath,
  parseConsumer,
  parseConsumerPath,
  parseLinkOwner,
  parseTransfer,
  parseTransferPath,
} from '../parse';
import { sendContent, sendResult } from '../respond';

/** What the routes of ownership need. */
export interface OwnershipRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly ownership: OwnershipReader;
  readonly owners: OwnershipService;
  readonly transferring: TransferService;
  readonly consuming: ConsumerService;
}

/** Whose clusters are, and who uses them. */
export function createOwnershipRouter(options: OwnershipRouterOptions) {
  const { httpAuth, ownership, owners, transferring, consuming } = options;
  const router = Router();
  const path = '/clusters/:kubernetesCluster/:namespace/:name';

  router.get(`${path}/ownership`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const ref = parseClusterPath(req.params);
    const content = await ownership.getOwnership(ref, { credentials });
    sendContent(req, res, credentials, content);
  });

  router.post(`${path}/link`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const ref = parseClusterPath(req.params);
    const input = parseLinkOwner(req.body);
    const mirror = await owners.linkOwner(ref, input, { credentials });
    const content = await ownership.getOwnership(ref, { credentials });
    sendResult(res, 200, { ...content, mirror });
  });

  router.post(`${path}/transfer`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const ref = parseClusterPath(req.params);
    const input = parseTransfer(req.body);
    const transfer = await transferring.offerTransfer(ref, input, {
      credentials,
    });
    sendResult(res, 201, { transfer });
  });

  router.post(`${path}/consumers/:decision`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { ref, decision } = parseConsumerPath(req.params);
    const input = parseConsumer(req.body);
    await consuming.decideOnConsumer(ref, decision, input, { credentials });
    const content = await ownership.getOwnership(ref, { credentials });
    sendResult(res, 200, content);
  });

  router.post('/transfers/:id/:answer', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id, answer } = parseTransferPath(req.params);
    const transfer = await transferring.answerTransfer(id, answer, {
      credentials,
    });
    sendResult(res, 200, { transfer });
  });

  router.get('/ownership/inbox', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const content = await ownership.getInbox({ credentials });
    sendContent(req, res, credentials, content);
  });

  router.post('/claims', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const input = parseClaims(req.body);
    const content = await owners.answerClaims(input, { credentials });
    sendResult(res, 200, content);
  });

  router.get(
    '/components/:kind/:namespace/:name/relation',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const component = parseComponentPath(req.params);
      const content = await ownership.getComponentRelation(component, {
        credentials,
      });
      sendContent(req, res, credentials, content);
    },
  );

  return router;
}
