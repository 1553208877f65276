import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The words of the example portal itself. */
export const portalTranslationRef = createTranslationRef({
  id: 'app.example-portal',
  messages: {
    signIn: {
      title: 'Kafka Clusters',
      explanation:
        'This is a sandbox on your machine: nobody has to prove who they are. Choose whom you want to be. Open a second tab to be somebody else there and compare what each of them may see.',
      action: 'Sign in as {{name}}',
      failed: 'The sandbox did not sign you in',
      again: 'Choose again',
      role: {
        dana: 'Developer of team Orders',
        pablo: 'Developer of team Payments',
        petra: 'Platform engineer, sees every cluster',
      },
    },
    nav: {
      menu: 'Menu',
      personal: 'Personal',
    },
  },
  translations: { zh: () => import('./zh') },
});
