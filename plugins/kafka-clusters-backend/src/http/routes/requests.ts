import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { ProvisioningService } from '../../services/ProvisioningService';
import {
  parseClusterRequest,
  parseCreateOptions,
  parseRequestPath,
} from '../parse';
import { sendContent, sendResult } from '../respond';

/** Requests for clusters. */
export function createRequestsRouter(options: {
  httpAuth: HttpAuthService;
  provisioning: ProvisioningService;
}) {
  const { httpAuth, provisioning } = options;
  const router = Router();

  router.post('/requests', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const how = parseCreateOptions(req.query, req.get('idempotency-key'));
    const input = parseClusterRequest(req.body);
    const request = await provisioning.createCluster(input, {
      credentials,
      ...how,
    });
    sendResult(res, how.dryRun ? 200 : 201, { request });
  });

  router.get('/requests/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const id = parseRequestPath(req.params);
    const request = await provisioning.getRequest(id, { credentials });
    sendContent(req, res, credentials, { request });
  });

  router.post('/requests/:id/discard', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const id = parseRequestPath(req.params);
    const request = await provisioning.discardRequest(id, { credentials });
    sendResult(res, 202, { request });
  });

  return router;
}
