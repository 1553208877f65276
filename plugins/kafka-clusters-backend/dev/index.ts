import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

// The plugin alone, for `yarn start` in this package: whoever asks is the mock
// user, permissions are off. Configure Kubernetes clusters in app-config.local.yaml,
// for instance those of `yarn sandbox`.
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(import('../src'));

backend.start();
