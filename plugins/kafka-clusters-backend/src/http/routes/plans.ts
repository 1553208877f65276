import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { ProvisioningService } from '../../services/ProvisioningService';
import { parseClusterRequest } from '../parse';
import { sendResult } from '../respond';

/** Everything that a request would do, before it does anything. */
export function createPlansRouter(options: {
  httpAuth: HttpAuthService;
  provisioning: ProvisioningService;
}) {
  const { httpAuth, provisioning } = options;
  const router = Router();

  router.post('/plans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const input = parseClusterRequest(req.body);
    const plan = await provisioning.planCluster(input, { credentials });
    sendResult(res, 200, { plan });
  });

  return router;
}
