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
    localUser: {
      absent: {
        title: 'Open the address from your terminal',
        text: 'This portal shows your own clusters to you alone. The terminal that runs it shows an address which signs you in, once.',
      },
      used: {
        title: 'This address was used already',
        text: 'Each address signs in once. If it was not you, stop the portal. Otherwise press Enter in the terminal for a new address, or start the portal again.',
      },
      expired: {
        title: 'This address has expired',
        text: 'An address that nobody uses is good for a few minutes. Press Enter in the terminal for a new one, or start the portal again.',
      },
      unknown: {
        title: 'This address belongs to another start',
        text: 'The portal was started again since. Open the address that the terminal shows now, or press Enter there for a new one.',
      },
      failed: {
        title: 'You are not signed in',
        text: 'The portal did not answer as it should. Look at the terminal that runs it, then load this page again.',
      },
    },
    nav: {
      menu: 'Menu',
      personal: 'Personal',
    },
  },
  translations: { zh: () => import('./zh') },
});
