import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { TargetService } from '../../services/TargetService';
import { sendContent } from '../respond';

/** Where the caller may create clusters. */
export function createTargetsRouter(options: {
  httpAuth: HttpAuthService;
  targets: TargetService;
}) {
  const { httpAuth, targets } = options;
  const router = Router();

  router.get('/targets', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const content = await targets.listTargets({ credentials });
    sendContent(req, res, credentials, content);
  });

  return router;
}
