import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { RightsService } from '../../services/RightsService';
import { sendContent, sendResult } from '../respond';

/** What the portal's own account may do in Kubernetes. */
export function createRightsRouter(options: {
  httpAuth: HttpAuthService;
  rights: RightsService;
}) {
  const { httpAuth, rights } = options;
  const router = Router();

  router.get('/rights', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const content = await rights.listRights({ credentials });
    sendContent(req, res, credentials, content);
  });

  router.post('/rights/refresh', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const content = await rights.listRights({ credentials, refresh: true });
    sendResult(res, 200, content);
  });

  return router;
}
